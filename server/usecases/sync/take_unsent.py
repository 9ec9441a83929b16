"""Work that lay unsent at a seat, handed over by whoever signed in there: applied as its author's.

Who hands it over cannot read it, and cannot have written it: see contract.wire.sealed_key.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

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


class _Made(msgspec.Struct, frozen=True):
    """What is read of a command before it is taken."""

    id: str
    at: datetime


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

        Raise Refused for what must stay at the seat: another server's, somebody else's, too old.
        """
        work = self._opened(given.box)
        made, made_at = self._made(work)
        author, epoch = await self._database.write(
            lambda c: self._noted(c, session, work, len(made))
        )
        refused = await self._database.read(
            lambda c: written_after(c, author.id, work.device_id, made_at)
        )
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

    def _made(self, work: UnsentWork) -> tuple[dict[str, msgspec.Raw], dict[str, datetime]]:
        """Return the commands by their id, in order, and when each was made. Raise Refused."""
        if not 1 <= len(work.commands) <= MAX_BATCH:
            raise Refused(reason_codes.TOO_LARGE)
        oldest = self._clock() - KEEP_VERDICTS
        found: dict[str, msgspec.Raw] = {}
        made_at: dict[str, datetime] = {}
        for raw in work.commands:
            try:
                made = decode(raw, _Made)
            except MalformedMessage:
                raise Refused(reason_codes.MALFORMED) from None
            # Its verdict may be forgotten: an old copy would be applied a second time.
            if made.at.tzinfo is None or made.at < oldest:
                raise Refused(reason_codes.TOO_LATE)
            found[made.id], made_at[made.id] = raw, made.at
        return found, made_at

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


def _again(raw: msgspec.Raw, since: datetime) -> msgspec.Raw:
    """Mark it as made before the server went back: what it builds on may still come."""
    told = msgspec.json.decode(raw)
    told.setdefault("again", Again(since=since))
    return msgspec.Raw(encode(told))
