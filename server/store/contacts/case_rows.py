"""What belongs to a case beside its callbacks: its history, and what came of calling back."""

from collections.abc import Collection

from contract.domain.callback import CallbackAttempt
from contract.domain.case import CaseActivity
from contract.domain.ids import CallbackId, CaseId
from server.store.engine.connection import Connection
from server.store.engine.row_codec import codec_of
from server.store.sync.replicated_rows import rows_by_ids


def activities_of(connection: Connection, case_id: CaseId) -> list[CaseActivity]:
    rows = connection.execute(
        "SELECT * FROM case_activity WHERE case_id = :id AND deleted = 0 ORDER BY id",
        {"id": case_id},
    )
    return [codec_of(CaseActivity).value(row) for row in rows]


def attempts_of(
    connection: Connection, callback_ids: Collection[CallbackId]
) -> list[CallbackAttempt]:
    sql = "SELECT * FROM callback_attempt WHERE deleted = 0 AND callback_id IN"
    rows = rows_by_ids(connection, sql, sorted(callback_ids), " ORDER BY id")
    return [codec_of(CallbackAttempt).value(row) for row in rows]
