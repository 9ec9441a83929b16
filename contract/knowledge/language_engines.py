"""One search over texts of several languages: an engine for each, their hits in one order."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.domain.knowledge_entries.learning import LearnedWord
from contract.domain.knowledge_entries.text_vector import TextVector
from contract.knowledge.documents import Document, Key
from contract.knowledge.engine import Engine
from contract.knowledge.meaning import NEAR_ENOUGH, Meaning
from contract.knowledge.reading import Reading
from contract.knowledge.search_hit import NO_FILTERS, SearchFilters, SearchHit
from contract.sentence_encoder import SentenceEncoder

FOREIGN_SHARE = 0.85  # a text of the operator's own language goes before one that says hardly more
Part = tuple[str, int, int]  # language, first document, the one after the last
NEVER_NEAR_ENOUGH = 2.0  # foreign texts are found by their words; by meaning, only raised


class LanguageEngines:
    """Stands for an Engine whose documents are of any language.

    A question is put to every language: "residence permit" finds its words in the English texts.
    Of a text and its translations only the best hit is told.
    """

    def __init__(
        self,
        language: str,
        documents: Iterable[Document],
        thesaurus_lines: Iterable[ThesaurusLine],
        pause: Callable[[], None] = lambda: None,
        *,
        meaning: Meaning | None = None,
    ) -> None:
        self._main_language = language
        self._meaning = meaning or Meaning()
        self._lines = {line.id: line for line in thesaurus_lines}
        self._learned: dict[str, LearnedWord] = {}
        by_language: dict[str, list[Document]] = defaultdict(list, {language: []})
        self._language_of: dict[Key, str] = {}
        for document in documents:
            by_language[self._placed(document)].append(document)
        self._engines = {name: self._engine(name, by_language[name], pause) for name in by_language}

    @property
    def is_by_words_only(self) -> bool:
        return not self._meaning.is_ready and any(engine.size for engine in self._engines.values())

    def search(self, text: str, limit: int, filters: SearchFilters = NO_FILTERS) -> list[SearchHit]:
        """Return the best hits first, at most limit."""
        found: list[tuple[float, int, SearchHit]] = []
        for number, (language, engine) in enumerate(self._asked(filters)):
            share = 1.0 if language == self._main_language else FOREIGN_SHARE
            hits = engine.search(text, limit, filters)
            found += [(-share * hit.score, number, hit) for hit in hits]
        found.sort(key=lambda hit: hit[:2])  # stable: within a language the order stays
        return list(self._once_each(hit for _, _, hit in found))[:limit]

    def all_within(self, limit: int, filters: SearchFilters) -> list[SearchHit]:
        """Return what fits the filters whatever it says, the operator's own language first."""
        found = (engine.all_within(limit, filters) for _, engine in self._asked(filters))
        return list(self._once_each(hit for hits in found for hit in hits))[:limit]

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
        """Return how the language reads it that knows most of its words.

        What another language knows is no rare word.
        """
        readings = [engine.reading(text) for engine in self._engines.values()]
        best = max(readings, key=lambda one: len(one.stems))  # of equals the operator's own
        rare = [one for one in best.rare if not any(e.knows(one) for e in self._engines.values())]
        return replace(best, rare=tuple(rare))

    def hits_of(self, keys: Sequence[Key]) -> list[SearchHit]:
        """Return known documents as hits, in the order of keys."""
        found = (self._engines[language].hits_of([key]) for key, language in self._known(keys))
        return [hit for hits in found for hit in hits]

    def put(self, document: Document) -> None:
        """Add or replace one document; one that changed its language moves."""
        before = self._language_of.get(document.key)
        language = self._placed(document)
        if before not in (None, language):
            self._engines[str(before)].remove(document.key)
        if language not in self._engines:
            self._engines[language] = self._engine(language, (), lambda: None)
        self._engines[language].put(document)

    def remove(self, key: Key) -> None:
        language = self._language_of.pop(key, None)
        if language is not None:
            self._engines[language].remove(key)

    def change_thesaurus(
        self, changed: Iterable[ThesaurusLine], removed_ids: Iterable[str]
    ) -> None:
        changed, removed_ids = tuple(changed), tuple(removed_ids)
        self._lines |= {line.id: line for line in changed}
        for line_id in removed_ids:
            self._lines.pop(line_id, None)
        for engine in self._engines.values():
            engine.change_thesaurus(changed, removed_ids)

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

    def dissolve(self, pause: Callable[[], None]) -> None:
        """Free the memory bit by bit; of no use afterwards."""
        for engine in self._engines.values():
            engine.dissolve(pause)

    def _engine(
        self, language: str, documents: Iterable[Document], pause: Callable[[], None]
    ) -> Engine:
        is_main = language == self._main_language
        engine = Engine(
            language,
            documents,
            self._lines.values(),
            pause,
            meaning=self._meaning,
            near_enough=NEAR_ENOUGH if is_main else NEVER_NEAR_ENOUGH,
        )
        engine.change_learned(self._learned.values(), ())
        return engine

    def _asked(self, filters: SearchFilters) -> Iterator[tuple[str, Engine]]:
        """Yield the engines to ask, the operator's own language first."""
        for language, engine in self._engines.items():
            if not filters.language or primary(filters.language) == language:
                yield language, engine

    def _known(self, keys: Iterable[Key]) -> Iterator[tuple[Key, str]]:
        for key in keys:
            if key in self._language_of:
                yield key, self._language_of[key]

    def _placed(self, document: Document) -> str:
        language = primary(document.language) or self._main_language
        self._language_of[document.key] = language
        return language

    def _once_each(self, hits: Iterable[SearchHit]) -> Iterator[SearchHit]:
        """Yield hits without the translations of those before."""
        seen = set()
        for hit in hits:
            key = hit.kind, hit.id
            original = hit.kind, self._engines[hit.language].original_id(key)
            if original not in seen:
                seen.add(original)
                yield hit


def primary(language: str) -> str:
    """Return the language of a tag: "zh-Hans" gives "zh"."""
    return language.partition("-")[0].lower()
