"""Old contacts and closed cases leave the copies of seats, and come back with the next step."""

import asyncio
from datetime import datetime, timedelta

import pytest
from msgspec import structs

from contract.domain.case import CaseState
from contract.domain.contact import Contact
from contract.domain.ids import CaseId, account_scope, desk_scope
from contract.wire.changes import Op, SnapshotPage, checksum
from contract.wire.commands import RecordContact, Status
from server.store.engine.connection import Connection
from server.store.sync import withdrawn_rows
from server.store.sync.change_log import scope_head
from server.store.sync.replicated_rows import kinds_of, versions_after
from server.usecases.citizens.citizen_records import records
from server.usecases.citizens.erase_citizen import erase_records
from server.usecases.sync.withdraw_old_rows import WithdrawOldRows, copies_due
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    CITIZEN,
    NOW,
    TAXES,
    a_callback,
    a_clerk,
    a_contact,
    a_note,
    an_account,
    an_attempt,
    the_result,
)

DAYS = 90
DESK, OWN = desk_scope(TAXES), account_scope(an_account().id)
CLERK = a_clerk()
EARLIER = NOW + timedelta(days=DAYS - 1)
LATER = NOW + timedelta(days=DAYS + 1)


def close_case(service: RecordedService, name: str = "c1") -> None:
    """Forward a contact, call its citizen back and close the case."""
    service.forward(name)
    attempt = an_attempt(f"of-{name}", name)
    verdict = service.send(CLERK, the_result(attempt, service.held(CLERK, name).fence))
    assert verdict.status is Status.APPLIED, verdict


def withdraw(service: RecordedService, now: datetime = LATER) -> int:
    return asyncio.run(WithdrawOldRows(database=service.database, days=DAYS, clock=lambda: now)())


def in_copies(service: RecordedService) -> list[str]:
    """Return what a new seat of the clerk, and one of the operator, would copy."""
    pages = [service.snapshot(CLERK, DESK), service.snapshot(an_account(), OWN)]
    return sorted(row.id for page in pages for row in page.rows)


def sums_are_right(service: RecordedService) -> bool:
    def counted(connection: Connection, scope: str) -> bool:
        found = [
            one
            for kind in kinds_of(scope)
            for one in versions_after(connection, kind, scope, "", 9999)
        ]
        at = scope_head(connection, scope)
        return (at.row_count, at.row_sum) == (len(found), checksum(found))

    return all(service.database.read_now(lambda c, s=scope: counted(c, s)) for scope in (DESK, OWN))


def test_what_is_old_leaves_every_copy_and_the_server_keeps_it(service: RecordedService) -> None:
    close_case(service)
    cursors = {scope: page.head for scope, page in heads(service).items()}
    assert withdraw(service, EARLIER) == 0
    assert withdraw(service) == 6
    assert in_copies(service) == []
    assert sums_are_right(service)
    # A seat that has it hears that it is gone, as of a row of a desk that it left.
    told = service.pull(CLERK, {DESK: cursors[DESK]}, heads(service)[DESK].epoch).scopes[DESK]
    assert {change.op for change in told.changes} == {Op.GONE}
    assert len(told.changes) == 5
    found = service.looked_up(CLERK, CITIZEN.phone, LATER)
    assert [one.id for one in found[0].recent_contacts] == ["contact-c1"]
    assert withdraw(service) == 0


def test_the_clock_of_a_seat_keeps_no_contact_in_a_copy(service: RecordedService) -> None:
    said = a_contact("ahead", closed_at=NOW + timedelta(days=9 * 365))
    service.send(an_account(), RecordContact(contact=said))
    assert withdraw(service) == 1
    assert in_copies(service) == []


def heads(service: RecordedService) -> dict[str, SnapshotPage]:
    return {DESK: service.snapshot(CLERK, DESK), OWN: service.snapshot(an_account(), OWN)}


def test_a_case_with_a_callback_to_make_stays_and_so_does_one_that_is_open(
    service: RecordedService,
) -> None:
    service.forward("open")
    close_case(service, "again")
    contact = a_contact("asks", case_id=CaseId("case-again"), closed_at=LATER)
    callback = a_callback("asks", case_id=CaseId("case-again"))
    service.send(CLERK, RecordContact(contact=by(contact), callback=callback), LATER)
    withdraw(service, LATER + timedelta(days=1))
    assert {"case-open", "case-again", "callback-again", "callback-asks"} <= set(in_copies(service))
    assert sums_are_right(service)


def by(contact: Contact) -> Contact:
    return structs.replace(contact, operator_id=CLERK.id)


def test_a_note_brings_all_of_a_case_back_for_as_long_again(service: RecordedService) -> None:
    close_case(service)
    before = in_copies(service)
    withdraw(service)
    marks = service.send(CLERK, a_note(at=LATER), LATER).marks
    assert set(in_copies(service)) == {*before, "note-n1"} - {"contact-c1"}
    assert marks == {DESK: heads(service)[DESK].head}
    assert sums_are_right(service)
    assert withdraw(service, LATER + timedelta(days=DAYS - 1)) == 0
    assert withdraw(service, LATER + timedelta(days=DAYS + 1)) == 6
    assert in_copies(service) == []


def test_a_promise_in_an_old_case_brings_it_back_with_its_story(service: RecordedService) -> None:
    close_case(service)
    before = in_copies(service)
    withdraw(service)
    contact = by(a_contact("asks", case_id=CaseId("case-c1"), closed_at=LATER))
    callback = a_callback("asks", case_id=CaseId("case-c1"))
    verdict = service.send(CLERK, RecordContact(contact=contact, callback=callback), LATER)
    assert verdict.status is Status.APPLIED
    assert set(in_copies(service)) >= {*before, "callback-asks"} - {"contact-c1"}
    fence = service.held(CLERK, "asks", LATER).fence
    result = the_result(an_attempt("second", "asks", at=LATER), fence, CaseState.CLOSED)
    assert service.send(CLERK, result, LATER).status is Status.APPLIED
    assert sums_are_right(service)


def test_who_is_erased_meanwhile_is_erased_there_too_and_comes_back_to_no_seat(
    service: RecordedService,
) -> None:
    close_case(service)
    withdraw(service)
    service.database.write_now(lambda c: erase_records(c, records(c, ["contact-c1"]), LATER))
    assert in_copies(service) == []
    assert sums_are_right(service)
    rows = service.database.read_now(
        lambda c: c.execute(
            "SELECT caller_name AS told FROM contact UNION SELECT question FROM case_"
            " UNION SELECT caller_phone FROM callback UNION SELECT note FROM callback_attempt"
        )
    )
    assert [row["told"] for row in rows] == [""]
    service.send(CLERK, a_note(), LATER)
    bodies = b"".join(bytes(row.body) for row in service.snapshot(CLERK, DESK).rows)
    assert CITIZEN.phone.encode() not in bodies


def test_cases_leave_whole_and_no_more_of_them_at_once_than_a_transaction_takes(
    service: RecordedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(withdrawn_rows, "AT_ONCE", 10)
    for number in range(5):
        close_case(service, f"c{number}")
    for number in range(8):
        service.send(CLERK, a_note(f"n{number}", "c3"))
    steps = []
    while count := service.database.write_now(
        lambda c: withdrawn_rows.withdraw_cases(c, LATER - timedelta(days=DAYS), LATER)
    ):
        steps.append(count)
        cases = {row["case_id"] for row in open_halves(service)}
        assert cases == set(), "half a case is left"
    assert sum(steps) == 5 * 5 + 8
    assert max(steps) == 13, "the largest goes alone"
    assert sums_are_right(service)


def open_halves(service: RecordedService) -> list[dict[str, object]]:
    sql = (
        "SELECT a.case_id FROM case_activity a JOIN case_ c ON c.id = a.case_id"
        " WHERE (a.scope = '') <> (c.scope = '')"
        " UNION SELECT b.case_id FROM callback b JOIN case_ c ON c.id = b.case_id"
        " WHERE (b.scope = '') <> (c.scope = '')"
    )
    return service.database.read_now(lambda c: c.execute(sql))


def test_what_is_due_is_told_before_it_is_done(service: RecordedService) -> None:
    close_case(service)
    due = service.database.read_now(lambda c: copies_due(c, DAYS, LATER))
    assert [(one.what, one.rows) for one in due] == [
        ("contacts in copies of seats", 1),
        ("closed cases in copies of seats", 1),
    ]
    withdraw(service)
    due = service.database.read_now(lambda c: copies_due(c, DAYS, LATER))
    assert [one.rows for one in due] == [0, 0]


def test_a_contact_that_came_late_stays_as_long_as_its_operator_may_correct_it(
    service: RecordedService,
) -> None:
    service.send(an_account(), RecordContact(contact=a_contact("late")), LATER)
    assert withdraw(service, LATER + timedelta(hours=1)) == 0
    assert in_copies(service) == ["contact-late"]
