"""Offices as schema.org describes them, in JSON-LD, with their hours; in and out."""

import json
from pathlib import Path
from typing import Any

from server.knowledge_import.formats.foreign import Mapping, is_title, own_id
from server.knowledge_import.formats.hours_cells import (
    NoHours,
    do_overlap,
    hours_of_specifications,
    specifications_of_hours,
)
from server.knowledge_import.formats.hours_texts import UnreadableText, specifications_of_texts
from server.knowledge_import.formats.lenient import Lenient
from server.knowledge_import.formats.linked_data import (
    SCHEMA_ORG,
    Thing,
    read_graph,
    tell_spoilt,
    things,
)
from server.knowledge_import.formats.made_tables import MadeTables, read_back
from server.knowledge_import.formats.remainder import Remainder, remainder
from server.knowledge_import.import_problems import label_of
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR
from server.knowledge_import.knowledge_tables import OFFICES, Cellular, Tables

_KINDS = (
    *("GovernmentOffice", "GovernmentOrganization", "Organization", "LocalBusiness", "Place"),
    *("CivicStructure", "GovernmentBuilding", "CityHall", "Library", "PostOffice"),
)
_OWN = "chiamaroma"
_HOURS = "openingHoursSpecification"
_COLUMNS = {
    "id": "identifier",
    "parent_id": "parentOrganization",
    "note": "description",
    "phones": "telephone",
    "faxes": "faxNumber",
    "website": "url",
    "hours": _HOURS,
}


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add the offices of a file."""
    graph = read_graph(path, made.findings)
    if graph is None:
        return
    found = things(graph, *(prefix + kind for kind in _KINDS for prefix in _PREFIXES))
    ids = {str(thing.node): _identifier(thing) for thing in found}
    own = {ids[str(thing.node)]: _own_cells(thing) for thing in found}
    for number, thing in enumerate(found, 1):
        label = label_of(thing.called(_text(thing, "name")))
        _add_office(thing, (f"{path.name} › office{label}", number), ids, made)
    if not found:
        made.findings.add("no_office", file=path.name)
    made.complete(Remainder({OFFICES: own}, {}))


def _add_office(
    thing: Thing, place: tuple[str, int], ids: dict[str, str], made: MadeTables
) -> None:
    """ids: our identifiers by node."""
    cells = Lenient(made, place)
    name = cells.line(_text(thing, "name"), "name")
    if _own_cells(thing) or is_title(made, place, "name", name):
        parent = next((ids.get(str(o.node), "") for o in _all(thing, "parentOrganization")), "")
        office = ids[str(thing.node)]
        row = {"id": office, "name": name, "parent_id": parent, **_cells(thing, cells)}
        made.add(OFFICES, place, row, columns=_COLUMNS)
    tell_spoilt(thing, made, place, _short_name, is_ours=bool(_own_cells(thing)))


def written(tables: Tables) -> bytes:
    """Return the offices as one file."""
    offices = {row["id"]: _office(row) for row in tables.get(OFFICES, [])}
    back = read_back(read, _encoded(offices), "offices.jsonld", Mapping())
    rest = remainder({OFFICES: tables.get(OFFICES, [])}, back, (OFFICES,))
    for own, cells in rest.cells.get(OFFICES, {}).items():
        offices[own]["additionalProperty"] += [_property(n, cell) for n, cell in cells.items()]
    return _encoded(offices)


def _encoded(offices: dict[str, dict[str, Any]]) -> bytes:
    whole = {"@context": "https://schema.org", "@graph": list(offices.values())}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _office(row: Cellular) -> dict[str, Any]:
    hours = specifications_of_hours(row["hours"])
    fields = {
        "@id": f"urn:chiamaroma:office:{row['id']}",
        "@type": "GovernmentOffice",
        "identifier": row["id"],
        "name": row["name"],
        "description": row["note"],
        "email": row["email"],
        "url": row["website"],
        **_where(row),
        "openingHoursSpecification": list(hours.usual),
        "specialOpeningHoursSpecification": list(hours.special),
        "additionalProperty": [_property("id", row["id"])],
        "telephone": [one for one in row["phones"].split(LIST_SEPARATOR) if one],
        "faxNumber": [one for one in row["faxes"].split(LIST_SEPARATOR) if one],
    }
    if row["parent_id"]:
        fields["parentOrganization"] = {"@id": f"urn:chiamaroma:office:{row['parent_id']}"}
    return {name: value for name, value in fields.items() if value not in ("", [])}


def _where(row: Cellular) -> dict[str, Any]:
    degrees = {"latitude": row["latitude"], "longitude": row["longitude"]}
    return {
        "address": {"@type": "PostalAddress", "streetAddress": row["address"]},
        "geo": {"@type": "GeoCoordinates", **degrees},
    }


def _property(name: str, value: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": _OWN, "name": name, "value": value}


_PREFIXES = (SCHEMA_ORG, "http://schema.org/")


def _all(thing: Thing, name: str) -> list[Thing]:
    return thing.all(*(prefix + name for prefix in _PREFIXES))


def _text(thing: Thing, name: str) -> str:
    return thing.text(*(prefix + name for prefix in _PREFIXES))


def _texts(thing: Thing, name: str) -> list[str]:
    return thing.texts(*(prefix + name for prefix in _PREFIXES))


def _short_name(name: str) -> str:
    return name.rpartition("/")[2]


def _identifier(thing: Thing) -> str:
    own = _own_cells(thing).get("id")
    given = _text(thing, "identifier") or thing.last_part(_text(thing, "name"))
    return own or own_id("org", given)


def _own_cells(thing: Thing) -> Cellular:
    return {
        _text(one, "name"): _text(one, "value")
        for one in _all(thing, "additionalProperty")
        if _text(one, "propertyID") == _OWN
    }


def _cells(thing: Thing, cells: Lenient) -> dict[str, str]:
    address = next(iter(_all(thing, "address")), None)
    geo = next(iter(_all(thing, "geo")), None)
    return {
        "note": cells.text(_text(thing, "description"), "description"),
        "address": cells.line(_address(address) if address else "", "address"),
        "latitude": cells.degrees(_text(geo, "latitude") if geo else "", "latitude", 90),
        "longitude": cells.degrees(_text(geo, "longitude") if geo else "", "longitude", 180),
        "phones": cells.phones(_texts(thing, "telephone"), "telephone"),
        "faxes": cells.phones(_texts(thing, "faxNumber"), "faxNumber"),
        "email": cells.email(_text(thing, "email").removeprefix("mailto:"), "email"),
        "website": cells.web(_text(thing, "url"), "url"),
        "hours": _hours(thing, cells),
    }


def _address(address: Thing) -> str:
    names = ("streetAddress", "postalCode", "addressLocality")
    parts = [_text(address, name) for name in names]
    return ", ".join(filter(None, parts)) or address.called("")  # or it is a text and no thing


def _hours(thing: Thing, cells: Lenient) -> str:
    """Return the hours of the specifications; where there are none, of the plain texts."""
    usual = _specifications(thing, _HOURS)
    special = _specifications(thing, "specialOpeningHoursSpecification")
    texts = _texts(thing, "openingHours")
    # Sites write hours twice, as things and as a text: the things are exact.
    if not usual:
        return _hours_of(
            _usual_of(texts, cells), special, "openingHours" if texts else _HOURS, cells
        )
    hours = _hours_of(usual, special, _HOURS, cells)
    # Told only where the two differ: an editor must see which one holds.
    if texts and _hours_of(_usual_of(texts, cells), special, "openingHours", cells) != hours:
        cells.note("not_carried", "openingHours", "; ".join(texts))
    return hours


def _usual_of(texts: list[str], cells: Lenient) -> list[dict[str, Any]]:
    try:
        return specifications_of_texts(texts)
    except UnreadableText as fault:
        cells.note("hours_left_out", "openingHours", fault)
        return []


def _hours_of(
    usual: list[dict[str, Any]], special: list[dict[str, Any]], column: str, cells: Lenient
) -> str:
    try:
        hours = hours_of_specifications(usual, special)
    except NoHours as fault:
        cells.note("bad_schedule", column, fault)
        return ""
    if do_overlap(usual, special):
        cells.note("hours_joined", column, hours)
    return cells.hours(hours, column)


def _specifications(thing: Thing, name: str) -> list[dict[str, Any]]:
    plain = ("opens", "closes", "validFrom", "validThrough", "description")
    return [
        {"dayOfWeek": [str(day.node) for day in _all(one, "dayOfWeek")]}
        | {of: text for of in plain if (text := _text(one, of))}
        for one in _all(thing, name)
    ]
