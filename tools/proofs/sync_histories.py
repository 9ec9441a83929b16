"""Seeded histories of seats, a server and a bad network: everybody agrees in the end."""

from collections import Counter
from typing import Any

from tools.simulation.agreement import Violation
from tools.simulation.sync_simulator import SEEDS, History


async def prove(*, histories: int = SEEDS, seed: int = 0) -> Any:
    """Play so many, each with the next seed; what does not agree is told with its seed."""
    events, violations = Counter[str](), list[str]()
    for at in range(seed, seed + histories):
        try:
            events += History(at).play()
        except Violation as violation:
            violations.append(f"seed {at}: {violation}")
    return {"histories": histories, "events": dict(events), "violations": violations}
