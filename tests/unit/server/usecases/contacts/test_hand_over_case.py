"""A case goes to another desk with all that belongs to it, and gets the topic it has not."""

from datetime import timedelta

import pytest

from contract.domain.account import Role
from contract.domain.callback import AttemptOutcome, CallbackState
from contract.domain.case import CaseState
from contract.domain.ids import CallbackId, DeskId, TopicId
from contract.wire import reason_codes
from contract.wire.changes import Kind, Op
from contract.wire.commands import AssignTopic, HandOverCase, RecordAttempt, Status
from server.store.operations.audit_log import audit_page
from tests.support.servers.recorded_service import RecordedService, callback_of, case_of
from tests.support.servers.server_records import (
    NOW,
    SCHOOL,
    SCHOOLS,
    TARI,
    TAXES,
    a_clerk,
    a_note,
    an_account,
    an_attempt,
    the_result,
)

CLERK, OTHER = a_clerk(), a_clerk("clerk2")
TEACHER = a_clerk("clerk3", desk_ids=(SCHOOLS,))
CALLBACK = CallbackId("callback-c1")
LATER = NOW + timedelta(minutes=3)


def to_schools(fence: int, desk_id: DeskId = SCHOOLS, note: str = "È la mensa") -> HandOverCase:
    return HandOverCase(callback_id=CALLBACK, fence=fence, desk_id=desk_id, note=note)


def about(topic_id: TopicId) -> AssignTopic:
    return AssignTopic(callback_id=CALLBACK, topic_id=topic_id)


def scopes(service: RecordedService) -> set[str]:
    tables = ("case_", "case_activity", "callback", "callback_attempt")
    sql = " UNION ".join(f"SELECT scope FROM {table}" for table in tables)
    return {row["scope"] for row in service.database.read_now(lambda c: c.execute(sql))}


def late_notes(service: RecordedService) -> list[str]:
    sql = "SELECT text FROM case_activity WHERE kind = 'late_note'"
    return [row["text"] for row in service.database.read_now(lambda c: c.execute(sql))]


@pytest.fixture
def fence(service: RecordedService) -> int:
    """Of a callback that CLERK holds."""
    service.forward()
    return service.held(CLERK).fence


def test_all_that_belongs_to_a_case_goes_to_the_other_desk(service: RecordedService) -> None:
    service.forward()
    service.send(CLERK, a_note())
    tried = an_attempt(outcome=AttemptOutcome.NO_ANSWER, note="non risponde")
    service.send(CLERK, the_result(tried, service.held(CLERK).fence, CaseState.OPEN))
    fence = service.held(CLERK).fence
    assert service.send(CLERK, to_schools(fence)).status is Status.APPLIED
    assert scopes(service) == {"desk:scuole"}
    assert case_of(service).desk_id == SCHOOLS
    callback = callback_of(service)
    assert (callback.desk_id, callback.state, callback.holder_id) == (
        SCHOOLS,
        CallbackState.OPEN,
        None,
    )
    assert callback.window_end_at > NOW, "the promise to the citizen stands"


def test_it_leaves_one_queue_and_is_in_the_other(service: RecordedService, fence: int) -> None:
    service.send(CLERK, to_schools(fence))
    assert not service.claim(CLERK).granted
    assert service.held(TEACHER).id == CALLBACK


def test_seats_of_the_desk_it_left_hear_that_it_is_gone(
    service: RecordedService, fence: int
) -> None:
    service.send(CLERK, to_schools(fence))

    epoch = service.pull(CLERK, {}, None).epoch
    changes = service.pull(CLERK, {"desk:tributi": 0}, epoch).scopes["desk:tributi"].changes
    gone = {change.kind for change in changes if change.op is Op.GONE}
    assert gone == {str(Kind.CASE), str(Kind.CALLBACK)}


def test_the_history_says_from_where_it_came_and_why(service: RecordedService, fence: int) -> None:
    service.send(CLERK, to_schools(fence))
    rows = service.database.read_now(
        lambda c: c.execute("SELECT kind, text, author_id, desk_id FROM case_activity")
    )
    assert [dict(row) for row in rows] == [
        {
            "kind": "handed_over",
            "text": "Tributi: È la mensa",
            "author_id": "clerk1",
            "desk_id": "scuole",
        }
    ]


def test_who_handed_it_over_is_in_the_audit(service: RecordedService, fence: int) -> None:
    service.send(CLERK, to_schools(fence))
    lines = service.database.read_now(lambda c: audit_page(c, after=0, limit=100))
    told = [(one.account_id, one.action, one.subject) for one in lines]
    assert ("clerk1", "case.changed", "case-c1 desk_id") in told


def test_what_was_written_under_the_claim_comes_too_late_then(
    service: RecordedService, fence: int
) -> None:
    service.send(CLERK, to_schools(fence))
    both = a_clerk(desk_ids=(TAXES, SCHOOLS))
    verdict = service.send(both, the_result(an_attempt(), fence))
    assert verdict.reason == reason_codes.STALE_FENCE
    assert case_of(service).state is CaseState.OPEN


def test_who_lost_the_claim_hands_nothing_over_and_loses_no_word(
    service: RecordedService, fence: int
) -> None:
    assert service.held(OTHER, now=LATER).fence == fence + 1
    verdict = service.send(CLERK, to_schools(fence), LATER)
    assert (verdict.status, verdict.reason) == (Status.REJECTED, reason_codes.STALE_FENCE)
    assert case_of(service).desk_id == TAXES
    rows = service.database.read_now(lambda c: c.execute("SELECT kind, text FROM case_activity"))
    assert [(row["kind"], row["text"]) for row in rows] == [("late_note", "È la mensa")]


@pytest.mark.parametrize(
    "late",
    [
        the_result(an_attempt(note="Ha detto di sì"), 1),
        HandOverCase(callback_id=CALLBACK, fence=1, desk_id=SCHOOLS, note="Ha detto di sì"),
    ],
)
def test_what_comes_too_late_is_kept_though_the_case_went_to_another_desk(
    service: RecordedService, fence: int, late: RecordAttempt | HandOverCase
) -> None:
    after = service.held(OTHER, now=LATER).fence
    assert service.send(OTHER, to_schools(after), LATER).status is Status.APPLIED
    assert service.send(CLERK, late, LATER).reason == reason_codes.STALE_FENCE
    assert late_notes(service) == ["Ha detto di sì"]
    assert case_of(service).desk_id == SCHOOLS


def test_a_note_written_before_the_case_went_to_another_desk_goes_after_it(
    service: RecordedService, fence: int
) -> None:
    assert service.send(CLERK, to_schools(fence), LATER).status is Status.APPLIED
    assert service.send(OTHER, a_note(author_id=OTHER.id), LATER).status is Status.APPLIED
    assert scopes(service) == {"desk:scuole"}
    afterwards = a_note("n2", author_id=OTHER.id, at=LATER + timedelta(minutes=1))
    assert service.send(OTHER, afterwards, LATER).reason == reason_codes.FORBIDDEN


def test_a_desk_that_never_had_the_case_writes_nothing_into_it(
    service: RecordedService, fence: int
) -> None:
    stranger = a_clerk("clerk4", desk_ids=(DeskId("altro"),))
    assert service.send(CLERK, to_schools(fence), LATER).status is Status.APPLIED
    for late in (
        the_result(an_attempt(author_id=stranger.id, note="Ha detto di sì"), fence),
        to_schools(fence, note="Ha detto di sì"),
        a_note(author_id=stranger.id),
    ):
        assert service.send(stranger, late, LATER).reason == reason_codes.FORBIDDEN
    assert late_notes(service) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (to_schools(1, DeskId("nessuno")), reason_codes.UNKNOWN_DESK),
        (to_schools(1, TAXES), reason_codes.INVALID),
        (to_schools(1, note=" "), reason_codes.MISSING_FIELD),
        (to_schools(0), reason_codes.STALE_FENCE),
        (about(TopicId("nessuno")), reason_codes.UNKNOWN_TOPIC),
    ],
)
def test_what_makes_no_sense_is_refused(
    service: RecordedService, fence: int, data: HandOverCase | AssignTopic, reason: str
) -> None:
    assert service.send(CLERK, data).reason == reason
    assert (case_of(service).desk_id, case_of(service).topic_id) == (TAXES, TARI)


@pytest.mark.parametrize("data", [to_schools(1), about(SCHOOL)])
@pytest.mark.parametrize(
    "account", [TEACHER, an_account("op1"), an_account("op2", role=Role.OPERATOR)]
)
def test_who_does_not_work_at_the_desk_changes_nothing(
    service: RecordedService, fence: int, account: object, data: HandOverCase | AssignTopic
) -> None:
    assert service.send(account, data).reason == reason_codes.FORBIDDEN  # type: ignore[arg-type]
    assert (case_of(service).desk_id, case_of(service).topic_id) == (TAXES, TARI)


def test_a_topic_chosen_without_knowing_that_a_colleague_closed_the_case_is_refused(
    service: RecordedService, fence: int
) -> None:
    """As where it lay unsent at a seat, and the next sign-in there hands it over."""
    later = service.held(OTHER, now=LATER).fence
    solved = an_attempt(author_id=OTHER.id, outcome=AttemptOutcome.SOLVED)
    service.send(OTHER, the_result(solved, later), LATER)
    verdict = service.send(CLERK, about(SCHOOL), LATER)
    assert (verdict.status, verdict.reason) == (Status.REJECTED, reason_codes.CASE_STATE)
    assert case_of(service).topic_id == TARI
    assert service.send(OTHER, about(SCHOOL), LATER).status is Status.APPLIED, "who closed it may"


def test_a_case_gets_its_topic_and_so_does_its_callback(
    service: RecordedService, fence: int
) -> None:
    assert service.send(CLERK, about(SCHOOL)).status is Status.APPLIED
    assert (case_of(service).topic_id, callback_of(service).topic_id) == (SCHOOL, SCHOOL)
    callback = callback_of(service)
    assert (callback.holder_id, callback.fence) == ("clerk1", fence), "it stays in hand"
    lines = service.database.read_now(lambda c: audit_page(c, after=0, limit=100))
    assert ("case.changed", "case-c1 topic_id") in [(one.action, one.subject) for one in lines]
