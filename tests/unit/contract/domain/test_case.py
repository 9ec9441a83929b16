"""From which state a case may go to which."""

from datetime import UTC, datetime

import pytest

from contract.domain.caller import CallerDetails
from contract.domain.case import ALLOWED, Case, CaseState
from contract.domain.ids import AccountId, CaseId, ContactId, DeskId, TopicId


def a_case(state: CaseState) -> Case:
    return Case(
        id=CaseId("k1"),
        desk_id=DeskId("tributi"),
        contact_id=ContactId("c1"),
        opened_by=AccountId("op1"),
        opened_at=datetime(2026, 11, 25, 9, 0, tzinfo=UTC),
        topic_id=TopicId("tari"),
        caller=CallerDetails(),
        question="Quando arriva?",
        state=state,
    )


def test_every_state_says_what_may_follow() -> None:
    assert set(ALLOWED) == set(CaseState)


@pytest.mark.parametrize("state", list(CaseState))
def test_any_state_may_stay_or_be_closed(state: CaseState) -> None:
    assert a_case(state).may_become(state)
    assert a_case(state).may_become(CaseState.CLOSED)


def test_a_closed_case_is_reopened_before_it_waits_again() -> None:
    closed = a_case(CaseState.CLOSED)
    assert closed.may_become(CaseState.OPEN)
    assert not closed.may_become(CaseState.WAITING_OFFICE)
    assert not closed.may_become(CaseState.WAITING_CITIZEN)
