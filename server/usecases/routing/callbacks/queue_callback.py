"""A call that becomes a callback: exactly one per call, at the place it had in the queue."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from msgspec.structs import replace

from contract.domain.callback import Callback
from contract.domain.callback_hours import window_from
from contract.domain.caller import CallerDetails
from contract.domain.case import Case
from contract.domain.ids import (
    AccountId,
    CallbackId,
    CaseId,
    ContactId,
    DeskId,
    TopicId,
    desk_scope,
)
from contract.domain.opening_times.opening_hours import ROME
from contract.domain.phone_number import UnusableNumber, dialable
from contract.domain.queue import Queue
from server.store.calls.queue_calls import CallStage, QueueCall, save_call
from server.store.contacts.case_numbers import next_case_number
from server.store.engine.connection import instant
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.calls.keep_voicemail import NewVoicemail
from server.usecases.contacts.keep_case import write_case
from server.usecases.routing.call_steps import queue_of
from server.usecases.routing.callbacks.settled_abandoned import ASKED as ASKED_ANEW
from server.usecases.routing.callbacks.settled_abandoned import settle_abandoned
from server.usecases.routing.offer_calls import AT_ONCE_MS
from server.usecases.routing.routing_work import QueueWork, RoutingWork, opens_at

WITHIN = timedelta(hours=2)  # of the place in the queue, or of the next opening
AT_ONCE = timedelta(milliseconds=AT_ONCE_MS)  # for a call that was lost while they talked

ASKED = "Ha chiesto di essere richiamato: aspettava nella coda «{queue}» dalle {time}."
LOST = "La telefonata si è interrotta alle {time} per un guasto nostro: richiamare subito."
REACHED_AT_TURN = "Il cittadino è stato richiamato alle {time}, quando toccava a lui nella coda."
REACHED = "Il cittadino è stato richiamato alle {time} dall'operatore a cui era caduta la linea."


def may_be_called_back(work: QueueWork, call: QueueCall) -> bool:
    """Return whether there is a number to dial and a desk that does it."""
    return (
        not call.from_seat and dialable_number(call.caller) != "" and _desk(work, call) is not None
    )


def ask_for_callback(work: RoutingWork, call: QueueCall) -> QueueCall:
    """Take the call out of its queue; who waited longest is called first. Ask may_be_… before."""
    opens = opens_at(queue_of(work, call), call.language, work.at)
    if opens is None or opens <= work.at:
        # Who waited longest is due first, but nobody so soon that the desk could not keep it.
        start, end = work.at, max(instant(call.arrived_at) + WITHIN, work.at + WITHIN / 4)
    else:
        start, end = opens, opens + WITHIN
    if queue_of(work, call).callback_by_desk:
        # The queue may be open when nobody is at the desk: a late promise from its first minute.
        start, end = window_from(start, end - start)
    text = ASKED.format(queue=queue_of(work, call).name, time=time_of_day(instant(call.arrived_at)))
    callback = write_callback(work, call, text, start, end)
    return save_call(
        work.connection,
        replace(
            call,
            state=CallStage.CALLBACK,
            callback_id=callback.id if callback else None,
            ended_at=work.now,
        ),
    )


def call_back_at_once(work: RoutingWork, call: QueueCall) -> Callback | None:
    """Promise the citizen of a lost call to be called within a minute; None: impossible."""
    text = LOST.format(time=time_of_day(work.at))
    return write_callback(work, call, text, work.at, work.at + AT_ONCE)


def write_callback(
    work: QueueWork,
    call: QueueCall,
    question: str,
    start: datetime,
    end: datetime,
    *,
    message: NewVoicemail | None = None,
    abandoned_s: int = 0,
) -> Callback | None:
    """Write case and callback at the desk, or return those the call has; None: no desk, number.

    A message is work also when there is nobody to dial. abandoned_s: how long a citizen waited who
    gave up and was promised nothing.
    """
    own = "abandoned-" if abandoned_s else ""
    # From the call's id: a key pressed twice, or told twice, makes one callback.
    callback_id = CallbackId(str(uuid5(NAMESPACE_OID, f"{call.id}/{own}callback")))
    known = find(work.connection, Callback, callback_id)
    desk_id, number = _desk(work, call), dialable_number(call.caller)
    if known is not None:
        if message is not None:
            _add_message(work, known, message)
        return known
    # A message can be listened to though nobody can be dialled.
    if desk_id is None or not (number or message):
        return None
    # Nobody has spoken with the citizen: a topic of the desk would be an answer nobody gave.
    topic_id = TopicId("")
    caller = CallerDetails(phone=number, language=call.language)
    case = Case(
        id=CaseId(str(uuid5(NAMESPACE_OID, f"{call.id}/{own}case"))),
        number=next_case_number(work.connection, work.at),
        desk_id=desk_id,
        contact_id=ContactId(""),
        opened_by=AccountId(""),
        opened_at=work.at,
        topic_id=topic_id,
        caller=caller,
        question=question,
        voicemail_id=message.id if message else None,
        voicemail_s=message.duration_s if message else 0,
    )
    callback = Callback(
        id=callback_id,
        case_id=case.id,
        desk_id=desk_id,
        topic_id=topic_id,
        caller=caller,
        window_start_at=start,
        window_end_at=end,
        queue_id=queue_of(work, call).id,
        abandoned_calls=int(abandoned_s > 0),
        abandoned_s=abandoned_s,
        abandoned_at=work.at if abandoned_s else None,
    )
    edit = FeedEdit(work.connection, now=work.at)
    write_case(work.connection, edit, case, work.at)
    # Replaces the callback made of an abandoned call: the citizen is called once for both.
    if not abandoned_s:
        settle_abandoned(work.connection, number, ASKED_ANEW, work.at, queue_id=callback.queue_id)
    edit.put(desk_scope(desk_id), callback)
    edit.finish()
    return callback


def _add_message(work: QueueWork, callback: Callback, message: NewVoicemail) -> None:
    case = find(work.connection, Case, callback.case_id, lock=True)
    # The endpoint tries until its message is noted: it may come a second time.
    if case is not None and case.voicemail_id != message.id:
        edit = FeedEdit(work.connection, now=work.at)
        heard = replace(case, voicemail_id=message.id, voicemail_s=message.duration_s)
        write_case(work.connection, edit, heard, work.at)
        edit.finish()


def dialable_number(caller: str) -> str:
    """Return the number to dial, "" when there is none a seat may call."""
    try:
        number = dialable(caller)
    except UnusableNumber:
        return ""
    # Seats and short numbers are nobody outside; a withheld number is no number.
    return number if number.startswith("+") else ""


def _desk(work: QueueWork, call: QueueCall) -> DeskId | None:
    queue = queue_of(work, call)
    wanted = queue.callback_desk_id or queue.desk_id
    row = work.connection.one(
        "SELECT id FROM desk WHERE deleted = 0"
        # Any desk rather than none: a promise to a citizen must be somebody's work.
        " ORDER BY CASE WHEN id = :wanted THEN 0 ELSE 1 END, id LIMIT 1",
        {"wanted": wanted or ""},
    )
    return None if row is None else DeskId(row["id"])


def time_of_day(at: datetime) -> str:
    return at.astimezone(ROME).strftime("%H:%M")


def offers_callback(queue: Queue) -> bool:
    return bool(queue.offers_callback_s) or any(key.callback for key in queue.menu)
