"""Cases of the operator's desks and what was done for them."""

from typing import cast

from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import shown, shown_all
from contract.domain.case import Case, CaseActivity
from contract.domain.ids import CaseId
from contract.wire.changes import Kind


def case(connection: Connection, case_id: CaseId) -> Case | None:
    return cast(Case | None, shown(connection, Kind.CASE, case_id))


def case_numbered(connection: Connection, number: str) -> Case | None:
    found = shown_all(connection, Kind.CASE, "json_extract(body, '$.number') = ?", number)
    return cast(Case, found[0]) if found else None


def activities(connection: Connection, case_id: CaseId) -> tuple[CaseActivity, ...]:
    """Return the history of a case, oldest first."""
    found = shown_all(connection, Kind.ACTIVITY, "json_extract(body, '$.case_id') = ?", case_id)
    return tuple(sorted(found, key=lambda activity: (activity.at, activity.id)))
