"""Messages in the voicemail: whose they are, kept for a time, listened to with a trace."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from contract.domain.account import Account, Capability
from contract.domain.case import Case
from contract.domain.queue import Queue
from server.store.calls.queue_calls import QueueCall, call_by_sip
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.in_steps import AT_ONCE
from server.store.sync.replicated_rows import find
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

LISTENED = "voicemail.listened"
DELETED = "voicemail.deleted"


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
        "at": millis(now),
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
        "SELECT queue_id, case_id, file FROM voicemail WHERE id = :id", {"id": voicemail_id}
    )
    if row is None or not _may_listen(connection, account, row):
        return None
    # In the transaction that gives the file: nobody listens without a trace.
    write_audit(connection, account.id, LISTENED, voicemail_id, now)
    return str(row["file"])


class ForgetVoicemails:
    """Deletes messages older than the limit, and files no message belongs to."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        folder: Path,
        keep_days: int,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._folder = folder
        self._keep_days = keep_days
        self._clock = clock

    async def __call__(self) -> int:
        """Return how many messages were deleted. The row goes first: no file is offered twice."""
        now = self._clock()
        before = millis(now - timedelta(days=self._keep_days))
        files: list[str] = []
        while some := await self._database.write(lambda c: _forget_before(c, before, now)):
            files += some
        known = await self._database.read(_known_files)
        await asyncio.to_thread(_delete, self._folder, files, known, before / 1000)
        if files:
            log.info("voicemails deleted after %d days: %d", self._keep_days, len(files))
        return len(files)


def _known_files(connection: Connection) -> set[str]:
    return {str(row["file"]) for row in connection.execute("SELECT file FROM voicemail")}


def _delete(folder: Path, files: list[str], known: set[str], before_s: float) -> None:
    """Delete files, and old ones nobody knows: the server died between writing and noting."""
    for name in files:
        _remove(folder / Path(name).name)
    for path in sorted(folder.glob("*")):
        # Only our own kinds of files: whatever else lies there is none of our business.
        is_stray = path.name not in known and path.suffix in (".wav", ".partial")
        # A young one may be a message that waits for the database to be noted.
        if is_stray and path.stat().st_mtime < before_s:
            _remove(path)


def _remove(path: Path) -> None:
    """Delete a file; one that cannot be deleted is told, and keeps no other from going."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.error("a voicemail could not be deleted: %s, %s", path.name, type(error).__name__)


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


def _forget_before(connection: Connection, before: int, now: datetime) -> list[str]:
    rows = connection.execute(
        "SELECT id, file FROM voicemail WHERE at < :before ORDER BY at, id LIMIT :limit",
        {"before": before, "limit": AT_ONCE},
    )
    for row in rows:
        connection.execute("DELETE FROM voicemail WHERE id = :id", {"id": row["id"]})
        write_audit(connection, None, DELETED, str(row["id"]), now)
    return [str(row["file"]) for row in rows]
