"""All keys on one page: the daily ones first, then groups in columns, found by their words."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from widgets.fields.choice_matching import begins_words
from widgets.fields.search_box import SearchField
from widgets.kit.keycap import keycap_width, paint_keycap
from widgets.kit.plain_text import set_spoken_name, wrapped_label
from widgets.kit.theme import BODY_PX, SPACE_M, SPACE_S, current_tokens, scaled
from widgets.speech.announcer import Announcer
from widgets.tables.key_list import LEAST_PX, KeyEntry, KeyList, spoken

COLUMNS, GAP_PX, CELL_PX, CELL_HIGH_PX, DAILY_PX = 3, 40, 150, 72, 15
HEADING_ROWS = 1.55  # what a heading takes of a column's height, in rows
TYPING_RESTS_S = 0.5  # before what was found is said: a key would only cut it off


class DailyKeys(QWidget):
    """A cell for each: the keycap above, one or two words below; wraps where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[KeyEntry, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entries(self, entries: Sequence[KeyEntry]) -> None:
        self.entries = tuple(entries)
        set_spoken_name(self, "; ".join(f"{one.key}, {one.daily}" for one in entries))
        self.setVisible(bool(entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(LEAST_PX), scaled(CELL_HIGH_PX) * self._lines())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, high = current_tokens(), scaled(CELL_HIGH_PX)
        for at, entry in enumerate(self.entries):
            line, column = divmod(at, self._across())
            wide = self.width() // self._across()
            room = QRect(column * wide, line * high, wide, high)
            self._paint_cell(painter, entry, room.adjusted(SPACE_M if column else 0, 0, 0, 0))
            if column:
                edge = self._placed(QRect(column * wide, line * high, 1, high))
                painter.fillRect(edge, QColor(tokens.divider))
        for y in (0, *(line * high - 1 for line in range(1, self._lines() + 1))):
            painter.fillRect(QRect(0, y, self.width(), 1), QColor(tokens.divider))
        painter.end()

    def _paint_cell(self, painter: QPainter, entry: KeyEntry, room: QRect) -> None:
        tokens, half = current_tokens(), room.height() // 2
        cap = QRect(room.left(), room.top() + SPACE_S, 0, half - SPACE_S)
        cap.setWidth(keycap_width(entry.key, DAILY_PX))
        paint_keycap(painter, QRectF(self._placed(cap)), entry.key, pixels=DAILY_PX)
        font = QFont(self.font())
        font.setPixelSize(scaled(BODY_PX))
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        words = QRect(room.left(), room.top() + half - 2, room.width() - SPACE_S, half)
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        middle = leading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._placed(words), middle, entry.daily)

    def _across(self) -> int:
        """Return how many stand beside each other, as even as can be."""
        fit = max(1, min(len(self.entries), self.width() // scaled(CELL_PX)))
        lines = -(-len(self.entries) // fit)
        return max(1, -(-len(self.entries) // max(1, lines)))

    def _lines(self) -> int:
        return -(-len(self.entries) // self._across())

    def _placed(self, room: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), room)


class KeySheet(QWidget):
    """field: stands wherever the owner puts it; typing there leaves what it means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SearchField("keys_search", self.tr("Che cosa vuoi fare?"), key="")
        self.daily = DailyKeys()
        self._entries: tuple[KeyEntry, ...] = ()
        self._columns = [KeyList(self.tr("Tasti")) for _ in range(COLUMNS)]
        self._nothing = wrapped_label(self.tr("Nessun tasto con queste parole."), "muted")
        self._announcer = Announcer(self.field.editor)
        row = QHBoxLayout()
        row.setSpacing(scaled(GAP_PX))
        for column in self._columns:
            row.addWidget(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.daily)
        layout.addWidget(self._nothing)
        layout.addLayout(row, 1)
        self.field.edited.connect(self._find)
        self.field.editor.installEventFilter(self)

    def show_entries(self, entries: Sequence[KeyEntry]) -> None:
        """Show all of them, in their order: sections stay together."""
        self._entries = tuple(entries)
        self.field.set_value("")
        self._place(self._entries)

    def entries(self) -> list[KeyEntry]:
        """Return what is on the page now."""
        shown = [one for column in self._columns for one in column.entries()]
        return [*(self.daily.entries if self.daily.isVisibleTo(self) else ()), *shown]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]  # a key
            self._columns[0].select_first()
            self._columns[0].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self._found(self.field.value()))

    def _find(self, text: str) -> None:
        found = self._found(text)
        self._place(found)
        if text.strip():
            count = self.tr("{0} di {1}").format(1, len(found))
            said = f"{spoken(found[0])}, {count}" if found else self._nothing.text()
            self._announcer.announce(said, kind="row", after_s=TYPING_RESTS_S)

    def _found(self, text: str) -> list[KeyEntry]:
        if not text.strip():
            return list(self._entries)
        return [
            one
            for one in self._entries
            if begins_words(text, f"{one.words} {one.daily} {one.more}")
        ]

    def _place(self, entries: Sequence[KeyEntry]) -> None:
        """While one searches all that was found stands in groups: nothing hides above them."""
        is_searching = len(entries) < len(self._entries)
        daily = [] if is_searching else [one for one in entries if one.daily]
        self.daily.show_entries(daily)
        rest = [one for one in entries if one not in daily]
        groups = [
            [one for one in rest if one.section == section]
            for section in dict.fromkeys(one.section for one in rest)
        ]
        self._nothing.setVisible(not entries)
        across = max(1, min(COLUMNS, self._fit(), len(groups)))
        placed = even_columns(groups, across)
        for at, column in enumerate(self._columns):
            column.setVisible(at < (self._fit() if groups else 0))
            column.show_groups(placed[at] if at < len(placed) else [])

    def _fit(self) -> int:
        gap = scaled(GAP_PX)
        return max(1, min(COLUMNS, (self.width() + gap) // (scaled(LEAST_PX) + gap)))


def even_columns[T](groups: Sequence[Sequence[T]], count: int) -> list[list[Sequence[T]]]:
    """Part groups into columns in their order, so that the highest is as low as can be."""
    if count <= 1 or len(groups) <= 1:
        return [list(groups)]
    best: list[list[Sequence[T]]] = []
    for cut in range(1, len(groups)):
        tried = [list(groups[:cut]), *even_columns(groups[cut:], count - 1)]
        if not best or max(map(_height, tried)) < max(map(_height, best)):
            best = tried
    return best


def _height[T](column: Sequence[Sequence[T]]) -> float:
    return sum(len(one) + HEADING_ROWS for one in column)
