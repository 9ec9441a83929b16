"""The knowledge search a seat uses: asynchronous, offline, never on the GUI thread."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from console.knowledge.index_building import (
    Changes,
    all_documents,
    all_headings,
    built_engine,
    changed_engine,
    drop,
    free_in_turns,
    kept_parts,
    load_index_code,
    loaded_encoder,
    new_meaning,
    restored_engine,
    take_readings,
)
from console.knowledge.line_reader import REST_SHARE, LineReader, to_the_loop
from console.model.knowledge.search_hit import SearchAnswer
from contract.domain.ids import CardId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard, ThesaurusLine
from contract.domain.knowledge_entries.learning import LearnedWord
from contract.domain.knowledge_entries.text_vector import TextVector
from contract.knowledge.search_hit import NO_FILTERS, HitKind, SearchFilters, SearchHit
from contract.sentence_encoder import NoSentenceModel, SentenceEncoder

if TYPE_CHECKING:
    from console.knowledge.index_building import Engine
    from contract.knowledge.documents import Document
    from contract.knowledge.meaning import Meaning

log = logging.getLogger(__name__)

VECTORS_IN_ONE_GO = 100  # two milliseconds: a question may be waiting behind them
COUNTED_IN_ONE_GO = 250
MANY = 2000  # documents whose headings alone are indexed first
FIRST_INDEX_LIMIT_S = 10.0


class KnowledgeSearch:
    """Holds the whole index in memory; rebuild() at start, update() for what changed since.

    Questions run one after the other on a thread of their own; cancelling one that waits drops it,
    so a caller keeps one in flight and lets a later keystroke replace it. The index is built on a
    second thread and swapped in whole, so the old one answers meanwhile; the first one of many
    documents knows their headings only, until the whole one follows seconds later. numpy is loaded
    there, not at start. Create and use it on the loop.

    Without numpy, the sentence model or vectors it searches by words alone, and the answers say so.

    rest_share, on_crash: of the reading of thesaurus lines, see LineReader.
    """

    def __init__(
        self,
        language: str = "it",
        *,
        rest_share: float = REST_SHARE,
        on_crash: Callable[[str, BaseException], None] = to_the_loop,
    ) -> None:
        self._language = language
        self._engine: Engine | None = None
        self._meaning: Meaning | None = None  # belongs to the thread that asks
        self._encoder: SentenceEncoder | None = None
        self._has_model = True
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="knowledge-search")
        self._building = ThreadPoolExecutor(1, thread_name_prefix="knowledge-build")
        self._one_change = asyncio.Lock()
        self._has_index = asyncio.Event()
        self._has_index.set()  # nothing is expected, so nothing is waited for
        self._most_asked: tuple[CardId, ...] = ()
        self._used: tuple[CardId, ...] = ()
        self._learned: dict[str, LearnedWord] = {}
        self._reader = LineReader(self._read_some, rest_share=rest_share, on_crash=on_crash)

    @property
    def ready(self) -> bool:
        """Whether an index is there; before that every answer is empty, see expect()."""
        return self._engine is not None

    @property
    def understands(self) -> bool:
        """Whether the model is loaded that tells what a question means as a whole."""
        return self._encoder is not None

    def expect(self) -> None:
        """A first index is on its way: until it is there, questions wait for it, some seconds."""
        if self._engine is None:
            self._has_index.clear()

    async def warm_up(self) -> None:
        """Load numpy before it is needed: the one step that holds up the GUI for 20 to 40 ms."""
        await asyncio.get_running_loop().run_in_executor(self._building, load_index_code)

    async def rebuild(
        self,
        cards: Sequence[ServiceCard],
        offices: Sequence[Office],
        faqs: Sequence[Faq],
        thesaurus_lines: Sequence[ThesaurusLine],
    ) -> None:
        """Index everything anew.

        Equal scores come in the order cards, offices, FAQs and there by id, on every seat alike.
        """
        knowledge = (cards, offices, faqs)
        async with self._one_change:
            if self._engine is None and len(cards) + len(faqs) > MANY:
                await self._replace(partial(all_headings, *knowledge), thesaurus_lines)
            await self._replace(partial(all_documents, *knowledge), thesaurus_lines)

    async def _replace(
        self,
        documents: "Callable[[], Iterator[Document]]",
        thesaurus_lines: Sequence[ThesaurusLine],
    ) -> None:
        meaning = await self._shared_meaning()
        await self._put_in_place(
            partial(built_engine, self._language, documents, thesaurus_lines, meaning)
        )

    async def restore(self, parts: Sequence[bytes], changes: Changes) -> bool:
        """Begin with what keep() wrote, brought up to date; return False where that cannot be.

        Then nothing is done, and rebuild() is to be called.
        """
        async with self._one_change:
            meaning = await self._shared_meaning()
            if meaning is None:
                return False
            await self._put_in_place(
                partial(restored_engine, self._language, parts, meaning, changes)
            )
            return True

    async def keep(self, write: Callable[[Iterator[bytes]], bool]) -> bool:
        """Have the index written, beside everything else; return whether it was."""
        async with self._one_change:
            engine = self._engine
            if engine is None or self._meaning is None:
                return False
            work = partial(write, kept_parts(engine))
            return await asyncio.get_running_loop().run_in_executor(self._building, work)

    async def update(self, changes: Changes) -> None:
        """Replace what has come and forget what has gone. Before rebuild() it does nothing."""
        async with self._one_change:
            if self._engine is not None:
                await self._put_in_place(partial(changed_engine, self._engine, changes))

    async def _shared_meaning(self) -> "Meaning | None":
        if self._meaning is None:
            loop = asyncio.get_running_loop()
            self._meaning = await loop.run_in_executor(self._building, new_meaning)
        return self._meaning

    async def _put_in_place(self, build: "Callable[[], Engine]") -> None:
        """Build on the other thread and swap; the engine before answers meanwhile."""
        loop = asyncio.get_running_loop()
        built = await loop.run_in_executor(self._building, build)
        learned = tuple(self._learned.values())
        await loop.run_in_executor(self._building, partial(built.change_learned, learned, ()))
        await loop.run_in_executor(self._building, partial(built.use, self._used))
        del build  # it may hold the engine before, which is to be freed on the other thread
        outdated = [self._engine] if self._engine else []
        # On the thread that reads lines, or a row could be copied half.
        await self._on_search_thread(partial(take_readings, built, outdated))
        self._engine = built
        self._has_index.set()
        await self._on_search_thread(lambda: None)  # no question runs on the old one now
        await loop.run_in_executor(self._building, drop, outdated)
        self._reader.begin()

    async def let_go(self, rows: list[list[Any]]) -> None:
        """Free what was read for the index, bit by bit: 20,000 cards at once take three frames.

        rows must hold the only references.
        """
        await asyncio.get_running_loop().run_in_executor(self._building, free_in_turns, rows)

    async def change_vectors(
        self, changed: Sequence[TextVector], removed: Sequence[tuple[HitKind, str]] = ()
    ) -> None:
        """Take what texts mean. Before rebuild() it does nothing."""
        for first in range(0, max(len(changed), 1), VECTORS_IN_ONE_GO):
            engine = self._engine
            if engine is not None:
                part = changed[first : first + VECTORS_IN_ONE_GO]
                await self._on_search_thread(partial(engine.change_vectors, part, removed))

    async def change_learned(
        self, changed: Sequence[LearnedWord], removed_ids: Sequence[str] = ()
    ) -> None:
        """Take what searches taught; every index built later has it too."""
        async with self._one_change:
            self._learned |= {word.id: word for word in changed}
            for word_id in removed_ids:
                self._learned.pop(word_id, None)
            engine = self._engine
            if engine is not None:
                await self._on_search_thread(partial(engine.change_learned, changed, removed_ids))

    async def understand(self) -> None:
        """Load the sentence model, once; where there is none the search stays with the words."""
        if self._encoder is not None or not self._has_model or self._engine is None:
            return
        loop = asyncio.get_running_loop()
        try:
            encoder = await loop.run_in_executor(self._building, loaded_encoder)
        except NoSentenceModel as error:
            self._has_model = False
            log.warning("no sentence model, the search is by words alone: %s", error)
            return
        await self._on_search_thread(partial(self._engine.understand, encoder))
        self._encoder = encoder  # not before: whoever signs out meanwhile has it dropped there
        self._reader.begin()

    async def has_read(self) -> None:
        """Wait until the meaning of all thesaurus lines there are counts."""
        await self._reader.finished()

    async def _read_some(self) -> bool:
        engine = self._engine
        return engine is not None and await self._on_search_thread(engine.read_some)

    async def search(
        self, text: str, limit: int = 10, filters: SearchFilters = NO_FILTERS
    ) -> SearchAnswer:
        """Return the best hits first; for blank text the most asked, or all that fit the filters.

        The last word counts as unfinished unless white space follows it. When nothing is found,
        suggestion is a corrected text that finds something.
        """
        self._reader.make_way()
        if not text.strip() and filters == NO_FILTERS:
            hits = await self.most_asked(limit)
            return SearchAnswer(query=text, hits=hits)
        await self._until_there_is_an_index()
        if not text.strip():
            hits = await self._on_search_thread(partial(self._all_within, limit, filters))
            return SearchAnswer(query=text, hits=hits)
        return await self._on_search_thread(partial(self._answer, text, limit, filters))

    async def count(self, groups: Mapping[str, frozenset[str]]) -> Counter[str]:
        """Count what there is by language and by the groups each office (its id) belongs to.

        A question asked meanwhile waits for a part of it only.
        """
        counted: Counter[str] = Counter()
        engine = self._engine
        if engine is None:
            return counted
        # There too: a language that is new to the index would come while they are told.
        for part in await self._on_search_thread(partial(engine.parts, COUNTED_IN_ONE_GO)):
            if self._engine is not engine:
                break  # built anew meanwhile: counted when asked again
            counted.update(await self._on_search_thread(partial(engine.count, part, groups)))
        return counted

    def set_most_asked(self, card_ids: Sequence[CardId]) -> None:
        """Take the cards to offer before anything is typed, most asked first."""
        self._most_asked = tuple(card_ids)

    async def use(self, card_ids: Sequence[CardId]) -> None:
        """Take which cards are asked, the most asked first; they decide between equal results."""
        async with self._one_change:
            self._used = tuple(card_ids)
            if self._engine is not None:
                await self._on_search_thread(partial(self._engine.use, self._used))

    async def most_asked(self, limit: int = 10) -> tuple[SearchHit, ...]:
        """Return the most asked cards that still exist."""
        return await self._on_search_thread(partial(self._most_asked_hits, limit))

    async def close(self) -> None:
        """Drop what waits and let what runs end; no thread and no index is left."""
        await self._reader.close()
        loop = asyncio.get_running_loop()
        for executor in (self._asking, self._building):
            await loop.run_in_executor(None, partial(executor.shutdown, cancel_futures=True))
        # By name: what was loaded in bulk is never collected, and whoever still holds this search
        # would hold the index of 20,000 cards under every operator who follows.
        outdated = [self._engine] if self._engine else []
        self._engine = self._meaning = None
        if outdated:
            await loop.run_in_executor(None, drop, outdated)

    async def _until_there_is_an_index(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(FIRST_INDEX_LIMIT_S):
                await self._has_index.wait()

    async def _on_search_thread[Answer](self, work: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._asking, work)

    def _answer(self, text: str, limit: int, filters: SearchFilters) -> SearchAnswer:
        engine = self._engine
        if engine is None:
            return SearchAnswer(query=text, hits=())
        started = time.perf_counter()
        reading = engine.reading(text)
        hits = tuple(engine.search(text, limit, filters))
        suggestion = "" if hits else engine.suggestion(text)
        elapsed_ms = (time.perf_counter() - started) * 1000
        return SearchAnswer(
            query=text,
            hits=hits,
            suggestion=suggestion,
            search_ms=elapsed_ms,
            by_words_only=engine.is_by_words_only,
            language=reading.language,
            stems=reading.stems,
            rare=reading.rare,
            matched=engine.matched(text),
            is_half_word=engine.ends_in_half_a_word(text),
        )

    def _all_within(self, limit: int, filters: SearchFilters) -> tuple[SearchHit, ...]:
        return tuple(self._engine.all_within(limit, filters)) if self._engine else ()

    def _most_asked_hits(self, limit: int) -> tuple[SearchHit, ...]:
        if self._engine is None:
            return ()
        keys = [(HitKind.CARD, str(card_id)) for card_id in self._most_asked]
        return tuple(self._engine.hits_of(keys)[:limit])
