"""Which contacts, cases and citizens are so old that nobody in them is known any more."""

from collections.abc import Sequence

from server.store.contacts.citizens import delete_citizen
from server.store.engine.connection import Connection, Row

# A contact goes with the case it opened; where that is not closed long enough, later.
_WAITS = (
    "EXISTS (SELECT 1 FROM case_ WHERE case_.id = few.case_id AND case_.deleted = 0"
    " AND case_.contact_id = few.id"
    " AND (case_.closed_at IS NULL OR case_.closed_at >= :before))"
)
_TOLD = " OR ".join(
    f"{column} <> ''"
    for column in ("caller_name", "caller_fiscal_code", "caller_phone", "question", "answer")
)

# One that was taken back is closed by nobody any more.
_IS_OVER = "(state = 'closed' AND closed_at < :before OR deleted = 1 AND opened_at < :before)"
_IS_OLD_CASE = f"({_IS_OVER} AND ({_TOLD}))"
_IS_OLD_CITIZEN = (
    "(changed_at < :before"
    " AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.citizen_id = few.id)"
    " AND NOT EXISTS (SELECT 1 FROM case_ WHERE case_.citizen_id = few.id))"
)


def old_contacts(
    connection: Connection, since: int, before: int, limit: int
) -> tuple[Sequence[str], int]:
    """Return ids of contacts that came in this time, and up to when they were looked at.

    By the server's clock: one that was closed by a wrong one would go at once, or never.
    """
    rows = connection.execute(
        # The few first: PostgreSQL would read all cases at once for as many contacts as are old.
        f"SELECT id, recorded_at, {_WAITS} AS waits FROM (SELECT id, recorded_at, case_id"
        " FROM contact WHERE recorded_at >= :since AND recorded_at < :before"
        " ORDER BY recorded_at, id LIMIT :limit) AS few ORDER BY recorded_at, id",
        {"since": since, "before": before, "limit": limit},
    )
    # One ahead at least: more contacts than limit may bear the same instant.
    until = max(rows[-1]["recorded_at"], since + 1) if len(rows) == limit else before
    return [row["id"] for row in rows if not row["waits"]], until


def old_cases(
    connection: Connection, before: int, after: str, limit: int
) -> tuple[Sequence[str], str | None]:
    """Look at some cases behind an id.

    Return ids of those closed before and still telling whose they are, and the last one looked
    at; None: those were all.
    """
    rows = connection.execute(
        f"SELECT id, CASE WHEN {_IS_OLD_CASE} THEN 1 ELSE 0 END AS is_old FROM case_"
        " WHERE id > :after ORDER BY id LIMIT :limit",
        {"before": before, "after": after, "limit": limit},
    )
    return _old_of(rows, limit)


def contacts_of_cases(connection: Connection, case_ids: Sequence[str]) -> Sequence[str]:
    """Return ids of the contacts that opened these cases."""
    sql = "SELECT contact_id FROM case_ WHERE id = :id AND contact_id <> ''"
    rows = [connection.one(sql, {"id": case_id}) for case_id in case_ids]
    return [str(row["contact_id"]) for row in rows if row is not None]


def old_citizens(
    connection: Connection, before: int, after: str, limit: int
) -> tuple[Sequence[str], str | None]:
    """Look at some citizens behind an id.

    Return ids of those whom no contact and no case names any more, and the last one looked at;
    None: those were all.
    """
    rows = connection.execute(
        f"SELECT id, CASE WHEN {_IS_OLD_CITIZEN} THEN 1 ELSE 0 END AS is_old FROM"
        " (SELECT id, changed_at FROM citizen WHERE id > :after ORDER BY id LIMIT :limit) AS few"
        " ORDER BY id",
        {"before": before, "after": after, "limit": limit},
    )
    return _old_of(rows, limit)


def _old_of(rows: Sequence[Row], limit: int) -> tuple[Sequence[str], str | None]:
    last = rows[-1]["id"] if len(rows) == limit else None
    return [row["id"] for row in rows if row["is_old"]], last


def count_old(connection: Connection, since: int, before: int) -> dict[str, int]:
    """Return how many of each are to go; since: contacts were looked at until then."""
    citizens = f"SELECT count(*) AS n FROM citizen AS few WHERE {_IS_OLD_CITIZEN}"
    cases = f"SELECT count(*) AS n FROM case_ WHERE {_IS_OLD_CASE}"
    contacts = (
        "SELECT count(*) AS n FROM contact AS few WHERE recorded_at >= :since"
        f" AND recorded_at < :before AND NOT {_WAITS}"
    )
    return {
        "contacts": connection.number(contacts, {"since": since, "before": before}),
        "cases": connection.number(cases, {"before": before}),
        "citizens": connection.number(citizens, {"before": before}),
    }


def count_never_closed(connection: Connection, before: int) -> int:
    """Return how many cases were opened before, and nobody has closed: all in them is kept."""
    return connection.number(
        "SELECT count(*) AS n FROM case_ WHERE deleted = 0 AND state <> 'closed'"
        " AND opened_at < :before",
        {"before": before},
    )


def delete_citizens(connection: Connection, citizen_ids: Sequence[str], *, before: int) -> None:
    """Let go of those that are still old: somebody may have called since they were looked at."""
    for citizen_id in citizen_ids:
        sql = f"SELECT id FROM citizen AS few WHERE id = :id AND {_IS_OLD_CITIZEN}"
        if connection.one(sql + connection.for_update, {"id": citizen_id, "before": before}):
            delete_citizen(connection, citizen_id)
