"""The search as one synchronous object: index, thesaurus, typing errors and ranking together."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

import numpy as np

from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.domain.knowledge_entries.learning import LearnedWord
from contract.knowledge.alternatives import Alternatives
from contract.knowledge.documents import Document, Key
from contract.knowledge.indexed_document import IndexedDocument
from contract.knowledge.kept_words import Before, KeptWords
from contract.knowledge.language.text_folding import words
from contract.knowledge.learned import Learned
from contract.knowledge.like_lines import LikeLines
from contract.knowledge.meaning import AS_WORDED, Meaning, MeaningOfIndex, Sense, Understanding
from contract.knowledge.phrases import Phrases
from contract.knowledge.query import parse
from contract.knowledge.ranking import Ranked, Ranking
from contract.knowledge.reading import MOST_WORDS, Reading, may_be_rare
from contract.knowledge.search_hit import NO_FILTERS, HitKind, SearchFilters, SearchHit
from contract.knowledge.thesaurus import Thesaurus
from contract.knowledge.typos import Typos, suggest
from contract.knowledge.word_index import Row, WordIndex
from contract.knowledge.word_table import WordTable

NOTHING_BEFORE = Before()
UNRANKED = Ranked(slot=0, score=0.0)
SHORTEST_WHOLE, LONG_ENOUGH = 3, 5  # letters: "cie" may be whole; five are more than a beginning
SHORTEST_BEGINNING = 4  # letters of a word whose relatives are marked in a text


class Engine:
    """The texts of one language. One thread at a time. pause is called often while building.

    Its texts never change: other texts get another engine, which changed() makes of this one.
    """

    def __init__(
        self,
        language: str,
        documents: Iterable[Document],
        thesaurus_lines: Iterable[ThesaurusLine],
        pause: Callable[[], None] = lambda: None,
        *,
        before: Before = NOTHING_BEFORE,
        reads: Understanding | None = None,
    ) -> None:
        """before: what documents change; nothing of it is cut into words again."""
        self._language = language
        self._reads = reads or Understanding(Meaning())
        self._allowed: tuple[SearchFilters, Row] | None = None
        kept = before.words[0] if before.words else None
        known = kept.table if kept else WordTable(language=language)
        table = known.changed(documents, before.removed, pause)
        self._index = WordIndex(table, pause, kept.arrangement if kept and table is known else None)
        self._thesaurus_lines = sorted(
            (line for line in thesaurus_lines if line.language == language), key=attrgetter("id")
        )
        self._learned: dict[str, LearnedWord] = {}
        self._used: tuple[str, ...] = ()
        self._read_thesaurus(pause)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return self._index.size

    @property
    def kept(self) -> KeptWords:
        """Return what an engine of these texts, or of nearly these, is made from at once.

        Stems of what somebody typed are not in it.
        """
        stem = self._index.vocabulary.stem
        of_lines = (word for line in self._thesaurus_lines for word in words(line.line))
        return self._words({word: stem(word) for word in (*self._index.table.words, *of_lines)})

    def changed(
        self,
        documents: Iterable[Document] = (),
        removed: Iterable[Key] = (),
        thesaurus_lines: Iterable[ThesaurusLine] | None = None,
        pause: Callable[[], None] = lambda: None,
    ) -> "Engine":
        """Return an engine with these documents, without those removed, over these lines if any."""
        engine = Engine(
            self._language,
            documents,
            self._thesaurus_lines if thesaurus_lines is None else thesaurus_lines,
            pause,
            before=Before((self._words(self._index.vocabulary.stem.known),), removed),
            reads=self._reads,
        )
        engine.change_learned(self._learned.values(), ())
        engine.use(self._used)
        return engine

    def search(
        self,
        text: str,
        limit: int,
        filters: SearchFilters = NO_FILTERS,
        sense: Sense = AS_WORDED,
    ) -> list[SearchHit]:
        """Return the best hits first, at most limit."""
        query = parse(text, self._index.vocabulary)
        best = self._ranking.best(query, limit, self._allowed_by(filters), sense)
        return [self._hit(self._index.document(one.slot), one) for one in best]

    def readable(self, text: str) -> str:
        """Return the question as it was meant: errors repaired, the last word completed."""
        return self._meaning.readable(parse(text, self._index.vocabulary))

    def matched(self, text: str) -> frozenset[str]:
        """Return the words of texts that a question's own words stand for, folded.

        Three letters begin too many words: a short one stands for itself alone.
        """
        query = parse(text, self._index.vocabulary)
        vocabulary = self._index.vocabulary
        said = [at for at in query.content if query.words[at] not in vocabulary.stop_words]
        matters = [at for at in said if query.words[at] not in vocabulary.weak_words] or said
        return frozenset(
            one
            for at in matters
            for one in self._alternatives.of(query.words[at], query.is_unfinished(at))
            if len(query.words[at]) >= SHORTEST_BEGINNING or one == query.words[at]
        )

    def ends_in_half_a_word(self, text: str) -> bool:
        """Return whether the last word is short and no word of a title yet, nor among keywords."""
        query, vocabulary = parse(text, self._index.vocabulary), self._index.vocabulary
        last = query.words[-1] if query.words and query.unfinished else ""
        if not 0 < len(last) < LONG_ENOUGH:
            return False
        says_nothing = last in vocabulary.stop_words or last in vocabulary.weak_words
        return len(last) < SHORTEST_WHOLE or says_nothing or not self._index.in_heads(last)

    def use(self, card_ids: Sequence[str]) -> None:
        """Take which cards are asked most, the most asked first: they decide between equals."""
        self._used = tuple(card_ids)
        self._ranking.use(self._used)

    def all_within(self, limit: int, filters: SearchFilters) -> list[SearchHit]:
        """Return what fits the filters whatever it says: offices first if they are asked for."""
        allowed = self._allowed_by(filters)
        wanted = range(self._index.size) if allowed is None else np.flatnonzero(allowed)
        found = (self._index.document(int(slot)) for slot in wanted)
        # Whoever asks what an office gives wants the office itself on top.
        first = HitKind.CARD if filters.office_ids is None else HitKind.OFFICE
        # By title, not by number: the list must be the same on every seat.
        best = heapq.nsmallest(limit, found, key=lambda one: (one.kind is not first, one.title))
        return [self._hit(document) for document in best]

    def count_at(self, groups: Mapping[str, frozenset[str]], first: int, last: int) -> Counter[str]:
        """Count documents first to last by the groups of their offices; a document once in each."""
        counted: Counter[str] = Counter()
        for slot in range(first, min(last, self._index.size)):
            offices = self._offices_of(self._index.document(slot))
            counted.update({group for one in offices for group in groups.get(one, ())})
            counted[self._language] += 1
        return counted

    def suggestion(self, text: str) -> str:
        """Return a corrected text that finds something, empty if there is none."""
        query = parse(text, self._index.vocabulary)
        corrected = suggest(query, self._index, self._typos)
        # A suggestion that finds nothing would cost the operator a second try in vain.
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
            # It may be a citizen's name: only its stem leaves the seat (decision 0022).
            elif may_be_rare(word):
                rare[stem(word)] = None
        return Reading(
            language=self._language,
            # Digits never leave the seat (decision 0022).
            stems=tuple(one for one in known if one.isalpha())[:MOST_WORDS],
            rare=tuple(rare)[:MOST_WORDS],
        )

    def holds(self, word: str) -> bool:
        """Return whether any text holds this word."""
        return bool(self._index.frequency(word))

    def knows(self, stem: str) -> bool:
        """Return whether any word of the texts has this stem."""
        return bool(self._index.vocabulary.same_stem(stem))

    def original_id(self, key: Key) -> str:
        """Return what a document translates, or its own id."""
        found = self._index.find(key)
        return found.original_id if found else key[1]

    def group_id(self, hit: SearchHit) -> str:
        """Return what a hit is shown as a part of: a question as one of its card."""
        card = (HitKind.CARD, hit.card_id)
        is_of_card = hit.kind is HitKind.FAQ and self._index.find(card) is not None
        key = card if is_of_card else (hit.kind, hit.id)
        return f"{key[0]} {self.original_id(key)}"

    def hits_of(self, keys: Sequence[Key]) -> list[SearchHit]:
        """Return known documents as hits, in the order of keys."""
        found = [self._index.find(key) for key in keys]
        return [self._hit(document) for document in found if document]

    def change_learned(self, changed: Iterable[LearnedWord], removed_ids: Iterable[str]) -> None:
        """Take what searches taught; words of other languages are passed over."""
        self._learned |= {one.id: one for one in changed if one.language == self._language}
        for word_id in removed_ids:
            self._learned.pop(word_id, None)
        # Words alone change: index and thesaurus need not be read again.
        self._phrases.learn(Learned(self._learned.values()))

    def read_some(self) -> bool:
        """Read what some more thesaurus lines mean; return whether others may be left."""
        return self._like_lines.read_some()

    def take_readings(self, before: "Engine") -> None:
        """Go on with what another engine of the language has read of the same lines."""
        self._like_lines.take_readings(before._like_lines)

    def _read_thesaurus(self, pause: Callable[[], None]) -> None:
        thesaurus = Thesaurus(self._index.vocabulary, self._thesaurus_lines)
        self._typos = Typos(self._index, thesaurus.words, pause)
        self._alternatives = Alternatives(self._index, self._typos)
        learned = Learned(self._learned.values())
        self._phrases = Phrases(self._index, self._alternatives, self._typos, thesaurus, learned)
        self._like_lines = LikeLines(self._reads.meaning, self._phrases, thesaurus.lines)
        self._meaning = MeaningOfIndex(
            self._reads.meaning,
            self._index,
            self._typos,
            self._like_lines,
            near_enough=self._reads.near_enough,
        )
        self._ranking = Ranking(self._index, self._alternatives, self._phrases, self._meaning)

    def _words(self, stems: Mapping[str, str]) -> KeptWords:
        return KeptWords(replace(self._index.table, stems=stems), self._index.arrangement)

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
        # The same filters stand while somebody types: they are counted once, not at each letter.
        if self._allowed is None or self._allowed[0] != filters:
            wanted = filters.office_ids
            allowed = np.fromiter(
                (self._is_at(slot, wanted) for slot in range(self._index.size)), np.float32
            )
            self._allowed = filters, allowed
        return self._allowed[1]

    def _is_at(self, slot: int, office_ids: frozenset[str]) -> bool:
        return not office_ids.isdisjoint(self._offices_of(self._index.document(slot)))

    def _offices_of(self, document: IndexedDocument) -> Iterable[str]:
        """Return where it holds; a FAQ holds where any of its cards does."""
        if document.kind is not HitKind.FAQ:
            return document.office_ids
        ids = (document.card_id, *document.other_card_ids)
        cards = (self._index.find((HitKind.CARD, card_id)) for card_id in ids)
        return [office for card in cards if card is not None for office in card.office_ids]

    def _hit(self, document: IndexedDocument, ranked: Ranked = UNRANKED) -> SearchHit:
        subtitle = document.subtitle
        if document.kind is HitKind.FAQ:
            card = self._index.find((HitKind.CARD, document.card_id))
            subtitle = card.title if card else ""
        return SearchHit(
            kind=document.kind,
            id=document.id,
            title=document.title,
            subtitle=subtitle,
            score=ranked.score,
            card_id=document.card_id,
            language=self._language,
            is_doubtful=ranked.is_doubtful,
            holds_all=ranked.holds_all,
        )
