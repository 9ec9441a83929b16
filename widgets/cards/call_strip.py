"""The band on top: state by shape, word and colour, how long, who calls, what can be done."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.cards.call_timer import CallTimer
from widgets.cards.other_call import OtherCall, OtherCallChip
from widgets.cards.strip_buttons import StripAction, StripButtons
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import ElidedLabel, InkLabel, left_to_right, plain_label
from widgets.kit.theme import (
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    current_percent,
    current_tokens,
    scaled,
)

STRIP_PX = 56
BAR_PX = 6
STRIPE_PX = 5
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
}
QUALITY_ICONS = {"good": "signal-high", "fair": "signal-medium", "bad": "triangle-alert"}
OTHER_PX = 190  # least room for the second call
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
        self._icon = QLabel(self)
        self._word = InkLabel("", "state", self)
        self.timer = CallTimer(self, clock=clock)
        self._who = ElidedLabel(parent=self)
        self._detail = ElidedLabel(parent=self)
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

    def button(self, action: str) -> QPushButton | None:
        return self._actions.button(action)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        colours = tokens.state(self._state.look)
        painter = QPainter(self)
        if not tokens.quiet_bands:
            painter.fillRect(self.rect(), QColor(colours.fill))
            self._stripe(painter, colours.ink)
            return
        painter.fillRect(self.rect(), QColor(tokens.surface2))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - scaled(BAR_PX) if is_mirrored else 0
        painter.fillRect(QRect(left, 0, scaled(BAR_PX), self.height()), QColor(colours.fill))
        self._stripe(painter, colours.fill)

    def _stripe(self, painter: QPainter, colour: str) -> None:
        """Mark a consultation by a striped edge: it is no talk with the citizen."""
        if self._state.look in STRIPED:
            edge = QRect(0, self.height() - scaled(STRIPE_PX), self.width(), scaled(STRIPE_PX))
            painter.fillRect(edge, QBrush(QColor(colour), Qt.BrushStyle.BDiagPattern))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_rows()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The first style change comes while the constructor is still at work.
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            self._refresh()

    def _build(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self._who)
        second = QHBoxLayout()
        second.setSpacing(SPACE_S)
        second.addWidget(self._detail)
        second.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        second.addStretch(1)
        lines.addLayout(second)
        lines.addStretch(1)
        told = QHBoxLayout()
        told.setSpacing(SPACE_S)
        for part in (self._icon, self._word, self.timer):
            told.addWidget(part)
        told.addLayout(lines, 1)
        told.addWidget(self.other)
        told.addWidget(self._quality)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(SPACE_M, SPACE_XS, SPACE_M, SPACE_XS)
        self._rows.setSpacing(SPACE_S)
        self._rows.addLayout(told, 1)
        self._rows.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignVCenter)

    def _refresh(self) -> None:
        state = self._state
        self.setMinimumHeight(scaled(STRIP_PX))
        self._word.setText(state.word)
        # A screen reader found an icon without a name (audited over the accessibility bus).
        self._icon.setAccessibleName(state.word)
        self.timer.run(state.started_at, state.limit_s)
        # Isolated: in an Arabic window the parts of a number would change places.
        parts = (left_to_right(state.phone), "" if state.who == state.phone else state.who)
        self._who.show_text(" · ".join(part for part in parts if part))
        self._who.setVisible(bool(state.phone or state.who))
        self._detail.show_text(state.detail, state.detail_in_full)
        self._detail.setAccessibleDescription(state.detail_in_full)
        self._detail.setVisible(bool(state.detail))
        self._chip.setText(state.chip)
        self._chip.setVisible(bool(state.chip))
        self._quality.setAccessibleName(state.quality_words)
        self._quality.setToolTip(state.quality_words)
        self._quality.setVisible(bool(state.quality))
        other = state.other
        self.other.show_call(other, STATE_ICONS.get(other.look, "phone") if other else "")
        self._colour()
        self._actions.show_actions(state.actions)
        self._choose_rows()
        self.update()

    def _colour(self) -> None:
        tokens = current_tokens()
        colours = tokens.state(self._state.look)
        loud = colours.fill if tokens.quiet_bands else colours.ink
        quiet = tokens.text if tokens.quiet_bands else colours.ink
        for label, colour in (
            (self._word, loud),
            (self.timer, loud),
            (self._who, quiet),
            (self._detail, quiet),
        ):
            label.set_ink(colour)
        name = STATE_ICONS.get(self._state.look, STATE_ICONS["offline"])
        show_icon(self._icon, name, loud, scaled(20))
        if self._state.quality:
            bars = QUALITY_ICONS[self._state.quality]
            show_icon(self._quality, bars, quiet, scaled(20))

    def _choose_rows(self) -> None:
        """One row while everything fits, else the buttons below."""
        chip = 0 if self._chip.isHidden() else self._chip.sizeHint().width() + SPACE_S
        lines = max(self._who.sizeHint().width(), self._detail.sizeHint().width())
        needed = (
            sum(part.sizeHint().width() for part in (self._icon, self._word, self.timer))
            + max(min(scaled(WHO_PX), lines), chip + self._detail.minimumSizeHint().width())
            + (0 if self._quality.isHidden() else scaled(20) + SPACE_S)
            + (0 if self.other.isHidden() else scaled(OTHER_PX) + SPACE_S)
            + self._actions.row_width()
            + SPACE_M * 2
            + SPACE_S * 4
        )
        is_tight = needed > self.width() or (current_percent() >= 200 and self.width() < 1800)
        wanted = QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        # Only then: setting the same direction lays the whole band out anew.
        if self._rows.direction() != wanted:
            self._rows.setDirection(wanted)
            alignment = Qt.AlignmentFlag(0) if is_tight else Qt.AlignmentFlag.AlignVCenter
            self._rows.setAlignment(self._actions, alignment)
