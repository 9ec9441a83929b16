"""Finding the reports of faults that are still open."""

from collections.abc import Iterable, Sequence

from contract.domain.knowledge_entries.entry_report import OPEN_REPORTS, EntryReport, ReportCause
from contract.domain.knowledge_entries.revision import EntryKind
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import rows_by_ids, values_in

_OPEN = ", ".join(f"'{state}'" for state in sorted(OPEN_REPORTS))


def open_reports(
    connection: Connection, cause: ReportCause, kind: EntryKind, entry_id: str
) -> list[EntryReport]:
    """Return the open reports of one entry, oldest first, locked until the commit."""
    # Locked: of a fault told twice at once the words of one would be lost (decision 0025).
    rows = connection.execute(
        "SELECT * FROM entry_report WHERE entry_kind = :kind AND entry_id = :entry_id"
        f" AND state IN ({_OPEN}) AND cause = :cause AND deleted = 0 ORDER BY reported_at, id"
        + connection.for_update,
        {"kind": str(kind), "entry_id": entry_id, "cause": str(cause)},
    )
    return list(values_in(connection, EntryReport, rows).values())


def open_reports_of(
    connection: Connection, kind: EntryKind, ids: Iterable[str], causes: Sequence[ReportCause]
) -> list[EntryReport]:
    """Return the open reports of these causes about many entries of a kind, locked."""
    listed = ", ".join(f"'{cause}'" for cause in causes)
    sql = (
        f"SELECT * FROM entry_report WHERE entry_kind = '{kind}' AND state IN ({_OPEN})"
        f" AND cause IN ({listed}) AND deleted = 0 AND entry_id IN"
    )
    rows = rows_by_ids(connection, sql, ids, connection.for_update)
    return list(values_in(connection, EntryReport, rows).values())


def entries_with_open_reports(connection: Connection, cause: ReportCause) -> set[tuple[str, str]]:
    """Return (kind, id) of the entries that have an open report of that cause."""
    rows = connection.execute(
        f"SELECT entry_kind, entry_id FROM entry_report WHERE state IN ({_OPEN})"
        " AND cause = :cause AND deleted = 0",
        {"cause": str(cause)},
    )
    return {(row["entry_kind"], row["entry_id"]) for row in rows}


def add_teller(connection: Connection, report_id: str, account_id: str) -> None:
    """Add an operator who reported the same fault; she will see what becomes of it."""
    teller = {"report_id": report_id, "account_id": account_id}
    connection.insert("report_teller", teller, keeps_old=True)


def reports_told_by(connection: Connection, account_id: str, limit: int) -> list[EntryReport]:
    """Return the faults an operator reported, first or again, the newest first."""
    rows = connection.execute(
        "SELECT * FROM entry_report WHERE id IN (SELECT id FROM entry_report WHERE author_id = :me"
        " UNION SELECT report_id FROM report_teller WHERE account_id = :me)"
        " AND cause = :cause AND deleted = 0 ORDER BY reported_at DESC, id LIMIT :limit",
        {"me": account_id, "cause": str(ReportCause.OPERATOR), "limit": limit},
    )
    return list(values_in(connection, EntryReport, rows).values())


def reports_by_stems(connection: Connection) -> dict[str, EntryReport]:
    """Return the reports of searches in vain by what was searched, whatever became of them.

    They are locked until the commit.
    """
    rows = connection.execute(
        "SELECT * FROM entry_report WHERE cause = 'no_answer' AND deleted = 0 ORDER BY id"
        + connection.for_update
    )
    return {one.text: one for one in values_in(connection, EntryReport, rows).values()}
