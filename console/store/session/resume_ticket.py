"""What a console needs to go on after a crash without a password; kept by the OS keyring only."""

import hashlib
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
    """One ticket per data folder. Without a keyring nothing is kept and nothing is found."""

    def __init__(self, keyring: OsKeyring, data_dir: Path) -> None:
        self._keyring = keyring
        digest = hashlib.sha256(str(data_dir.absolute()).encode("utf-8", "surrogateescape"))
        self._entry = f"resume-{digest.hexdigest()[:16]}"

    async def keep(self, ticket: ResumeTicket) -> None:
        await self._write(msgspec.json.encode(ticket).decode())

    async def drop(self) -> None:
        await self._write(None)

    async def find(self) -> ResumeTicket | None:
        try:
            text = await self._keyring.read(self._entry)
            return None if text is None else msgspec.json.decode(text, type=ResumeTicket)
        # A ticket of another version is none: the password opens the seat all the same.
        except (KeyringMissing, msgspec.DecodeError):
            return None

    async def _write(self, text: str | None) -> None:
        try:
            await self._keyring.write(self._entry, text)
        except KeyringMissing:
            return
