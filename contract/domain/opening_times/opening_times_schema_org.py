"""Opening times as schema.org OpeningHoursSpecification objects, and from them.

The usual week goes into openingHoursSpecification, dated exceptions into
specialOpeningHoursSpecification. Equal times of 00:00 say closed, as search engines read them, and
00:00-23:59 the whole day. What no property says goes into the description: an appointment, a note.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from contract.domain.opening_times.opening_formats import (
    ReadTimes,
    RefusedCode,
    Remark,
    RemarkCode,
    UnreadableTimes,
)
from contract.domain.opening_times.opening_rows import EVERY_DAY, Row, RowKind, rows_of, times_of
from contract.domain.opening_times.opening_times import DAY_MINUTES, Band, OpeningTimes, clock

Specification = Mapping[str, object]
_TYPE = "OpeningHoursSpecification"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOLIDAYS = "PublicHolidays"
_MIDNIGHT, _LAST_MINUTE = "00:00", DAY_MINUTES - 1
# Seconds must be none: a timetable counts minutes.
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00(?:\.0+)?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)


class SchemaOrgHours(msgspec.Struct, frozen=True):
    """usual, special: values of the two properties."""

    usual: tuple[dict[str, object], ...]
    special: tuple[dict[str, object], ...]
    remarks: tuple[Remark, ...] = ()


def to_schema_org(times: OpeningTimes) -> SchemaOrgHours:
    """Return the objects, and what they cannot say. Raise UnusableTimes."""
    written = rows_of(times)
    usual: list[dict[str, object]] = []
    special: list[dict[str, object]] = []
    remarks = list(written.remarks)
    for row in written.rows:
        remark = _not_carried(row)
        if remark is not None:
            remarks.append(remark)
        # What cannot be said is left out and told; 23:59 is written, and read as midnight.
        if remark is None or remark.code is RemarkCode.LAST_MINUTE:
            (special if row.kind is RowKind.EXCEPTION else usual).append(_object(row))
    return SchemaOrgHours(tuple(usual), tuple(special), tuple(remarks))


def from_schema_org(
    usual: Sequence[Specification], special: Sequence[Specification] = ()
) -> ReadTimes:
    """Return the times of objects. Raise UnreadableTimes, naming the part to blame."""
    remarks: list[Remark] = []
    rows = [row for one in usual for row in _rows(one, remarks, is_special=False)]
    rows += [row for one in special for row in _rows(one, remarks, is_special=True)]
    found = times_of(rows)
    return ReadTimes(found.times, (*dict.fromkeys(remarks), *found.remarks))


def _not_carried(row: Row) -> Remark | None:
    band = row.band
    if band is None:
        return None
    part = f"{clock(band.opens)}-{clock(band.closes)}"
    # Equal times would say closed.
    if band.closes == band.opens + DAY_MINUTES and band.opens:
        return Remark(RemarkCode.LOST_LONG_BAND, part)
    if band == Band(0, _LAST_MINUTE):
        return Remark(RemarkCode.LAST_MINUTE, part)
    return None


def _object(row: Row) -> dict[str, object]:
    found: dict[str, object] = {"@type": _TYPE}
    if row.kind is RowKind.HOLIDAY:
        found["dayOfWeek"] = [_HOLIDAYS]
    elif row.weekdays:
        found["dayOfWeek"] = [_DAYS[day] for day in row.weekdays]
    if row.kind is not RowKind.NOTE:
        found["opens"], found["closes"] = _times(row.band)
    if row.kind is RowKind.SEASON:
        found["name"] = row.text  # the property tells a season, even without a name
    elif row.text:
        found["description"] = row.text
    if row.first is not None:
        found["validFrom"] = row.first.isoformat()
    if row.last is not None:
        found["validThrough"] = row.last.isoformat()
    return found


def _times(band: Band | None) -> tuple[str, str]:
    if band is None:
        return _MIDNIGHT, _MIDNIGHT
    # 00:00-00:00 says closed: search engines read 00:00-23:59 as the whole day.
    if band == Band(0, DAY_MINUTES):
        return _MIDNIGHT, clock(_LAST_MINUTE)
    return clock(band.opens), clock(band.closes % DAY_MINUTES)


def _rows(one: Specification, remarks: list[Remark], *, is_special: bool) -> Iterator[Row]:
    weekdays, holidays = _weekdays(one.get("dayOfWeek"))
    first, last = read_date(one.get("validFrom")), read_date(one.get("validThrough"))
    text = str(one.get("description") or one.get("name") or "").strip()
    if not one.get("opens") and not one.get("closes"):
        # Days without hours are neither open nor closed: refused rather than guessed.
        if weekdays or holidays or is_special:
            raise UnreadableTimes(RefusedCode.NOTHING_IN_IT, text or str(one.get("dayOfWeek")))
        yield Row(kind=RowKind.NOTE, first=first, last=last, text=text)
        return
    band = _band(one, remarks)
    if holidays:
        yield Row(kind=RowKind.HOLIDAY, band=band, text=text)
    if holidays and not weekdays:
        return
    if is_special and not weekdays:
        # One date alone is one day.
        day = first or last
        if day is None:
            raise UnreadableTimes(RefusedCode.NOTHING_IN_IT, "validFrom")
        kind = RowKind.EXCEPTION
        yield Row(kind=kind, band=band, first=first or day, last=last or day, text=text)
        return
    kind = RowKind.SEASON if is_special or ("name" in one and (first or last)) else RowKind.WEEK
    yield Row(
        kind=kind, weekdays=weekdays or EVERY_DAY, band=band, first=first, last=last, text=text
    )


def _weekdays(value: object) -> tuple[tuple[int, ...], bool]:
    """Names, their addresses on schema.org, or objects that hold one; also of public holidays."""
    found: list[int] = []
    holidays = False
    for one in value if isinstance(value, list | tuple) else [value] if value else []:
        # Linked data writes the same day as a word, an address or an object.
        said = one.get("@id", one.get("name", "")) if isinstance(one, Mapping) else one
        name = re.split(r"[/#:]", str(said).rstrip("/"))[-1]
        if name == _HOLIDAYS:
            holidays = True
        elif name in _DAYS:
            found.append(_DAYS.index(name))
        else:
            raise UnreadableTimes(RefusedCode.NO_SUCH_DAY, str(said))
    return tuple(sorted(set(found))), holidays


def _band(one: Specification, remarks: list[Remark]) -> Band | None:
    opens, closes = (read_time(one.get(name), remarks) for name in ("opens", "closes"))
    if opens == closes:
        return None
    if (opens, closes) == (0, _LAST_MINUTE):
        return Band(0, DAY_MINUTES)
    return Band(opens, closes if closes > opens else closes + DAY_MINUTES)


def read_time(value: object, remarks: list[Remark]) -> int:
    """Return the minutes of "08:30", "08:30:00" or either with a zone, taken as Rome's."""
    found = _TIME.fullmatch(str(value).strip())
    minute = int(found[1]) * 60 + int(found[2]) if found else -1
    if found is None or int(found[2]) > 59 or not 0 <= minute <= DAY_MINUTES:
        raise UnreadableTimes(RefusedCode.NO_SUCH_TIME, str(value))
    if found[3]:
        remarks.append(Remark(RemarkCode.ZONE_TAKEN_AS_ROME, found[3]))
    return minute


def read_date(value: object) -> date | None:
    """Return the day of "2026-12-24", also with a time behind it. Raise UnreadableTimes."""
    if not value:
        return None
    try:
        # A time behind the date is cut: validity counts whole days.
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError as error:
        raise UnreadableTimes(RefusedCode.NO_SUCH_DAY, str(value)) from error
