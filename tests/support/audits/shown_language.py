"""Windows in another language than Italian, for one test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from console.shell import translation
from console.shell.translation import install_translation
from tools.translations import compile_all


def compiled_translations(factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what i18n holds now."""
    folder = factory.mktemp("i18n")
    compile_all(folder)
    return folder


@contextmanager
def shown_in(
    language: str, app: QApplication, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Show windows in this language until the end."""
    before, direction = QLocale(), app.layoutDirection()
    spoken = {name: app.property(name) for name in ("language", "languageOfSeat")}
    monkeypatch.setattr(translation, "FOLDERS", (compiled,))
    known = app.findChildren(QTranslator)
    assert install_translation(app, language)
    try:
        yield
    finally:
        for translator in app.findChildren(QTranslator):
            if translator not in known:
                app.removeTranslator(translator)
                translator.deleteLater()
        for name, value in spoken.items():
            app.setProperty(name, value)
        app.setLayoutDirection(direction)
        QLocale.setDefault(before)
