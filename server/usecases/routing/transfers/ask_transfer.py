"""A seat announces a transfer or consultation before its phone carries it out."""

from contextlib import suppress
from datetime import datetime

from msgspec.structs import replace

from contract.domain.account import Account, Capability
from contract.domain.caller import CallerDetails
from contract.domain.case import Case
from contract.domain.contact import Contact
from contract.domain.phone_number import UnusableNumber, dialable
from contract.domain.queue import NUMBER_PREFIX, SAFETY_QUEUE, Queue
from contract.wire import reason_codes
from contract.wire.decoding import encode
from contract.wire.duty import TransferReply, TransferRequest
from server.store.calls.call_transfers import (
    CallTransfer,
    cases_passed_to,
    save_transfer,
    transfer_by_id,
)
from server.store.calls.queue_calls import QueueCall, call_by_id, one_at_a_time
from server.store.duty.duties import account_at
from server.store.engine.connection import Connection, millis
from server.store.sync.replicated_rows import find
from server.usecases.calls.call_ownership import may_pass_on
from server.usecases.citizens.erased_marks import ErasedMarks, MarksUnreadable, row_subject
from server.usecases.contacts.case_permission import may_touch_case
from server.usecases.misuse.dial_audit import note_refused_dial
from server.usecases.operations.refused import Refused
from server.usecases.routing.known_queues import (
    SEAT,
    Queues,
    comparable,
    known_queues,
    queue_of_desk,
)
from server.usecases.routing.routing_work import QueueWork, is_open
from server.usecases.routing.transfers.followed_transfer import note_joined
from server.usecases.sync.value_checks import check_values

CLOSED, FORBIDDEN_NUMBER, NOBODY = "closed", "forbidden_number", "nobody"
PASSED_WITHIN_MS = 24 * 3600 * 1000  # a case that came with a call may go on with it


def ask_transfer(
    connection: Connection,
    account: Account,
    seat: str,
    request: TransferRequest,
    now: datetime,
    erased: ErasedMarks | None = None,
) -> TransferReply:
    """Keep what was written for whoever answers, and return what the phone dials.

    The same id gives the same answer; what was written since replaces what travels, and consult
    False after True says that the citizen stays with whom she consulted. Raise Refused for what
    no seat may ask, and for a call, a contact or a case that is not hers.
    """
    if not account.may(Capability.PHONE_USE):
        raise Refused(reason_codes.FORBIDDEN, needs=str(Capability.PHONE_USE))
    check_values(request)
    request = _without_erased(request, erased)
    one_at_a_time(connection)  # the call may be following the transfer at this moment
    known = transfer_by_id(connection, request.id)
    if known is not None:
        # An id is the seat's own: another account that names it would read what was written.
        if known.from_account_id != account.id:
            raise Refused(reason_codes.ID_REUSED, field="id")
        if request.contact is not None:
            _keep_later_words(
                connection, known, _with_her_work(connection, account, seat, request, now)
            )
        # Said again without consult: the citizen stays with whom she consulted.
        if known.is_consult and not request.consult:
            note_joined(QueueWork(connection, now), transfer_by_id(connection, known.id) or known)
        return TransferReply(id=request.id, to=known.target)
    call = _her_call(connection, account, seat, request)
    request = _with_her_work(connection, account, seat, request, now)
    reply = _way(connection, request, call.language if call else "it", now)
    # A refused one is not kept: a call that comes by chance must not be taken for it.
    if not reply.refused:
        save_transfer(connection, _row(account, seat, request, call, reply.to, now))
    elif reply.refused == FORBIDDEN_NUMBER:
        note_refused_dial(connection, account.id, seat, FORBIDDEN_NUMBER, now)
    return reply


def _without_erased(request: TransferRequest, erased: ErasedMarks | None) -> TransferRequest:
    """Return the request without what was written of a contact or a case that was erased."""
    told = (request.contact_id, request.contact.id if request.contact else None)
    contacts = {one for one in told if one}
    # Whoever asks for news of an erased case is not the citizen who was erased.
    rows = [row_subject("contact", one) for one in contacts]
    if not rows and request.case_id:
        rows = [row_subject("case", request.case_id)]
    # What cannot be looked up now keeps nobody from passing a citizen on.
    with suppress(MarksUnreadable):
        if erased is not None and erased.erased_at(rows):
            return replace(request, note="", contact=None, caller=CallerDetails())
    return request


def _keep_later_words(
    connection: Connection, known: CallTransfer, request: TransferRequest
) -> None:
    later = replace(
        known,
        note=request.note or known.note,
        contact_id=request.contact_id or known.contact_id,
        case_id=request.case_id or known.case_id,
        contact=encode(request.contact).decode() if request.contact else known.contact,
    )
    if later != known:
        save_transfer(connection, later)


def _her_call(
    connection: Connection, account: Account, seat: str, request: TransferRequest
) -> QueueCall | None:
    """Return the call as routing knows it; None: it does not. Raise Refused for another's."""
    call = call_by_id(connection, request.call_key)
    if call is not None and not may_pass_on(connection, account, seat, call):
        raise Refused(reason_codes.UNKNOWN_CALL, field="call_key")
    # Seats report their calls themselves: believed alone, a report would give away a number.
    is_sure = call is not None and (call.account_id is not None or call.seat is not None)
    return call if is_sure else None  # a report alone teaches nobody a citizen's number


def _with_her_work(
    connection: Connection, account: Account, seat: str, request: TransferRequest, now: datetime
) -> TransferRequest:
    """Return the request, without a case nobody knows. Raise Refused for what others wrote."""
    known = find(connection, Contact, request.contact_id) if request.contact_id else None
    # The stored contact and the one sent: either could be a colleague's.
    if any(one is not None and one.operator_id != account.id for one in (known, request.contact)):
        raise Refused(reason_codes.FORBIDDEN, field="contact_id")
    case = find(connection, Case, request.case_id) if request.case_id else None
    if case is None:
        return replace(request, case_id=None)
    passed = cases_passed_to(connection, seat, request.call_key, millis(now) - PASSED_WITHIN_MS)
    if not may_touch_case(connection, account, case, passed):
        raise Refused(reason_codes.FORBIDDEN, field="case_id")
    return request


def _way(
    connection: Connection, request: TransferRequest, language: str, now: datetime
) -> TransferReply:
    named = [request.queue_id, request.desk_id, request.seat or None, request.number or None]
    # Two targets: the phone would dial one and the colleague be shown another.
    if sum(name is not None for name in named) != 1:
        raise Refused(reason_codes.INVALID, field="queue_id")
    if request.queue_id is not None or request.desk_id is not None:
        queue = _queue(known_queues(connection), request)
        return _to_queue(connection, request, queue, language, now)
    return _to_line(connection, request)


def _queue(queues: Queues, request: TransferRequest) -> Queue | None:
    if request.desk_id is not None:
        return queue_of_desk(queues, request.desk_id)
    queue = queues.get(request.queue_id or "")
    if queue is None:
        raise Refused(reason_codes.UNKNOWN_QUEUE, field="queue_id")
    return queue


def _to_queue(
    connection: Connection,
    request: TransferRequest,
    queue: Queue | None,
    language: str,
    now: datetime,
) -> TransferReply:
    if queue is None:
        return TransferReply(id=request.id, to="", refused=NOBODY)
    # The queue of safety is open always, whatever its hours say.
    is_open_now = queue.id == SAFETY_QUEUE or is_open(queue, language, now)
    if not is_open_now and not request.override_reason.strip():
        return TransferReply(id=request.id, to="", is_open=False, refused=CLOSED)
    waiting = connection.number(
        "SELECT count(*) AS waiting FROM queue_call WHERE state = 'waiting' AND queue_id = :queue",
        {"queue": queue.id},
    )
    to = f"{NUMBER_PREFIX}{queue.id}"
    return TransferReply(id=request.id, to=to, is_open=is_open_now, waiting=waiting)


def _to_line(connection: Connection, request: TransferRequest) -> TransferReply:
    try:
        number = dialable(request.seat or request.number)
    except UnusableNumber:
        return TransferReply(id=request.id, to="", refused=FORBIDDEN_NUMBER)
    # Nobody is on duty there: the citizen would be sent to a telephone that nobody answers.
    if SEAT.fullmatch(number) and account_at(connection, number) is None:
        return TransferReply(id=request.id, to="", refused=NOBODY)
    return TransferReply(id=request.id, to=number)


def _row(
    account: Account,
    seat: str,
    request: TransferRequest,
    call: QueueCall | None,
    target: str,
    now: datetime,
) -> CallTransfer:
    told = request.caller.phone and comparable(request.caller.phone)
    return CallTransfer(
        id=request.id,
        call_id=request.call_key,
        from_account_id=account.id,
        from_seat=seat,
        caller_phone=(call.caller if call and not call.from_seat else "") or told,
        target=target,
        note=request.note,
        at=millis(now),
        is_consult=int(request.consult),
        contact_id=request.contact_id,
        case_id=request.case_id,
        override_reason=request.override_reason or None,
        contact=encode(request.contact).decode() if request.contact else "",
    )
