"""Scores documents against a query: the best reading of each word, weighed by its rarity."""

import math

import numpy as np

from contract.knowledge.alternatives import Alternatives
from contract.knowledge.meaning import MeaningOfIndex
from contract.knowledge.phrases import Phrases
from contract.knowledge.query import Query
from contract.knowledge.word_index import Row, WordIndex

COVERED_SHARE = 0.6
TITLE_EXPLAINED, ALL_ASKED_IN_TITLE, TITLE_EQUALS = 0.25, 0.3, 0.5
TITLE_BEGINS, TITLE_BEGINS_CUT = 0.5, 0.2
HINT = 0.1
UNKNOWN_RARITY, WEAK_RARITY = 3.0, 1.5
COUNTS_FROM, COVERS_FROM = 0.15, 0.1
EXPLAINS_TITLE_FROM = 0.7
# Titles are compared in Python: of 20,000 documents that would be felt at each key.
LOOKED_AT_CLOSELY = 80
DECIMALS = 4  # finer differences would only make the order jump between keystrokes


class Ranking:
    """Order: score, then the number of the document, so equals never change places."""

    def __init__(
        self,
        index: WordIndex,
        alternatives: Alternatives,
        phrases: Phrases,
        meaning: MeaningOfIndex,
    ) -> None:
        self._index = index
        self._alternatives = alternatives
        self._phrases = phrases
        self._meaning = meaning

    def best(self, query: Query, limit: int, allowed: Row | None = None) -> list[tuple[int, float]]:
        """Return (document number, score) of the best documents, only those that match.

        allowed is 1 for documents wanted, 0 for others.
        """
        if not query.words or not self._index.size:
            return []
        scores = self._word_scores(query)
        self._weigh_titles(scores, query)
        self._meaning.add(scores, query)
        if allowed is not None:
            scores *= allowed
        np.round(scores, DECIMALS, out=scores)
        found = _highest(scores, limit)
        # Score, then number: equals keep their places from one key to the next (test_ranking).
        order = np.lexsort((found, -scores[found]))
        ordered = [int(slot) for slot in found[order][:limit]]
        return [(slot, float(scores[slot])) for slot in ordered if scores[slot] > 0]

    def _word_scores(self, query: Query) -> Row:
        rows = {
            at: self._index.row(self._alternatives.of(query.words[at], query.is_unfinished(at)))
            for at in query.content
        }
        for positions, slots, impacts in self._phrases.lifts(query):
            for at in positions:
                if at in rows:
                    row = rows[at]
                    row[slots] = np.maximum(row[slots], impacts)
        total = np.zeros(self._index.size, np.float32)
        covered = np.zeros(self._index.size, np.float32)
        rarities = 0.0
        for at, row in rows.items():
            rarity = self._rarity(row)
            # Few titles hold words of speech: by rarity "tomorrow" would say more than the matter.
            if query.words[at] in self._index.vocabulary.weak_words:
                rarity = min(rarity, WEAK_RARITY)
            total += rarity * row
            covered += rarity * (row > COVERS_FROM)
            rarities += rarity
        # A document that explains several words a little is meant rather than one that explains
        # one.
        total *= ((1 - COVERED_SHARE) + COVERED_SHARE * covered / rarities) / rarities
        return total + (total > 0) * self._hint(query)

    def _hint(self, query: Query) -> Row | float:
        """Prefer a little what an unfinished stop word may become: "pratiche su" … SUAP."""
        last = len(query.words) - 1
        if not query.unfinished or last in query.content or len(query.words[last]) < 2:
            return 0.0
        return HINT * self._index.row(self._alternatives.completions(query.words[last]))

    def _rarity(self, row: Row) -> float:
        holders = int(np.count_nonzero(row > COUNTS_FROM))
        # A word nobody has: as rare as a rare one, or one slip would outweigh the question.
        if not holders:
            return UNKNOWN_RARITY
        return math.log(1 + (len(row) - holders + 0.5) / (holders + 0.5))

    def _weigh_titles(self, scores: Row, query: Query) -> None:
        """Raise documents whose whole title is explained, most those whose title is the query."""
        meanings = [self._title_stems_meant(query, at) for at in query.content]
        weak = self._index.vocabulary.weak_words
        matters = [
            meant
            for at, meant in zip(query.content, meanings, strict=True)
            if query.words[at] not in weak
        ]
        for slot in _highest(scores, LOOKED_AT_CLOSELY):
            document = self._index.document(int(slot))
            stems = document.title_stems
            explained = sum(any(stem in meant for meant in meanings) for stem in stems)
            # Words about the asking are left out: no title holds "how do I get".
            all_asked = all(not meant.isdisjoint(stems) for meant in matters)
            scores[slot] *= 1 + TITLE_EXPLAINED * explained / max(1, len(stems))
            scores[slot] *= 1 + ALL_ASKED_IN_TITLE * all_asked
            scores[slot] += self._of_beginning(document.folded_title, query)

    def _of_beginning(self, title: str, query: Query) -> float:
        """Prefer a title that is the query, or that it begins: "bourse au mé", "dep cauz".

        One word begins too many titles to say which.
        """
        if title == query.text:
            return TITLE_EQUALS
        # One word begins too many titles to say which is meant.
        if len(query.words) < 2:
            return 0.0
        if query.unfinished and title.startswith(query.text):
            return TITLE_BEGINS
        typed = [query.words[at] for at in query.content]
        if len(typed) < 2:
            return 0.0
        content = self._index.vocabulary.content(title.split())
        is_begun = len(content) >= len(typed) and all(map(str.startswith, content, typed))
        return TITLE_BEGINS_CUT if is_begun else 0.0

    def _title_stems_meant(self, query: Query, at: int) -> frozenset[str]:
        """Return the stems a word stands for with some certainty, its synonyms not included."""
        weights = self._alternatives.of(query.words[at], query.is_unfinished(at))
        stem = self._index.vocabulary.stem
        return frozenset(
            stem(word) for word, weight in weights.items() if weight > EXPLAINS_TITLE_FROM
        )


def _highest(scores: Row, count: int) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Return the numbers of the highest scores above 0, in no order; of equals the first ones."""
    held = np.flatnonzero(scores > 0)  # few of many: putting zeros in order takes longest
    if len(held) <= count:
        return held
    values = scores[held]
    # Not sorted: only the border is needed, and most scores lie far below it.
    threshold = np.partition(values, len(values) - count)[len(values) - count]
    above = held[values > threshold]
    # Of equals the first ones, or the list would change without a reason.
    equal = held[values == threshold][: count - len(above)]
    return np.concatenate((above, equal))
