"""Values of an entry that no file could carry: found before they are published, and made clean."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, NamedTuple

from msgspec.structs import replace

from contract.domain.knowledge_entries import entry_values as values
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_findings import CheckCode
from contract.domain.knowledge_entries.knowledge import (
    ITALIAN,
    ServicePlace,
    StaffMember,
    ThesaurusLine,
)
from contract.domain.opening_times.opening_times import OpeningTimes

_APART = 1  # character between the parts of a list in one cell
_WHOLE_LIMIT = 10**9  # of a version
# Rather too much: only what may be too long by this is written out to be measured.
_PART_LENGTH = 100  # characters of a band or a stretch of days in hours, and more
_DEGREES = {"latitude": 90, "longitude": 180}
_NOT_LOOKED_AT = frozenset({"id", "version", "author", "added_on"})
_MALFORMED: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("email", "pec", "owner_email"), values.is_mail),
    "website": values.is_web_address,
    "municipio": values.is_municipio,
    "language": values.is_language,
}


class ValueFault(NamedTuple):
    """value: the text to blame. length: "250/200" of what is too long."""

    code: CheckCode
    field: str
    value: str = ""
    length: str = ""


def value_faults(entry: Entry, unlike: Entry | None = None) -> Iterator[ValueFault]:
    """Yield what is wrong in a clean entry, or only in the fields it has otherwise than another."""
    for field in entry.__struct_fields__:
        value = getattr(entry, field)
        if field in _NOT_LOOKED_AT or (unlike is not None and value == getattr(unlike, field)):
            continue
        yield from _of(field, value)


def texts_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each text of an entry, those of its people, places and hours too, with its field."""
    for field in entry.__struct_fields__:
        if field not in _NOT_LOOKED_AT:
            yield from ((field, text) for text in _texts_of(getattr(entry, field)))


def cleaned(entry: Entry) -> Entry:
    """Return the entry as every file holds it: composed accents, nothing blank around a text,
    nothing twice in a list.
    """
    names = (name for name in entry.__struct_fields__ if name not in _NOT_LOOKED_AT)
    clean = {name: _clean(getattr(entry, name)) for name in names}
    if isinstance(entry, ThesaurusLine):
        clean["line"] = " ".join(entry.line.split())
    if "language" in clean:
        clean["language"] = clean["language"].lower() or ITALIAN
    return replace(entry, **clean)


def _clean(value: Any) -> Any:
    match value:
        # Before str, which an enumeration of words is as well.
        case Enum():
            return value
        case str():
            return values.clean_text(value)
        case float():
            return round(value, values.DECIMALS)
        case OpeningTimes():
            return _clean_times(value)
        case StaffMember() | ServicePlace():
            fields = {name: _clean(getattr(value, name)) for name in value.__struct_fields__}
            return replace(value, **fields)
        case (str(), *_):
            # A set would lose the order, which is the editor's.
            return tuple(dict.fromkeys(map(_clean, value)))
        case tuple():
            return tuple(map(_clean, value))
    return value


def _clean_times(times: OpeningTimes) -> OpeningTimes:
    # Most timetables have no words: they are handed on without being built anew.
    if not any(_texts_in(times)):
        return times
    clean = values.clean_text
    return replace(
        times,
        note=clean(times.note),
        seasons=tuple(replace(one, name=clean(one.name)) for one in times.seasons),
        exceptions=tuple(replace(one, reason=clean(one.reason)) for one in times.exceptions),
    )


def _of(field: str, value: Any) -> Iterator[ValueFault]:
    match value:
        case str():
            yield from _of_text(field, value)
        case float() if not values.is_degrees(value, _DEGREES[field]):
            yield ValueFault(CheckCode.VALUE_MALFORMED, field, str(value))
        case int() if not 0 <= value <= _WHOLE_LIMIT:
            yield ValueFault(CheckCode.VALUE_MALFORMED, field, str(value))
        case OpeningTimes():
            yield from _of_times(field, value)
        case (str(), *_):
            yield from _of_list(field, value)
        case (StaffMember() | ServicePlace(), *_):
            for part in value:
                yield from _of_part(field, part)


def _of_text(field: str, text: str) -> Iterator[ValueFault]:
    is_well = _MALFORMED.get(field)
    if values.UNUSABLE.search(text):
        yield ValueFault(CheckCode.TEXT_UNUSABLE, field, text)
    # "say" has a check and a sentence of its own, with the limit of what can be read aloud.
    elif field != "say" and len(text) > values.limit_of(field):
        yield _too_long(field, len(text), text)
    elif text and is_well is not None and not is_well(text):
        yield ValueFault(CheckCode.VALUE_MALFORMED, field, text)


def _of_list(field: str, parts: tuple[str, ...]) -> Iterator[ValueFault]:
    if field in ("phones", "faxes"):
        for part in parts:
            if not values.is_phone(part):
                yield ValueFault(CheckCode.VALUE_MALFORMED, field, part)
    length = sum(len(part) + _APART for part in parts) - _APART
    if length > values.limit_of(field):
        yield _too_long(field, length, ";".join(parts))


def _of_times(field: str, times: OpeningTimes) -> Iterator[ValueFault]:
    texts = list(_texts_in(times))
    for text in texts:
        if values.UNUSABLE.search(text):
            yield ValueFault(CheckCode.TEXT_UNUSABLE, field, text)
    most = _parts_in(times) * _PART_LENGTH + 2 * sum(map(len, texts))
    limit = values.limit_of(field)
    # Writing times out as text is slow: asked only of those that could be too long.
    if most > limit and (length := values.length_of(times)) > limit:
        yield _too_long(field, length)  # whatever they say: a day more is no other fault


def _texts_of(value: Any) -> Iterator[str]:
    match value:
        # Before str, which an enumeration of words is as well: its words are ours.
        case Enum():
            return
        case str():
            yield value
        case OpeningTimes():
            yield from _texts_in(value)
        case StaffMember() | ServicePlace():
            for name in value.__struct_fields__:
                yield from _texts_of(getattr(value, name))
        case tuple():
            for part in value:
                yield from _texts_of(part)


def _parts_in(times: OpeningTimes) -> int:
    inner = (len(one.weekly) + 1 for one in times.seasons)
    return len(times.weekly) + sum(inner) + sum(len(one.bands) + 1 for one in times.exceptions)


def _texts_in(times: OpeningTimes) -> Iterator[str]:
    texts = (
        times.note,
        *(one.name for one in times.seasons),
        *(one.reason for one in times.exceptions),
    )
    return (text for text in texts if text)


def _of_part(field: str, part: Any) -> Iterator[ValueFault]:
    """Yield the faults of somebody at an office, or of a place, under the field that holds them."""
    for name in part.__struct_fields__:
        value = getattr(part, name)
        for fault in _of(name, value):
            yield fault._replace(field=field)
        if isinstance(value, OpeningTimes) and not values.are_usable(value):
            yield ValueFault(CheckCode.HOURS_UNUSABLE, field)
    # By its role somebody is found: a person without one would have no row in a file.
    if isinstance(part, StaffMember) and not part.role:
        yield ValueFault(CheckCode.VALUE_MALFORMED, field)


def _too_long(field: str, length: int, value: str = "") -> ValueFault:
    told = f"{length}/{values.limit_of(field)}"
    return ValueFault(CheckCode.VALUE_TOO_LONG, field, value, told)
