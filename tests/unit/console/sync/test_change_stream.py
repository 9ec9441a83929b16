"""Lines of an event stream, however they come, and when it is asked for again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from console.errors import ServerNotTrusted, ServerUnreachable, SessionExpired
from console.runtime.task_scope import TaskScope
from console.sync.change_stream import ChangeStream, Event, parse_events
from tests.support.waiting import until


async def _events(text: str) -> list[Event]:
    async def lines() -> AsyncIterator[str]:
        for line in text.split("\n"):
            yield line

    return [event async for event in parse_events(lines())]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("event: hint\nid: 7\ndata: {}\n\n", [Event(name="hint", id="7", data="{}")]),
        ('event: duty\ndata: {"rev":\ndata:1}\n\n', [Event(name="duty", data='{"rev":\n1}')]),
        ("data: lost\n\nevent: beat\n\n", [Event(name="beat")]),
        ("event:beat\ndata:\n\nevent: bye\n\n", [Event(name="beat"), Event(name="bye")]),
        (": a comment\n\nretry: 10\n\n", []),
        ("event: hint\nid: 7\ndata: {}", []),
        ("id: 7\n\nevent: hint\n\n", [Event(name="hint", id="7")]),
        ("event: hint\nid: a\0b\n\n", [Event(name="hint")]),
        ("\n\n\nnonsense\nevent\n\n", []),
    ],
)
async def test_events_come_out_of_lines(text: str, events: list[Event]) -> None:
    assert await _events(text) == events


class _Server:
    """Whose first answer to a listener is that it is away, when a test says so."""

    def __init__(self) -> None:
        self.asked = 0
        self.answers = asyncio.Event()

    @asynccontextmanager
    async def events(self, _: str) -> AsyncIterator[AsyncIterator[str]]:
        self.asked += 1
        if self.asked == 1:
            await self.answers.wait()
            raise ServerUnreachable
        yield self._beats()

    async def _beats(self) -> AsyncIterator[str]:
        for line in ("event: beat", "data: {}", ""):
            yield line
        await asyncio.Event().wait()


async def test_a_server_that_is_back_before_an_attempt_has_failed_is_asked_again_at_once() -> None:
    server = _Server()
    stream = ChangeStream(
        link=server,  # type: ignore[arg-type]  # the one call a stream makes
        on_hint=lambda: None,
        on_alive=lambda: None,
        on_lost=lambda: None,
        jitter=lambda: 1e6,  # else it waits for days
    )
    scope = TaskScope(on_crash=lambda name, error: None)
    scope.start("sync.stream", stream.run())
    await until(lambda: server.asked == 1)
    stream.retry_now()
    server.answers.set()
    await until(lambda: stream.is_live)
    await scope.close()


async def test_the_line_of_who_has_left_is_not_that_of_who_signs_in_next() -> None:
    """Else nobody would look for what changed before her own line stood."""
    server = _Server()
    server.asked = 1  # it is there from the beginning
    hints: list[str] = []
    stream = ChangeStream(
        link=server,  # type: ignore[arg-type]  # the one call a stream makes
        on_hint=lambda: hints.append("hint"),
        on_alive=lambda: None,
        on_lost=lambda: hints.append("lost"),
    )
    for operator in (1, 2):
        scope = TaskScope(on_crash=lambda _, error: hints.append(str(error)))
        scope.start("sync.stream", stream.run())
        await until(lambda operator=operator: hints == ["hint"] * operator)
        await scope.close()
        assert not stream.is_live


_BEAT = ("event: beat", "data: {}", "")


@pytest.mark.parametrize(
    ("said", "end", "losses"),
    [
        (_BEAT, ServerUnreachable(), 1),
        (_BEAT, None, 1),
        ((*_BEAT, "event: bye", "data: {}", ""), None, 0),
        ((), ServerUnreachable(), 0),
        ((), ServerNotTrusted(), 0),
        ((), SessionExpired(), 0),
        ((), None, 0),
    ],
)
async def test_a_line_that_stood_and_was_cut_is_told_and_any_that_ended_is_asked_for_again(
    said: tuple[str, ...], end: Exception | None, losses: int
) -> None:
    """Of a line that never stood the next pull tells the trouble; at "bye" there is none."""
    asked: list[str] = []
    lost: list[int] = []

    async def lines() -> AsyncIterator[str]:
        for line in said:
            yield line
        if end is not None:
            raise end

    @asynccontextmanager
    async def events(last: str) -> AsyncIterator[AsyncIterator[str]]:
        asked.append(last)
        if len(asked) > 1:
            await asyncio.Event().wait()
        yield lines()

    stream = ChangeStream(
        link=SimpleNamespace(events=events),  # type: ignore[arg-type]  # the one call it makes
        on_hint=lambda: None,
        on_alive=lambda: None,
        on_lost=lambda: lost.append(1),
        jitter=lambda: -1.0,  # it waits not at all
    )
    crashes: list[BaseException] = []
    scope = TaskScope(on_crash=lambda _, error: crashes.append(error))
    scope.start("sync.stream", stream.run())
    await until(lambda: len(asked) == 2 or crashes)
    await scope.close()
    assert (len(lost), crashes) == (losses, [])
