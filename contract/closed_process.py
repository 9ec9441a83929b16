"""What a process of ours leaves behind is its owner's: no image of its memory, no open file.

In the memory are the keys of a store, a line's secret and whoever calls; a core dump would put
them on the disk, or on the way to somebody who collects dumps.
"""

import contextlib
import os
import stat
import sys
from pathlib import Path

OTHERS = 0o077
_OTHERS_WRITE = 0o022
_PR_SET_DUMPABLE = 4


def close_process(*, files_are_for_others: bool = False) -> None:
    """Make this process, and those that it starts, dump nothing and write for their owner only.

    files_are_for_others: what is written now is meant to be read by other accounts.
    """
    if sys.platform == "win32":
        return
    import resource

    if not files_are_for_others:
        os.umask(OTHERS)
    # Not 0: a core that is piped into a program is written all the same, but for a limit of 1.
    resource.setrlimit(resource.RLIMIT_CORE, (1, 1))


def hide_memory() -> None:
    """Let no other process of this account read this one's memory.

    Not in a process with a window: the desktop's portals look into /proc to know who asks them.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def is_own(folder: Path, *, user: int | None = None) -> bool:
    """Return whether folder is this account's; others who could write in it cannot any more.

    A variable may name any folder: in that of somebody else lie a socket and a store of theirs.
    """
    if sys.platform == "win32":
        return True
    me = os.getuid() if user is None else user
    found = folder.stat()
    if me not in (found.st_uid, 0):  # root keeps its files where it likes
        return False
    # Not one that is everybody's by design, as the temporary one.
    if found.st_uid == me and found.st_mode & _OTHERS_WRITE and not found.st_mode & stat.S_ISVTX:
        folder.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
    return True


def close_files(folder: Path, *patterns: str) -> None:
    """Take from others what earlier versions wrote for all to read; only our own files."""
    if sys.platform == "win32":
        return
    for pattern in patterns:
        for file in folder.glob(pattern):
            # One that belongs to somebody else, or has gone meanwhile, is not ours to close.
            with contextlib.suppress(OSError):
                mode = file.lstat().st_mode
                if file.is_file() and not file.is_symlink() and mode & OTHERS:
                    file.chmod(mode & 0o700)


def give_to_owner_of(folder: Path, new: int | Path) -> None:
    """Let what root writes for somebody else's program be theirs: else it could not read it."""
    if sys.platform != "win32" and os.geteuid() == 0:
        owner = folder.stat()
        os.chown(new, owner.st_uid, owner.st_gid)
