"""Figures of what was measured; None where nothing was, for that is neither good nor bad."""

import statistics
from collections.abc import Collection


def highest(values: Collection[float], *, digits: int = 2, times: float = 1) -> float | None:
    return round(max(values) * times, digits) if values else None


def lowest(values: Collection[float], *, digits: int = 2) -> float | None:
    return round(min(values), digits) if values else None


def middle(values: Collection[float]) -> float | None:
    return round(statistics.median(values), 2) if values else None
