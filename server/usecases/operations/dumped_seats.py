"""The seats in a backup of PostgreSQL: beside its dump, which could not leave out a column."""

import json
from pathlib import Path

from server.store.engine.connection import Connection, Row

SEATS = "seats.json"  # in the backup


def seats_without_secrets(connection: Connection) -> list[Row]:
    """Return the seats without what their telephones register with."""
    rows = connection.execute("SELECT * FROM seat ORDER BY seat")
    return [row | {"line_digest": ""} for row in rows]


def restoring_script(path: Path) -> str:
    """Return what puts the seats of the file back, nothing for a dump that has them in it."""
    if not path.exists():
        return ""
    rows = json.dumps(json.loads(path.read_bytes())).replace("'", "''")
    told = f"json_populate_recordset(NULL::public.seat, '{rows}')"
    return f"INSERT INTO public.seat SELECT * FROM {told};\n"
