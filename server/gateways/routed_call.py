"""A citizen's call on an exchange driven step by step: ask who gets it, ring, join, follow."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from contract.wire.exchange import (
    HEADER_AUTO_ANSWER,
    HEADER_CALL,
    HEADER_LANGUAGE,
    HEADER_OFFER,
    HEADER_QUEUE,
    HEADER_RING,
    HEADER_WAITED,
    OFFERS_LIMIT,
    AnyRouteReply,
    Digit,
    ExchangeEvent,
    Fallback,
    Reject,
    Ring,
    RouteRequest,
    SendTo,
)
from server.store.engine.faults import StoreFault

log = logging.getLogger(__name__)

ANSWERED = ""
# The citizen hears music meanwhile; a database that fails is not asked without a pause.
ASK_AGAIN_S = 2.0  # after a fault of the server


class ExchangeRefused(Exception):
    """The exchange did not do what it was told; the text is its own."""


class CallRouting(Protocol):
    """Who decides about calls. Every method raises StoreFault."""

    async def route(self, request: RouteRequest, /) -> AnyRouteReply: ...
    async def on_event(self, event: ExchangeEvent, /) -> None: ...
    async def digit(self, pressed: Digit, /) -> None: ...


class Legs(Protocol):
    """What an exchange does with the legs of a call. Every method may raise ExchangeRefused."""

    async def play_music(self, leg: str) -> None: ...
    async def ring(
        self, leg: str, seat: str, headers: Mapping[str, str], ring_s: int
    ) -> tuple[str, str]:
        """Return the seat's leg and ANSWERED, or "" and how it ended (of contract LAST)."""
        ...

    async def join(self, leg: str, seat_leg: str) -> None: ...
    async def hang_up(self, leg: str, code: int) -> None: ...
    async def send_to(self, leg: str, to: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """leg is the exchange's name of the call, and the call's key everywhere."""

    leg: str
    caller: str
    dialled: str


class RoutedCall:
    """run() ends when the call is joined, refused, sent on or given up; then gone() ends it."""

    def __init__(
        self,
        citizen: Citizen,
        *,
        exchange: str,
        boot: str,
        legs: Legs,
        routing: CallRouting,
        fallback_seats: tuple[str, ...] = (),
    ) -> None:
        self._citizen = citizen
        self._exchange = exchange
        self._boot = boot
        self._legs = legs
        self._routing = routing
        self._fallback_seats = fallback_seats
        self._offer = self._seat = ""
        self.seat_leg = ""
        self.is_over = False

    async def run(self) -> None:
        """Look for an operator until the citizen is served; cancel it when the citizen hangs up."""
        await self._legs.play_music(self._citizen.leg)
        tries, last = 0, ""
        while not self.is_over:
            reply = await self._ask(tries, last)
            last = ""
            # As with our own exchange, where each ring costs one of the call's branches (decision
            # 0014).
            if isinstance(reply, Ring) and tries < OFFERS_LIMIT:
                tries += 1
                last = await self._ring(reply)
            elif isinstance(reply, Reject):
                await self._refuse(int(reply.code))
            elif isinstance(reply, SendTo):
                self.is_over = True
                await self._legs.send_to(self._citizen.leg, reply.to)
            elif isinstance(reply, Ring | Fallback):
                await self._ring_fallback()
            if self.seat_leg:
                return

    async def gone(self, leg: str, why: str) -> None:
        """One of the legs has hung up: end the other one too and report it to the server."""
        # Both legs report one hang-up.
        if self.is_over:
            return
        self.is_over = True
        if not self.seat_leg:
            # Nobody was on the line: a hang-up of the citizen while she waits is no end of a talk.
            await self._tell("abandoned", why)
            return
        other = self._citizen.leg if leg == self.seat_leg else self.seat_leg
        try:
            await self._legs.hang_up(other, 200)
        finally:  # the exchange refuses where both hung up at once: the server must hear it still
            await self._tell("ended", why)

    async def _ask(self, tries: int, last: str) -> AnyRouteReply:
        """Ask until the server answers; a fault of it is no reason to lose the call."""
        citizen = self._citizen
        request = RouteRequest(
            exchange=self._exchange,
            boot=self._boot,
            call=citizen.leg,
            sip=citizen.leg,
            caller=citizen.caller,
            dialled=citizen.dialled,
            tries=tries,
            last=last,
        )
        while True:
            try:
                return await self._routing.route(request)
            # A server without its database is no reason to lose a citizen who waits.
            except StoreFault as fault:
                log.warning("routing failed: %s", type(fault).__name__)
                await asyncio.sleep(ASK_AGAIN_S)

    async def _ring(self, reply: Ring) -> str:
        """Return how the offer ended, ANSWERED when the two speak."""
        self._offer, self._seat = reply.offer, reply.seat
        await self._tell("offered")
        headers = {
            HEADER_CALL: self._citizen.leg,
            HEADER_OFFER: reply.offer,
            HEADER_QUEUE: reply.queue,
            HEADER_LANGUAGE: reply.language,
            HEADER_WAITED: reply.waited_s,
            HEADER_AUTO_ANSWER: reply.auto_answer_ms,
            HEADER_RING: reply.ring_s,
        }
        return await self._connect(headers, int(reply.ring_s))

    async def _connect(self, headers: Mapping[str, str], ring_s: int) -> str:
        try:
            leg, outcome = await self._legs.ring(self._citizen.leg, self._seat, headers, ring_s)
        except ExchangeRefused as refusal:
            log.warning("seat %s could not be rung: %s", self._seat, refusal)
            # The seat, not the citizen, is at fault: she waits on and the next one rings.
            leg, outcome = "", "unreachable"
        if outcome != ANSWERED:
            await self._tell("not_answered", outcome)
            return outcome
        self.seat_leg = leg  # who hangs up from now on, also before they are joined, ends both
        await self._legs.join(self._citizen.leg, leg)
        # Hung up while the two were being joined: an answer told now would come after the end.
        if not self.is_over:
            await self._tell("answered")
        return ANSWERED

    async def _ring_fallback(self) -> None:
        """One seat after the other, once; then the server is asked again."""
        for seat in self._fallback_seats:
            self._offer, self._seat = "", seat
            headers = {HEADER_CALL: self._citizen.leg, HEADER_RING: "15"}
            if await self._connect(headers, 15) == ANSWERED:
                return
        # Nobody of the fallback group answered: asked without a pause the server would be flooded.
        await asyncio.sleep(ASK_AGAIN_S)

    async def _refuse(self, code: int) -> None:
        self.is_over = True
        await self._legs.hang_up(self._citizen.leg, code)

    async def _tell(self, ev: str, why: str = "") -> None:
        await self._routing.on_event(
            ExchangeEvent(
                ev=ev,
                exchange=self._exchange,
                boot=self._boot,
                call=self._citizen.leg,
                sip=self._citizen.leg,
                seat=self._seat,
                offer=self._offer,
                why=why,
            )
        )
