"""Keeps what the city asks most and what is new, for when the server is out of reach."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from console.errors import NOT_TOLD, LocalStoreBroken
from console.model.knowledge.today import NO_NEWS, Today, TodayNews
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import Clock
from console.store.knowledge.knowledge_repository import shown_entry
from console.store.knowledge.today_record import save_today, today
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from contract.domain.knowledge_entries.entry_fields import title_of
from contract.domain.knowledge_entries.revision import EntryKind
from contract.knowledge.search_hit import HitKind, SearchHit
from contract.wire.knowledge_today import EntryNews, KnowledgeToday

log = logging.getLogger(__name__)
ASK_EVERY_S = 300.0
AGAIN_AFTER_S = 30.0  # when the server was there and yet did not answer
SHOWN_FOR = timedelta(days=7)  # without a server
NEWS_SHOWN = 3
_KINDS = {EntryKind(kind.value): kind for kind in HitKind}


class KeepToday:
    """follow() asks while the server is there; read() answers from the replica."""

    def __init__(
        self,
        *,
        database: LocalDatabase,
        ask: Callable[[], Awaitable[KnowledgeToday]],
        is_online: Callable[[], bool],
        feed: ChangeFeed,
        every_s: float = ASK_EVERY_S,
    ) -> None:
        self._database = database
        self._ask = ask
        self._is_online = is_online
        self._feed = feed
        self._every_s = every_s

    async def follow(self) -> None:
        """Ask at once, then every five minutes; while offline, as soon as that is over."""
        turned = asyncio.Event()
        stop = self._feed.subscribe(frozenset({Topic.CONNECTION}), turned.set)
        try:
            while True:
                while not self._is_online():
                    turned.clear()
                    await turned.wait()
                has_answered = await self.ask()
                await asyncio.sleep(self._every_s if has_answered else AGAIN_AFTER_S)
        finally:
            stop()

    async def ask(self) -> bool:
        """Ask now; False without an answer, or a disk that stores it. The last answer stays."""
        try:
            found = await self._ask()
            await self._database.write(
                lambda connection: save_today(connection, found), changes=frozenset({Topic.TODAY})
            )
        except NOT_TOLD:
            return False
        except LocalStoreBroken as error:
            log.warning("what was told of today could not be kept: %s", error.kind)
            return False
        return True


class ReadToday:
    """What the server said last, with the entries the operator can open here."""

    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self) -> Today:
        """Return no news where the server said nothing, or too long ago."""
        try:
            return await self._database.read(self._read)
        except LocalStoreBroken:
            return NO_NEWS  # whoever needs the store says so

    def _read(self, connection: Connection) -> Today:
        told = today(connection)
        if told is None:
            return NO_NEWS
        is_old = self._clock() - told.at > SHOWN_FOR
        found = (_opened(connection, one) for one in told.news if not is_old)
        news = tuple(one for one in found if one is not None)[:NEWS_SHOWN]
        return Today(at=told.at, has_figures=bool(told.asked), news=news)


def _opened(connection: Connection, news: EntryNews) -> TodayNews | None:
    """Return None for an entry that has not come here yet."""
    kind = _KINDS.get(news.entry_kind)
    entry = shown_entry(connection, news.entry_kind, news.entry_id) if kind is not None else None
    if kind is None or entry is None:
        return None
    hit = SearchHit(
        kind=kind,
        id=news.entry_id,
        title=title_of(entry),
        card_id=getattr(entry, "card_id", ""),
        language=getattr(entry, "language", "it"),
    )
    return TodayNews(hit=hit, what=news.what, at=news.at, why=news.why)
