"""A message in the voicemail becomes work: a case and a callback at the queue's desk."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from contract.domain.callback import Callback
from contract.domain.callback_hours import window_from
from contract.domain.opening_times.opening_hours import ROME
from server.store.calls.queue_calls import QueueCall, call_by_id, one_at_a_time, save_call
from server.store.engine.connection import Connection
from server.usecases.calls.keep_voicemail import NewVoicemail
from server.usecases.routing.call_steps import queue_of
from server.usecases.routing.callbacks.queue_callback import time_of_day, write_callback
from server.usecases.routing.routing_work import QueueWork, opens_at

WITHIN = timedelta(hours=4)  # of the desk's day
QUESTION = "Ha lasciato un messaggio in segreteria alle {time}."
QUESTION_OF_BEFORE = "Ha lasciato un messaggio in segreteria il {day} alle {time}."


def voicemail_received(
    connection: Connection, message: NewVoicemail, now: datetime
) -> Callback | None:
    """Make work of a message, once per call; the message names it then.

    Whose number is withheld or may not be dialled gets a callback without a number: somebody hears
    the message. None: this server has no desk.
    """
    one_at_a_time(connection)  # whoever has left a message hangs up at this moment
    work = QueueWork(connection, now)
    who = message.caller
    known = call_by_id(connection, who.call_id) if who.call_id else None
    call = known or QueueCall(
        id=who.call_id or message.id,
        queue_id=who.queue_id or None,
        language=who.language,
        caller=who.caller,
        arrived_at=work.now,
        queued_at=work.now,
    )
    opens = opens_at(queue_of(work, call), call.language, now) or now
    question = _question(message.left_at(now), now)
    callback = write_callback(work, call, question, *window_from(opens, WITHIN), message=message)
    if callback is None:
        return None
    connection.execute(
        "UPDATE voicemail SET case_id = :case, callback_id = :callback WHERE id = :id",
        {"case": callback.case_id, "callback": callback.id, "id": message.id},
    )
    if known is not None:
        save_call(connection, replace(known, callback_id=callback.id))
    return callback


def _question(left_at: datetime, now: datetime) -> str:
    left, today = left_at.astimezone(ROME), now.astimezone(ROME)
    text = QUESTION if left.date() == today.date() else QUESTION_OF_BEFORE
    return text.format(time=time_of_day(left), day=f"{left:%d/%m/%Y}")
