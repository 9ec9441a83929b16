"""One line for a part of a form that is closed: its name, how it begins, what is wrong with it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from widgets.kit.icons import icon_pixmap
from widgets.kit.plain_text import set_spoken_description, set_spoken_name, shortened, tooltip_of
from widgets.kit.tag import paint_tag, tag_width
from widgets.kit.theme import SPACE_S, current_tokens, scaled

ROW_PX, NAME_PX, WORDS_PX, ICON_PX = 32, 14, 13, 16
BETWEEN = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldWords:
    """words: how the part begins. tag: what is wrong with it, in a word; kind: of a tag."""

    words: str = ""
    tag: str = ""
    kind: str = ""


class FoldRow(QPushButton):
    """Enter, Space or a click opens and closes what it names; a door leads elsewhere instead."""

    def __init__(self, name: str, label: str, *, is_door: bool = False) -> None:
        super().__init__()
        self.label, self._shown = label, FoldWords()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setCheckable(not is_door)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setProperty("ring", "inside")  # rows lie close to each other
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, shown: FoldWords) -> None:
        """A row keeps its height whatever it says."""
        if shown == self._shown:
            return
        self._shown = shown
        set_spoken_name(self, ", ".join(filter(None, (self.label, shown.tag))))
        self.setToolTip(tooltip_of(shown.words))  # the row may show less of it
        set_spoken_description(self, shown.words)
        self.update()

    def shown(self) -> FoldWords:
        return self._shown

    def sizeHint(self) -> QSize:
        return QSize(scaled(120), scaled(ROW_PX) + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = current_tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), QColor(tokens.hover))
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, QColor(tokens.divider))
        end = self.width() - self._paint_sign(painter)
        end -= self._paint_tag(painter, end)
        name = self._font(NAME_PX, QFont.Weight.DemiBold)
        taken = min(end, QFontMetrics(name).horizontalAdvance(self.label) + 1)
        self._paint_words(painter, QRect(0, 0, taken, self.height()), self.label, name)
        if self._shown.words:
            words = f"{BETWEEN}{self._shown.words}"
            room = QRect(taken, 0, max(0, end - taken - SPACE_S), self.height())
            self._paint_words(painter, room, words, self._font(WORDS_PX), tokens.text2)
        painter.end()

    def _paint_sign(self, painter: QPainter) -> int:
        """Paint the sign at the end; return the room it takes."""
        side = scaled(ICON_PX)
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        closed = "chevron-left" if is_rtl else "chevron-right"
        picture = "chevron-down" if self.isChecked() else closed
        place = self._placed(QRect(self.width() - side, 0, side, self.height()))
        top = (self.height() - side) / 2
        pixmap = icon_pixmap(picture, current_tokens().text2, side)
        painter.drawPixmap(QPointF(place.left(), top), pixmap)
        return side + SPACE_S

    def _paint_tag(self, painter: QPainter, end: int) -> int:
        text = self._shown.tag
        if not text:
            return 0
        width = tag_width(text, self.font())
        room = self._placed(QRect(end - width, 0, width, self.height()))
        paint_tag(painter, QRectF(room), text, self._shown.kind, self.font())
        return width + SPACE_S

    def _paint_words(
        self, painter: QPainter, room: QRect, text: str, font: QFont, ink: str = ""
    ) -> None:
        painter.setPen(QColor(ink or current_tokens().text))
        painter.setFont(font)
        # In room of one pixel more: what is measured whole must not end in "…".
        shown = shortened(text, QFontMetrics(font), room.width() + 1)
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        place = QStyle.visualAlignment(self.layoutDirection(), side)
        flags = place | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._placed(room), flags | Qt.TextFlag.TextSingleLine, shown)

    def _placed(self, room: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), room)

    def _font(self, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(scaled(pixels))
        font.setWeight(weight)
        return font


class FoldedField(QWidget):
    """A row, and below it the field it opens; the field is there all the time, seen or not."""

    def __init__(self, name: str, label: str, field: QWidget) -> None:
        super().__init__()
        self.row = FoldRow(f"{name}_fold", label)
        self._field = field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.row)
        layout.addWidget(field)
        field.hide()
        self.row.clicked.connect(self._on_pressed)

    def open(self, *, is_open: bool = True) -> None:
        self.row.setChecked(is_open)
        self._field.setVisible(is_open)

    def _on_pressed(self, is_open: bool) -> None:
        self.open(is_open=is_open)
        if is_open:  # one opens a part to write in it
            self._field.setFocus(Qt.FocusReason.TabFocusReason)
