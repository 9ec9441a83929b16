"""What a console needs to go on after a crash without a password; kept by the OS keyring only."""

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec

from console.errors import KeyringMissing
from console.store.session.os_keyring import OsKeyring


class ResumeTicket(msgspec.Struct, frozen=True, kw_only=True):
    """The replica of the operator signed in. Deleted at sign-out, at a lock and at a normal end.

    seat: where calls ring, "" for nowhere. Not every server gives a line that names it.
    """

    login: str
    key_hex: str
    seat: str = ""


class TicketKeeper:
    """One ticket per data folder. Without a keyring nothing is kept and nothing is found.

    A ticket that is dropped is worth nothing from then on, though the keyring be silent: a file
    says so.
    """

    def __init__(self, keyring: OsKeyring, data_dir: Path) -> None:
        self._keyring = keyring
        digest = hashlib.sha256(str(data_dir.absolute()).encode("utf-8", "surrogateescape"))
        self._entry = f"resume-{digest.hexdigest()[:16]}"
        self._mark = data_dir / "locked"
        self._wishes = 0  # the last one counts, though an earlier one ends later

    async def keep(self, ticket: ResumeTicket) -> None:
        self._wishes = wish = self._wishes + 1
        if await self._write(msgspec.json.encode(ticket).decode()) and wish == self._wishes:
            with suppress(OSError):  # then the password is asked for, once too often
                self._mark.unlink(missing_ok=True)

    async def drop(self) -> None:
        self._wishes += 1
        # First, and whatever the keyring does: whoever kills the console must not be let in.
        with suppress(OSError):  # a full disk: the keyring is asked all the same
            self._mark.touch(mode=0o600)
        await self._write(None)

    async def find(self) -> ResumeTicket | None:
        if self._mark.exists():
            return None
        try:
            text = await self._keyring.read(self._entry)
            return None if text is None else msgspec.json.decode(text, type=ResumeTicket)
        # A ticket of another version is none: the password opens the seat all the same.
        except (KeyringMissing, msgspec.DecodeError):
            return None

    async def _write(self, text: str | None) -> bool:
        """Return whether the keyring took it."""
        try:
            await self._keyring.write(self._entry, text)
        except KeyringMissing:
            return False
        return True
