"""Folders of machines that run: each is locked by its process, those of dead ones are removed."""

import fcntl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

PREFIX, LOCK = "run-", ".lock"


def take(cache: Path) -> tuple[Path, TextIO]:
    """Return a new folder in cache, and the file whose lock says that somebody lives in it."""
    with _alone(cache):
        _remove_of_the_dead(cache)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=cache))
        lock = folder.with_name(folder.name + LOCK).open("w")
        fcntl.flock(lock, fcntl.LOCK_EX)
    return folder, lock


def give_back(folder: Path, lock: TextIO) -> None:
    _remove(folder)
    Path(lock.name).unlink(missing_ok=True)
    lock.close()


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    with (cache / "runs").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _remove_of_the_dead(cache: Path) -> None:
    """A lock goes with its process, however that ends. Process ids say nothing: worlds differ."""
    for folder in [found for found in cache.glob(f"{PREFIX}*") if found.is_dir()]:
        with folder.with_name(folder.name + LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            give_back(folder, lock)


def _remove(folder: Path) -> None:
    subprocess.run(["rm", "-rf", "--one-file-system", folder], check=False)
