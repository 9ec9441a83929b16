"""The word by which the telephone exchange proves itself to this server: a file both can read."""

import os
import re
import secrets
from pathlib import Path

from contract.closed_process import give_to_owner_of
from server.settings import EXCHANGE_KEY_FILE, ExchangeSettings, ServerSettings
from server.usecases.operations.server_keys import sync_folder

SHORTEST = 20


class UnusableKey(Exception):
    """The key file holds no key. str() says which file and why, never what is in it."""


def key_file(settings: ServerSettings, exchange: ExchangeSettings) -> Path:
    return exchange.key_file or settings.data_dir / EXCHANGE_KEY_FILE


def exchange_key(path: Path) -> str:
    """Return the key in the file, made now when there is none: for the owner of its folder only.

    That is the server's user, also when an administrator's command comes before its first start.
    Raise UnusableKey for a file that holds something else, OSError when it cannot be read.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        give_to_owner_of(path.parent, handle)
        key = secrets.token_hex(32)
        file.write(key + "\n")
        file.flush()
        os.fsync(handle)  # an empty file after a power cut would keep the server from starting
    sync_folder(path.parent)
    return key


def _read(path: Path) -> str:
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if not re.fullmatch(rf"[A-Za-z0-9_-]{{{SHORTEST},200}}", key):
        raise UnusableKey(f"{path} must hold {SHORTEST} or more letters and digits, nothing else")
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return key
