import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from tests.gui.widgets.conftest import QtBot
from tests.support.audits.widget_audit import painted_contrast
from widgets.fields.labelled_field import Choice, ChoiceField
from widgets.kit.action_button import action_button
from widgets.kit.icons import icon, icon_pixmap
from widgets.kit.page_stack import PageStack
from widgets.kit.rail import RAIL_PX, Rail, RailModule
from widgets.kit.theme import (
    BODY_PX,
    TEXT_PERCENTS,
    apply_theme,
    current_percent,
    current_tokens,
    scaled,
    set_look,
    wear_looks,
)
from widgets.kit.tokens import THEMES, contrast_ratio
from widgets.kit.wardrobe import hold_parts


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_zoom_changes_the_text_of_windows_already_open(
    qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    label, field = QLabel("Argomento"), QLineEdit("TARI")
    qtbot.addWidget(label)
    qtbot.addWidget(field)
    label.show()
    field.show()
    apply_theme(qapp, "light", percent)
    assert label.font().pixelSize() == round(BODY_PX * percent / 100)
    assert field.fontInfo().pixelSize() == round(BODY_PX * percent / 100)
    assert scaled(100) == percent


def test_a_part_built_before_the_zoom_and_shown_after_it_has_the_new_size(
    qtbot: QtBot, qapp: QApplication
) -> None:
    rail = qtbot.own(Rail((RailModule("contact", "Contatto", "headset"),)))
    apply_theme(qapp, "dark", 200)
    rail.show()
    assert rail.width() == RAIL_PX * 2


def test_section_titles_grow_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    title = qtbot.own(QLabel("Contatto"))
    set_look(title, "role", "section")
    title.show()
    before = title.fontMetrics().height()
    apply_theme(qapp, "light", 200)
    assert title.fontMetrics().height() >= before * 2 - 2


def test_a_part_that_joins_a_window_with_the_looks_is_as_one_built_with_them(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, "dark", 115)

    def picture_in(window: QWidget) -> QImage:
        title = QLabel("Contatto")
        set_look(title, "role", "section")
        title.ensurePolished()
        title.setParent(window)
        title.adjustSize()
        title.show()
        return window.grab().toImage()

    window = qtbot.own(QWidget())
    window.resize(200, 60)
    window.show()
    with_looks = picture_in(window)
    wearing = window_with_looks(qtbot)
    assert picture_in(wearing) == with_looks


def test_a_theme_chosen_later_is_worn_by_the_window_that_has_the_looks(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = window_with_looks(qtbot)
    field = QLineEdit("TARI", window)
    field.show()
    before = field.grab().toImage()
    apply_theme(qapp, "contrast", 100)
    assert field.grab().toImage() != before
    assert not qapp.styleSheet(), "each part that is built would be styled at each joining"


def test_a_theme_is_worn_at_once_by_what_is_seen_and_by_the_rest_as_it_is_shown_or_in_its_turn(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, "light", 100)
    window = window_with_looks(qtbot)
    pages = PageStack(window)
    seen, behind, later = (QLineEdit() for _ in range(3))
    for page in (seen, behind, later):
        pages.add_page(page)
    pages.show()
    QApplication.processEvents()
    guest = QLineEdit(window)  # a part that stands in another for a while, as the strip at the lock
    QApplication.processEvents()
    assert guest.styleSheet() == seen.styleSheet(), "it wears what all parts wear"
    guest.setParent(seen)
    worn = seen.styleSheet()
    assert worn == behind.styleSheet() == later.styleSheet() != ""
    apply_theme(qapp, "dark", 100)
    assert behind.styleSheet() == later.styleSheet() == worn, "it costs the change nothing"
    assert seen.styleSheet() == guest.styleSheet() != worn
    pages.show_page(behind)
    assert behind.styleSheet() == seen.styleSheet()
    qtbot.waitUntil(lambda: later.styleSheet() == seen.styleSheet())


def test_a_page_that_only_holds_parts_gets_its_looks_a_part_at_a_time(
    qtbot: QtBot, qapp: QApplication
) -> None:
    """A whole page styled at once is more than a frame, while somebody types at the door."""
    apply_theme(qapp, "light", 100)
    pages = PageStack(window_with_looks(qtbot))
    pages.add_page(QLineEdit())
    pages.show()
    page = QWidget()
    hold_parts(page)
    parts = [QLineEdit(page) for _ in range(3)]
    joining = pages.take_in(page)
    dressed = [sum(bool(part.styleSheet()) for part in parts) for _ in joining]
    assert dressed == [1, 2, 3]
    assert not page.styleSheet()
    late = QWidget()
    hold_parts(late)
    waiting = [QLineEdit(late) for _ in range(3)]
    joining = pages.take_in(late)
    next(joining)
    pages.show_page(late)
    assert all(part.styleSheet() for part in waiting), "nobody sees one without its looks"
    assert not list(joining)[2:]


def test_where_no_window_has_the_looks_any_more_all_parts_have_them(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = window_with_looks(qtbot)
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    apply_theme(qapp, "light", 100)
    assert qapp.styleSheet()


def window_with_looks(qtbot: QtBot) -> QWidget:
    window = qtbot.own(QWidget())
    wear_looks(window)
    window.resize(200, 60)
    window.show()
    return window


@pytest.mark.parametrize("theme", THEMES)
def test_placeholders_are_painted_with_enough_contrast(
    qtbot: QtBot, qapp: QApplication, theme: str
) -> None:
    apply_theme(qapp, theme, 100)
    field = QLineEdit()
    field.setPlaceholderText("Scrivi le prime lettere")
    field.setStyleSheet("border:0px")  # only the words count
    qtbot.addWidget(field)
    field.resize(220, 32)
    field.show()
    field.clearFocus()
    assert painted_contrast(field) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", ["", "primary", "danger", "flat", "link"])
def test_a_button_that_cannot_be_pressed_looks_so_and_can_still_be_read(
    qtbot: QtBot, qapp: QApplication, theme: str, kind: str
) -> None:
    apply_theme(qapp, theme, 100)
    button = qtbot.own(action_button("send", "Trasferisci la telefonata", "Invio", kind))
    button.show()
    usable = inks(button)
    button.setEnabled(False)
    assert inks(button) != usable
    if kind not in ("flat", "link"):  # these have no ground of their own
        assert painted_contrast(button) >= 4.5


def inks(part: QWidget) -> tuple[float, set[str]]:
    """Contrast of the words with their ground, and the colours of the upper edge."""
    picture = part.grab().toImage()
    edge = {picture.pixelColor(x, 0).name() for x in range(8, picture.width() - 8)}
    return round(painted_contrast(part), 1), edge


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", ["error", "warning", "ok", "info", "muted", "field_error"])
def test_messages_are_painted_with_enough_contrast(
    qtbot: QtBot, qapp: QApplication, theme: str, role: str
) -> None:
    apply_theme(qapp, theme, 100)
    label = QLabel("Linea disturbata")
    set_look(label, "role", role)
    qtbot.addWidget(label)
    label.show()
    assert painted_contrast(label) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_palette_leaves_no_pair_to_the_platform(qapp: QApplication, theme: str) -> None:
    apply_theme(qapp, theme, 100)
    palette, role = qapp.palette(), QPalette.ColorRole
    for ink, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Base),
        (role.LinkVisited, role.Base),
    ):
        pair = palette.color(ink).name(), palette.color(ground).name()
        assert contrast_ratio(*pair) >= 4.5, (ink, ground)


def test_the_theme_applied_can_be_asked_for(qapp: QApplication) -> None:
    apply_theme(qapp, "contrast", 130)
    assert current_tokens().name == "contrast"
    assert current_percent() == 130


def test_the_wheel_does_not_change_a_choice(qtbot: QtBot) -> None:
    field = qtbot.own(ChoiceField("one", "Uno", choices=(Choice("a", "A"), Choice("b", "B"))))
    field.show()
    combo = field.findChild(QComboBox)
    at = QPointF(5, 5)
    turn = QWheelEvent(
        at, at, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert field.value() == "a"


def test_icons_are_painted_in_the_colour_asked_for(qapp: QApplication) -> None:
    image = icon_pixmap("phone", "#ff0000", 20).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert "#ff0000" in inks
    assert "#000000" not in inks


def test_an_icon_is_drawn_once(qapp: QApplication) -> None:
    assert icon("phone", "#123456", 16) is icon("phone", "#123456", 16)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", ["", "flat", "link", "danger"])
def test_a_button_under_the_pointer_looks_otherwise(
    qtbot: QtBot, qapp: QApplication, theme: str, kind: str
) -> None:
    """In strong contrast every ground is black but that of a choice."""
    apply_theme(qapp, theme, 100)
    button = qtbot.own(action_button("save", "Salva", kind=kind))
    button.show()
    before = button.grab().toImage()
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert button.grab().toImage() != before
    tokens = THEMES[theme]
    for ink in (tokens.text, tokens.text2, tokens.link, tokens.error_text):
        assert contrast_ratio(ink, tokens.hover) >= 4.5, ink
