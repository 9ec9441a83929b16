"""Callbacks of the shared queue: asked for, claimed for a while, extended, released."""

from datetime import datetime

import msgspec

from contract.domain.account import Account, Capability
from contract.domain.agents.agent import SkillKind
from contract.domain.callback import LEASE_S, Callback, CallbackState
from contract.domain.ids import DeskId, desk_scope
from contract.wire import reason_codes
from contract.wire.claims import ClaimReply, ClaimRequest, LeaseReply, LeaseRequest
from contract.wire.commands import RequestCallback
from server.store.contacts.callback_queue import held_by, most_urgent, with_lapsed_lease
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.contacts.callback_lease import granted, opened, renewed
from server.usecases.operations.refused import Refused
from server.usecases.routing.callbacks.settled_abandoned import served_meanwhile
from server.usecases.sync.command_work import CommandWork, Outcome

ITALIAN = "it"
# Calls are routed between two batches.
EXPIRY_BATCH = 200  # leases ended in one transaction


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
    _put(connection, renewed(callback, now), now)
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


def expire_leases(connection: Connection, now: datetime) -> int:
    """Put callbacks whose lease ran out back into the queue; return how many.

    The fence stays: the result of who held it last is still welcome until somebody claims anew.
    """
    edit = FeedEdit(connection, now=now)
    lapsed = with_lapsed_lease(connection, now, EXPIRY_BATCH)
    for callback in lapsed:
        edit.put(desk_scope(callback.desk_id), opened(callback))
    edit.finish()
    for callback in lapsed:
        served_meanwhile(connection, callback, now)
    return len(lapsed)


def _wanted(
    connection: Connection, account: Account, request: ClaimRequest, now: datetime
) -> Callback | None:
    """Return the callback asked for, locked, when it is of a desk of the account."""
    if request.callback_id is not None:
        callback = find(connection, Callback, request.callback_id, lock=True)
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
    callback = find(connection, Callback, request.callback_id, lock=True)
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
    callback = find(work.connection, Callback, data.callback_id, lock=True)
    if callback is None:
        raise Refused(reason_codes.UNKNOWN_CALLBACK, field="callback_id")
    work.require_desk(callback.desk_id)
    claimed = granted(callback, work.account, work.now)
    if claimed is None:
        raise Refused(reason_codes.ALREADY_CLAIMED, holder=callback.holder_name)
    work.edit.put(desk_scope(claimed.desk_id), claimed)
    return Outcome(detail={"fence": str(claimed.fence)})
