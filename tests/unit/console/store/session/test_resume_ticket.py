"""A ticket that was dropped opens nothing, whatever the keyring did with it."""

from pathlib import Path

from console.errors import KeyringMissing
from console.store.session.resume_ticket import ResumeTicket, TicketKeeper
from tests.support.seats.memory_keyring import MemoryKeyring

TICKET = ResumeTicket(login="anna", key_hex="00", seat="1001")


class SilentKeyring(MemoryKeyring):
    """Answers no more once it is silent; what it has it keeps."""

    is_silent = False

    async def write(self, entry: str, text: str | None) -> None:
        if self.is_silent:
            raise KeyringMissing("silent")
        await super().write(entry, text)


async def test_a_lock_holds_after_a_kill_though_the_keyring_was_silent(tmp_path: Path) -> None:
    keyring = SilentKeyring()
    await TicketKeeper(keyring, tmp_path).keep(TICKET)
    assert await TicketKeeper(keyring, tmp_path).find() == TICKET
    keyring.is_silent = True
    await TicketKeeper(keyring, tmp_path).drop()
    keyring.is_silent = False
    assert keyring.entries
    assert await TicketKeeper(keyring, tmp_path).find() is None
    await TicketKeeper(keyring, tmp_path).keep(TICKET)
    assert await TicketKeeper(keyring, tmp_path).find() == TICKET


async def test_a_keyring_that_takes_no_new_ticket_does_not_make_an_old_one_good(
    tmp_path: Path,
) -> None:
    keyring = SilentKeyring()
    keeper = TicketKeeper(keyring, tmp_path)
    await keeper.keep(TICKET)
    keyring.is_silent = True
    await keeper.drop()
    await keeper.keep(TICKET)
    assert await TicketKeeper(keyring, tmp_path).find() is None
