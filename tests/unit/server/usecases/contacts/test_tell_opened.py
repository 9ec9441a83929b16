"""What seats opened out of their own copies: whom, where, when, and whether they might."""

from datetime import timedelta

import pytest

from contract.domain.account import Account, Role
from contract.domain.ids import AccountId
from contract.wire.commands import OpenedRecord, Status, TellOpened
from server.store.calls.call_transfers import CallTransfer, save_transfer
from server.store.engine.connection import millis
from server.store.operations.audit_log import audit_page
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, SCHOOLS, a_clerk, an_account

AN_HOUR_AGO = NOW - timedelta(hours=1)
CASE, CONTACT = ("case", "case-c1"), ("contact", "contact-c1")
OF_OTHERS = a_clerk("clerk2", desk_ids=(SCHOOLS,))


def opened(*records: tuple[str, str], seat: str = "1001", left_out: int = 0) -> TellOpened:
    told = tuple(OpenedRecord(kind=kind, id=id_, at=AN_HOUR_AGO) for kind, id_ in records)
    return TellOpened(seat=seat, opened=told, left_out=left_out)


def lines(service: RecordedService) -> list[tuple[str | None, str, str]]:
    return [
        (line.account_id, line.action, line.subject)
        for line in service.database.read_now(audit_page)
        if "read" in line.action
    ]


def test_each_record_leaves_a_line_with_citizen_seat_and_the_time_it_was_opened(
    service: RecordedService,
) -> None:
    service.forward()
    verdict = service.send(a_clerk(), opened(CASE, CONTACT))
    assert (verdict.status, verdict.marks) == (Status.APPLIED, {}), "it concerns no other seat"
    citizen = service.database.read_now(lambda c: c.one("SELECT id FROM citizen"))
    assert citizen is not None
    when = f"{citizen['id']} seat 1001 at {AN_HOUR_AGO.isoformat(timespec='seconds')}"
    assert lines(service) == [
        ("clerk1", "case.read", f"case-c1 {when}"),
        ("clerk1", "contact.read", f"contact-c1 {when}"),
    ]


@pytest.mark.parametrize(
    ("account", "doubt"),
    [
        (a_clerk(), ""),
        (an_account("op1"), ""),
        (an_account("lead1", role=Role.TEAM_LEAD), ""),
        (an_account("op2"), "no_right"),
        (OF_OTHERS, "no_right"),
    ],
    ids=["the desk's", "who wrote it", "a lead", "another operator", "another desk's"],
)
def test_the_line_says_where_the_account_may_not_see_it(
    service: RecordedService, account: Account, doubt: str
) -> None:
    service.forward()
    service.send(account, opened(CASE, CONTACT))
    assert [subject.endswith("no_right") for *_, subject in lines(service)] == [bool(doubt)] * 2


def test_what_came_with_a_call_was_theirs_to_see(service: RecordedService) -> None:
    service.forward()
    came = CallTransfer(
        id="t1",
        at=millis(AN_HOUR_AGO - timedelta(minutes=1)),
        target="1001",
        taken_by=AccountId("op2"),
        case_id="case-c1",
        contact_id="contact-c1",
    )
    service.database.write_now(lambda c: save_transfer(c, came))
    service.send(an_account("op2"), opened(CASE, CONTACT))
    assert not any(subject.endswith("no_right") for *_, subject in lines(service))


def test_what_the_server_cannot_place_is_told_and_stops_nothing(service: RecordedService) -> None:
    told = opened(("case", "gone"), ("letter", "l1"), seat="x " * 9, left_out=3)
    assert service.send(a_clerk(), told).status is Status.APPLIED
    (_, action, subject), left = lines(service)
    assert (action, subject.split()[:3], subject.split()[-1]) == (
        "case.read",
        ["gone", "seat", "?"],
        "unknown",
    )
    assert left == ("clerk1", "read.left_out", "3 seat ?")


def test_a_record_that_cannot_be_read_costs_the_lines_of_others_nothing(
    service: RecordedService,
) -> None:
    service.forward()
    service.database.write_now(
        lambda c: c.execute("UPDATE case_ SET state = 'nowhere' WHERE id = 'case-c1'")
    )
    assert service.send(a_clerk(), opened(CASE, CONTACT)).status is Status.APPLIED
    assert [action for _, action, _ in lines(service)] == ["case.read", "contact.read"]


def test_a_clock_that_is_wrong_makes_no_line_of_tomorrow(service: RecordedService) -> None:
    ahead = OpenedRecord(kind="case", id="c", at=NOW + timedelta(days=2))
    service.send(a_clerk(), TellOpened(seat="1001", opened=(ahead,)))
    (_, _, subject) = lines(service)[0]
    assert NOW.isoformat(timespec="seconds") in subject
