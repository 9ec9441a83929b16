"""Timetables of a city's offices, and an answer about them as one line of text."""

from datetime import date, datetime

from hypothesis import HealthCheck, settings

from contract.domain.opening_times.opening_plan import Layers
from contract.domain.opening_times.opening_state import ROME, opening_at
from contract.domain.opening_times.opening_times import (
    OPEN_ON_HOLIDAYS,
    Band,
    DayException,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    Season,
    YearDay,
    minutes,
    week,
)

# A busy machine makes no test of what is always so fail.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
MO, TU, WE, TH, FR, SA, SU = range(7)
WORKDAYS = (MO, TU, WE, TH, FR)
ALL_DAYS = tuple(range(7))


def span(text: str) -> tuple[int, int]:
    """Return the minutes of "08:30-12:30"; of "22:00-06:00" those of a night."""
    opens, closes = (minutes(part) for part in text.split("-"))
    return opens, closes if closes > opens else closes + 1440


def bands(*texts: str) -> tuple[Band, ...]:
    return tuple(Band(*span(text)) for text in texts)


def rome(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME, fold=fold)


def told(times: OpeningTimes | Layers, instant: str | datetime) -> str:
    """Return "closed: holiday christmas; opens 12-28 08:30"."""
    found = opening_at(times, rome(instant) if isinstance(instant, str) else instant)
    reason = found.reason
    why = " ".join(part for part in (reason.kind, reason.holiday, reason.text) if part)
    parts = [f"{found.state}: {why}"]
    if found.until is not None and found.until != found.opens_at:
        parts.append(f"until {found.until:%m-%d %H:%M}")
    if found.opens_at is not None:
        parts.append(f"opens {found.opens_at:%m-%d %H:%M}")
    if found.by_appointment_only:
        parts.append("by appointment")
    return "; ".join(parts)


NOTHING_KNOWN = OpeningTimes()
MORNINGS = week(WORKDAYS, span("08:30-12:30"))
REGISTRY = OpeningTimes(weekly=MORNINGS + week((TU, TH), span("14:30-16:30")))
AUGUST = Season(YearDay(8, 1), YearDay(8, 31), week(WORKDAYS, span("08:30-12:00")), name="agosto")
SUMMER = OpeningTimes(weekly=REGISTRY.weekly, seasons=(AUGUST,))
LIBRARY = OpeningTimes(
    weekly=week((TU, WE, TH, FR, SA), span("09:00-19:00")),
    seasons=(Season(YearDay(12, 24), YearDay(1, 6), closed=True, name="pausa di fine anno"),),
)
NIGHT_WATCH = OpeningTimes(weekly=week(ALL_DAYS, span("22:00-06:00")), holidays=OPEN_ON_HOLIDAYS)
ALWAYS = OpeningTimes(weekly=week(ALL_DAYS, (0, 1440)), holidays=OPEN_ON_HOLIDAYS)
SHOP = OpeningTimes(
    weekly=week(ALL_DAYS, span("08:00-14:00")), holidays=HolidayPolicy(pre_holiday_closes=660)
)
WEEKEND_NIGHT = OpeningTimes(weekly=week((FR, SA), span("20:00-02:00")))
APPOINTMENT = OpeningTimes(weekly=MORNINGS, by_appointment_only=True)
ON_AGREEMENT = OpeningTimes(by_appointment_only=True)
EVE = OpeningTimes(weekly=REGISTRY.weekly, holidays=HolidayPolicy(pre_holiday_closes=660))
PHARMACY = OpeningTimes(
    weekly=week(ALL_DAYS, span("08:00-20:00")),
    holidays=HolidayPolicy(
        national=HolidayRule(HolidayKind.BANDS, bands("09:00-13:00")),
        patron_day=HolidayRule(HolidayKind.AS_USUAL),
    ),
)
FIRST_HALF = OpeningTimes(
    weekly=MORNINGS, valid_from=date(2026, 1, 12), valid_until=date(2026, 6, 30)
)
STRIKE = OpeningTimes(
    weekly=MORNINGS,
    exceptions=(
        DayException(date(2026, 11, 27), date(2026, 11, 27), reason="sciopero"),
        DayException(
            date(2026, 12, 5), date(2026, 12, 6), bands("09:00-18:00"), "apertura per le elezioni"
        ),
    ),
)
POOL = OpeningTimes(
    seasons=(Season(YearDay(6, 1), YearDay(9, 15), week(ALL_DAYS, span("09:00-19:00"))),)
)
BUILDING_SITE = OpeningTimes(
    weekly=MORNINGS,
    seasons=(
        Season(date(2026, 10, 5), date(2026, 10, 16), week((MO,), span("09:00-10:00")), False, ""),
    ),
)
