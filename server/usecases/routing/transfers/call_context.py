"""What is known of a call while it rings: who it is, and what the colleague has written."""

from datetime import datetime

from msgspec.structs import replace

from contract.domain.account import Account, Capability
from contract.domain.callback import Callback
from contract.domain.case import Case
from contract.domain.contact import Contact
from contract.domain.ids import ContactId
from contract.wire.decoding import MalformedMessage, decode
from contract.wire.duty import CallContext
from server.store.calls.call_transfers import CallTransfer, transfer_by_id, transfers_since
from server.store.calls.queue_calls import QueueCall, call_by_id
from server.store.engine.connection import Connection, millis
from server.store.sync.replicated_rows import find
from server.usecases.routing.call_steps import LOST_WITH_SEAT

WITHIN_MS = 120_000  # after it was announced, a call that came past the queues may still be it


def call_context(
    connection: Connection, account: Account, seat: str, call_key: str, now: datetime
) -> CallContext | None:
    """Return what the account may know of the call, because it rings or rang at its seat.

    None: nothing is known, or it is somebody else's call.
    """
    call = call_by_id(connection, call_key)
    if call is None:
        transfer = _announced_for(connection, seat, now)
        return None if transfer is None else _of_transfer(connection, transfer, call_key)
    # Nobody learns a citizen's number by naming a colleague's call.
    if not is_hers(call, account, seat):
        return None
    transfer = transfer_by_id(connection, call.transfer_id) if call.transfer_id else None
    ends = call.answered_at or call.ended_at or millis(now)
    known = CallContext(
        call_key=call_key,
        queue_id=call.queue_id or "",
        language=call.language,
        caller_phone="" if call.from_seat else call.caller,
        waited_s=max(0, ends - call.arrived_at) // 1000,
    )
    if transfer is None:
        return _lost(connection, account, call, known) if call.cause == LOST_WITH_SEAT else known
    found = _of_transfer(connection, transfer, call_key, known)
    return found if call.from_seat else replace(found, citizen_call_key="")  # he is here himself


def is_hers(call: QueueCall, account: Account, seat: str) -> bool:
    """Return whether the account may know who is in the call: it rings or rang there, or leads."""
    return account.may(Capability.MONITOR_READ) or rings_at(call, account, seat)


def rings_at(call: QueueCall, account: Account, seat: str) -> bool:
    """Return whether the call rings or rang at the account's seat, or waits for the account."""
    return account.id in (call.account_id, call.wanted_account_id) or (
        bool(seat) and seat == call.seat
    )


def _lost(
    connection: Connection, account: Account, call: QueueCall, known: CallContext
) -> CallContext:
    """Add what calling back needs: who talked with the citizen, and the case of the loss."""
    callback = find(connection, Callback, call.callback_id) if call.callback_id else None
    talked = "" if call.account_id == account.id else name_of(connection, call.account_id)
    case = find(connection, Case, callback.case_id) if callback is not None else None
    return replace(known, is_lost=True, from_name=talked, case=case)


def _announced_for(connection: Connection, seat: str, now: datetime) -> CallTransfer | None:
    """Return the latest transfer to this very seat: an exchange may put it through unasked."""
    # Sessions without a seat all have "": they would see each other's transfers.
    if not seat:
        return None
    latest = transfers_since(connection, millis(now) - WITHIN_MS)
    return next((transfer for transfer in latest if transfer.target == seat), None)


def _of_transfer(
    connection: Connection,
    transfer: CallTransfer,
    call_key: str,
    known: CallContext | None = None,
) -> CallContext:
    known = known or CallContext(call_key=call_key)
    return CallContext(
        call_key=call_key,
        queue_id=known.queue_id,
        language=known.language,
        caller_phone=known.caller_phone or transfer.caller_phone,
        waited_s=known.waited_s,
        from_name=name_of(connection, transfer.from_account_id),
        note=transfer.note,
        closed_reason=transfer.override_reason or "",
        contact=_contact(connection, transfer),
        case=find(connection, Case, transfer.case_id) if transfer.case_id else None,
        citizen_call_key=transfer.call_id if transfer.is_consult else "",
    )


def _contact(connection: Connection, transfer: CallTransfer) -> Contact | None:
    if transfer.contact:
        try:
            return decode(transfer.contact.encode(), Contact)
        # What cannot be read any more must not cost the colleague the rest.
        except MalformedMessage:
            return None
    if not transfer.contact_id:
        return None
    known = find(connection, Contact, ContactId(transfer.contact_id))
    # It may have come after the transfer: only what she wrote herself travels with her call.
    return known if known and known.operator_id == transfer.from_account_id else None


def name_of(connection: Connection, account_id: str | None) -> str:
    row = connection.one("SELECT display_name FROM account WHERE id = :id", {"id": account_id})
    return row["display_name"] if row else ""
