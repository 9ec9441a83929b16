"""A list of hits: number, title, second text; where it stands below a box it takes no focus."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.kit.ease import has_digit_keys
from widgets.kit.plain_text import leading_middle, shortened, tooltip_of, without_isolates
from widgets.kit.theme import SPACE_S, current_tokens, scaled, set_look
from widgets.tables.hit_row import NUMBERED_ROWS, HitModel, HitRow, row_at
from widgets.tables.marked_list import MarkedList
from widgets.tables.result_delegate import ResultDelegate, is_cut

__all__ = ["HitList", "HitRow", "broken"]

RESULT_ROW_PX, RESULT_LINES = 44, 2
# Arabic letters are higher than an Italian line: at its edge their dots would be cut off.
_WHOLE = (Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip).value
SHORT = 12  # letters of a part that is left out rather than cut


class _HitDelegate(QStyledItemDelegate):
    """Paints one or two lines; sizes come from the view's font, so zoom needs no care."""

    lines = 1  # of a row; the second text takes those after the first
    is_numbered = True

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        line = option.fontMetrics.lineSpacing()
        return QSize(10, line * self.lines + 10 + _heading_height(row_at(index), line))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        hit, row = row_at(index), index.row()
        room: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setFont(option.font)
        line = painter.fontMetrics().lineSpacing()
        if hit.heading:
            room = _below_heading(painter, hit.heading, room, direction)
            painter.setFont(option.font)
        if is_selected:
            _paint_selected(painter, room, direction)
        number = painter.fontMetrics().horizontalAdvance("00")
        first = QRect(room.x() + SPACE_S, room.y() + 5, room.width() - SPACE_S * 2, line)
        pen = _Pen(painter, first, direction)
        if self.is_numbered:
            shown = str(row + 1) if row < NUMBERED_ROWS else ""
            pen.write(shown, current_tokens().text2, width=number)
            pen.skip(SPACE_S)
        if hit.mark:
            pen.write(f"⚠ {hit.mark}", current_tokens().warning_text)
            pen.skip(SPACE_S)
        pen.write(hit.title, current_tokens().text, is_bold=is_selected)
        if self.lines == 1:
            pen.skip(SPACE_S)
            pen.write(pen.fitting(hit.subtitle), current_tokens().text2)
        else:
            painter.setFont(option.font)
            indent = number + SPACE_S if self.is_numbered else 0
            room_px = first.width() - indent
            for text in broken(hit.subtitle, self.lines - 1, room_px, painter.fontMetrics()):
                first.translate(0, line)
                pen = _Pen(painter, first, direction)
                pen.skip(indent)
                pen.write(text, current_tokens().text2)
        painter.restore()


def broken(text: str, lines: int, width: int, metrics: QFontMetrics) -> list[str]:
    """Break a text between words into at most this many lines; the last has all that is left."""
    found: list[str] = []
    words = text.split(" ")
    while words and len(found) < lines - 1:
        fits = len(words)
        while fits > 1 and metrics.horizontalAdvance(" ".join(words[:fits])) + 2 > width:
            fits -= 1
        found.append(" ".join(words[:fits]))
        words = words[fits:]
        if words[:1] == ["·"]:
            del words[0]  # the end of a line parts them as well
    return [*found, " ".join(words)] if words else found


def _heading_height(hit: HitRow, line: int) -> int:
    return line + SPACE_S if hit.heading else 0


def _below_heading(
    painter: QPainter, heading: str, room: QRect, direction: Qt.LayoutDirection
) -> QRect:
    """Write a heading at the top of a row; return the room left below it."""
    line = painter.fontMetrics().lineSpacing()
    first = QRect(room.x(), room.y() + SPACE_S, room.width(), line)  # as the label above the list
    pen = _Pen(painter, first, direction)
    pen.write(heading, current_tokens().text2, is_bold=True)
    return room.adjusted(0, line + SPACE_S, 0, 0)


class _Pen:
    """Writes pieces of one line from the reading side on, eliding at its end."""

    def __init__(self, painter: QPainter, room: QRect, direction: Qt.LayoutDirection) -> None:
        self._painter, self._room, self._direction, self._at = painter, room, direction, 0

    def skip(self, pixels: int) -> None:
        self._at += pixels

    def fitting(self, text: str) -> str:
        """Return the parts of text that have room; of a long one its beginning is shown."""
        font = QFont(self._painter.font())
        font.setBold(False)
        parts, metrics = text.split(" · "), QFontMetrics(font)
        room = self._room.width() - self._at
        # Half of a short one misleads: "5 …" of 5 entries.
        while parts and metrics.horizontalAdvance(" · ".join(parts)) > room:
            if len(parts) == 1 and len(parts[0]) > SHORT:
                break
            parts.pop()
        return " · ".join(parts)

    def write(self, text: str, colour: str, *, width: int = 0, is_bold: bool = False) -> None:
        left = self._room.width() - self._at
        font = QFont(self._painter.font())
        font.setBold(is_bold)
        self._painter.setFont(font)
        metrics = self._painter.fontMetrics()
        wide = min(left, width or metrics.horizontalAdvance(text) + 2)
        shown = shortened(text, metrics, wide)
        # Less than two letters and a "…" say nothing.
        if wide < metrics.averageCharWidth() * 2 or without_isolates(shown).strip() in ("", "…"):
            self._at += width
            return
        piece = QRect(self._room.x() + self._at, self._room.y(), wide, self._room.height())
        self._painter.setPen(QColor(colour))
        flags = leading_middle(self._direction, _WHOLE)
        place = QStyle.visualRect(self._direction, self._room, piece)
        self._painter.drawText(place, flags, shown)
        self._at += wide


def _paint_selected(painter: QPainter, room: QRect, direction: Qt.LayoutDirection) -> None:
    tokens = current_tokens()
    painter.fillRect(room, QColor(tokens.selection))
    bar = QRect(room.x(), room.y(), scaled(4), room.height())
    painter.fillRect(QStyle.visualRect(direction, room, bar), QColor(tokens.primary))


class HitList(MarkedList):
    """The field above keeps the focus and moves the selection with move_current."""

    selected = Signal(int)  # row, by key, mouse or program
    used = Signal(int)  # row, by double click or, where the list has the focus, by Enter or digit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hit_list")
        self._hits = HitModel(self)
        self._delegate = _HitDelegate(self)
        self._is_of_results = False
        self._fitted: tuple[int, int] | None = None
        self.setModel(self._hits)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Risultati"))
        # The cursor stays in the box above: the next letter belongs to the search.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().selectionChanged.connect(lambda *_: self._on_selection_changed())
        self.activated.connect(lambda index: self.used.emit(index.row()))

    def show_hits(self, hits: Sequence[HitRow], current: int = 0) -> None:
        """Replace the rows and select one (-1: none)."""
        # Measured once for all rows, where no heading makes one of them higher.
        is_even = not (self._is_of_results or any(hit.heading for hit in hits))
        self.setUniformItemSizes(is_even)
        self._hits.replace(hits)
        self.select(current)

    def hits(self) -> tuple[HitRow, ...]:
        return self._hits.rows

    def current_row(self) -> int:
        return self.marked().row()

    def select(self, row: int) -> None:
        """-1: none of them is the answer."""
        if row < 0:
            self.clearSelection()
        if not 0 <= row < len(self._hits.rows):
            return
        self.mark(self._hits.index(row))

    def move_current(self, step: int) -> None:
        self.select(max(0, min(len(self._hits.rows) - 1, self.current_row() + step)))

    def show_as_results(self) -> None:
        """Give a title two lines where it needs them; a second text has one smaller line."""
        self._is_of_results = True
        self._delegate.lines = RESULT_LINES
        self.setItemDelegate(ResultDelegate(self))
        set_look(self, "place", "results")

    def spoken(self, row: int) -> str:
        """Return what a screen reader is to say of a row."""
        return self._hits.spoken(row)

    def set_lines(self, lines: int) -> None:
        """Give each row this many lines; where it is narrow the second text goes on below."""
        self._delegate.lines = lines
        self.scheduleDelayedItemsLayout()

    def set_numbered(self, is_numbered: bool) -> None:
        """Show the digits 1…9 in front, as for Ctrl+1…9."""
        self._delegate.is_numbered = is_numbered
        self.viewport().update()

    def fit_rows(self, rows: int, least: int = 0) -> None:
        """Take the height of this many rows, giving way down to `least` of them (0: never)."""
        self._fitted = rows, least
        self.setMaximumHeight(self.row_height() * rows + 4)
        self.setMinimumHeight(self.row_height() * (least or rows) + 4)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), min(self.maximumHeight(), 400))

    def row_height(self) -> int:
        """Pixels; of results, of one whose title needs one line."""
        if self._is_of_results:
            return scaled(RESULT_ROW_PX)
        return self.fontMetrics().lineSpacing() * self._delegate.lines + 10

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        is_shown = digit.isdecimal() and 0 < int(digit) <= min(NUMBERED_ROWS, len(self.hits()))
        # A key held down would use one result after another.
        may_use = self._delegate.is_numbered and is_shown and has_digit_keys()
        if may_use and not event.isAutoRepeat():
            self.select(int(digit) - 1)
            self.used.emit(int(digit) - 1)
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.setToolTip(self._whole_at(event))
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A title may need one line more in a narrower list.
        if self._is_of_results and event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_hits"):
            self.scheduleDelayedItemsLayout()
            if self._fitted is not None:  # text grows while the list stands
                self.fit_rows(*self._fitted)

    def _whole_at(self, event: QHelpEvent) -> str:
        """Return all that a row says where some of it is not shown, else nothing."""
        index = self.indexAt(event.pos())
        if not index.isValid():
            return ""
        hit = row_at(index)
        is_whole = self._is_of_results and not is_cut(
            hit, self.visualRect(index).width(), self.font()
        )
        words = " · ".join(filter(None, (hit.title, hit.subtitle)))
        return "" if is_whole else tooltip_of(words)

    def _on_selection_changed(self) -> None:
        if (row := self.current_row()) >= 0:
            self.selected.emit(row)
