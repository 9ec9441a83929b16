"""Which cards a word has led to, and how much that says: links weighed by agreement and age."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from contract.domain.ids import CardId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.learning import (
    MOST_IMPACT,
    LearnedCard,
    LearnedWord,
    learned_id,
)
from contract.knowledge.language.text_folding import words
from contract.knowledge.vocabulary import Vocabulary
from server.store.knowledge.searches import LinkTally

LINKS, PEOPLE = 2, 2  # at least, before anything is learned
HALF_LIFE_DAYS = 60
STEP = 0.05  # of impact: smaller differences would only be copied to all seats every night
MOST_CARDS = 10  # of one word

Agreed = set[tuple[str, str, str]]  # (language, stem, card)


def learned_words(
    tallies: Iterable[LinkTally],
    agreed: Agreed,
    has_in_title: Callable[[str, str, str], bool],
    today: date,
) -> tuple[LearnedWord, ...]:
    """Return every word with its cards, best first.

    agreed: what LINKS links of PEOPLE operators lead to; has_in_title(language, stem, card).
    """
    links: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for tally in tallies:
        # Never negative: a day of tomorrow, by another clock, must not count double.
        weight = 0.5 ** (max(0, (today - tally.day).days) / HALF_LIFE_DAYS)
        links[tally.language, tally.stem][tally.card_id] += weight * tally.times
    found = []
    for (language, stem), cards in sorted(links.items()):
        total = sum(cards.values())
        learned = [
            LearnedCard(card_id=CardId(card_id), impact=impact)
            for card_id, times in cards.items()
            # One operator's links may be a habit.
            if (language, stem, card_id) in agreed
            # What a title says is found without teaching.
            and not has_in_title(language, stem, card_id)
            and (impact := impact_of(times, times / total))
        ]
        # Equals by id, or seats would be sent another order each night.
        learned.sort(key=lambda one: (-one.impact, one.card_id))
        if learned:
            found.append(
                LearnedWord(
                    id=learned_id(language, stem),
                    language=language,
                    stem=stem,
                    cards=tuple(learned[:MOST_CARDS]),
                )
            )
    return tuple(found)


def impact_of(times: float, share: float) -> float:
    """Return MOST_IMPACT × n / (n + 2) × √share in steps. times: links, old ones counting less."""
    # The more links the more, but never as much as a title; a word for many cards says less for
    # each.
    impact = MOST_IMPACT * times / (times + 2) * math.sqrt(share)
    return round(round(impact / STEP) * STEP, 2)


class Titles:
    """Answers whether a stem is of a word in a card's title; False for unknown cards too."""

    def __init__(self, cards: Sequence[ServiceCard]) -> None:
        self._titles = {card.id: card.title for card in cards}
        self._stems: dict[tuple[str, str], frozenset[str]] = {}
        self._vocabularies: dict[str, Vocabulary] = {}

    def __call__(self, language: str, stem: str, card_id: str) -> bool:
        key = language, card_id
        if key not in self._stems:
            if language not in self._vocabularies:
                self._vocabularies[language] = Vocabulary(language)
            title = words(self._titles.get(CardId(card_id), ""))
            self._stems[key] = frozenset(map(self._vocabularies[language].stem, title))
        return stem in self._stems[key]
