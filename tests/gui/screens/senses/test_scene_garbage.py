"""A scene has windows and threads: nothing is collected in one of the threads while it stands."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from console.scenes.photograph import staged


@pytest.fixture
def collecting() -> Iterator[None]:
    """Python collects by itself, as in every program that does not say otherwise."""
    gc.enable()
    yield
    gc.disable()


@pytest.mark.usefixtures("collecting")
async def test_no_garbage_is_collected_by_a_thread_while_a_scene_stands(app: QApplication) -> None:
    async with staged(app, "sign-in"):
        assert not gc.isenabled()
    assert gc.isenabled()
