"""What breaks a promise now: one row each, the gravest first, with a button that leads to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import ElidedLabel, set_spoken_name, wrapped_label
from widgets.kit.theme import SPACE_S, SPACE_XS, current_tokens, scaled, set_look

ICON_PX, ROWS, ROW_GAP_PX = 16, 3, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """key is stable over refreshes. button "": nothing can be done from here."""

    key: str
    title: str
    detail: str
    icon: str = "triangle-alert"
    is_grave: bool = False
    button: str = ""


class ProblemList(QFrame):
    """ROWS are shown, the gravest: its height never changes, nor what is below.

    A row that stays keeps its place, its button and the focus on it.
    """

    opened = Signal(str)  # key

    def __init__(self, name: str, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows: dict[str, _Problem] = {}
        self._empty = wrapped_label(empty, "muted", self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # a Qt override
        return False  # the sentence wraps, and must not say how high the list is

    def sizeHint(self) -> QSize:
        line = self._empty.fontMetrics().lineSpacing()
        return QSize(super().sizeHint().width(), ROWS * (2 * line + scaled(ROW_GAP_PX)))

    def show_rows(self, rows: Sequence[ProblemRow]) -> None:
        """rows: the gravest first."""
        rows = rows[:ROWS]
        keys = [row.key for row in rows]
        for key in [key for key in self._rows if key not in keys]:
            gone = self._rows.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, row in enumerate(rows):
            shown = self._rows.get(row.key)
            if shown is None:
                shown = self._rows[row.key] = _Problem(row.key, self)
                self._column.insertWidget(at, shown)
            elif self._column.indexOf(shown) != at:
                self._column.removeWidget(shown)
                self._column.insertWidget(at, shown)
            shown.show_row(row)
        self._empty.setVisible(not rows)

    def say_empty(self, sentence: str) -> None:
        """What stands there without rows: that nothing is wrong, or that nobody knows."""
        self._empty.setText(sentence)

    def rows(self) -> tuple[str, ...]:
        return tuple(self._rows)


class _Problem(QFrame):
    def __init__(self, key: str, owner: ProblemList) -> None:
        self._row: ProblemRow | None = None  # first: Qt tells of its looks while it is made
        super().__init__(owner)
        self._icon = QLabel(self)
        self._title = ElidedLabel("", "strong", self)
        self._detail = ElidedLabel("", "second", self)
        self._button = action_button("", "", parent=self)
        set_look(self._button, "place", "chip")
        self._button.clicked.connect(lambda: owner.opened.emit(key))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE_XS, 0, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._button)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._row is not None:
            self._show(self._row)  # its icon is of the theme before

    def show_row(self, row: ProblemRow) -> None:
        if row != self._row:
            self._row = row
            self._show(row)

    def _show(self, row: ProblemRow) -> None:
        tokens = current_tokens()
        ink = tokens.error_text if row.is_grave else tokens.warning_text
        show_icon(self._icon, row.icon, ink, scaled(ICON_PX))
        set_spoken_name(self._icon, row.title)
        self._title.show_text(row.title)
        self._detail.show_text(row.detail)
        self._button.show_words(row.button)
        # Told apart by what it opens: ten buttons with one word are none to who hears them.
        set_spoken_name(self._button, f"{row.button}: {row.title}" if row.button else "")
        self._button.setVisible(bool(row.button))
