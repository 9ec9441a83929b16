"""Generated timetables are answered alike by our opening times and by two independent engines."""

from typing import Any

from tools.figures.compare_hours import compare


async def prove(*, cases: int = 20_000, seed: int = 1) -> Any:
    """Ask both engines for so many timetables; some of what differs is told."""
    found = compare(cases, seed)
    return {
        "compared": found.compared,
        "left_out": found.left_out,
        "violations": len(found.differences),
        "differing": [
            f"{one.engine}: {one.text} at {one.instant}" for one in found.differences[:3]
        ],
    }
