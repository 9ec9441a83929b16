"""The holidays of Italy by name, computed for any year, and the patron day of Rome."""

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

FIRST_YEAR_OF_SAINT_FRANCIS = 2026  # law 151 of 8 October 2025


class Holiday(StrEnum):
    NEW_YEAR = "new_year"
    EPIPHANY = "epiphany"
    EASTER = "easter"
    EASTER_MONDAY = "easter_monday"
    LIBERATION_DAY = "liberation_day"
    LABOUR_DAY = "labour_day"
    REPUBLIC_DAY = "republic_day"
    PATRON_DAY = "patron_day"  # Saints Peter and Paul, in Rome only
    ASSUMPTION = "assumption"
    SAINT_FRANCIS = "saint_francis"
    ALL_SAINTS = "all_saints"
    IMMACULATE_CONCEPTION = "immaculate_conception"
    CHRISTMAS = "christmas"
    SAINT_STEPHEN = "saint_stephen"


_FIXED = {
    (1, 1): Holiday.NEW_YEAR,
    (1, 6): Holiday.EPIPHANY,
    (4, 25): Holiday.LIBERATION_DAY,
    (5, 1): Holiday.LABOUR_DAY,
    (6, 2): Holiday.REPUBLIC_DAY,
    (6, 29): Holiday.PATRON_DAY,
    (8, 15): Holiday.ASSUMPTION,
    (11, 1): Holiday.ALL_SAINTS,
    (12, 8): Holiday.IMMACULATE_CONCEPTION,
    (12, 25): Holiday.CHRISTMAS,
    (12, 26): Holiday.SAINT_STEPHEN,
}


def holiday_of(day: date) -> Holiday | None:
    """Return the holiday of a day; a fixed one that falls on Easter keeps its own name."""
    return _holidays(day.year).get((day.month, day.day))


def is_eve(day: date) -> bool:
    """Return whether the next day is a holiday; a Saturday is no eve for that alone."""
    # The day after the last one there is cannot be asked for.
    return day < date.max and holiday_of(day + timedelta(days=1)) is not None


# Asked for each day somebody looks ahead, up to a year.
@lru_cache(maxsize=64)
def _holidays(year: int) -> dict[tuple[int, int], Holiday]:
    sunday = easter(year)
    monday = sunday + timedelta(days=1)
    moving = {
        (sunday.month, sunday.day): Holiday.EASTER,
        (monday.month, monday.day): Holiday.EASTER_MONDAY,
    }
    since = {(10, 4): Holiday.SAINT_FRANCIS} if year >= FIRST_YEAR_OF_SAINT_FRANCIS else {}
    # The fixed ones last: one that falls on Easter keeps its own name.
    return moving | _FIXED | since


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, as Meeus and Jones reckon it."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, before = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, before + 1)
