"""Real-time text: two columns, one per side, a row for each line in the order they began."""

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from widgets.kit.action_button import action_button
from widgets.kit.plain_text import plain_label, wrapped_label
from widgets.kit.theme import SPACE_S, SPACE_XS
from widgets.speech.announcer import Announcer

TABLE_LEAST_PX, CELL_SIDE_PX = 60, 6
OWN, CITIZEN = 0, 1


class TypingLine(QLineEdit):
    """Emits what the keys changed: letters, and a backspace for each one taken back."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sent = ""
        self.textChanged.connect(self._on_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin_line()
            self.typed.emit("\n")
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.typed.emit("\b")  # goes on in the line before
            return
        super().keyPressEvent(event)

    def begin_line(self) -> None:
        """Empty the line; what stood in it stays sent."""
        # First: to clear it would otherwise be sent as a backspace for each letter.
        self._sent = ""
        self.clear()

    def _on_changed(self, text: str) -> None:
        before, self._sent = self._sent, text
        # Keys, a paste or an input method may have changed it: only the difference is sent.
        same = 0
        while same < min(len(before), len(text)) and before[same] == text[same]:
            same += 1
        change = "\b" * (len(before) - same) + text[same:]
        if change:
            self.typed.emit(change)


class _Lines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        # Qt measures a cell without what the style sheet keeps free beside its words.
        option.rect.setWidth(option.rect.width() - 2 * CELL_SIDE_PX)
        return super().sizeHint(option, index)


class TextPane(QFrame):
    """rows: (is the citizen's, text). The direction is in the words a screen reader hears."""

    typed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("text_pane")
        self.setProperty("panel", "floating")
        self.setAccessibleName(self.tr("Testo in tempo reale"))
        self._rows = QStandardItemModel(0, 2, self)
        self._rows.setHorizontalHeaderLabels([self.tr("Tu"), self.tr("Cittadino")])
        self._table = QTableView()
        self.line = TypingLine()
        self._state = wrapped_label("", "warning")
        self._close = action_button("text_close", self.tr("Chiudi"), kind="flat")
        self._announcer = Announcer(self.line)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit_rows)
        self._refitting = QTimer(self)  # all of them
        self._refitting.setSingleShot(True)
        self._refitting.timeout.connect(self._table.resizeRowsToContents)
        self._build()
        self.line.typed.connect(self.typed)
        self._close.clicked.connect(self.closed)
        self._table.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._state.hide()
        self.hide()

    def clear(self) -> None:
        self._rows.removeRows(0, self._rows.rowCount())
        self.line.begin_line()

    def add_line(self, row: int, *, is_citizen: bool, text: str) -> None:
        items = [QStandardItem(), QStandardItem()]
        for item in items:
            item.setEditable(False)
        side = CITIZEN if is_citizen else OWN
        # The empty half of a row: arrows and screen reader pass it by.
        items[1 - side].setFlags(Qt.ItemFlag.NoItemFlags)
        self._rows.insertRow(row, items)
        self.change_line(row, is_citizen=is_citizen, text=text)

    def change_line(self, row: int, *, is_citizen: bool, text: str) -> None:
        item = self._rows.item(row, CITIZEN if is_citizen else OWN)
        item.setText(text)
        name = self.tr("Cittadino: {0}") if is_citizen else self.tr("Tu: {0}")
        item.setData(name.format(text), Qt.ItemDataRole.AccessibleTextRole)
        # Once a turn of the loop: a fast writer changes a row many times before it is painted.
        self._fitting.start(0)

    def drop_line(self, row: int) -> None:
        self._rows.removeRow(row)

    def show_state(self, text: str) -> None:
        """Say why nothing can be written now; an empty text takes that away."""
        self._state.setText(text)
        self._state.setVisible(bool(text))

    def set_open(self, is_open: bool) -> None:
        self.line.setEnabled(is_open)

    def say(self, sentence: str) -> None:
        """Let the screen reader say what the citizen wrote, without haste."""
        # Without a kind: what the citizen writes never gives way to the next line (test_announcer).
        self._announcer.announce(self.tr("Cittadino: {0}").format(sentence), kind=None)

    def rows(self) -> list[tuple[str, str]]:
        """Return what stands in both columns, row by row: own, the citizen's."""
        return [
            (self._rows.item(row, OWN).text(), self._rows.item(row, CITIZEN).text())
            for row in range(self._rows.rowCount())
        ]

    def spoken_rows(self) -> list[str]:
        """Return what a screen reader finds in the rows."""
        role = Qt.ItemDataRole.AccessibleTextRole
        return [
            str(self._rows.item(row, side).data(role))
            for row in range(self._rows.rowCount())
            for side in (OWN, CITIZEN)
            if self._rows.item(row, side).data(role)
        ]

    def take_focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        table = self._table
        table.setModel(self._rows)
        table.setObjectName("text_table")
        table.setAccessibleName(self.tr("Testo in tempo reale"))
        table.setWordWrap(True)
        table.setItemDelegate(_Lines(table))
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionsClickable(False)
        # After the columns have got their widths, not as the pane gets its own.
        table.horizontalHeader().sectionResized.connect(lambda *_: self._refitting.start(0))
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        table.setMinimumHeight(TABLE_LEAST_PX)
        # As high as the place it is lent: a talk is read back to its beginning.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        label = plain_label(self.tr("Scrivi al cittadino"), "muted")
        label.setBuddy(self.line)
        self.line.setObjectName("text_line")
        self.line.setAccessibleName(self.tr("Scrivi al cittadino"))
        bottom = QHBoxLayout()
        bottom.addWidget(self.line, 1)
        bottom.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(table)
        layout.addWidget(self._state)
        layout.addWidget(label)
        layout.addLayout(bottom)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_refitting"):
            self._refitting.start(0)

    def _fit_rows(self) -> None:
        """Give the last rows their height and show the latest; several changes cost one pass."""
        last = self._rows.rowCount() - 1
        for row in range(max(0, last - 3), last + 1):
            self._table.resizeRowToContents(row)
        self._table.scrollToBottom()

    def _on_range_changed(self, _: int, most: int) -> None:
        """Rows grow after they were scrolled to: the newest letters stay on the screen."""
        self._table.verticalScrollBar().setValue(most)
