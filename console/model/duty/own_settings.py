"""How one operator wants the window: kept for her alone, and taken up at each of her sign-ins."""

from msgspec import Struct


class OwnSettings(Struct, frozen=True, kw_only=True):
    """ "" and 0: nothing of her own, it is as the seat has it. theme may be "system"."""

    language: str = ""
    theme: str = ""
    text: int = 0  # per cent
    shows_menu: bool | None = None  # always; None: as the seat has it
    has_ring_strip: bool = True  # on top of other programs
    has_ring_alert: bool = True  # the task bar asks for her
    has_ring_edge: bool = False  # all around the window
    has_digit_keys: bool = True  # 1…9 use a result while the results have the focus
    is_still: bool = False  # nothing blinks or glides
