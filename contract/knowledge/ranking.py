"""Scores documents against a query: the best reading of each word, weighed by its rarity."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from contract.knowledge.alternatives import Alternatives
from contract.knowledge.language import municipio
from contract.knowledge.meaning import AS_WORDED, MeaningOfIndex, Sense
from contract.knowledge.phrases import Phrases
from contract.knowledge.query import Query
from contract.knowledge.results.titles import AskedTitles
from contract.knowledge.search_hit import HitKind
from contract.knowledge.word_index import Row, WordIndex

Slots = np.ndarray[tuple[int], np.dtype[np.intp]]

COVERED_SHARE = 0.6
HINT = 0.1
AT_PLACE, ELSEWHERE = 1.6, 0.6  # offices, where a district is named
EXPLAINS_AT_HEAD = 0.36  # a word in a title or among keywords, not in a text
WELL_EXPLAINED, DOUBTFUL_BELOW = 0.7, 0.4
UNKNOWN_RARITY, WEAK_RARITY = 3.0, 1.5
COUNTS_FROM, COVERS_FROM = 0.15, 0.1
# Titles are compared in Python: of 20,000 documents that would be felt at each key.
LOOKED_AT_CLOSELY = 80
ROWS_REMEMBERED = 32  # each as long as the index
DECIMALS = 4  # finer differences would only make the order jump between keystrokes
# Far below what parts an exact word from its stem: use decides between equals, never against words.
MOST_USED, MANY_QUESTIONS = 0.03, 0.015
MANY = 5  # questions of a card


class Ranked(NamedTuple):
    """slot: the document's number. is_doubtful: it explains none of the question's rare words.

    holds_all: its title holds all that is asked.
    """

    slot: int
    score: float
    is_doubtful: bool = False
    holds_all: bool = False


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
        self._usual = _usual(index, ())
        self._known_rows: dict[tuple[str, bool], Row] = {}

    def use(self, card_ids: Sequence[str]) -> None:
        """Take which cards are asked most, the most asked first."""
        self._usual = _usual(self._index, card_ids)

    def best(
        self,
        query: Query,
        limit: int,
        allowed: Row | None = None,
        sense: Sense = AS_WORDED,
    ) -> list[Ranked]:
        """Return the best documents, only those that match.

        allowed is 1 for documents wanted, 0 for others.
        """
        if not query.words or not self._index.size:
            return []
        rows = self._rows(query)
        scores = self._word_scores(query, rows)
        titles = AskedTitles(self._index.vocabulary, self._alternatives, query)
        self._weigh_titles(scores, titles)
        self._meaning.add(scores, query, sense)
        self._weigh_places(scores, query)
        scores += (scores > 0) * self._usual
        if allowed is not None:
            scores *= allowed
        np.round(scores, DECIMALS, out=scores)
        found = _highest(scores, limit)
        # Score, then number: equals keep their places from one key to the next (test_ranking).
        found = found[np.lexsort((found, -scores[found]))][:limit]
        # No word of the question is in any text: all of it is what the sentence seems to mean.
        if any(row.any() for row in rows.values()):
            doubtful = _are_doubtful(found, self._weighty(query, rows))
        else:
            doubtful = [True] * len(found)
        whole = titles.hold_all([self._index.document(slot) for slot in found.tolist()])
        return list(map(Ranked, found.tolist(), scores[found].tolist(), doubtful, whole))

    def _rows(self, query: Query) -> dict[int, Row]:
        """Return by position how well each document explains the word there."""
        # Copied: what the words mean together is written into them.
        rows = {
            at: self._row(query.words[at], unfinished=query.is_unfinished(at)).copy()
            for at in query.content
        }
        for positions, slots, impacts in self._phrases.lifts(query):
            for at in positions:
                if at in rows:
                    row = rows[at]
                    row[slots] = np.maximum(row[slots], impacts)
        return rows

    def _row(self, word: str, *, unfinished: bool) -> Row:
        """Return how well each document explains a word, remembered for the keys that follow."""
        row = self._known_rows.get((word, unfinished))
        if row is None:
            if len(self._known_rows) >= ROWS_REMEMBERED:
                self._known_rows.clear()
            row = self._index.row(self._alternatives.of(word, unfinished))
            self._known_rows[word, unfinished] = row
        return row

    def _weighty(self, query: Query, rows: Mapping[int, Row]) -> list[tuple[float, Row]]:
        """Return the rows of the words that are about the matter, each with its weight.

        A word weighs the more, the fewer documents have it at their head; most one nobody knows.
        """
        weak = self._index.vocabulary.weak_words
        return [
            (_rarity_of(int(np.count_nonzero(row > EXPLAINS_AT_HEAD)), len(row)), row)
            for at, row in rows.items()
            # The last word may still become one that everybody knows.
            if query.words[at] not in weak and not (query.is_unfinished(at) and not row.any())
        ]

    def _weigh_places(self, scores: Row, query: Query) -> None:
        """Put the offices of the district that is named before those of others.

        Cards stay: a district's citizen is served by the offices of the whole city too.
        """
        if not query.district:
            return
        for number in range(1, municipio.COUNT + 1):
            named = self._index.row({municipio.term(number): 1.0}, text_weight=0.0) > 0
            for slot in np.flatnonzero(named & (scores > 0)):
                if self._index.document(int(slot)).kind is HitKind.OFFICE:
                    scores[slot] *= AT_PLACE if number == query.district else ELSEWHERE

    def _word_scores(self, query: Query, rows: Mapping[int, Row]) -> Row:
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
        return _rarity_of(holders, len(row))

    def _weigh_titles(self, scores: Row, titles: AskedTitles) -> None:
        """Raise documents whose whole title is explained, most those whose title is the query."""
        slots = _highest(scores, LOOKED_AT_CLOSELY)
        looked_at = [self._index.document(slot) for slot in slots.tolist()]
        # All at once: written one by one into the row they take most of a keystroke.
        for shares in titles.shares(looked_at):
            scores[slots] *= 1 + np.array(shares, np.float32)
        scores[slots] += np.array(titles.beginnings(looked_at), np.float32)


def _usual(index: WordIndex, used: Sequence[str]) -> Row:
    """Return for each document what use adds to its score: what is asked more often goes before.

    used: ids of cards, the most asked first. Where nobody knows, editors wrote more questions to
    the cards that are asked more.
    """
    row = np.zeros(index.size, np.float32)
    for card_id, count in Counter(index.table.cards.values()).items():
        _add(row, index, card_id, MANY_QUESTIONS * min(count, MANY) / MANY)
    for place, card_id in enumerate(used):
        _add(row, index, card_id, MOST_USED * (1 - place / len(used)))
    return row


def _add(row: Row, index: WordIndex, card_id: str, value: float) -> None:
    slot = index.slot((HitKind.CARD, card_id))
    if slot is not None:
        row[slot] += value


def _are_doubtful(slots: Slots, weighty: Sequence[tuple[float, Row]]) -> list[bool]:
    """Return of each document whether it explains little of what weighs most in the question."""
    explained = np.zeros(len(slots), np.float32)
    for rarity, row in weighty:
        explained += rarity * np.minimum(1.0, row[slots] / WELL_EXPLAINED)
    enough = DOUBTFUL_BELOW * sum(rarity for rarity, _ in weighty)
    found: list[bool] = (explained < enough).tolist()
    return found


def _rarity_of(holders: int, documents: int) -> float:
    return math.log(1 + (documents - holders + 0.5) / (holders + 0.5))


def _highest(scores: Row, count: int) -> Slots:
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
