"""Lets other threads have the interpreter while a long piece of work runs."""

import time

WORK_S = 0.002
REST_S = 0.0003


class TurnTaking:
    """Call it inside loops: after each WORK_S of work it really sleeps, so the GUI gets its turn.

    Releasing the interpreter lock without sleeping is not enough: the same thread would take it
    back before the waiting one has woken up.
    """

    def __init__(self) -> None:
        self._rested_at = time.perf_counter()

    def __call__(self) -> None:
        if time.perf_counter() - self._rested_at >= WORK_S:
            time.sleep(REST_S)
            self._rested_at = time.perf_counter()
