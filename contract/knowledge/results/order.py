"""The order of results: each answer has one place, what is asked more often goes first."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from contract.knowledge.search_hit import HitKind, SearchHit
from contract.knowledge.word_index import Row, WordIndex

# A question takes the place of its card only where it is plainly what was asked: in the card it
# stands below the same answer, but a question shows nothing of what else the card says first.
QUESTION_AHEAD = 1.15
# Far below what parts an exact word from its stem: use decides between equals, never against words.
MOST_USED, MANY_QUESTIONS = 0.03, 0.015
MANY = 5  # questions of a card


def once_each(
    hits: Iterable[SearchHit], group_of: Callable[[SearchHit], str], limit: int
) -> list[SearchHit]:
    """Return one hit of each group, where the best of the group was; best hits first in both.

    A card, its translations and its questions are one answer, and one group.
    limit: of groups; what comes too late to change one of them is not looked at.
    """
    found: dict[str, SearchHit] = {}
    least = 0.0  # score of the last group that is returned
    for hit in hits:
        if len(found) >= limit and hit.score * QUESTION_AHEAD < least:
            break
        group = group_of(hit)
        before = found.get(group)
        if before is None or _is_nearly(before, hit):
            found[group] = hit
            if before is None and len(found) == limit:
                least = hit.score
    return list(found.values())[:limit]


def _is_nearly(question: SearchHit, card: SearchHit) -> bool:
    """Return whether the card stands so near behind its question that it goes before it."""
    if (question.kind, card.kind) != (HitKind.FAQ, HitKind.CARD):
        return False
    return question.language == card.language and question.score <= QUESTION_AHEAD * card.score


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
