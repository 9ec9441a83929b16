"""The history checker: what simulated seats did, against what the server holds in the end."""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    OK = "ok"  # the server said it is done: must be there once
    FAILED = "failed"  # the server refused: must not be there
    UNKNOWN = "unknown"  # no answer was heard: may be there once, or not


@dataclass(frozen=True, slots=True)
class Operation:
    seat: str
    entity_id: str
    outcome: Outcome


@dataclass(slots=True)
class Judgement:
    operations: int = 0
    lost: int = 0
    duplicated: int = 0
    refused_but_there: int = 0
    unheard: int = 0
    out_of_order: int = 0
    double_claims: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (
            self.lost
            or self.duplicated
            or self.refused_but_there
            or self.out_of_order
            or self.double_claims
            or self.faults
        )


def judge(history: Iterable[Operation], stored_ids: Iterable[str]) -> Judgement:
    """Compare. stored_ids: the entity id of each row on the server, in the order of the feed."""
    stored = list(stored_ids)
    count = Counter(stored)
    last: dict[tuple[str, str], Outcome] = {}
    for operation in history:
        last[operation.seat, operation.entity_id] = operation.outcome
    judgement = Judgement(operations=len(last))
    for (_, entity_id), outcome in last.items():
        judgement.lost += outcome is Outcome.OK and count[entity_id] == 0
        judgement.refused_but_there += outcome is Outcome.FAILED and count[entity_id] > 0
        judgement.unheard += outcome is Outcome.UNKNOWN
    judgement.duplicated = sum(max(0, number - 1) for number in count.values())
    return judgement


def out_of_order(sent: Iterable[str], stored: Iterable[str]) -> int:
    """Return how many of a seat's entities stand in another order than they were sent."""
    place = {entity_id: at for at, entity_id in enumerate(stored)}
    places = [place[entity_id] for entity_id in sent if entity_id in place]
    return sum(later < earlier for earlier, later in itertools.pairwise(places))
