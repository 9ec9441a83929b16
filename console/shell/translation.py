"""Loads the words of a language: ours, and Qt's own for its standard menus."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_ROOT = Path(__file__).resolve().parents[2]
# compiled at set-up, or shipped with the installed program
FOLDERS = (_ROOT / "build" / "i18n", _ROOT / "i18n" / "compiled")
SOURCE = "it"  # the language that the texts are written in
_LANGUAGE, _OF_SEAT = "language", "languageOfSeat"


def install_translation(app: QApplication, language: str) -> bool:
    """Speak a language (BCP 47) from here on, that of the seat; call before the first window.

    Return whether our own words were found; without them the window speaks Italian.
    """
    app.setProperty(_OF_SEAT, language)
    return _speak(app, language)


def speak(language: str) -> bool:
    """Speak an operator's language, "" for the seat's; return whether it is another than before.

    What is built from here on has its words; what stands keeps those it has.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wanted = language or str(app.property(_OF_SEAT) or SOURCE)
    if wanted == spoken_language():
        return False
    _speak(app, wanted)
    return True


def spoken_language() -> str:
    """Return the language of what is built now; where none was asked for it is ours."""
    app = QApplication.instance()
    return str(app.property(_LANGUAGE) or SOURCE) if app is not None else SOURCE


def with_latin_digits(locale: QLocale) -> QLocale:
    """Return the language as a country writes it that uses the digits of phone and case numbers."""
    if locale.zeroDigit() == "0":
        return locale
    others = QLocale.matchingLocales(
        locale.language(), locale.script(), QLocale.Country.AnyTerritory
    )
    return next((other for other in others if other.zeroDigit() == "0"), QLocale.c())


def _speak(app: QApplication, language: str) -> bool:
    locale = QLocale(language)
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    app.setProperty(_LANGUAGE, language)
    QLocale.setDefault(with_latin_digits(locale))
    app.setLayoutDirection(locale.textDirection())
    of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _install(app, locale, "qtbase", of_qt)
    return any(_install(app, locale, "console", folder) for folder in FOLDERS)


def _install(app: QApplication, locale: QLocale, name: str, folder: Path) -> bool:
    translator = QTranslator(app)
    if not translator.load(locale, name, "_", str(folder)):
        return False
    return app.installTranslator(translator)
