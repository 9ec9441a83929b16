"""Moves a broken database file out of the way without deleting anything."""

import logging
from pathlib import Path

log = logging.getLogger(__name__)
COMPANIONS = ("", "-wal", "-shm")


def set_aside(path: Path) -> Path | None:
    """Rename the file and its companions to the next free ".broken-N"; return its new name."""
    number = 1
    # An earlier one is never written over: it may hold work that nobody has looked at yet.
    while path.with_name(f"{path.name}.broken-{number}").exists():
        number += 1
    moved = None
    for suffix in COMPANIONS:
        part = path.with_name(path.name + suffix)
        if part.exists():
            # The companions keep their suffix last, so that the set can still be opened.
            target = path.with_name(f"{path.name}.broken-{number}{suffix}")
            part.rename(target)
            moved = moved or target
    if moved is not None:
        log.error("a database file could not be read and was set aside as %s", moved.name)
    return moved
