"""One line above the form that says what happened and what to do; never a dialog."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.announcer import Announcer
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import InkLabel, left_to_right, wrapped_label
from widgets.kit.theme import SPACE_S, SPACE_XS, current_tokens, scaled, set_look

NOTICE_ICONS = {
    "error": "circle-x",
    "warning": "triangle-alert",
    "offline": "cloud-off",
    "ok": "circle-check",
    "info": "info",
}
_ORDER = tuple(NOTICE_ICONS)
# Only these are withdrawn: that something was done stays true when its notice has gone.
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
        minutes, seconds = divmod(math.ceil(left_s), 60)
        words = self.tr("ancora {0}").format(left_to_right(f"{minutes}:{seconds:02}"))
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
    is_alarm: bool = False  # goes before everything else, the oldest first
    ends_at: float | None = None  # monotonic seconds: what is left until then is seen
    spoken: str = ""  # said after the text, once: the time that is seen


class NoticeBar(QFrame):
    """Keeps notices by key, shows the gravest, of these the latest; hidden without any.

    What was just done is seen before a warning that stands: that is still there when it goes.
    """

    action_triggered = Signal(str)  # key of the notice
    closed = Signal(str)  # key of the notice the operator put away

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self._notices: dict[str, Notice] = {}
        self._announcer = Announcer(self)
        self._icon = QLabel(self)
        self._text = wrapped_label("", parent=self)
        self._left = Countdown(self)
        self._action = action_button("notice_action", "", parent=self)
        self._close = action_button("notice_close", "", kind="flat", parent=self)
        self._close.show_words("", icon_name="x")
        self._close.setAccessibleName(self.tr("Chiudi avviso"))
        self._close.setToolTip(self.tr("Chiudi avviso"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_XS, SPACE_XS, SPACE_XS)
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
        if known is None or known.text != notice.text:
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
        if gone is not None and gone.kind in _TROUBLES:
            self._announcer.withdraw(key)  # its cause is gone: it would say what is no longer so
        if gone is not None:
            self._refresh()

    def current(self) -> Notice | None:
        alarms = (notice for notice in self._notices.values() if notice.is_alarm)
        if (alarm := next(alarms, None)) is not None:
            return alarm
        latest_first = list(reversed(self._notices.values()))
        gravest = min(latest_first, key=lambda notice: _ORDER.index(notice.kind), default=None)
        # A warning can stand for hours: it would hide that a contact was saved or a call declined.
        if gravest is not None and gravest.kind != "error" and latest_first[0].kind == "ok":
            return latest_first[0]
        return gravest

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_close"):
            self._refresh()

    def _refresh(self) -> None:
        notice = self.current()
        self.setVisible(notice is not None)
        self._left.run(None if notice is None else notice.ends_at)
        if notice is None:
            return
        tokens = current_tokens()
        grounds = {"error": tokens.error_text, "ok": tokens.ok_text, "info": tokens.info_text}
        colour = grounds.get(notice.kind, tokens.warning_text)
        set_look(self, "notice", notice.kind)
        set_look(self._text, "notice_text", notice.kind)
        self._icon.setAccessibleName(self._word(notice.kind))
        show_icon(self._icon, NOTICE_ICONS[notice.kind], colour, scaled(20))
        self._left.set_ink(colour)
        self._close.setVisible(notice.can_close)
        self._text.setText(notice.text)
        self._action.show_words(notice.action, notice.key_hint)
        self._action.setVisible(bool(notice.action))

    def _word(self, kind: str) -> str:
        """What the icon means to somebody who does not see it."""
        words = {
            "error": self.tr("Errore"),
            "warning": self.tr("Attenzione"),
            "offline": self.tr("Senza collegamento"),
            "ok": self.tr("Fatto"),
        }
        return words.get(kind, self.tr("Informazione"))

    def _on_action(self) -> None:
        notice = self.current()
        if notice is not None:
            self.action_triggered.emit(notice.key)

    def _on_close(self) -> None:
        notice = self.current()
        if notice is not None:
            self.remove(notice.key)
            self.closed.emit(notice.key)
