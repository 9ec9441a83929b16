"""The inverted index: for every word, which documents hold it and how much that says."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from contract.knowledge.arrangement import Arrangement, arranged
from contract.knowledge.documents import Key
from contract.knowledge.indexed_document import IndexedDocument
from contract.knowledge.phone_lookup import PhoneLookup
from contract.knowledge.vocabulary import Vocabulary
from contract.knowledge.word_table import WordTable

Row = NDArray[np.float32]

# However often a text says it, the word in a title says more (test_hard_cases, 2).
TEXT_WEIGHT = 0.35
TITLE_FREQUENCY = 3


_AFTER_EVERY_LETTER = "\U0010ffff"


class Completions:
    """Words that start with what was typed, the most frequent ones first choice."""

    def __init__(self, words: Sequence[str], frequencies: NDArray[np.int64]) -> None:
        """Take words in the order of their letters, and how frequent each of them is."""
        self._words = words
        self._frequencies = frequencies

    def starting(self, beginning: str, most: int) -> Sequence[str]:
        """Return at most that many words by frequency; all of them, if fewer, by their letters."""
        start = bisect_left(self._words, beginning)
        end = bisect_left(self._words, beginning + _AFTER_EVERY_LETTER)
        if end - start <= most:
            return self._words[start:end]
        # Stable: equals keep their order from one key to the next (test_ranking).
        order = np.argsort(-self._frequencies[start:end], kind="stable")[:most]
        return [self._words[start + int(at)] for at in order]


class WordIndex:
    """Documents are numbered as in the table. Never changed: another table gets another index.

    One thread at a time. pause is called often while building.
    """

    def __init__(
        self,
        table: WordTable,
        pause: Callable[[], None] = lambda: None,
        arrangement: Arrangement | None = None,
    ) -> None:
        self.vocabulary = Vocabulary(table.language, table.words, table.stems, pause)
        self.table = table
        self._slots = dict(zip(table.keys, range(len(table)), strict=True))
        self._documents: list[IndexedDocument | None] = [None] * len(table)
        pause()
        self.phones = PhoneLookup((self._slots[key], found) for key, found in table.phones.items())
        arrangement = arrangement or arranged(table, pause)
        self._heads, self._texts = arrangement.heads, arrangement.texts
        self.arrangement = arrangement
        counts = TITLE_FREQUENCY * self._heads.counts() + self._texts.counts()
        self._frequencies: list[int] = counts.tolist()
        self._in_heads: list[bool] = (self._heads.counts() > 0).tolist()
        self.head_words, self.all_words = self._completions(counts)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self._documents)

    def document(self, slot: int) -> IndexedDocument:
        known = self._documents[slot]
        if known is None:
            known = self._documents[slot] = self.table.record(slot)
        return known

    def slot(self, key: Key) -> int | None:
        """Return the number of a document."""
        return self._slots.get(key)

    def find(self, key: Key) -> IndexedDocument | None:
        slot = self._slots.get(key)
        return None if slot is None else self.document(slot)

    def frequency(self, word: str) -> int:
        """Return how many documents hold the word, titles counting three times; 0: unknown."""
        number = self.vocabulary.number(word)
        return 0 if number is None else self._frequencies[number]

    def in_heads(self, word: str) -> bool:
        """Tell whether the word stands in a title or among keywords."""
        number = self.vocabulary.number(word)
        return number is not None and self._in_heads[number]

    def row(self, weights: Mapping[str, float], text_weight: float = TEXT_WEIGHT) -> Row:
        """Return per document the best of the words, each times its weight."""
        row = np.zeros(self.size, np.float32)
        number = self.vocabulary.number
        known = [
            (at, weight) for word, weight in weights.items() if (at := number(word)) is not None
        ]
        self._heads.raise_to(row, known)
        self._texts.raise_to(row, [(at, text_weight * weight) for at, weight in known])
        return row

    def word_counts(self) -> Iterable[tuple[str, int, bool]]:
        """Return every word with its frequency and whether it stands in heads."""
        return zip(self.vocabulary.words, self._frequencies, self._in_heads, strict=True)

    def _completions(self, counts: NDArray[np.int64]) -> tuple[Completions, Completions]:
        words, alphabet = self.vocabulary.words, self.arrangement.alphabet
        titled = alphabet[self._heads.counts()[alphabet] > 0]
        return (
            Completions([words[at] for at in titled.tolist()], counts[titled]),
            Completions([words[at] for at in alphabet.tolist()], counts[alphabet]),
        )
