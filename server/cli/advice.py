"""What an administrator may do where the system refuses a file: whose it is, how it is given."""

import errno
import os
import pwd
import shutil
from pathlib import Path

NO_ROOM_BYTES = 65536  # with less SQLite begins nothing: it needs a file beside its own


def file_sentence(error: OSError) -> str:
    """Return what was refused and what to do, without a full stop. error names its file."""
    path = Path(str(error.filename))
    if error.errno == errno.ENOSPC:
        return f"The disk of {path} is full: free some space"
    if error.errno == errno.EROFS:
        return f"{path} is on a disk that can only be read: choose another place"
    if isinstance(error, PermissionError):
        return f"{path} cannot be used: {access_advice(path)}"
    return f"{path}: {error.strerror}"


def access_advice(path: Path) -> str:
    """Return whose path, or the folder it would be in, is, and how this account gets it."""
    place = path
    while not os.path.lexists(place):  # so it says, too, of what lies in a folder of others
        place = place.parent
    if place == path and path.is_file() and os.access(path, os.R_OK | os.W_OK):
        place = path.parent
    me, owner = _account(os.geteuid()), _account(place.stat().st_uid)
    if me == owner:
        return f"chmod u+rwX {place}"
    if place not in (path, path.parent):
        return f"there is no {path.parent}: as root, install -d -o {me} -m 700 {path.parent}"
    return f"{place} belongs to {owner} and this runs as {me}: as root, chown {me} {place}"


def is_full(path: Path) -> bool:
    """Return whether nothing more can be begun on the disk of path."""
    place = path
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free < NO_ROOM_BYTES


def _account(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)  # chown takes it too
