"""Which documents hold a term, and how strongly: flat arrays, single documents replaceable."""

from array import array
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Slots = NDArray[np.int32]
Impacts = NDArray[np.float32]

_NONE: tuple[Slots, Impacts] = (np.zeros(0, np.int32), np.zeros(0, np.float32))
_SATURATION, _LENGTH_SHARE = 0.9, 0.75  # BM25's k1 and b


class Postings:
    """Terms and documents are numbers; impacts lie in 0..1.

    The bulk lives in three arrays ordered by term. Terms touched later get arrays of their own.
    """

    def __init__(self, terms: Slots, slots: Slots, impacts: Impacts, term_count: int) -> None:
        """Take entries in ascending order of term, each (term, slot) once."""
        self._slots = slots
        self._impacts = impacts
        starts = np.searchsorted(terms, np.arange(term_count + 1))
        self._starts: list[int] = starts.tolist()
        self._touched: dict[int, tuple[Slots, Impacts]] = {}

    def of(self, term: int) -> tuple[Slots, Impacts]:
        """Return (document numbers, impacts) of term; unknown terms have none."""
        touched = self._touched.get(term)
        if touched is not None:
            return touched
        if term + 1 >= len(self._starts):
            return _NONE
        start, end = self._starts[term], self._starts[term + 1]
        return self._slots[start:end], self._impacts[start:end]

    def count(self, term: int) -> int:
        """Return how many documents hold term."""
        return len(self.of(term)[0])

    def bulk_counts(self) -> NDArray[np.int64]:
        """Return how many documents hold each term, changes since the start not included."""
        starts = np.array(self._starts, np.int64)
        return starts[1:] - starts[:-1]

    def put(self, term: int, slot: int, impact: float) -> None:
        """Add one entry; the term must not hold the slot yet."""
        slots, impacts = self.of(term)
        self._touched[term] = (
            np.append(slots, np.int32(slot)),
            np.append(impacts, np.float32(impact)),
        )

    def drop(self, term: int, slot: int) -> None:
        slots, impacts = self.of(term)
        kept = slots != slot
        self._touched[term] = (slots[kept], impacts[kept])


def head_postings(
    heads: Sequence[Mapping[int, float]], term_count: int, pause: Callable[[], None]
) -> Postings:
    """Build postings from each document's {term: impact}."""
    terms, impacts = array("i"), array("f")
    for head in heads:
        terms.extend(head)
        impacts.extend(head.values())
        pause()
    owners = np.repeat(np.arange(len(heads), dtype=np.int32), [len(head) for head in heads])
    term_numbers = np.array(terms, np.int32)
    order = np.argsort(term_numbers, kind="stable")
    return Postings(
        term_numbers[order], owners[order], np.array(impacts, np.float32)[order], term_count
    )


class TextScale:
    """How much a word says that occurs so often in a text of such length, as BM25 does."""

    def __init__(self, average_length: float) -> None:
        self._average_length = max(1.0, average_length)

    def impact(self, occurrences: int, length: int) -> float:
        return occurrences / (occurrences + self._damping(length))

    def impacts(self, occurrences: Impacts, lengths: Impacts) -> Impacts:
        share = _LENGTH_SHARE * lengths / self._average_length
        damping = _SATURATION * (1 - _LENGTH_SHARE + share)
        return (occurrences / (occurrences + damping)).astype(np.float32)

    def _damping(self, length: int) -> float:
        share = _LENGTH_SHARE * length / self._average_length
        return _SATURATION * (1 - _LENGTH_SHARE + share)


def text_postings(
    texts: Sequence["array[int]"], term_count: int, pause: Callable[[], None]
) -> tuple[Postings, TextScale]:
    """Build postings from each document's terms, repeated as often as they occur."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    scale = TextScale(float(lengths.mean()) if len(texts) else 1.0)
    keys = _keys(texts, lengths, pause)
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    occurrences = np.diff(first, append=len(keys)).astype(np.float32)
    keys = keys[first]
    slots = keys % max(1, len(texts))
    impacts = scale.impacts(occurrences, lengths[slots].astype(np.float32))
    terms = (keys // max(1, len(texts))).astype(np.int32)
    return Postings(terms, slots.astype(np.int32), impacts, term_count), scale


def _keys(
    texts: Sequence["array[int]"], lengths: NDArray[np.int64], pause: Callable[[], None]
) -> NDArray[np.int64]:
    """Return term × documents + document for every word, written piece by piece.

    Growing one array instead would move it as a whole, and hold the interpreter meanwhile.
    """
    keys = np.empty(int(lengths.sum()), np.int64)
    start = 0
    for slot, text in enumerate(texts):
        end = start + len(text)
        keys[start:end] = text
        keys[start:end] *= len(texts)
        keys[start:end] += slot
        start = end
        pause()
    return keys
