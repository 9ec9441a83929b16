"""When an office, a service or a telephone is open: weekly bands, seasons, exceptions, holidays.

Minutes are of civil time in Rome, counted from the midnight that begins the day. A band that runs
past midnight belongs to the day it opens on and closes after 1440: 22:00-06:00 is (1320, 1800).
"""

from datetime import date
from enum import StrEnum

import msgspec

DAY_MINUTES = 1440
WEEK_DAYS = 7


class Band(msgspec.Struct, frozen=True, array_like=True):
    """Minutes of one day: 510 is 08:30."""

    opens: int
    closes: int


class WeeklyBand(msgspec.Struct, frozen=True, array_like=True):
    """weekday: 0 is Monday."""

    weekday: int
    opens: int
    closes: int

    @property
    def band(self) -> Band:
        return Band(self.opens, self.closes)


class YearDay(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A day of every year."""

    month: int
    day: int


class Season(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of days with a week of its own, or closed: every year, or in one year only.

    Both ends are of one kind. A yearly stretch may run over the end of the year.
    """

    first: YearDay | date
    last: YearDay | date
    weekly: tuple[WeeklyBand, ...] = ()
    closed: bool = False
    name: str = ""  # "orario estivo", in the citizen's language


class DayException(msgspec.Struct, frozen=True, array_like=True):
    """Days that go their own way, a strike or an extraordinary opening. Without bands: closed."""

    first: date
    last: date
    bands: tuple[Band, ...] = ()
    reason: str = ""  # in the citizen's language


class HolidayKind(StrEnum):
    CLOSED = "closed"
    AS_USUAL = "as_usual"
    BANDS = "bands"


class HolidayRule(msgspec.Struct, frozen=True, omit_defaults=True):
    kind: HolidayKind = HolidayKind.CLOSED
    bands: tuple[Band, ...] = ()


class HolidayPolicy(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """pre_holiday_closes: the minute after which nobody is received on the eve of a holiday."""

    national: HolidayRule = HolidayRule()
    patron_day: HolidayRule = HolidayRule()  # 29 June, a holiday in Rome only
    pre_holiday_closes: int | None = None


CLOSED_ON_HOLIDAYS = HolidayPolicy()
OPEN_ON_HOLIDAYS = HolidayPolicy(
    national=HolidayRule(HolidayKind.AS_USUAL), patron_day=HolidayRule(HolidayKind.AS_USUAL)
)


class OpeningTimes(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Without any of this nobody knows when it is open.

    Of what speaks about a day, this order decides: validity, the last exception that covers it,
    holiday, the last season that covers it, the week. holidays None: as the times beneath these
    say, and closed when none do.
    """

    weekly: tuple[WeeklyBand, ...] = ()
    seasons: tuple[Season, ...] = ()
    exceptions: tuple[DayException, ...] = ()
    holidays: HolidayPolicy | None = None
    valid_from: date | None = None
    valid_until: date | None = None  # the last day
    by_appointment_only: bool = False
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is said; a note alone says nothing of when."""
        return not (self.weekly or self.seasons or self.exceptions or self.by_appointment_only)

    @property
    def has_week(self) -> bool:
        """Whether a week is given, for some season at least."""
        return bool(self.weekly) or any(one.weekly and not one.closed for one in self.seasons)

    @property
    def says_when_open(self) -> bool:
        """Whether a day that nothing speaks about is known to be closed."""
        return self.has_week or any(exception.bands for exception in self.exceptions)


UNKNOWN_TIMES = OpeningTimes()


def week(weekdays: tuple[int, ...], *bands: tuple[int, int]) -> tuple[WeeklyBand, ...]:
    """Return the same bands on each of these weekdays."""
    return tuple(WeeklyBand(day, opens, closes) for day in weekdays for opens, closes in bands)


def minutes(text: str) -> int:
    """Return the minutes of "08:30"; "24:00" is the end of the day. Raise ValueError."""
    hours, _, rest = text.partition(":")
    digits = hours + rest
    # isdigit() alone takes digits of other scripts, which int() reads and nobody typed.
    if not (digits.isascii() and digits.isdigit() and 0 < len(hours) <= 2 and len(rest) == 2):
        raise ValueError(text)
    found = int(hours) * 60 + int(rest)
    if int(rest) > 59 or found > 2 * DAY_MINUTES:
        raise ValueError(text)
    return found


def clock(minute: int) -> str:
    """Return "08:30" for 510, "06:00" for 1800 and "24:00" for the end of the day."""
    # The end of the day is written 24:00: "00:00" would be its beginning.
    within = minute if minute == DAY_MINUTES else minute % DAY_MINUTES
    return f"{within // 60:02}:{within % 60:02}"
