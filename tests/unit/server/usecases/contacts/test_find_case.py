"""A case is found by the number that was read to the citizen, also where no copy has it."""

from datetime import timedelta

import pytest

from contract.domain.account import Account, Role
from contract.domain.callback import AttemptOutcome
from contract.domain.case import CaseState
from contract.wire import reason_codes
from contract.wire.claims import CaseFound, LookUpReason
from contract.wire.floor import LOOK_UPS
from server.store.contacts.citizen_words import count_without_call
from server.store.operations.audit_log import audit_page
from server.store.sync.replicated_rows import AT_SERVER
from server.usecases.contacts.find_case import find_case
from server.usecases.contacts.look_up_caller import look_up_caller
from server.usecases.contacts.look_up_reason import MOST_WITHOUT_CALL, LookUp
from server.usecases.misuse.watch_misuse import Pattern, patterns_of
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    NOW,
    SCHOOLS,
    TARI,
    TAXES,
    a_clerk,
    an_account,
    an_attempt,
    the_result,
)

LEAD = an_account("lead1", role=Role.TEAM_LEAD)
CLERK, TEACHER = a_clerk(), a_clerk("clerk3", desk_ids=(SCHOOLS,))
LATER = NOW + timedelta(days=400)


@pytest.fixture
def number(service: RecordedService) -> str:
    service.forward()
    row = service.database.read_now(lambda c: c.one("SELECT number FROM case_"))
    assert row is not None
    return str(row["number"])


def answered(service: RecordedService, account: Account, number: str) -> CaseFound | str:
    return service.database.write_now(lambda c: find_case(c, account, number, "1201", LATER))


def found_by(service: RecordedService, account: Account, number: str) -> CaseFound:
    found = answered(service, account, number)
    assert isinstance(found, CaseFound), found
    return found


def test_its_desk_reads_all_of_a_case_closed_long_ago(
    service: RecordedService, number: str
) -> None:
    solved = an_attempt(outcome=AttemptOutcome.SOLVED, note="Rimborso disposto")
    service.send(CLERK, the_result(solved, service.held(CLERK).fence, CaseState.CLOSED))
    found = found_by(service, CLERK, number)
    assert (found.state, found.due_at) == (CaseState.CLOSED, None)
    assert found.record is not None
    assert found.record.case.number == number
    assert [one.note for one in found.record.attempts] == ["Rimborso disposto"]
    assert len(found.record.callbacks) == 1


@pytest.mark.parametrize("asking", [TEACHER, an_account("op2")])
def test_whoever_may_not_work_on_it_learns_where_it_is_and_not_whose(
    service: RecordedService, number: str, asking: Account
) -> None:
    found = found_by(service, asking, number)
    assert (found.desk_id, found.topic_id, found.state) == (TAXES, TARI, CaseState.OPEN)
    assert found.due_at is not None, "until when the citizen is called back"
    assert found.record is None


def test_who_opened_it_reads_it(service: RecordedService, number: str) -> None:
    found = found_by(service, an_account(), number)
    assert found.record is not None


def test_a_number_nobody_has_finds_nothing(service: RecordedService, number: str) -> None:
    assert answered(service, CLERK, "2019-000001") == reason_codes.UNKNOWN_CASE
    service.database.write_now(lambda c: c.execute("UPDATE case_ SET deleted = 1"))
    assert answered(service, CLERK, number) == reason_codes.UNKNOWN_CASE, "it was taken back"


def test_each_question_is_in_the_audit(service: RecordedService, number: str) -> None:
    found_by(service, CLERK, number)
    found_by(service, TEACHER, number)
    lines = service.database.read_now(lambda c: audit_page(c, after=0, limit=100))
    told = [(one.account_id, one.action, one.subject.split()[0]) for one in lines]
    assert ("clerk1", "case.read", "case-c1") in told
    assert ("clerk3", "case.asked", "case-c1") in told
    answered(service, TEACHER, "2019-000001")
    last = service.database.read_now(lambda c: audit_page(c, after=len(lines), limit=100))
    assert [(one.action, one.subject) for one in last] == [("case.asked", "no such number")]


def test_whoever_leads_walks_through_no_more_cases_than_citizens(
    service: RecordedService, number: str
) -> None:
    asked = []
    for second in range(MOST_WITHOUT_CALL + 1):
        at = LATER + timedelta(seconds=second)
        asked.append(
            service.database.write_now(lambda c, at=at: find_case(c, LEAD, number, "1009", at))
        )
    assert all(isinstance(one, CaseFound) for one in asked[:-1])
    assert asked[-1] == reason_codes.LOOKUPS_ENOUGH
    lines = service.database.read_now(lambda c: audit_page(c, after=0, limit=100))
    (refused,) = [one for one in lines if one.action == "case.refused"]
    assert list(patterns_of(refused)) == [Pattern(LOOK_UPS, LEAD.id)], "the leads hear of it"
    looked = LookUp(phone="+390651234567", why=LookUpReason.WRITTEN)
    matches = service.database.write_now(lambda c: look_up_caller(c, LEAD, looked, at))
    assert matches is None, "citizens and cases are counted together"


@pytest.mark.parametrize(("asking", "is_counted"), [(CLERK, True), (an_account(), False)])
def test_of_the_desks_own_only_what_has_left_its_copy_is_counted(
    service: RecordedService, number: str, asking: Account, is_counted: bool
) -> None:
    def count() -> int:
        return service.database.read_now(
            lambda c: count_without_call(c, asking.id, LATER - timedelta(hours=1), LATER)
        )

    found_by(service, asking, number)
    assert count() == 0
    service.database.write_now(lambda c: c.execute(f"UPDATE case_ SET scope = '{AT_SERVER}'"))
    found_by(service, asking, number)
    assert count() == int(is_counted), "who opened it asks for the own"


def test_a_row_that_cannot_be_read_is_as_one_that_is_not_there(
    service: RecordedService, number: str
) -> None:
    service.database.write_now(lambda c: c.execute("UPDATE case_ SET state = 'sideways'"))
    assert answered(service, CLERK, number) == reason_codes.UNKNOWN_CASE
