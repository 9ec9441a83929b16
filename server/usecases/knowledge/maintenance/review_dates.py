"""When an entry must be looked at again: the more it is used, the sooner."""

import math
from datetime import date, timedelta

TRAFFIC_OF = timedelta(days=90)
LONGEST = timedelta(days=365)
SHORTEST = timedelta(days=30)
_HALVED_AT = 10  # reads in 90 days that halve the time of a card nobody reads


def review_period(weight: int) -> timedelta:
    """Return the time between two verifications: a year for what nobody reads, 30 days at least."""
    days = LONGEST.days / (1 + math.log2(1 + weight / _HALVED_AT))
    return max(timedelta(days=round(days)), SHORTEST)


def next_review(verified_on: date, weight: int) -> date:
    return verified_on + review_period(weight)


def review_due_on(
    verified_on: date | None, review_on: date | None, weight: int, never: date
) -> date:
    """Return the day on which it is due; never: for what nobody has ever verified."""
    by_use = next_review(verified_on, weight) if verified_on else never
    return by_use if review_on is None else min(by_use, review_on)
