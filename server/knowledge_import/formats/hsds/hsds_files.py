"""HSDS in any of its clothes, nested JSON or a folder of CSV files, as flat records by kind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from server.knowledge_import.csv_records import CsvShape
from server.knowledge_import.csv_sheet import read_any_sheet
from server.knowledge_import.file_text import read_text
from server.knowledge_import.formats.foreign import unlimited
from server.knowledge_import.formats.hsds.hsds_records import (
    KIND_OF,
    NO_ROWS,
    OWN_PREFIX,
    OWN_TABLES,
    POSTAL,
    Fields,
    HsdsRecords,
    Record,
    key_of,
    own_file,
)
from server.knowledge_import.formats.json_file import read_json
from server.knowledge_import.formats.made_tables import NUMBERED
from server.knowledge_import.import_problems import Findings, label_of
from server.knowledge_import.knowledge_files import check_folder
from server.knowledge_import.knowledge_folder import is_tabular
from server.knowledge_import.knowledge_tables import OF_KNOWLEDGE

_BEGINNING = 65_536  # bytes, of a CSV file
# Single values by the names of HSDS that are read here; whatever nests there is none.
_TEXTS = frozenset(
    {
        *("name", "description", "alternate_name", "email", "website", "status", "alert", "number"),
        *("application_process", "wait_time", "eligibility_description", "fees_description"),
        *("assured_date", "assurer_email", "latitude", "longitude", "transportation", "title"),
        *(
            "department",
            "document",
            "address_1",
            "city",
            "option",
            "amount",
            "opens_at",
            "closes_at",
        ),
        *("byday", "freq", "valid_from", "valid_to", "dtstart", "until", "extension"),
    }
)
_PASSED_OVER = frozenset(
    {
        *("languages", "programs", "program", "service_areas", "funding", "metadata", "units"),
        *("taxonomies", "taxonomy_detail", "url", "urls", "additional_websites", "capacities"),
    }
)


def read_hsds(path: Path, shape: CsvShape, findings: Findings) -> HsdsRecords:
    """Return the records of a JSON file or of a folder of CSV files. Raise ImportRefused."""
    records = HsdsRecords()
    if path.is_dir():
        check_folder(path, findings)
        _read_folder(path, shape, records, findings)
    else:
        content = read_json(path, findings, shape)
        if content is not None:
            _read_root(content, path.name, records, findings)
    # Two things with one id: the second would be lost without a word.
    for file, number, given in ((*one.place, one.get("id")) for one in records.contradicting):
        findings.add("duplicate_id", file=file, row=number, column="id", value=given)
    has_things = any(records.of(kind) for kind in ("organization", "service", "location"))
    if not (has_things or records.own_tables or findings.problems):
        findings.add("no_things", file=path.name)
    return records


def _read_folder(folder: Path, shape: CsvShape, records: HsdsRecords, findings: Findings) -> None:
    for path in sorted(folder.iterdir()):
        if path.suffix != ".csv":
            # Rows somebody expects to be in may stand there.
            records.passed_over |= {path.name: None} if is_tabular(path) else {}
            continue
        if path.name.startswith(OWN_PREFIX):
            _read_own(path, records, findings)
            continue
        kind = KIND_OF.get(path.stem.rpartition("-")[2])
        if kind is None:
            records.passed_over[path.name] = _rows_of(path, shape)
            continue
        # Catalogues ship every table, most of them with a header alone: that is no fault.
        if kind not in ("organization", "service") and not _has_rows(path):
            continue  # a table nothing was put into
        sheet = read_any_sheet(path, (), findings, shape)
        for row in sheet.rows if sheet else ():
            fields = Fields({name: cell for name, cell in row.cells.items() if cell})
            if path.stem.rpartition("-")[2] in POSTAL:
                fields.setdefault("address_type", "postal")
            records.by_kind[kind].append(Record((path.name, row.number), fields))


def _rows_of(path: Path, shape: CsvShape) -> int | None:
    """Return how many rows a file has; None: it cannot be read."""
    sheet = read_any_sheet(path, (), unlimited(), shape) if _has_rows(path) else None
    return len(sheet.rows) if sheet else None


def _has_rows(path: Path) -> bool:
    """Return whether anything stands below the first line; what cannot be read may well."""
    try:
        with path.open("rb") as file:
            begins = file.read(_BEGINNING)
    except OSError:
        return True
    below = begins.splitlines()[1:]
    return len(begins) == _BEGINNING or any(line.strip(b"\0 \t\r\n") for line in below)


def _read_own(path: Path, records: HsdsRecords, findings: Findings) -> None:
    text = read_text(path, Findings())
    # Said in a word: a table somebody emptied by hand takes nothing out.
    is_empty = text is not None and text.strip() == NO_ROWS
    sheet = None if is_empty else read_any_sheet(path, (), findings)
    table = next((name for name in OF_KNOWLEDGE if own_file(name) == path.name), "")
    if not table:
        findings.add("unknown_table", file=path.name, value=path.name)
    rows = sheet.rows if sheet else ()
    records.own_tables[table] = [Record((path.name, row.number), Fields(row.cells)) for row in rows]
    records.are_ours = True


def read_package(package: dict[str, Any], file: str, records: HsdsRecords) -> None:
    """Add the things of an object that holds a list of each kind."""
    for name, things in package.items():
        _visit_all(name, things, f"{file} › {name}", {}, records)


def _read_root(content: Any, file: str, records: HsdsRecords, findings: Findings) -> None:
    things = content.get("contents", content) if isinstance(content, dict) else content
    if things is not content:
        records.see_around(content, file)
    if isinstance(things, list):
        for number, thing in enumerate(things, 1):
            _visit_unnamed(thing, (file, number), records)
    elif isinstance(things, dict) and any(name.endswith(".csv") for name in things):
        for name, rows in things.items():
            _visit_all(name.removesuffix(".csv"), rows, f"{file} › {name}", {}, records)
    elif isinstance(things, dict) and "id" not in things:
        read_package(things, file, records)
        own = things.get(OWN_TABLES)
        records.are_ours = own is not None
        records.own_tables = _own_tables(own, file, findings) if own is not None else {}
    else:
        _visit_unnamed(things, (file, 1), records)


def _own_tables(own: Any, file: str, findings: Findings) -> dict[str, list[Record]]:
    where = f"{file} › {OWN_TABLES}"
    try:
        tables = msgspec.convert(own, dict[str, list[dict[str, str]]])
    except msgspec.ValidationError:
        findings.add("json_shape", file=where, value=OWN_TABLES)
        return {}
    for name in tables.keys() - set(OF_KNOWLEDGE):
        findings.add("unknown_table", file=where, value=name)
    return {
        name: [
            Record((f"{where}.{name}", number), Fields(row)) for number, row in enumerate(rows, 1)
        ]
        for name, rows in tables.items()
    }


def _visit_unnamed(thing: Any, place: tuple[str, int], records: HsdsRecords) -> None:
    kind = _guessed(thing) if isinstance(thing, dict) else ""
    file, number = place
    if not kind:
        records.unknown[file] += 1
    else:
        _visit(kind, thing, (f"{file} › {kind}", number), {}, records)


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
    name: str, things: Any, where: str, links: dict[str, Any], records: HsdsRecords
) -> None:
    kind = KIND_OF.get(name)
    many = things if isinstance(things, list) else [things]
    if kind is None or name in _PASSED_OVER:
        # Single values of a file as a whole, such as its version, are no things.
        if isinstance(things, list | dict) and name != OWN_TABLES:
            records.unknown[NUMBERED.sub("[]", where)] += len(many)
        return
    for number, thing in enumerate(many, 1):
        if isinstance(thing, dict):
            if name in POSTAL:
                thing = {"address_type": "postal"} | thing
            _visit(kind, thing, (where, number), links, records)
        elif thing not in (None, ""):
            records.unreadable.append(((where, number), str(thing)))


def _visit(
    kind: str,
    thing: dict[str, Any],
    place: tuple[str, int],
    links: dict[str, Any],
    records: HsdsRecords,
) -> None:
    """Add a thing and what is nested in it. place: its list in the file, and the number in it."""
    plain = {name: value for name, value in thing.items() if not isinstance(value, list | dict)}
    fields = links | plain | _links_of(thing)
    where, number = place
    called = (f"{where}{label_of(str(thing.get('id') or ''))}", number)
    records.add(kind, called, fields)
    # A thing where a text belongs is told: left out unseen, it would be lost.
    records.spoilt += [(called, name) for name, _ in _nested(thing) if name in _TEXTS]
    # Parts that are nested name no owner: their place does.
    link = {f"{kind}_id": key_of(thing.get("id"), called)}
    for name, value in _nested(thing):
        inner = link if name not in ("organization", "location", "service") else {}
        _visit_all(name, value, f"{where}[{number}].{name}", inner, records)


def _links_of(thing: dict[str, Any]) -> dict[str, Any]:
    nested = ((alone, thing.get(alone)) for alone in ("organization", "location", "service"))
    return {f"{n}_id": one["id"] for n, one in nested if isinstance(one, dict) and one.get("id")}


def _nested(thing: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in thing.items() if isinstance(value, list | dict))
