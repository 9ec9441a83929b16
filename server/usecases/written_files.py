"""Files of an export: each is the new one or the old one, whole, whenever the writing ends."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Put the content in the place of a file; a device is written to as it is. Raise OSError.

    Who may read the file may read the new one, and nobody else.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    target = path.resolve()  # a link stays one
    partial = target.with_name(f".{target.name}.partial")
    try:
        with partial.open("wb") as file:
            if target.exists():
                shutil.copymode(target, partial)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def write_texts(folder: Path, texts: dict[str, str], ours: Iterable[str] = ()) -> tuple[str, ...]:
    """Write the files; return those taken away. Raise OSError.

    ours: patterns of the files that an earlier export may have left, and an import would read as
    if they were of this one. A folder that holds other ones keeps them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write_file(folder / name, text.encode())
    found = {path for pattern in ours for path in folder.glob(pattern) if path.is_file()}
    left = sorted(path for path in found if path.name not in texts)
    for path in left:
        path.unlink()
    return tuple(path.name for path in left)
