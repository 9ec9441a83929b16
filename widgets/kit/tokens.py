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
    """All colours of one theme as "#RRGGBB"; `on_x` is the ink for a ground of colour `x`."""

    name: str
    app: str
    surface: str
    surface2: str
    border: str
    divider: str
    text: str
    text2: str
    placeholder: str
    disabled: str  # ink and dashed edge of what cannot be pressed now
    primary: str
    on_primary: str
    link: str
    focus: str
    selection: str
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
    warning_text: str
    warning_ground: str
    ok_text: str
    ok_ground: str
    info_text: str
    info_ground: str
    quiet_bands: bool  # True: a coloured bar and word instead of a full coloured band

    def state(self, look: str) -> StateColours:
        """Colours for a state word as "ready" or "talking"; unknown words look like a pause."""
        return _STATE_FIELDS.get(look, _STATE_FIELDS["not_ready"])(self)


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
    "pause_ends_soon": lambda tokens: tokens.ringing,
    "pause_over": lambda tokens: tokens.error,
    "offline": lambda tokens: tokens.pause,
    "error": lambda tokens: tokens.error,
}
STATE_LOOKS = tuple(_STATE_FIELDS)

LIGHT = Tokens(
    name="light",
    app="#F3F5F8",
    surface="#FFFFFF",
    surface2="#E9EEF4",
    border="#6B7785",
    divider="#C9D1DA",
    text="#17222E",
    text2="#465464",
    placeholder="#5B6875",
    disabled="#5B6875",
    primary="#0B5CAD",
    on_primary="#FFFFFF",
    link="#0B5CAD",
    focus="#0B5CAD",
    selection="#CFE3F7",
    hit="#FFE08A",
    ready=StateColours("#1B6E31", "#FFFFFF"),
    ringing=StateColours("#FFC43D", "#17222E"),
    talking=StateColours("#0B5CAD", "#FFFFFF"),
    held=StateColours("#8A4B00", "#FFFFFF"),
    wrap_up=StateColours("#6B3FA0", "#FFFFFF"),
    pause=StateColours("#4C5967", "#FFFFFF"),
    error=StateColours("#B3261E", "#FFFFFF"),
    error_text="#A31E17",
    error_ground="#FCEBEA",
    warning_text="#7A4100",
    warning_ground="#FFF3DC",
    ok_text="#1B6E31",
    ok_ground="#E6F4E9",
    info_text="#0B4F94",
    info_ground="#E4F0FB",
    quiet_bands=False,
)

DARK = Tokens(
    name="dark",
    app="#10161D",
    surface="#18212B",
    surface2="#222D39",
    border="#8494A4",
    divider="#364452",
    text="#E9EEF3",
    text2="#B5C1CD",
    placeholder="#9AA8B6",
    disabled="#9AA8B6",
    primary="#7DB7FF",
    on_primary="#0A1B2E",
    link="#8FC2FF",
    focus="#FFD24D",
    selection="#2B4A6B",
    hit="#5C4A00",
    ready=StateColours("#6FD08A", "#06210E"),
    ringing=StateColours("#FFC43D", "#17222E"),
    talking=StateColours("#7DB7FF", "#0A1B2E"),
    held=StateColours("#FFB366", "#2A1500"),
    wrap_up=StateColours("#C9A6F5", "#220B3D"),
    pause=StateColours("#B5C1CD", "#17222E"),
    error=StateColours("#FF9A92", "#3B0603"),
    error_text="#FFB4AE",
    error_ground="#3A1715",
    warning_text="#FFCF8F",
    warning_ground="#38280F",
    ok_text="#9BE3AE",
    ok_ground="#12301B",
    info_text="#A9D2FF",
    info_ground="#14304D",
    quiet_bands=True,
)

CONTRAST = Tokens(
    name="contrast",
    app="#000000",
    surface="#000000",
    surface2="#000000",
    border="#FFFFFF",
    divider="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    placeholder="#E0E0E0",
    disabled="#A8A8A8",
    primary="#FFFF00",
    on_primary="#000000",
    link="#FFFF00",
    focus="#00FFFF",
    selection="#003E7A",
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
    warning_text="#FFD24D",
    warning_ground="#000000",
    ok_text="#66FF99",
    ok_ground="#000000",
    info_text="#99DDFF",
    info_ground="#000000",
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
