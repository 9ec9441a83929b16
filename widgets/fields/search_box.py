"""The line one searches in: a magnifier before the words, behind them a count and a key."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from widgets.fields.labelled_field import LineField
from widgets.kit.action_button import ActionButton
from widgets.kit.icons import icon_pixmap
from widgets.kit.keycap import keycap_width, paint_keycap
from widgets.kit.plain_text import in_reading_order, set_spoken_name
from widgets.kit.theme import SPACE_S, current_tokens, scaled, set_look

ICON_PX, COUNT_PX, SIDE_PX = 18, 13, 12
SHEET_PADDING_PX = 10  # what the style sheet keeps free at both ends of a line


class SearchBox(QLineEdit):
    """key: the one that leads here, "" for none. Results that drop down have a button."""

    drop_requested = Signal()
    went_down = Signal()  # to what was found

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._count = key, ""
        set_look(self, "place", "search")
        self._drop = ActionButton("search_drop", self)
        set_look(self._drop, "kind", "flat")
        set_look(self._drop, "place", "chip")
        self._drop.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrows do the same from the box
        self._drop.setCursor(Qt.CursorShape.ArrowCursor)
        self._drop.clicked.connect(self.drop_requested)
        self._drop.hide()
        self._fit()

    def show_count(self, count: str) -> None:
        """Say where one is, as "1 di 7"; "" for nothing."""
        # Else "1 of 7" is drawn from the left in Arabic too: "1 7 of".
        if (count := in_reading_order(count)) != self._count:
            self._count = count
            self._fit()
            self.update()

    def set_dropping(self, is_dropping: bool, *, is_open: bool = False) -> None:
        """Have a button that opens and closes what was found."""
        self._drop.setVisible(is_dropping)
        self._drop.show_words("", icon_name="chevron-up" if is_open else "chevron-down")
        self._drop.setAccessibleName(
            self.tr("Chiudi i risultati") if is_open else self.tr("Mostra i risultati")
        )
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if event.type() in kinds and hasattr(self, "_drop"):
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, side = current_tokens(), scaled(ICON_PX)
        place = self._placed(QRect(scaled(SIDE_PX), 0, side, self.height()))
        picture = icon_pixmap("search", tokens.text2, side)
        painter.drawPixmap(QPointF(place.left(), (self.height() - side) / 2), picture)
        right = self.width() - self._right_of_key()
        width = self._key_width()
        if self._key:
            paint_keycap(painter, QRectF(self._placed(self._ending(right, width))), self._key)
        if self._count:
            right -= width + SPACE_S
            painter.setFont(self._count_font())
            painter.setPen(QColor(tokens.text2))
            room = self._placed(self._ending(right, self._count_width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._count)
        painter.end()

    def _fit(self) -> None:
        """Leave the words what is between the signs."""
        leading = scaled(SIDE_PX) + scaled(ICON_PX) + SPACE_S - SHEET_PADDING_PX
        trailing = self._right_of_key() + self._key_width() + SPACE_S - SHEET_PADDING_PX
        trailing += self._count_width() + SPACE_S if self._count else 0
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (trailing, leading) if is_mirrored else (leading, trailing)
        self.setTextMargins(left, 0, right, 0)
        size = self._drop.sizeHint()
        place = self._ending(self.width() - SPACE_S, size.width())
        place.setTop((self.height() - size.height()) // 2)
        place.setHeight(size.height())
        self._drop.setGeometry(self._placed(place))

    def _key_width(self) -> int:
        return keycap_width(self._key) if self._key else 0

    def _right_of_key(self) -> int:
        is_dropping = not self._drop.isHidden()
        return SPACE_S + self._drop.sizeHint().width() if is_dropping else scaled(SIDE_PX)

    def _ending(self, right: int, width: int) -> QRect:
        return QRect(right - width, 0, width, self.height())

    def _placed(self, room: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), room)

    def _count_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(scaled(COUNT_PX))
        return font

    def _count_width(self) -> int:
        return QFontMetrics(self._count_font()).horizontalAdvance(self._count)


class SearchField(LineField):
    """Its sign says what the line is for: a label would be a row of its own."""

    def __init__(
        self, name: str, words: str, parent: QWidget | None = None, *, key: str = "F2"
    ) -> None:
        self._key = key
        super().__init__(name, "", parent, placeholder=words)
        self.put_label_away()
        set_spoken_name(self.editor, words)

    @property
    def box(self) -> SearchBox:
        assert isinstance(self.editor, SearchBox)
        return self.editor

    def new_line(self) -> SearchBox:
        return SearchBox(self._key)
