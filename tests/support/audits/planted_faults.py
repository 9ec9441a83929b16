"""Faults to plant into a window that has none: for each who judges pictures must find it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from console.shell.main_window import MainWindow
from tools.pictures.fault import Kind
from widgets.cards.call_strip import CallStrip
from widgets.cards.card_view import CardView
from widgets.fields.filter_chip import FilterKey
from widgets.kit.action_button import ActionButton
from widgets.tables.record_table import RecordTable

Undo = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted. where: the name that the fault's path must end with."""

    name: str
    kind: Kind
    where: str
    plant: Callable[[MainWindow], Undo]


def _part[T: QWidget](window: MainWindow, name: str, kind: type[T]) -> T:
    return next(one for one in window.findChildren(kind, name) if one.isVisible())


def _button(window: MainWindow, name: str) -> ActionButton:
    return _part(window, name, ActionButton)


def _label(window: MainWindow, beginning: str) -> QLabel:
    labels = (one for one in window.findChildren(QLabel) if one.isVisible())
    return next(one for one in labels if one.text().replace("&", "").startswith(beginning))


def _of_role(window: MainWindow, role: str) -> QLabel:
    strip = window.part(CallStrip)
    return next(one for one in strip.findChildren(QLabel) if one.property("role") == role)


def _narrowed(part: QWidget, width: int) -> Undo:
    before = part.minimumSize(), part.maximumSize()
    part.setFixedWidth(width)
    return lambda: (part.setMinimumSize(before[0]), part.setMaximumSize(before[1]))


def _lowered(part: QWidget, height: int) -> Undo:
    before = part.minimumSize(), part.maximumSize()
    part.setFixedHeight(height)
    return lambda: (part.setMinimumSize(before[0]), part.setMaximumSize(before[1]))


def _untold(part: QWidget, width: int) -> Undo:
    """Shorten a text, and have no tooltip say the rest."""
    before, undo = part.toolTip(), _narrowed(part, width)
    part.setToolTip("")

    def undo_both() -> None:
        undo()
        part.setToolTip(before)

    return undo_both


def _swapped(part: QWidget, other: QWidget) -> Undo:
    places = part.geometry(), other.geometry()
    part.setGeometry(places[1])
    other.setGeometry(places[0])
    return lambda: (part.setGeometry(places[0]), other.setGeometry(places[1]))


def _moved(part: QWidget, onto: QWidget) -> Undo:
    return _shifted(part, onto.mapToGlobal(QPoint(4, 2)) - part.mapToGlobal(QPoint(0, 0)))


def _shifted(part: QWidget, by: QPoint) -> Undo:
    before = part.geometry()
    part.move(part.pos() + by)
    return lambda: part.setGeometry(before)


def _dressed(part: QWidget, sheet: str) -> Undo:
    part.setStyleSheet(sheet)
    return lambda: part.setStyleSheet("")


def _looking(part: QWidget, kind: str) -> Undo:
    part.setProperty("kind", kind)
    return lambda: part.setProperty("kind", None)


def _prompted(part: QLineEdit, text: str, sheet: str = "") -> Undo:
    part.setPlaceholderText(text)
    part.setStyleSheet(sheet)

    def undo() -> None:
        part.setPlaceholderText("")
        part.setStyleSheet("")

    return undo


def _worded(part: ActionButton, label: str | None = None, key: str | None = None) -> Undo:
    before = (part.text(), part.key, part.icon_name)
    now = (before[0] if label is None else label, key or before[1])
    part.show_words(*now, before[2])
    return lambda: part.show_words(*before)


def _unnamed(part: QWidget) -> Undo:
    before = part.accessibleName()
    part.setAccessibleName("")
    return lambda: part.setAccessibleName(before)


def _lettered(label: QLabel, text: str) -> Undo:
    before = label.text()
    label.setText(text)
    return lambda: label.setText(before)


def _described(part: QWidget, text: str) -> Undo:
    before = part.accessibleDescription()
    part.setAccessibleDescription(text)
    return lambda: part.setAccessibleDescription(before)


def _with_tabs(window: MainWindow) -> Undo:
    """Qt's own tabs claim the cursor for the page that is open."""
    tabs = QTabBar(window)
    tabs.addTab("Prova")
    tabs.show()
    return lambda: (tabs.hide(), tabs.deleteLater())


def _squeezed(table: RecordTable, width: int) -> Undo:
    """Leave the last column, that of the tags, so many pixels."""
    header = table.horizontalHeader()
    last = header.count() - 1
    before = (header.sectionResizeMode(last), header.stretchLastSection(), header.sectionSize(last))
    header.setStretchLastSection(False)
    header.setSectionResizeMode(last, QHeaderView.ResizeMode.Fixed)
    header.resizeSection(last, width)

    def undo() -> None:
        header.setSectionResizeMode(last, before[0])
        header.setStretchLastSection(before[1])
        header.resizeSection(last, before[2])

    return undo


# For the scene of a talk: what each is named for, the name its fault must have.
IN_A_TALK = (
    Planted("a filled button too narrow for its word", Kind.CUT, "contact_save",
            lambda window: _narrowed(_button(window, "contact_save"), 70)),
    Planted("a button of the strip too narrow", Kind.CUT, "strip_call.transfer",
            lambda window: _narrowed(_button(window, "strip_call.transfer"), 90)),
    Planted("a label too narrow", Kind.CUT, "fact_address/FieldLabel",
            lambda window: _narrowed(_label(window, "Luogo della"), 60)),
    Planted("a label too low", Kind.CUT, "fiscal_code/FieldLabel",
            lambda window: _lowered(_label(window, "Codice fiscale"), 6)),
    Planted("half a state", Kind.CUT, "InkLabel",
            lambda window: _narrowed(_of_role(window, "state"), 30)),
    Planted("half a timer", Kind.CUT, "CallTimer",
            lambda window: _narrowed(_of_role(window, "timer"), 20)),
    Planted("half a phone number", Kind.CUT, "call_strip/_PartsLabel",
            lambda window: _narrowed(_of_role(window, "second"), 60)),
    Planted("a heading that ends in an ellipsis nobody explains", Kind.CUT,
            "citizen_slot/ElidedLabel",
            lambda window: _untold(_label(window, "Ultimi contatti"), 60)),
    Planted("a prompt wider than its field", Kind.CUT, "fiscal_code_editor",
            lambda window: _prompted(
                _part(window, "fiscal_code_editor", QLineEdit), "Codice fiscale di chi chiama"
            )),
    Planted("a tag wider than its column", Kind.CUT, "citizen_slot/qt_scrollarea_viewport",
            lambda window: _squeezed(_part(window, "", RecordTable), 30)),
    Planted("a button over a button", Kind.OVERLAP, "contact_save",
            lambda window: _moved(
                _button(window, "contact_forward"), _button(window, "contact_save")
            )),
    Planted("a label over its field", Kind.OVERLAP, "fact_address/FieldLabel",
            lambda window: _shifted(_label(window, "Luogo della"), QPoint(100, 0))),
    Planted("a text over a text", Kind.OVERLAP, "contact_form/qt_scrollarea_viewport/PlainLabel",
            lambda window: _moved(_label(window, "Contatto"), _label(window, "✓"))),
    Planted("a field over a field", Kind.OVERLAP, "name_editor",
            lambda window: _shifted(_part(window, "phone", QWidget), QPoint(-60, 0))),
    Planted("a painted key over a filter", Kind.OVERLAP, "filter_row/FilterKey",
            lambda window: _shifted(_part(window, "", FilterKey), QPoint(-40, 0))),
    Planted("a label of a faint ink", Kind.CONTRAST, "description/FieldLabel",
            lambda window: _dressed(_label(window, "Che cosa chiede"), "color:#9aa5b1")),
    Planted("a faint prompt", Kind.CONTRAST, "fiscal_code_editor",
            lambda window: _prompted(
                _part(window, "fiscal_code_editor", QLineEdit),
                "16 lettere", "placeholder-text-color:#a4afba",
            )),
    Planted("a faint text in a field", Kind.CONTRAST, "description_editor/qt_scrollarea_viewport",
            lambda window: _dressed(
                _part(window, "description_editor", QPlainTextEdit), "color:#8b97a3"
            )),
    Planted("an ink on a ground of nearly its colour", Kind.CONTRAST, "name/FieldLabel",
            lambda window: _dressed(_label(window, "Cognome"), "background:#8793a0")),
    Planted("a field with a faint edge", Kind.EDGE, "name_editor",
            lambda window: _dressed(
                _part(window, "name_editor", QLineEdit), "border:1px solid #d5dde6"
            )),
    Planted("a focus that is hardly seen", Kind.EDGE, "search_editor",
            lambda window: _looking(_part(window, "search_editor", QLineEdit), "pill")),
    Planted("a button without a word", Kind.NAMELESS, "contact_forward",
            lambda window: _worded(_button(window, "contact_forward"), "")),
    Planted("a text to read without a name", Kind.NAMELESS, "card_view",
            lambda window: _unnamed(_part(window, "card_view", CardView))),
    Planted("a button beyond the edge of its row", Kind.OUTSIDE, "contact_forward",
            lambda window: _shifted(_button(window, "contact_forward"), QPoint(120, 0))),
    Planted("a column wider than its room", Kind.SIDEWAYS, "ColumnScroll",
            lambda window: _narrowed(_part(window, "citizen_card", QWidget), 500)),
)  # fmt: skip

# What no picture shows. where: how the place ends at which it is found.
TOLD_IN_A_TALK = (
    Planted("a letter of the field above", Kind.LETTER, "Alt+D",
            lambda window: _lettered(_label(window, "Cognome"), "&Di cognome")),
    Planted("the key of another button", Kind.KEY, "F9",
            lambda window: _worded(_button(window, "contact_forward"), key="F9")),
    Planted("a tab that says it has the cursor", Kind.FOCUS, "search_editor", _with_tabs),
    Planted("a description with tags", Kind.MARKUP, "<b>F9</b>",
            lambda window: _described(_button(window, "contact_save"), "<b>F9</b>")),
    Planted("a description with a mark of direction", Kind.MARK, "contact_forward\"",
            lambda window: _described(_button(window, "contact_forward"), "\u2068F9\u2069")),
    Planted("a button in the place of the one told first", Kind.ORDER, "contact_save",
            lambda window: _swapped(
                _button(window, "contact_save"), _button(window, "contact_forward")
            )),
)  # fmt: skip
