"""Services of HSDS as cards, and where they are given."""

from collections.abc import Iterator

from server.knowledge_import.formats.hsds import hsds_parts
from server.knowledge_import.formats.hsds.hsds_records import Record
from server.knowledge_import.formats.hsds.hsds_source import HsdsSource, named
from server.knowledge_import.formats.lenient import Lenient, mapped
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR
from server.knowledge_import.knowledge_tables import CARDS, PLACES

_OF_SERVICE = {
    "application_process": "how_to",
    "description": "short_description",
    "alert": "alert",
    "wait_time": "times",
    "url": "access",
}
_STATUS = {
    "active": "active",
    "inactive": "suspended",
    "temporarily closed": "suspended",
    "defunct": "ended",
}
_NOT_CARRIED = ("minimum_age", "interpretation_services", "accreditations", "licenses")
# What HSDS calls our columns.
_CALLED = {ours: theirs for theirs, ours in _OF_SERVICE.items()} | {
    "title": "name",
    "say": "description",
    "what_is_needed": "required_documents",
    "contacts": "email",
    "owner_email": "assurer_email",
    "verified_on": "assured_date",
    "responsible_id": "organization_id",
    "office_ids": "service_at_locations",
    "hours": "schedules",
}
_PLACE_CALLED = {
    "card_id": "service_id",
    "office_id": "location_id",
    "note": "description",
    "hours": "schedules",
}


def add_cards(source: HsdsSource) -> None:
    for service in source.records.of("service"):
        _add_card(source, service)


def _add_card(source: HsdsSource, one: Record) -> None:
    titled = source.titled("service", one, one.get("name"))
    if titled is None:
        return
    cells, title = titled
    card = source.id("service", one.get("id"))
    called = _called_in(one)
    row = mapped(_OF_SERVICE, one.fields, cells) | {"id": card, "title": title}
    row |= _card_cells(source, one, cells, called)
    for name in _NOT_CARRIED:
        if one.get(name) not in (None, ""):
            cells.note("not_carried", name, name)
    if (status := one.get("status")) not in (None, "", *_STATUS):
        cells.note("not_carried", "status", status)
    say = cells.say(row.get("short_description", ""), title, "description")
    assumed = source.mapping.assumed_of_card(say=say)
    source.made.add(CARDS, one.place, row, assumed=assumed, columns=called)
    _add_places(source, one, card)


def _called_in(service: Record) -> dict[str, str]:
    """Return what this service calls our columns: some have another name in older tables."""
    return _CALLED | {
        "who_for": named(service, "eligibility_description", "eligibility", "audience"),
        "keywords": named(service, "keywords", "alternate_name"),
        "costs": named(service, "fees_description", "fees", "cost_options"),
    }


def _card_cells(
    source: HsdsSource, one: Record, cells: Lenient, called: dict[str, str]
) -> dict[str, str]:
    who_for, keywords = called["who_for"], called["keywords"]
    return {
        "status": _STATUS.get(str(one.get("status") or "active"), "active"),
        "who_for": hsds_parts.eligibility(source, one, cells, who_for),
        "costs": hsds_parts.costs(source, one, cells),
        "what_is_needed": hsds_parts.documents(source, one, cells),
        "contacts": cells.email(one.get("email"), "email"),
        "owner_email": cells.email(one.get("assurer_email"), "assurer_email"),
        "verified_on": cells.day(one.get("assured_date"), "assured_date"),
        "keywords": cells.text(one.get(keywords), keywords),
        "responsible_id": source.linked(
            "organization", one.get("organization_id"), cells, "organization_id"
        ),
        "office_ids": LIST_SEPARATOR.join(_offices(source, one, cells)),
        "hours": hsds_parts.hours(source, "service", one),
        "phones": hsds_parts.phones(source, "service", one)["phones"],
    }


def _offices(source: HsdsSource, service: Record, cells: Lenient) -> Iterator[str]:
    """Yield where a service is given; the older tables name one location themselves."""
    parts = source.records.of("service_at_location", "service", service)
    named_by = [(one, source.part(one, service)) for one in parts] + [(service, cells)]
    for one, part in named_by:
        if office := source.linked("location", one.get("location_id"), part, "location_id"):
            yield office


def _add_places(source: HsdsSource, service: Record, card: str) -> None:
    for one in source.records.of("service_at_location", "service", service):
        cells = source.part(one, service)
        office = source.id("location", one.get("location_id"))
        # What it says of a place that is not here is told with what nobody asked for.
        if not office:
            continue
        row = {
            "card_id": card,
            "office_id": office,
            "phones": hsds_parts.phones(source, "service_at_location", one)["phones"],
            "note": cells.text(one.get("description"), "description"),
            "hours": hsds_parts.hours(source, "service_at_location", one),
            "phone_hours": "",
        }
        if row["phones"] or row["note"] or row["hours"]:
            source.made.add(PLACES, one.place, row, columns=_PLACE_CALLED)
