"""HSDS in any of its clothes, nested JSON or a folder of CSV files, as flat records by kind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from server.usecases.csv_records import CsvShape
from server.usecases.csv_sheet import read_any_sheet
from server.usecases.import_problems import Findings
from server.usecases.knowledge_formats.json_file import read_json
from server.usecases.knowledge_tables import OF_KNOWLEDGE

# A kind by the names it goes under: alone, several, as a table.
_NAMES = {
    "organization": ("organizations",),
    "service": ("services",),
    "location": ("locations",),
    "service_at_location": ("service_at_locations",),
    "phone": ("phones",),
    "schedule": ("schedules",),
    "regular_schedule": ("regular_schedules",),
    "holiday_schedule": ("holiday_schedules",),
    "contact": ("contacts",),
    "address": ("addresses",),
    "accessibility": (),
    "required_document": ("required_documents",),
    "cost_option": ("cost_options",),
    "organization_identifier": ("organization_identifiers",),
    "taxonomy_term": ("taxonomy_terms", "taxonomy"),
    "attribute": ("attributes",),
}
_KIND_OF = {name: kind for kind, names in _NAMES.items() for name in (kind, *names)}
KINDS = tuple(_NAMES)
OWN_TABLES = "chiamaroma_tables"  # of ours, in a file of ours
_OWN_PREFIX = "chiamaroma-"  # of files with tables of ours, among CSV files
_PASSED_OVER = frozenset(
    {
        *("languages", "programs", "program", "service_areas", "funding", "metadata", "units"),
        *("taxonomies", "taxonomy_detail", "url", "urls", "additional_websites", "capacities"),
    }
)


class Record(msgspec.Struct, frozen=True):
    place: tuple[str, int]
    fields: dict[str, Any]

    def get(self, name: str) -> Any:
        return self.fields.get(name)


class HsdsRecords:
    """Records by kind, with the ids of what they belong to; asked once all are there."""

    def __init__(self) -> None:
        self.by_kind: dict[str, list[Record]] = {kind: [] for kind in KINDS}
        self.own_tables: dict[str, list[dict[str, str]]] = {}
        self.are_ours = False  # written by an export of ours
        self._seen: set[tuple[str, ...]] = set()
        self._indexes: dict[tuple[str, str], dict[str, list[Record]]] = {}

    def of(self, kind: str, owner: str = "", owner_id: object = None) -> list[Record]:
        """Return the records of a kind, or those that belong to an owner."""
        found = self.by_kind[kind]
        if not owner:
            return found
        return self._index(kind, f"{owner}_id").get(str(owner_id), [])

    def add(self, kind: str, file: str, fields: dict[str, Any]) -> None:
        """Add a record, once: nested files repeat what several things share."""
        key = (kind, *(f"{name}={fields.get(name)}" for name in _identity(kind, fields)))
        if fields.get("id") not in (None, "") and key in self._seen:
            return
        self._seen.add(key)
        records = self.by_kind[kind]
        records.append(Record((file, len(records) + 1), fields))

    def _index(self, kind: str, link: str) -> dict[str, list[Record]]:
        cached = self._indexes.get((kind, link))
        if cached is None:
            cached = {}
            for record in self.by_kind[kind]:
                if record.get(link) not in (None, ""):
                    cached.setdefault(str(record.get(link)), []).append(record)
            self._indexes[kind, link] = cached
        return cached


def _identity(kind: str, fields: dict[str, Any]) -> list[str]:
    """Return what tells a record from another; parts may belong to several owners."""
    if kind in ("organization", "service", "location", "taxonomy_term"):
        return ["id"]
    return ["id", *sorted(name for name in fields if name.endswith("_id"))]


def read_hsds(path: Path, shape: CsvShape, findings: Findings) -> HsdsRecords:
    """Return the records of a JSON file or of a folder of CSV files."""
    records = HsdsRecords()
    if path.is_dir():
        _read_folder(path, shape, records, findings)
    else:
        content = read_json(path, findings)
        if content is not None:
            _read_root(content, path.name, records, findings)
    if not findings.problems and not any(
        records.of(k) for k in ("organization", "service", "location")
    ):
        findings.add("json_shape", file=path.name, value="né organizzazioni né servizi né sedi")
    return records


def _read_folder(folder: Path, shape: CsvShape, records: HsdsRecords, findings: Findings) -> None:
    for path in sorted(folder.glob("*.csv")):
        if path.name.startswith(_OWN_PREFIX):
            _read_own(path, records, findings)
            continue
        kind = _KIND_OF.get(path.stem.rpartition("-")[2])
        if kind is None:
            continue
        if path.read_bytes().count(b"\n") < 2 and kind not in ("organization", "service"):
            continue  # a table nothing was put into
        sheet = read_any_sheet(path, (), findings, shape)
        for row in sheet.rows if sheet else ():
            fields = {name: cell for name, cell in row.cells.items() if cell}
            records.by_kind[kind].append(Record((path.name, row.number), fields))


def _read_own(path: Path, records: HsdsRecords, findings: Findings) -> None:
    sheet = read_any_sheet(path, (), findings)
    rows = [row.cells for row in sheet.rows] if sheet else []
    table = next((name for name in OF_KNOWLEDGE if own_file(name) == path.name), "")
    if not table:
        findings.add("unknown_sheet", file=path.name, value=path.name)
    records.own_tables[table] = rows
    records.are_ours = True


def own_file(table: str) -> str:
    """Return the name of the CSV file that holds a table of ours."""
    return f"{_OWN_PREFIX}{table.rpartition('.')[0]}.csv"


def read_package(package: dict[str, Any], file: str, records: HsdsRecords) -> None:
    """Add the things of an object that holds a list of each kind."""
    for name, things in package.items():
        _visit_all(name, things, file, {}, records)


def file_name(kind: str) -> str:
    """Return the name of the CSV file of a kind."""
    return f"{next(iter(_NAMES[kind]), kind)}.csv"


def _read_root(content: Any, file: str, records: HsdsRecords, findings: Findings) -> None:
    things = content.get("contents", content) if isinstance(content, dict) else content
    if isinstance(things, list):
        for thing in things:
            _visit_unnamed(thing, file, records)
    elif isinstance(things, dict) and any(name.endswith(".csv") for name in things):
        for name, rows in things.items():
            _visit_all(name.removesuffix(".csv"), rows, file, {}, records)
    elif isinstance(things, dict) and "id" not in things:
        read_package(things, file, records)
        own = things.get(OWN_TABLES)
        records.are_ours = own is not None
        records.own_tables = _own_tables(own, file, findings) if own is not None else {}
    else:
        _visit_unnamed(things, file, records)


def _own_tables(own: Any, file: str, findings: Findings) -> dict[str, list[dict[str, str]]]:
    try:
        return msgspec.convert(own, dict[str, list[dict[str, str]]])
    except msgspec.ValidationError:
        findings.add("json_shape", file=file, value=OWN_TABLES)
        return {}


def _visit_unnamed(thing: Any, file: str, records: HsdsRecords) -> None:
    kind = _guessed(thing) if isinstance(thing, dict) else ""
    if kind:
        _visit(kind, thing, file, {}, records)


def _guessed(thing: dict[str, Any]) -> str:
    """Return the kind of a thing that stands alone, by what only its kind has."""
    if "location" in thing or "service" in thing:
        return "service_at_location"
    marks = {
        "service": ("status", "application_process", "service_at_locations", "fees_description"),
        "location": ("location_type", "latitude", "transportation"),
        "organization": ("legal_status", "tax_status", "year_incorporated", "website", "services"),
    }
    return next((kind for kind, names in marks.items() if any(n in thing for n in names)), "")


def _visit_all(
    name: str, things: Any, file: str, links: dict[str, Any], records: HsdsRecords
) -> None:
    kind = _KIND_OF.get(name)
    if kind is None or name in _PASSED_OVER:
        return
    for thing in things if isinstance(things, list) else [things]:
        if isinstance(thing, dict):
            _visit(kind, thing, file, links, records)


def _visit(
    kind: str, thing: dict[str, Any], file: str, links: dict[str, Any], records: HsdsRecords
) -> None:
    fields = {name: value for name, value in thing.items() if not isinstance(value, list | dict)}
    fields = links | fields
    for alone in ("organization", "location", "service"):
        nested = thing.get(alone)
        if isinstance(nested, dict) and nested.get("id"):
            fields[f"{alone}_id"] = nested["id"]
    records.add(kind, f"{file} › {kind}", fields)
    for name, value in _nested(thing):
        inner = (
            {f"{kind}_id": thing.get("id")}
            if name not in ("organization", "location", "service")
            else {}
        )
        _visit_all(name, value, file, inner, records)


def _nested(thing: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in thing.items() if isinstance(value, list | dict))
