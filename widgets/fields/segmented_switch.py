"""A row of pages of which one is seen: word, key, and in a tag what is missing there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAccessibleWidget, QStyle, QTabBar, QWidget

from widgets.kit.keycap import keycap_width, paint_keycap
from widgets.kit.plain_text import set_spoken_name
from widgets.kit.theme import SPACE_M, SPACE_S, current_tokens, scaled
from widgets.speech.own_interface import OwnInterface

SWITCH_PX, WORD_PX, TAG_PX, TAG_WORDS_PX, RADIUS = 32, 14, 20, 12, 6


@dataclass(frozen=True, slots=True)
class Segment:
    """key: one that leads here, "" for none. tag: what is missing there."""

    word: str
    key: str = ""
    tag: str = ""


class SegmentMark(OwnInterface, QWidget):
    """Stands over one page's word for assistive programs; neither seen nor met by a pointer."""

    def __init__(self, switch: "SegmentedSwitch", at: int) -> None:
        super().__init__(switch)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.switch, self.at = switch, at

    def new_interface(self) -> QAccessibleWidget:
        return _PageTab(self)


class _PageTab(QAccessibleWidget):
    """Qt's own says of the page that is seen that it has the cursor, wherever that is."""

    def __init__(self, mark: SegmentMark) -> None:
        super().__init__(mark, QAccessible.Role.PageTab)

    def state(self) -> QAccessible.State:
        state, mark = super().state(), self._mark()
        state.selectable, state.focusable = True, True
        state.selected = mark.at == mark.switch.currentIndex()
        state.focused = bool(state.selected) and mark.switch.hasFocus()
        return state

    def actionNames(self) -> list[str]:  # noqa: N802  # a Qt override
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, name: str) -> None:  # noqa: N802  # a Qt override
        if name == QAccessibleActionInterface.pressAction():
            mark = self._mark()
            mark.switch.setCurrentIndex(mark.at)

    def _mark(self) -> SegmentMark:
        # Not kept: PySide never lets go of an interface, and the mark would live on with it.
        mark = self.object()
        assert isinstance(mark, SegmentMark)
        return mark


class SegmentedSwitch(OwnInterface, QTabBar):
    """To a screen reader a list of page tabs, each with its tag in its name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: tuple[Segment, ...] = ()
        self._marks: list[SegmentMark] = []
        self.setProperty("ring", "own")  # around the page that is seen, not around them all
        self.setAccessibleName(name)
        self.setExpanding(True)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)

    def show_segments(self, segments: Sequence[Segment]) -> None:
        """Show these, the current place kept. No signal is sent: nobody chose."""
        if tuple(segments) == self._segments:
            return
        self._segments = tuple(segments)
        was_blocked = self.blockSignals(True)
        while self.count() > len(segments):
            self.removeTab(self.count() - 1)
        while self.count() < len(segments):
            self.addTab("")
        for at, one in enumerate(segments):
            self.setTabText(at, one.word)
        self.blockSignals(was_blocked)
        self._mark_segments()
        self.update()

    def new_interface(self) -> QAccessibleWidget:
        return QAccessibleWidget(self, QAccessible.Role.PageTabList)

    def tabLayoutChange(self) -> None:  # noqa: N802  # a Qt override
        super().tabLayoutChange()
        self._place_marks()

    def _mark_segments(self) -> None:
        count = len(self._marks)
        self._marks += [SegmentMark(self, at) for at in range(count, len(self._segments))]
        for at, mark in enumerate(self._marks):
            mark.setVisible(at < len(self._segments))
        for mark in reversed(self._marks):
            mark.lower()  # told before Qt's own buttons, which stay hidden
        for mark, one in zip(self._marks, self._segments, strict=False):
            set_spoken_name(mark, ", ".join(filter(None, (one.word, one.tag, one.key))))
        self._place_marks()

    def _place_marks(self) -> None:
        for mark in self._marks[: self.count()]:
            mark.setGeometry(self.tabRect(mark.at))

    def show_current(self, at: int) -> None:
        """Mark one as the page that is seen, without a signal."""
        was_blocked = self.blockSignals(True)
        self.setCurrentIndex(at)
        self.blockSignals(was_blocked)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802  # a Qt override
        share = max(1, self.width()) // max(1, self.count())
        return QSize(share, scaled(SWITCH_PX))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802  # a Qt override
        return QSize(scaled(SWITCH_PX), scaled(SWITCH_PX))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), scaled(SWITCH_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(SWITCH_PX) * max(1, self.count()), scaled(SWITCH_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(whole, RADIUS, RADIUS)
        painter.fillPath(shape, QColor(tokens.surface))
        painter.save()
        painter.setClipPath(shape)
        for at in range(self.count()):
            self._paint_segment(painter, at)
        painter.restore()
        painter.setPen(QPen(QColor(tokens.border)))
        painter.drawPath(shape)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            ring = QRectF(self.tabRect(self.currentIndex())).adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(ring, RADIUS, RADIUS)
        painter.end()

    def _paint_segment(self, painter: QPainter, at: int) -> None:
        tokens, room, one = current_tokens(), self.tabRect(at), self._segments[at]
        is_current = at == self.currentIndex()
        if is_current:
            painter.fillRect(room, QColor(tokens.selection))
        if at:
            edge = room.right() if self._is_mirrored() else room.left()
            painter.fillRect(QRect(edge, room.top(), 1, room.height()), QColor(tokens.border))
        font = self._font(WORD_PX, is_bold=is_current)
        word = QFontMetrics(font).horizontalAdvance(one.word) + 2
        # The page that is seen shows its key itself, where the key leads: a key stands once.
        cap = keycap_width(one.key) if one.key and not is_current else 0
        tag = self._tag_width(one.tag)
        taken = word + sum(width + SPACE_S for width in (cap, tag) if width)
        if taken > room.width():  # the word stays, then what is missing; a key is told elsewhere
            taken, cap = taken - cap - SPACE_S * bool(cap), 0
        start = room.left() + max(0, room.width() - taken) // 2
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(self._placed(room, start, word), Qt.AlignmentFlag.AlignCenter, one.word)
        start += word + SPACE_S
        if cap:
            paint_keycap(painter, QRectF(self._placed(room, start, cap)), one.key)
            start += cap + SPACE_S
        if tag:
            self._paint_tag(painter, self._placed(room, start, tag), one.tag)

    def _paint_tag(self, painter: QPainter, room: QRect, words: str) -> None:
        tokens, height = current_tokens(), scaled(TAG_PX)
        ground = QRectF(room.left(), room.center().y() - height / 2 + 0.5, room.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.warning_ground))
        painter.drawRoundedRect(ground, height / 2, height / 2)
        painter.setFont(self._font(TAG_WORDS_PX))
        painter.setPen(QColor(tokens.warning_text))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _tag_width(self, words: str) -> int:
        if not words:
            return 0
        metrics = QFontMetrics(self._font(TAG_WORDS_PX))
        return metrics.horizontalAdvance(words) + 2 * scaled(SPACE_M - SPACE_S + 4)

    def _placed(self, room: QRect, left: int, width: int) -> QRect:
        place = QRect(left, room.top(), width, room.height())
        return QStyle.visualRect(self.layoutDirection(), room, place)

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _font(self, pixels: int, *, is_bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(scaled(pixels))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        return font
