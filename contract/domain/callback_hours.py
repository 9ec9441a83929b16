"""When a desk calls citizens back: Rome's working days, in bands that may be promised."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from contract.domain.opening_times.opening_holidays import holiday_of

ROME = ZoneInfo("Europe/Rome")
BANDS = ((9, 11), (11, 13), (13, 15), (15, 17), (17, 19))  # local hours, Monday to Friday
NOTICE = timedelta(minutes=30)  # what begins sooner, or leaves less, cannot be promised

type Window = tuple[datetime, datetime]  # from, until; aware UTC


def bands_from(now: datetime) -> Iterator[Window]:
    """Yield the bands that may be promised, soonest first, without end."""
    for day in _working_days(now):
        for first, last in BANDS:
            start = _at(day, first)
            if start >= now + NOTICE:
                yield start, _at(day, last)


def window_from(at: datetime, length: timedelta) -> Window:
    """Return the desk's first hours from an instant on, of one day: this long or until it goes."""
    return next(
        (start, min(start + length, closes))
        for day in _working_days(at)
        for start, closes in [(max(at, _at(day, BANDS[0][0])), _at(day, BANDS[-1][1]))]
        if closes - start >= NOTICE
    )


def _working_days(since: datetime) -> Iterator[date]:
    day = since.astimezone(ROME).date()
    while True:
        if day.weekday() < 5 and holiday_of(day) is None:  # nobody is at the desk on a holiday
            yield day
        day += timedelta(days=1)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=ROME).astimezone(UTC)
