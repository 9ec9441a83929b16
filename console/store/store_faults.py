"""Sorts the engine's errors into those a screen can explain."""

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


def kind_of(error: BaseException) -> str | None:
    """Return the kind of LocalStoreBroken; None when the error is a bug of ours."""
    if isinstance(error, OSError):
        return "full" if error.errno in (28, 122, 27) else "unwritable"  # ENOSPC, EDQUOT, EFBIG
    code = getattr(error, "sqlite_errorcode", None)
    return _KINDS.get(code & 0xFF) if isinstance(code, int) else None


def translated(error: BaseException) -> LocalStoreBroken | None:
    """Return what to raise instead, or None to let the error pass as the bug it is."""
    kind = kind_of(error)
    if kind is None:
        return None
    return LocalStoreBroken(kind, getattr(error, "sqlite_errorname", type(error).__name__))
