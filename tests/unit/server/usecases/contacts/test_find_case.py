"""A case is found by the number that was read to the citizen, also where no copy has it."""

from datetime import timedelta

import pytest

from contract.domain.callback import AttemptOutcome
from contract.domain.case import CaseState
from contract.wire.claims import CaseFound
from server.store.operations.audit_log import audit_page
from server.usecases.contacts.find_case import find_case
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

CLERK, TEACHER = a_clerk(), a_clerk("clerk3", desk_ids=(SCHOOLS,))
LATER = NOW + timedelta(days=400)


@pytest.fixture
def number(service: RecordedService) -> str:
    service.forward()
    row = service.database.read_now(lambda c: c.one("SELECT number FROM case_"))
    assert row is not None
    return str(row["number"])


def found_by(service: RecordedService, account: object, number: str) -> CaseFound | None:
    return service.database.write_now(
        lambda c: find_case(c, account, number, "1201", LATER)  # type: ignore[arg-type]
    )


def test_its_desk_reads_all_of_a_case_closed_long_ago(
    service: RecordedService, number: str
) -> None:
    solved = an_attempt(outcome=AttemptOutcome.SOLVED, note="Rimborso disposto")
    service.send(CLERK, the_result(solved, service.held(CLERK).fence, CaseState.CLOSED))
    found = found_by(service, CLERK, number)
    assert found is not None
    assert (found.state, found.due_at) == (CaseState.CLOSED, None)
    assert found.record is not None
    assert found.record.case.number == number
    assert [one.note for one in found.record.attempts] == ["Rimborso disposto"]
    assert len(found.record.callbacks) == 1


@pytest.mark.parametrize("asking", [TEACHER, an_account("op2")])
def test_whoever_may_not_work_on_it_learns_where_it_is_and_not_whose(
    service: RecordedService, number: str, asking: object
) -> None:
    found = found_by(service, asking, number)
    assert found is not None
    assert (found.desk_id, found.topic_id, found.state) == (TAXES, TARI, CaseState.OPEN)
    assert found.due_at is not None, "until when the citizen is called back"
    assert found.record is None


def test_who_opened_it_reads_it(service: RecordedService, number: str) -> None:
    found = found_by(service, an_account(), number)
    assert found is not None
    assert found.record is not None


def test_a_number_nobody_has_finds_nothing(service: RecordedService, number: str) -> None:
    assert found_by(service, CLERK, "2019-000001") is None
    service.database.write_now(lambda c: c.execute("UPDATE case_ SET deleted = 1"))
    assert found_by(service, CLERK, number) is None, "it was taken back"


def test_each_question_is_in_the_audit(service: RecordedService, number: str) -> None:
    found_by(service, CLERK, number)
    found_by(service, TEACHER, number)
    lines = service.database.read_now(lambda c: audit_page(c, after=0, limit=100))
    told = [(one.account_id, one.action, one.subject.split()[0]) for one in lines]
    assert ("clerk1", "case.read", "case-c1") in told
    assert ("clerk3", "case.asked", "case-c1") in told


def test_a_row_that_cannot_be_read_is_as_one_that_is_not_there(
    service: RecordedService, number: str
) -> None:
    service.database.write_now(lambda c: c.execute("UPDATE case_ SET state = 'sideways'"))
    assert found_by(service, CLERK, number) is None
