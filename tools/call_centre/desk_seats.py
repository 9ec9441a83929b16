"""Seats with plain SIP phones: they answer, speak for as long as the citizen stays, or let ring."""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

from contract.wire.duty import SeatCall
from tools.call_centre.duty_seat import DutySeat
from tools.call_centre.house import House
from tools.citizens.a_law import Samples
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.desk_phones import DeskPhones, RegistrationRefused
from tools.services.exchange import free_ports

REGISTER_AGAIN_S = 120.0
LOST_S = 5.0  # an exchange that died did not hear it: it is told anew


@dataclass(frozen=True, slots=True)
class Taken:
    """A call a seat answered. Times are seconds: rang since 1970, answered monotonic."""

    seat: str
    call_key: str
    offer: str
    rang_at_s: float
    answered_s: float


class DeskSeats:
    """answer_s: how long a phone rings before it is answered; missed: share left ringing."""

    def __init__(
        self,
        house: House,
        seats: Sequence[str],
        *,
        voice: Samples,
        answer_s: float = 0.3,
        wrap_up_s: float = 0.5,
        missed: float = 0.0,
        seed: int = 1,
        register_again_s: float = REGISTER_AGAIN_S,
    ) -> None:
        self._house = house
        self._register_again_s = register_again_s
        self._answer_s, self._wrap_up_s, self._missed = answer_s, wrap_up_s, missed
        self._random = Random(seed)
        url, certificate = house.server.server.url, str(house.server.server.certificate)
        self.seats = {seat: DutySeat(url, certificate, seat) for seat in seats}
        self.taken: list[Taken] = []
        self.left_ringing = 0
        self.faults: list[str] = []  # of this program itself; a figure with one means nothing
        self._up: dict[str, tuple[CitizenCall, SeatCall]] = {}
        self._secrets: dict[str, str] = {}
        self._phones = DeskPhones(
            address=house.desks,
            port=free_ports(house.desks, 1)[0],
            exchange=house.exchange.sip_address,
            realm=house.exchange.settings.realm,
            voice_of=lambda _: voice,
        )
        self._phones.answer_after_s = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Sign in and register everybody; they are ready when this returns."""
        await self.sign_in()
        await self.make_ready()

    async def sign_in(self) -> None:
        """Everybody is there, with a phone that is not registered: no call can come."""
        await self._phones.open()
        for seat in self.seats.values():
            line = await seat.sign_in()
            assert line is not None, "the exchange is silent"
            self._secrets[seat.seat] = line.secret
            seat.calls = partial(self._calls_of, seat.seat)
            self._start(seat.run())
        self._start(self._take_calls())

    async def make_ready(self) -> None:
        for seat in self.seats.values():
            secret = self._secrets[seat.seat]
            await self._phones.register(seat.seat, secret)
            seat.is_registered = True
            seat.step("ready")
            self._start(self._stay_registered(seat, secret))

    @property
    def calls_up(self) -> list[CitizenCall]:
        return [call for call, _ in self._up.values()]

    async def close(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for seat in self.seats.values():
            await seat.close()
        await self._phones.close()

    async def _stay_registered(self, seat: DutySeat, secret: str) -> None:
        while True:
            await asyncio.sleep(self._register_again_s)
            with suppress(TimeoutError, RegistrationRefused):
                await self._phones.register(seat.seat, secret, timeout_s=LOST_S)

    async def _take_calls(self) -> None:
        while True:
            call = await self._phones.taken.get()
            self._start(self._serve(call))

    async def _serve(self, call: CitizenCall) -> None:
        """One call from its ring to the end of the work after it."""
        seat, rang_at_s = self.seats[call.number], time.time()
        key, offer = call.asked_header("x-call"), call.asked_header("x-offer")
        if self._random.random() < self._missed:
            self.left_ringing += 1
            await call.ended.wait()
            await self._drop(call)
            return
        await asyncio.sleep(self._answer_s)
        call.accept()
        if not call.answered.is_set():
            await self._drop(call)  # the citizen was faster
            return
        now = SeatCall(call_key=key, offer=offer, sip_id=call.call_id, state="active")
        self.taken.append(Taken(seat.seat, key, offer, rang_at_s, time.monotonic()))
        self._up[call.call_id] = (call, now)
        seat.step("answered", call_key=key, offer=offer)
        await call.ended.wait()
        del self._up[call.call_id]
        await self._drop(call)
        seat.step("ended", call_key=key, offer=offer)
        await asyncio.sleep(self._wrap_up_s)
        seat.step("wrap_up_done", call_key=key)

    async def _drop(self, call: CitizenCall) -> None:
        await call.stop_media()
        self._phones.forget(call)

    def _calls_of(self, seat: str) -> tuple[SeatCall, ...]:
        return tuple(now for call, now in self._up.values() if call.number == seat)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            self.faults.append(repr(fault))
