"""Our tables as HSDS 3.0 in a folder of CSV files."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from server.knowledge_import.csv_sheet import csv_text
from server.knowledge_import.formats.hsds import hsds_out
from server.knowledge_import.formats.hsds.hsds_files import read_package
from server.knowledge_import.formats.hsds.hsds_records import (
    KINDS,
    NO_ROWS,
    OWN_TABLES,
    HsdsRecords,
    file_name,
    own_file,
)
from server.knowledge_import.knowledge_tables import Tables


def written(tables: Tables) -> dict[str, str]:
    """Return the whole base as CSV files by name: HSDS's tables, and ours beside them."""
    package = json.loads(hsds_out.written(tables))
    own: Tables = package.pop(OWN_TABLES)
    records = HsdsRecords()
    read_package(package, "", records)
    texts = {
        file_name(kind): _csv([one.fields for one in records.of(kind)])
        for kind in KINDS
        if records.of(kind)
    }
    return texts | {own_file(table): _csv(rows) for table, rows in own.items()}


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row)) or [NO_ROWS]
    return csv_text(columns, rows)
