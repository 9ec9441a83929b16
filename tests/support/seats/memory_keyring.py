"""A keyring for tests that do not test the real one: it lives as long as its object."""

from console.errors import KeyringMissing
from console.store.session.os_keyring import OsKeyring


class MemoryKeyring(OsKeyring):
    def __init__(self, *, is_missing: bool = False) -> None:
        super().__init__()
        self.entries: dict[str, str] = {}
        self.is_missing = is_missing

    async def seat_secret(self) -> bytes:
        self._check()
        return b"\x07" * 32

    async def read(self, entry: str) -> str | None:
        self._check()
        return self.entries.get(entry)

    async def write(self, entry: str, text: str | None) -> None:
        self._check()
        if text is None:
            self.entries.pop(entry, None)
        else:
            self.entries[entry] = text

    def _check(self) -> None:
        if self.is_missing:
            raise KeyringMissing("a test says so")
