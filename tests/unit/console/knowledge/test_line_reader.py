"""Thesaurus lines are read beside everything else, whenever they come."""

import asyncio
from collections.abc import Awaitable, Callable

from console.knowledge.line_reader import QUIET_S, LineReader


def quick_reader(read_some: Callable[[], Awaitable[bool]]) -> LineReader:
    return LineReader(read_some, rest_share=0, on_crash=lambda _, error: None)


async def test_what_comes_while_the_last_is_read_is_read_too() -> None:
    left, read = [1], list[int]()
    reading, go_on = asyncio.Event(), asyncio.Event()

    async def read_some() -> bool:
        read.extend(left)
        left.clear()
        reading.set()
        await go_on.wait()
        return False

    reader = quick_reader(read_some)
    reader.begin()
    await reading.wait()
    left.append(2)
    reader.begin()
    go_on.set()
    await reader.finished()
    assert read == [1, 2]
    left.append(3)
    reader.begin()
    await reader.finished()
    assert read == [1, 2, 3]
    await reader.close()


async def test_a_fault_is_told_and_the_next_lines_are_read() -> None:
    crashes = list[BaseException]()
    faults = [ValueError("unreadable")]
    read = list[str]()

    async def read_some() -> bool:
        if faults:
            raise faults.pop()
        read.append("line")
        return False

    reader = LineReader(
        read_some,
        rest_share=0,
        on_crash=lambda _, error: crashes.append(error),
    )
    reader.begin()
    await reader.finished()
    reader.begin()
    await reader.finished()
    await reader.close()
    assert [str(error) for error in crashes] == ["unreadable"]
    assert read == ["line"]


async def test_who_waits_for_it_is_let_go_when_it_is_closed() -> None:
    reading = asyncio.Event()

    async def read_some() -> bool:
        reading.set()
        return True

    reader = LineReader(read_some, rest_share=1e9, on_crash=lambda _, error: None)
    reader.begin()
    await reading.wait()
    waiting = asyncio.create_task(reader.finished())
    await reader.close()
    await waiting


async def test_while_somebody_types_no_line_is_read() -> None:
    instants = [100.0, 100.0 + QUIET_S - 0.002, 100.0 + QUIET_S - 0.001]  # then it is quiet
    unread = list[int]()

    async def read_some() -> bool:
        unread.append(len(instants))
        return False

    reader = LineReader(
        read_some,
        rest_share=0,
        on_crash=lambda _, error: None,
        monotonic_s=lambda: instants.pop(0) if instants else 200.0,
    )
    reader.make_way()
    reader.begin()
    await reader.finished()
    assert unread == [0]
    await reader.close()
