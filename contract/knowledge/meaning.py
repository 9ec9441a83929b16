"""What a question means as a whole: it speaks up where its words explain little."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakMethod

import numpy as np
from numpy.typing import NDArray

from contract.knowledge.language.text_folding import has_digit
from contract.knowledge.query import Query
from contract.knowledge.search_hit import HitKind
from contract.knowledge.typos import Typos
from contract.knowledge.vector_table import VectorTable
from contract.knowledge.word_index import Row, WordIndex
from contract.sentence_encoder import SentenceEncoder

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

    from contract.knowledge.like_lines import LikeLines

# Tried with every weight up and down on some hundred questions: docs/decisions/0007.
PER_WORD, MOST, OF_UNEXPLAINED = 0.05, 0.15, 0.85
AROUND_CODE = 3  # words, the code included
SHORT_WORD = 4  # codes and acronyms: a vector knows nothing of them
SHORT_TITLE_WORD, AMONG_FEW = 5, 2
DAMPED_BY_SHORT_TITLE, DAMPED_BY_UNKNOWN = 0.4, 0.5
OFFICE_SHARE = 0.7  # an office's name says little, and fifteen are alike
NEAR_ENOUGH = 0.2
NOISE = 0.15  # sentences that have nothing in common lie as near as that
REMEMBERED = 32  # rows as long as the table


def remembering[Asked, Found](
    method: Callable[[Asked], Found], size: int
) -> "_lru_cache_wrapper[Found]":
    """Return the method, remembering its last answers; its object is held by others."""
    # Weakly: a cycle would keep the index for ever, for what was loaded in bulk is never collected.
    held = WeakMethod(method)

    def found(asked: Asked) -> Found:
        alive = held()
        assert alive is not None
        return alive(asked)

    return lru_cache(size)(found)


class Meaning:
    """Shared by the engines of all languages. Without an encoder or vectors it says nothing."""

    def __init__(self) -> None:
        self.table = VectorTable()
        self._encoder: SentenceEncoder | None = None
        self._near = remembering(self._found_near, REMEMBERED)
        self.of_question = remembering(self._read, REMEMBERED)
        self._terms: dict[str, NDArray[np.float16]] = {}

    @property
    def has_encoder(self) -> bool:
        return self._encoder is not None

    @property
    def is_ready(self) -> bool:
        return self._encoder is not None and len(self.table) > 0

    def use(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder
        self.of_question.cache_clear()
        self._terms.clear()
        self.forget()

    def forget(self) -> None:
        """Drop what is remembered, after vectors changed."""
        self._near.cache_clear()

    def near(self, sentence: str) -> Row:
        """Return how near each place of the table lies to a sentence."""
        return self._near(sentence)

    def of_terms(self, terms: Sequence[str]) -> Row:
        """Return a row of length 1 for each, remembered: an index built anew asks for the same."""
        for one in terms:
            if one not in self._terms:
                read = self._read(one)
                length = max(float(np.linalg.norm(read)), 1e-9)
                # Half floats: thousands of terms stay in memory as long as the window.
                self._terms[one] = (read / length).astype(np.float16)
        return np.array([self._terms[one] for one in terms], np.float32)

    def rest(self) -> None:
        """Give back what reading many terms took."""
        if self._encoder is not None:
            self._encoder.rest()

    def _found_near(self, sentence: str) -> Row:
        return self.table.nearness(self.of_question(sentence))

    def _read(self, sentence: str) -> Row:
        assert self._encoder is not None
        row: Row = self._encoder.encode([sentence])[0]
        return row


class Understanding(NamedTuple):
    """near_enough: from there on a document counts that holds none of the words."""

    meaning: Meaning
    near_enough: float = NEAR_ENOUGH


class Sense(NamedTuple):
    """How one question is taken. sentence: what it means, "" for its words as the index knows them.

    near_enough: in place of the usual one.
    """

    sentence: str = ""
    near_enough: float | None = None


AS_WORDED = Sense()


class MeaningOfIndex:
    """The meaning as one index sees it: by its document numbers, its words and corrections."""

    def __init__(
        self,
        meaning: Meaning,
        index: WordIndex,
        typos: Typos,
        like_lines: "LikeLines",
        *,
        near_enough: float = NEAR_ENOUGH,
    ) -> None:
        """near_enough: from there on a document counts that holds none of the words."""
        self._meaning = meaning
        self._near_enough = near_enough
        self._index = index
        self._typos = typos
        self._like_lines = like_lines
        self._seen = 0  # of what came into the table or left it
        self._place_of = np.full(index.size, -1, np.int32)
        self._share_of = np.ones(index.size, np.float32)
        self._slots = np.zeros(0, np.intp)
        self._places = np.zeros(0, np.int32)
        self._shares = np.ones(0, np.float32)

    def add(self, scores: Row, query: Query, sense: Sense = AS_WORDED) -> None:
        """Raise the scores, so far by words alone, by how near each document lies."""
        if not self._meaning.is_ready:
            return
        # Before anything is raised: how well words alone explain the question.
        best = float(scores.max())
        weight = self._weight(query, best)
        if weight <= 0:
            return
        self._follow()
        enough = self._near_enough if sense.near_enough is None else sense.near_enough
        readable = sense.sentence or self.readable(query)
        near = self._meaning.near(readable)[self._places] * self._shares
        has_words = scores[self._slots] > 0
        # A text no nearer than any other gains nothing: sentences without relation lie at NOISE.
        near[near < np.where(has_words, NOISE, enough)] = NOISE
        scores[self._slots] += weight * (near - NOISE)
        question = self._meaning.of_question(readable)
        self._like_lines.add(scores, question, best, enough)

    def _weight(self, query: Query, best: float) -> float:
        content = [query.words[at] for at in query.content]
        weight = min(MOST, PER_WORD * len(content)) + OF_UNEXPLAINED * max(0.0, 1.0 - best)
        # The model knows nothing of codes: "F24" would be near to whatever looks like it.
        is_code = any(map(has_digit, content)) and len(content) <= AROUND_CODE
        if is_code or all(len(word) <= SHORT_WORD for word in content):
            return 0.0 if best > 0 else weight
        # Of one or two words the sense is a guess; the words themselves say more.
        if len(content) <= AMONG_FEW:
            if any(len(w) <= SHORT_TITLE_WORD and self._index.in_heads(w) for w in content):
                return weight * DAMPED_BY_SHORT_TITLE
            if not all(map(self._is_known, content)):
                return weight * DAMPED_BY_UNKNOWN
        return weight

    def _is_known(self, word: str) -> bool:
        return self._index.frequency(word) > 0 or self._typos.in_thesaurus(word)

    def readable(self, query: Query) -> str:
        """Return the question as it was meant: errors repaired, the last word completed."""
        repaired = [self._repaired(query, at) for at in range(len(query.words))]
        # As it was typed where nothing was wrong: the words alone have lost their accents.
        return query.typed if tuple(repaired) == query.words else " ".join(repaired)

    def _repaired(self, query: Query, at: int) -> str:
        word, index = query.words[at], self._index
        if at not in query.content or self._is_known(word):
            return word
        if query.is_unfinished(at) and len(word) > 2:
            begun = index.head_words.starting(word, 1) or index.all_words.starting(word, 1)
            if begun:
                return begun[0]
        for correction in self._typos.corrections(word, unfinished=False)[:1]:
            return correction.text
        return word

    def _follow(self) -> None:
        """Take what came into the table or left it; of the rest the places are known."""
        table = self._meaning.table
        moved = table.moved(self._seen)
        for key in moved:
            slot = self._index.slot(key)
            if slot is not None:
                self._place_of[slot] = table.place(key)
                self._share_of[slot] = OFFICE_SHARE if key[0] is HitKind.OFFICE else 1.0
        if moved:
            self._seen += len(moved)
            self._slots = np.flatnonzero(self._place_of >= 0)
            self._places, self._shares = self._place_of[self._slots], self._share_of[self._slots]
