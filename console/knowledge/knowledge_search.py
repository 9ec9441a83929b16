"""The knowledge search a seat uses: asynchronous, offline, never on the GUI thread."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from console.knowledge.turn_taking import TurnTaking
from console.work.search_hit import HitKind, SearchAnswer, SearchHit
from contract.domain.ids import CardId
from contract.domain.knowledge import Faq, Office, ServiceCard, ThesaurusLine

if TYPE_CHECKING:
    from console.knowledge.documents import Document, Key
    from console.knowledge.engine import Engine

CHANGES_IN_ONE_GO = 25
MANY = 2000  # documents whose headings alone are indexed first
FIRST_INDEX_LIMIT_S = 10.0


class KnowledgeSearch:
    """Holds the whole index in memory; rebuild() at start, update() for what changed since.

    Questions run one after the other on a thread of their own; cancelling one that waits drops it,
    so a caller keeps one in flight and lets a later keystroke replace it. The index is built on a
    second thread and swapped in whole, so the old one answers meanwhile; the first one of many
    documents knows their headings only, until the whole one follows seconds later. numpy is loaded
    there, not at start; without numpy the search does not work. Create and use it on the loop.
    """

    def __init__(self, language: str = "it") -> None:
        self._language = language
        self._engine: Engine | None = None
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="knowledge-search")
        self._building = ThreadPoolExecutor(1, thread_name_prefix="knowledge-build")
        self._one_change = asyncio.Lock()
        self._has_index = asyncio.Event()
        self._has_index.set()  # nothing is expected, so nothing is waited for
        self._most_asked: tuple[CardId, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether an index is there; before that every answer is empty, see expect()."""
        return self._engine is not None

    def expect(self) -> None:
        """A first index is on its way: until it is there, questions wait for it, some seconds."""
        if self._engine is None:
            self._has_index.clear()

    async def warm_up(self) -> None:
        """Load numpy before it is needed: the one step that holds up the GUI for 20 to 40 ms."""
        await asyncio.get_running_loop().run_in_executor(self._building, _load)

    async def rebuild(
        self,
        cards: Sequence[ServiceCard],
        offices: Sequence[Office],
        faqs: Sequence[Faq],
        thesaurus_lines: Sequence[ThesaurusLine],
    ) -> None:
        """Index everything anew; thesaurus lines of other languages are left out.

        Equal scores come in the order cards, offices, FAQs and there by id, on every seat alike.
        """
        knowledge = (cards, offices, faqs)
        async with self._one_change:
            if self._engine is None and len(cards) + len(faqs) > MANY:
                headings = partial(_headings, *knowledge)
                await self._replace(partial(_build, self._language, headings, thesaurus_lines))
            whole = partial(_documents, *knowledge)
            await self._replace(partial(_build, self._language, whole, thesaurus_lines))

    async def _replace(self, build: "Callable[[], Engine]") -> None:
        loop = asyncio.get_running_loop()
        built = await loop.run_in_executor(self._building, build)
        outdated = [self._engine] if self._engine else []
        self._engine = built
        self._has_index.set()
        await self._on_search_thread(lambda: None)  # no question runs on the old one now
        await loop.run_in_executor(self._building, _dissolve, outdated)

    async def update(
        self,
        *,
        cards: Sequence[ServiceCard] = (),
        offices: Sequence[Office] = (),
        faqs: Sequence[Faq] = (),
        thesaurus_lines: Sequence[ThesaurusLine] = (),
        removed: Sequence[tuple[HitKind, str]] = (),
        removed_thesaurus_ids: Sequence[str] = (),
    ) -> None:
        """Replace what is given and forget what is removed. Before rebuild() it does nothing."""
        async with self._one_change:
            engine = self._engine
            if engine is None:
                return
            changes = [
                *_removals(engine, removed),
                *_replacements(engine, cards, offices, faqs),
            ]
            for first in range(0, len(changes), CHANGES_IN_ONE_GO):
                await self._on_search_thread(
                    partial(_run_all, changes[first : first + CHANGES_IN_ONE_GO])
                )
            if thesaurus_lines or removed_thesaurus_ids:
                await self._on_search_thread(
                    partial(engine.change_thesaurus, thesaurus_lines, removed_thesaurus_ids)
                )

    async def search(self, text: str, limit: int = 10) -> SearchAnswer:
        """Return the best hits first; for blank text the most asked cards.

        The last word counts as unfinished unless white space follows it. When nothing is found,
        suggestion is a corrected text that finds something.
        """
        if not text.strip():
            hits = await self.most_asked(limit)
            return SearchAnswer(query=text, hits=hits)
        await self._until_there_is_an_index()
        return await self._on_search_thread(partial(self._answer, text, limit))

    def set_most_asked(self, card_ids: Sequence[CardId]) -> None:
        """Take the cards to offer before anything is typed, most asked first."""
        self._most_asked = tuple(card_ids)

    async def most_asked(self, limit: int = 10) -> tuple[SearchHit, ...]:
        """Return the most asked cards that still exist."""
        return await self._on_search_thread(partial(self._most_asked_hits, limit))

    async def close(self) -> None:
        """Drop what waits and let what runs end; no thread is left."""
        loop = asyncio.get_running_loop()
        for executor in (self._asking, self._building):
            await loop.run_in_executor(None, partial(executor.shutdown, cancel_futures=True))

    async def _until_there_is_an_index(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(FIRST_INDEX_LIMIT_S):
                await self._has_index.wait()

    async def _on_search_thread[Answer](self, work: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._asking, work)

    def _answer(self, text: str, limit: int) -> SearchAnswer:
        engine = self._engine
        if engine is None:
            return SearchAnswer(query=text, hits=())
        started = time.perf_counter()
        hits = tuple(engine.search(text, limit))
        suggestion = "" if hits else engine.suggestion(text)
        elapsed_ms = (time.perf_counter() - started) * 1000
        return SearchAnswer(query=text, hits=hits, suggestion=suggestion, search_ms=elapsed_ms)

    def _most_asked_hits(self, limit: int) -> tuple[SearchHit, ...]:
        if self._engine is None:
            return ()
        keys = [(HitKind.CARD, str(card_id)) for card_id in self._most_asked]
        return tuple(self._engine.hits_of(keys)[:limit])


def _build(
    language: str,
    documents: "Callable[[], Iterator[Document]]",
    thesaurus_lines: Sequence[ThesaurusLine],
) -> "Engine":
    from console.knowledge.engine import Engine  # loads numpy: late, and off the GUI thread

    return Engine(language, documents(), thesaurus_lines, TurnTaking())


def _load() -> None:
    import console.knowledge.engine  # noqa: F401 - loading it is the point


def _dissolve(engines: "list[Engine]") -> None:
    """Free engines on this thread; the list must hold the only references."""
    while engines:
        engines.pop().dissolve(TurnTaking())


def _documents(
    cards: Sequence[ServiceCard], offices: Sequence[Office], faqs: Sequence[Faq]
) -> Iterator["Document"]:
    from console.knowledge.documents import card_document, faq_document, office_document

    yield from map(card_document, sorted(cards, key=attrgetter("id")))
    yield from map(office_document, sorted(offices, key=attrgetter("id")))
    yield from map(faq_document, sorted(faqs, key=attrgetter("id")))


def _headings(
    cards: Sequence[ServiceCard], offices: Sequence[Office], faqs: Sequence[Faq]
) -> Iterator["Document"]:
    """Yield what takes little time to index: no text of cards and answers."""
    from console.knowledge.documents import card_heading, faq_heading, office_document

    yield from map(card_heading, cards)
    yield from map(office_document, offices)
    yield from map(faq_heading, faqs)


def _replacements(
    engine: "Engine",
    cards: Sequence[ServiceCard],
    offices: Sequence[Office],
    faqs: Sequence[Faq],
) -> list[Callable[[], None]]:
    return [partial(engine.put, document) for document in _documents(cards, offices, faqs)]


def _removals(engine: "Engine", keys: Sequence["Key"]) -> list[Callable[[], None]]:
    return [partial(engine.remove, key) for key in keys]


def _run_all(changes: Sequence[Callable[[], None]]) -> None:
    for change in changes:
        change()
