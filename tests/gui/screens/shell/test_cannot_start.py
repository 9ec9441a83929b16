"""What an operator sees who pressed the icon of a console that cannot start."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton

from console.shell.appearance import Appearance
from console.shell.doors.already_open import AlreadyOpen
from console.shell.doors.cannot_start import CannotStart

ROOT = Path(__file__).resolve().parents[4]


def described(page: CannotStart) -> str:
    """Return what a screen reader says of the button that has the focus."""
    page.show()
    page.focus_first()
    (button,) = page.findChildren(QPushButton, "broken_button")
    assert button.isVisible()
    return button.accessibleDescription()


def test_the_line_for_the_help_desk_is_shown_and_spoken(app: QApplication) -> None:
    page = CannotStart(Appearance(app))
    page.say_refused("/etc/chiamaroma/managed.toml is not trusted")
    assert "leggi questa riga: /etc/chiamaroma/managed.toml is not trusted" in described(page)
    page.hide()
    page.deleteLater()


def test_a_console_that_is_open_already_says_which_window_to_use(app: QApplication) -> None:
    page = AlreadyOpen(Appearance(app))
    assert "Usa la finestra aperta" in described(page)
    page.hide()
    page.deleteLater()


def test_every_window_wears_our_sign_and_belongs_to_the_entry_of_the_menu(
    app: QApplication,
) -> None:
    page = AlreadyOpen(Appearance(app))
    sizes = {size.width() for size in page.windowIcon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes
    entry = ROOT / "resources" / "package" / f"{app.desktopFileName()}.desktop"
    assert "\nIcon=chiamaroma\n" in entry.read_text(encoding="utf-8")
    page.deleteLater()
