"""Opening times as schedule objects of HSDS 3.0, and from them.

valid_from and valid_to are the validity of a week, dtstart and until the dates of a season. HSDS
has no word for a single day nor for closed: such a schedule has dates and no rule, and no times.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from contract.domain.opening_times.opening_formats import ReadTimes, RefusedCode, UnreadableTimes
from contract.domain.opening_times.opening_rows import EVERY_DAY, Row, RowKind, rows_of, times_of
from contract.domain.opening_times.opening_times import DAY_MINUTES, Band, OpeningTimes, clock

Schedule = Mapping[str, object]
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CLOSED = "closed"
# Seconds must be none: a timetable counts minutes.
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII)
# Refused by name: read as weekly, they would send citizens in the wrong week.
_RULES_BEYOND_A_WEEK = ("byweekno", "bymonthday", "byyearday", "count")
_DATES = ("valid_from", "valid_to", "dtstart", "until")


def to_hsds(times: OpeningTimes) -> tuple[dict[str, object], ...]:
    """Return the schedules, without ids; HSDS has no word for holidays. Raise UnusableTimes."""
    return tuple(dict(_properties(row)) for row in rows_of(times))


def from_hsds(schedules: Sequence[Schedule]) -> ReadTimes:
    """Return the times of schedules. Raise UnreadableTimes, naming the property to blame."""
    return times_of([_row(one) for one in schedules])


def _properties(row: Row) -> Iterator[tuple[str, object]]:
    if row.weekdays:
        yield "freq", "WEEKLY"
        yield "byday", ",".join(_DAYS[day] for day in row.weekdays)
    if row.band is not None:
        yield "opens_at", clock(row.band.opens)
        yield "closes_at", clock(row.band.closes)
    elif row.kind is not RowKind.NOTE:
        yield "notes", _CLOSED
    is_validity = row.kind in (RowKind.WEEK, RowKind.NOTE)
    names = _DATES[:2] if is_validity else _DATES[2:]
    for name, day in zip(names, row.dates, strict=True):
        if day is not None:
            yield name, day.isoformat()
    if row.text:
        yield "description", row.text


def _row(one: Schedule) -> Row:
    _refuse_rules(one)
    weekdays = _weekdays(one.get("byday"))
    dates = [_date(one.get(name)) for name in _DATES]
    text = str(one.get("description") or "").strip()
    band = _band(one)
    is_dated = dates[2] is not None or dates[3] is not None
    # Dates without a rule are a single stretch: HSDS has no other way to say one.
    if not weekdays and not one.get("freq") and is_dated:
        first, last = dates[2] or dates[3], dates[3] or dates[2]
        return Row(kind=RowKind.EXCEPTION, band=band, first=first, last=last, text=text)
    if band is None and not is_dated and not weekdays:
        return Row(kind=RowKind.NOTE, first=dates[0], last=dates[1], text=text)
    notes = str(one.get("notes") or "").strip()
    # A day beside blank times is closed; a text there says otherwise, and nobody knows what.
    if band is None and notes != _CLOSED and (notes or text or not weekdays):
        raise UnreadableTimes(RefusedCode.NOTHING_IN_IT, notes or text or "opens_at")
    # Hours of closing, taken for hours, would be the contrary of what was written.
    if band is not None and notes.casefold() == _CLOSED:
        raise UnreadableTimes(RefusedCode.PART_OFF, f"{notes} {one.get('opens_at')}")
    kind = RowKind.SEASON if is_dated else RowKind.WEEK
    first, last = (dates[2], dates[3]) if is_dated else (dates[0], dates[1])
    return Row(
        kind=kind, weekdays=weekdays or EVERY_DAY, band=band, first=first, last=last, text=text
    )


def _refuse_rules(one: Schedule) -> None:
    frequency = str(one.get("freq") or "WEEKLY").upper()
    if frequency != "WEEKLY":
        raise UnreadableTimes(RefusedCode.FREQUENCY, f"freq {frequency}")
    if str(one.get("interval") or 1) != "1":
        raise UnreadableTimes(RefusedCode.INTERVAL, f"interval {one.get('interval')}")
    for name in _RULES_BEYOND_A_WEEK:
        if one.get(name):
            raise UnreadableTimes(RefusedCode.FREQUENCY, f"{name} {one.get(name)}")


def _weekdays(value: object) -> tuple[int, ...]:
    found = []
    for part in str(value or "").upper().replace(" ", "").split(","):
        if part in _DAYS:
            found.append(_DAYS.index(part))
        elif part:
            # "1MO" is the first Monday of a month: a code of its own tells the editor so.
            nth = part[-2:] in _DAYS
            code = RefusedCode.NTH_WEEKDAY if nth else RefusedCode.NO_SUCH_DAY
            raise UnreadableTimes(code, f"byday {part}")
    return tuple(sorted(set(found)))


def _band(one: Schedule) -> Band | None:
    said = one.get("opens_at"), one.get("closes_at")
    if not any(said):
        return None
    # One end alone says neither when it opens nor when it closes.
    if not all(said):
        raise UnreadableTimes(RefusedCode.NO_SUCH_TIME, f"{said[0]}-{said[1]}")
    opens, closes = map(_time, said)
    return Band(opens, closes if closes > opens else closes + DAY_MINUTES)


def _time(value: object) -> int:
    """Return the minutes of "08:30", "08:30:00" or either with a zone, taken as Rome's."""
    found = _TIME.fullmatch(str(value).strip())
    minute = int(found[1]) * 60 + int(found[2]) if found else -1
    if found is None or int(found[2]) > 59 or not 0 <= minute <= DAY_MINUTES:
        raise UnreadableTimes(RefusedCode.NO_SUCH_TIME, str(value))
    return minute


def _date(value: object) -> date | None:
    """Return the day of "2026-12-24", also with a time behind it. Raise UnreadableTimes."""
    if not value:
        return None
    try:
        # A time behind the date is cut: validity counts whole days.
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError as error:
        raise UnreadableTimes(RefusedCode.NO_SUCH_DAY, str(value)) from error
