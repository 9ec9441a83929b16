"""Taking, keeping, releasing callbacks and recording attempts, with and without a server."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from console.errors import (
    ClaimFiled,
    ServerNotTrusted,
    ServerRejected,
    ServerUnreachable,
    SessionExpired,
)
from console.model.callbacks.case_file import AttemptResult, HandOver
from console.model.contact.contact_draft import AttemptDraft
from console.store.callbacks.callback_repository import attempts, callback, callbacks_to_do
from console.store.callbacks.case_repository import activities, case
from console.store.contact.draft_repository import attempt_draft
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import requested_callbacks, waiting_commands
from console.store.session.notice_repository import unseen_notices
from console.usecases.callbacks.callback_leases import CallbackLeases
from console.usecases.callbacks.case_records import CaseRecords
from console.usecases.session.mark_notice_seen import MarkNoticeSeen
from contract.domain.callback import AttemptOutcome, CallbackAlreadyClaimed, CallbackState
from contract.domain.case import CaseState
from contract.domain.ids import AccountId, CallbackId, DeskId, TopicId
from contract.wire.changes import Kind
from contract.wire.claims import ClaimReply, ClaimRequest, LeaseReply, LeaseRequest
from contract.wire.commands import HandOverCase, RecordAttempt, RequestCallback
from tests.support.known import known
from tests.support.seats.seat import (
    NO_TOPICS,
    NOW,
    StoppedClock,
    a_callback,
    a_case,
    an_account,
    open_replica,
    put_server_row,
)

ME = an_account()
OTHER = AccountId("account-2")
ELSEWHERE = DeskId("desk-2")


def _mine(number: int = 1, **changes: Any) -> Any:
    claimed = a_callback(number).claimed_by(ME.id, ME.display_name, NOW)
    return replace(claimed, **({"version": 2} | changes))


async def _fill(database: LocalDatabase, *values: Any) -> None:
    def put(connection: Any) -> None:
        for value in values:
            kind = Kind.CASE if value.id.startswith("case") else Kind.CALLBACK
            put_server_row(connection, kind, value)

    await database.write(put, changes=NO_TOPICS)


def _unreachable(error: type[Exception] = ServerUnreachable) -> Callable[[Any], Any]:
    async def ask(_: Any) -> Any:
        raise error

    return ask


def _answering(reply: Any) -> Callable[[Any], Any]:
    async def ask(_: Any) -> Any:
        return reply

    return ask


@dataclass(frozen=True, slots=True)
class _Server:
    """Answers whatever is asked in the same way."""

    claim: Callable[[Any], Any]
    heartbeat: Callable[[Any], Any]
    release: Callable[[Any], Any]


def _leases(database: LocalDatabase, answer: Callable[[Any], Any]) -> CallbackLeases:
    server = _Server(claim=answer, heartbeat=answer, release=answer)
    return CallbackLeases(database=database, server=server, clock=StoppedClock())


def _take(database: LocalDatabase, claim: Callable[[ClaimRequest], Any]) -> Callable[..., Any]:
    return _leases(database, claim).claim


def _records(database: LocalDatabase) -> CaseRecords:
    return CaseRecords(database=database, clock=StoppedClock())


def _result(outcome: AttemptOutcome, case_state: CaseState, **changes: Any) -> AttemptResult:
    fields = {"callback": _mine(), "outcome": outcome, "case_state": case_state}
    return AttemptResult(**(fields | changes))


async def test_a_granted_claim_is_shown_at_once_and_yields_to_the_servers_row(
    database: LocalDatabase,
) -> None:
    await _fill(database, a_callback())
    take = _take(database, _answering(ClaimReply(callback=_mine(), granted=True)))
    assert await take(a_callback().id) == _mine()
    assert await database.read(lambda c: callback(c, a_callback().id)) == _mine()
    newer = replace(_mine(), holder_name="As the server says", version=3)
    await _fill(database, newer)
    from console.store.replica.local_effects import replay

    await database.write(replay, changes=NO_TOPICS)
    assert await database.read(lambda c: callback(c, a_callback().id)) == newer


async def test_a_refused_claim_names_the_holder_and_shows_the_servers_row(
    database: LocalDatabase,
) -> None:
    await _fill(database, a_callback())
    theirs = replace(a_callback().claimed_by(OTHER, "Another", NOW), version=2)
    take = _take(database, _answering(ClaimReply(callback=theirs, granted=False)))
    with pytest.raises(CallbackAlreadyClaimed) as refused:
        await take(a_callback().id)
    assert refused.value.holder_name == "Another"
    assert await database.read(lambda c: callback(c, a_callback().id)) == theirs


async def test_without_the_server_nobody_takes_what_another_holds_however_old_the_claim(
    database: LocalDatabase,
) -> None:
    """The holder renews it with the server alone: the citizen would be called twice."""
    long_ago = NOW - timedelta(hours=1)
    await _fill(database, replace(a_callback().claimed_by(OTHER, "Another", long_ago), version=2))
    with pytest.raises(CallbackAlreadyClaimed):
        await _take(database, _unreachable())(a_callback().id)
    assert not await database.read(waiting_commands)


async def test_nothing_waiting_gives_none(database: LocalDatabase) -> None:
    take = _take(database, _answering(ClaimReply(callback=None, granted=False)))
    assert await take(None) is None
    assert await _take(database, _unreachable())(None) is None


@pytest.mark.parametrize("error", [ServerUnreachable, SessionExpired])
async def test_offline_a_request_is_filed_once(
    database: LocalDatabase, error: type[Exception]
) -> None:
    await _fill(database, a_callback())
    take = _take(database, _unreachable(error))
    for _ in range(2):
        with pytest.raises(ClaimFiled):
            await take(a_callback().id)
    (command,) = await database.read(waiting_commands)
    assert command.data == RequestCallback(callback_id=a_callback().id)
    assert await database.read(requested_callbacks) == {a_callback().id}


async def test_offline_the_most_urgent_one_not_yet_asked_for_is_requested(
    database: LocalDatabase,
) -> None:
    await _fill(database, a_callback(2), a_callback(1))
    take = _take(database, _unreachable())
    for _ in range(2):
        with pytest.raises(ClaimFiled):
            await take(None)
    assert await take(None) is None
    asked = [command.data.callback_id for command in await database.read(waiting_commands)]
    assert asked == [a_callback(1).id, a_callback(2).id]


async def test_offline_who_was_just_tried_is_not_the_next_one(database: LocalDatabase) -> None:
    put_off = a_callback(attempts=1, window_start_at=NOW + timedelta(hours=2))
    await _fill(database, put_off)
    assert await _take(database, _unreachable())(None) is None
    with pytest.raises(ClaimFiled):
        await _take(database, _unreachable())(put_off.id)


async def test_offline_one_known_to_be_held_is_refused_at_once(database: LocalDatabase) -> None:
    await _fill(database, a_callback().claimed_by(OTHER, "Another", NOW))
    with pytest.raises(CallbackAlreadyClaimed):
        await _take(database, _unreachable())(a_callback().id)
    assert await database.read(waiting_commands) == ()


async def test_offline_nothing_is_asked_for_that_is_done(database: LocalDatabase) -> None:
    await _fill(database, _mine(state=CallbackState.DONE))
    with pytest.raises(CallbackAlreadyClaimed):
        await _take(database, _unreachable())(_mine().id)
    assert await database.read(waiting_commands) == ()


async def test_offline_one_that_left_the_desk_gives_none(database: LocalDatabase) -> None:
    assert await _take(database, _unreachable())(CallbackId("gone")) is None


@pytest.mark.parametrize(
    "release", [_answering(LeaseReply(held=False)), _unreachable(), _unreachable(ServerNotTrusted)]
)
async def test_a_released_callback_is_open_again_at_once(
    database: LocalDatabase, release: Callable[[Any], Any]
) -> None:
    await _fill(database, _mine())
    await _records(database).save_draft(AttemptDraft(callback_id=_mine().id, note="half"))
    await _leases(database, release).release(_mine().id)
    shown = known(await database.read(lambda c: callback(c, _mine().id)))
    assert (shown.state, shown.holder_id) == (CallbackState.OPEN, None)
    assert await database.read(lambda c: attempt_draft(c, _mine().id)) is None


async def test_releasing_what_is_gone_does_nothing(database: LocalDatabase) -> None:
    await _leases(database, _unreachable()).release(CallbackId("gone"))
    assert await database.read(callbacks_to_do) == ()


async def test_a_claim_is_kept_alive_under_its_fence(database: LocalDatabase) -> None:
    await _fill(database, _mine())
    beats: list[LeaseRequest] = []

    async def beat(request: LeaseRequest) -> LeaseReply:
        beats.append(request)
        return LeaseReply(held=True)

    assert await _leases(database, beat).keep(_mine().id)
    assert beats == [LeaseRequest(callback_id=_mine().id, fence=1)]


@pytest.mark.parametrize("was_pulled", [False, True])
async def test_a_beat_that_meets_the_result_just_written_tells_of_no_loss(
    database: LocalDatabase, was_pulled: bool
) -> None:
    await _fill(database, _mine(), a_case())

    async def beat(_: LeaseRequest) -> LeaseReply:
        if was_pulled:
            await _fill(database, replace(a_callback(), fence=2, attempts=1, version=3))
        else:
            await _records(database).record(_result(AttemptOutcome.NO_ANSWER, CaseState.OPEN))
        return LeaseReply(held=False)

    keep = _leases(database, beat).keep
    assert not await keep(_mine().id)
    assert await database.read(unseen_notices) == ()


async def test_a_lease_that_ran_out_unnoticed_is_told(database: LocalDatabase) -> None:
    await _fill(database, replace(a_callback(), fence=1, version=3))
    keep = _leases(database, _answering(LeaseReply(held=False))).keep
    assert not await keep(_mine().id)
    assert [one.code for one in await database.read(unseen_notices)] == ["lease_lost"]


async def test_a_lost_lease_is_told_once(database: LocalDatabase) -> None:
    await _fill(database, _mine())
    keep = _leases(database, _answering(LeaseReply(held=False))).keep
    assert not await keep(_mine().id)
    assert not await keep(_mine().id)
    (notice,) = await database.read(unseen_notices)
    assert (notice.code, notice.subject["callback_id"]) == ("lease_lost", _mine().id)
    await MarkNoticeSeen(database=database)(notice.id)
    assert not await keep(_mine().id)
    assert await database.read(unseen_notices) == ()


@pytest.mark.parametrize("error", [ServerUnreachable, ServerNotTrusted, SessionExpired])
async def test_offline_a_lease_counts_as_held(
    database: LocalDatabase, error: type[Exception]
) -> None:
    await _fill(database, _mine())
    keep = _leases(database, _unreachable(error)).keep
    assert await keep(_mine().id)
    assert not await keep(CallbackId("gone"))
    assert await database.read(unseen_notices) == ()


async def test_a_no_to_a_heartbeat_is_not_told_as_a_lease_that_a_colleague_took() -> None:
    """As a server does that was upgraded meanwhile; a lost lease is answered, with held=False."""

    async def rejected(_: LeaseRequest) -> LeaseReply:
        raise ServerRejected(426, "upgrade_required")

    async with open_replica() as database:
        await _fill(database, _mine())
        keep = _leases(database, rejected).keep
        assert await keep(_mine().id)
        assert await database.read(unseen_notices) == ()


async def test_a_recorded_attempt_closes_callback_and_case_at_once(database: LocalDatabase) -> None:
    await _fill(database, _mine(), a_case())
    await _records(database).record(
        _result(
            AttemptOutcome.SOLVED,
            CaseState.CLOSED,
            note=" It is paid in May. ",
            call_key="key-1",
            talk_s=61.0,
        )
    )
    (command,) = await database.read(waiting_commands)
    assert isinstance(command.data, RecordAttempt)
    attempt = command.data.attempt
    assert (attempt.note, attempt.call_key) == ("It is paid in May.", "key-1")
    assert command.data == RecordAttempt(attempt=attempt, fence=1, case_state=CaseState.CLOSED)
    shown = known(await database.read(lambda c: callback(c, _mine().id)))
    assert shown.state is CallbackState.DONE
    closed = known(await database.read(lambda c: case(c, a_case().id)))
    assert (closed.state, closed.answer) == (CaseState.CLOSED, "It is paid in May.")
    assert await database.read(lambda c: attempts(c, _mine().id)) == (attempt,)
    (line,) = await database.read(lambda c: activities(c, a_case().id))
    assert line.text == attempt.note


async def test_an_attempt_of_a_callback_that_left_is_refused(database: LocalDatabase) -> None:
    with pytest.raises(CallbackAlreadyClaimed):
        await _records(database).record(
            _result(AttemptOutcome.NO_ANSWER, CaseState.OPEN, callback=a_callback(9))
        )


async def test_taking_the_next_names_the_callback_answered_but_not_yet_told() -> None:
    """Else the server, which has not heard, would give it again and the citizen rings twice."""
    asked: list[ClaimRequest] = []

    async def give_the_old_one(request: ClaimRequest) -> ClaimReply:
        asked.append(request)
        return ClaimReply(callback=_mine(), granted=True)

    async with open_replica() as database:
        await _fill(database, _mine(), a_case())
        await _records(database).record(
            _result(AttemptOutcome.SOLVED, CaseState.CLOSED, note="Fatto.")
        )
        assert await _take(database, give_the_old_one)(None) is None
        assert asked == [ClaimRequest(answered=(_mine().id,))]
        shown = known(await database.read(lambda c: callback(c, _mine().id)))
        assert shown.state is CallbackState.DONE


async def test_a_case_handed_over_leaves_the_queue_at_once_with_its_words(
    database: LocalDatabase,
) -> None:
    await _fill(database, _mine(), a_case())
    handed = HandOver(callback=_mine(), desk_id=ELSEWHERE, note=" It is about schools. ")
    await _records(database).record(handed)
    (command,) = await database.read(waiting_commands)
    assert command.data == HandOverCase(
        callback_id=_mine().id, fence=1, desk_id=ELSEWHERE, note="It is about schools."
    )
    assert await database.read(callbacks_to_do) == ()
    assert await database.read(lambda c: case(c, a_case().id)) is None


async def test_handed_to_another_desk_of_hers_it_waits_there_for_anybody() -> None:
    both = an_account(desk_ids=(*ME.desk_ids, ELSEWHERE))
    async with open_replica(account=both) as database:
        await _fill(database, _mine(), a_case())
        handed = HandOver(callback=_mine(), desk_id=ELSEWHERE, note="Schools.")
        await _records(database).record(handed)
        (shown,) = await database.read(callbacks_to_do)
        assert (shown.desk_id, shown.state, shown.holder_id) == (
            ELSEWHERE,
            CallbackState.OPEN,
            None,
        )


async def test_taking_the_next_does_not_bring_back_what_was_handed_over() -> None:
    asked: list[ClaimRequest] = []

    async def give_the_old_one(request: ClaimRequest) -> ClaimReply:
        asked.append(request)
        return ClaimReply(callback=_mine(), granted=True)

    async with open_replica() as database:
        await _fill(database, _mine(), a_case())
        handed = HandOver(callback=_mine(), desk_id=ELSEWHERE, note="Schools.")
        await _records(database).record(handed)
        assert await _take(database, give_the_old_one)(None) is None
        assert asked == [ClaimRequest(answered=(_mine().id,))]


async def test_a_case_shows_its_topic_at_once(database: LocalDatabase) -> None:
    await _fill(database, _mine(), a_case())
    await _records(database).assign_topic(_mine(), TopicId("topic-2"))
    (shown,) = await database.read(callbacks_to_do)
    known_case = known(await database.read(lambda c: case(c, a_case().id)))
    assert (shown.topic_id, known_case.topic_id) == ("topic-2", "topic-2")
    assert shown.holder_id == ME.id, "it stays in hand"


async def test_the_result_goes_under_the_claim_that_was_in_hand(database: LocalDatabase) -> None:
    """The lease ran out, another clerk called and gave up: her fence is not ours to write with."""
    await _fill(database, replace(a_callback(), fence=3, version=5), a_case())
    await _records(database).record(_result(AttemptOutcome.SOLVED, CaseState.CLOSED, note="Fatto."))
    (command,) = await database.read(waiting_commands)
    assert isinstance(command.data, RecordAttempt)
    assert command.data.fence == 1
