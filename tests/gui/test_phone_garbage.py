"""A headset's thread allocates; what is garbage in the phone goes on the phone's own thread."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from phone.main_thread_gc import MainThreadGc
from tests.support.waiting import until


class Ring:
    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collections() -> Iterator[list[int]]:
    """Return the threads on which Python collected, one for each time."""
    threads: list[int] = []

    def note(phase: str, _: object) -> None:
        if phase == "start":
            threads.append(threading.get_ident())

    gc.enable()
    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)
    gc.disable()  # as the tests have it


async def test_a_thread_that_allocates_collects_nothing(collections: list[int]) -> None:
    garbage = MainThreadGc(period_ms=10)
    reader = threading.Thread(target=lambda: [[number] for number in range(50_000)])
    ring = weakref.ref(Ring())
    reader.start()
    await until(lambda: ring() is None and not reader.is_alive())
    garbage.close()
    assert set(collections) == {threading.get_ident()}
    assert gc.isenabled()
