"""The search as one synchronous object: index, thesaurus, typing errors and ranking together."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.domain.knowledge_entries.learning import LearnedWord
from contract.knowledge.alternatives import Alternatives
from contract.knowledge.documents import Document, Key
from contract.knowledge.indexed_document import IndexedDocument
from contract.knowledge.learned import Learned
from contract.knowledge.like_lines import LikeLines
from contract.knowledge.meaning import NEAR_ENOUGH, Meaning, MeaningOfIndex
from contract.knowledge.phrases import Phrases
from contract.knowledge.query import parse
from contract.knowledge.ranking import Ranking
from contract.knowledge.reading import MOST_WORDS, Reading, may_be_rare
from contract.knowledge.search_hit import NO_FILTERS, HitKind, SearchFilters, SearchHit
from contract.knowledge.suggestion import suggest
from contract.knowledge.thesaurus import Thesaurus
from contract.knowledge.typos import Typos
from contract.knowledge.word_index import Row, WordIndex


class Engine:
    """The texts of one language. One thread at a time. pause is called often while building."""

    def __init__(
        self,
        language: str,
        documents: Iterable[Document],
        thesaurus_lines: Iterable[ThesaurusLine],
        pause: Callable[[], None] = lambda: None,
        *,
        meaning: Meaning | None = None,
        near_enough: float = NEAR_ENOUGH,
    ) -> None:
        self._language = language
        self._meaning = meaning or Meaning()
        self._near_enough = near_enough
        self._allowed: tuple[SearchFilters, int, Row] | None = None
        self._index = WordIndex(language, documents, pause)
        self._thesaurus_lines = {line.id: line for line in thesaurus_lines}
        self._learned: dict[str, LearnedWord] = {}
        self._read_thesaurus(pause)

    @property
    def size(self) -> int:
        """How many documents there are, about."""
        return self._index.size

    def search(self, text: str, limit: int, filters: SearchFilters = NO_FILTERS) -> list[SearchHit]:
        """Return the best hits first, at most limit."""
        query = parse(text, self._index.vocabulary)
        hits = []
        for slot, score in self._ranking.best(query, limit, self._allowed_by(filters)):
            document = self._index.document(slot)
            if document:
                hits.append(self._hit(document, score))
        return hits

    def all_within(self, limit: int, filters: SearchFilters) -> list[SearchHit]:
        """Return what fits the filters whatever it says: offices first if they are asked for."""
        allowed = self._allowed_by(filters)
        wanted = range(self._index.size) if allowed is None else np.flatnonzero(allowed)
        found = filter(None, (self._index.document(int(slot)) for slot in wanted))
        first = HitKind.CARD if filters.office_ids is None else HitKind.OFFICE
        best = heapq.nsmallest(limit, found, key=lambda one: (one.kind is not first, one.title))
        return [self._hit(document, 0.0) for document in best]

    def count_at(self, groups: Mapping[str, frozenset[str]], first: int, last: int) -> Counter[str]:
        """Count documents first to last by the groups of their offices; a document once in each."""
        counted: Counter[str] = Counter()
        for slot in range(first, min(last, self._index.size)):
            document = self._index.document(slot)
            if document is not None:
                offices = self._offices_of(document)
                counted.update({group for one in offices for group in groups.get(one, ())})
                counted[self._language] += 1
        return counted

    def suggestion(self, text: str) -> str:
        """Return a corrected text that finds something, empty if there is none."""
        query = parse(text, self._index.vocabulary)
        corrected = suggest(query, self._index, self._typos)
        return corrected if corrected and self.search(corrected, 1) else ""

    def reading(self, text: str) -> Reading:
        """Return what the question may be remembered by."""
        query = parse(text, self._index.vocabulary)
        stem = self._index.vocabulary.stem
        known: dict[str, None] = {}
        rare: dict[str, None] = {}
        for at in query.content:
            word = query.words[at]
            if word in self._index.vocabulary.stop_words:
                continue
            if self._is_known(word):
                known[stem(word)] = None
            elif query.is_unfinished(at) and (begun := self._begun(word)):
                known |= dict.fromkeys(begun if len(begun) == 1 else ())
            elif may_be_rare(word):
                rare[stem(word)] = None
        return Reading(
            language=self._language,
            stems=tuple(one for one in known if one.isalpha())[:MOST_WORDS],
            rare=tuple(rare)[:MOST_WORDS],
        )

    def knows(self, stem: str) -> bool:
        """Return whether any word of the texts has this stem."""
        return bool(self._index.vocabulary.same_stem(stem))

    def original_id(self, key: Key) -> str:
        """Return what a document translates, or its own id."""
        found = self._index.find(key)
        return found.original_id if found else key[1]

    def hits_of(self, keys: Sequence[Key]) -> list[SearchHit]:
        """Return known documents as hits, in the order of keys."""
        found = [self._index.find(key) for key in keys]
        return [self._hit(document, 0.0) for document in found if document]

    def put(self, document: Document) -> None:
        """Add or replace one document."""
        for word in self._index.put(document):
            self._typos.learn(word)
        self._forget()

    def remove(self, key: Key) -> None:
        self._index.remove(key)
        self._forget()

    def change_thesaurus(
        self, changed: Iterable[ThesaurusLine], removed_ids: Iterable[str]
    ) -> None:
        for line in changed:
            self._thesaurus_lines[line.id] = line
        for line_id in removed_ids:
            self._thesaurus_lines.pop(line_id, None)
        self._read_thesaurus(lambda: None)

    def change_learned(self, changed: Iterable[LearnedWord], removed_ids: Iterable[str]) -> None:
        """Take what searches taught; words of other languages are passed over."""
        self._learned |= {one.id: one for one in changed if one.language == self._language}
        for word_id in removed_ids:
            self._learned.pop(word_id, None)
        self._phrases.learn(Learned(self._learned.values()))

    def read_some(self) -> bool:
        """Read what some more thesaurus lines mean; return whether others may be left."""
        return self._like_lines.read_some()

    def dissolve(self, pause: Callable[[], None]) -> None:
        """Free the memory bit by bit; the engine is of no use afterwards."""
        self._index.dissolve(pause)

    def _read_thesaurus(self, pause: Callable[[], None]) -> None:
        lines = [line for line in self._thesaurus_lines.values() if line.language == self._language]
        thesaurus = Thesaurus(self._index.vocabulary, lines)
        self._typos = Typos(self._index, thesaurus.words, pause)
        self._alternatives = Alternatives(self._index, self._typos)
        learned = Learned(self._learned.values())
        self._phrases = Phrases(self._index, self._alternatives, self._typos, thesaurus, learned)
        self._like_lines = LikeLines(self._meaning, self._phrases, thesaurus.lines)
        meaning = MeaningOfIndex(
            self._meaning,
            self._index,
            self._typos,
            self._like_lines,
            near_enough=self._near_enough,
        )
        self._ranking = Ranking(self._index, self._alternatives, self._phrases, meaning)

    def _forget(self) -> None:
        self._alternatives.forget()
        self._phrases.forget()
        self._like_lines.forget()

    def _is_known(self, word: str) -> bool:
        return bool(self._index.frequency(word)) or self._typos.in_thesaurus(word)

    def _begun(self, word: str) -> set[str]:
        """Return the stems of what an unfinished word may become."""
        begun = self._index.head_words.starting(word, 30) or self._index.all_words.starting(word, 9)
        return {self._index.vocabulary.stem(whole) for whole in begun}

    def _allowed_by(self, filters: SearchFilters) -> Row | None:
        """Return 1 for each document of an office wanted, remembered for the next keystroke."""
        if filters.office_ids is None:
            return None
        if self._allowed is None or self._allowed[:2] != (filters, self._index.changes):
            wanted = filters.office_ids
            allowed = np.fromiter(
                (self._is_at(slot, wanted) for slot in range(self._index.size)), np.float32
            )
            self._allowed = filters, self._index.changes, allowed
        return self._allowed[2]

    def _is_at(self, slot: int, office_ids: frozenset[str]) -> bool:
        document = self._index.document(slot)
        return document is not None and not office_ids.isdisjoint(self._offices_of(document))

    def _offices_of(self, document: IndexedDocument) -> Iterable[str]:
        """Return where it holds; a FAQ holds where any of its cards does."""
        if document.kind is not HitKind.FAQ:
            return document.office_ids
        ids = (document.card_id, *document.other_card_ids)
        cards = (self._index.find((HitKind.CARD, card_id)) for card_id in ids)
        return [office for card in cards if card is not None for office in card.office_ids]

    def _hit(self, document: IndexedDocument, score: float) -> SearchHit:
        subtitle = document.subtitle
        if document.kind is HitKind.FAQ:
            card = self._index.find((HitKind.CARD, document.card_id))
            subtitle = card.title if card else ""
        return SearchHit(
            kind=document.kind,
            id=document.id,
            title=document.title,
            subtitle=subtitle,
            score=score,
            card_id=document.card_id,
            language=self._language,
        )
