"""Corrects mistyped words against the words of the knowledge base and of the thesaurus."""

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from contract.knowledge.language.text_folding import has_digit
from contract.knowledge.query import Query
from contract.knowledge.vocabulary import PORTION
from contract.knowledge.word_index import WordIndex

SHORTEST = 5  # IMU, TARI, ISEE and the like are never corrected
# Two slips in a shorter word make too many other words of it.
TWO_EDITS_FROM = 8
WEIGHT, LEAST_WEIGHT = 0.8, 0.3
PER_FURTHER_EDIT, PER_WORSE_RANK = 0.15, 0.12
BEGINNINGS = range(5, 13)
BEST = 5
# The thesaurus has each word once, whatever citizens say most.
THESAURUS_FREQUENCY = 5
REMEMBERED = 2_000


class Correction(NamedTuple):
    """is_beginning: text is only the start of words, for a word still being typed."""

    text: str
    weight: float
    is_beginning: bool = False


class Typos:
    """Give it the words that may be meant; ask it about words nobody knows."""

    def __init__(
        self,
        index: WordIndex,
        thesaurus_words: Iterable[str] = (),
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self._index = index
        self._by_length: dict[int, list[str]] = {}
        self._beginnings: dict[int, dict[str, None]] = {length: {} for length in BEGINNINGS}
        self._thesaurus_words = frozenset(thesaurus_words)
        self._known: dict[tuple[str, bool, bool], list[Correction]] = {}
        for at, (word, frequency, in_heads) in enumerate(index.word_counts()):
            # Words seen once, in a text, may be errors themselves.
            if len(word) >= SHORTEST - 1 and (in_heads or frequency > 1) and not word[0].isdigit():
                self._learn(word, in_heads=in_heads)
            if not at % PORTION:
                pause()
        for word in sorted(self._thesaurus_words):  # the order of a set differs from start to start
            if not index.frequency(word):
                self._by_length.setdefault(len(word), []).append(word)

    def _learn(self, word: str, *, in_heads: bool) -> None:
        self._by_length.setdefault(len(word), []).append(word)
        # Only of titles: beginnings of all words of texts would be as many as the words.
        if in_heads:
            for length in BEGINNINGS:
                if len(word) > length:
                    self._beginnings[length][word[:length]] = None

    def in_thesaurus(self, word: str) -> bool:
        return word in self._thesaurus_words

    def corrections(
        self, word: str, unfinished: bool, *, generous: bool = False
    ) -> list[Correction]:
        """Return the likeliest corrections first.

        One edit below eight letters, two from there. A six- or seven-letter word without a
        one-edit reading gets two if the first letter agrees; generous allows that to all.
        """
        asked = word, unfinished, generous
        known = self._known.get(asked)
        # Of one word it is wanted several times at each key, and again at the keys that follow.
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[asked] = self._found(word, unfinished, generous=generous)
        return known

    def _found(self, word: str, unfinished: bool, *, generous: bool) -> list[Correction]:
        # Short words and codes are never corrected: one letter more or less is another matter.
        if len(word) < (SHORTEST - 1 if generous else SHORTEST) or has_digit(word):
            return []
        edits = 1 if len(word) < TWO_EDITS_FROM else 2
        ranked = {near: self._rank(word, near, far) for near, far in self._near(word, edits, 12)}
        # The first letter is the one people hit: with it a second slip may be forgiven.
        if not ranked and (generous or len(word) > SHORTEST) and edits == 1:
            ranked = {
                near: self._rank(word, near, far)
                for near, far in self._near(word, 2, 8)
                if near[0] == word[0]
            }
        beginnings = self._near_beginnings(word, edits) if unfinished else {}
        return _weighed(word, ranked, beginnings)

    def _near(self, word: str, edits: int, most: int) -> list[tuple[str, int]]:
        lengths = range(len(word) - edits, len(word) + edits + 1)
        candidates = [near for length in lengths for near in self._by_length.get(length, ())]
        found = process.extract(
            word, candidates, scorer=OSA.distance, score_cutoff=edits, limit=most
        )
        return [(near, int(far)) for near, far, _ in found if self._is_word(near)]

    def _is_word(self, word: str) -> bool:
        return word in self._thesaurus_words or self._index.frequency(word) > 0

    def _rank(self, word: str, near: str, far: int) -> float:
        """Return how unlikely near is meant; the frequent, the titled and the alike win."""
        index = self._index
        in_thesaurus = near in self._thesaurus_words
        frequency = max(index.frequency(near), THESAURUS_FREQUENCY * in_thesaurus)
        rank = far - 0.1 * math.log1p(frequency)
        # Slips in the first letter are rare: a reading that keeps it is likelier meant.
        rank -= 0.4 * (near[0] == word[0])
        rank -= 0.4 * (in_thesaurus or index.in_heads(near))
        rank -= 0.3 * (index.vocabulary.stem(near) == index.vocabulary.stem(word))
        return rank

    def _near_beginnings(self, word: str, edits: int) -> dict[str, float]:
        found = process.extract(
            word,
            list(self._beginnings.get(len(word), ())),
            scorer=OSA.distance,
            score_cutoff=edits,
            limit=4,
        )
        return {near: far - 0.3 - 0.4 * (near[0] == word[0]) for near, far, _ in found}


def _weighed(word: str, ranked: dict[str, float], beginnings: dict[str, float]) -> list[Correction]:
    found = [(rank, text, False) for text, rank in ranked.items()]
    found += [(rank, text, True) for text, rank in beginnings.items() if text not in ranked]
    found.sort()
    weighed = []
    for rank, text, is_beginning in found[:BEST]:
        further_edits = OSA.distance(word, text) - 1
        weight = WEIGHT - PER_WORSE_RANK * (rank - found[0][0]) - PER_FURTHER_EDIT * further_edits
        weighed.append(Correction(text, max(LEAST_WEIGHT, weight), is_beginning))
    return weighed


# What the operator probably meant when nothing was found.
def suggest(query: Query, index: WordIndex, typos: Typos) -> str:
    """Return the query with its unknown words corrected generously; empty if nothing changes.

    Words that nothing resembles are left out.
    """
    suggested: list[str] = []
    for at, word in enumerate(query.words):
        if at not in query.content or index.frequency(word):
            suggested.append(word)
            continue
        corrections = typos.corrections(word, unfinished=False, generous=True)
        suggested.extend(correction.text for correction in corrections[:1])
    text = " ".join(suggested)
    return text if text != query.text else ""
