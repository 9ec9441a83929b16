"""The text every caller of a queue hears first, while something extraordinary goes on."""

import re
from datetime import datetime

from msgspec.structs import replace

from contract.domain.account import Account, Capability
from contract.domain.ids import BASE_SCOPE
from contract.domain.queue import Queue
from contract.wire import reason_codes
from contract.wire.queues import EmergencyText
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit

NAME = re.compile(r"[a-z0-9-]{0,40}")  # it becomes part of a file's name


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
