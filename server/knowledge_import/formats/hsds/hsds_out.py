"""Our tables as HSDS 3.0: one JSON file with a list for each kind of thing.

What HSDS has no place for hangs on its things as attributes, or lies beside them as our tables.
"""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

from server.knowledge_import.formats.foreign import Mapping
from server.knowledge_import.formats.hours_cells import schedules_of_hours
from server.knowledge_import.formats.hsds import hsds_in
from server.knowledge_import.formats.hsds.hsds_records import OWN_TABLES
from server.knowledge_import.formats.hsds.hsds_source import OWN_ATTRIBUTE
from server.knowledge_import.formats.made_tables import read_back
from server.knowledge_import.formats.remainder import remainder
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR
from server.knowledge_import.knowledge_tables import (
    CARDS,
    OFFICES,
    PLACES,
    TOPICS,
    Cellular,
    Tables,
)

_SPACE = uuid.UUID("7a1f1f0e-0d0c-5e44-9a55-6f0d1c0ac060")  # of the identifiers of parts
_ACCENT_OF_ESCAPE = re.compile(r"(?<=\\[bfnrt])[\u0300-\u036f]")
_CELLS_TERM = {
    "id": str(uuid.uuid5(_SPACE, "term/cells")),
    "name": "Altri campi",
    "description": "Fields of ChiamaRoma that HSDS has no word for, as JSON",
    "taxonomy": f"{OWN_ATTRIBUTE}-cells",
}
_ATTRIBUTE_ROOM = 40_000  # characters of cells; JSON writes some of them as two
_ENTITIES = {CARDS: "service", TOPICS: "taxonomy_term"}
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_WEB = re.compile(r"https?://[^\s]{3,500}")
_STATUS = {"active": "active", "suspended": "temporarily closed", "ended": "defunct"}
_OF_SERVICE = {
    "name": "title",
    "description": "short_description",
    "application_process": "how_to",
    "fees_description": "costs",
    "eligibility_description": "who_for",
    "alert": "alert",
    "wait_time": "times",
    "alternate_name": "keywords",
    "assured_date": "verified_on",
    "assurer_email": "owner_email",
}


def written(tables: Tables) -> bytes:
    """Return the whole base as one file."""
    package = _package(tables) | {OWN_TABLES: {}}
    package["attributes"] = list(_attributes({}, tables))
    # What comes back of it by our own reader is what needs no place beside it.
    back = read_back(hsds_in.read, _encoded(package), "base.json", Mapping())
    rest = remainder(tables, back, (OFFICES, CARDS, TOPICS))
    package["attributes"] = list(_attributes(rest.cells, tables))
    package[OWN_TABLES] = rest.whole
    return _encoded(package)


def _encoded(package: dict[str, Any]) -> bytes:
    return json.dumps(package, ensure_ascii=False, indent=0).encode()


def _package(tables: Tables) -> dict[str, Any]:
    offices = tables.get(OFFICES, [])
    sites = {row["id"] for row in offices if row["kind"] == "site"}
    bodies = [row for row in offices if row["id"] not in sites]
    first = bodies[0]["id"] if bodies else ""
    return {
        "version": "3.0",
        "organizations": [_organization(row) for row in bodies],
        "locations": [_location(row, sites) for row in offices if row["id"] in sites],
        "services": [_service(row, sites, first, tables) for row in tables.get(CARDS, [])],
        "taxonomy_terms": [*map(_topic, tables.get(TOPICS, [])), _CELLS_TERM],
    }


def _topic(row: Cellular) -> dict[str, str]:
    name = row["path"]
    own = identifier(TOPICS, row["id"])
    return {"id": own, "name": name, "description": name, "taxonomy": OWN_ATTRIBUTE}


def identifier(table: str, own: str) -> str:
    """Return the UUID that HSDS wants of a thing of ours, the same in each export."""
    # The same in each export: whoever copied the last one finds the same things.
    return own if _UUID.fullmatch(own) else str(uuid.uuid5(_SPACE, f"{table}/{own}"))


def _reference(own: str) -> str:
    return identifier(OFFICES, own) if own else ""


def _organization(row: Cellular) -> dict[str, Any]:
    ipa = {"identifier_scheme": "IT-IPA", "identifier_type": "IPA", "identifier": row["ipa_code"]}
    identifiers = [_part("identifier", row["id"], ipa)]
    return _told(
        {
            "id": identifier(OFFICES, row["id"]),
            "name": row["name"],
            "alternate_name": row["keywords"],
            "description": row["note"] or row["name"],  # HSDS wants one
            "email": row["email"],
            "website": row["website"],
            "parent_organization_id": _reference(row["parent_id"]),
            "organization_identifiers": identifiers if row["ipa_code"] else [],
            "phones": _phones(row),
        }
    )


def _location(row: Cellular, sites: set[str]) -> dict[str, Any]:
    above = row["parent_id"]
    return _told(
        {
            "id": identifier(OFFICES, row["id"]),
            "location_type": "physical",
            "organization_id": _reference(above) if above not in sites else "",
            "name": row["name"],
            "alternate_name": row["keywords"],
            "description": row["note"],
            "url": row["website"],
            "transportation": row["how_to_get_there"],
            "latitude": float(row["latitude"]) if row["latitude"] else "",
            "longitude": float(row["longitude"]) if row["longitude"] else "",
            "addresses": _addresses(row),
            "accessibility": _described(row),
            "phones": _phones(row),
            "schedules": _schedules("location", row),
        }
    )


def _addresses(row: Cellular) -> list[dict[str, str]]:
    unknown = dict.fromkeys(("city", "state_province", "postal_code"), "")  # within the line
    address = {"address_1": row["address"], **unknown, "country": "IT", "address_type": "physical"}
    return [_part("address", row["id"], address)] if row["address"] else []


def _described(row: Cellular) -> list[dict[str, str]]:
    text = row["accessibility"]
    return [_part("accessibility", row["id"], {"description": text})] if text else []


def _service(row: Cellular, sites: set[str], first: str, tables: Tables) -> dict[str, Any]:
    responsible = row["responsible_id"]
    # HSDS asks for an organization; which one is ours stands in the cells beside it.
    body = first if not responsible or responsible in sites else responsible  # HSDS wants one
    places = [one for one in tables.get(PLACES, []) if one["card_id"] == row["id"]]
    offices = [office for office in row["office_ids"].split(LIST_SEPARATOR) if office in sites]
    documents = [{"document": row["what_is_needed"]}] if row["what_is_needed"] else []
    return _told(
        {name: row[ours] for name, ours in _OF_SERVICE.items()}
        | {
            "id": identifier(CARDS, row["id"]),
            "url": row["access"] if _WEB.fullmatch(row["access"]) else "",
            "status": _STATUS.get(row["status"], "inactive"),
            "organization_id": _reference(body),
            "required_documents": [_part("document", row["id"], one) for one in documents],
            "phones": _phones(row),
            "schedules": _schedules("service", row),
            "service_at_locations": [_at_location(row["id"], one, places) for one in offices],
        }
    )


def _at_location(card: str, office: str, places: list[Cellular]) -> dict[str, Any]:
    link = {"service_id": identifier(CARDS, card), "location_id": _reference(office)}
    mine = [one for one in places if one["office_id"] == office]
    if not mine:
        return _part("at", card + office, link)
    place = mine[0]
    told = {"description": place["note"], "phones": _phones(place)}
    return _told(_part("at", card + office, link | told))


def _phones(row: Cellular) -> list[dict[str, str]]:
    numbers = [
        {"number": number, "type": kind}
        for kind, cell in (("voice", row.get("phones", "")), ("fax", row.get("faxes", "")))
        for number in cell.split(LIST_SEPARATOR)
        if number
    ]
    owner = row.get("id") or row["card_id"] + row["office_id"]
    return [_part("phone", f"{owner}{one}", one) for one in numbers]


def _schedules(kind: str, row: Cellular) -> list[dict[str, Any]]:
    found = schedules_of_hours(row["hours"])
    return [_part("schedule", f"{kind}{row['id']}{one}", one) for one in found]


def _attributes(cells: dict[str, dict[str, Cellular]], tables: Tables) -> Iterator[dict[str, str]]:
    """Yield an attribute for each thing: our identifier, and what HSDS has no word for, as JSON."""
    for table in (OFFICES, CARDS, TOPICS):
        for row in tables.get(table, []):
            own = row["id"]
            fields = {
                "link_id": identifier(table, own),
                "taxonomy_term_id": _CELLS_TERM["id"],
                "link_entity": _ENTITIES.get(table) or _entity(row),
                "link_type": OWN_ATTRIBUTE,
            }
            for number, held in enumerate(_held(own, cells.get(table, {}).get(own, {}))):
                value = _lasting(json.dumps(held, ensure_ascii=False))
                of = f"{table}{own}/{number}" if number else f"{table}{own}"
                yield _part("attribute", of, fields | {"value": value})


def _lasting(text: str) -> str:
    """Return JSON that stays JSON in a cell: who reads one composes a letter and its accent."""
    return _ACCENT_OF_ESCAPE.sub(lambda accent: f"\\u{ord(accent[0]):04x}", text)


def _held(own: str, cells: Cellular) -> list[Cellular]:
    """Return the cells with our identifier; very long ones apart, as no cell of CSV holds all."""
    # The same base as CSV: a cell of more than 131,072 characters is refused there.
    if sum(map(len, cells.values())) <= _ATTRIBUTE_ROOM:
        return [{"id": own} | cells]
    return [{"id": own}, *({name: cell} for name, cell in cells.items())]


def _entity(office: Cellular) -> str:
    return "location" if office["kind"] == "site" else "organization"


def _part(kind: str, of: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Return a part with an identifier that is the same in each export."""
    return {"id": str(uuid.uuid5(_SPACE, f"{kind}/{of}"))} | fields


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [])}
