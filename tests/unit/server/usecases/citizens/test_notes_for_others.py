"""What was noted for later callers of an erased citizen's number outlives a restore."""

from pathlib import Path

import msgspec
import pytest

from contract.domain.callback import AttemptOutcome
from contract.domain.case import CaseState
from contract.wire.commands import RecordAttempt, Status
from server.usecases.citizens.erase_again import erase_marked
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from tests.support.citizens.erased_citizen import WHO, Erasing, forwarded_of
from tests.support.servers.recorded_service import RecordedService, callback_of
from tests.support.servers.server_records import (
    SCHOOLS,
    TAXES,
    a_clerk,
    an_account,
    an_attempt,
)

OPERATOR, CLERK = an_account(), a_clerk(desk_ids=(TAXES, SCHOOLS))
NOBODY_THERE = "Non risponde, riprovare alle 18"


@pytest.fixture
def erasing(service: RecordedService, tmp_path: Path) -> Erasing:
    erasing = Erasing(service, ErasedMarks(marks_file(tmp_path), b"k" * 32))
    erasing.send(OPERATOR, forwarded_of(WHO))
    return erasing


def no_answer(erasing: Erasing) -> None:
    fence = erasing.service.held(CLERK, "c3", erasing.now).fence
    attempt = an_attempt(callback="c3", outcome=AttemptOutcome.NO_ANSWER, note=NOBODY_THERE)
    result = RecordAttempt(attempt=attempt, fence=fence, case_state=CaseState.OPEN)
    verdict = erasing.send(CLERK, result)
    assert verdict.status is Status.APPLIED, verdict
    assert NOBODY_THERE in erasing.stored()


def restore(erasing: Erasing) -> None:
    """Of a backup of after the erasure, as that of each night is."""
    erasing.write(lambda c: erase_marked(c, erasing.marks, erasing.now))


def test_a_restore_leaves_what_was_noted_for_a_later_caller_of_the_same_number(
    erasing: Erasing,
) -> None:
    erasing.erase()
    nobody = msgspec.structs.replace(WHO, name="", fiscal_code="")
    erasing.send(OPERATOR, forwarded_of(nobody, "c3", closed_at=erasing.now))
    no_answer(erasing)
    restore(erasing)
    assert erasing.rows("SELECT note FROM callback_attempt") == [{"note": NOBODY_THERE}]
    assert callback_of(erasing.service, "c3").caller == nobody
