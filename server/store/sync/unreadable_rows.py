"""Rows that the server cannot read any more: out of the feed and its sums, listed until mended."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from contract.wire.changes import BODY_TYPES, Kind, Op
from server.store.engine.connection import Connection, Row, millis
from server.store.sync.change_log import Emission, emit
from server.store.sync.replicated_rows import ASIDE, TABLES, value_of

# Beyond these the fault is not in rows: seats keep the copies they have.
MOST_ASIDE = 1000
_KINDS = {table: kind for kind, table in TABLES.items()}
_LIST = "unreadable_row"
# Of a row that belongs to a case: where the case is now.
_OF_ITS_CASE = {
    Kind.ACTIVITY: "JOIN case_activity e ON e.case_id = c.id",
    Kind.CALLBACK: "JOIN callback e ON e.case_id = c.id",
    Kind.ATTEMPT: "JOIN callback b ON b.case_id = c.id JOIN callback_attempt e"
    " ON e.callback_id = b.id",
}


def listed_rows(connection: Connection) -> list[Row]:
    """Return table, id, kind of fault and instant of all that is left out."""
    return connection.execute(
        f"SELECT table_name, row_id, fault, at FROM {_LIST} ORDER BY table_name, row_id"
    )


def count_listed(connection: Connection) -> int:
    return connection.number(f"SELECT count(*) AS n FROM {_LIST}")


def set_aside(
    connection: Connection, found: Mapping[tuple[str, str], str], now: datetime
) -> list[tuple[str, str]]:
    """Take these (table, id) out of the feed, with their fault; return those that went."""
    room = max(0, MOST_ASIDE - count_listed(connection))
    gone, emissions = list[tuple[str, str]](), list[Emission]()
    for table, row_id in sorted(found):
        if len(gone) == room:
            break
        row = _locked(connection, table, row_id)
        if row is None or row["deleted"] or _is_readable(connection, row):
            continue
        emissions.append(_moved(connection, row, Op.GONE, ASIDE))
        listed = {"table_name": table, "row_id": row_id, "at": millis(now)}
        connection.insert(_LIST, {**listed, "fault": found[table, row_id]}, keeps_old=True)
        gone.append((table, row_id))
    emit(connection, emissions, now=now)
    return gone


def mended_rows(connection: Connection) -> list[tuple[str, str]]:
    """Return the listed rows that can be read again, or were written or deleted meanwhile."""
    mended = []
    for one in listed_rows(connection):
        row = _row(connection, one["table_name"], one["row_id"])
        if row is None or row["deleted"] != ASIDE or _is_readable(connection, row):
            mended.append((one["table_name"], one["row_id"]))
    return mended


def bring_back(
    connection: Connection, mended: Iterable[tuple[str, str]], now: datetime
) -> list[tuple[str, str]]:
    """Put these rows into the feed again; return those that came back."""
    back, emissions = list[tuple[str, str]](), list[Emission]()
    for table, row_id in mended:
        row = _locked(connection, table, row_id)
        if row is not None and row["deleted"] == ASIDE:
            if not _is_readable(connection, row):
                continue
            row |= _place_of_its_case(connection, row)
            emissions.append(_moved(connection, row, Op.PUT, 0))
            back.append((table, row_id))
        connection.execute(
            f"DELETE FROM {_LIST} WHERE table_name = :table AND row_id = :id",
            {"table": table, "id": row_id},
        )
    emit(connection, emissions, now=now)
    return back


def _place_of_its_case(connection: Connection, row: Row) -> Row:
    """Write the scope and desk of its case into a row, and return them.

    The case may have gone to another desk meanwhile, left the copies of seats, or come back.
    """
    if (joined := _OF_ITS_CASE.get(_KINDS[row["table_name"]])) is None:
        return {}
    sql = f"SELECT c.scope, c.desk_id FROM case_ c {joined} WHERE e.id = :id{connection.for_update}"
    if (at := connection.one(sql, {"id": row["id"]})) is None:
        return {}
    connection.change(row["table_name"], {"id": row["id"], **at})
    return at


def _row(connection: Connection, table: str, row_id: str, locked: str = "") -> Row | None:
    sql = f"SELECT * FROM {table} WHERE id = :id{locked}"
    row = connection.one(sql, {"id": row_id})
    return None if row is None else {**row, "table_name": table}


def _locked(connection: Connection, table: str, row_id: str) -> Row | None:
    return _row(connection, table, row_id, connection.for_update)


def _is_readable(connection: Connection, row: Row) -> bool:
    try:
        value_of(connection, BODY_TYPES[_KINDS[row["table_name"]]], row)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is this row
        # Known already: nobody need be told of it again.
        connection.unreadable.pop((row["table_name"], row["id"]), None)
        return False
    return True


def _moved(connection: Connection, row: Row, op: Op, deleted: int) -> Emission:
    # Newer each time: what comes back must be newer than what seats saw go.
    version = row["version"] + 1
    connection.execute(
        f"UPDATE {row['table_name']} SET deleted = :deleted, version = :version WHERE id = :id",
        {"id": row["id"], "deleted": deleted, "version": version},
    )
    kind = Kind(_KINDS[row["table_name"]])
    was = row["version"] if op is Op.GONE else None
    return Emission(row["scope"], kind, row["id"], op, version, was)
