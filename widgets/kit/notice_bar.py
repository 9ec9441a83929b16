"""One line over the foot of the page that says what happened and what to do; never a dialog."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import InkLabel, duration, left_to_right, set_spoken_name, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS, current_tokens, scaled, set_look
from widgets.speech.announcer import Announcer

NOTICE_ICONS = {
    "error": "circle-x",
    "warning": "triangle-alert",
    "offline": "cloud-off",
    "info": "info",
}
_ORDER = tuple(NOTICE_ICONS)
LINE_PX = 32
# Only these are withdrawn: what was told for information stays true when its notice has gone.
_TROUBLES = ("error", "warning", "offline")


# What is left of a time, "ancora 0:12", in digits of equal width; seen only, never read out.
class Countdown(InkLabel):
    """Counts down by itself and stays at nothing left; hidden while it has no end."""

    def __init__(
        self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__("", "", parent)
        self._clock = clock
        self._ends_at: float | None = None
        font = QFont()
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def run(self, ends_at: float | None) -> None:
        """Count towards ends_at (the clock's seconds); None stops and hides."""
        self._ends_at = ends_at
        self.setVisible(ends_at is not None)
        if ends_at is None:
            self._timer.stop()
            self.clear()
        else:
            self._tick()

    def _tick(self) -> None:
        if self._ends_at is None:
            return
        left_s = max(0.0, self._ends_at - self._clock())
        words = self.tr("ancora {0}").format(left_to_right(duration(math.ceil(left_s))))
        if words != self.text():
            self.setText(words)
        if left_s > 0:
            self._timer.start(int(left_s % 1 * 1000) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """key: which notice this replaces. kind: a word of NOTICE_ICONS. action: a button."""

    key: str
    kind: str
    text: str
    action: str = ""
    key_hint: str = ""
    can_close: bool = True
    stands: bool = False  # while its cause does: closing it puts the line away, not the notice
    opens: bool = True  # the line by itself; else it is seen when asked for
    is_alarm: bool = False  # goes before everything else, the oldest first
    ends_at: float | None = None  # monotonic seconds: what is left until then is seen
    spoken: str = ""  # said after the text, once: the time that is seen


class NoticeBar(QFrame):
    """Keeps notices by key, shows the gravest, of these the latest. It is in no layout.

    settled asks whoever places it for its place.
    """

    action_triggered = Signal(str)  # key of the notice
    closed = Signal(str)  # key of the notice the operator put away
    settled = Signal()  # its words are others: it may be of another height
    changed = Signal()  # another notice is the gravest, or none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self.setAccessibleName(self.tr("Avviso"))  # F6 stops at it while it is there
        self._notices: dict[str, Notice] = {}
        self._put_by: set[str] = set()  # keys of those that stand, and are not in sight
        self._announcer = Announcer(self)
        self._icon = QLabel(self)
        self._text = wrapped_label("", parent=self)
        self._left = Countdown(self)
        self._action = action_button("notice_action", "", parent=self)
        self._close = action_button("notice_close", "", kind="flat", parent=self)
        for button in (self._action, self._close):
            set_look(button, "place", "chip")
        self._close.show_words("", icon_name="x")
        self._close.setAccessibleName(self.tr("Chiudi avviso"))
        self._close.setToolTip(self.tr("Chiudi avviso"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_XS, SPACE_S, SPACE_XS - 1)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._left)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self._action.clicked.connect(self._on_action)
        self._close.clicked.connect(self._on_close)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Add or replace a notice; it is spoken only when its words are new."""
        # The same again would count as the newest, and overtake what was just done.
        if self._notices.get(notice.key) == notice:
            return
        # Taken out and put in again: of equally grave notices the latest is shown, by this order.
        known = self._notices.pop(notice.key, None)
        self._notices[notice.key] = notice
        is_news = known is None or known.kind != notice.kind  # graver than before it is, too
        if is_news:
            self._put_by.discard(notice.key)
            if not notice.opens:
                self._put_by.add(notice.key)
        # What stands was said: a count in it that goes on would say the whole of it each time.
        if is_news or (not notice.stands and known is not None and known.text != notice.text):
            words = " ".join(filter(None, (notice.text, notice.spoken)))
            self._announcer.announce(
                words,
                urgent=notice.kind in ("error", "warning"),
                kind=notice.key,
                rests=notice.kind != "error",
            )
        self._refresh()

    def remove(self, key: str) -> None:
        gone = self._notices.pop(key, None)
        self._put_by.discard(key)
        if gone is not None and gone.kind in _TROUBLES:
            self._announcer.withdraw(key)  # its cause is gone: it would say what is no longer so
        if gone is not None:
            self._refresh()

    def current(self) -> Notice | None:
        """Return the gravest there is, seen or put by."""
        return _gravest(list(self._notices.values()))

    def conditions(self) -> tuple[Notice, ...]:
        """Return those that stand, the gravest first; without any, the gravest there is."""
        standing = [one for one in reversed(self._notices.values()) if one.stands]
        current = self.current()
        if current is not None and (current.is_alarm or not standing):
            return (current,)
        return tuple(sorted(standing, key=lambda notice: _ORDER.index(notice.kind)))

    def shown(self) -> Notice | None:
        """Return the one the line says now."""
        return _gravest([one for one in self._notices.values() if one.key not in self._put_by])

    def bring_back(self) -> bool:
        """Show what was put by; return whether there was anything to show anew."""
        hidden = self._put_by and self.shown() is None
        if hidden:
            self._put_by.clear()
            self._refresh()
            if (notice := self.shown()) is not None:
                self._announcer.announce(notice.text, kind=notice.key)
        return bool(hidden)

    def wanted_height(self, width: int) -> int:
        """Return how high it has to be, at this width, for all its words."""
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        return max(scaled(LINE_PX), layout.totalHeightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._close.isVisible():
            self._on_close()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_close"):
            self._refresh()

    def _refresh(self) -> None:
        notice = self.shown()
        self.changed.emit()
        self.setVisible(notice is not None)
        self._left.run(None if notice is None else notice.ends_at)
        if notice is None:
            return
        colour = current_tokens().notice(notice.kind).ink
        set_look(self, "notice", notice.kind)
        set_look(self._text, "notice_text", notice.kind)
        set_spoken_name(self._icon, self._word(notice.kind))
        show_icon(self._icon, NOTICE_ICONS[notice.kind], colour, scaled(16))
        self._left.set_ink(colour)
        set_look(self._close, "kind", notice.kind)
        self._close.setVisible(notice.can_close)
        self._text.setText(notice.text)
        self._action.show_words(notice.action, notice.key_hint)
        self._action.setVisible(bool(notice.action))
        self.settled.emit()

    def _word(self, kind: str) -> str:
        """What the icon means to somebody who does not see it."""
        words = {
            "error": self.tr("Errore"),
            "warning": self.tr("Attenzione"),
            "offline": self.tr("Senza collegamento"),
        }
        return words.get(kind, self.tr("Informazione"))

    def _on_action(self) -> None:
        notice = self.shown()
        if notice is not None:
            self.action_triggered.emit(notice.key)

    def _on_close(self) -> None:
        notice = self.shown()
        if notice is not None and notice.stands:
            self._put_by.add(notice.key)
            self._refresh()
        elif notice is not None:
            self.remove(notice.key)
            self.closed.emit(notice.key)


def _gravest(notices: Sequence[Notice]) -> Notice | None:
    alarms = (notice for notice in notices if notice.is_alarm)
    if (alarm := next(alarms, None)) is not None:
        return alarm
    latest_first = reversed(notices)
    return min(latest_first, key=lambda notice: _ORDER.index(notice.kind), default=None)
