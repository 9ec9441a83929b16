"""Colours of the three themes: light, dark and high contrast; every pair is tested for contrast."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StateColours:
    """A state of the seat: fill of its band, ink on that fill."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """All colours of one theme as "#RRGGBB"; `x_text` is the ink on `x_ground`."""

    name: str
    app: str  # window, rail, results, status bar
    surface: str  # receipt, answer, strip, tables
    raised: str  # panels and palette, which float
    surface2: str  # keycaps, and what is neither pressed nor a field
    border: str  # edge of inputs and outline buttons, also where it touches a divider
    divider: str  # lines of one pixel: decoration only
    key_edge: str
    text: str
    text2: str
    placeholder: str
    disabled: str  # ink and dashed edge of what cannot be pressed now
    primary: str
    on_primary: str
    link: str
    focus: str
    selection: str
    soft: str  # ground of the text to say and of what is proposed
    hit: str  # ground of a searched word inside a text
    ready: StateColours
    ringing: StateColours
    talking: StateColours
    held: StateColours
    wrap_up: StateColours
    pause: StateColours
    error: StateColours
    error_text: str
    error_ground: str
    error_edge: str
    warning_text: str
    warning_ground: str
    warning_edge: str
    ok_text: str
    ok_ground: str
    info_text: str
    info_ground: str
    promise_text: str
    promise_ground: str
    neutral_text: str
    neutral_ground: str
    pill_text: str
    pill_ground: str
    pill_link: str
    on_ring: str = "#FFFFFF"  # ink on a button filled with the ink of the ringing band
    quiet_bands: bool  # True: a bar and a coloured word in place of a filled block

    @property
    def hover(self) -> str:
        """Ground of what the pointer is on; where all grounds are one, that of a choice."""
        return self.selection if self.surface2 == self.surface else self.surface2

    def state(self, look: str) -> StateColours:
        """Colours for a state word as "ready" or "talking"; unknown words look like a pause."""
        return _STATE_FIELDS.get(look, _STATE_FIELDS["not_ready"])(self)

    def notice(self, kind: str) -> StateColours:
        """Ground and ink of a notice: "error", "ok", "info", else attention."""
        if kind == "error":
            return StateColours(self.error_ground, self.error_text)
        if kind == "ok":
            return StateColours(self.ok_ground, self.ok_text)
        if kind == "info":
            return StateColours(self.info_ground, self.info_text)
        return StateColours(self.warning_ground, self.warning_text)


_STATE_FIELDS: dict[str, Callable[[Tokens], StateColours]] = {
    "ready": lambda tokens: tokens.ready,
    "ringing": lambda tokens: tokens.ringing,
    "talking": lambda tokens: tokens.talking,
    "calling": lambda tokens: tokens.talking,
    "consulting": lambda tokens: tokens.talking,
    "joined": lambda tokens: tokens.talking,
    "held": lambda tokens: tokens.held,
    "wrap_up": lambda tokens: tokens.wrap_up,
    "not_ready": lambda tokens: tokens.pause,
    "pause": lambda tokens: tokens.pause,
    "pause_ends_soon": lambda tokens: tokens.pause,
    "pause_over": lambda tokens: tokens.pause,
    "offline": lambda tokens: tokens.pause,
    "systems": lambda tokens: tokens.pause,
    "editing": lambda tokens: tokens.pause,
    "error": lambda tokens: tokens.error,
}
STATE_LOOKS = tuple(_STATE_FIELDS)

_ON_DARK = "#10161D"
_RINGING = StateColours("#FFC43D", "#17222E")

LIGHT = Tokens(
    name="light",
    app="#F3F5F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    surface2="#EEF2F6",
    border="#76838F",
    divider="#E1E7EE",
    key_edge="#D5DDE6",
    text="#17222E",
    text2="#4E5B68",
    placeholder="#5F6C79",
    disabled="#5F6C79",
    primary="#0B5CAD",
    on_primary="#FFFFFF",
    link="#0B5CAD",
    focus="#0B5CAD",
    selection="#D6E6F7",
    soft="#EAF3FC",
    hit="#FFE8A3",
    ready=StateColours("#1B6E31", "#FFFFFF"),
    ringing=_RINGING,
    talking=StateColours("#0B5CAD", "#FFFFFF"),
    held=StateColours("#8A4B00", "#FFFFFF"),
    wrap_up=StateColours("#6B3FA0", "#FFFFFF"),
    pause=StateColours("#4C5967", "#FFFFFF"),
    error=StateColours("#B3261E", "#FFFFFF"),
    error_text="#A31E17",
    error_ground="#FCEBEA",
    error_edge="#B3261E",
    warning_text="#7A4100",
    warning_ground="#FFF3DC",
    warning_edge="#B36B00",
    ok_text="#1B6E31",
    ok_ground="#E6F4E9",
    info_text="#0B4F94",
    info_ground="#E4F0FB",
    promise_text="#4B2A78",
    promise_ground="#F1EAFA",
    neutral_text="#3F4C59",
    neutral_ground="#E9EEF3",
    pill_text="#FFFFFF",
    pill_ground="#17222E",
    pill_link="#A9D2FF",
    quiet_bands=False,
)

DARK = Tokens(
    name="dark",
    app="#10161D",
    surface="#18212B",
    raised="#212C38",
    surface2="#26323F",
    border="#7B8B9C",
    divider="#2A3744",
    key_edge="#3A4957",
    text="#E9EEF3",
    text2="#B5C1CD",
    placeholder="#9AA8B6",
    disabled="#9AA8B6",
    primary="#7DB7FF",
    on_primary="#0A1B2E",
    link="#7DB7FF",
    focus="#FFD24D",
    selection="#2B4A6B",
    soft="#1B2F45",
    hit="#5C4A00",
    ready=StateColours("#6FD08A", _ON_DARK),
    ringing=_RINGING,
    talking=StateColours("#7DB7FF", _ON_DARK),
    held=StateColours("#FFB366", _ON_DARK),
    wrap_up=StateColours("#C9A6F5", _ON_DARK),
    pause=StateColours("#B5C1CD", _ON_DARK),
    error=StateColours("#FF9A92", _ON_DARK),
    error_text="#FFB4AE",
    error_ground="#3A1715",
    error_edge="#E0625A",
    warning_text="#FFCF8F",
    warning_ground="#38280F",
    warning_edge="#C9893A",
    ok_text="#9BE3AE",
    ok_ground="#12301B",
    info_text="#A9D2FF",
    info_ground="#14304D",
    promise_text="#D9C2F8",
    promise_ground="#2E2142",
    neutral_text="#D5DDE6",
    neutral_ground="#2A3744",
    pill_text="#17222E",
    pill_ground="#E9EEF3",
    pill_link="#0B4F94",
    quiet_bands=True,
)

CONTRAST = Tokens(
    name="contrast",
    app="#000000",
    surface="#000000",
    raised="#000000",
    surface2="#000000",
    border="#FFFFFF",
    divider="#8C8C8C",
    key_edge="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    placeholder="#E0E0E0",
    disabled="#E0E0E0",
    primary="#66CCFF",
    on_primary="#000000",
    link="#66CCFF",
    focus="#00FFFF",
    selection="#003E7A",
    soft="#000000",
    hit="#5A5A00",
    ready=StateColours("#00FF66", "#000000"),
    ringing=StateColours("#FFFF00", "#000000"),
    talking=StateColours("#66CCFF", "#000000"),
    held=StateColours("#FFB000", "#000000"),
    wrap_up=StateColours("#E0B0FF", "#000000"),
    pause=StateColours("#FFFFFF", "#000000"),
    error=StateColours("#FF8080", "#000000"),
    error_text="#FF9C9C",
    error_ground="#000000",
    error_edge="#FF8080",
    warning_text="#FFA94D",
    warning_ground="#000000",
    warning_edge="#FFA94D",
    ok_text="#66FF99",
    ok_ground="#000000",
    info_text="#99DDFF",
    info_ground="#000000",
    promise_text="#E0B0FF",
    promise_ground="#000000",
    neutral_text="#FFFFFF",
    neutral_ground="#000000",
    pill_text="#FFFFFF",
    pill_ground="#000000",
    pill_link="#66CCFF",
    quiet_bands=False,
)

THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK, CONTRAST)}


def contrast_ratio(one: str, other: str) -> float:
    """WCAG 2.1 contrast of two "#RRGGBB" colours, 1.0 to 21.0."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
