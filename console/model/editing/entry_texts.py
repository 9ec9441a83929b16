"""The values of an entry's fields as texts: shown to an editor, and read from what is typed."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from console.model.editing.entry_form import FIELDS, EntryField, FieldForm
from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.knowledge import ServicePlace, StaffMember
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_formats import UnreadableTimes
from contract.domain.opening_times.opening_holiday_lines import UnreadableLine
from contract.domain.opening_times.opening_lines import HoursLines, lines_from, lines_of, times_of
from contract.domain.opening_times.opening_text import text_of_times, times_of_text
from contract.domain.opening_times.opening_times import OpeningTimes
from contract.domain.phone_number import UnusableNumber, spoken, to_e164

BAR = "|"  # between the parts of a line that holds several
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class UnreadableField(ValueError):
    """What was typed is no value. code: "date", "phone", "place", "hours" or "number"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def json_of(entry: Entry, name: str) -> str:
    """Return the value of a field as it stands in the entry's JSON."""
    return msgspec.json.encode(getattr(entry, name)).decode()


def text_of(field: EntryField, value: Any) -> str:
    """Return a value as an editor types it."""
    return _WRITERS.get(field.form, _plain)(value)


def texts_of(kind: EntryKind, entry: Entry) -> dict[str, str]:
    return {field.name: text_of(field, getattr(entry, field.name)) for field in FIELDS[kind]}


def json_from(field: EntryField, text: str) -> str:
    """Return what was typed as JSON of the field's value. Raise UnreadableField."""
    reader = _READERS.get(field.form)
    # None would be no value of such a field: empty, it stays a text that the checks refuse.
    if field.is_needed:
        reader = str.strip
    return msgspec.json.encode(text.strip() if reader is None else reader(text)).decode()


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _date_text(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value is not None else ""


def _date(text: str) -> date | None:
    if not text.strip():
        return None
    found = _DATE.fullmatch(text.strip())
    try:
        day, month, year = map(int, found.groups()) if found else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        raise UnreadableField("date") from None


def _decimal(text: str) -> float | None:
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    try:
        found = float(plain)
    except ValueError:
        raise UnreadableField("number") from None
    # float() takes "nan" and "inf" as well: neither fits between the two.
    if not -180 <= found <= 180:  # nor NaN
        raise UnreadableField("number")
    return found


def _phones_text(value: tuple[str, ...]) -> str:
    return ", ".join(spoken(phone) for phone in value)


def _phones(text: str) -> tuple[str, ...]:
    try:
        return tuple(to_e164(one) for one in re.split(r"[,;\n]", text) if one.strip())
    except UnusableNumber:
        raise UnreadableField("phone") from None


def _references(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _parts(line: str, least: int) -> list[str]:
    parts = [part.strip() for part in line.split(BAR)]
    # Whoever types only the first parts need not write the bars of the rest.
    return parts + [""] * (least - len(parts))


def _staff_text(value: tuple[StaffMember, ...]) -> str:
    return "\n".join(
        f" {BAR} ".join((one.role, one.name, _phones_text(one.phones), one.email, one.note)).rstrip(
            f" {BAR}"
        )
        for one in value
    )


def _staff(text: str) -> tuple[StaffMember, ...]:
    members = []
    for line in filter(str.strip, text.splitlines()):
        role, name, phones, email, *note = _parts(line, 5)
        members.append(
            StaffMember(
                role=role,
                name=name,
                phones=_phones(phones),
                email=email,
                note=f" {BAR} ".join(note).strip(),
            )
        )
    return tuple(members)


def _place_text(one: ServicePlace) -> str:
    times = (text_of_times(one.desk_times), text_of_times(one.phone_times))
    parts = (one.office_id, _phones_text(one.phones), *times, one.note)
    return f" {BAR} ".join(parts).rstrip(f" {BAR}")


def _place(line: str) -> ServicePlace:
    """Office, telephones, hours of the desk and of the telephone as OSM writes them, a note."""
    office_id, phones, desk, phone, *note = _parts(line, 5)
    if not office_id:
        raise UnreadableField("place")
    try:
        desk_times, phone_times = times_of_text(desk), times_of_text(phone)
    except UnreadableTimes:
        raise UnreadableField("hours") from None
    return ServicePlace(
        office_id=OfficeId(office_id),
        phones=_phones(phones),
        desk_times=desk_times,
        phone_times=phone_times,
        note=" ".join(note).strip(),
    )


def _places(text: str) -> tuple[ServicePlace, ...]:
    return tuple(_place(line) for line in text.splitlines() if line.strip())


def hours_from(text: str) -> HoursLines:
    """Return the lines a text of HOURS holds."""
    return lines_from(text)


def hours_text(lines: HoursLines) -> str:
    return msgspec.json.encode(lines).decode()


def _times(text: str) -> OpeningTimes:
    try:
        return times_of(hours_from(text))
    except UnreadableLine:
        raise UnreadableField("hours") from None


_WRITERS: dict[FieldForm, Callable[[Any], str]] = {
    FieldForm.REFERENCES: "\n".join,
    FieldForm.DATE: _date_text,
    FieldForm.PHONES: _phones_text,
    FieldForm.FLAG: lambda value: "yes" if value else "",
    FieldForm.STAFF: _staff_text,
    FieldForm.PLACES: lambda value: "\n".join(_place_text(one) for one in value),
    FieldForm.HOURS: lambda value: hours_text(lines_of(value)),
}
_READERS: dict[FieldForm, Callable[[str], Any]] = {
    FieldForm.TEXT: str.rstrip,
    FieldForm.REFERENCE: lambda text: text.strip() or None,
    FieldForm.REFERENCES: _references,
    FieldForm.DATE: _date,
    FieldForm.PHONES: _phones,
    FieldForm.FLAG: lambda text: text == "yes",
    FieldForm.STAFF: _staff,
    FieldForm.PLACES: _places,
    FieldForm.HOURS: _times,
    FieldForm.NUMBER: int,
    FieldForm.DECIMAL: _decimal,
}
