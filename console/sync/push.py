"""Sends waiting commands in order and records the server's verdict on each."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

import msgspec

from console.errors import ServerRejected
from console.model.contact.refused_work import KEPT_THERE
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.callbacks.callback_repository import callback as stored_callback
from console.store.replica.cipher import Connection
from console.store.replica.erased_rows import forget_sent_command
from console.store.replica.local_database import LocalDatabase
from console.store.replica.local_effects import replay
from console.store.replica.outbox import (
    empty_refused,
    find_command,
    forget_sent,
    last_applied,
    next_batch,
    settle,
)
from console.store.replica.sync_cursor import epoch
from console.store.session.notice_repository import add_notice
from console.sync.given_back import GivenBack
from console.sync.server_link import ServerLink
from contract.domain.ids import CommandId, NoticeId
from contract.domain.notice import Notice
from contract.wire import reason_codes
from contract.wire.commands import (
    BODY_LIMIT,
    MAX_BATCH,
    OF_USE,
    AddCaseNote,
    AssignTopic,
    ChangeManyHours,
    Command,
    CorrectContact,
    HandOverCase,
    PushReply,
    PushRequest,
    RecordAttempt,
    RecordContact,
    ReopenContact,
    RequestCallback,
    SendCaseNumber,
    Status,
    Verdict,
)

log = logging.getLogger(__name__)
# A batch of long contacts would be refused whole by the server's limit on a body.
BATCH_BYTES = 400_000  # well under what the server takes in one body
# The request around it takes some room; a larger command no server could read.
COMMAND_BYTES = BODY_LIMIT - 1000  # of a command that goes alone
# Answers on what was sent, not on who asks nor on how the server is.
_UNREADABLE = frozenset({400, 413, 415, 422})
HELD_FOR = timedelta(seconds=30)  # then what the server held is sent once more
UNREAD_TRIES = 5  # of a command that the server cannot even read
VERDICT_TOPICS = frozenset(
    {
        Topic.OUTBOX,
        Topic.NOTICES,
        Topic.CONTACTS,
        Topic.CASES,
        Topic.CALLBACKS,
        Topic.DRAFTS,
        Topic.EDITING,
    }
)
Batch = tuple[tuple[CommandId, msgspec.Raw], ...]


class PushResult(msgspec.Struct, frozen=True, kw_only=True):
    """settled: how many of those sent got their verdict. must_wait: the server asked to try later.

    is_full: because its disk is full. holds: all that is left waits for other seats.
    """

    sent: int = 0
    settled: int = 0
    must_wait: bool = False
    is_full: bool = False
    holds: bool = False


class Push:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        link: ServerLink,
        clock: Clock,
        on_late: Callable[[], None],
    ) -> None:
        """on_late is called when something was applied of a citizen who was erased before."""
        self._database = database
        self._link = link
        self._clock = clock
        self._on_late = on_late
        # What waits at the server for others, and since when: asked for again after a while.
        self._held: set[CommandId] = set()
        self._held_at: datetime | None = None
        self._unread: tuple[CommandId | None, int] = (None, 0)  # the first in line, and its tries

    async def __call__(self) -> PushResult:
        """Push one batch. Nothing settled and nothing to wait for: the outbox is empty, or the
        server's epoch is not the replica's and a pull must come first.
        """
        now = self._clock()
        self._let_go_of_held(now)
        batch = await self._database.read(lambda c: _next_batch(c, self._held))
        if not batch:
            return PushResult(holds=bool(self._held))
        reply = await self._sent(batch)
        settled, refused = await self._database.write(
            lambda c: record_verdicts(c, batch, reply, Notices(c, now)), changes=_topics
        )
        if reply.erased:
            self._on_late()
        if settled:
            log.info("pushed %d commands, %d refused", settled, refused)
        self._hold(reply, now)
        waits = [v for v in reply.results.values() if v.status is Status.RETRY]
        # The server's own disk is full: the operator is told that, not that the server is away.
        is_full = any(verdict.reason == reason_codes.READ_ONLY for verdict in waits)
        return PushResult(sent=len(batch), settled=settled, must_wait=bool(waits), is_full=is_full)

    def _let_go_of_held(self, now: datetime) -> None:
        if self._held_at is None or abs(now - self._held_at) >= HELD_FOR:
            self._held.clear()

    def _hold(self, reply: PushReply, now: datetime) -> None:
        held = {CommandId(id_) for id_, v in reply.results.items() if v.status is Status.HELD}
        if held and not self._held:
            self._held_at = now
        self._held |= held

    async def _sent(self, batch: Batch) -> PushReply:
        """Return the server's verdicts; a command too large to be read is refused here.

        Else it would stand before all the others for ever.
        """
        command_id, raw = batch[0]
        if len(bytes(raw)) > COMMAND_BYTES:
            return await self._refused_here(command_id, reason_codes.TOO_LARGE)
        try:
            life, known = await self._database.read(lambda c: (epoch(c), last_applied(c)))
            commands = tuple(raw for _, raw in batch)
            asked = PushRequest(commands=commands, epoch=life, acknowledged=known)
            return await self._link.push(asked)
        except ServerRejected as no:
            if no.status not in _UNREADABLE:
                raise
            # A request is refused whole: alone, each command answers for itself.
            if len(batch) > 1:
                return await self._sent(batch[:1])
            if not self._is_given_up(command_id):
                raise
            return await self._refused_here(command_id, reason_codes.INVALID)

    def _is_given_up(self, command_id: CommandId) -> bool:
        """Count the try; return whether it was the last: all that waits behind it goes on then."""
        before, tries = self._unread
        self._unread = command_id, tries + 1 if before == command_id else 1
        return self._unread[1] >= UNREAD_TRIES

    async def _refused_here(self, command_id: CommandId, reason: str) -> PushReply:
        own_epoch = await self._database.read(epoch)
        verdict = Verdict(status=Status.REJECTED, reason=reason)
        return PushReply(epoch=own_epoch or "", results={command_id: verdict})


class Notices:
    """Turns verdicts of the server into notices for the operator, once each."""

    def __init__(self, connection: Connection, now: datetime, *, author: str = "") -> None:
        """author: who made the commands, where it is somebody else."""
        self._connection = connection
        self._author = {"author": author} if author else {}
        self.now = now

    def tell(self, command: Command, verdict: Verdict) -> None:
        code = verdict.reason or reason_codes.INVALID
        # A server of before does not know each kind: no order of the operator's was refused.
        if isinstance(command.data, OF_USE):
            return
        if verdict.status is Status.APPLIED:
            # Of what was done as asked nobody need hear; a claim filed offline is news.
            if isinstance(command.data, RequestCallback):
                code = reason_codes.CLAIM_GRANTED
            elif isinstance(command.data, ChangeManyHours) and verdict.detail.get("refused"):
                code = reason_codes.SOME_REFUSED
            else:
                return
        add_notice(
            self._connection,
            Notice(
                # By command and verdict: an answer that comes twice tells of it once.
                id=NoticeId(f"{command.id}:{verdict.status}"),
                code=code,
                at=self.now,
                command_id=command.id,
                subject=verdict.detail | _subject(self._connection, command) | self._author,
            ),
        )


def _topics(outcome: tuple[int, int]) -> frozenset[Topic]:
    settled, _ = outcome
    return VERDICT_TOPICS if settled else frozenset()


def _next_batch(connection: Connection, held: Collection[str]) -> Batch:
    batch: list[tuple[CommandId, msgspec.Raw]] = []
    size = 0
    for command_id, raw in next_batch(connection, MAX_BATCH, held):
        size += len(bytes(raw))
        # At least one, however large: alone it fits, and the order is kept.
        if batch and size > BATCH_BYTES:
            break
        batch.append((command_id, raw))
    return tuple(batch)


def record_verdicts(
    connection: Connection, batch: Batch, reply: PushReply, notices: Notices
) -> tuple[int, int]:
    """Record the verdicts in order; return how many were new and how many refusals.

    One of another epoch settles nothing: it could hide that a restored server lacks the command.
    """
    settled = refused = 0
    # See test_a_word_from_another_epoch_settles_nothing.
    if epoch(connection) != reply.epoch:
        return 0, 0
    for command_id, _ in batch:
        verdict = reply.results.get(command_id)
        if verdict is not None and verdict.status is Status.HELD:
            continue  # its place in the order is that of what it waits for
        if verdict is None or verdict.status is Status.RETRY:
            # What refers to a contact must not overtake it.
            break  # the order of commands is kept
        if not settle(connection, command_id, verdict, notices.now):
            continue
        settled += 1
        refused += verdict.status is Status.REJECTED
        if verdict.status is Status.REJECTED and command_id in reply.erased:
            forget_sent_command(connection, command_id)  # nobody is given their words back
        else:
            _tell(connection, command_id, verdict, notices)
    if settled:
        # In the step of the verdict: a citizen's address leaves the seat with it.
        forget_sent(connection)
    if refused:
        replay(connection)
    return settled, refused


def _tell(
    connection: Connection, command_id: CommandId, verdict: Verdict, notices: Notices
) -> None:
    """Tell the operator, and give back what was refused."""
    command = find_command(connection, command_id)
    if command is None:
        return
    notices.tell(command, verdict)
    if verdict.status is Status.REJECTED and verdict.reason not in KEPT_THERE:
        GivenBack(connection, command, notices.now)()
        empty_refused(connection, command_id)


def _subject(connection: Connection, command: Command) -> dict[str, str]:
    """Return what a screen needs to name what was asked, and the ids that lead there."""
    data = command.data
    subject = {"command": str(data.__struct_config__.tag), "at": command.at.isoformat()}
    if isinstance(data, RecordContact | CorrectContact):
        return subject | {"contact_id": data.contact.id}
    if isinstance(data, ReopenContact | SendCaseNumber):
        return subject | {"contact_id": data.contact_id}
    if isinstance(data, AddCaseNote):
        return subject | {"case_id": data.activity.case_id}
    if isinstance(data, RecordAttempt):
        callback_id = data.attempt.callback_id
    elif isinstance(data, RequestCallback | HandOverCase | AssignTopic):
        callback_id = data.callback_id
    else:  # the knowledge base: what it was about stands in the command itself
        names = ("revision_id", "entry_kind", "entry_id", "batch_id", "report_id")
        return subject | {name: str(getattr(data, name)) for name in names if hasattr(data, name)}
    callback = stored_callback(connection, callback_id)
    subject["callback_id"] = callback_id
    return subject | ({} if callback is None else {"case_id": callback.case_id})
