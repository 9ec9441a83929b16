"""Garbage goes on the thread that asks; what was loaded in bulk is never walked again."""

import asyncio
import gc
import sys
import threading
import weakref
from collections.abc import Iterator

from console.runtime import main_thread_gc
from console.runtime.main_thread_gc import collect_on_this_thread, collect_once
from tests.support.waiting import PATIENCE_S, until


class Ring:
    def __init__(self) -> None:
        self.me = self


async def test_rings_of_objects_are_collected_while_it_runs() -> None:
    gc.enable()
    task = asyncio.get_running_loop().create_task(collect_on_this_thread(period_s=0.01))
    await asyncio.sleep(0)
    assert not gc.isenabled()
    ring = weakref.ref(Ring())
    await until(lambda: ring() is None)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert gc.isenabled()
    gc.disable()  # as the tests have it


def test_what_was_loaded_in_bulk_is_set_aside() -> None:
    gc.collect()
    before = gc.get_freeze_count()
    loaded = [[number] for number in range(main_thread_gc.LOADED_IN_BULK + 1000)]
    collect_once()
    assert gc.get_freeze_count() >= before + len(loaded)
    gc.unfreeze()


def test_what_comes_in_bulk_while_as_much_goes_is_set_aside_too() -> None:
    gc.collect()
    before = [[number] for number in range(main_thread_gc.LOADED_IN_BULK + 1000)]
    collect_once()
    loaded = [[number] for number in range(len(before))]
    before.clear()
    frozen = gc.get_freeze_count()
    collect_once()
    assert gc.get_freeze_count() >= frozen + len(loaded)
    gc.unfreeze()


def test_a_tuple_that_another_thread_is_building_is_left_alone() -> None:
    """Python enlarges and cuts a tuple in place: that fails where anybody else holds it."""
    half, rest = threading.Event(), threading.Event()
    built: list[object] = []

    def numbers() -> Iterator[int]:
        yield 1
        half.set()
        rest.wait(PATIENCE_S)

    def build() -> None:
        try:
            built.append(tuple(numbers()))
        except SystemError as error:
            built.append(error)

    builder = threading.Thread(target=build)

    def finish(_: object, event: str, called: object) -> None:
        """Let the other thread go on where the objects have just been counted."""
        if event == "c_return" and called in (gc.get_objects, next):
            sys.setprofile(None)
            rest.set()
            builder.join()

    builder.start()
    half.wait(PATIENCE_S)
    sys.setprofile(finish)
    try:
        collect_once()
    finally:
        sys.setprofile(None)
        was_counted = rest.is_set()
        rest.set()
        builder.join()
    assert was_counted
    assert built == [(1,)]
