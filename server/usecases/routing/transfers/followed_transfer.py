"""Which announced transfer a new call carries out, and who answers the citizen in the end."""

from msgspec.structs import replace

from contract.domain.case import ActivityKind, Case, CaseActivity
from contract.domain.ids import AccountId, ActivityId, desk_scope, new_id
from contract.wire.exchange import RouteRequest
from server.store.calls.call_transfers import (
    ASKED,
    TAKEN,
    CallTransfer,
    save_transfer,
    transfer_by_id,
    transfers_since,
)
from server.store.calls.queue_calls import QueueCall, call_by_id
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.routing.known_queues import comparable, seat_in
from server.usecases.routing.routing_work import QueueWork, RoutingWork
from server.usecases.routing.transfers.call_context import name_of

ANSWERED = "Telefonata trasferita da {sender}: ha risposto {taker}."
ALTHOUGH = "La linea era chiusa; trasferita lo stesso: «{reason}»."
WITHIN_MS = 120_000  # between what the seat announced and the call that follows


def followed_transfer(work: RoutingWork, request: RouteRequest) -> CallTransfer | None:
    """Return the newest transfer this call can be, not yet carried out; None: it is a fresh call.

    A consultation comes from the seat itself, a transferred citizen names the seat that sent him.
    Where nobody moves him, the seat calls the line it announced and joins both.
    """
    announced = [
        transfer
        for transfer in transfers_since(work.connection, work.now - WITHIN_MS)
        # Followed once: a second call to the same line is another citizen.
        if transfer.state == ASKED and (request.from_seat or not transfer.is_consult)
    ]
    target = comparable(request.dialled)
    exact = [t for t in announced if comparable(t.target) == target and _is_from(t, request)]
    # A seat dials exactly what it was told: anything else is a call of its own.
    if exact or request.from_seat:
        return next(iter(exact), None)
    sender = seat_in(request.referred_by)
    # A carrier may have rewritten the number he was sent to.
    return next((t for t in announced if sender and t.from_seat == sender), None)


def taken_by_call(work: RoutingWork, transfer: CallTransfer, call_id: str) -> CallTransfer:
    return save_transfer(work.connection, replace(transfer, state=TAKEN, new_call_id=call_id))


def note_taker(work: QueueWork, call: QueueCall) -> CallTransfer | None:
    """Store who answered a transferred citizen, once, and note it in the citizen's case.

    Return the transfer, None where it brought nobody: a consultation does not yet, the citizen
    follows, or the seat says that he is joined.
    """
    transfer = transfer_by_id(work.connection, call.transfer_id) if call.transfer_id else None
    # The exchange may tell the answer twice.
    if transfer is None or transfer.taken_by or not call.account_id:
        return None
    # Who is only asked has not taken the citizen.
    if call.from_seat and transfer.is_consult:
        return None
    taken = save_transfer(work.connection, replace(transfer, taken_by=call.account_id))
    case = find(work.connection, Case, taken.case_id) if taken.case_id else None
    if case is not None:
        _write_into(work, case, taken, call.account_id)
    return taken


def note_joined(work: QueueWork, transfer: CallTransfer) -> None:
    """The seat joined the citizen with whom it consulted: it was the transfer itself."""
    handed_on = save_transfer(work.connection, replace(transfer, is_consult=0))
    call = call_by_id(work.connection, handed_on.new_call_id or "")
    if call is not None and call.answered_at is not None:
        note_taker(work, call)


def _write_into(work: QueueWork, case: Case, transfer: CallTransfer, taker: str) -> None:
    """Write the transfer into the case's history; its next reader asks no colleague."""
    names = [name_of(work.connection, one) or "?" for one in (transfer.from_account_id, taker)]
    told = [ANSWERED.format(sender=names[0], taker=names[1])]
    if transfer.override_reason:
        told.append(ALTHOUGH.format(reason=" ".join(transfer.override_reason.split())))
    edit = FeedEdit(work.connection, now=work.at)
    edit.put(
        desk_scope(case.desk_id),
        CaseActivity(
            id=ActivityId(new_id()),
            case_id=case.id,
            desk_id=case.desk_id,
            kind=ActivityKind.NOTE,
            at=work.at,
            author_id=AccountId(taker),
            text=" ".join(told),
        ),
    )
    edit.finish()


def _is_from(transfer: CallTransfer, request: RouteRequest) -> bool:
    if request.from_seat:
        return transfer.from_seat == seat_in(request.caller)
    if sender := seat_in(request.referred_by):
        return transfer.from_seat == sender
    # Without Referred-By the number alone ties a citizen to what was written of him.
    phone = transfer.caller_phone
    return bool(phone) and comparable(phone) == comparable(request.caller)
