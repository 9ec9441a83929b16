"""What an operator wants to know of an office before she opens it."""

from datetime import date

import msgspec

from contract.domain.opening_times.opening_state import Opening


class OfficeNow(msgspec.Struct, frozen=True, kw_only=True):
    """opening: at the moment of the search. day: the next one of the weekday that was asked for.

    bands: of that day, minutes of opening and closing.
    """

    opening: Opening
    address: str = ""
    day: date | None = None
    bands: tuple[tuple[int, int], ...] = ()
