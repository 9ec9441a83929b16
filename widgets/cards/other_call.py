"""The second of two calls, beside the one spoken with: state, who, for how long."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from widgets.cards.call_timer import CallTimer
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import ElidedLabel, InkLabel, set_spoken_name
from widgets.kit.theme import SPACE_S, SPACE_XS, current_tokens, scaled, set_look

RADIUS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCall:
    """look as in StripState; started_at is time.monotonic()."""

    look: str
    word: str
    who: str = ""
    started_at: float | None = None


class OtherCallChip(QFrame):
    """Hidden while there is no other call."""

    def __init__(
        self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.setObjectName("other_call")
        self._call: OtherCall | None = None
        self._icon = QLabel(self)
        self._word = InkLabel("", "", self)
        self.timer = CallTimer(self, clock=clock)
        set_look(self.timer, "role", "")
        self._who = ElidedLabel(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_S)
        for part in (self._icon, self._word, self.timer):
            row.addWidget(part)
        row.addWidget(self._who, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_call(self, call: OtherCall | None, icon_name: str) -> None:
        self._call = call
        self.setVisible(call is not None)
        self.timer.run(call.started_at if call is not None else None)
        if call is None:
            return
        self._word.setText(call.word)
        self._who.show_text(call.who)
        ink = self._colours()[1]
        for label in (self._word, self.timer, self._who):
            label.set_ink(ink)
        set_spoken_name(self._icon, call.word)
        show_icon(self._icon, icon_name, ink, scaled(16))
        self.update()

    def be_small(self, *, is_small: bool) -> None:
        """Show word and time alone, where the buttons that end a call have no room beside it."""
        self._icon.setHidden(is_small)
        self._who.setHidden(is_small)
        self.setToolTip(self._who.toolTip() if is_small else "")

    def _colours(self) -> tuple[str, str]:
        """Ground and ink: a call that rings looks so beside another, too."""
        tokens = current_tokens()
        if self._call is not None and self._call.look == "ringing":
            return tokens.ringing.fill, tokens.ringing.ink
        return tokens.surface, tokens.text

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, ink = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(ink), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
