"""Seeded timetables of any shape an OSM text can say, with the instants at which they may err."""

import random
from datetime import UTC, date, datetime, time, timedelta

from contract.domain.opening_times.opening_state import ROME
from contract.domain.opening_times.opening_times import (
    OPEN_ON_HOLIDAYS,
    Band,
    DayException,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    Season,
    WeeklyBand,
    YearDay,
)

FIRST, LAST = date(2025, 12, 20), date(2027, 3, 10)
NOTABLE = tuple(
    date.fromisoformat(text)
    for text in (
        "2025-12-25", "2026-01-01", "2026-01-06", "2026-03-28", "2026-03-29", "2026-03-30",
        "2026-04-05", "2026-04-06", "2026-04-07", "2026-05-01", "2026-06-02", "2026-06-28",
        "2026-06-29", "2026-06-30", "2026-08-01", "2026-08-15", "2026-08-31", "2026-10-04",
        "2026-10-24", "2026-10-25", "2026-10-26", "2026-12-07", "2026-12-08", "2026-12-24",
        "2026-12-31", "2027-01-01", "2027-02-28", "2027-03-01",
    )
)  # fmt: skip
_STEP = 15
_WEEKS = ((0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5, 6), (1, 3), (0, 2, 4), (5, 6))


def timetable(chance: random.Random) -> OpeningTimes:
    """Return a usable timetable with none of what an OSM text cannot carry."""
    nights = chance.random() < 0.2
    seasons = [_season(chance, nights) for _ in range(chance.choice((0, 0, 1, 1, 2)))]
    if len({(one.first, one.last) for one in seasons}) < len(seasons):
        seasons.pop()
    exceptions = tuple(_exception(chance) for _ in range(chance.choice((0, 0, 1, 2, 3))))
    valid_from = _day(chance) if chance.random() < 0.15 else None
    valid_until = _day(chance) if chance.random() < 0.15 else None
    if valid_from and valid_until and valid_until < valid_from:
        valid_from, valid_until = valid_until, valid_from
    times = OpeningTimes(
        weekly=_week(chance, nights) if chance.random() < 0.93 else (),
        seasons=tuple(seasons),
        exceptions=exceptions,
        holidays=chance.choice((None, None, OPEN_ON_HOLIDAYS, _policy(chance))),
        valid_from=valid_from,
        valid_until=valid_until,
        by_appointment_only=chance.random() < 0.2,
        note=chance.choice(("", "", "suonare al citofono")),
    )
    return timetable(chance) if times.is_empty else times


def instants(times: OpeningTimes, chance: random.Random, count: int) -> list[datetime]:
    """Return instants of any kind, half of them where a band begins or ends, or a minute before."""
    edges = [0, 1, 719, 1439]
    for one in (*times.weekly, *(band for season in times.seasons for band in season.weekly)):
        edges += [one.opens, one.opens - 1, one.closes, one.closes - 1]
    for exception in times.exceptions:
        edges += [part for band in exception.bands for part in (band.opens, band.closes - 1)]
    days = [*NOTABLE, *_own_days(times)]
    found = []
    for _ in range(count):
        day = chance.choice(days) if chance.random() < 0.5 else _day(chance)
        minute = chance.choice(edges) if chance.random() < 0.6 else chance.randrange(1440)
        civil = datetime.combine(day, time.min, tzinfo=ROME) + timedelta(minutes=minute % 1440)
        found.append(civil.astimezone(UTC))
    return found


def _own_days(times: OpeningTimes) -> list[date]:
    ends = [end for one in times.seasons for end in (one.first, one.last)]
    found = [end if isinstance(end, date) else date(2026, end.month, end.day) for end in ends]
    found += [end for one in times.exceptions for end in (one.first, one.last)]
    found += [end for end in (times.valid_from, times.valid_until) if end is not None]
    return [day + timedelta(days=beside) for day in found for beside in (-1, 0, 1)]


def _day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))


def _bands(chance: random.Random, nights: bool = False) -> tuple[Band, ...]:
    """One to three bands, apart by a quarter of an hour at least; the last may be a night's."""
    count = chance.choice((1, 1, 1, 2, 2, 3))
    ends = sorted(chance.sample(range(20, 93), 2 * count))
    found = [Band(ends[n] * _STEP, ends[n + 1] * _STEP) for n in range(0, 2 * count, 2)]
    if nights and chance.random() < 0.6:
        begins = max(found[-1].closes + _STEP, 18 * 60)
        found.append(Band(begins, 1440 + _STEP * chance.randrange(1, 19)))
    elif chance.random() < 0.05:
        found[-1] = Band(found[-1].opens, 1440)
    return tuple(found)


def _week(chance: random.Random, nights: bool) -> tuple[WeeklyBand, ...]:
    if chance.random() < 0.04:
        return tuple(WeeklyBand(day, 0, 1440) for day in range(7))
    usual, days = _bands(chance, nights), chance.choice(_WEEKS)
    own = {day: _bands(chance, nights) for day in days if chance.random() < 0.15}
    return tuple(
        WeeklyBand(day, band.opens, band.closes) for day in days for band in own.get(day, usual)
    )


def _season(chance: random.Random, nights: bool) -> Season:
    first: YearDay | date
    last: YearDay | date
    if chance.random() < 0.6:
        first, last = _yearly(chance)
    else:
        first = _day(chance)
        last = first + timedelta(days=chance.randrange(1, 90))
    closed = chance.random() < 0.3
    name = chance.choice(("", "orario estivo"))
    return Season(first, last, () if closed else _week(chance, nights), closed, name)


def _yearly(chance: random.Random) -> tuple[YearDay, YearDay]:
    """August, a stretch within the year, or one over its end."""
    shape = chance.random()
    if shape < 0.4:
        return YearDay(8, 1), YearDay(8, 31)
    if shape < 0.7:
        ends = sorted(YearDay(chance.randrange(1, 13), chance.randrange(1, 29)) for _ in range(2))
        return ends[0], ends[1]
    winter = YearDay(chance.randrange(10, 13), chance.randrange(1, 29))
    return winter, YearDay(chance.randrange(1, 4), chance.randrange(1, 29))


def _exception(chance: random.Random) -> DayException:
    first = chance.choice(NOTABLE) if chance.random() < 0.3 else _day(chance)
    last = first + timedelta(days=chance.choice((0, 0, 0, 1, 5, 20)))
    bands = () if chance.random() < 0.6 else _bands(chance)
    return DayException(first, last, bands, chance.choice(("", "sciopero", "disinfestazione")))


def _policy(chance: random.Random) -> HolidayPolicy:
    return HolidayPolicy(national=_rule(chance), patron_day=_rule(chance))


def _rule(chance: random.Random) -> HolidayRule:
    kind = chance.choice(list(HolidayKind))
    return HolidayRule(kind, _bands(chance) if kind is HolidayKind.BANDS else ())
