import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from widgets.fields.labelled_field import LineField
from widgets.kit.column_scroll import column_scroll
from widgets.kit.theme import apply_theme, dress, wear_looks
from widgets.kit.typed_text import LateDigits
from widgets.panels import floating_panel
from widgets.panels.command_palette import Command, CommandPalette
from widgets.panels.floating_panel import FloatingPanel, tab_stops
from widgets.panels.order_panel import OrderPanel
from widgets.panels.pause_menu import PauseMenu
from widgets.panels.window_picker import WindowChoice, WindowPicker
from widgets.tables.numbered_list import NumberedList, NumberedRow

REASONS = tuple(NumberedRow(word, word.title()) for word in ("break", "vdt", "training"))
WINDOWS = (
    WindowChoice("past", "oggi", "9:00–11:00", enabled=False),
    WindowChoice("noon", "oggi", "11:00–13:00"),
    WindowChoice("late", "oggi", "13:00–15:00"),
)
COMMANDS = (
    Command(name="take", label="Prendi in carico richiamo", key="F11"),
    Command(name="lock", label="Blocca postazione"),
    Command(name="gone", label="Sparito", enabled=False),
)


class Desk:
    """A window in which somebody is typing."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.strip, self.field, self.other = QPushButton("Pausa"), QLineEdit(), QLineEdit()
        layout = QVBoxLayout(self.window)
        for part in (self.strip, self.field, self.other):
            layout.addWidget(part)
        layout.addStretch(1)
        self.window.resize(800, 500)
        self.window.show()
        self.window.activateWindow()
        self.field.setFocus()
        qtbot.waitUntil(self.field.hasFocus)


class Heard(QObject):
    """Notes events of some kinds."""

    def __init__(self, kinds: tuple[QEvent.Type, ...]) -> None:
        super().__init__()
        self._kinds = kinds
        self.kinds: list[QEvent.Type] = []

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in self._kinds:
            self.kinds.append(event.type())
        return False


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.fixture
def menu(desk: Desk) -> PauseMenu:
    menu = PauseMenu(desk.window)
    menu.set_reasons(REASONS)
    menu.open()
    return menu


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_panel_that_closes_is_not_searched_for_the_next_place_of_the_cursor(
    desk: Desk, menu: PauseMenu, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[QWidget] = []

    def counted(panel: QWidget) -> list[QWidget]:
        searched.append(panel)
        return tab_stops(panel)

    monkeypatch.setattr(floating_panel, "tab_stops", counted)
    QTest.keyClick(_focused(), Qt.Key.Key_Tab)
    assert searched == [menu]
    QTest.keyClick(_focused(), Qt.Key.Key_Escape)
    assert menu.isHidden()
    assert desk.field.hasFocus()
    assert searched == [menu]


def a_panel(kind: str, desk: Desk) -> FloatingPanel:
    """Return an open panel that closes by a digit, as its owner has it."""
    panel: FloatingPanel
    if kind == "pause":
        panel = PauseMenu(desk.window)
        panel.set_reasons(REASONS)
    elif kind == "window":
        panel = WindowPicker(desk.window)
        panel.set_windows(WINDOWS)
    else:
        panel = OrderPanel("Passa", (), desk.window)
        panel.ask("A chi?", REASONS)
        panel.ordered.connect(panel.close_panel)
    panel.open()
    return panel


def test_a_panel_of_a_part_is_made_where_it_opens_and_is_not_styled_anew(desk: Desk) -> None:
    """Moved into the window by the key that opens it, all of it was styled in that turn."""
    wear_looks(desk.window)
    page = QWidget(desk.window)
    panel = PauseMenu(page)
    panel.set_reasons(REASONS)
    dress(panel)  # as the window does between two turns
    heard = Heard((QEvent.Type.ParentChange, QEvent.Type.StyleChange))
    for part in panel.findChildren(QWidget):
        part.installEventFilter(heard)
    panel.installEventFilter(heard)
    panel.open()
    assert panel.parentWidget() is desk.window
    assert heard.kinds == []


@pytest.mark.parametrize("kind", ["pause", "window", "order"])
def test_digits_pressed_behind_a_choice_become_no_text(qtbot: QtBot, desk: Desk, kind: str) -> None:
    """Pressed twice, or held down: the panel is closed, and the cursor is in a text again."""
    desk.field.setText("È la mensa")
    panel = a_panel(kind, desk)
    QTest.keyClick(_focused(), Qt.Key.Key_2)
    assert panel.isHidden()
    assert _focused() is desk.field
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_2, Qt.KeyboardModifier.NoModifier, "2", autorep=True
    )
    for _ in range(3):
        QApplication.sendEvent(_focused(), held)
    QTest.keyClick(_focused(), Qt.Key.Key_2)
    QTest.keyClick(_focused(), Qt.Key.Key_3)
    assert desk.field.text() == "È la mensa"
    late = panel.findChild(LateDigits)
    assert late is not None
    qtbot.waitUntil(lambda: not late.is_waiting, timeout=30_000)
    QTest.keyClick(_focused(), Qt.Key.Key_2)
    assert desk.field.text() == "È la mensa2"


def test_who_goes_on_typing_behind_a_choice_types_digits_too(desk: Desk) -> None:
    a_panel("pause", desk)
    QTest.keyClick(_focused(), Qt.Key.Key_2)
    QTest.keyClicks(_focused(), "via 20")
    assert desk.field.text() == "via 20"


def test_one_digit_chooses_the_pause_and_the_cursor_goes_back(desk: Desk, menu: PauseMenu) -> None:
    told: list[str] = []
    menu.chosen.connect(told.append)
    QTest.keyClick(_focused(), Qt.Key.Key_2)
    assert told == ["vdt"]
    assert menu.isHidden()
    assert desk.field.hasFocus()


def test_a_reason_that_is_used_up_says_so_when_it_is_asked_for(desk: Desk, menu: PauseMenu) -> None:
    told: list[str] = []
    menu.chosen.connect(told.append)
    menu.set_reasons((*REASONS[:2], NumberedRow("training", "Training", False, "finita per oggi")))
    QTest.keyClick(_focused(), Qt.Key.Key_3)
    assert told == []
    assert menu.isVisible()
    assert menu.line() == "Training · finita per oggi"


def test_other_words_keep_the_marked_reason_unless_it_is_gone(menu: PauseMenu) -> None:
    told: list[str] = []
    menu.chosen.connect(told.append)
    QTest.keyClick(_focused(), Qt.Key.Key_Down)
    menu.set_reasons([NumberedRow(row.value, row.label, True, "5 min") for row in REASONS])
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert told == ["vdt"]


def test_the_mark_leaves_a_reason_that_is_gone(menu: PauseMenu) -> None:
    told: list[str] = []
    menu.chosen.connect(told.append)
    menu.set_reasons([NumberedRow(REASONS[0].value, "Break", False), *REASONS[1:]])
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert told == ["vdt"]


def test_all_reasons_are_seen_without_scrolling(desk: Desk) -> None:
    menu = PauseMenu(desk.window)
    menu.set_reasons([*REASONS, NumberedRow("meeting", "Meeting"), NumberedRow("other", "Other")])
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "light", 130)
    menu.open()
    shown = menu.first_focus()
    assert isinstance(shown, NumberedList)
    assert not shown.verticalScrollBar().isVisible()
    assert shown.verticalScrollBar().maximum() == 0


class TickBoxes(FloatingPanel):
    """A row of boxes among fields, in a column that scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Orari", parent)
        row, column = QHBoxLayout(), QWidget()
        layout = QVBoxLayout(column)
        self.boxes = (QCheckBox("Sportello"), QCheckBox("Telefono"))
        for box in self.boxes:
            row.addWidget(box)
        layout.addWidget(QLineEdit())
        layout.addLayout(row)
        self.area = column_scroll(column)
        self.content.addWidget(self.area)

    def first_focus(self) -> QWidget:
        return self.boxes[0]


def test_a_panel_opened_as_soon_as_it_is_made_is_as_high_as_its_content(desk: Desk) -> None:
    wear_looks(desk.window)
    panel = TickBoxes(desk.window)
    panel.open()
    QApplication.processEvents()
    assert panel.area.verticalScrollBar().maximum() == 0


def test_escape_closes_and_the_cursor_goes_back(desk: Desk, menu: PauseMenu, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.dismissed):
        QTest.keyClick(_focused(), Qt.Key.Key_Escape)
    assert menu.isHidden()
    assert desk.field.hasFocus()


def test_a_cursor_that_is_nowhere_goes_back_too(desk: Desk, menu: PauseMenu) -> None:
    """The part that had it may have gone while the panel was open."""
    now = QApplication.focusWidget()
    assert now is not None
    now.clearFocus()
    menu.close_panel()
    assert QApplication.focusWidget() is desk.field


def test_going_elsewhere_closes_the_panel_and_leaves_the_focus_there(
    desk: Desk, menu: PauseMenu
) -> None:
    desk.other.setFocus()
    assert menu.isHidden()
    assert desk.other.hasFocus()


def test_digits_without_a_row_and_zero_do_nothing(menu: PauseMenu) -> None:
    told: list[str] = []
    menu.chosen.connect(told.append)
    QTest.keyClicks(_focused(), "09")
    assert told == []
    assert menu.isVisible()


def test_arrows_and_enter_choose_as_well(menu: PauseMenu) -> None:
    told: list[str] = []
    menu.chosen.connect(told.append)
    QTest.keyClick(_focused(), Qt.Key.Key_Down)
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert told == ["vdt"]


def test_the_panel_blocks_nothing_behind_it(desk: Desk, menu: PauseMenu, qtbot: QtBot) -> None:
    assert not menu.isWindow()
    with qtbot.waitSignal(desk.strip.clicked):
        QTest.mouseClick(desk.strip, Qt.MouseButton.LeftButton)


def test_the_panel_stays_inside_the_window(desk: Desk, menu: PauseMenu) -> None:
    assert desk.window.rect().contains(menu.geometry())
    menu.close_panel()
    desk.window.resize(300, 200)
    menu.open()
    assert desk.window.rect().contains(menu.geometry())


def test_the_first_band_still_possible_is_ready_for_enter(desk: Desk) -> None:
    picker = WindowPicker(desk.window)
    picker.set_summary("06 5123 4567 · TARI")
    picker.set_windows(WINDOWS)
    told: list[str] = []
    picker.chosen.connect(told.append)
    picker.open()
    QTest.keyClick(_focused(), Qt.Key.Key_Down)
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert told == ["late"]


def test_a_band_that_is_over_cannot_be_taken(desk: Desk) -> None:
    picker = WindowPicker(desk.window)
    picker.set_windows(WINDOWS)
    told: list[str] = []
    picker.chosen.connect(told.append)
    picker.open()
    QTest.keyClick(_focused(), Qt.Key.Key_1)
    assert told == []


@pytest.fixture
def palette(desk: Desk) -> CommandPalette:
    palette = CommandPalette(desk.window)
    palette.set_commands(COMMANDS)
    palette.open()
    return palette


def test_a_command_is_found_by_a_misspelt_name_and_run_after_closing(
    desk: Desk, palette: CommandPalette
) -> None:
    told: list[tuple[str, bool]] = []
    palette.chosen.connect(lambda name: told.append((name, palette.isHidden())))
    QTest.keyClicks(_focused(), "richiamoo")
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert told == [("take", True)]
    assert desk.field.hasFocus()


def test_arrows_move_in_the_palette_while_the_cursor_stays_in_the_box(
    palette: CommandPalette,
) -> None:
    told: list[str] = []
    palette.chosen.connect(told.append)
    box = palette.findChild(LineField).editor
    QTest.keyClick(_focused(), Qt.Key.Key_Down)
    assert box.hasFocus()
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert told == ["lock"]


def test_a_command_that_cannot_be_used_now_is_not_offered(palette: CommandPalette) -> None:
    told: list[str] = []
    palette.chosen.connect(told.append)
    QTest.keyClicks(_focused(), "sparito")
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert told == []
    assert palette.isVisible()


def test_the_palette_opens_empty_each_time(palette: CommandPalette) -> None:
    box = palette.findChild(LineField)
    QTest.keyClicks(box.editor, "blocca")
    QTest.keyClick(box.editor, Qt.Key.Key_Escape)
    palette.open()
    assert box.value() == ""
