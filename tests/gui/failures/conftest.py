"""What the tests of failures share: the application, what was spoken, disks that fill up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.support.phones.heard_speech import hear_all
from tests.support.seats.own_disk import own_disk

DISK_MB = 48


@pytest.fixture
def app() -> Iterator[QApplication]:
    """The one application; the loop's factory made it or makes it now."""
    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    yield found
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every sentence handed to the screen reader, in order."""
    return hear_all(monkeypatch)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of DISK_MB megabytes."""
    with own_disk(tmp_path / "disk", DISK_MB) as folder:
        yield folder


def fill(folder: Path) -> Path:
    """Fill the disk to the last byte; return the file to delete to make room again."""
    ballast = folder / f"ballast-{len(list(folder.glob('ballast-*')))}"
    with ballast.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(4096))
        except OSError:
            pass
    return ballast
