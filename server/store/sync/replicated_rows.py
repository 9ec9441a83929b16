"""The rows that seats copy: where each kind lives, and reading one, some or all of a scope."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import batched

import msgspec

from contract.domain.ids import BASE_SCOPE, EDITING_SCOPE, KNOWLEDGE_SCOPE, TEAM_SCOPE
from contract.wire.changes import BODY_TYPES, Kind
from server.store.engine.connection import Connection, Row, insertion
from server.store.engine.row_codec import codec_of

TABLES: dict[Kind, str] = {
    Kind.TOPIC: "topic",
    Kind.DESK: "desk",
    Kind.OFFICE: "office",
    Kind.CARD: "service_card",
    Kind.FAQ: "faq",
    Kind.THESAURUS: "thesaurus_line",
    Kind.VECTOR: "text_vector",
    Kind.CONTACT: "contact",
    Kind.CASE: "case_",
    Kind.ACTIVITY: "case_activity",
    Kind.CALLBACK: "callback",
    Kind.ATTEMPT: "callback_attempt",
    Kind.QUEUE: "queue",
    Kind.REVISION: "revision",
    Kind.REPORT: "entry_report",
    Kind.LEARNED: "learned_word",
    Kind.PROPOSAL: "synonym_proposal",
    Kind.QUESTION: "trial_question",
    Kind.TRIAL: "search_trial",
    Kind.SENDING: "sending",
}
KINDS: dict[type[msgspec.Struct], Kind] = {kind_type: k for k, kind_type in BODY_TYPES.items()}

# Of the column deleted: it cannot be read, and is not in the feed (unreadable_rows.py).
ASIDE = 2
# Drivers bound the parameters of a statement (test_feed_edit: more_rows_than_a_statement_takes).
_IDS_AT_ONCE = 500
_BASE_KINDS = (Kind.TOPIC, Kind.DESK, Kind.QUEUE)
_KNOWLEDGE_KINDS = (
    Kind.OFFICE,
    Kind.CARD,
    Kind.FAQ,
    Kind.THESAURUS,
    Kind.VECTOR,
    Kind.LEARNED,
)
_EDITING_KINDS = (Kind.REVISION, Kind.REPORT, Kind.PROPOSAL, Kind.QUESTION, Kind.TRIAL)
_DESK_KINDS = (Kind.CASE, Kind.ACTIVITY, Kind.CALLBACK, Kind.ATTEMPT)
_ACCOUNT_KINDS = (Kind.CONTACT, Kind.SENDING)
_TEAM_KINDS = (Kind.SENDING,)

AT_SERVER = ""  # the scope of rows that no seat copies any more
OF_DESK = "'desk:' || desk_id"  # SQL of the scope that a row of a case belongs to
_OF_CASES = {
    Kind.CASE: "e.id AS case_id FROM case_ e WHERE e.id IN",
    Kind.ACTIVITY: "e.case_id FROM case_activity e WHERE e.case_id IN",
    Kind.CALLBACK: "e.case_id FROM callback e WHERE e.case_id IN",
    Kind.ATTEMPT: "c.case_id FROM callback c JOIN callback_attempt e ON e.callback_id = c.id"
    " WHERE c.case_id IN",
}


def kinds_of(scope: str) -> tuple[Kind, ...]:
    """Return the kinds a scope may hold, in the order of its snapshot."""
    if scope == BASE_SCOPE:
        return _BASE_KINDS
    if scope == KNOWLEDGE_SCOPE:
        return _KNOWLEDGE_KINDS
    if scope == EDITING_SCOPE:
        return _EDITING_KINDS
    if scope == TEAM_SCOPE:
        return _TEAM_KINDS
    return _DESK_KINDS if scope.startswith("desk:") else _ACCOUNT_KINDS


@contextmanager
def passed_over(connection: Connection, kind: Kind, row_id: str) -> Iterator[None]:
    """Leave out a row of which something cannot be read, and note it as value_of does."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is this row
        connection.unreadable[TABLES[kind], row_id] = type(error).__name__


def value_of[S: msgspec.Struct](connection: Connection, kind_type: type[S], row: Row) -> S:
    """Return the value of a row; one that cannot be read is noted. Raise whatever is wrong."""
    try:
        value: S = codec_of(kind_type).value(row)
    except Exception as error:
        # The server takes it out of the feed, so that no seat waits for it (unreadable_rows.py).
        connection.unreadable[TABLES[KINDS[kind_type]], row["id"]] = type(error).__name__
        raise
    return value


def values_in[S: msgspec.Struct](
    connection: Connection, kind_type: type[S], rows: Iterable[Row]
) -> dict[str, S]:
    """Return the values by id, in the order of the rows; what cannot be read is left out."""
    found = {}
    for row in rows:
        with suppress(Exception):  # whatever is wrong with it, it is this row: value_of notes it
            found[row["id"]] = value_of(connection, kind_type, row)
    return found


def find[S: msgspec.Struct](
    connection: Connection, kind_type: type[S], entity_id: str, *, lock: bool = False
) -> S | None:
    """Return the value; lock keeps others from changing it before the commit."""
    row = connection.one(
        f"SELECT * FROM {TABLES[KINDS[kind_type]]} WHERE id = :id AND deleted = 0"
        f"{connection.for_update if lock else ''}",
        {"id": entity_id},
    )
    return None if row is None else value_of(connection, kind_type, row)


def find_ever[S: msgspec.Struct](
    connection: Connection, kind_type: type[S], entity_id: str
) -> tuple[S, bool] | None:
    """Return the value, a deleted one too, and whether it is there; locked until the commit."""
    row = connection.one(
        f"SELECT * FROM {TABLES[KINDS[kind_type]]} WHERE id = :id{connection.for_update}",
        {"id": entity_id},
    )
    return None if row is None else (value_of(connection, kind_type, row), not row["deleted"])


def find_many[S: msgspec.Struct](
    connection: Connection, kind_type: type[S], ids: Iterable[str], *, lock: bool = False
) -> dict[str, S]:
    """Return those that are there, by id; lock as in find."""
    sql = f"SELECT * FROM {TABLES[KINDS[kind_type]]} WHERE deleted = 0 AND id IN"
    # Locked in one order, so that two transactions never wait for each other.
    tail = f" ORDER BY id{connection.for_update}" if lock else ""
    rows = rows_by_ids(connection, sql, sorted(ids) if lock else ids, tail)
    return values_in(connection, kind_type, rows)


def living(connection: Connection, kind: Kind, ids: Iterable[str]) -> set[str]:
    """Return which of the ids are of rows that are there."""
    sql = f"SELECT id FROM {TABLES[kind]} WHERE deleted = 0 AND id IN"
    return {row["id"] for row in rows_by_ids(connection, sql, ids)}


def exists(connection: Connection, kind: Kind, entity_id: str) -> bool:
    """Return whether the id was ever used, by a deleted row too."""
    # Deleted ones count: an id that comes again would be another thing under an old name.
    sql = f"SELECT id FROM {TABLES[kind]} WHERE id = :id"
    return connection.one(sql, {"id": entity_id}) is not None


def place(connection: Connection, kind: Kind, entity_id: str) -> Row | None:
    """Return the scope, version and deleted of a row, locked until the commit."""
    sql = f"SELECT scope, version, deleted FROM {TABLES[kind]} WHERE id = :id"
    return connection.one(sql + connection.for_update, {"id": entity_id})


def places(connection: Connection, kind: Kind, ids: Iterable[str]) -> dict[str, Row]:
    """Return place() of those that were ever there, by id, locked in the order of their ids."""
    sql = f"SELECT id, scope, version, deleted FROM {TABLES[kind]} WHERE id IN"
    tail = f" ORDER BY id{connection.for_update}"
    return {row["id"]: row for row in rows_by_ids(connection, sql, sorted(ids), tail)}


def write_row[S: msgspec.Struct](
    connection: Connection, value: S, scope: str, *, is_new: bool
) -> None:
    """Write a value under its own id and version."""
    kind_type = type(value)
    sql = (_insert_sql if is_new else _update_sql)(KINDS[kind_type])
    connection.execute(sql, {**codec_of(kind_type).row(value), "scope": scope})


def write_rows[S: msgspec.Struct](
    connection: Connection, values: Sequence[S], scope: str, *, are_new: bool
) -> None:
    """Write values of one kind under their own ids and versions."""
    if not values:
        return
    kind_type = type(values[0])
    sql = (_insert_sql if are_new else _update_sql)(KINDS[kind_type])
    row = codec_of(kind_type).row
    connection.execute_many(sql, [{**row(value), "scope": scope} for value in values])


def mark_deleted(connection: Connection, kind: Kind, entity_id: str, version: int) -> None:
    """Leave a tombstone: the row stays, nobody sees it."""
    connection.execute(
        f"UPDATE {TABLES[kind]} SET deleted = 1, version = :version WHERE id = :id",
        {"id": entity_id, "version": version},
    )


def rows_of_cases(
    connection: Connection, case_ids: Collection[str], *, at_server: bool
) -> dict[Kind, list[Row]]:
    """Return id, scope and case_id of cases and of all that hangs on them, in copies or out."""
    held = f" AND e.deleted = 0 AND e.scope {'=' if at_server else '<>'} '{AT_SERVER}'"
    return {
        kind: list(rows_by_ids(connection, f"SELECT e.id, e.scope, {found}", case_ids, held))
        for kind, found in _OF_CASES.items()
    }


def rescoped(connection: Connection, kind: Kind, ids: Iterable[str], scope: str) -> Iterator[Row]:
    """Move rows to a scope, said in SQL; yield their id, scope and version of now."""
    sql = f"UPDATE {TABLES[kind]} SET scope = {scope}, version = version + 1 WHERE id IN"
    return rows_by_ids(connection, sql, ids, " RETURNING id, scope, version")


def values_after(
    connection: Connection, kind: Kind, scope: str, after: str, limit: int
) -> Iterator[msgspec.Struct]:
    """Yield values of one kind in a scope in the order of their ids, but for unreadable ones."""
    rows = connection.execute(
        f"SELECT * FROM {TABLES[kind]} WHERE scope = :scope AND id > :after AND deleted = 0"
        " ORDER BY id LIMIT :limit",
        {"scope": scope, "after": after, "limit": limit},
    )
    return iter(values_in(connection, BODY_TYPES[kind], rows).values())


def versions_after(
    connection: Connection, kind: Kind, scope: str, after: str, limit: int, until: str = ""
) -> list[tuple[str, str, int]]:
    """Return (kind, id, version) of a scope's rows of a kind in the order of their ids, a page.

    until: the last id of the page; "" where there is no last one.
    """
    rows = connection.execute(
        f"SELECT id, version FROM {TABLES[kind]} WHERE scope = :scope AND id > :after"
        f" AND deleted = 0{' AND id <= :until' if until else ''} ORDER BY id LIMIT :limit",
        {"scope": scope, "after": after, "limit": limit, "until": until},
    )
    return [(kind, row["id"], row["version"]) for row in rows]


def rows_by_ids(
    connection: Connection, sql: str, ids: Iterable[str], tail: str = ""
) -> Iterator[Row]:
    for part in batched(ids, _IDS_AT_ONCE, strict=False):
        names = {f"id{number}": one for number, one in enumerate(part)}
        listed = ", ".join(f":{name}" for name in names)
        yield from connection.execute(f"{sql} ({listed}){tail}", names)


@cache
def _insert_sql(kind: Kind) -> str:
    return insertion(TABLES[kind], (*codec_of(BODY_TYPES[kind]).columns, "scope"))


@cache
def _update_sql(kind: Kind) -> str:
    columns = [c for c in (*codec_of(BODY_TYPES[kind]).columns, "scope") if c != "id"]
    pairs = ", ".join(f"{column} = :{column}" for column in columns)
    return f"UPDATE {TABLES[kind]} SET {pairs}, deleted = 0 WHERE id = :id"
