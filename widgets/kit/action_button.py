"""Buttons painted in one piece: icon, word, keycap; a screen reader has the word and the key."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget

from widgets.kit.icons import icon_pixmap
from widgets.kit.keycap import keycap_width, paint_keycap
from widgets.kit.plain_text import leading_middle, set_spoken_description, set_spoken_name
from widgets.kit.theme import BODY_PX, CONTROL_PX, current_tokens, scaled, set_look
from widgets.kit.tokens import Tokens

ICON_PX, SMALL_PX = 16, 24
PADDING, GAP, RADIUS = 10, 8, 6
_TINTED = ("error", "warning", "offline", "info")  # in the ink of a notice, on its ground
_ON_RING = ("ring", "ring_primary")  # on the band of a call that rings
_BARE = ("flat", "link", "pill", *_TINTED)  # without an edge


@dataclass(frozen=True, slots=True)
class Less:
    """What is left out of a button where there is no room; word: a shorter one, "" for its own."""

    word: str = ""
    has_icon: bool = True
    has_key: bool = True


WHOLE = Less()
_OTHER_LOOKS = (
    QEvent.Type.DynamicPropertyChange,
    QEvent.Type.StyleChange,
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
)


@dataclass(slots=True)
class _Looks:
    """What was found of a button in its present looks; widths: by word, icon and key.

    fitted: a word, the room it was given, and what of it was painted there.
    """

    kind: str
    is_small: bool
    font: QFont
    metrics: QFontMetrics
    widths: dict[tuple[str, str, str], int]
    fitted: tuple[str, int, str] = ("", 0, "")


_SECOND = "is_second"  # of a part of the window: another one has the first thing to do


class ActionButton(QPushButton):
    """A button for Space and Enter.

    kind: "" (outline), "primary", "danger", "flat", "link", "pill" (a link on the feedback pill),
    that of a notice, or "ring" and "ring_primary" on the band of a call that rings.
    A keycap is a promise: show one only where the key works now.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = self._icon_name = ""
        self._less = WHOLE
        self._keeps_room = False
        # Each layout asks a button for its size again and again: measured anew each time, the
        # strip alone took 4 ms when it rang.
        self._found: _Looks | None = None
        self.setObjectName(name)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def is_filled(self) -> bool:
        """Return whether it is painted as the first thing to do in the window."""
        return self._kind() in ("primary", "ring_primary")

    @property
    def key(self) -> str:
        return self._key

    @property
    def icon_name(self) -> str:
        return self._icon_name

    def show_words(self, label: str, key: str = "", icon_name: str = "") -> None:
        """Change word, key and icon; icon_name is a name of Lucide, "" for none."""
        if (label, key, icon_name) == (self.text(), self._key, self._icon_name):
            return
        self._key, self._icon_name = key, icon_name
        self.setText(label)
        set_spoken_name(self, label)
        set_spoken_description(self, key)
        self.updateGeometry()
        self.update()

    def show_less(self, less: Less) -> None:
        """Leave out what has no room; a screen reader is told all of it."""
        if less != self._less:
            self._less = less
            self.updateGeometry()
            self.update()

    def width_with(self, less: Less) -> int:
        """Return how many pixels it takes when so much is left out."""
        word, icon_name, key = self._parts(less)
        return self._width_of(word, icon_name, self._key if self._keeps_room else key)

    def _width_of(self, word: str, icon_name: str, key: str) -> int:
        widths, wanted = self._looks().widths, (word, icon_name, key)
        if wanted not in widths:
            widths[wanted] = self._measured(*wanted)
        return widths[wanted]

    def _measured(self, word: str, icon_name: str, key: str) -> int:
        font = QFont(self._looks().font)
        if self._keeps_room:
            font.setWeight(QFont.Weight.DemiBold)
        parts = [_width(font, word)] if word else []
        parts += [scaled(ICON_PX)] if icon_name else []
        parts += [keycap_width(key)] if key else []
        width = sum(parts) + scaled(GAP) * (len(parts) - 1) + 2 * scaled(self._padding())
        return max(width, self._height())  # a single sign is as wide as a target must be

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind in _OTHER_LOOKS:
            self._found = None
        # A filled button's word is bolder: in the room of the outlined one it would be cut.
        if kind == QEvent.Type.DynamicPropertyChange:
            self.updateGeometry()
        return super().event(event)

    def keep_room(self) -> None:
        """Ask for the room of key and bolder word always: shown or not, its neighbours stay."""
        self._keeps_room, self._found = True, None
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.width_with(self._less), self._height())

    def minimumSizeHint(self) -> QSize:
        # The word may end in "…"; icon and key stay whole.
        metrics = self._looks().metrics
        word, _, _ = self._parts(self._less)
        spare = metrics.horizontalAdvance(word) - metrics.averageCharWidth() * 6
        return self.sizeHint() - QSize(max(0, spare), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A key held down presses once: a citizen would be called, a case closed, again and again.
        if not event.isAutoRepeat():
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, tokens)
        self._paint_content(painter, QColor(self._ink(tokens)))
        painter.end()

    def _paint_ground(self, painter: QPainter, tokens: Tokens) -> None:
        ground, edge = self._ground(tokens)
        # On half a pixel: an edge of one pixel is sharp there.
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(QColor(edge)) if edge else QPen(Qt.PenStyle.NoPen)
        if edge and not self.isEnabled():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room, RADIUS, RADIUS)

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        # One as wide as its column has icon, word and key together in its middle.
        word, icon_name, key = self._parts(self._less)
        taken = self._width_of(word, icon_name, key)
        spare = max(0, self.width() - taken) // 2 + scaled(self._padding())
        room = self.rect().adjusted(spare, 0, -spare, 0)
        if icon_name:
            side = scaled(ICON_PX)
            place = self._placed(QRect(room.left(), 0, side, self.height()), room)
            picture = icon_pixmap(icon_name, ink.name(), side)
            painter.drawPixmap(QPointF(place.left(), (self.height() - side) / 2), picture)
            room.setLeft(room.left() + side + scaled(GAP))
        if key:
            width = keycap_width(key)
            place = QRect(room.right() + 1 - width, 0, width, self.height())
            paint_keycap(painter, QRectF(self._placed(place)), key, self._on(ink))
            room.setRight(place.left() - 1 - scaled(GAP))
        painter.setPen(ink)
        looks = self._looks()
        painter.setFont(looks.font if self._kind() == looks.kind else self._font("", ""))
        word = self._fitted(word, room.width())
        painter.drawText(self._placed(room), leading_middle(self.layoutDirection()), word)

    def _fitted(self, word: str, room_px: int) -> str:
        """Return what of a word has room; the same word in the same room is not measured anew."""
        looks = self._looks()
        if looks.fitted[:2] != (word, room_px):
            shown = looks.metrics.elidedText(word, Qt.TextElideMode.ElideRight, room_px)
            looks.fitted = (word, room_px, shown)
        return looks.fitted[2]

    def _parts(self, less: Less) -> tuple[str, str, str]:
        """Return word, icon and key as they are painted."""
        icon_name = self._icon_name if less.has_icon else ""
        return less.word or self.text(), icon_name, self._key if less.has_key else ""

    def _height(self) -> int:
        return scaled(SMALL_PX if self._is_small() else CONTROL_PX)

    def _placed(self, room: QRect, _: QRect | None = None) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), room)

    def _on(self, ink: QColor) -> QColor | None:
        """Return the ink of a keycap on a filled ground; None: a keycap of its own colours."""
        if self._kind() == "pill" and self.isEnabled():
            return QColor(current_tokens().pill_text)
        if self._kind() in _ON_RING:
            return ink
        # A key that does nothing now is as grey as its word.
        return ink if self._kind() == "primary" or not self.isEnabled() else None

    def _ground(self, tokens: Tokens) -> tuple[str, str]:
        """Return the colours of ground and edge, "" for none."""
        kind = self._kind()
        if not self.isEnabled():
            return ("", "" if kind in _BARE else tokens.disabled)
        if kind == "pill":
            return "", ""
        if kind in _ON_RING:
            return (tokens.ringing.ink if kind == "ring_primary" else "", tokens.ringing.ink)
        if self.isDown() or self.isChecked():
            return tokens.selection, tokens.primary
        if kind == "primary":
            return tokens.primary, tokens.primary
        if kind in _TINTED:
            return "", ""
        if kind in ("flat", "link"):
            return (tokens.hover if self.underMouse() else "", "")
        edge = tokens.error_text if kind == "danger" else tokens.border
        return (tokens.hover if self.underMouse() else tokens.surface), edge

    def _ink(self, tokens: Tokens) -> str:
        if not self.isEnabled():
            return tokens.disabled
        if (self.isDown() or self.isChecked()) and self._kind() != "pill":
            return tokens.text
        if self._kind() in _ON_RING:
            return tokens.on_ring if self._kind() == "ring_primary" else tokens.ringing.ink
        if self._kind() in _TINTED:
            return tokens.notice(self._kind()).ink
        kinds = {
            "primary": tokens.on_primary,
            "danger": tokens.error_text,
            "link": tokens.link,
            "pill": tokens.pill_link,
        }
        return kinds.get(self._kind(), tokens.text)

    def _looks(self) -> _Looks:
        if self._found is None:
            kind = str(self.property("kind") or "")
            place = str(self.property("place") or "")
            font = self._font(kind, place)
            is_small = place in ("chip", "status")
            self._found = _Looks(kind, is_small, font, QFontMetrics(font), {})
        return self._found

    def _font(self, kind: str, place: str) -> QFont:
        font = QFont(self.font())
        sizes = {"chip": BODY_PX - 1, "status": BODY_PX - 2}
        font.setPixelSize(scaled(sizes.get(place, BODY_PX)))
        is_bold = kind in ("primary", "ring_primary", *_TINTED)
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        font.setUnderline(kind in ("link", "pill"))
        return font

    def _kind(self) -> str:
        """Return the kind it is painted as; its room is that of its own kind."""
        kind = self._looks().kind
        # Asked each time: only a filled one asks, and it may stand in another part by now.
        return "" if kind == "primary" and _is_second(self) else kind

    def _is_small(self) -> bool:
        return self._looks().is_small

    def _padding(self) -> int:
        return PADDING - 2 if self._is_small() or self._kind() in _BARE else PADDING


def let_others_go_first(part: QWidget, *, is_second: bool) -> None:
    """Paint the filled buttons in a part as outlined ones, or as what they are.

    A part within it may be told otherwise.
    """
    if part.property(_SECOND) != is_second:
        part.setProperty(_SECOND, is_second)
        for button in part.findChildren(ActionButton):
            button.update()


def _is_second(button: QWidget) -> bool:
    """Return what the nearest part around it was told."""
    part = button.parentWidget()
    while part is not None:
        told = part.property(_SECOND)
        if told is not None:
            return bool(told)
        part = part.parentWidget()
    return False


def _width(font: QFont, text: str) -> int:
    # Rounded up: a word one pixel short ends in "…".
    return ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1


def action_button(
    name: str, label: str, key: str = "", kind: str = "", parent: QWidget | None = None
) -> ActionButton:
    """Return a button with its words."""
    button = ActionButton(name, parent)
    set_look(button, "kind", kind)
    button.show_words(label, key)
    return button
