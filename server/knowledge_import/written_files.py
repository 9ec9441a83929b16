"""Files of an export: each is the new one or the old one, whole, whenever the writing ends.

Those of a folder belong together. All are written aside before the first one takes its place; from
then on until the last one has, a file says that they are of two moments, and imports refuse them.
"""

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

UNFINISHED = "ESPORTAZIONE-INTERROTTA.txt"
_SAYS = """\
L'esportazione in questa cartella non è finita: i file possono essere di due momenti diversi.
Esporta di nuovo nella stessa cartella: questo avviso va via da sé.

The export to this folder did not end: its files may be of two different moments.
Export to the same folder again: this note goes away by itself.
"""


def is_unfinished(folder: Path) -> bool:
    """Return whether the files of a folder may be of two exports."""
    return (folder / UNFINISHED).is_file()


def write_file(path: Path, content: bytes) -> None:
    """Put the content in the place of a file; a device is written to as it is. Raise OSError.

    Who may read the file may read the new one, and nobody else.
    """
    # /dev/stdout and the like have no place to be replaced at.
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    partial = _partial(path)
    try:
        _write_aside(path, content)
        partial.replace(path.resolve())  # a link stays one
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def write_texts(folder: Path, texts: dict[str, str], ours: Iterable[str] = ()) -> tuple[str, ...]:
    """Write the files; return those taken away. Raise OSError.

    ours: patterns of the files that an earlier export may have left, and an import would read as
    if they were of this one. A folder that holds other ones keeps them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    patterns = tuple(ours)
    paths = [folder / name for name in texts]
    try:
        for path, text in zip(paths, texts.values(), strict=True):
            # Before the first file is written: all of the old export must stay whole.
            _refuse_folder(path)
            _write_aside(path, text.encode())
        # Files of an earlier export would be read by the next import as if they were of this one.
        left = [one for one in _files(folder, patterns) if one.name not in texts]
        _put_in_place(folder, paths, left)
    finally:
        partials = _files(folder, (f".{pattern}.partial" for pattern in (*texts, *patterns)))
        for partial in {*map(_partial, paths), *partials}:
            partial.unlink(missing_ok=True)
    return tuple(path.name for path in left)


def _put_in_place(folder: Path, paths: list[Path], left: list[Path]) -> None:
    """Let the new files take their places and take away those that are left of an export."""
    # Before the first file takes its place: cut off from here on, the files are of two moments.
    write_file(folder / UNFINISHED, _SAYS.encode())
    # On the disk before anything moves: after a power cut the note must be there.
    _settle(folder)
    for path in paths:
        _partial(path).replace(path.resolve())
    for path in left:
        path.unlink()
    _settle(folder)
    (folder / UNFINISHED).unlink()


def _partial(path: Path) -> Path:
    """Return where a file is written before it takes its place."""
    target = path.resolve()
    return target.with_name(f".{target.name}.partial")


def _refuse_folder(path: Path) -> None:
    """Raise OSError where no file can take its place, while the others are still the old ones."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def _write_aside(path: Path, content: bytes) -> None:
    """Write what is to take the place of a file, to be read by whoever may read that one."""
    partial = _partial(path)
    with partial.open("wb") as file:
        if path.exists():
            # Before the content: nobody may read the new file who could not read the old one.
            shutil.copymode(path, partial)
        file.write(content)
        file.flush()
        # Before it takes the old one's name: a name without content would be worse than neither.
        os.fsync(file.fileno())


def _files(folder: Path, patterns: Iterable[str]) -> list[Path]:
    found = {path for pattern in patterns for path in folder.glob(pattern)}
    return sorted(path for path in found if path.is_file())


def _settle(folder: Path) -> None:
    """Have the disk know the names in a folder before anything else happens to them."""
    if os.name != "posix":
        return  # elsewhere a folder cannot be opened
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
