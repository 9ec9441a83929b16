"""Waits until a scene stands still: nothing is asked of a thread, nothing blinks."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from PySide6.QtWidgets import QApplication

from widgets.tables.record_table import FLUSH_MS, put_rows_off

TURNS = 30  # of the loop: what was asked asks others in turn


class _Threads:
    """Stands where the loop hands work to threads: replica, search and files answer from there."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._hand_over = loop.run_in_executor
        self.at_work: set[asyncio.Future[Any]] = set()

    def run(
        self, executor: Executor | None, work: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        answer = self._hand_over(executor, work, *args)
        self.at_work.add(answer)
        answer.add_done_callback(self.at_work.discard)
        return answer


async def settle() -> None:
    """Let the view-models finish what was just asked of them, and the widgets lay out."""
    hand_over = vars(asyncio.get_running_loop()).get("run_in_executor")
    at_work = hand_over.__self__.at_work if hand_over is not None else set()
    turns = 0
    while turns < TURNS:
        await asyncio.sleep(0)
        turns += 1
        if at_work:
            await asyncio.wait(at_work)
            turns = 0  # the answer leads to more


@contextmanager
def still(app: QApplication) -> Iterator[None]:
    """Stop what blinks, so that two pictures of one scene are equal; show rows at once."""
    app.setCursorFlashTime(0)
    put_rows_off(app, 0)
    loop = asyncio.get_running_loop()
    vars(loop)["run_in_executor"] = _Threads(loop).run
    try:
        yield
    finally:
        del vars(loop)["run_in_executor"]
        put_rows_off(app, FLUSH_MS)
