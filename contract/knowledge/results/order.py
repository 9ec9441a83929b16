"""The order of results: each answer has one place. Also where numpy does not load."""

from collections.abc import Callable, Iterable

from contract.knowledge.search_hit import HitKind, SearchHit

# A question takes the place of its card only where it is plainly what was asked: in the card it
# stands below the same answer, but a question shows nothing of what else the card says first.
QUESTION_AHEAD = 1.15


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
