"""Runs of words that mean one thing: thesaurus terms, phone numbers, districts, joined words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from contract.knowledge.alternatives import JOINED, Alternatives
from contract.knowledge.language import municipio
from contract.knowledge.learned import Learned
from contract.knowledge.postings import Impacts, Slots
from contract.knowledge.query import Query
from contract.knowledge.search_hit import HitKind
from contract.knowledge.thesaurus import Target, Thesaurus
from contract.knowledge.typos import Typos
from contract.knowledge.word_index import TEXT_WEIGHT, Row, WordIndex

SYNONYM = 0.75
SEVERAL_WORDS = 0.1  # more for a term of several: no single word means as much
SYNONYM_IN_TEXT = 0.7
PART_OF_TERM = 0.5  # "sposato" says less where "non sposato" is meant
SHORTEST_JOINED, SHORTEST_PART = 4, 3
ELISIONS = frozenset({"l", "d", "dell", "all", "nell", "sull", "dall"})  # "limu" is the IMU
REMEMBERED = 2_000


class Lift(NamedTuple):
    """Every word at positions is explained this well (impacts) by these documents (slots)."""

    positions: tuple[int, ...]
    slots: Slots
    impacts: Impacts


class Phrases:
    """Finds what the words of a query mean together."""

    def __init__(
        self,
        index: WordIndex,
        alternatives: Alternatives,
        typos: Typos,
        thesaurus: Thesaurus,
        learned: Learned,
    ) -> None:
        self._index = index
        self._alternatives = alternatives
        self._typos = typos
        self._thesaurus = thesaurus
        self._learned = learned
        self._targets: dict[tuple[str, ...], tuple[Slots, Impacts]] = {}

    def learn(self, learned: Learned) -> None:
        """Take what searches taught, in place of what was known of it."""
        self._learned = learned

    def lifts(self, query: Query) -> Iterator[Lift]:
        yield from self._synonyms(query)
        yield from self._phone_numbers(query)
        yield from self._districts(query)
        yield from self._joined(query)
        yield from self._split(query)
        yield from self._learned_cards(query)

    def _synonyms(self, query: Query) -> Iterator[Lift]:
        stems_at: dict[str, list[int]] = {}
        for position in range(len(query.words)):
            for stem in self._stems(query, position):
                stems_at.setdefault(stem, []).append(position)
        terms = list(self._thesaurus.terms(stems_at))
        for positions, targets in terms:
            is_part = any(set(positions) < set(whole) for whole, _ in terms)
            weight = SYNONYM + (SEVERAL_WORDS if len(positions) > 1 else 0.0)
            weight *= PART_OF_TERM if is_part else 1.0
            for target in self._held(targets):
                slots, impacts = self.holding(target)
                if len(slots):
                    yield Lift(positions, slots, weight * impacts)

    def _held(self, targets: tuple[Target, ...]) -> tuple[Target, ...]:
        """Return the targets, or what they lead to where no text holds any of them."""
        # A thesaurus may lead from word to word: only where the first step finds nothing.
        if any(len(self.holding(target)[0]) for target in targets):
            return targets
        return self._thesaurus.beyond(targets)

    def _learned_cards(self, query: Query) -> Iterator[Lift]:
        """Cards that operators answered with after such a word."""
        for position in query.content if self._learned else ():
            stems = self._stems(query, position)
            found = [card for stem in sorted(stems) for card in self._learned.cards(stem)]
            # A slip in a learned word is forgiven only where the word itself means nothing here.
            if not found and not self._index.frequency(query.words[position]):
                found = list(self._learned.near(self._index.vocabulary.stem(query.words[position])))
            impacts: dict[int, float] = {}
            for card in found:
                slot = self._index.slot((HitKind.CARD, card.card_id))
                if slot is not None:
                    impacts[slot] = max(card.impact, impacts.get(slot, 0.0))
            if impacts:
                slots = np.fromiter(impacts, np.int32, len(impacts))
                values = np.fromiter(impacts.values(), np.float32, len(impacts))
                yield Lift((position,), slots, values)

    def _stems(self, query: Query, position: int) -> set[str]:
        """Return the stems a word may have in the thesaurus, as typed, corrected, completed."""
        word = query.words[position]
        stem = self._index.vocabulary.stem
        stems = {stem(word)}
        is_stop_word = word in self._index.vocabulary.stop_words
        # A word somebody knows is no slip of another.
        if is_stop_word or word in self._thesaurus.words or self._index.frequency(word):
            return stems
        if query.is_unfinished(position) and len(word) > 3:
            stems.update(stem(whole) for whole in self._thesaurus.starting(word))
        for correction in self._typos.corrections(word, unfinished=False)[:1]:
            stems.add(stem(correction.text))
        return stems

    def holding(self, target: Target) -> tuple[Slots, Impacts]:
        """Return the documents that hold every word of a thesaurus target, as it is or declined."""
        known = self._targets.get(target)
        if known is None:
            if len(self._targets) >= REMEMBERED:
                self._targets.clear()
            row = self._row_of(target)
            slots = np.flatnonzero(row).astype(np.int32)
            known = self._targets[target] = slots, row[slots]
        return known

    def holding_any(self, targets: Sequence[Target]) -> Row:
        """Return how well each document holds one of some targets; nothing of it is remembered."""
        row = np.zeros(self._index.size, np.float32)
        for target in targets:
            # Nothing of it is remembered: lines lead to thousands of targets, each as long as the
            # index.
            np.maximum(row, self._row_of(target), out=row)
        return row

    def _row_of(self, target: Target) -> Row:
        rows = [
            self._index.row(self._alternatives.same_word(word), SYNONYM_IN_TEXT * TEXT_WEIGHT)
            for word in target
        ]
        row: Row = rows[0] if len(rows) == 1 else np.minimum.reduce(rows)
        return row

    def _phone_numbers(self, query: Query) -> Iterator[Lift]:
        for positions, digits in _digit_runs(query.words):
            found = self._index.phones.find(digits)
            if found:
                yield Lift(
                    positions,
                    np.fromiter(found.keys(), np.int32, len(found)),
                    np.fromiter(found.values(), np.float32, len(found)),
                )

    def _districts(self, query: Query) -> Iterator[Lift]:
        for positions, number in municipio.mentions(query.words):
            yield self._lift(positions, self._index.row({municipio.term(number): 1.0}))

    def _joined(self, query: Query) -> Iterator[Lift]:
        """ "eco card" where the card says "ecocard"."""
        for first in range(len(query.words) - 1):
            joined = query.words[first] + query.words[first + 1]
            if len(joined) > SHORTEST_JOINED and self._index.frequency(joined):
                row = self._index.row({joined: JOINED})
                yield self._lift((first, first + 1), row)

    def _split(self, query: Query) -> Iterator[Lift]:
        """ "ecocard" where the card says "eco card"; "didentita"; "gpt3"."""
        for position in query.content:
            word = query.words[position]
            goes_on = query.is_unfinished(position) and self._index.all_words.starting(word, 1)
            # A known word is not taken apart, nor one whose end is still to be typed.
            if self._index.frequency(word) or goes_on or len(word) < SHORTEST_JOINED:
                continue
            for cut in range(1, len(word)):
                parts = self._parts(word, cut)
                if parts:
                    rows = [self._index.row({part: JOINED}) for part in parts]
                    yield self._lift((position,), np.minimum.reduce(rows))

    def _parts(self, word: str, cut: int) -> tuple[str, ...]:
        """Return the words a run-together word consists of when cut there; none if unlikely."""
        left, right = word[:cut], word[cut:]
        index = self._index
        # What is left must be a word that says something.
        if not index.frequency(right) or right in index.vocabulary.stop_words:
            return ()
        # An article that was typed together with its noun: the noun alone is meant.
        if left in index.vocabulary.stop_words and len(right) > SHORTEST_JOINED:
            return (right,)
        if left in ELISIONS and len(right) >= SHORTEST_PART and index.in_heads(right):
            return (right,)
        long_enough = len(left) >= SHORTEST_PART <= len(right)
        number_between = left[-1].isdigit() != right[0].isdigit()
        return (left, right) if index.frequency(left) and (long_enough or number_between) else ()

    def _lift(self, positions: tuple[int, ...], row: Impacts) -> Lift:
        slots = np.flatnonzero(row).astype(np.int32)
        return Lift(positions, slots, row[slots])


def _digit_runs(words: tuple[str, ...]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield every run of neighbouring numbers, "06 6961 6410" and its parts."""
    for first in range(len(words)):
        digits = ""
        for last in range(first, len(words)):
            if not words[last].isdigit():
                break
            digits += words[last]
            # Two digits are a day, a floor or an age.
            if len(digits) > 2:
                yield tuple(range(first, last + 1)), digits
