"""What hangs on a thing of HSDS in records of its own: phones, schedules, addresses and so on.

What is left out of a part is noted where the part stands in its file.
"""

from collections.abc import Callable, Sequence
from typing import Any

from contract.domain.knowledge_entries.entry_values import usable_text
from server.knowledge_import.formats.hours_cells import (
    NoHours,
    hours_of_schedules,
    hours_of_weekdays,
    overlapping_schedule,
    overlapping_weekday,
)
from server.knowledge_import.formats.hsds.hsds_records import Record
from server.knowledge_import.formats.hsds.hsds_source import HsdsSource, named
from server.knowledge_import.formats.lenient import Lenient
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR

type _Said = Callable[[Sequence[dict[str, Any]]], str]  # raises NoHours
_HOURS: dict[str, _Said] = {
    "schedule": hours_of_schedules,
    "regular_schedule": lambda rows: hours_of_weekdays(rows, ()),
    "holiday_schedule": lambda rows: hours_of_weekdays((), rows),
}


def phones(source: HsdsSource, kind: str, owner: Record) -> dict[str, str]:
    """Return the numbers that can be called, and in an office's row its faxes."""
    numbers: dict[bool, list[str]] = {False: [], True: []}
    has_faxes = kind in ("organization", "location")
    for one in source.records.of("phone", kind, owner):
        cells = source.part(one, owner)
        number = _number(one, source.mapping.country)
        kind_of = named(one, "type", "number_type")
        is_fax = one.get(kind_of) == "fax"
        if is_fax and not has_faxes:
            cells.note("not_carried", "number", number)
            continue
        # Read to a citizen, such a number is one like any other.
        if one.get(kind_of) not in (None, "", "voice", "fax"):
            cells.note("not_carried", kind_of, one.get(kind_of))
        # A fax among the telephones would be read to a citizen as one.
        numbers[is_fax].append(cells.phones([number], "number"))
        if one.get("extension"):
            cells.note("not_carried", "extension", one.get("extension"))
    found = {"phones": _joined(numbers[False])}
    if has_faxes:
        found["faxes"] = _joined(numbers[True])
    return found


def _number(phone: Record, country: str) -> str:
    """Return the number; without its country's code a foreign one would be dialled in Italy."""
    prefix = phone.get("country_prefix") or ""
    number = usable_text(str(phone.get("number") or "")).strip(" \"'")
    if number and not number.startswith(("+", "00")):
        code = str(prefix or country).lstrip("+")
        number = number if code == "39" else f"+{code}{number}"
    return number


def hours(source: HsdsSource, kind: str, owner: Record) -> str:
    """Return the hours of a thing; "", noted, where they cannot be said."""
    schedules, regular, holidays = (
        _sayable(source, owner, source.records.of(of, kind, owner), said)
        for of, said in _HOURS.items()
    )
    said = [*schedules, *regular, *holidays]
    if not said:
        return ""
    try:
        found = _hours_of(schedules, regular, holidays)
    except NoHours as fault:  # each can be said, and not all of them
        source.part(said[0], owner).note("bad_schedule", "", fault)
        return ""
    joined = overlapping_schedule if schedules else overlapping_weekday
    if (index := joined(_fields(schedules or regular))) is not None:
        source.part((schedules or regular)[index], owner).note("hours_joined", "", found)
    if schedules and (left := [*regular, *holidays]):
        source.part(left[0], owner).note("not_carried", "", "regular_schedule, holiday_schedule")
    # Every day closed: times that nobody wrote down.
    if not found:
        source.part(said[0], owner).note("bad_schedule", "", "opens_at")
    return source.part(said[0], owner).hours(found, "")


def _sayable(source: HsdsSource, owner: Record, records: list[Record], said: _Said) -> list[Record]:
    """Return those that can be said; each of the others is noted, and costs no other."""
    found = []
    for one in records:
        try:
            said([one.fields])
            found.append(one)
        except NoHours as fault:
            source.part(one, owner).note("bad_schedule", "", fault)
            one.fields.asked |= one.fields.keys()  # told as a whole
    return found


def street(source: HsdsSource, location: Record) -> str:
    """Return where a location is, in a line."""
    addresses = source.records.of("address", "location", location)
    # Citizens go there: a postal address may be a box.
    physical = [one for one in addresses if not _is_postal(one)]
    for one in physical or addresses:
        town = " ".join(str(one.get(n)) for n in ("postal_code", "city") if one.get(n))
        lines = (one.get("address_1"), one.get("address_2"), town)
        line = ", ".join(str(part) for part in lines if part)
        return source.part(one, location).line(line, "address_1")
    return ""


def _is_postal(address: Record) -> bool:
    address.says("address_type", "physical")  # as all others are
    return address.says("address_type", "postal")


def eligibility(source: HsdsSource, service: Record, cells: Lenient, column: str) -> str:
    """Return whom a service is for; before 3.0 a table of its own says it."""
    parts = source.records.of("eligibility", "service", service)
    told = [_said(service.get(column)), _listed(parts, "eligibility", "description")]
    return cells.text("\n".join(filter(None, told)), column)


def accessibility(source: HsdsSource, location: Record, cells: Lenient) -> str:
    names = ("description", "accessibility")
    told = _listed(source.records.of("accessibility", "location", location), *names)
    return cells.text(told or location.get("accessibility"), "accessibility")


def costs(source: HsdsSource, service: Record, cells: Lenient) -> str:
    column = named(service, "fees_description", "fees")
    told = [_said(service.get(column))]
    for one in source.records.of("cost_option", "service", service):
        amount = " ".join(filter(None, (_said(one.get(n)) for n in ("amount", "currency"))))
        parts = (_said(one.get("option")), amount, _said(one.get("amount_description")))
        told.append(", ".join(filter(None, parts)))
    return cells.text("\n".join(filter(None, told)), column if told[0] else "cost_options")


def documents(source: HsdsSource, service: Record, cells: Lenient) -> str:
    told = _listed(source.records.of("required_document", "service", service), "document")
    return cells.text(told or service.get("required_documents"), "required_documents")


def _listed(parts: list[Record], *names: str) -> str:
    """Return a line for each part, what it says under the first of these names that says any."""
    told = (_said(one.get(named(one, *names))) for one in parts)
    return "\n".join(filter(None, told))


def _said(value: Any) -> str:
    """Return what a file says: the number 0 of a cost is a word too."""
    return "" if value in (None, "") else str(value)


def ipa_code(source: HsdsSource, organization: Record) -> str:
    for one in source.records.of("organization_identifier", "organization", organization):
        if one.says("identifier_scheme", "IT-IPA"):
            return str(one.get("identifier") or "")
    return ""


def _joined(numbers: list[str]) -> str:
    return LIST_SEPARATOR.join(dict.fromkeys(filter(None, numbers)))


def _hours_of(schedules: list[Record], regular: list[Record], holidays: list[Record]) -> str:
    """Return the hours, the newer tables' first. Raise NoHours."""
    return hours_of_schedules(_fields(schedules)) or hours_of_weekdays(
        _fields(regular), _fields(holidays)
    )


def _fields(records: list[Record]) -> list[dict[str, Any]]:
    return [one.fields for one in records]
