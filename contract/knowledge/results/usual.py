"""What is asked more often goes before what explains a question about as well."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from contract.knowledge.search_hit import HitKind
from contract.knowledge.word_index import Row, WordIndex

# Far below what parts an exact word from its stem: use decides between equals, never against words.
MOST_USED, MANY_QUESTIONS = 0.03, 0.015
MANY = 5  # questions of a card


def usual(index: WordIndex, used: Sequence[str]) -> Row:
    """Return for each document what use adds to its score.

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
