"""Keeps results where they were seen while somebody types on: a list that moves costs seconds."""

from collections.abc import Sequence

from msgspec.structs import replace

from console.model.knowledge.search_hit import SearchAnswer
from contract.knowledge.search_hit import SearchHit

SHOWN = 10
AT_A_GLANCE = 3  # results
# So much better another result must be, as a share of the score, to take a place; more to push one
# out of those that a glance takes in. Half a word may become many: what it finds by chance moves
# next to nothing. Tried on the sentences of tools/benches/bench_typing.py.
MARGIN, OUT_OF_SIGHT_MARGIN, HALF_WORD_MARGIN = 0.2, 0.4, 3.0


def settled(shown: SearchAnswer, found: SearchAnswer) -> SearchAnswer:
    """Return what was found in the order in which it stays in its place, at most SHOWN of it.

    shown: the answer on the screen.
    """
    hits: Sequence[SearchHit] = found.hits
    if _is_typed_on(shown, found):
        hits = _kept_in_place(shown.hits, found)
    return replace(found, hits=tuple(hits[:SHOWN]))


def _is_typed_on(shown: SearchAnswer, found: SearchAnswer) -> bool:
    """Return whether it is the same question with some letters more or less.

    The very same is asked again where the entries have changed: then the new order is the news.
    """
    if shown.query == found.query or shown.wish != found.wish or not found.hits:
        return False
    one, other = shown.query.strip(), found.query.strip()
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _kept_in_place(shown: Sequence[SearchHit], found: SearchAnswer) -> list[SearchHit]:
    now, is_half_word = {_answer(hit): hit for hit in found.hits}, found.is_half_word
    # What half a word finds is found by chance, and so is what it does not find: the words before
    # it hold. Without any, what is found no more has nothing of what was typed.
    if is_half_word and len(found.query.split()) > 1:
        now = {_answer(hit): hit for hit in shown} | now
    kept = [now.pop(_answer(hit)) for hit in shown if _answer(hit) in now]
    order = [*kept, *now.values()]
    # Neighbours change places while the lower one is better by the margin. It ends: the better one
    # of two never goes back.
    place = 1
    while place < len(order):
        upper, lower = order[place - 1], order[place]
        if lower.score > upper.score * (1 + _margin(place, upper, lower, is_half_word)):
            order[place - 1], order[place] = lower, upper
            place = max(1, place - 1)
        else:
            place += 1
    return order


def _margin(place: int, upper: SearchHit, lower: SearchHit, is_half_word: bool) -> float:
    if is_half_word:
        return HALF_WORD_MARGIN
    # The word that was just completed is what the ones above lack.
    if lower.holds_all and not upper.holds_all:
        return 0.0
    return OUT_OF_SIGHT_MARGIN if place == AT_A_GLANCE else MARGIN


def _answer(hit: SearchHit) -> str:
    """Return what a hit leads to: a question to its card."""
    return hit.card_id or hit.id
