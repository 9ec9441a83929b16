"""Which cases an account may pass on, or promise something in."""

from collections.abc import Collection

from contract.domain.account import Account, Capability
from contract.domain.case import Case
from server.store.engine.connection import Connection


def may_touch_case(
    connection: Connection, account: Account, case: Case, passed: Collection[str] = ()
) -> bool:
    """Return whether the account leads, or has_work_in the case."""
    return account.may(Capability.MONITOR_READ) or has_work_in(connection, account, case, passed)


def has_work_in(
    connection: Connection, account: Account, case: Case, passed: Collection[str] = ()
) -> bool:
    """Return whether the account works at, opened, calls back for, or was passed the case."""
    if case.opened_by == account.id:
        return True
    if account.may(Capability.CASE_WORK) and case.desk_id in account.desk_ids:
        return True
    if case.id in passed:
        return True
    row = connection.one(
        # In hand now: who held one that is done would read for ever, at whatever desk the case is.
        "SELECT 1 AS found FROM callback WHERE case_id = :case AND holder_id = :account"
        " AND state = 'claimed' AND deleted = 0",
        {"case": case.id, "account": account.id},
    )
    return row is not None
