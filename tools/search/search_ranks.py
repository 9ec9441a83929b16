"""Where the right answer came, for many queries, in figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.search.search_corpus import Record

LOOKED_AT = 10


@dataclass(slots=True)
class Ranks:
    """Rank (0 is first) of the first relevant hit of each query; None: not in the first ten."""

    ranks: list[int | None] = field(default_factory=list)

    def success(self, within: int) -> float:
        found = sum(rank is not None and rank < within for rank in self.ranks)
        return round(found / max(1, len(self.ranks)), 4)

    def summary(self) -> dict[str, float]:
        reciprocal = sum(1 / (rank + 1) for rank in self.ranks if rank is not None)
        return {
            "n": len(self.ranks),
            "success_at_1": self.success(1),
            "success_at_3": self.success(3),
            "mrr_at_10": round(reciprocal / max(1, len(self.ranks)), 4),
        }


class RanksByKind:
    """Of all queries, and of each kind."""

    def __init__(self) -> None:
        self._all = Ranks()
        self._kinds: dict[str, Ranks] = {}

    def count(self, query: Record, found: Iterable[str]) -> None:
        """Take the ids an engine gave for a query, best first."""
        relevant = set(query["relevant"])
        rank = next((at for at, hit in enumerate(found) if hit in relevant), None)
        self._all.ranks.append(rank)
        self._kinds.setdefault(query.get("kind", "other"), Ranks()).ranks.append(rank)

    def summary(self) -> dict[str, Any]:
        kinds = {kind: self._kinds[kind].summary() for kind in sorted(self._kinds)}
        return {**self._all.summary(), "by_kind": kinds}


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """Of values that were measured: of none this fails."""
    ordered = sorted(values)
    return {
        f"p{percent}": round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 2)
        for percent in (50, 95, 99)
    }
