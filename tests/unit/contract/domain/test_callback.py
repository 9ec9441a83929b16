"""Who may take a promised call, and what an attempt makes of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contract.domain.callback import (
    LEASE_S,
    MAX_ATTEMPTS,
    RETRY_AFTER,
    AttemptOutcome,
    Callback,
    CallbackAlreadyClaimed,
    CallbackAttempt,
    CallbackState,
)
from contract.domain.caller import CallerDetails
from contract.domain.ids import AccountId, AttemptId, CallbackId, CaseId, DeskId, TopicId

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ME, OTHER = AccountId("me"), AccountId("other")
LEASE = timedelta(seconds=LEASE_S)


def a_callback(**overrides: Any) -> Callback:
    fields: dict[str, Any] = {
        "id": CallbackId("c1"),
        "case_id": CaseId("k1"),
        "desk_id": DeskId("tributi"),
        "topic_id": TopicId("tari"),
        "caller": CallerDetails(phone="+390655550100"),
        "window_start_at": NOW,
        "window_end_at": NOW + timedelta(hours=2),
    }
    return Callback(**(fields | overrides))


def an_attempt(outcome: AttemptOutcome, **overrides: Any) -> CallbackAttempt:
    fields: dict[str, Any] = {
        "id": AttemptId("a1"),
        "callback_id": CallbackId("c1"),
        "desk_id": DeskId("tributi"),
        "author_id": ME,
        "outcome": outcome,
        "at": NOW,
    }
    return CallbackAttempt(**(fields | overrides))


def test_an_open_callback_is_claimed_with_a_lease_and_a_new_fence() -> None:
    claimed = a_callback(fence=4).claimed_by(ME, "Io", NOW)
    assert (claimed.state, claimed.holder_id, claimed.holder_name) == ("claimed", ME, "Io")
    assert claimed.lease_until_at == NOW + LEASE
    assert claimed.fence == 5


def test_a_held_callback_names_its_holder_to_others() -> None:
    held = a_callback().claimed_by(OTHER, "Secondo livello 2", NOW)
    with pytest.raises(CallbackAlreadyClaimed) as lost:
        held.claimed_by(ME, "Io", NOW + LEASE / 2)
    assert lost.value.holder_name == "Secondo livello 2"
    assert "Secondo livello 2" not in str(lost.value)


def test_the_holder_claims_again_and_gets_a_new_fence() -> None:
    held = a_callback().claimed_by(ME, "Io", NOW)
    assert held.claimed_by(ME, "Io", NOW + LEASE / 2).fence == 2


def test_a_lease_ends_at_its_very_instant() -> None:
    held = a_callback().claimed_by(OTHER, "Altri", NOW)
    assert not held.is_claimable(NOW + LEASE - timedelta(milliseconds=1))
    assert held.is_claimable(NOW + LEASE)
    assert held.claimed_by(ME, "Io", NOW + LEASE).holder_id == ME


@pytest.mark.parametrize("state", [CallbackState.DONE, CallbackState.GIVEN_UP])
def test_what_is_finished_is_not_to_be_had_even_by_its_holder(state: CallbackState) -> None:
    finished = a_callback(state=state, holder_id=ME)
    assert not finished.is_claimable(NOW)
    with pytest.raises(CallbackAlreadyClaimed):
        finished.claimed_by(ME, "Io", NOW)


def test_a_solved_attempt_ends_the_callback() -> None:
    after = a_callback().claimed_by(ME, "Io", NOW).after(an_attempt(AttemptOutcome.SOLVED))
    assert (after.state, after.attempts, after.lease_until_at) == ("done", 1, None)


def test_nobody_answering_three_times_gives_up() -> None:
    callback = a_callback()
    for _ in range(MAX_ATTEMPTS):
        assert callback.state is CallbackState.OPEN
        callback = callback.claimed_by(ME, "Io", NOW).after(an_attempt(AttemptOutcome.NO_ANSWER))
    assert (callback.state, callback.attempts) == (CallbackState.GIVEN_UP, MAX_ATTEMPTS)


def test_no_answer_opens_it_again_later_for_anybody() -> None:
    after = a_callback().claimed_by(ME, "Io", NOW).after(an_attempt(AttemptOutcome.NO_ANSWER))
    assert (after.state, after.holder_id, after.holder_name) == (CallbackState.OPEN, None, "")
    assert after.window_start_at == NOW + RETRY_AFTER
    assert after.window_end_at == NOW + 2 * RETRY_AFTER


@pytest.mark.parametrize("outcome", [AttemptOutcome.POSTPONED, AttemptOutcome.ASK_OFFICE])
def test_a_citizen_who_was_reached_is_never_given_up(outcome: AttemptOutcome) -> None:
    after = a_callback(attempts=MAX_ATTEMPTS).after(an_attempt(outcome))
    assert after.state is CallbackState.OPEN


def test_a_postponed_call_keeps_the_window_the_citizen_chose() -> None:
    start, end = NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1)
    attempt = an_attempt(AttemptOutcome.POSTPONED, next_start_at=start, next_end_at=end)
    after = a_callback().after(attempt)
    assert (after.window_start_at, after.window_end_at) == (start, end)
