"""A clerk leaves with a callback in hand: it is a colleague's at once, and never both of theirs."""

from pathlib import Path

from console.model.contact.contact_draft import AttemptDraft, CallbackWish
from console.store.callbacks.callback_repository import callbacks_held_by, callbacks_to_do
from console.store.session.session_record import signed_in_account
from contract.domain.account import Role
from contract.domain.callback import Callback
from contract.domain.contact import Disposition
from contract.domain.ids import ContactId, DeskId, TopicId, new_id
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import NOW, a_draft
from tests.support.servers.real_server import PASSWORD, RealServer

WISH = CallbackWish(window_start_at=NOW, window_end_at=NOW.replace(hour=23))


async def _ready() -> RealServer:
    server = await RealServer.start()
    await server.add_desk("tributi", "tari")
    for clerk in ("bruno", "carla"):
        await server.add_account(clerk, Role.LEVEL_TWO, desks=["tributi"])
    return server


async def _in_hand(seat: ConsoleSeat) -> Callback:
    """Forward a contact, take its callback, and begin to write what was answered."""
    contact = a_draft(
        contact_id=ContactId(new_id()),
        topic_id=TopicId("tari"),
        disposition=Disposition.FORWARDED,
        desk_id=DeskId("tributi"),
        phone_text="06 1234 5678",
        callback=WISH,
    )
    await seat.drafts.close(contact)
    await seat.sync()
    (waiting,) = await seat.database.read(callbacks_to_do)
    claimed = await seat.leases.claim(waiting.id)
    assert claimed is not None
    await seat.cases.save_draft(AttemptDraft(callback_id=claimed.id, note="Ha pagato due"))
    return claimed


async def _held_here(seat: ConsoleSeat) -> tuple[Callback, ...]:
    return await seat.database.read(lambda c: callbacks_held_by(c, signed_in_account(c).id))


async def test_a_callback_in_hand_at_sign_out_goes_back_and_its_words_stay(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path / "1", server.transport(), "bruno") as one:
        held = await _in_hand(one)
        await one.sign_out()
        async with a_seat(
            tmp_path / "2", server.transport(), "carla", device_id="device-2"
        ) as other:
            await other.sync()
            taken = await other.leases.claim(held.id)
            assert taken is not None, "nobody waits for a lease that nobody needs"
            await one.sign_in("bruno", PASSWORD)
            assert await _held_here(one) == (), "before the server was asked anything"
            await other.leases.release(held.id)
        await one.sync()
        again = await one.leases.claim(held.id)
        assert again is not None
        assert (await one.cases.attempt_draft(again)).note == "Ha pagato due"


async def test_without_a_server_it_is_in_nobodys_hand_either(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport(), "bruno") as seat:
        await _in_hand(seat)
        await seat.sync()
        server.go_offline()
        await seat.sign_out()
        await seat.sign_in("bruno", PASSWORD)
        assert await _held_here(seat) == ()
