"""Applies the changes that come in the event stream; what does not fit is pulled."""

import logging
from collections import deque
from datetime import datetime

from console.runtime.clock import Clock
from console.store.replica import sync_cursor
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import awaits_effects
from console.sync.applied_reply import (
    Applied,
    apply_scope,
    offer_all_again,
    settle_effects,
    tell_unfortunate,
)
from console.sync.signed_answers import SignedAnswers
from contract.wire.answer_signature import NEWS, signed_text
from contract.wire.changes import ScopeChanges, ScopeNews
from contract.wire.decoding import decode

log = logging.getLogger(__name__)

WAITING_LIMIT = 50  # the oldest go: who misses some pulls


class FeedNews:
    """Keeps what the stream brought until the loop of synchronisation applies it."""

    def __init__(
        self, *, database: LocalDatabase, clock: Clock, check: SignedAnswers | None
    ) -> None:
        """check may refuse what is to be copied, with AnswerForged."""
        self._database = database
        self._clock = clock
        self._check = check
        self._waiting: deque[str] = deque(maxlen=WAITING_LIMIT)

    def offer(self, data: str) -> None:
        """Note the data of an event."""
        self._waiting.append(data)

    def drop(self) -> None:
        """Forget what was not applied: it is of before, and a pull brings it."""
        self._waiting.clear()

    async def apply(self) -> bool:
        """Apply what waits; return False where something must be pulled.

        Raise AnswerForged, MalformedMessage, LocalStoreBroken.
        """
        news = []
        while self._waiting:
            header, _, body = self._waiting.popleft().partition("\n")
            if self._check is not None:
                await self._check.check(header, signed_text(NEWS, b"", body.encode()))
            news.append(decode(body.encode(), ScopeNews))
        if not news:
            return True
        now = self._clock()
        applied = await self._database.write(
            lambda connection: apply_news(connection, news, now),
            changes=lambda done: frozenset(done.topics),
            may_use_reserve=False,
        )
        return not applied.is_behind and not applied.resets

    async def has_brought_effects(self) -> bool:
        """Return whether the replica has all that was applied, by the marks of the verdicts."""
        settled = await self._database.write(
            settle_reached, changes=lambda done: frozenset(done.topics), may_use_reserve=False
        )
        return not settled.is_behind


def settle_reached(connection: Connection) -> Applied:
    """Remove from the overlay what is here whole; is_behind: something is not."""
    applied = Applied()
    settle_effects(connection, applied)
    applied.is_behind = awaits_effects(connection)
    return applied


def apply_news(connection: Connection, news: list[ScopeNews], now: datetime) -> Applied:
    """Apply pieces of the feed in their order, each from the number that was reached."""
    applied = Applied()
    for one in news:
        _apply_one(connection, one, applied, now)
    # Of one scope alone: half an effect is none, its verdict tells when the whole of it is here.
    applied.arrived.clear()
    if applied.may_lack:
        offer_all_again(connection, now, applied)
    settle_effects(connection, applied)
    tell_unfortunate(connection, applied, now)
    return applied


def _apply_one(connection: Connection, one: ScopeNews, applied: Applied, now: datetime) -> None:
    cursor = sync_cursor.cursors(connection).get(one.scope)
    is_ours = sync_cursor.epoch(connection) == one.epoch
    # Another life of the feed, a scope being copied, or something was missed.
    if not is_ours or cursor is None or cursor < one.after:
        applied.is_behind = True
        return
    if one.head <= cursor:
        return  # pulled already
    changes = tuple(change for change in one.changes if change.seq > cursor)
    part = ScopeChanges(head=one.head, changes=changes, checksum=one.checksum)
    apply_scope(connection, one.scope, cursor, part, applied, now)
