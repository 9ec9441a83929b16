"""A case by the number that was read to the citizen, also once it has left the copies of seats."""

from datetime import datetime

from msgspec.structs import replace

from contract.domain.account import Account
from contract.domain.callback import Callback
from contract.domain.case import Case
from contract.wire.claims import CaseFound, CaseRecord
from server.store.contacts.case_rows import activities_of, attempts_of
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import values_in
from server.usecases.contacts.case_permission import may_touch_case
from server.usecases.operations.write_audit import write_audit

READ, ASKED = "case.read", "case.asked"


def find_case(
    connection: Connection, account: Account, number: str, seat: str, now: datetime
) -> CaseFound | None:
    """Return how far it is, and all of it to whoever may work on it. None: there is none.

    Each question leaves a line in the audit, in the same transaction.
    """
    rows = connection.execute(
        "SELECT * FROM case_ WHERE number = :number AND deleted = 0", {"number": number}
    )
    for case in values_in(connection, Case, rows).values():
        is_open = may_touch_case(connection, account, case)
        subject = f"{case.id} {case.citizen_id or ''} seat {seat}" if is_open else case.id
        write_audit(connection, account.id, READ if is_open else ASKED, subject, now)
        found = CaseFound.of(_record(connection, case))
        return found if is_open else replace(found, record=None)
    return None


def _record(connection: Connection, case: Case) -> CaseRecord:
    rows = connection.execute(
        "SELECT * FROM callback WHERE case_id = :id AND deleted = 0 ORDER BY id", {"id": case.id}
    )
    callbacks = values_in(connection, Callback, rows)
    return CaseRecord(
        case=case,
        callbacks=tuple(callbacks.values()),
        activities=tuple(activities_of(connection, case.id)),
        attempts=tuple(attempts_of(connection, [one.id for one in callbacks.values()])),
    )
