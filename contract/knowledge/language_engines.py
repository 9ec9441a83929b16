"""One search over texts of several languages: an engine for each, their hits in one order."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Self

import msgspec

from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.domain.knowledge_entries.learning import LearnedWord
from contract.domain.knowledge_entries.text_vector import TextVector
from contract.knowledge.documents import Document, Key
from contract.knowledge.engine import NOTHING_BEFORE, Engine
from contract.knowledge.kept_words import Before, KeptWords
from contract.knowledge.language.question_context import asked_in
from contract.knowledge.meaning import NEAR_ENOUGH, Meaning, Sense, Understanding
from contract.knowledge.reading import Reading
from contract.knowledge.results.order import once_each
from contract.knowledge.search_hit import NO_FILTERS, SearchFilters, SearchHit
from contract.sentence_encoder import SentenceEncoder

FOREIGN_SHARE = 0.85  # a text of the operator's own language goes before one that says hardly more
Part = tuple[str, int, int]  # language, first document, the one after the last
MOST_IN_GROUP = 3  # hits looked for in place of one: the others may be questions of the same card
NEVER_NEAR_ENOUGH = 2.0  # foreign texts are found by their words; by meaning, only raised


class LanguageEngines:
    """Stands for an Engine whose documents are of any language.

    A question is put to every language: "residence permit" finds its words in the English texts.
    Of a text, its translations and its questions only the best hit is returned.
    """

    def __init__(
        self,
        language: str,
        documents: Iterable[Document],
        thesaurus_lines: Iterable[ThesaurusLine],
        pause: Callable[[], None] = lambda: None,
        *,
        meaning: Meaning | None = None,
        before: Before = NOTHING_BEFORE,
    ) -> None:
        """before: of engines that were built before, of which documents change some."""
        self._main_language = language
        self._meaning = meaning or Meaning()
        self._lines = {line.id: line for line in thesaurus_lines}
        self._learned: dict[str, LearnedWord] = {}
        self._used: tuple[str, ...] = ()
        self._asked_last = "", language
        self._language_of = {
            key: words.table.language for words in before.words for key in words.table.keys
        }
        put, gone, self._language_of = self._parted(documents, before.removed)
        words_of = {words.table.language: (words,) for words in before.words}
        self._engines = self._in_order(
            {
                name: Engine(
                    name,
                    put.get(name, ()),
                    self._lines.values(),
                    pause,
                    before=Before(words_of.get(name, ()), gone.get(name, ())),
                    reads=self._understanding(name),
                )
                for name in {language, *put, *words_of}
            }
        )

    @property
    def kept(self) -> tuple[KeptWords, ...]:
        """Return what engines of these texts are made from without cutting them into words."""
        return tuple(engine.kept for engine in self._engines.values())

    @property
    def lines(self) -> tuple[ThesaurusLine, ...]:
        return tuple(self._lines.values())

    @property
    def is_by_words_only(self) -> bool:
        return not self._meaning.is_ready and any(engine.size for engine in self._engines.values())

    def search(self, text: str, limit: int, filters: SearchFilters = NO_FILTERS) -> list[SearchHit]:
        """Return the best hits first, at most limit."""
        found: list[SearchHit] = []
        own = self._asked_in(text)
        # By its own language: others would take its words for slips of theirs, and each sentence
        # that is read takes as long as a search by words.
        sentence = self._engines[own].readable(text)
        for language, engine in self._asked(filters):
            if language == own:
                sense = Sense(sentence, NEAR_ENOUGH)
                found += engine.search(text, MOST_IN_GROUP * limit, filters, sense)
                continue
            hits = engine.search(text, limit, filters, Sense(sentence))
            found += [msgspec.structs.replace(h, score=FOREIGN_SHARE * h.score) for h in hits]
        found.sort(key=lambda hit: -hit.score)  # stable: within a language the order stays
        return once_each(found, self._group_of, limit)

    def matched(self, text: str) -> dict[str, frozenset[str]]:
        """Return by language the words of its texts that a question's own words stand for, folded.

        What says nothing in one language may be a word in another: "della" in Italian.
        """
        return {language: engine.matched(text) for language, engine in self._engines.items()}

    def ends_in_half_a_word(self, text: str) -> bool:
        """Return whether the last word is short and none yet in the language of the question."""
        return self._engines[self._asked_in(text)].ends_in_half_a_word(text)

    def use(self, card_ids: Sequence[str]) -> None:
        """Take which cards are asked most, the most asked first: they decide between equals."""
        self._used = tuple(card_ids)
        for engine in self._engines.values():
            engine.use(self._used)

    def all_within(self, limit: int, filters: SearchFilters) -> list[SearchHit]:
        """Return what fits the filters whatever it says, the operator's own language first."""
        found = (engine.all_within(limit, filters) for _, engine in self._asked(filters))
        return once_each((hit for hits in found for hit in hits), self._original_of, limit)

    def parts(self, size: int) -> list[Part]:
        """Return all documents in parts of at most so many, to be counted one after the other."""
        return [
            (language, first, first + size)
            for language, engine in self._engines.items()
            for first in range(0, engine.size, size)
        ]

    def count(self, part: Part, groups: Mapping[str, frozenset[str]]) -> Counter[str]:
        """Count the documents of a part by language and by the groups of their offices."""
        language, first, last = part
        return self._engines[language].count_at(groups, first, last)

    def suggestion(self, text: str) -> str:
        """Return a corrected text that finds something, empty if there is none."""
        suggestions = (engine.suggestion(text) for _, engine in self._asked(NO_FILTERS))
        return next(filter(None, suggestions), "")

    def reading(self, text: str) -> Reading:
        """Return how the language of the question reads it, else the one that knows most of it.

        What another language knows is no rare word.
        """
        best = self._engines[self._asked_in(text)].reading(text)
        if not best.stems:
            readings = [engine.reading(text) for engine in self._engines.values()]
            best = max(readings, key=lambda one: len(one.stems))  # of equals the operator's own
        rare = [one for one in best.rare if not any(e.knows(one) for e in self._engines.values())]
        return replace(best, rare=tuple(rare))

    def hits_of(self, keys: Sequence[Key]) -> list[SearchHit]:
        """Return known documents as hits, in the order of keys."""
        found = (self._engines[language].hits_of([key]) for key, language in self._known(keys))
        return [hit for hits in found for hit in hits]

    def changed(
        self,
        documents: Iterable[Document] = (),
        removed: Iterable[Key] = (),
        thesaurus_lines: Iterable[ThesaurusLine] = (),
        removed_line_ids: Iterable[str] = (),
        pause: Callable[[], None] = lambda: None,
    ) -> Self:
        """Return engines with these in place of those of their keys, and without the removed.

        Languages that no change touches are shared. They answer like engines built anew.
        """
        put, gone, language_of = self._parted(documents, removed)
        lines = {line.id: line for line in thesaurus_lines}
        replaced = {*lines, *removed_line_ids}
        touched = {line.language for line in lines.values()}
        touched |= {self._lines[one].language for one in replaced if one in self._lines}
        after = copy(self)
        after._lines = {one: self._lines[one] for one in self._lines if one not in replaced} | lines
        after._language_of = language_of
        after._asked_last = "", self._main_language
        engines = dict(self._engines)
        for language in {*put, *gone, *(touched & engines.keys())}:
            before = self._engines.get(language) or self._empty(language)
            engines[language] = before.changed(
                put.get(language, ()), gone.get(language, ()), after._lines.values(), pause
            )
        after._engines = after._in_order(engines)
        return after

    def take_readings(self, before: "LanguageEngines") -> None:
        """Go on with what those before have read of the thesaurus lines."""
        for language, engine in self._engines.items():
            if language in before._engines:
                engine.take_readings(before._engines[language])

    def change_learned(self, changed: Iterable[LearnedWord], removed_ids: Iterable[str]) -> None:
        """Take what searches taught, and forget what does not count any more."""
        changed, removed_ids = tuple(changed), tuple(removed_ids)
        self._learned |= {word.id: word for word in changed}
        for word_id in removed_ids:
            self._learned.pop(word_id, None)
        for engine in self._engines.values():
            engine.change_learned(changed, removed_ids)

    def change_vectors(self, changed: Iterable[TextVector], removed_keys: Iterable[Key]) -> None:
        """Take what texts mean, whether they are known yet or not."""
        changed = tuple(changed)
        for vector in changed:
            self._meaning.table.put(vector)
        for key in removed_keys:
            self._meaning.table.drop(key)
        self._meaning.forget()

    def understand(self, encoder: SentenceEncoder) -> None:
        """Look from now on at what questions mean too."""
        self._meaning.use(encoder)

    def read_some(self) -> bool:
        """Read what some more thesaurus lines mean; return whether others may be left.

        To be called until there are none, after understand() and whenever lines or indexes change.
        """
        return any(engine.read_some() for engine in self._engines.values())

    def _parted(
        self, documents: Iterable[Document], removed: Iterable[Key]
    ) -> tuple[dict[str, list[Document]], dict[str, list[Key]], dict[Key, str]]:
        """Return by language what comes and what goes, and where every document is then.

        A document that changed its language moves.
        """
        put, gone = defaultdict[str, list[Document]](list), defaultdict[str, list[Key]](list)
        language_of = dict(self._language_of)
        for key in removed:
            if key in language_of:
                gone[language_of.pop(key)].append(key)
        for document in documents:
            language = primary(document.language) or self._main_language
            before = language_of.get(document.key, language)
            # Else the text would be found in both languages, once with its old words.
            if before != language:
                gone[before].append(document.key)
            language_of[document.key] = language
            put[language].append(document)
        return put, gone, language_of

    def _empty(self, language: str) -> Engine:
        engine = Engine(language, (), (), reads=self._understanding(language))
        engine.change_learned(self._learned.values(), ())
        engine.use(self._used)
        return engine

    def _understanding(self, language: str) -> Understanding:
        is_main = language == self._main_language
        return Understanding(self._meaning, NEAR_ENOUGH if is_main else NEVER_NEAR_ENOUGH)

    def _in_order(self, engines: Mapping[str, Engine]) -> dict[str, Engine]:
        """Return the operator's own language first, then those that have texts.

        Equal hits come in this order: it must not depend on which text came first.
        """
        own = self._main_language
        named = sorted(name for name, engine in engines.items() if name != own and engine.size)
        return {name: engines[name] for name in (own, *named)}

    def _asked(self, filters: SearchFilters) -> Iterator[tuple[str, Engine]]:
        """Yield the engines to ask, the operator's own language first."""
        for language, engine in self._engines.items():
            if not filters.language or primary(filters.language) == language:
                yield language, engine

    def _known(self, keys: Iterable[Key]) -> Iterator[tuple[Key, str]]:
        for key in keys:
            if key in self._language_of:
                yield key, self._language_of[key]

    def _asked_in(self, text: str) -> str:
        """Return the language whose texts answer first: the question's, else the operator's."""
        # Of one question it is wanted several times: all there is to it is found at each key.
        if self._asked_last[0] != text:
            own, engines = self._main_language, self._engines
            asked = asked_in(text, own, engines, lambda word, one: engines[one].holds(word))
            self._asked_last = text, asked if asked in engines else own
        return self._asked_last[1]

    def _group_of(self, hit: SearchHit) -> str:
        return self._engines[hit.language].group_id(hit)

    def _original_of(self, hit: SearchHit) -> str:
        return f"{hit.kind} {self._engines[hit.language].original_id((hit.kind, hit.id))}"


def primary(language: str) -> str:
    """Return the language of a tag: "zh-Hans" gives "zh"."""
    return language.partition("-")[0].lower()
