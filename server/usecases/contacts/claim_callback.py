"""Callbacks of the shared queue: asked for, claimed for a while, extended, released."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

import msgspec

from contract.domain.account import Account, Capability
from contract.domain.agents.agent import SkillKind
from contract.domain.agents.state_changes import WITH_A_CALL
from contract.domain.callback import LEASE_S, Callback, CallbackState
from contract.domain.ids import AccountId, CallbackId, DeskId, desk_scope
from contract.wire import reason_codes
from contract.wire.claims import ClaimReply, ClaimRequest, LeaseReply, LeaseRequest
from contract.wire.commands import RequestCallback, Verdict
from server.store.contacts.callback_queue import (
    callback_in,
    callback_of,
    held_by,
    most_urgent,
    turns_among,
    with_lapsed_lease,
    with_lease_beyond,
)
from server.store.contacts.lease_beats import delete_old_beats, end_beat, keep_until
from server.store.duty.duties import duties_of
from server.store.engine.connection import Connection, Row
from server.store.sync.feed_edit import FeedEdit
from server.usecases.contacts.callback_lease import LEASE, granted, opened, renewed
from server.usecases.contacts.give_back_case import given_back_callback
from server.usecases.operations.refused import Refused
from server.usecases.operations.rows_aside import RowsAside
from server.usecases.routing.callbacks.settled_abandoned import served_meanwhile
from server.usecases.sync.command_work import CommandWork, Outcome

ITALIAN = "it"
# Calls are routed between two batches.
EXPIRY_BATCH = 200  # leases ended in one transaction
BEFORE_END = timedelta(seconds=10)  # of a lease: twice as long as between two looks at them
KEEP_BEATS = timedelta(hours=1)  # of leases that have ended
MOST_HELD = 10_000  # one for each clerk


def claim_callback(
    connection: Connection, account: Account, request: ClaimRequest, now: datetime
) -> ClaimReply:
    """Give the account a callback of its desks: the one named, the one it has, or the next.

    Asked again by the holder it gives the same one, same fence, with a new lease. callback None:
    there is none such for this account. Raise Refused without the capability.
    """
    _require_claims(account)
    callback = _wanted(connection, account, request, now)
    if callback is None:
        return ClaimReply(callback=None, granted=False)
    # None: somebody else holds it; the clerk sees who was first.
    claimed = granted(callback, account, now)
    if claimed is None:
        return ClaimReply(callback=callback, granted=False)
    edit = FeedEdit(connection, now=now)
    claimed = edit.put(desk_scope(claimed.desk_id), claimed)
    return ClaimReply(callback=claimed, granted=True, lease_s=LEASE_S, marks=edit.finish())


def extend_lease(
    connection: Connection, account: Account, request: LeaseRequest, now: datetime
) -> LeaseReply:
    """Renew the lease of a claim; held False: somebody else may have it by now."""
    _require_claims(account)
    callback = _held(connection, account, request)
    if callback is None:
        return LeaseReply(held=False)
    keep_until(connection, callback, now + LEASE)
    return LeaseReply(held=True, lease_s=LEASE_S)


def release_callback(
    connection: Connection, account: Account, request: LeaseRequest, now: datetime
) -> LeaseReply:
    """Put a claimed callback back into the queue; one that is not held stays as it is."""
    _require_claims(account)
    callback = _held(connection, account, request)
    if callback is not None:
        # A result sent for the claim given back comes too late.
        _put(connection, msgspec.structs.replace(opened(callback), fence=callback.fence + 1), now)
        # Open again, it may be of a citizen who was answered while it was held.
        served_meanwhile(connection, callback, now)
    return LeaseReply(held=False)


def expire_leases(connection: Connection, now: datetime, aside: RowsAside | None = None) -> int:
    """Put callbacks whose lease ran out back into the queue; return how many.

    The fence stays: the result of who held it last is still welcome until somebody claims anew. Who
    is on a call keeps what they hold: their window may have lost the server and not the citizen.
    """
    if aside is None:
        aside = RowsAside("leases", lambda: now)
    # Given while the clock was ahead: nobody else could call the citizen until then.
    for row in with_lease_beyond(connection, now + 2 * LEASE, EXPIRY_BATCH):
        aside.tried(connection, row["id"], partial(_shorten, connection, row, now))
    # Before its end: a claim that came first would call the citizen a second time.
    ends = with_lapsed_lease(connection, now + BEFORE_END, EXPIRY_BATCH, aside.waiting())
    lapsed = [
        aside.tried(connection, row["id"], partial(_expire, connection, row, now)) for row in ends
    ]
    delete_old_beats(connection, now - KEEP_BEATS)
    return sum(filter(None, lapsed))


def _expire(connection: Connection, row: Row, now: datetime) -> bool:
    callback = callback_in(connection, row)
    if _talking(connection, [callback]):
        keep_until(connection, callback, now + LEASE)
        return False
    if not callback.is_claimable(now):
        return False
    _put(connection, opened(callback), now)
    served_meanwhile(connection, callback, now)
    return True


def _shorten(connection: Connection, row: Row, now: datetime) -> None:
    callback = callback_in(connection, row)
    end_beat(connection, callback)
    _put(connection, renewed(callback, now), now)


def _talking(connection: Connection, callbacks: Sequence[Callback]) -> set[CallbackId]:
    """Return which of them are held by somebody on a call; turns end at their time all the same."""
    holders = {callback.holder_id for callback in callbacks if callback.holder_id is not None}
    calls = {
        duty.account_id: duty.since_at
        for duty in duties_of(connection, sorted(holders))
        if duty.state in WITH_A_CALL
    }
    held = {callback.id for callback in callbacks if _is_of(callback, calls)}
    return held - turns_among(connection, held)


def _is_of(callback: Callback, calls: Mapping[AccountId, datetime | None]) -> bool:
    """Return whether the holder's call began while the lease was young: it is of this callback."""
    began_at = calls.get(callback.holder_id or AccountId(""))
    ends_at = callback.lease_until_at
    return bool(began_at and ends_at and began_at <= ends_at - timedelta(seconds=LEASE_S / 2))


def keep_leases(connection: Connection, now: datetime) -> int:
    """Let every lease last a whole one more; return how many.

    At a start: nobody could renew one while the server was away, and whoever holds it may be
    talking to the citizen.
    """
    aside = RowsAside("leases", lambda: now)
    held = with_lapsed_lease(connection, now + LEASE, MOST_HELD)
    for row in held:
        # One that cannot be read must not keep the server from starting.
        aside.tried(connection, row["id"], partial(_renew, connection, row, now))
    return len(held) - len(aside)


def _renew(connection: Connection, row: Row, now: datetime) -> None:
    keep_until(connection, callback_in(connection, row), now + LEASE)


def _wanted(
    connection: Connection, account: Account, request: ClaimRequest, now: datetime
) -> Callback | None:
    """Return the callback asked for, locked, when it is of a desk of the account."""
    if request.callback_id is not None:
        callback = callback_of(connection, request.callback_id)
        is_ours = callback is not None and callback.desk_id in account.desk_ids
        return callback if is_ours else None
    desk_ids: set[DeskId] = set(account.desk_ids)
    if request.desk_id is not None:
        desk_ids &= {request.desk_id}
    # A desk the clerk does not work for gives nothing, not a callback of another one.
    if not desk_ids:
        return None
    # First: a window that lost its answer asks again, and must not hold two citizens.
    held = held_by(connection, account.id, desk_ids, request.answered)
    if held is not None:
        return held
    # A citizen is called by who speaks his language; when that is overdue, by anybody.
    spoken = _spoken(connection, account)
    return most_urgent(connection, desk_ids, now, request.answered, spoken)


def _spoken(connection: Connection, account: Account) -> tuple[str, ...]:
    """Return the languages of the account and Italian; none for one whose skills nobody stated."""
    rows = connection.execute(
        "SELECT code FROM account_skill WHERE account_id = :id AND kind = :kind",
        {"id": account.id, "kind": str(SkillKind.LANGUAGE)},
    )
    codes = {row["code"] for row in rows}
    # "" too: a callback without a language must be somebody's.
    return (*sorted(codes | {ITALIAN, ""}),) if codes else ()


def _held(connection: Connection, account: Account, request: LeaseRequest) -> Callback | None:
    callback = callback_of(connection, request.callback_id)
    if callback is None or callback.state is not CallbackState.CLAIMED:
        return None
    # The fence too: the clerk may have lost it and claimed it anew at another seat.
    is_ours = callback.holder_id == account.id and callback.fence == request.fence
    return callback if is_ours else None


def _put(connection: Connection, callback: Callback, now: datetime) -> None:
    edit = FeedEdit(connection, now=now)
    edit.put(desk_scope(callback.desk_id), callback)
    edit.finish()


def _require_claims(account: Account) -> None:
    if not account.may(Capability.CALLBACK_CLAIM):
        raise Refused(reason_codes.FORBIDDEN, needs=str(Capability.CALLBACK_CLAIM))


def request_callback(work: CommandWork, data: RequestCallback) -> Outcome:
    """Claim it for the account, the fence in the detail. Raise Refused naming who has it."""
    work.require(Capability.CALLBACK_CLAIM)
    callback = callback_of(work.connection, data.callback_id)
    if work.earlier is not None:
        return _claimed_once(work, callback, work.earlier)
    callback = callback or given_back_callback(work, data.callback_id, 0)
    if callback is None:
        raise Refused(reason_codes.UNKNOWN_CALLBACK, field="callback_id")
    work.require_desk(callback.desk_id)
    claimed = granted(callback, work.account, work.now)
    if claimed is None:
        raise Refused(reason_codes.ALREADY_CLAIMED, holder=callback.holder_name)
    work.edit.put(desk_scope(claimed.desk_id), claimed)
    return Outcome(detail={"fence": str(claimed.fence)})


def _claimed_once(work: CommandWork, callback: Callback | None, earlier: Verdict) -> Outcome:
    """A claim does not outlive the server that granted it: only its fence is never given again."""
    told = int(earlier.detail.get("fence", "0"))
    if callback is None or callback.state is not CallbackState.OPEN:
        return Outcome(detail=earlier.detail)
    if told > callback.fence:
        scope = desk_scope(callback.desk_id)
        work.edit.put(scope, msgspec.structs.replace(callback, fence=told))
    return Outcome(detail=earlier.detail)
