"""What a city's searches taught: for a word, the cards that operators answered with."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from contract.domain.knowledge_entries.learning import LearnedCard, LearnedWord

SHORTEST_SLIP = 6  # letters of a stem below which a slip is not guessed at
OF_SLIP = 0.8


class Learned:
    """The words of one language. One thread at a time."""

    def __init__(self, words: Iterable[LearnedWord] = ()) -> None:
        self._cards = {word.stem: word.cards for word in words}
        self._long = [stem for stem in self._cards if len(stem) >= SHORTEST_SLIP]

    def __bool__(self) -> bool:
        return bool(self._cards)

    def cards(self, stem: str) -> tuple[LearnedCard, ...]:
        return self._cards.get(stem, ())

    def near(self, stem: str) -> tuple[LearnedCard, ...]:
        """Return the cards of the one stem that differs by a slip, at less impact."""
        if len(stem) < SHORTEST_SLIP or stem in self._cards:
            return ()
        found = process.extract(stem, self._long, scorer=OSA.distance, score_cutoff=1, limit=2)
        if len(found) != 1:
            return ()
        return tuple(
            LearnedCard(card_id=one.card_id, impact=OF_SLIP * one.impact)
            for one in self._cards[found[0][0]]
        )
