"""Two seats never get the same callback, on either engine."""

import threading
from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import msgspec
import pytest
from msgspec.structs import replace

from contract.domain.account import Account
from contract.domain.agents.agent import DutyState
from contract.domain.callback import LEASE_S, RETRY_AFTER, AttemptOutcome, CallbackState
from contract.domain.case import CaseState
from contract.domain.ids import AccountId, CallbackId
from contract.wire.claims import ClaimReply, ClaimRequest, LeaseReply, LeaseRequest
from contract.wire.commands import RecordContact
from server.store.duty.duties import duty_for_change, save_duty
from server.store.engine.connection import Connection
from server.store.sync.change_log import scope_head
from server.usecases.contacts.claim_callback import (
    claim_callback,
    expire_leases,
    extend_lease,
    keep_leases,
    release_callback,
)
from server.usecases.operations.refused import Refused
from tests.support.at_once import at_once
from tests.support.known import known
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    NOW,
    SCHOOLS,
    TAXES,
    a_callback,
    a_clerk,
    an_account,
    an_attempt,
    forwarded,
    the_result,
)

CLERK, OTHER = a_clerk(), a_clerk("clerk2")
LATER = NOW + timedelta(minutes=3)


def lease(fence: int) -> LeaseRequest:
    return LeaseRequest(callback_id=CallbackId("callback-c1"), fence=fence)


def extend(
    service: RecordedService, account: Account, fence: int, now: datetime = NOW
) -> LeaseReply:
    return service.database.write_now(lambda c: extend_lease(c, account, lease(fence), now))


def claim(account: Account, wanted: ClaimRequest, connection: Connection) -> ClaimReply:
    return claim_callback(connection, account, wanted, NOW)


def forward_due(service: RecordedService, name: str, starts_h: float, ends_h: float) -> None:
    callback = a_callback(
        name,
        window_start_at=NOW + timedelta(hours=starts_h),
        window_end_at=NOW + timedelta(hours=ends_h),
    )
    data = forwarded(name)
    data = RecordContact(contact=data.contact, case=data.case, callback=callback)
    assert service.send(an_account(), data).reason is None


def test_claim_tells_every_seat_who_has_it(service: RecordedService) -> None:
    service.forward()
    reply = service.claim(CLERK)
    assert reply.granted
    assert reply.callback is not None
    assert (reply.callback.holder_id, reply.callback.fence) == ("clerk1", 1)
    assert reply.callback.lease_until_at == NOW + timedelta(seconds=120)
    assert reply.marks == {"desk:tributi": 3}


def test_second_seat_hears_who_was_first(service: RecordedService) -> None:
    service.forward()
    service.held(CLERK)
    reply = service.claim(OTHER)
    assert not reply.granted
    assert known(reply.callback).holder_name == "clerk1"


@pytest.mark.parametrize("name", ["c1", None])
def test_claim_asked_again_gives_the_same_fence_and_a_new_lease(
    service: RecordedService, name: str | None
) -> None:
    service.forward("c1")
    service.forward("c2")
    first = service.held(CLERK)
    again = known(service.claim(CLERK, name, NOW + timedelta(seconds=60)).callback)
    assert (again.id, again.fence) == (first.id, first.fence)
    assert again.lease_until_at == NOW + timedelta(seconds=180)


def test_lapsed_lease_lets_the_next_seat_in_with_a_new_fence(service: RecordedService) -> None:
    service.forward()
    fence = service.held(CLERK).fence
    assert service.held(OTHER, now=LATER).fence == fence + 1
    assert not extend(service, CLERK, fence, LATER).held


def test_a_lease_that_nobody_could_renew_lapses_only_a_lease_after_the_start(
    service: RecordedService,
) -> None:
    service.forward()
    held = service.held(CLERK)
    start = NOW + timedelta(minutes=3)
    assert service.database.write_now(lambda c: keep_leases(c, start)) == 1
    assert not service.claim(OTHER, now=start + timedelta(seconds=LEASE_S - 1)).granted
    again = service.claim(CLERK, now=start).callback
    assert known(again).fence == held.fence
    assert service.claim(OTHER, now=start + timedelta(seconds=2 * LEASE_S)).granted


def test_who_is_talking_with_the_citizen_keeps_the_callback_though_the_server_hears_nothing(
    service: RecordedService,
) -> None:
    service.forward()
    service.held(CLERK)
    call(service, CLERK, DutyState.ON_CALL)
    for seconds in range(0, 600, 5):
        now = NOW + timedelta(seconds=seconds)
        service.database.write_now(lambda c, now=now: expire_leases(c, now))  # type: ignore[misc]
        assert not service.claim(OTHER, now=now).granted
    call(service, CLERK, DutyState.NOT_READY)
    later = NOW + timedelta(seconds=600 + LEASE_S)
    assert service.database.write_now(lambda c: expire_leases(c, later)) == 1
    assert service.claim(OTHER, now=later).granted


@pytest.mark.parametrize("beats", [False, True])
def test_what_was_claimed_while_the_clock_was_ahead_is_held_a_lease_longer_and_then_free(
    service: RecordedService, beats: bool
) -> None:
    ahead = NOW + timedelta(days=400)
    service.forward()
    held = service.held(CLERK, now=NOW if beats else ahead)
    if beats:
        assert extend(service, CLERK, held.fence, ahead).held
    service.database.write_now(lambda c: expire_leases(c, NOW))
    assert not service.claim(OTHER, now=NOW + timedelta(seconds=LEASE_S - 1)).granted
    assert extend(service, CLERK, held.fence).held, "whoever works on it keeps it"
    service.database.write_now(lambda c: expire_leases(c, LATER))
    assert service.claim(OTHER, now=LATER).granted


def test_a_call_that_began_when_the_lease_was_old_keeps_nothing(service: RecordedService) -> None:
    service.forward()
    service.held(CLERK)
    call(service, CLERK, DutyState.ON_CALL, NOW + timedelta(seconds=LEASE_S - 20))
    assert service.database.write_now(lambda c: expire_leases(c, LATER)) == 1


def call(
    service: RecordedService, account: Account, state: DutyState, since: datetime = NOW
) -> None:
    """Have the server know this of the account's duty."""

    def work(connection: Connection) -> None:
        known = duty_for_change(connection, account.id)
        save_duty(connection, replace(known.duty, state=state, since_at=since))

    service.database.write_now(work)


def test_next_callback_is_the_one_whose_promise_breaks_first(service: RecordedService) -> None:
    forward_due(service, "tomorrow", 20, 22)
    forward_due(service, "relaxed", -1, 5)
    forward_due(service, "urgent", -2, 1)
    order = []
    for clerk in (a_clerk("x"), a_clerk("y"), a_clerk("z"), a_clerk("w")):
        callback = service.claim(clerk, None).callback
        order.append(callback and callback.id)
    assert order == ["callback-urgent", "callback-relaxed", "callback-tomorrow", None]


def test_only_own_desks_count(service: RecordedService) -> None:
    service.forward()
    elsewhere = a_clerk("far", desk_ids=(SCHOOLS,))
    for wanted in (
        ClaimRequest(),
        ClaimRequest(desk_id=TAXES),
        ClaimRequest(callback_id=CallbackId("callback-c1")),
        ClaimRequest(callback_id=CallbackId("none")),
    ):
        reply = service.database.write_now(partial(claim, elsewhere, wanted))
        assert (reply.granted, reply.callback) == (False, None)
    both = a_clerk("both", desk_ids=(SCHOOLS, TAXES))
    wanted = ClaimRequest(desk_id=SCHOOLS)
    assert not service.database.write_now(lambda c: claim_callback(c, both, wanted, NOW)).granted


def test_heartbeat_keeps_the_claim(service: RecordedService) -> None:
    service.forward()
    fence = service.held(CLERK).fence
    assert extend(service, CLERK, fence, NOW + timedelta(seconds=100)).held
    assert not service.claim(OTHER, now=NOW + timedelta(seconds=150)).granted
    assert not extend(service, CLERK, fence + 1).held
    assert not extend(service, OTHER, fence).held


def head(service: RecordedService) -> int:
    return service.database.read_now(lambda c: scope_head(c, "desk:tributi")).head


def test_no_beat_is_a_change_that_other_seats_must_read(service: RecordedService) -> None:
    service.forward()
    fence = service.held(CLERK).fence
    before = head(service)
    call(service, CLERK, DutyState.ON_CALL)
    for seconds in range(30, 600, 30):
        now = NOW + timedelta(seconds=seconds)
        assert extend(service, CLERK, fence, now).held
        service.database.write_now(lambda c, now=now: expire_leases(c, now))  # type: ignore[misc]
    later = NOW + timedelta(seconds=600)
    service.database.write_now(lambda c: keep_leases(c, later))
    assert head(service) == before
    assert not service.claim(OTHER, now=later).granted
    assert service.claim(OTHER, None, later).callback is None


def test_a_beat_counts_for_the_claim_it_was_made_under_alone(service: RecordedService) -> None:
    service.forward()
    fence = service.held(CLERK).fence
    assert extend(service, CLERK, fence, NOW + timedelta(seconds=100)).held
    service.database.write_now(lambda c: release_callback(c, CLERK, lease(fence), NOW))
    assert service.held(OTHER).fence == fence + 2
    assert service.held(CLERK, now=NOW + timedelta(seconds=LEASE_S)).fence == fence + 3


def test_beats_of_leases_long_ended_are_forgotten(service: RecordedService) -> None:
    service.forward()
    assert extend(service, CLERK, service.held(CLERK).fence).held
    for hours, left in ((0, 1), (2, 0)):
        later = NOW + timedelta(hours=hours)
        service.database.write_now(lambda c, now=later: expire_leases(c, now))  # type: ignore[misc]
        rows = service.database.read_now(lambda c: c.execute("SELECT * FROM lease_beat"))
        assert len(rows) == left


def test_callback_given_back_waits_again(service: RecordedService) -> None:
    service.forward()
    fence = service.held(CLERK).fence
    release = lease(fence)
    for _ in range(2):
        reply = service.database.write_now(lambda c: release_callback(c, CLERK, release, NOW))
        assert not reply.held
    assert service.held(OTHER).fence == fence + 2


def test_release_by_somebody_else_changes_nothing(service: RecordedService) -> None:
    service.forward()
    fence = service.held(CLERK).fence
    service.database.write_now(lambda c: release_callback(c, OTHER, lease(fence), NOW))
    assert extend(service, CLERK, fence).held


def test_job_opens_what_silent_seats_hold(service: RecordedService) -> None:
    service.forward("c1")
    service.forward("c2")
    service.held(CLERK, "c1")
    service.held(OTHER, "c2", LATER)
    assert service.database.write_now(lambda c: expire_leases(c, LATER)) == 1
    assert service.database.write_now(lambda c: expire_leases(c, LATER)) == 0
    page = service.snapshot(CLERK, "desk:tributi")
    states = {
        row.id: msgspec.json.decode(row.body)["state"]
        for row in page.rows
        if row.kind == "callback"
    }
    assert states == {"callback-c1": CallbackState.OPEN, "callback-c2": CallbackState.CLAIMED}


def test_level_one_claims_nothing(service: RecordedService) -> None:
    service.forward()
    for ask in (
        lambda c: claim_callback(c, an_account(), ClaimRequest(), NOW),
        lambda c: extend_lease(c, an_account(), lease(1), NOW),
        lambda c: release_callback(c, an_account(), lease(1), NOW),
    ):
        with pytest.raises(Refused, match="forbidden"):
            service.database.write_now(ask)


def test_seats_that_race_never_share_a_callback(service: RecordedService) -> None:
    callbacks, seats = 24, 6
    for number in range(callbacks):
        service.forward(f"c{number}")
    won: list[tuple[str, str]] = []

    def drain(clerk: Account) -> None:
        while (callback := service.claim(clerk, None).callback) is not None:
            won.append((callback.id, clerk.id))
            attempt = an_attempt(
                callback.id,
                author_id=clerk.id,
                callback_id=callback.id,
                outcome=AttemptOutcome.SOLVED,
            )
            verdict = service.send(clerk, the_result(attempt, callback.fence, CaseState.CLOSED))
            assert verdict.reason is None, verdict

    at_once(*(partial(drain, a_clerk(f"clerk{n}")) for n in range(seats)))
    assert Counter(callback for callback, _ in won) == {
        f"callback-c{number}": 1 for number in range(callbacks)
    }


def test_seats_that_want_the_same_one_leave_one_winner(service: RecordedService) -> None:
    service.forward()
    clerks = [a_clerk(f"clerk{n}") for n in range(6)]
    granted: list[AccountId] = []
    start = threading.Barrier(len(clerks))

    def try_it(clerk: Account) -> None:
        start.wait()
        if service.claim(clerk).granted:
            granted.append(clerk.id)

    at_once(*(partial(try_it, clerk) for clerk in clerks))
    assert len(granted) == 1


def test_reading_before_taking_would_give_one_callback_to_two(service: RecordedService) -> None:
    """The naive claim, to show that the race above is a real one."""
    if not service.database.read_now(lambda c: c.is_postgresql):
        return  # one writer: nobody reads in between
    service.forward()
    both_have_read = threading.Barrier(2)
    winners: list[str] = []

    def naive(connection: Connection, clerk: str) -> None:
        known(connection.one("SELECT id FROM callback WHERE state = 'open'"))
        both_have_read.wait(timeout=20)
        connection.execute("UPDATE callback SET holder_id = :clerk", {"clerk": clerk})
        winners.append(clerk)

    write = service.database.write_now
    at_once(*(partial(write, partial(naive, clerk=name)) for name in ("clerk1", "clerk2")))
    assert sorted(winners) == ["clerk1", "clerk2"]


def test_a_callback_answered_on_the_seat_is_not_given_again(service: RecordedService) -> None:
    """Its result is still on the way: the citizen must not be called twice."""
    forward_due(service, "first", -2, 1)
    forward_due(service, "second", -1, 5)
    held = service.held(CLERK, "first")
    wanted = ClaimRequest(answered=(held.id,))
    reply = service.database.write_now(partial(claim, CLERK, wanted))
    assert reply.callback is not None
    assert reply.callback.id == "callback-second"
    both = ClaimRequest(answered=(held.id, reply.callback.id))
    assert service.database.write_now(partial(claim, CLERK, both)).callback is None


def tried_in_vain(service: RecordedService) -> CallbackId:
    forward_due(service, "silent", -2, 1)
    held = service.held(CLERK, "silent")
    silent = an_attempt(callback="silent", outcome=AttemptOutcome.NO_ANSWER)
    assert service.send(CLERK, the_result(silent, held.fence, CaseState.OPEN)).reason is None
    return held.id


def test_who_did_not_answer_just_now_is_not_the_next_one_until_his_time_comes(
    service: RecordedService,
) -> None:
    """Save and next would else ring at the same citizen twice within a minute."""
    silent = tried_in_vain(service)
    assert service.claim(CLERK, None).callback is None
    later = known(service.claim(CLERK, None, NOW + RETRY_AFTER + timedelta(minutes=1)).callback)
    assert later.id == silent


def test_who_did_not_answer_just_now_can_still_be_chosen_by_hand(service: RecordedService) -> None:
    tried_in_vain(service)
    assert service.claim(CLERK, "silent").granted


def state_languages(service: RecordedService, account: Account, *codes: str) -> None:
    def work(connection: Connection) -> None:
        connection.execute(
            "INSERT INTO account (id, login, display_name, role, password_hash, is_active,"
            " created_at, changed_at) VALUES (:id, :id, :id, 'level_two', '', 1, 0, 0)",
            {"id": account.id},
        )
        for code in codes:
            skill = {"account_id": account.id, "kind": "language", "code": code, "level": 3}
            connection.insert("account_skill", skill)

    service.database.write_now(work)


def forward_arabic(service: RecordedService) -> None:
    speaker = msgspec.structs.replace(a_callback().caller, language="ar")
    promised = msgspec.structs.replace(forwarded("c1"), callback=a_callback("c1", caller=speaker))
    service.send(an_account(), promised)


def test_a_callback_in_arabic_is_given_to_who_speaks_it(service: RecordedService) -> None:
    forward_arabic(service)
    state_languages(service, CLERK, "it")
    state_languages(service, OTHER, "it", "ar")
    assert service.claim(CLERK, None).callback is None
    assert service.claim(OTHER, None).granted


def test_an_overdue_callback_is_given_to_anybody(service: RecordedService) -> None:
    forward_arabic(service)
    state_languages(service, CLERK, "it")
    assert service.claim(CLERK, None, NOW + timedelta(hours=2)).granted


def test_a_clerk_whose_languages_nobody_stated_may_be_asked_for_any(
    service: RecordedService,
) -> None:
    forward_arabic(service)
    assert service.claim(CLERK, None).granted
