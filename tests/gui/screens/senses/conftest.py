"""Windows in the other languages, for what is seen and heard in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.audits.shown_language import compiled_translations, shown_in


@pytest.fixture(scope="package")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled_translations(tmp_path_factory)


@pytest.fixture
def arabic(
    app: QApplication, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[QApplication]:
    with shown_in("ar", app, compiled, monkeypatch):
        yield app
