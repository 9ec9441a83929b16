"""The clock of a test leaps where nobody could come meanwhile, and nowhere else."""

import asyncio
import threading
import time
from collections.abc import Coroutine
from typing import Any

from tests.support.seats.leaping_loop import LeapingLoop
from tests.support.waiting import PATIENCE_S

AN_HOUR_S = 3600.0


def leaping[T](story: Coroutine[Any, Any, T]) -> T:
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(story)


def test_an_hour_of_the_loop_passes_at_once_and_in_order() -> None:
    async def story() -> tuple[list[str], float]:
        loop, rung = asyncio.get_running_loop(), list[str]()
        began_s = loop.time()
        loop.call_later(2.0, rung.append, "second")
        loop.call_later(1.0, rung.append, "first")
        await asyncio.sleep(AN_HOUR_S)
        return rung, loop.time() - began_s

    began = time.monotonic()
    rung, passed_s = leaping(story())
    assert time.monotonic() - began < PATIENCE_S
    assert rung == ["first", "second"]
    assert AN_HOUR_S <= passed_s < AN_HOUR_S + PATIENCE_S


def test_no_timer_leaps_over_a_thread_that_works() -> None:
    async def story() -> str:
        begun, may_end = threading.Event(), threading.Event()

        def work() -> str:
            begun.set()
            may_end.wait(PATIENCE_S)
            return "done"

        working = asyncio.get_running_loop().run_in_executor(None, work)
        threading.Thread(target=lambda: (begun.wait(PATIENCE_S), may_end.set())).start()
        async with asyncio.timeout(AN_HOUR_S):
            return await working

    assert leaping(story()) == "done"


def test_no_timer_leaps_over_a_peer_that_answers_late() -> None:
    async def story() -> bytes:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(await reader.readline())
            writer.close()
            await writer.wait_closed()

        loop = asyncio.get_running_loop()
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        threading.Timer(0.05, lambda: loop.call_soon_threadsafe(writer.write, b"late\n")).start()
        async with asyncio.timeout(AN_HOUR_S):
            heard = await reader.read()
        writer.close()
        await writer.wait_closed()
        server.close()
        await server.wait_closed()
        return heard

    assert leaping(story()) == b"late\n"
