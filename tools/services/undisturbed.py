"""Signals that end a run wait while a process of it is started and written down."""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def undisturbed(numbers: Sequence[signal.Signals] = ENDING) -> Iterator[None]:
    """Let what is done here be done whole; the first signal that came meanwhile comes after it.

    Else whoever ends a run between the start of a process and its entry in the list of those to
    stop leaves that process behind. Other threads are interrupted by no signal.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in numbers}
    heard = [number for number, handler in before.items() if callable(handler)]
    for number in heard:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, before[number])
        for first in came[:1]:
            os.kill(os.getpid(), first)
