"""Counts the steps of a piece of work: the same number on a slow, a fast and a busy machine."""

import sys
from collections.abc import Callable

_TOOL = 4  # of the six that Python leaves room for: not a debugger's, a profiler's or coverage's
_STEPS = sys.monitoring.events.PY_START | sys.monitoring.events.CALL | sys.monitoring.events.JUMP


def steps_of(work: Callable[[], object]) -> int:
    """Return how many functions Python began, calls it made and jumps back it took meanwhile.

    What a compiled function does inside counts as one step.
    """
    return sum(steps_between(lambda _: work()))


def steps_between(work: Callable[[Callable[[], None]], object]) -> list[int]:
    """Return the steps of each stretch of work, which is given what ends a stretch."""
    steps = [0]

    def one(*_: object) -> None:
        steps[-1] += 1

    sys.monitoring.use_tool_id(_TOOL, __name__)
    try:
        for event in (1 << bit for bit in range(_STEPS.bit_length()) if _STEPS >> bit & 1):
            sys.monitoring.register_callback(_TOOL, event, one)
        sys.monitoring.set_events(_TOOL, _STEPS)
        work(lambda: steps.append(0))
    finally:
        sys.monitoring.set_events(_TOOL, 0)
        sys.monitoring.free_tool_id(_TOOL)
    return steps
