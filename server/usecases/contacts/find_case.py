"""A case by the number that was read to the citizen, also once it has left the copies of seats."""

from datetime import datetime

from msgspec.structs import replace

from contract.domain.account import Account
from contract.domain.callback import Callback
from contract.domain.case import Case
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.claims import CaseFound, CaseRecord
from server.store.contacts.case_rows import activities_of, attempts_of
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import AT_SERVER, place, values_in
from server.usecases.contacts.case_permission import has_work_in, may_touch_case
from server.usecases.contacts.look_up_reason import may_look_once_more
from server.usecases.operations.write_audit import write_audit

READ, ASKED, REFUSED = "case.read", "case.asked", "case.refused"
NOBODYS = "no such number"  # subject of a question that met no case


def find_case(
    connection: Connection, account: Account, number: str, seat: str, now: datetime
) -> CaseFound | str:
    """Return how far it is, and all of it to whoever may work on it; or the code of why not.

    Each question leaves a line in the audit, in the same transaction. Numbers follow one another:
    cases that are not the account's own work are counted with the citizens it looks up.
    """
    rows = connection.execute(
        "SELECT * FROM case_ WHERE number = :number AND deleted = 0", {"number": number}
    )
    for case in values_in(connection, Case, rows).values():
        is_open = may_touch_case(connection, account, case)
        is_others = is_open and not _is_own(connection, account, case)
        if is_others and not may_look_once_more(connection, account, now):
            write_audit(connection, account.id, REFUSED, case.id, now)
            return reason_codes.LOOKUPS_ENOUGH
        subject = f"{case.id} {case.citizen_id or ''} seat {seat}" if is_open else case.id
        write_audit(connection, account.id, READ if is_open else ASKED, subject, now)
        found = CaseFound.of(_record(connection, case))
        return found if is_open else replace(found, record=None)
    write_audit(connection, account.id, ASKED, NOBODYS, now)
    return reason_codes.UNKNOWN_CASE


def _is_own(connection: Connection, account: Account, case: Case) -> bool:
    """Return whether the account opened it, calls back for it, or has it in the desk's copy."""
    if not has_work_in(connection, account, case):
        return False
    held = place(connection, Kind.CASE, case.id)
    is_copied = held is not None and held["scope"] != AT_SERVER
    return is_copied or case.opened_by == account.id


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
