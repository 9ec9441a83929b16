"""Closed cases out of all years, the newest first, a part at a time."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

import msgspec

from contract.domain.callback import AttemptOutcome
from contract.domain.ids import CaseId
from contract.wire.claims import ClosedPlace
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.sync.replicated_rows import rows_by_ids

_OUTCOMES = {str(one): one for one in AttemptOutcome}


class ClosedBy(StrEnum):
    """By what they are found; each has an index of its own."""

    DESK = "desk_id"
    OPENER = "opened_by"
    PHONE = "caller_phone"


class ClosedSpan(msgspec.Struct, frozen=True, kw_only=True):
    """before: not this one, nor what was closed after it."""

    by: ClosedBy
    value: str
    since: datetime | None
    before: ClosedPlace


def closed_rows(connection: Connection, span: ClosedSpan, limit: int) -> list[Row]:
    """Return rows of cases, the newest first."""
    return connection.execute(
        f"SELECT * FROM case_ WHERE {span.by} = :value AND state = 'closed' AND deleted = 0"
        " AND closed_at >= :since AND (closed_at, id) < (:at, :id)"
        " ORDER BY closed_at DESC, id DESC LIMIT :limit",
        {
            "value": span.value,
            "since": millis(span.since) if span.since else 0,
            "at": millis(span.before.at),
            "id": span.before.case_id,
            "limit": limit,
        },
    )


def place_of(row: Row) -> ClosedPlace:
    return ClosedPlace(at=instant(row["closed_at"]), case_id=CaseId(row["id"]))


def is_erased(row: Row) -> bool:
    """Return whether nothing of a citizen is left in it."""
    return not (row["caller_name"] or row["caller_phone"] or row["question"] or row["answer"])


def last_outcomes(
    connection: Connection, case_ids: Collection[CaseId]
) -> dict[CaseId, AttemptOutcome]:
    """Return how the last attempt of each ended, where there was one."""
    rows = rows_by_ids(
        connection,
        "SELECT callback.case_id, attempt.outcome, attempt.at FROM callback"
        " JOIN callback_attempt attempt ON attempt.callback_id = callback.id"
        " WHERE callback.deleted = 0 AND attempt.deleted = 0 AND callback.case_id IN",
        sorted(case_ids),
    )
    # One that cannot be read ends nothing, nor keeps the others from being told.
    known = [row for row in rows if row["outcome"] in _OUTCOMES]
    return {
        CaseId(row["case_id"]): _OUTCOMES[row["outcome"]]
        for row in sorted(known, key=lambda one: int(one["at"]))
    }
