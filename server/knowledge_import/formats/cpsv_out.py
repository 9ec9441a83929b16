"""Our tables as CPSV-AP_IT in JSON-LD, self-contained; what it lacks is said in words of ours."""

import json
from typing import Any

from server.knowledge_import.formats import cpsv_in
from server.knowledge_import.formats.cpsv_words import (
    CARD,
    CONTEXT,
    CPSV,
    EMAIL_TYPES,
    EMPTY_TYPE,
    OFFICE,
    PARTS,
    PHONE_CHANNEL,
    ROW,
    ROW_TYPE,
    STATUS,
)
from server.knowledge_import.formats.foreign import Mapping
from server.knowledge_import.formats.made_tables import read_back
from server.knowledge_import.formats.remainder import Remainder, remainder
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR
from server.knowledge_import.knowledge_tables import CARDS, OFFICES, Cellular, Tables


def written(tables: Tables) -> bytes:
    """Return the whole base as one file."""
    things = {
        OFFICES: {row["id"]: _office(row) for row in tables.get(OFFICES, [])},
        CARDS: {row["id"]: _card(row) for row in tables.get(CARDS, [])},
    }
    back = read_back(cpsv_in.read, _encoded(things, []), "base.jsonld", Mapping())
    rest = remainder(tables, back, (OFFICES, CARDS))
    for table, by_id in things.items():
        for own, thing in by_id.items():
            cells = rest.cells.get(table, {}).get(own, {})
            thing |= {f"cell:{name}": cell for name, cell in cells.items()}
    return _encoded(things, _rows(rest))


def _encoded(things: dict[str, dict[str, Any]], rows: list[dict[str, str]]) -> bytes:
    graph = [*things[OFFICES].values(), *things[CARDS].values(), *rows]
    whole = {"@context": CONTEXT, "@graph": graph}
    return json.dumps(whole, ensure_ascii=False, indent=0).encode()


def _card(row: Cellular) -> dict[str, Any]:
    return _parts(row) | _told(
        {
            "@id": CARD + row["id"],
            "@type": "cpsv:PublicService",
            "dct:identifier": row["id"],
            "l0:name": row["title"],
            "l0:description": row["short_description"],
            "cpsv:serviceKeyword": row["keywords"],
            "cpsv:hasServiceStatus": {"@id": f"{CPSV}ServiceStatus/{STATUS[row['status']]}"},
            "cpsv:isPhysicallyAvailableAt": _offices(row["office_ids"]),
            "cv:hasCompetentAuthority": _offices(row["responsible_id"]),
            "cpsv:hasChannel": [_phone_channel(number) for number in _split(row["phones"])],
            "cell:id": row["id"],
        }
    )


def _parts(row: Cellular) -> dict[str, Any]:
    return {
        f"cpsv:{name}": {"@type": f"cpsv:{kind}", "l0:description": row[column]}
        for name, kind, column in PARTS
        if row[column]
    }


def _phone_channel(number: str) -> dict[str, str]:
    return {
        "@type": "cpsv:Channel",
        "dct:identifier": PHONE_CHANNEL,
        "sm:telephoneNumber": number,
    }


def _office(row: Cellular) -> dict[str, Any]:
    is_site = row["kind"] == "site"
    geometry = {"clv:lat": row["latitude"], "clv:long": row["longitude"]}
    return _told(
        {
            "@id": OFFICE + row["id"],
            "@type": "poi:PointOfInterest" if is_site else "cov:Organization",
            "dct:identifier": row["id"],
            "l0:name": row["name"],
            "l0:description": row["note"],
            "clv:hasAddress": _told({"clv:fullAddress": row["address"]}),
            "clv:hasGeometry": _told(geometry),
            "sm:hasOnlineContactPoint": _contact(row),
            "cell:id": row["id"],
        }
    )


def _contact(row: Cellular) -> dict[str, Any]:
    return _told(
        {
            "sm:hasTelephone": [{"sm:telephoneNumber": one} for one in _split(row["phones"])],
            "sm:hasFax": [{"sm:telephoneNumber": one} for one in _split(row["faxes"])],
            "sm:hasEmail": [
                {"sm:emailType": kind, "sm:emailAddress": row[column]}
                for column, kind in EMAIL_TYPES.items()
                if row[column]
            ],
            "sm:hasWebSite": _told({"sm:URL": row["website"]}),
        }
    )


def _rows(rest: Remainder) -> list[dict[str, str]]:
    empty = [
        {"@id": f"{ROW}{table}", "@type": EMPTY_TYPE, "cell:table": table}
        for table, rows in rest.whole.items()
        if not rows
    ]
    return empty + [
        {
            "@id": f"{ROW}{table}:{number}",
            "@type": ROW_TYPE,
            "cell:table": table,
            "cell:number": str(number),
        }
        | {f"cell:{name}": cell for name, cell in row.items()}
        for table, rows in rest.whole.items()
        for number, row in enumerate(rows, 1)
    ]


def _offices(cell: str) -> list[dict[str, str]]:
    return [{"@id": OFFICE + office} for office in _split(cell)]


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(LIST_SEPARATOR) if part]


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [], {})}
