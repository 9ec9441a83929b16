"""A keyring backend for benches: what the desktop's would keep lies in a file of the bench's own.

Chosen by the environment, so that the console under measurement is started as it always is.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from keyring.backend import KeyringBackend

FILE = "CHIAMAROMA_BENCH_KEYRING"


def environment(file: Path) -> dict[str, str]:
    """Return what makes a process use this backend with this file."""
    return {"PYTHON_KEYRING_BACKEND": "tools.benches.file_keyring.FileKeyring", FILE: str(file)}


@contextmanager
def file_keyring(file: Path) -> Iterator[None]:
    """Use the backend in this process and its children until the block ends."""
    before = {name: os.environ.get(name) for name in environment(file)}
    os.environ.update(environment(file))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class FileKeyring(KeyringBackend):
    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._store(self._entries() | {f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        entries = self._entries()
        entries.pop(f"{service}/{username}", None)
        self._store(entries)

    def _entries(self) -> dict[str, str]:
        file = Path(os.environ[FILE])
        if not file.exists():
            return {}
        found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        return found

    def _store(self, entries: dict[str, str]) -> None:
        Path(os.environ[FILE]).write_text(json.dumps(entries), encoding="utf-8")
