"""What must hold for each widget, built and filled as in the gallery."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from tests.gui.widgets.conftest import QtBot
from tests.support.audits.widget_audit import missed_by_tab
from tools.gallery.button_samples import KINDS, STATES
from tools.gallery.widget_gallery import PICTURES
from tools.pictures.controls import nameless
from widgets.kit.plain_text import ElidedLabel
from widgets.kit.theme import apply_theme
from widgets.panels.focus_ring import FocusRing


@pytest.fixture(params=PICTURES)
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[QWidget]:
    widget = qtbot.own(PICTURES[request.param]())
    widget.show()
    return widget


def test_everything_that_takes_the_focus_has_a_name(window: QWidget) -> None:
    assert nameless(window) == []


def test_tab_reaches_every_stop_and_is_never_trapped(window: QWidget) -> None:
    assert missed_by_tab(window) == []


def test_every_target_is_at_least_24_pixels(window: QWidget) -> None:
    small = [
        (button.objectName(), button.width(), button.height())
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and (button.width() < 24 or button.height() < 24)
    ]
    assert small == []


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_a_theme_changes_while_the_widget_is_on_screen(
    window: QWidget, qapp: QApplication, theme: str
) -> None:
    before = window.grab().toImage()
    apply_theme(qapp, theme, 100)
    assert window.grab().toImage() != before


def test_the_focus_is_visible_on_every_stop(window: QWidget) -> None:
    FocusRing(window)
    window.activateWindow()
    for part in window.findChildren(QPushButton):
        if not (part.isVisible() and part.isEnabled()):
            continue
        part.clearFocus()
        before = window.grab().toImage()
        part.setFocus()
        if part.hasFocus():
            assert window.grab().toImage() != before, part.objectName()


def test_no_label_is_cut_at_200_percent(window: QWidget, qapp: QApplication) -> None:
    apply_theme(qapp, "light", 200)
    window.resize(window.sizeHint().expandedTo(window.size() * 2))
    QApplication.sendPostedEvents()  # parts whose own size stays are laid out by these
    cut = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible()
        and label.text()
        and not isinstance(label, ElidedLabel)
        and not label.wordWrap()
        and label.sizeHint().width() > label.width()
    ]
    cut += [
        button.text()
        for button in window.findChildren(QPushButton)
        if button.isVisible() and button.minimumSizeHint().width() > button.width()
    ]
    assert cut == []


def test_the_layout_mirrors_for_right_to_left(window: QWidget) -> None:
    before = window.grab().toImage()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.sendPostedEvents()
    assert window.grab().toImage() != before


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_gallery_shows_every_kind_of_button_apart_in_every_state_that_looks_apart(
    qtbot: QtBot, qapp: QApplication, theme: str
) -> None:
    apply_theme(qapp, theme, 100)
    page = PICTURES["buttons"]()
    qtbot.addWidget(page)
    page.show()
    for state in STATES:
        names = [f"sample_{kind or 'outline'}_{state}" for kind in KINDS]
        buttons = [page.findChild(QPushButton, name) for name in names]
        assert all(button.isVisible() for button in buttons)
    for kind in KINDS:
        name = f"sample_{kind or 'outline'}"
        normal = page.findChild(QPushButton, f"{name}_normal").grab().toImage()
        for state in ("pressed", "checked", "disabled"):
            assert page.findChild(QPushButton, f"{name}_{state}").grab().toImage() != normal
    rings = [ring.target() for ring in page.findChildren(FocusRing)]
    assert [ring is not None for ring in rings] == [True] * len(KINDS)
