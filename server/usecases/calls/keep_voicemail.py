"""Messages in the voicemail: whose they are, noted once, listened to with a trace."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contract.domain.account import Account, Capability
from contract.domain.case import Case
from contract.domain.queue import Queue
from server.store.calls.queue_calls import QueueCall, call_by_sip
from server.store.engine.connection import Connection, Row, millis
from server.store.sync.replicated_rows import find
from server.usecases.operations.write_audit import write_audit

LISTENED = "voicemail.listened"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerAtVoicemail:
    """What routing knows of the call; all empty when it knows nothing."""

    call_id: str = ""  # X-Call
    queue_id: str = ""
    language: str = "it"
    caller: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVoicemail:
    id: str
    caller: CallerAtVoicemail
    duration_s: int
    waited_s: float = 0.0  # since it was left

    def left_at(self, now: datetime) -> datetime:
        return now - timedelta(seconds=self.waited_s)

    @property
    def file_name(self) -> str:
        return f"{self.id}.wav"


# Makes the work of a message in the same transaction: (connection, message, now).
Received = Callable[[Connection, NewVoicemail, datetime], None]


def caller_at_voicemail(connection: Connection, sip_id: str) -> CallerAtVoicemail:
    """Return who is behind a Call-ID; empty when routing does not know it."""
    call = call_by_sip(connection, sip_id)
    return CallerAtVoicemail() if call is None else _caller(call)


def keep_voicemail(
    connection: Connection, message: NewVoicemail, received: Received, now: datetime
) -> None:
    """Note the message and have its work made; noted before, nothing changes."""
    # The endpoint tries until it is told that the message is noted: its answer may have been lost.
    if connection.one("SELECT id FROM voicemail WHERE id = :id", {"id": message.id}) is not None:
        return
    who = message.caller
    row = {
        "id": message.id,
        "call_id": who.call_id,
        "queue_id": who.queue_id,
        "caller": who.caller,
        "file": message.file_name,
        "at": millis(message.left_at(now)),
        "duration_s": message.duration_s,
    }
    connection.insert("voicemail", row)
    # In the same transaction: a message nobody has as work would never be heard.
    received(connection, message, now)


def file_to_listen(
    connection: Connection, account: Account, voicemail_id: str, now: datetime
) -> str | None:
    """Return the file's name and leave a line in the audit; None: there is none for her.

    A message belongs to the desk behind its queue and to that of its case, and to who leads.
    """
    row = connection.one(
        "SELECT queue_id, case_id, file FROM voicemail WHERE id = :id AND at > 0",
        {"id": voicemail_id},
    )
    if row is None or not _may_listen(connection, account, row):
        return None
    # In the transaction that gives the file: nobody listens without a trace.
    write_audit(connection, account.id, LISTENED, voicemail_id, now)
    return str(row["file"])


def _caller(call: QueueCall) -> CallerAtVoicemail:
    return CallerAtVoicemail(
        call_id=call.id,
        queue_id=call.queue_id or "",
        language=call.language,
        caller="" if call.from_seat else call.caller,
    )


def _may_listen(connection: Connection, account: Account, message: Row) -> bool:
    if not account.may(Capability.CASE_WORK):
        return False
    # Who leads hears those of no desk too: somebody must.
    if account.may(Capability.MONITOR_READ):
        return True
    queue = find(connection, Queue, message["queue_id"]) if message["queue_id"] else None
    case = find(connection, Case, message["case_id"]) if message["case_id"] else None
    return not {queue and queue.desk_id, case and case.desk_id}.isdisjoint(account.desk_ids)
