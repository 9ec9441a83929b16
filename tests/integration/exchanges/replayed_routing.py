"""The server's side of routing for the adapters: answers given one after the other, events kept."""

import asyncio
from collections import deque

from contract.wire.exchange import AnyRouteReply, Digit, ExchangeEvent, RouteRequest, Wait


class ReplayedRouting:
    def __init__(self, *replies: AnyRouteReply) -> None:
        self._replies = deque(replies)
        self.asked: list[RouteRequest] = []
        self.heard: list[ExchangeEvent] = []
        self.digits: list[Digit] = []

    async def route(self, request: RouteRequest) -> AnyRouteReply:
        self.asked.append(request)
        if not self._replies:
            await asyncio.Event().wait()  # nobody is free
        return self._replies.popleft() if self._replies else Wait()

    async def on_event(self, event: ExchangeEvent) -> None:
        self.heard.append(event)

    async def digit(self, digit: Digit) -> None:
        self.digits.append(digit)

    @property
    def told(self) -> list[str]:
        return [event.ev for event in self.heard]
