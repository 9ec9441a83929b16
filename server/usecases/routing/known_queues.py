"""The queues of the house, which one a dialled number means, and their emergency text."""

import re
from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from contract.domain.account import Account, Capability
from contract.domain.ids import BASE_SCOPE, DeskId, QueueId
from contract.domain.phone_number import UnusableNumber, to_e164
from contract.domain.queue import NUMBER_PREFIX, Queue
from contract.wire import reason_codes
from contract.wire.queues import EmergencyText
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find, values_in
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit

# 15xx are services of the State, such as 1522 (contract/domain/phone_number.py).
SEAT = re.compile(r"1[0-46-9][0-9]{2}")
GENERAL = QueueId("generale")
# A server without queues still answers: everybody takes every call.
SOLE_QUEUE = Queue(id=GENERAL, name="Informazioni", max_wait_s=0)

type Queues = Mapping[str, Queue]
NAME = re.compile(r"[a-z0-9-]{0,40}")  # it becomes part of a file's name


def known_queues(connection: Connection) -> Queues:
    """Return all queues by id; never none."""
    rows = connection.execute("SELECT * FROM queue WHERE deleted = 0 ORDER BY id")
    queues = list(values_in(connection, Queue, rows).values())
    return {queue.id: queue for queue in queues or [SOLE_QUEUE]}


def entry(queues: Queues, dialled: str) -> tuple[Queue, str]:
    """Return the queue and language of a dialled city number; an unknown one leads somewhere."""
    # Carriers write one number in several ways: with 0039, +39, or neither.
    number = comparable(dialled)
    for queue in queues.values():
        for way in queue.entries:
            if comparable(way.number) == number:
                return queue, way.language
    # A number missing in the list must not cost a citizen the call.
    return general_queue(queues), "it"


def general_queue(queues: Queues) -> Queue:
    """Return the queue for what has no other: that named so, or the first everybody may take."""
    if GENERAL in queues:
        return queues[GENERAL]
    open_to_all = (q for q in queues.values() if not q.topic and q.desk_id is None)
    return next(open_to_all, next(iter(queues.values())))


def queue_of_number(queues: Queues, dialled: str) -> Queue | None:
    """Return the queue a seat means by "q-" and an id; None: it is no such number."""
    return queues.get(dialled.removeprefix(NUMBER_PREFIX)) if is_queue_number(dialled) else None


def queue_of_desk(queues: Queues, desk_id: DeskId) -> Queue | None:
    return next((queue for queue in queues.values() if queue.desk_id == desk_id), None)


def is_queue_number(dialled: str) -> bool:
    return dialled.startswith(NUMBER_PREFIX)


def seat_in(text: str) -> str:
    """Return the seat's number in a bare number or a SIP address; "" when there is none."""
    user = text.strip().strip("<>").removeprefix("sips:").removeprefix("sip:").partition("@")[0]
    return user if SEAT.fullmatch(user) else ""


def comparable(number: str) -> str:
    """Return a number as it can be compared with another: E.164 where it is one."""
    try:
        return to_e164(number)
    except UnusableNumber:
        return number.strip()


def set_emergency(
    connection: Connection, account: Account, queue_id: str, text: EmergencyText, now: datetime
) -> Queue:
    """Set or clear it; seats see it in the queue. Raise Refused."""
    if not account.may(Capability.QUEUE_MANAGE):
        raise Refused(reason_codes.FORBIDDEN, needs=str(Capability.QUEUE_MANAGE))
    if not NAME.fullmatch(text.name):
        raise Refused(reason_codes.INVALID, field="name")
    queue = find(connection, Queue, queue_id, lock=True)
    if queue is None:
        raise Refused(reason_codes.UNKNOWN_QUEUE, field="queue_id")
    if queue.emergency_text == text.name:
        return queue
    edit = FeedEdit(connection, now=now)
    changed = edit.put(BASE_SCOPE, replace(queue, emergency_text=text.name))
    edit.finish()
    write_audit(connection, account.id, "queue_emergency", queue.id, now)
    return changed
