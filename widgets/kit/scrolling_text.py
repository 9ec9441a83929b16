"""A text of any length in a few lines: what is more scrolls, by mouse and by keys."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from widgets.kit.plain_text import set_spoken_name, wrapped_label
from widgets.kit.theme import set_look

LEAST_LINES = 2


class ScrollingText(QScrollArea):
    """As high as its words, up to most_lines; Tab stops at it only where there is more to read."""

    def __init__(
        self, role: str, most_lines: int, parent: QWidget | None = None, *, notice: str = ""
    ) -> None:
        """role: of the words; notice: of the frame around them, "" for none."""
        super().__init__(parent)
        self._most_lines = most_lines
        self._label = wrapped_label("", role)
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._label.setSizePolicy(_as_high_as_its_words(QSizePolicy.Policy.Preferred))
        self.setFrameShape(QFrame.Shape.NoFrame)
        set_look(self, "notice", notice)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._label)
        self.viewport().setAutoFillBackground(False)  # setWidget had it painted like a window
        self._label.setAutoFillBackground(False)
        self.setSizePolicy(_as_high_as_its_words(QSizePolicy.Policy.Maximum))
        self._fit()

    def text(self) -> str:
        return self._label.text()

    def setText(self, text: str) -> None:  # noqa: N802  # as a label
        """Show another text from its beginning."""
        # Shown again with each change of the page: it would jump to its beginning while read.
        if text == self.text():
            return
        self._label.setText(text)
        set_spoken_name(self, text)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # a Qt override
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # a Qt override
        frame = self._frame()
        words = self._label.heightForWidth(max(1, width - frame.width()))
        return min(words, self._lines(self._most_lines)) + frame.height()

    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        least = self._lines(LEAST_LINES) + self._frame().height()
        return QSize(0, min(self.sizeHint().height(), least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_label"):
            self._fit()

    def _lines(self, lines: int) -> int:
        """Pixels, as a label lays them out: its lines are higher than the spacing of the font."""
        room, wrap = QRect(0, 0, 10_000, 10_000), int(Qt.TextFlag.TextWordWrap)
        return self._label.fontMetrics().boundingRect(room, wrap, "x").height() * lines

    def _frame(self) -> QSize:
        """What stands around the words on both sides together, in pixels."""
        return self.size() - self.contentsRect().size()

    def _fit(self) -> None:
        room = self.contentsRect()
        has_more = self._label.heightForWidth(max(1, room.width())) > room.height()
        # A stop at a text that is seen whole would be one key more on every way through the page.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if has_more else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()


def _as_high_as_its_words(height: QSizePolicy.Policy) -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, height)
    policy.setHeightForWidth(True)
    return policy
