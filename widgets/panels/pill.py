"""What was just done, said over the foot of the receipt: it moves nothing and goes by itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import plain_label, set_spoken_name, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS, current_tokens, scaled, set_look
from widgets.kit.typed_text import has_cursor
from widgets.panels.shadow import SHADOW_PX, paint_shadow
from widgets.speech.announcer import Announcer

PILL_PX, NUMBERED_PX = 40, 64  # at least: words that need more lines make it higher
INSET_PX, ICON_PX, RADIUS, RING_PX = 12, 16, 8, 2
STAYS_MS = 8000
LINGERS_MS = 2000  # once pointer or cursor has left it and its time is over


@dataclass(frozen=True, slots=True, kw_only=True)
class PillAction:
    """A link of the pill. key: only one that does the same now."""

    name: str
    label: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """key: which one this is. number: what is read out to the citizen, so it is large."""

    key: str
    text: str
    number: str = ""
    actions: tuple[PillAction, ...] = ()

    @property
    def spoken(self) -> str:
        """Return all of it as one sentence: links without a key are found by F6."""
        keyed = (f"{one.label}: {one.key}." for one in self.actions if one.key)
        said = (f"{self.number}." if self.number else "", self.text, *keyed)
        return " ".join(part for part in said if part)


def is_read_aloud() -> bool:
    """Return whether an assistive program reads this window: then nothing may go unread."""
    return QAccessible.isActive()


def _body(place: QRect) -> QRect:
    return place.adjusted(SHADOW_PX, SHADOW_PX, -SHADOW_PX, -SHADOW_PX)


class Pill(QFrame):
    """A new confirmation takes the place of the one before; never two.

    It stays STAYS_MS, longer while pointer, cursor or a screen reader is at it. room: the part of
    its parent over whose foot it stands, or above what can be pressed there: pressed tells where.
    """

    acted = Signal(str, str)  # key of the confirmation, name of the action
    gone = Signal(str)  # key
    came = Signal()

    def __init__(
        self,
        parent: QWidget,
        room: Callable[[], QRect],
        *,
        pressed: Callable[[], Iterable[QRect]] = tuple,
        is_read_aloud: Callable[[], bool] = is_read_aloud,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pill")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "own")  # on its dark ground, within its shadow
        self._room, self._pressed = room, pressed
        self._is_read_aloud = is_read_aloud
        self._shown: Confirmation | None = None
        self._is_due = False
        self._cursor_before: QWidget | None = None
        self._announcer = Announcer(self)
        self._icon = QLabel(self)
        self._number = plain_label("", "pill_number", self)
        self._text = wrapped_label("", "pill", self)
        self._links: dict[str, ActionButton] = {}
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_due)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        self.hide()

    def confirmation(self) -> Confirmation | None:
        return self._shown

    def tell(self, confirmation: Confirmation) -> None:
        """Show and say it, in place of what was there."""
        before = self._shown
        self._shown = confirmation
        if before is not None and before.key != confirmation.key:
            self.gone.emit(before.key)
        self._dress(confirmation)
        self.settle()
        self.show()
        self.raise_()
        self.came.emit()
        self._is_due = False
        self._timer.start(STAYS_MS)
        self._announcer.announce(confirmation.spoken, rests=True)

    def take_back(self, key: str) -> None:
        """Hide it, where it is this one: it is no longer so."""
        if self._shown is not None and self._shown.key == key:
            self._go()

    def settle(self) -> None:
        """Stand where the receipt ends now."""
        if self._shown is None:
            return  # looking for all that can be pressed takes half a frame
        room = self._room()
        width = room.width() - 2 * scaled(INSET_PX) + 2 * SHADOW_PX
        self._arrange(width)
        least = scaled(NUMBERED_PX if self._number.text() else PILL_PX) + 2 * SHADOW_PX
        height = max(least, self._layout.totalHeightForWidth(width))
        bottom = room.bottom() + 1 - scaled(INSET_PX) + SHADOW_PX
        left = room.left() + scaled(INSET_PX) - SHADOW_PX
        self.setGeometry(self._above_pressed(QRect(left, bottom - height, width, height)))

    def _above_pressed(self, foot: QRect) -> QRect:
        """Return the lowest place over nothing that can be pressed; the foot where none is near."""
        body, places = _body(foot), list(self._pressed())
        gap, highest = scaled(SPACE_XS), foot.top() - self._room().height() // 3
        while hit := [place for place in places if place.intersects(body)]:
            body.moveBottom(min(place.top() for place in hit) - gap - 1)
            if body.top() < highest:
                return foot
        return foot.translated(0, body.top() - _body(foot).top())

    def body(self) -> QRect:
        """Return where it is seen in its parent: without the shadow round it."""
        return _body(self.geometry())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = QRectF(self.rect()).adjusted(SHADOW_PX, SHADOW_PX, -SHADOW_PX, -SHADOW_PX)
        paint_shadow(painter, seen, RADIUS)
        painter.setBrush(QColor(tokens.pill_ground))
        edge = tokens.pill_text if tokens.name == "contrast" else tokens.pill_ground
        painter.setPen(QPen(QColor(tokens.pill_link if self.hasFocus() else edge), RING_PX))
        painter.drawRoundedRect(seen.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go()
            return
        super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._linger()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and getattr(self, "_shown", None) is not None:
            assert self._shown is not None
            self._dress(self._shown)
            self.settle()

    def _build(self) -> None:
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        for row in (self._first, self._second):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(SPACE_S)
        self._first.addWidget(self._icon)
        inset = SHADOW_PX + SPACE_M
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(inset, SHADOW_PX + SPACE_XS, inset, SHADOW_PX + SPACE_XS)
        self._layout.setSpacing(0)
        self._layout.addLayout(self._first, 1)
        self._layout.addLayout(self._second)

    def _dress(self, confirmation: Confirmation) -> None:
        if self._holds_cursor():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # the link that has it goes
        for link in self._links.values():
            link.hide()
            link.deleteLater()
        self._links = {one.name: self._link(one) for one in confirmation.actions}
        self._number.setText(confirmation.number)
        self._number.setVisible(bool(confirmation.number))
        set_look(self._text, "role", "pill_detail" if confirmation.number else "pill")
        self._text.setText(confirmation.text)
        set_spoken_name(self, confirmation.spoken)
        show_icon(self._icon, "check", current_tokens().pill_text, scaled(ICON_PX))

    def _link(self, action: PillAction) -> ActionButton:
        link = action_button(f"pill_{action.name}", "", parent=self)
        set_look(link, "place", "chip")
        set_look(link, "kind", "pill")
        link.show_words(action.label, action.key)
        link.clicked.connect(lambda: self._on_link(action.name))
        link.show()
        return link

    def _arrange(self, width: int) -> None:
        """Put words and links in one row where they fit, else in two."""
        links = list(self._links.values())
        parts: list[QWidget] = [self._number, self._text, *links]
        for part in parts:
            self._first.removeWidget(part)
            self._second.removeWidget(part)
        if self._number.text():
            beside = self._beside_number(width, links[:-1])
            self._fill(self._first, self._number, links[:beside])
            self._fill(self._second, self._text, links[beside:])
        elif self._fits_in_a_row(width, links):
            self._fill(self._first, self._text, links)
        else:
            self._fill(self._first, self._text, [])
            self._fill(self._second, None, links)
        self._layout.invalidate()

    def _fill(self, row: QHBoxLayout, words: QLabel | None, links: Sequence[QWidget]) -> None:
        while row.count() > (1 if row is self._first else 0):
            row.takeAt(row.count() - 1)  # a stretch of the time before
        if words is self._text:
            row.addWidget(self._text, 1)
        elif words is not None:
            row.addWidget(words)
        if words is not self._text:
            row.addStretch(1)
        for link in links:
            row.addWidget(link)

    def _beside_number(self, width: int, links: Sequence[QWidget]) -> int:
        """Return how many of the links have room in the row of the number."""
        room = self._room_for_words(width, links[:0]) - self._number.sizeHint().width()
        found = 0
        for link in links:
            room -= link.sizeHint().width() + SPACE_S
            found += room >= 0
        return found

    def _room_for_words(self, width: int, links: Sequence[QWidget]) -> int:
        room = width - 2 * (SHADOW_PX + SPACE_M) - scaled(ICON_PX) - SPACE_S
        return room - sum(link.sizeHint().width() + SPACE_S for link in links)

    def _fits_in_a_row(self, width: int, links: Sequence[QWidget]) -> bool:
        room = self._room_for_words(width, links)
        return self._text.fontMetrics().horizontalAdvance(self._text.text()) <= room

    def _holds_cursor(self) -> bool:
        return has_cursor(self)

    def _on_link(self, name: str) -> None:
        if self._shown is not None:
            self.acted.emit(self._shown.key, name)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._holds_cursor():
            if before is not None and before is not self and not self.isAncestorOf(before):
                self._cursor_before = before
        else:
            self._linger()

    def _on_due(self) -> None:
        self._is_due = True
        stays = self.underMouse() or self._holds_cursor() or self._is_read_aloud()
        if not stays:
            self._go()

    def _linger(self) -> None:
        """Pointer or cursor left: what was kept for it goes soon."""
        if self._is_due and not self.isHidden():
            self._timer.start(LINGERS_MS)

    def _go(self) -> None:
        shown, self._shown = self._shown, None
        had_cursor, before = self._holds_cursor(), self._cursor_before
        self._timer.stop()
        self._is_due = False
        self.hide()
        if had_cursor and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        if shown is not None:
            self.gone.emit(shown.key)
