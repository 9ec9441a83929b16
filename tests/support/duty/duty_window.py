"""A console's window as the server sees it: signs in, reports over HTTP, listens to its stream."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Protocol

import httpx
import msgspec

from contract.domain.agents.agent import AgentView
from contract.wire.decoding import encode
from contract.wire.duty import (
    EVENT_DUTY,
    Alarm,
    CallNews,
    DutyReply,
    DutyReport,
    DutyStep,
    ForceState,
    SeatCall,
)
from contract.wire.session import SessionReply
from contract.wire.team import AlarmReply, AlarmSeen
from tests.support.waiting import PATIENCE_S

BEAT_S = 2.0  # a console's is 5 s; the server misses a seat after 10 s


class Reachable(Protocol):
    """A server of the tests, in process or as a process."""

    def clock(self) -> datetime: ...

    def client(self, session: SessionReply | None = None, **options: Any) -> httpx.AsyncClient: ...


class DutyWindow:
    """One signed-in window with its journal. Each call is a request of its own."""

    def __init__(
        self, server: Reachable, session: SessionReply, seat: str, boot: str = "boot-1"
    ) -> None:
        self.server = server
        self.session = session
        self.seat = seat
        self.boot = boot
        self.number = 0
        self.calls: tuple[SeatCall, ...] = ()
        self._turn = asyncio.Lock()  # one report after the other, as a console does

    def step(self, wish: str, **values: Any) -> DutyStep:
        self.number += 1
        values.setdefault("at", self.server.clock())
        return DutyStep(number=self.number, wish=wish, **values)

    async def report(self, *steps: DutyStep, **facts: Any) -> DutyReply:
        answer = await self._reported(*steps, **facts)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=DutyReply)

    async def wish(self, wish: str, **values: Any) -> DutyReply:
        return await self.report(self.step(wish, **values))

    async def force(self, whom: str, want: str, **values: Any) -> AgentView:
        answer = await self.post("/duty/force", ForceState(account_id=whom, want=want, **values))
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=AgentView)

    async def alarm(self, kind: str, **values: Any) -> int:
        """Return how many leads have a window open."""
        answer = await self.post("/duty/alarm", Alarm(kind=kind, **values))
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=AlarmReply).heard

    async def sees(self, whom: "DutyWindow", call_key: str = "") -> None:
        """Note as a lead that the alarms of an operator's call were read."""
        seen = AlarmSeen(account_id=whom.session.account.id, call_key=call_key)
        answer = await self.post("/duty/alarm/seen", seen)
        assert answer.status_code == 204, answer.text

    async def beat(self) -> None:
        """Report until cancelled, as an open window does, whether the server is there or not."""
        while True:
            with contextlib.suppress(httpx.TransportError):
                await self._reported()
            await asyncio.sleep(BEAT_S)

    async def _reported(self, *steps: DutyStep, **facts: Any) -> httpx.Response:
        report = DutyReport(
            seat=self.seat,
            boot=self.boot,
            calls=self.calls,
            steps=steps,
            **({"registered": True} | facts),
        )
        async with self._turn:
            return await self.post("/duty/report", report)

    async def post(self, path: str, value: msgspec.Struct) -> httpx.Response:
        async with self.server.client(self.session) as client:
            return await client.post(path, content=encode(value))

    @asynccontextmanager
    async def stream(self) -> AsyncIterator["DutyStream"]:
        async with (
            self.server.client(self.session) as client,
            client.stream("GET", "/events", timeout=PATIENCE_S) as answer,
        ):
            assert answer.status_code == 200
            yield DutyStream(answer)


@asynccontextmanager
async def open_windows(*windows: DutyWindow) -> AsyncIterator[None]:
    """Have them give signs of life: on a busy computer a story outlasts a seat's silence."""
    beating = [asyncio.create_task(window.beat()) for window in windows]
    try:
        yield
    finally:
        for task in beating:
            task.cancel()
        await asyncio.gather(*beating, return_exceptions=True)


class DutyStream:
    """Reads an open stream event by event."""

    def __init__(self, answer: httpx.Response) -> None:
        self._lines = answer.aiter_lines()

    async def next_data(self, name: str) -> str:
        """Return the data of the next event of that name; others are passed over."""
        fields: dict[str, str] = {}
        async for line in self._lines:
            if line:
                field, _, value = line.partition(": ")
                fields[field] = value
                continue
            if fields.get("event") == name:
                return fields["data"]
            fields = {}
        raise AssertionError(f"the stream ended before {name}")

    async def next_view(self) -> AgentView:
        return msgspec.json.decode(await self.next_data(EVENT_DUTY), type=AgentView)

    async def view_in(self, state: str) -> AgentView:
        """Return the next view in this state."""
        while (view := await self.next_view()).state != state:
            pass
        return view

    async def next_news(self) -> CallNews:
        return msgspec.json.decode(await self.next_data("call"), type=CallNews)


def state_of(reply: DutyReply) -> str:
    return f"{reply.view.state} {reply.view.reason}".rstrip()
