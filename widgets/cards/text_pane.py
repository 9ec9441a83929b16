"""Real-time text: a bubble for each line of either side, in the order they began."""

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from widgets.cards.text_bubbles import IS_CITIZEN_ROLE, TextBubbles
from widgets.fields.labelled_field import TextEditor
from widgets.kit.action_button import action_button
from widgets.kit.plain_text import plain_label, without_isolates, wrapped_label
from widgets.kit.theme import SPACE_S, SPACE_XS
from widgets.speech.announcer import Announcer

TABLE_LEAST_PX, LINES = 60, 2


class TypingLine(TextEditor):
    """Emits what the keys changed: letters, and a backspace for each one taken back."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__(LINES)
        self._sent = ""
        self.setTabChangesFocus(True)  # a keyboard user would be caught in it
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin_line()
            self.typed.emit("\n")
            return
        if event.key() == Qt.Key.Key_Backspace and not self.toPlainText():
            self.typed.emit("\b")  # goes on in the line before
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # a Qt override
        """Take a paste as one line: what stands in the field is the line that grows."""
        words = QMimeData()
        words.setText(" ".join(source.text().splitlines()))
        super().insertFromMimeData(words)

    def begin_line(self) -> None:
        """Empty the line; what stood in it stays sent."""
        # First: to clear it would otherwise be sent as a backspace for each letter.
        self._sent = ""
        self.clear()

    def _on_changed(self) -> None:
        text = self.toPlainText()
        before, self._sent = self._sent, text
        # Keys, a paste or an input method may have changed it: only the difference is sent.
        same = 0
        while same < min(len(before), len(text)) and before[same] == text[same]:
            same += 1
        change = "\b" * (len(before) - same) + text[same:]
        if change:
            self.typed.emit(change)


class TextPane(QFrame):
    """rows: (is the citizen's, text). The direction is in the words a screen reader hears."""

    typed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("text_pane")
        self.setProperty("panel", "floating")
        self.setAccessibleName(self.tr("Testo in tempo reale"))
        self._rows = QStandardItemModel(0, 1, self)
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
        item = QStandardItem()
        item.setEditable(False)
        item.setData(is_citizen, IS_CITIZEN_ROLE)
        self._rows.insertRow(row, item)
        self.change_line(row, is_citizen=is_citizen, text=text)

    def change_line(self, row: int, *, is_citizen: bool, text: str) -> None:
        item = self._rows.item(row)
        item.setText(text)
        name = self.tr("Cittadino: {0}") if is_citizen else self.tr("Tu: {0}")
        item.setData(without_isolates(name.format(text)), Qt.ItemDataRole.AccessibleTextRole)
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
        """Return what each side wrote, line by line: own, the citizen's."""
        items = [self._rows.item(row) for row in range(self._rows.rowCount())]
        return [
            ("", item.text()) if item.data(IS_CITIZEN_ROLE) else (item.text(), "") for item in items
        ]

    def spoken_rows(self) -> list[str]:
        """Return what a screen reader finds in the rows."""
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(self._rows.item(row).data(role)) for row in range(self._rows.rowCount())]

    def take_focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        table = self._table
        table.setModel(self._rows)
        table.setObjectName("text_table")
        table.setAccessibleName(self.tr("Testo in tempo reale"))
        table.setWordWrap(True)
        table.setItemDelegate(TextBubbles(table))
        table.setShowGrid(False)
        table.setProperty("ground", "none")  # bubbles lie on the pane's own
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().hide()
        # After the columns have got their widths, not as the pane gets its own.
        table.horizontalHeader().sectionResized.connect(lambda *_: self._refitting.start(0))
        table.setMinimumHeight(TABLE_LEAST_PX)
        # As high as the place it is lent: a talk is read back to its beginning.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        title = plain_label(self.tr("Testo in tempo reale"), "section")
        label = plain_label(self.tr("Scrivi al cittadino: vede ogni lettera"), "muted")
        label.setBuddy(self.line)
        self.line.setObjectName("text_line")
        self.line.setAccessibleName(self.tr("Scrivi al cittadino"))
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(top)
        layout.addWidget(table)
        layout.addWidget(self._state)
        layout.addWidget(label)
        layout.addWidget(self.line)

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
