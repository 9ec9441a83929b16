"""Which documents hold a term, and how strongly: flat arrays."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Slots = NDArray[np.int32]
Impacts = NDArray[np.float32]
Held = tuple[Slots, Slots]  # terms, and the document that each stands in

KEYWORD_IMPACT = 0.7
TITLE_LENGTH_DAMPING = 0.3
_NONE: tuple[Slots, Impacts] = (np.zeros(0, np.int32), np.zeros(0, np.float32))
_SATURATION, _LENGTH_SHARE = 0.9, 0.75  # BM25's k1 and b


class Postings:
    """Terms and documents are numbers; impacts lie in 0..1."""

    def __init__(self, starts: NDArray[np.int64], slots: Slots, impacts: Impacts) -> None:
        """Take entries in the order of terms; starts: the first of each term, and one after all."""
        self.starts = starts
        self.slots = slots
        self.impacts = impacts
        self._starts: list[int] = starts.tolist()

    def of(self, term: int) -> tuple[Slots, Impacts]:
        """Return (document numbers, impacts) of term; unknown terms have none."""
        if term + 1 >= len(self._starts):
            return _NONE
        start, end = self._starts[term], self._starts[term + 1]
        return self.slots[start:end], self.impacts[start:end]

    def raise_to(self, row: Impacts, weights: Sequence[tuple[int, float]]) -> None:
        """Raise each document of row to the best of these terms, each times its weight."""
        # All at once: a beginning of three letters stands for two hundred words.
        held = [
            (slice(self._starts[term], self._starts[term + 1]), weight)
            for term, weight in weights
            if term + 1 < len(self._starts)
        ]
        if held:
            slots = np.concatenate([self.slots[run] for run, _ in held])
            impacts = np.concatenate([self.impacts[run] for run, _ in held])
            each = np.array([weight for _, weight in held], np.float32)
            times = np.repeat(each, [run.stop - run.start for run, _ in held])
            np.maximum.at(row, slots, times * impacts)

    def counts(self) -> NDArray[np.int64]:
        """Return how many documents hold each term."""
        return np.diff(self.starts)


def head_postings(keywords: Held, titles: Held, content_words: Slots, term_count: int) -> Postings:
    """Build postings of what stands at the head of documents; a word in both counts as the better.

    content_words: of each document's title; the shorter the title, the more each of them says.
    """
    documents = max(1, len(content_words))
    most = int(content_words.max(initial=0))
    by_length = [1 / (1 + TITLE_LENGTH_DAMPING * math.log(max(1, n))) for n in range(most + 1)]
    of_title = np.array(by_length, np.float32)[content_words]
    keys = np.concatenate(
        [terms * np.int64(documents) + slots for terms, slots in (keywords, titles)]
    )
    impacts = np.concatenate(
        (np.full(len(keywords[0]), KEYWORD_IMPACT, np.float32), of_title[titles[1]])
    )
    order = np.argsort(keys, kind="stable")
    keys, impacts = keys[order], impacts[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    best = np.maximum.reduceat(impacts, first) if len(first) else impacts
    return _postings(keys[first], best, documents, term_count)


def text_postings(terms: Slots, slots: Slots, *, documents: int, term_count: int) -> Postings:
    """Build postings from the words of texts, in any order, repeated as often as they occur."""
    lengths = np.bincount(slots, minlength=documents)
    average = float(lengths.mean()) if documents else 1.0
    keys = terms * np.int64(max(1, documents)) + slots
    # In place: a sorted copy would take the memory of all words of all texts once more.
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    occurrences = np.diff(first, append=len(keys)).astype(np.float32)
    keys = keys[first]
    held_lengths = lengths[keys % max(1, documents)].astype(np.float32)
    return _postings(keys, _impacts(occurrences, held_lengths, average), documents, term_count)


def _impacts(occurrences: Impacts, lengths: Impacts, average: float) -> Impacts:
    """Return how much a word says that occurs so often in a text of such length, as BM25 does."""
    share = _LENGTH_SHARE * lengths / max(1.0, average)
    damping = _SATURATION * (1 - _LENGTH_SHARE + share)
    # It flattens: a word repeated ten times says hardly more than one said three times.
    return (occurrences / (occurrences + damping)).astype(np.float32)


def _postings(
    keys: NDArray[np.int64], impacts: Impacts, documents: int, term_count: int
) -> Postings:
    terms, slots = np.divmod(keys, max(1, documents))
    starts = np.searchsorted(terms, np.arange(term_count + 1))
    return Postings(starts, slots.astype(np.int32), impacts)
