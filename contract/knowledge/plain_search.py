"""The search for a computer on which numpy does not load: words, endings and synonyms, no more."""

import heapq
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.domain.knowledge_entries.learning import LearnedWord
from contract.domain.knowledge_entries.text_vector import TextVector
from contract.knowledge.documents import Document, Key
from contract.knowledge.language.text_folding import words
from contract.knowledge.query import Query, parse
from contract.knowledge.reading import MOST_WORDS, Reading, may_be_rare
from contract.knowledge.results.order import once_each
from contract.knowledge.search_hit import NO_FILTERS, HitKind, SearchFilters, SearchHit
from contract.knowledge.thesaurus import Thesaurus
from contract.knowledge.vocabulary import Vocabulary
from contract.sentence_encoder import SentenceEncoder

Part = tuple[str, int, int]  # language, first document, the one after the last
IN_TITLE, IN_TEXT = 1.0, 0.35
SYNONYM, BEGINNING = 0.75, 0.8
COMPLETIONS = 30
LONG_ENOUGH = 5  # letters: more than a beginning


class PlainSearch:
    """Answers like LanguageEngines, all languages read with the endings of one."""

    is_by_words_only = True

    def __init__(
        self,
        language: str,
        documents: Iterable[Document],
        thesaurus_lines: Iterable[ThesaurusLine],
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self._language = language
        self._vocabulary = Vocabulary(language)
        self._documents: dict[Key, Document] = {}
        self._weights: dict[str, dict[Key, float]] = {}
        self._learned: dict[str, LearnedWord] = {}
        self._used: dict[str, int] = {}
        self._taught: dict[str, dict[Key, float]] = {}
        self._lines = {line.id: line for line in thesaurus_lines}
        # A line of another language would join words that only look alike.
        own = [line for line in self._lines.values() if line.language == language]
        self._thesaurus = Thesaurus(self._vocabulary, own)
        for document in documents:
            self._put(document)
            pause()
        self._sorted = sorted(self._weights)

    def search(self, text: str, limit: int, filters: SearchFilters = NO_FILTERS) -> list[SearchHit]:
        """Return the best hits first, at most limit."""
        query = parse(text, self._vocabulary)
        scores: dict[Key, float] = {}
        for found in self._meanings(query):
            rarity = math.log(1 + len(self._documents) / (1 + len(found)))
            for key, weight in found.items():
                scores[key] = scores.get(key, 0.0) + rarity * weight
        # Equals by use, then by key: the order must be the same on every seat.
        last = len(self._used)
        ranked = sorted(scores, key=lambda key: (-scores[key], self._used.get(key[1], last), key))
        allowed = (self._hit(key, scores[key]) for key in ranked if self._is_allowed(key, filters))
        return once_each(allowed, self._group_of, limit)

    def matched(self, text: str) -> dict[str, frozenset[str]]:
        """Return the words of the question that say something: relatives are not known here."""
        query = parse(text, self._vocabulary)
        said = (query.words[at] for at in query.content)
        found = frozenset(word for word in said if word not in self._vocabulary.stop_words)
        return dict.fromkeys({one.language for one in self._documents.values()}, found)

    def ends_in_half_a_word(self, text: str) -> bool:
        """Return whether the last word is one that nobody knows yet."""
        query = parse(text, self._vocabulary)
        last = query.words[-1] if query.words and query.unfinished else ""
        return 0 < len(last) < LONG_ENOUGH and self._vocabulary.stem(last) not in self._weights

    def use(self, card_ids: Sequence[str]) -> None:
        """Take which cards are asked most, the most asked first: they decide between equals."""
        self._used = {card_id: place for place, card_id in enumerate(card_ids)}

    def all_within(self, limit: int, filters: SearchFilters) -> list[SearchHit]:
        """Return what fits the filters whatever it says: offices first if they are asked for."""
        first = HitKind.CARD if filters.office_ids is None else HitKind.OFFICE
        fits = (key for key in self._documents if self._is_allowed(key, filters))
        best = heapq.nsmallest(
            limit, fits, key=lambda key: (key[0] is not first, self._documents[key].title)
        )
        return [self._hit(key, 0.0) for key in best]

    def parts(self, size: int) -> list[Part]:
        """Return all documents in parts of at most so many, to be counted one after the other."""
        count = len(self._documents)
        return [(self._language, first, first + size) for first in range(0, count, size)]

    def count(self, part: Part, groups: Mapping[str, frozenset[str]]) -> Counter[str]:
        """Count the documents of a part by language and by the groups of their offices."""
        counted: Counter[str] = Counter()
        for document in islice(self._documents.values(), part[1], part[2]):
            offices = self._offices_of(document)
            counted.update({group for one in offices for group in groups.get(one, ())})
            counted[document.language.partition("-")[0].lower()] += 1
        return counted

    def suggestion(self, text: str) -> str:
        """Return nothing: words are not corrected here."""
        return ""

    def reading(self, text: str) -> Reading:
        query = parse(text, self._vocabulary)
        stem = self._vocabulary.stem
        words = {stem(query.words[at]): query.words[at] for at in query.content}
        return Reading(
            language=self._language,
            stems=tuple(s for s in words if s in self._weights and s.isalpha())[:MOST_WORDS],
            rare=tuple(
                one
                for one, word in words.items()
                if one not in self._weights
                and may_be_rare(word)
                and not self._is_begun(query, word)
            )[:MOST_WORDS],
        )

    def hits_of(self, keys: Sequence[Key]) -> list[SearchHit]:
        return [self._hit(key, 0.0) for key in keys if key in self._documents]

    def changed(
        self,
        documents: Iterable[Document] = (),
        removed: Iterable[Key] = (),
        thesaurus_lines: Iterable[ThesaurusLine] = (),
        removed_line_ids: Iterable[str] = (),
        pause: Callable[[], None] = lambda: None,
    ) -> "PlainSearch":
        """Return a search with these in place of those of their keys, and without the removed."""
        now, lines = dict(self._documents), dict(self._lines)
        for key in removed:
            now.pop(key, None)
        for line_id in removed_line_ids:
            lines.pop(line_id, None)
        now |= {document.key: document for document in documents}
        lines |= {line.id: line for line in thesaurus_lines}
        after = PlainSearch(self._language, now.values(), lines.values(), pause)
        after.change_learned(self._learned.values(), ())
        after.use(tuple(self._used))
        return after

    def change_learned(self, changed: Iterable[LearnedWord], removed_ids: Iterable[str]) -> None:
        self._learned |= {word.id: word for word in changed}
        for word_id in removed_ids:
            self._learned.pop(word_id, None)
        self._taught = {
            word.stem: {(HitKind.CARD, str(card.card_id)): card.impact for card in word.cards}
            for word in self._learned.values()
            if word.language == self._language
        }

    def change_vectors(self, changed: Iterable[TextVector], removed_keys: Iterable[Key]) -> None:
        """Do nothing: vectors cannot be compared here."""

    def understand(self, encoder: SentenceEncoder) -> None:
        """Do nothing."""

    def read_some(self) -> bool:
        """Do nothing: there is nothing to read."""
        return False

    def take_readings(self, before: "PlainSearch") -> None:
        """Do nothing: no line is read."""

    def _put(self, document: Document) -> None:
        weights = dict.fromkeys(map(self._vocabulary.stem, words(document.text)), IN_TEXT)
        heads = words(f"{document.title} {document.keywords}")
        weights |= dict.fromkeys(map(self._vocabulary.stem, heads), IN_TITLE)
        for stem, weight in weights.items():
            self._weights.setdefault(stem, {})[document.key] = weight
        self._documents[document.key] = document

    def _meanings(self, query: Query) -> list[dict[Key, float]]:
        """Return for each word asked for the documents that explain it, and how well."""
        stems_at: dict[str, list[int]] = {}
        for at, word in enumerate(query.words):
            stems_at.setdefault(self._vocabulary.stem(word), []).append(at)
        found = {at: dict(self._of_word(query, at)) for at in query.content}
        for positions, targets in self._thesaurus.terms(stems_at):
            for target in targets:
                for key, weight in self._holding(target).items():
                    for at in found.keys() & set(positions):
                        found[at][key] = max(SYNONYM * weight, found[at].get(key, 0.0))
        return list(found.values())

    def _of_word(self, query: Query, at: int) -> dict[Key, float]:
        word = query.words[at]
        known = dict(self._weights.get(self._vocabulary.stem(word), {}))
        for key, impact in self._taught.get(self._vocabulary.stem(word), {}).items():
            # What was learned may speak of a card that was withdrawn since.
            if key in self._documents:
                known[key] = max(impact, known.get(key, 0.0))
        if query.is_unfinished(at):
            first = bisect_left(self._sorted, word)
            for stem in self._sorted[first : first + COMPLETIONS]:
                if not stem.startswith(word):
                    break
                for key, weight in self._weights[stem].items():
                    known[key] = max(BEGINNING * weight, known.get(key, 0.0))
        return known

    def _is_begun(self, query: Query, word: str) -> bool:
        """Return whether the word is the last one and may become one that is known."""
        at = bisect_left(self._sorted, word)
        goes_on = at < len(self._sorted) and self._sorted[at].startswith(word)
        return query.unfinished and word == query.words[-1] and goes_on

    def _holding(self, target: tuple[str, ...]) -> dict[Key, float]:
        each = [self._weights.get(self._vocabulary.stem(word), {}) for word in target]
        # All words of a target, or it would lead to whatever holds one of them.
        keys = set.intersection(*map(set, each)) if each else set()
        return {key: min(weights[key] for weights in each) for key in keys}

    def _is_allowed(self, key: Key, filters: SearchFilters) -> bool:
        document = self._documents[key]
        if filters.language and not document.language.startswith(filters.language):
            return False
        if filters.office_ids is None:
            return True
        return not filters.office_ids.isdisjoint(self._offices_of(document))

    def _offices_of(self, document: Document) -> Iterable[str]:
        """Return where it holds; a FAQ holds where any of its cards does."""
        if document.kind is not HitKind.FAQ:
            return document.office_ids
        ids = (document.card_id, *document.other_card_ids)
        cards = (self._documents.get((HitKind.CARD, card_id)) for card_id in ids)
        return [office for card in cards if card is not None for office in card.office_ids]

    def _group_of(self, hit: SearchHit) -> str:
        card = (HitKind.CARD, hit.card_id)
        is_of_card = hit.kind is HitKind.FAQ and card in self._documents
        key = card if is_of_card else (hit.kind, hit.id)
        return f"{key[0]} {self._documents[key].original_id or key[1]}"

    def _hit(self, key: Key, score: float) -> SearchHit:
        document = self._documents[key]
        card = self._documents.get((HitKind.CARD, document.card_id))
        return SearchHit(
            kind=document.kind,
            id=document.id,
            title=document.title,
            subtitle=(card.title if card else "") if document.card_id else document.subtitle,
            score=score,
            card_id=document.card_id,
            language=document.language,
        )
