"""Sorts the engine's errors into those a screen can explain."""

import shutil
from pathlib import Path

from console.errors import LocalStoreBroken

_KINDS = {
    5: "locked",  # SQLITE_BUSY
    6: "locked",  # SQLITE_LOCKED
    8: "unwritable",  # SQLITE_READONLY
    10: "unwritable",  # SQLITE_IOERR
    11: "corrupt",  # SQLITE_CORRUPT
    13: "full",  # SQLITE_FULL
    14: "unwritable",  # SQLITE_CANTOPEN
    26: "corrupt",  # SQLITE_NOTADB: also a page whose seal does not fit, or a wrong key
}
NO_ROOM_BYTES = 1024 * 1024


def kind_of(error: BaseException, folder: Path | None = None) -> str | None:
    """Return the kind of LocalStoreBroken; None when the error is a bug of ours.

    folder: where the files lie. The engine reports some writes that found no room as plain
    input/output errors; the disk tells them apart.
    """
    if isinstance(error, OSError):
        return "full" if error.errno in (28, 122, 27) else "unwritable"  # ENOSPC, EDQUOT, EFBIG
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    # An extended code carries the primary one in its lowest byte.
    kind = _KINDS.get(code & 0xFF)
    return "full" if kind == "unwritable" and _is_full(folder) else kind


def translated(error: BaseException, folder: Path | None = None) -> LocalStoreBroken | None:
    """Return what to raise instead, or None to let the error pass as the bug it is."""
    kind = kind_of(error, folder)
    if kind is None:
        return None
    return LocalStoreBroken(kind, getattr(error, "sqlite_errorname", type(error).__name__))


def _is_full(folder: Path | None) -> bool:
    try:
        return folder is not None and shutil.disk_usage(folder).free < NO_ROOM_BYTES
    except OSError:
        return False
