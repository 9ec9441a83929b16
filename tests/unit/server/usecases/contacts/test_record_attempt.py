"""What came of calling back: the callback, its case and the history move together."""

from datetime import timedelta
from typing import Any

import pytest

from contract.domain.account import Account
from contract.domain.callback import AttemptOutcome, CallbackState, retried
from contract.domain.case import ActivityKind, CaseState
from contract.domain.ids import AccountId, CallbackId
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.claims import LeaseRequest
from contract.wire.commands import Status
from server.store.engine.connection import Connection
from server.store.operations.audit_log import audit_page
from server.store.sync.feed_edit import FeedEdit
from server.usecases.contacts.claim_callback import expire_leases, release_callback
from tests.support.servers.recorded_service import RecordedService, callback_of, case_of
from tests.support.servers.server_records import (
    NOW,
    SCHOOLS,
    a_clerk,
    a_note,
    a_request,
    an_account,
    an_attempt,
    the_result,
)

CLERK, OTHER = a_clerk(), a_clerk("clerk2")


def history(service: RecordedService) -> list[tuple[str, str]]:
    rows = service.database.read_now(
        lambda c: c.execute("SELECT kind, text FROM case_activity ORDER BY kind")
    )
    return [(row["kind"], row["text"]) for row in rows]


@pytest.fixture
def fence(service: RecordedService) -> int:
    """Of a callback that CLERK holds."""
    service.forward()
    return service.held(CLERK).fence


def test_solved_callback_closes_its_case_with_the_answer(
    service: RecordedService, fence: int
) -> None:
    verdict = service.send(CLERK, the_result(an_attempt(), fence))
    assert verdict.status is Status.APPLIED
    assert callback_of(service).state is CallbackState.DONE
    assert callback_of(service).attempts == 1
    case = case_of(service)
    assert (case.state, case.answer, case.closed_at) == (
        CaseState.CLOSED,
        "Il bollettino arriva a giugno",
        NOW,
    )
    assert history(service) == [("attempt", case.answer), ("state", "closed")]


def test_no_answer_puts_the_callback_back_for_later(service: RecordedService, fence: int) -> None:
    attempt = an_attempt(outcome=AttemptOutcome.NO_ANSWER, note="")
    service.send(CLERK, the_result(attempt, fence, CaseState.OPEN))
    callback = callback_of(service)
    assert (callback.state, callback.holder_id) == (CallbackState.OPEN, None)
    assert callback.window_start_at == NOW + timedelta(hours=2)
    assert case_of(service).answer == ""
    assert history(service) == [("attempt", "")]


def test_third_time_without_answer_gives_up(service: RecordedService) -> None:
    service.forward()
    for name in ("a1", "a2", "a3"):
        attempt = an_attempt(name, outcome=AttemptOutcome.NO_ANSWER)
        fence = service.held(CLERK).fence
        assert service.send(CLERK, the_result(attempt, fence, CaseState.OPEN)).reason is None
    assert callback_of(service).state is CallbackState.GIVEN_UP
    assert not service.claim(CLERK).granted


def test_postponed_callback_waits_for_its_next_window(service: RecordedService, fence: int) -> None:
    start = NOW + timedelta(days=1)
    attempt = an_attempt(outcome=AttemptOutcome.POSTPONED, next_start_at=start)
    service.send(CLERK, the_result(attempt, fence, CaseState.WAITING_CITIZEN))
    assert callback_of(service).window_start_at == start
    assert case_of(service).state is CaseState.WAITING_CITIZEN


def test_reopened_case_loses_its_closing_date(service: RecordedService, fence: int) -> None:
    service.send(CLERK, the_result(an_attempt(), fence))
    service.send(OTHER, a_note("n2", author_id=AccountId("clerk2")))
    assert case_of(service).closed_at == NOW


def test_result_of_an_old_claim_is_refused_but_its_text_is_kept(
    service: RecordedService, fence: int
) -> None:
    later = NOW + timedelta(minutes=3)
    assert service.held(OTHER, now=later).fence == fence + 1
    verdict = service.send(CLERK, the_result(an_attempt(), fence), later)
    assert (verdict.status, verdict.reason) == (Status.REJECTED, reason_codes.STALE_FENCE)
    assert verdict.detail == {"fence": str(fence + 1), "holder": "clerk2"}
    assert verdict.marks == {"desk:tributi": 5}
    assert history(service) == [("late_note", "Il bollettino arriva a giugno")]
    assert callback_of(service).holder_id == "clerk2"
    assert case_of(service).state is CaseState.OPEN


def test_late_result_without_a_note_leaves_what_came_of_it(
    service: RecordedService, fence: int
) -> None:
    service.held(OTHER, now=NOW + timedelta(minutes=3))
    attempt = an_attempt(outcome=AttemptOutcome.NO_ANSWER, note="")
    service.send(CLERK, the_result(attempt, fence, CaseState.OPEN))
    assert history(service) == [("late_note", "no_answer")]


def test_second_result_of_one_claim_comes_too_late(service: RecordedService, fence: int) -> None:
    first = an_attempt(outcome=AttemptOutcome.NO_ANSWER)
    assert service.send(CLERK, the_result(first, fence, CaseState.OPEN)).reason is None
    second = service.send(CLERK, the_result(an_attempt("a2"), fence))
    assert second.reason == reason_codes.STALE_FENCE


def test_result_of_a_claim_given_back_comes_too_late(service: RecordedService, fence: int) -> None:
    lease = LeaseRequest(callback_id=CallbackId("callback-c1"), fence=fence)
    service.database.write_now(lambda c: release_callback(c, CLERK, lease, NOW))
    assert service.send(CLERK, the_result(an_attempt(), fence)).reason == reason_codes.STALE_FENCE


def test_result_after_the_lease_ran_out_counts_while_nobody_took_over(
    service: RecordedService, fence: int
) -> None:
    later = NOW + timedelta(minutes=3)
    assert service.database.write_now(lambda c: expire_leases(c, later)) == 1
    assert callback_of(service).state is CallbackState.OPEN
    verdict = service.send(CLERK, the_result(an_attempt(), fence), later)
    assert verdict.status is Status.APPLIED


@pytest.mark.parametrize("fence", [0, 1])
def test_result_without_a_claim_is_refused(service: RecordedService, fence: int) -> None:
    service.forward()
    verdict = service.send(CLERK, the_result(an_attempt(), fence))
    assert verdict.reason == reason_codes.STALE_FENCE


def test_fence_of_a_colleague_helps_nobody(service: RecordedService, fence: int) -> None:
    attempt = an_attempt(author_id=AccountId("clerk2"))
    assert service.send(OTHER, the_result(attempt, fence)).reason == reason_codes.STALE_FENCE


@pytest.mark.parametrize(
    ("account", "changed", "reason"),
    [
        (an_account("clerk1"), {}, reason_codes.FORBIDDEN),
        (CLERK, {"author_id": AccountId("clerk2")}, reason_codes.FORBIDDEN),
        (a_clerk(desk_ids=(SCHOOLS,)), {}, reason_codes.FORBIDDEN),
        (CLERK, {"callback_id": CallbackId("none")}, reason_codes.UNKNOWN_CALLBACK),
        (CLERK, {"next_start_at": NOW, "next_end_at": NOW}, reason_codes.INVALID),
        (CLERK, {"next_end_at": NOW}, reason_codes.INVALID),
        (CLERK, {"note": "x" * 20_001}, reason_codes.TEXT_TOO_LONG),
    ],
)
def test_bad_result_is_refused(
    service: RecordedService,
    fence: int,
    account: Account,
    changed: dict[str, Any],
    reason: str,
) -> None:
    verdict = service.send(account, the_result(an_attempt(**changed), fence))
    assert (verdict.status, verdict.reason) == (Status.REJECTED, reason)
    assert history(service) == []


def test_attempt_arrives_once_even_under_another_command(
    service: RecordedService, fence: int
) -> None:
    service.send(CLERK, the_result(an_attempt(), fence))
    assert service.send(CLERK, the_result(an_attempt(), fence)).reason == reason_codes.EXISTS


def test_closed_case_cannot_wait(service: RecordedService, fence: int) -> None:
    attempt = an_attempt(outcome=AttemptOutcome.ASK_OFFICE)
    assert service.send(CLERK, the_result(attempt, fence, CaseState.CLOSED)).reason is None
    fence = service.held(CLERK, now=NOW + timedelta(hours=3)).fence
    verdict = service.send(CLERK, the_result(an_attempt("a2"), fence, CaseState.WAITING_OFFICE))
    assert (verdict.reason, verdict.detail["state"]) == (reason_codes.CASE_STATE, "closed")
    assert callback_of(service).state is CallbackState.CLAIMED
    reopened = service.send(CLERK, the_result(an_attempt("a3"), fence, CaseState.OPEN))
    assert reopened.status is Status.APPLIED
    assert case_of(service).closed_at is None


def test_callback_without_its_case_is_refused(service: RecordedService, fence: int) -> None:
    def lose(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.remove(Kind.CASE, "case-c1")
        edit.finish()

    service.database.write_now(lose)
    verdict = service.send(CLERK, the_result(an_attempt(), fence))
    assert verdict.reason == reason_codes.UNKNOWN_CASE
    assert service.send(CLERK, a_note()).reason == reason_codes.UNKNOWN_CASE


# --- notes and requests ---------------------------------------------------------------------------


def test_note_joins_the_history(service: RecordedService) -> None:
    service.forward()
    verdict = service.send(CLERK, a_note(desk_id=SCHOOLS))
    assert verdict.marks == {"desk:tributi": 3}
    assert history(service) == [("note", "Chiesto all'ufficio")]


@pytest.mark.parametrize(
    ("account", "changed", "reason"),
    [
        (an_account("clerk1"), {}, reason_codes.FORBIDDEN),
        (a_clerk(desk_ids=()), {}, reason_codes.FORBIDDEN),
        (CLERK, {"author_id": AccountId("x")}, reason_codes.FORBIDDEN),
        (CLERK, {"case_id": "none"}, reason_codes.UNKNOWN_CASE),
        (CLERK, {"kind": ActivityKind.STATE}, reason_codes.INVALID),
        (CLERK, {"text": " "}, reason_codes.MISSING_FIELD),
    ],
)
def test_bad_note_is_refused(
    service: RecordedService, account: Account, changed: dict[str, Any], reason: str
) -> None:
    service.forward()
    assert service.send(account, a_note(**changed)).reason == reason


def test_what_changes_in_a_case_is_in_the_audit_by_the_names_of_its_fields(
    service: RecordedService, fence: int
) -> None:
    service.send(CLERK, the_result(an_attempt(), fence))
    lines = [
        (line.account_id, line.action, line.subject)
        for line in service.database.read_now(audit_page)
        if line.action.startswith("case.")
    ]
    assert lines == [
        ("op1", "case.opened", "case-c1"),
        ("clerk1", "case.changed", "case-c1 state,answer,closed_at"),
    ]


def test_history_is_append_only(service: RecordedService) -> None:
    service.forward()
    service.send(CLERK, a_note())
    assert service.send(CLERK, a_note(text="altro")).reason == reason_codes.EXISTS


def test_claim_filed_offline_is_granted_when_it_is_still_to_be_had(
    service: RecordedService,
) -> None:
    service.forward()
    verdict = service.send(CLERK, a_request())
    assert (verdict.status, verdict.detail) == (Status.APPLIED, {"fence": "1"})
    assert callback_of(service).holder_id == "clerk1"


def test_claim_filed_offline_names_who_was_first(service: RecordedService, fence: int) -> None:
    verdict = service.send(OTHER, a_request())
    assert (verdict.reason, verdict.detail) == (
        reason_codes.ALREADY_CLAIMED,
        {"holder": "clerk1"},
    )


@pytest.mark.parametrize(
    ("account", "name", "reason"),
    [
        (CLERK, "none", reason_codes.UNKNOWN_CALLBACK),
        (an_account(), "c1", reason_codes.FORBIDDEN),
        (a_clerk(desk_ids=(SCHOOLS,)), "c1", reason_codes.FORBIDDEN),
    ],
)
def test_bad_request_is_refused(
    service: RecordedService, account: Account, name: str, reason: str
) -> None:
    service.forward()
    assert service.send(account, a_request(name)).reason == reason


@pytest.mark.parametrize("reached", [AttemptOutcome.POSTPONED, AttemptOutcome.ASK_OFFICE])
def test_whoever_was_reached_is_given_up_after_three_silences_from_then_on(
    service: RecordedService, reached: AttemptOutcome
) -> None:
    service.forward()
    silence = AttemptOutcome.NO_ANSWER
    for number, outcome in enumerate((silence, silence, reached, silence, silence, silence)):
        assert callback_of(service).state is CallbackState.OPEN
        now = NOW + timedelta(days=7 * number)
        fence = service.held(CLERK, now=now).fence
        tried = an_attempt(f"a{number}", outcome=outcome, at=now)
        assert service.send(CLERK, the_result(tried, fence, CaseState.OPEN), now).reason is None
    callback = callback_of(service)
    assert (callback.state, callback.attempts) == (CallbackState.GIVEN_UP, 6)


def test_a_seat_whose_clock_is_ahead_puts_the_next_try_off_no_longer_than_any_other(
    service: RecordedService, fence: int
) -> None:
    ahead = an_attempt(outcome=AttemptOutcome.NO_ANSWER, at=NOW + timedelta(days=365))
    assert service.send(CLERK, the_result(ahead, fence, CaseState.OPEN)).status is Status.APPLIED
    assert callback_of(service).window_start_at == retried(NOW)[0]
