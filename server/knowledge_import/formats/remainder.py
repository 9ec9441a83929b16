"""What a format cannot carry of our tables: found by reading back what was written in it."""

import msgspec

from server.knowledge_import.knowledge_tables import OF_KNOWLEDGE, Cellular, Tables


class Remainder(msgspec.Struct, frozen=True):
    """cells: by table and id, those that came back otherwise. whole: tables to be kept as such.

    A whole table without rows says that there is nothing of the kind, where nobody else does.
    places: by table, where a file holds each of its rows.
    """

    cells: dict[str, dict[str, Cellular]]
    whole: Tables
    places: dict[str, list[tuple[str, int]]] = {}


def remainder(full: Tables, carried: Tables, owners: tuple[str, ...]) -> Remainder:
    """Return what to add to a file of these owners' tables so that it holds all of the full ones.

    owners: the tables whose every row is a thing of the format, on which cells can be hung.
    """
    cells: dict[str, dict[str, Cellular]] = {}
    whole: Tables = {}
    for table in OF_KNOWLEDGE:
        rows = full.get(table)
        if rows is None:
            continue
        if not rows and not carried.get(table):
            whole[table] = []
        elif table in owners:
            cells[table] = _differing(rows, carried.get(table, []))
        elif rows != [_filled(row, rows) for row in carried.get(table, [])]:
            whole[table] = rows
    return Remainder(cells, whole)


def _differing(rows: list[Cellular], carried: list[Cellular]) -> dict[str, Cellular]:
    there = {row["id"]: row for row in carried}
    found: dict[str, Cellular] = {}
    for row in rows:
        back = there.get(row["id"], {})
        differing = {name: cell for name, cell in row.items() if back.get(name, "") != cell}
        if differing:
            found[row["id"]] = differing
    return found


def _filled(row: Cellular, rows: list[Cellular]) -> Cellular:
    columns = rows[0] if rows else row
    return {name: row.get(name, "") for name in columns}
