"""Opening times as rows of weekdays, hours and dates, the way of HSDS."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from contract.domain.opening_times.opening_checks import require_usable
from contract.domain.opening_times.opening_formats import (
    ReadTimes,
    days_by_band,
    joined,
    refuse_unusable,
    settled_comments,
    with_appointment,
)
from contract.domain.opening_times.opening_osm_words import AFTER_ALL, BEFORE_ALL
from contract.domain.opening_times.opening_times import (
    WEEK_DAYS,
    Band,
    DayException,
    OpeningTimes,
    Season,
    WeeklyBand,
    YearDay,
)

EVERY_DAY = tuple(range(WEEK_DAYS))
Dates = tuple[date | None, date | None]


class RowKind(StrEnum):
    WEEK = "week"  # dates: of validity
    SEASON = "season"
    EXCEPTION = "exception"
    NOTE = "note"  # no hours: what is said of all, and the dates of validity


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """band: None for closed."""

    kind: RowKind
    weekdays: tuple[int, ...] = ()
    band: Band | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""

    @property
    def dates(self) -> Dates:
        return self.first, self.last


def rows_of(times: OpeningTimes) -> tuple[Row, ...]:
    """Return the rows; what no row can say is left out. Raise UnusableTimes."""
    # A row that cannot be would be refused by whoever reads it back.
    require_usable(times)
    return (*_week_rows(times), *_season_rows(times), *_exception_rows(times))


def _week_rows(times: OpeningTimes) -> Iterator[Row]:
    text = with_appointment(times.by_appointment_only, times.note)
    kind, first, last = RowKind.WEEK, times.valid_from, times.valid_until
    for band, days in days_by_band(times.weekly):
        yield Row(kind=kind, weekdays=days, band=band, first=first, last=last, text=text)
    if not times.weekly and (text or first or last):
        yield Row(kind=RowKind.NOTE, first=first, last=last, text=text)


def _season_rows(times: OpeningTimes) -> Iterator[Row]:
    for season in times.seasons:
        first, last, name = season.first, season.last, season.name
        # HSDS knows only dates with a year: left out, not written as something else.
        if isinstance(first, YearDay) or isinstance(last, YearDay):
            continue
        found = days_by_band(season.weekly) or ((None, EVERY_DAY),)
        for band, days in found:
            kind = RowKind.SEASON
            yield Row(kind=kind, weekdays=days, band=band, first=first, last=last, text=name)


def _exception_rows(times: OpeningTimes) -> Iterator[Row]:
    # Only the last exception of the same days has any force.
    last_word = {(one.first, one.last): one for one in times.exceptions}
    for one in last_word.values():
        for band in one.bands or (None,):
            kind, text = RowKind.EXCEPTION, one.reason
            yield Row(kind=kind, band=band, first=one.first, last=one.last, text=text)


def times_of(rows: Sequence[Row]) -> ReadTimes:
    """Return the times of rows. Raise UnreadableTimes when they cannot be.

    Of weeks with several dates the one that holds the others is valid for all, and they are its
    seasons; where none does, each is a season.
    """
    return _Reading(rows).result()


class _Reading:
    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._overlaps = False

    def result(self) -> ReadTimes:
        base = self._base()
        appointment, note = settled_comments(
            [(row.text, row.text) for row in self._rows if self._speaks_for_all(row, base)]
        )
        first, last = base or next((row.dates for row in self._of(RowKind.NOTE)), (None, None))
        times = OpeningTimes(
            weekly=self._weekly(row for row in self._of(RowKind.WEEK) if row.dates == base),
            seasons=tuple(self._seasons(base)),
            exceptions=tuple(self._exceptions()),
            valid_from=first,
            valid_until=last,
            by_appointment_only=appointment,
            note=note,
        )
        refuse_unusable(times)
        return ReadTimes(times, self._overlaps)

    def _of(self, *kinds: RowKind) -> Iterator[Row]:
        return (row for row in self._rows if row.kind in kinds)

    def _speaks_for_all(self, row: Row, base: Dates | None) -> bool:
        return row.kind is RowKind.NOTE or (row.kind is RowKind.WEEK and row.dates == base)

    def _base(self) -> Dates | None:
        found = list(dict.fromkeys(row.dates for row in self._of(RowKind.WEEK)))
        # The one that holds all others is the validity of the whole; the others are its seasons.
        return next((one for one in found if all(_holds(one, other) for other in found)), None)

    def _seasons(self, base: Dates | None) -> Iterator[Season]:
        own = [
            row
            for row in self._of(RowKind.SEASON, RowKind.WEEK)
            if row.kind is RowKind.SEASON or row.dates != base
        ]
        for first, last in dict.fromkeys(row.dates for row in own):
            rows = [row for row in own if row.dates == (first, last)]
            weekly = self._weekly(rows)
            name = next((row.text for row in rows if row.text), "")
            # A season without an end on one side is one of a foreign file: it holds for ever there.
            ends = first or BEFORE_ALL, last or AFTER_ALL
            yield Season(*ends, weekly, not weekly, name)

    def _weekly(self, rows: Iterator[Row] | Sequence[Row]) -> tuple[WeeklyBand, ...]:
        bands: dict[int, tuple[Band, ...]] = {}
        for row in rows:
            for day in row.weekdays:
                bands[day] = (*bands.get(day, ()), *([row.band] if row.band else ()))
        return tuple(
            WeeklyBand(day, band.opens, band.closes)
            for day in sorted(bands)
            for band in self._joined(bands[day])
        )

    def _exceptions(self) -> Iterator[DayException]:
        own = list(self._of(RowKind.EXCEPTION))
        for first, last in dict.fromkeys(row.dates for row in own):
            rows = [row for row in own if row.dates == (first, last)]
            bands = self._joined(tuple(row.band for row in rows if row.band is not None))
            reason = next((row.text for row in rows if row.text), "")
            assert first is not None
            assert last is not None
            yield DayException(first, last, bands, reason)

    def _joined(self, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        found = joined(bands)
        self._overlaps = self._overlaps or len(found) < len(bands)
        return found


def _holds(outer: Dates, inner: Dates) -> bool:
    starts = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    return starts and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))
