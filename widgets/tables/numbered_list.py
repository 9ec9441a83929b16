"""A short list to choose from with a digit, with arrows and Enter, or with the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.kit.plain_text import tooltip_of, without_isolates
from widgets.kit.typed_text import LateDigits, is_typed_in
from widgets.tables.marked_list import MarkedList

ROWS_SHOWN = 9
LEAST_ROWS = 2
HIGHER_PERCENT = 60  # of a line, by which Arabic letters are higher than Latin ones
NO_DIGIT = "\N{FIGURE SPACE}"  # as wide as a digit: no word moves when the digits go


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """value is what the program keeps; detail says more, and why it may not be chosen."""

    value: str
    label: str
    enabled: bool = True
    detail: str = ""


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        hint, line = super().sizeHint(option, index), option.fontMetrics.lineSpacing()
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        if not is_mirrored or hint.height() < 2 * line:
            return hint
        # Qt draws the last line only with room for letters as high as in the first one.
        return hint + QSize(0, line * HIGHER_PERCENT // 100)


class NumberedList(MarkedList):
    """Rows are shown with their digit; chosen carries the value.

    A digit works wherever the cursor is in the part that the list stands in, but where it would be
    typed: there no digits are shown.
    """

    chosen = Signal(str)
    not_possible = Signal(str)  # the words of a row that was wanted and may not be chosen

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._items = QStandardItemModel(self)
        self._rows: tuple[NumberedRow, ...] = ()
        self._shortcuts: list[QShortcut] = []
        self._has_digits = True
        self._late = LateDigits(self)
        self.setModel(self._items)
        self.setItemDelegate(_Rows(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)  # what to do in danger is read to its end
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def set_rows(self, rows: Sequence[NumberedRow]) -> None:
        """Rows that only say something else keep the one that is marked."""
        self._rows = tuple(rows)
        # Quotas of pauses change while the list is open: the mark must not jump under a finger.
        if self._same_values(rows):
            self._say_anew(rows)
            return
        self._items.clear()
        for number, row in enumerate(rows, 1):
            item = QStandardItem()
            self._say(item, number, row)
            self._items.appendRow(item)
        self.mark(self._first_enabled())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()
        if event.type() == QEvent.Type.ParentChange and hasattr(self, "_shortcuts"):
            self._listen_in(self.parentWidget())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._listen(is_shown=True)
        self._show_digits(QApplication.focusWidget())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._listen(is_shown=False)

    def _listen_in(self, around: QWidget | None) -> None:
        """Take digits from all of a part: as shortcuts, which a line one types in keeps away."""
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._shortcuts = []
        if around is None:
            return
        for number in range(1, ROWS_SHOWN + 1):
            shortcut = QShortcut(QKeySequence(str(number)), around)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            # A digit held down would choose again in what opens next.
            shortcut.setAutoRepeat(False)
            shortcut.setEnabled(self.isVisible())
            shortcut.activated.connect(lambda number=number: self._choose_number(number))
            self._shortcuts.append(shortcut)

    def _listen(self, *, is_shown: bool) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(is_shown)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        self._show_digits(now)

    def _show_digits(self, now: QWidget | None) -> None:
        """Show digits only while they work: with the cursor around the list, and in no text."""
        if now is None or not self.isVisible():  # None: another program is in front for a while
            return
        around = self.parentWidget() or self
        has_digits = (now is around or around.isAncestorOf(now)) and not is_typed_in(now)
        if has_digits != self._has_digits:
            self._has_digits = has_digits
            self._say_anew(self._rows)

    def _say_anew(self, rows: Sequence[NumberedRow]) -> None:
        for number, row in enumerate(rows, 1):
            self._say(self._items.item(number - 1), number, row)
        if not self.marked().flags() & Qt.ItemFlag.ItemIsEnabled:
            self.mark(self._first_enabled())
        self._fit()

    def _say(self, item: QStandardItem, number: int, row: NumberedRow) -> None:
        gone = "" if row.enabled else self.tr("non più possibile")
        label = " · ".join(part for part in (row.label, row.detail or gone) if part)
        digit = str(number) if self._has_digits else NO_DIGIT
        item.setText(f"{digit}  {label}" if number <= ROWS_SHOWN else label)
        item.setData(row.value, Qt.ItemDataRole.UserRole)
        item.setData(without_isolates(label), Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(tooltip_of(label))
        item.setEnabled(row.enabled)

    def _same_values(self, rows: Sequence[NumberedRow]) -> bool:
        known = [
            self._items.item(at).data(Qt.ItemDataRole.UserRole)
            for at in range(self._items.rowCount())
        ]
        return bool(known) and known == [row.value for row in rows]

    def _fit(self) -> None:
        """As high as its rows, each as its script needs; before it is seen it has no style."""
        if not hasattr(self, "_items"):
            return
        # Without its style a list tells the height of Qt's default font: rows would be cut.
        self.ensurePolished()
        self.doItemsLayout()  # words that break make a row higher, and only now
        rows = (self._items.index(row, 0) for row in range(self._items.rowCount()))
        heights = [max(1, self.visualRect(row).height()) for row in rows]
        self._take_height(sum(heights[:ROWS_SHOWN]) + 8)

    def _take_height(self, height: int) -> None:
        # All rows are seen: Qt would reckon the bar before a row of two lines has its height.
        is_whole = self._items.rowCount() <= ROWS_SHOWN
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if is_whole else policy.ScrollBarAsNeeded
        )
        self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.marked())
        # A digit held down would choose again in what opens next.
        elif digit.isdecimal() and not event.isAutoRepeat() and digit != "0":
            self._choose_number(int(digit))
        else:
            super().keyPressEvent(event)

    def _choose_number(self, number: int) -> None:
        # First: what is chosen may close the panel, and give the cursor back to a text.
        self._late.begin()
        self._choose(self._items.index(number - 1, 0))

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.mark(index)
            self.chosen.emit(str(index.data(Qt.ItemDataRole.UserRole)))
        else:
            self.not_possible.emit(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _first_enabled(self) -> QModelIndex:
        for row in range(self._items.rowCount()):
            index = self._items.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                return index
        return QModelIndex()


class ScrollingList(NumberedList):
    """Scrolls where there is no room for all rows."""

    def _take_height(self, height: int) -> None:
        row = max(1, self.sizeHintForRow(0))
        self.setMinimumHeight(min(height, row * LEAST_ROWS + 8))
        self.setMaximumHeight(height)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())
