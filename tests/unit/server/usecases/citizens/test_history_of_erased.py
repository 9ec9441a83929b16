"""What was done for a citizen stays in the account of the day, also after erasure and restore."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from contract.domain.callback import AttemptOutcome
from contract.domain.case import CaseState
from contract.wire.commands import RecordAttempt, Status
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from tests.support.citizens.erased_citizen import WHO, Erasing, forwarded_of
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import a_clerk, an_account, an_attempt

OPERATOR, CLERK = an_account(), a_clerk()


@pytest.fixture
def erasing(service: RecordedService, tmp_path: Path) -> Erasing:
    return Erasing(service, ErasedMarks(marks_file(tmp_path), b"k" * 32))


def call_back(erasing: Erasing, name: str, outcome: AttemptOutcome, state: CaseState) -> None:
    held = erasing.service.held(CLERK, now=erasing.now)
    attempt = an_attempt(name, at=erasing.now, outcome=outcome)
    result = RecordAttempt(attempt=attempt, fence=held.fence, case_state=state)
    verdict = erasing.send(CLERK, result)
    assert verdict.status is Status.APPLIED, verdict
    erasing.now += timedelta(minutes=1)


def account_of(erasing: Erasing, closed: str) -> list[dict[str, Any]]:
    """closed: the columns of who closed the case; nobody has, where the erasure did."""
    history = erasing.rows("SELECT kind, text, at, author_id FROM case_activity ORDER BY at, kind")
    cases = erasing.rows(f"SELECT {closed} FROM case_")
    attempts = erasing.rows("SELECT outcome, at, author_id FROM callback_attempt ORDER BY at")
    callbacks = erasing.rows("SELECT state, attempts FROM callback")
    return [*history, *cases, *attempts, *callbacks]


@pytest.mark.parametrize("ends", [CaseState.CLOSED, CaseState.WAITING_OFFICE])
def test_each_step_of_an_erased_case_comes_back_with_who_made_it(
    erasing: Erasing, ends: CaseState
) -> None:
    """The case is closed again as soon as it comes: nobody's step is left out for that."""
    erasing.send(OPERATOR, forwarded_of(WHO))
    call_back(erasing, "a1", AttemptOutcome.ASK_OFFICE, CaseState.WAITING_OFFICE)
    call_back(erasing, "a2", AttemptOutcome.SOLVED, ends)
    erasing.erase()
    closed = "state, closed_at" if ends is CaseState.CLOSED else "state"
    before = account_of(erasing, closed)
    assert {verdict.status for verdict in erasing.give_back()} == {Status.APPLIED}
    assert account_of(erasing, closed) == before
    assert "allagata" not in erasing.stored()
