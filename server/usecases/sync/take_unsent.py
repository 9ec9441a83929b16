"""Work that lay unsent at a seat, handed over by whoever signed in there: applied as its author's.

Who hands it over cannot read it, and cannot have written it: see contract.wire.sealed_key.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

import msgspec

from contract.domain.account import Account
from contract.wire import reason_codes
from contract.wire.changes import life_of
from contract.wire.commands import MAX_BATCH, Again, PushRequest, Status
from contract.wire.decoding import MalformedMessage, decode, encode
from contract.wire.sealed_key import (
    HandOver,
    HandOverReply,
    NotOurs,
    NotTheirs,
    UnsentWork,
    open_work,
)
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.account_rows import account_by_id
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.operations.installation import begun_at, current_epoch
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.kept_refusals import KeptRefusals
from server.usecases.sync.push_commands import PushCommands
from server.usecases.sync.refill import KEEP_VERDICTS
from server.usecases.sync.written_after import written_after

log = logging.getLogger(__name__)
_LAST_WORDS = frozenset({Status.APPLIED, Status.REJECTED})


class _Numbered(msgspec.Struct, frozen=True):
    """An id under which a command can be refused, and kept."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[^\x00]+$")]


class _Dated(msgspec.Struct, frozen=True):
    at: datetime


@dataclass(slots=True)
class _Found:
    """What is in a box. made: by id, in order; made_at: of those that are young enough."""

    made: dict[str, msgspec.Raw] = field(default_factory=dict)
    made_at: dict[str, datetime] = field(default_factory=dict)
    too_old: list[str] = field(default_factory=list)
    has_nameless: bool = False


class TakeUnsent:
    """private: the X25519 keys of the installation, the present one first."""

    def __init__(
        self,
        *,
        private: Sequence[bytes],
        database: ServerDatabase,
        push: PushCommands,
        refusals: KeptRefusals,
        clock: Callable[[], datetime],
    ) -> None:
        self._private = private
        self._database = database
        self._push = push
        self._refusals = refusals
        self._clock = clock

    async def __call__(self, session: CurrentSession, given: HandOver) -> HandOverReply:
        """Apply what is in the box; return whether each command has its last word.

        Raise Refused for what must stay at the seat: another server's, somebody else's, all too
        old; one with a command that nobody can name, once all others were taken.
        """
        work = self._opened(given.box)
        found = self._looked_at(work)
        made = found.made
        author, epoch = await self._database.write(
            lambda c: self._noted(c, session, work, len(made))
        )
        after = await self._database.read(
            lambda c: written_after(c, author.id, work.device_id, found.made_at)
        )
        refused = dict.fromkeys(found.too_old, reason_codes.TOO_OLD)
        refused |= dict.fromkeys(after, reason_codes.WRITTEN_AFTER)
        is_of_before = work.epoch is not None and life_of(work.epoch) != life_of(epoch)
        # Behind a box that is held it may build on it: refused now, it would be for ever.
        if is_of_before or given.is_behind:
            # Not since now: each try would begin the time anew in which something may still come.
            since = begun_at(epoch) or self._clock()
            made = {command_id: _again(raw, since) for command_id, raw in made.items()}
        # Without an epoch: what is marked says itself that the server may have lost something.
        reply = await self._push(author, PushRequest(commands=tuple(made.values())), refused)
        await self._refusals.keep(author.id, made, reply.results)
        words = {reply.results[one].status if one in reply.results else None for one in made}
        is_settled = words <= _LAST_WORDS
        if is_settled and found.has_nameless:
            raise Refused(reason_codes.MALFORMED)
        return HandOverReply(
            is_settled=is_settled, is_held=not is_settled and words <= {*_LAST_WORDS, Status.HELD}
        )

    def _opened(self, box: bytes) -> UnsentWork:
        for key in self._private:
            try:
                return open_work(key, box)
            except NotOurs:
                continue  # sealed before the keys were rotated
            except NotTheirs:
                log.warning("a box of unsent work was made in no session of its author")
                raise Refused(reason_codes.FORBIDDEN) from None
        raise Refused(reason_codes.INVALID)

    def _looked_at(self, work: UnsentWork) -> _Found:
        """Judge each command by itself. Raise Refused where none of them may be taken."""
        if not 1 <= len(work.commands) <= MAX_BATCH:
            raise Refused(reason_codes.TOO_LARGE)
        oldest, found = self._clock() - KEEP_VERDICTS, _Found()
        for raw in work.commands:
            command_id, at = _read(raw, _Numbered), _read(raw, _Dated)
            if command_id is None:
                found.has_nameless = True
                continue
            found.made[command_id.id] = raw
            # Without a readable time it is refused as any malformed one.
            if at is None:
                continue
            # Its verdict may be forgotten: an old copy would be applied a second time.
            if at.at.tzinfo is None or at.at < oldest:
                found.too_old.append(command_id.id)
            else:
                found.made_at[command_id.id] = at.at
        if not found.made_at:
            raise Refused(reason_codes.TOO_LATE if found.too_old else reason_codes.MALFORMED)
        return found

    def _noted(
        self, connection: Connection, session: CurrentSession, work: UnsentWork, count: int
    ) -> tuple[Account, str]:
        """Note who hands over whose work; return the author, and the epoch. Raise Refused."""
        author = account_by_id(connection, work.account_id)
        if author is None:
            raise Refused(reason_codes.UNKNOWN_ACCOUNT)
        subject = f"{author.id} {session.seat or '-'} {count}"
        write_audit(connection, session.account.id, "work_handed_over", subject, self._clock())
        # What was written while the account was active is not undone by its end: see written_after.
        return msgspec.structs.replace(author, is_active=True), current_epoch(connection)


def _read[T](raw: msgspec.Raw, what: type[T]) -> T | None:
    try:
        return decode(raw, what)
    except MalformedMessage:
        return None


def _again(raw: msgspec.Raw, since: datetime) -> msgspec.Raw:
    """Mark it as made before the server went back: what it builds on may still come."""
    told = msgspec.json.decode(raw)
    told.setdefault("again", Again(since=since))
    return msgspec.Raw(encode(told))
