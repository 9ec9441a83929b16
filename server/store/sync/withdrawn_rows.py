"""Old contacts and closed cases leave the copies of seats; who asks the server still finds them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from contract.domain.callback import CallbackState
from contract.wire.changes import Kind
from server.store.engine.connection import Connection, Row, millis
from server.store.operations.in_steps import AT_ONCE
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import AT_SERVER, rows_by_ids, rows_of_cases

_IS_OLD_CONTACT = (
    # Not when it was closed: that is the word of a seat's clock, and one closed without the server
    # comes late, and its operator may still correct it.
    f"deleted = 0 AND scope <> '{AT_SERVER}' AND recorded_at < :before"
)
_IS_OLD_CASE = (
    f"state = 'closed' AND deleted = 0 AND scope <> '{AT_SERVER}' AND closed_at < :before"
    " AND NOT EXISTS (SELECT 1 FROM callback WHERE callback.case_id = case_.id"
    f" AND callback.deleted = 0 AND callback.state IN ('{CallbackState.OPEN}',"
    f" '{CallbackState.CLAIMED}'))"
    # What somebody wrote since keeps it as long again.
    " AND NOT EXISTS (SELECT 1 FROM case_activity WHERE case_activity.case_id = case_.id"
    " AND case_activity.at >= :before)"
)
_CASES_AT_ONCE = AT_ONCE // 5  # with what hangs on it a case has some five rows


def withdraw_contacts(connection: Connection, before: datetime, now: datetime) -> int:
    """Take some contacts of before out of the copies of seats; return how many."""
    rows = connection.execute(
        f"SELECT id, scope FROM contact WHERE {_IS_OLD_CONTACT} ORDER BY recorded_at, id"
        f" LIMIT {AT_ONCE}{connection.for_update}",
        {"before": millis(before)},
    )
    edit = FeedEdit(connection, now=now)
    edit.withdraw(Kind.CONTACT, rows)
    edit.finish()
    return len(rows)


def withdraw_cases(connection: Connection, before: datetime, now: datetime) -> int:
    """Do so with some cases closed before and all that hangs on them; return how many rows."""
    found = rows_of_cases(connection, _locked(connection, before), at_server=False)
    # Whole, or a step that comes in between would bring half a case back.
    whole = set(_that_fit(row["case_id"] for rows in found.values() for row in rows))
    edit = FeedEdit(connection, now=now)
    count = 0
    for kind, rows in found.items():
        chosen = [row for row in rows if row["case_id"] in whole]
        edit.withdraw(kind, chosen)
        count += len(chosen)
    edit.finish()
    return count


def count_withdrawn(connection: Connection, before: datetime) -> dict[str, int]:
    """Return how many contacts and cases would leave."""
    given = {"before": millis(before)}
    contacts = f"SELECT count(*) AS n FROM contact WHERE {_IS_OLD_CONTACT}"
    cases = f"SELECT count(*) AS n FROM case_ WHERE {_IS_OLD_CASE}"
    return {
        "contacts": connection.number(contacts, given),
        "closed cases": connection.number(cases, given),
    }


def _locked(connection: Connection, before: datetime) -> list[str]:
    """Return some old cases, locked with their callbacks."""
    found = _old_cases(connection, before)
    # Callbacks first, in the order of a result: two that wait for each other would both fail.
    callbacks = f" ORDER BY id{connection.for_update}"
    list(rows_by_ids(connection, "SELECT id FROM callback WHERE case_id IN", found, callbacks))
    # Somebody may have taken one up meanwhile.
    still = set(_old_cases(connection, before, connection.for_update))
    return [case_id for case_id in found if case_id in still]


def _old_cases(connection: Connection, before: datetime, lock: str = "") -> list[str]:
    rows: list[Row] = connection.execute(
        f"SELECT id FROM case_ WHERE {_IS_OLD_CASE} ORDER BY closed_at, id"
        f" LIMIT {_CASES_AT_ONCE}{lock}",
        {"before": millis(before)},
    )
    return [row["id"] for row in rows]


def _that_fit(case_ids: Iterable[str]) -> Iterator[str]:
    """Yield the cases whose rows are no more than one transaction takes, one at least."""
    left = AT_ONCE
    for case_id, count in Counter(case_ids).items():
        if count <= left or left == AT_ONCE:
            yield case_id
        left -= count
