"""The band on top: state by shape, word and colour, how long, who calls, what can be done."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

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
from widgets.kit.plain_text import (
    ElidedLabel,
    InkLabel,
    duration,
    isolated,
    left_to_right,
    set_spoken_name,
    shortened,
)
from widgets.kit.tag import TagLabel
from widgets.kit.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    current_tokens,
    scaled,
    set_look,
)  # fmt: skip

STRIP_PX, LINE_PX = 52, 3
PART = " · "  # between the parts of line 2
BLOCK_PX, NARROW_BLOCK_PX, BAR_PX = 212, 152, 6
NARROW_PX = 900  # of the band: below it who calls needs the room between word and time
WHO_LINE_PX, DETAIL_LINE_PX = 26, 21  # as high as Arabic letters of their sizes
BOTH_PX = WHO_LINE_PX + DETAIL_LINE_PX
STRIPE_PX, STRIPE_ALPHA = 10, 34
QUALITY_PX = 16
# Both have the colour of a talk, and are no talk with the citizen alone.
STRIPED = ("consulting", "joined")
STATE_ICONS = {
    "ready": "circle-dot",
    "ringing": "phone-incoming",
    "talking": "phone",
    "consulting": "phone-forwarded",
    "joined": "users",
    "calling": "phone-outgoing",
    "held": "pause",
    "wrap_up": "notebook-pen",
    "not_ready": "circle-minus",  # many a reason is no break
    "pause": "coffee",
    "pause_ends_soon": "timer",
    "pause_over": "alarm-clock",
    "offline": "circle-off",
    "error": "circle-x",
    "systems": "server",
    "editing": "pen-line",
}
QUALITY_ICONS = {"good": "signal-high", "fair": "signal-medium", "bad": "triangle-alert"}
# Left by the buttons of a wider band: what to do at once is read there on two lines.
SENTENCE_PX, WIDE_PX = 270, 1100
CALM_PX = 900  # where no time runs no button is reached for in haste: the words come first
WHO_PX = 132  # least room for the number that calls; a name is on the citizen's card as well


@dataclass(frozen=True, slots=True, kw_only=True)
class StripState:
    """All the strip shows. look is a word of tokens.STATE_LOOKS; started_at is time.monotonic()."""

    look: str
    word: str
    started_at: float | None = None
    ends_at: float | None = None  # as started_at: line 2 counts down to it
    ends_words: str = ""  # "Torni Pronto fra {0}"
    phone: str = ""
    case: str = ""  # which the call is about; as the number never cut
    who: str = ""
    who_in_full: str = ""  # for pointer and screen reader, where who is short
    detail: str = ""
    is_urgent: bool = False  # line 2 says what to do at once
    chip: str = ""
    chip_kind: str = ""  # "warning" for what has to be confirmed
    aside: str = ""  # heard, and seen at a button
    quality: str = ""  # "", "good", "fair", "bad"
    quality_words: str = ""
    other: OtherCall | None = None  # the second call, when there are two
    other_waits: str = ""  # "{0} aspetta con la musica da {1}": then line 2 says it, else a chip
    other_waits_short: str = ""  # where that has no room: how long first, a long name may be cut
    actions: tuple[StripAction, ...] = ()
    rows: tuple[tuple[StripAction, ...], ...] = ()  # of buttons that follow one another in a call


class StateBlock(QWidget):
    """The state as icon, word and time, on its colour: all that is seen from two metres away."""

    def __init__(self, parent: QWidget, *, clock: Callable[[], float]) -> None:
        super().__init__(parent)
        self._look = "offline"
        self._icon = QLabel(self)
        self._word = InkLabel("", "state", self)
        self.timer = CallTimer(self, clock=clock)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        row.setSpacing(SPACE_XS + 2)
        row.addWidget(self._icon)
        row.addWidget(self._word)
        row.addStretch(1)
        row.addWidget(self.timer)
        # Word and time are never cut: who calls and the buttons give way.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        is_narrow = self.window().width() < scaled(NARROW_PX)
        least = NARROW_BLOCK_PX if is_narrow else BLOCK_PX
        return super().sizeHint().expandedTo(QSize(scaled(least), 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_state(self, state: StripState) -> None:
        self._look = state.look
        self._word.setText(state.word)
        # A screen reader found an icon without a name (audited over the accessibility bus).
        set_spoken_name(self._icon, state.word)
        self.timer.run(state.started_at)
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


class _PartsLabel(ElidedLabel):
    """Of parts that have no room the last are left out: half of one would mislead."""

    def shown_text(self) -> str:
        words, room = self.text(), self.contentsRect().width()
        while (shown := shortened(words, self.fontMetrics(), room)) != words and PART in words:
            words = words.rpartition(PART)[0]
        return shown


class CallStrip(QFrame):
    """Shows a StripState; nothing moves between states but words, colour and buttons."""

    action_triggered = Signal(str)
    shown = Signal()  # another state is shown

    def __init__(
        self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.setObjectName("call_strip")
        self.setAccessibleName(self.tr("Stato e telefonata"))
        self._state = StripState(look="offline", word="")
        self._clock = clock
        self._line_px = 0  # room of line 2 beside the buttons
        self._block = StateBlock(self, clock=clock)
        self.timer = self._block.timer
        self._who = ElidedLabel("", "caller", self)
        self._urgent = QLabel(self)
        self._detail = _PartsLabel("", "second", self)
        self._whole = InkLabel("", "urgent", self)
        self._whole.setWordWrap(True)
        self._whole.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.timer.ticked.connect(self._tell_detail)
        self._chip = TagLabel(self)
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
        self.shown.emit()

    def state(self) -> StripState:
        return self._state

    @property
    def has_primary(self) -> bool:
        """Return whether the one thing to do now is in the band."""
        return any(one.kind == "primary" for one in self._state.actions)

    def shows_key(self, key: str) -> bool:
        """Return whether a button of the band has this key: then no other part shows it."""
        return any(one.key == key for one in self._state.actions)

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
        self._block.updateGeometry()
        self._fit_actions()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The first style change comes while the constructor is still at work.
        kinds = (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if event.type() in kinds and hasattr(self, "_row"):
            self._refresh()

    def _build(self) -> None:
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addStretch(1)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(SPACE_S)
        first.addWidget(self._who)
        first.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        second.setSpacing(SPACE_XS)
        second.addWidget(self._urgent)
        second.addWidget(self._detail, 1)
        second.addWidget(self._whole, 1)
        self._whole.hide()
        lines.addLayout(first)
        lines.addLayout(second)
        lines.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(SPACE_S)
        self._row.addWidget(self._block)
        self._row.addSpacing(SPACE_S)  # no margin: that stays where it is when all is mirrored
        self._row.addLayout(lines, 1)
        self._row.addWidget(self.other)
        self._row.addWidget(self._quality)
        self._row.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignVCenter)

    def _refresh(self) -> None:
        state = self._state
        self.setFixedHeight(scaled(STRIP_PX))
        end = (SPACE_L, 0) if self.isRightToLeft() else (0, SPACE_L)
        self._row.setContentsMargins(end[0], 0, end[1], LINE_PX)
        self._block.show_state(state)
        self._colour()
        # Isolated: in an Arabic window the parts of a number would change places.
        name = "" if state.who == state.phone else state.who
        self._who.show_text(name or left_to_right(state.phone), state.who_in_full)
        self._tell_detail()
        self._chip.show_tag(state.chip, state.chip_kind)
        set_spoken_name(self._quality, state.quality_words)
        self._quality.setToolTip(state.quality_words)
        other = state.other
        beside = None if state.other_waits else other
        self.other.show_call(beside, STATE_ICONS.get(beside.look, "phone") if beside else "")
        self._actions.show_actions(self._dressed(state.actions), state.rows)
        self._fit_actions()
        self.update()

    def _tell_detail(self) -> None:
        """Line 2 keeps its height whatever it says, and when it says nothing."""
        state = self._state
        has_name = bool(state.who) and state.who != state.phone
        phone = left_to_right(state.phone) if has_name else ""
        usual = (self._waits(), phone, state.case, self._left(), state.detail)
        parts = (state.detail,) if state.is_urgent else usual
        words = PART.join(filter(None, parts))
        self._detail.show_text(words)
        self._who.setFixedHeight(scaled(WHO_LINE_PX))
        self._detail.setFixedHeight(scaled(DETAIL_LINE_PX))

    def _left(self) -> str:
        """Return the words of what is left until the end; "" without one, or once it is over."""
        ends_at = self._state.ends_at
        left_s = ends_at - self._clock() if ends_at is not None else 0.0
        if left_s <= 0:
            return ""
        return self._state.ends_words.format(left_to_right(duration(ceil(left_s))))

    def _waits(self) -> str:
        """Return who waits beside the call, and for how long."""
        whole = self._waits_in(self._state.other_waits)
        if self._detail.fontMetrics().horizontalAdvance(whole) <= self._line_px:
            return whole
        return self._waits_in(self._state.other_waits_short) or whole

    def _waits_in(self, words: str) -> str:
        other = self._state.other
        if other is None or not words:
            return ""
        since = other.started_at if other.started_at is not None else self._clock()
        waited = duration(self._clock() - since)
        return words.format(isolated(other.who), left_to_right(waited))

    def _colour(self) -> None:
        tokens, state = current_tokens(), self._state
        is_ringing = state.look == "ringing"
        band = tokens.ringing.ink if is_ringing else ""
        self._who.set_ink(band)
        # On the band a warning has the band's own ink: another would not be read on it.
        warning = band or tokens.warning_text
        self._detail.set_ink(warning if state.is_urgent else band)
        self._whole.set_ink(warning)
        set_look(self._detail, "role", "urgent" if state.is_urgent else "second")
        self._urgent.setVisible(state.is_urgent)
        if state.is_urgent:
            show_icon(self._urgent, "triangle-alert", warning, scaled(14))
        if state.quality:
            bars = QUALITY_ICONS[state.quality]
            show_icon(self._quality, bars, tokens.text2, scaled(QUALITY_PX))

    def _dressed(self, actions: Sequence[StripAction]) -> tuple[StripAction, ...]:
        """On the ringing band buttons have colours of their own."""
        if self._state.look != "ringing":
            return tuple(actions)
        kinds = {"primary": "ring_primary", "": "ring"}
        return tuple(replace(one, kind=kinds.get(one.kind, one.kind)) for one in actions)

    def _fit_actions(self) -> None:
        """Leave the buttons what the state and the number that calls do not need."""
        chip = self._chip.sizeHint().width() + SPACE_S if self._state.chip else 0
        least = max(self._who.minimumSizeHint().width() + chip, self._told_width())
        is_calm = self._state.started_at is None
        is_wide = self.width() >= scaled(CALM_PX if is_calm else WIDE_PX)
        sign = scaled(QUALITY_PX) + SPACE_S if self._state.quality else 0
        who = max(scaled(SENTENCE_PX if is_wide else WHO_PX), least + sign)
        room = self.width() - self._block.sizeHint().width() - SPACE_L - 4 * SPACE_S
        if not self.other.isHidden():
            beside = self.other.sizeHint().width() + SPACE_S
            is_small = room - who - beside < self._actions.least_width()
            self.other.be_small(is_small=is_small)
            who = least + sign if is_small else who
            room -= self.other.sizeHint().width() + SPACE_S
        self._line_px = room - self._actions.fit(room - who)
        self._tell_urgent(room, self._line_px, sign)
        self._line_px -= sign
        self._tell_detail()

    def _tell_urgent(self, room: int, left: int, sign: int) -> None:
        """Have what to do at once read to its end beside the buttons; left: what they left of room.

        It has both lines, and the place of the sign of the line, where the second has no room; the
        buttons give way where neither has.
        """
        icon = self._urgent.sizeHint().width() + SPACE_XS
        needed = icon + self._detail.sizeHint().width()
        is_long = self._state.is_urgent and needed > left - sign
        if is_long:
            self._whole.setText(self._state.detail)
            is_long = self._whole.heightForWidth(left - icon) <= scaled(BOTH_PX)
            if not is_long:
                self._actions.fit(room - sign - needed)
        self._whole.setFixedHeight(scaled(BOTH_PX))
        self._chip.setVisible(bool(self._state.chip) and not is_long)
        self._quality.setVisible(bool(self._state.quality) and not is_long)
        # Alone, the second line stands in the middle of the band.
        self._who.setVisible(bool(self._who.text()) and not is_long)
        self._detail.setVisible(not is_long)
        self._whole.setVisible(is_long)

    def _told_width(self) -> int:
        """Return the room of what is read out on line 2: who waits, or number and case, whole."""
        state, metrics = self._state, self._detail.fontMetrics()
        if waits := self._waits_in(state.other_waits_short):
            return min(metrics.horizontalAdvance(waits), scaled(SENTENCE_PX))
        parts = [part for part in (left_to_right(state.phone), state.case) if part]
        return metrics.horizontalAdvance(" · ".join((*parts, "…"))) if parts else 0
