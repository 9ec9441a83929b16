"""The band on top: state by shape, word and colour, how long, who calls, what can be done."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from widgets.cards.call_timer import CallTimer
from widgets.cards.other_call import OtherCall, OtherCallChip
from widgets.cards.strip_buttons import StripAction, StripButtons
from widgets.kit.action_button import ActionButton
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import ElidedLabel, InkLabel, left_to_right, plain_label
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, current_tokens, scaled

STRIP_PX, LINE_PX = 52, 3
BLOCK_PX, BAR_PX = 212, 6
STRIPE_PX, STRIPE_ALPHA = 10, 34
# Both have the colour of a talk, and are no talk with the citizen alone.
STRIPED = ("consulting", "joined")
STATE_ICONS = {
    "ready": "circle-dot",
    "ringing": "phone-incoming",
    "talking": "phone",
    "consulting": "phone-forwarded",
    "joined": "users",
    "calling": "phone-outgoing",
    "held": "circle-pause",
    "wrap_up": "square-pen",
    "not_ready": "circle-minus",  # many a reason is no break
    "pause_ends_soon": "timer",
    "pause_over": "alarm-clock",
    "offline": "circle-off",
    "error": "circle-x",
    "systems": "server",
}
QUALITY_ICONS = {"good": "signal-high", "fair": "signal-medium", "bad": "triangle-alert"}
WHO_PX = 132  # least room for the number that calls; a name is on the citizen's card as well


@dataclass(frozen=True, slots=True, kw_only=True)
class StripState:
    """All the strip shows. look is a word of tokens.STATE_LOOKS; started_at is time.monotonic()."""

    look: str
    word: str
    started_at: float | None = None
    limit_s: int | None = None  # shown as "00:17 di 01:00"
    phone: str = ""
    who: str = ""
    detail: str = ""
    detail_in_full: str = ""  # for pointer and screen reader, where detail is short
    chip: str = ""
    quality: str = ""  # "", "good", "fair", "bad"
    quality_words: str = ""
    other: OtherCall | None = None  # the second call, when there are two
    actions: tuple[StripAction, ...] = ()


class StateBlock(QWidget):
    """The state as icon, word and time, on its colour: all that is seen from two metres away."""

    def __init__(self, parent: QWidget, *, clock: Callable[[], float]) -> None:
        super().__init__(parent)
        self._look = "offline"
        self._icon = QLabel(self)
        self._word = InkLabel("", "state", self)
        self.timer = CallTimer(self, clock=clock)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 0, SPACE_L, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self._word)
        row.addStretch(1)
        row.addWidget(self.timer)
        # Word and time are never cut: who calls and the buttons give way.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(scaled(BLOCK_PX), 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_state(self, state: StripState) -> None:
        self._look = state.look
        self._word.setText(state.word)
        # A screen reader found an icon without a name (audited over the accessibility bus).
        self._icon.setAccessibleName(state.word)
        self.timer.run(state.started_at, state.limit_s)
        ink = self._ink()
        self._word.set_ink(ink)
        self.timer.set_ink(ink)
        show_icon(self._icon, STATE_ICONS.get(state.look, "circle-off"), ink, scaled(18))
        self.update()

    def _ink(self) -> str:
        tokens = current_tokens()
        colours = tokens.state(self._look)
        is_quiet = tokens.quiet_bands and self._look != "ringing"
        return colours.fill if is_quiet else colours.ink

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        colours = tokens.state(self._look)
        painter = QPainter(self)
        if tokens.quiet_bands and self._look != "ringing":
            painter.fillRect(self.rect(), QColor(tokens.raised))
            bar = QRect(0, 0, scaled(BAR_PX), self.height())
            bar = QStyle.visualRect(self.layoutDirection(), self.rect(), bar)
            painter.fillRect(bar, QColor(colours.fill))
        else:
            painter.fillRect(self.rect(), QColor(colours.fill))
        if self._look in STRIPED:
            _stripe(painter, self.rect(), QColor(self._ink()))


def _stripe(painter: QPainter, room: QRect, ink: QColor) -> None:
    """Mark a consultation by stripes: it is no talk with the citizen."""
    ink.setAlpha(STRIPE_ALPHA)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, scaled(STRIPE_PX) * 0.7))
    step = 2 * scaled(STRIPE_PX)
    for left in range(room.left() - room.height(), room.right() + step, step):
        painter.drawLine(left, room.bottom(), left + room.height(), room.top())


class CallStrip(QFrame):
    """Shows a StripState; nothing moves between states but words, colour and buttons."""

    action_triggered = Signal(str)

    def __init__(
        self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.setObjectName("call_strip")
        self.setAccessibleName(self.tr("Stato e telefonata"))
        self._state = StripState(look="offline", word="")
        self._block = StateBlock(self, clock=clock)
        self.timer = self._block.timer
        self._who = ElidedLabel("", "caller", self)
        self._detail = ElidedLabel("", "second", self)
        self._chip = plain_label("", "chip", self)
        self._quality = QLabel(self)
        self.other = OtherCallChip(self, clock=clock)
        self._actions = StripButtons("strip", self, is_in_band=True)
        self._actions.triggered.connect(self.action_triggered)
        self._build()
        self._refresh()

    def show_state(self, state: StripState) -> None:
        """Show a new state; buttons keep the focus where the same action stays."""
        # Told with every change of call, line or counts: laying the window out anew each time cost
        # frames.
        if state == self._state:
            return
        self._state = state
        self._refresh()

    def state(self) -> StripState:
        return self._state

    def button(self, action: str) -> ActionButton | None:
        return self._actions.button(action)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        colour = QColor(tokens.state(self._state.look).fill)
        painter = QPainter(self)
        # The whole band while it rings, and only then: nothing else may look like a ringing.
        is_ringing = self._state.look == "ringing"
        painter.fillRect(self.rect(), colour if is_ringing else QColor(tokens.surface))
        line = QRect(0, self.height() - LINE_PX, self.width(), LINE_PX)
        painter.fillRect(line, colour)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_actions()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The first style change comes while the constructor is still at work.
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_actions"):
            self._refresh()

    def _build(self) -> None:
        lines = QVBoxLayout()
        lines.setContentsMargins(SPACE_S, 0, 0, 0)
        lines.setSpacing(0)
        lines.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(SPACE_S)
        first.addWidget(self._who)
        first.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        lines.addLayout(first)
        lines.addWidget(self._detail)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, LINE_PX)
        row.setSpacing(SPACE_S)
        row.addWidget(self._block)
        row.addLayout(lines, 1)
        row.addWidget(self.other)
        row.addWidget(self._quality)
        row.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignVCenter)
        # No margin: these are not mirrored, and the block of the state stands at the very edge.
        row.addSpacing(SPACE_L - SPACE_S)

    def _refresh(self) -> None:
        state = self._state
        self.setFixedHeight(scaled(STRIP_PX))
        self._block.show_state(state)
        # Isolated: in an Arabic window the parts of a number would change places.
        name = "" if state.who == state.phone else state.who
        self._who.show_text(name or left_to_right(state.phone))
        self._who.setVisible(bool(state.phone or state.who))
        detail = " · ".join(
            filter(None, (left_to_right(state.phone) if name else "", state.detail))
        )
        self._detail.show_text(detail, state.detail_in_full)
        self._detail.setAccessibleDescription(state.detail_in_full)
        self._detail.setVisible(bool(detail))
        self._chip.setText(state.chip)
        self._chip.setVisible(bool(state.chip))
        self._quality.setAccessibleName(state.quality_words)
        self._quality.setToolTip(state.quality_words)
        self._quality.setVisible(bool(state.quality))
        other = state.other
        self.other.show_call(other, STATE_ICONS.get(other.look, "phone") if other else "")
        self._colour()
        self._actions.show_actions(state.actions)
        self._fit_actions()
        self.update()

    def _colour(self) -> None:
        tokens = current_tokens()
        is_ringing = self._state.look == "ringing"
        self._who.set_ink(tokens.ringing.ink if is_ringing else "")
        self._detail.set_ink(tokens.ringing.ink if is_ringing else "")
        if self._state.quality:
            bars = QUALITY_ICONS[self._state.quality]
            show_icon(self._quality, bars, tokens.text2, scaled(20))

    def _fit_actions(self) -> None:
        """Leave the buttons what the state and the number that calls do not need."""
        taken = self._block.sizeHint().width() + scaled(WHO_PX) + SPACE_L + 4 * SPACE_S
        for part in (self.other, self._quality):
            taken += 0 if part.isHidden() else part.sizeHint().width() + SPACE_S
        self._actions.fit(self.width() - taken)
