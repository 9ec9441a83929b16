"""A small file of this account alone, replaced whole."""

import os
from pathlib import Path


def replace_private(path: Path, content: bytes) -> None:
    """Leave this content, or that of before, whenever the power is cut. Raise OSError."""
    fresh = path.with_name(f"{path.name}-new")
    fresh.unlink(missing_ok=True)
    # Made with its mode at once: between open() and chmod() another account could read it.
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        # Before the rename: after a power cut the name could stand for a file of zeros.
        os.fsync(out.fileno())
    fresh.replace(path)
