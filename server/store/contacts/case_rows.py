"""What belongs to a case beside its callbacks: its history, and what came of calling back."""

from collections.abc import Collection

from contract.domain.callback import CallbackAttempt
from contract.domain.case import CaseActivity
from contract.domain.ids import CallbackId, CaseId
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import rows_by_ids, values_in


def activities_of(connection: Connection, case_id: CaseId) -> list[CaseActivity]:
    """Return those that can be read: the others follow their case once they are mended."""
    rows = connection.execute(
        "SELECT * FROM case_activity WHERE case_id = :id AND deleted = 0 ORDER BY id",
        {"id": case_id},
    )
    return list(values_in(connection, CaseActivity, rows).values())


def attempts_of(
    connection: Connection, callback_ids: Collection[CallbackId]
) -> list[CallbackAttempt]:
    sql = "SELECT * FROM callback_attempt WHERE deleted = 0 AND callback_id IN"
    rows = rows_by_ids(connection, sql, sorted(callback_ids), " ORDER BY id")
    return list(values_in(connection, CallbackAttempt, rows).values())
