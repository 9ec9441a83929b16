"""Seats with real phone processes (WebRTC), driven over their socket as a console does."""

import asyncio
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from console.errors import PhoneRefused
from console.runtime.task_scope import TaskScope
from console.telephony.local_phone import LocalPhone
from contract.wire.duty import SeatCall
from contract.wire.phone_socket import AudioDevice, Call, CallState, Line, Quality, Snapshot
from tools.call_centre.duty_seat import DutySeat
from tools.call_centre.house import House
from tools.demo.processes import Processes

_UP = frozenset({CallState.INCOMING, CallState.ACTIVE, CallState.HELD})


@dataclass(slots=True)
class PhoneCall:
    """Times are seconds since 1970."""

    seat: str
    call_key: str
    offer: str
    rang_at_s: float
    answer_at_s: float = 0.0
    answered_at_s: float = 0.0  # the phone said that the call is up


class PhoneSeat:
    """Listens to one phone: answers, and tells the server what its operator does."""

    def __init__(
        self, duty: DutySeat, phone: LocalPhone, answer_s: float, scope: TaskScope
    ) -> None:
        self.duty = duty
        self.phone = phone
        self.calls: dict[int, PhoneCall] = {}
        self._answer_s = answer_s
        self._scope = scope
        duty.calls = self._calls_now

    def on_snapshot(self, snapshot: Snapshot) -> None:
        self.on_line(snapshot.line)

    def on_line(self, line: Line) -> None:
        if line.registered and not self.duty.is_registered:
            self.duty.is_registered = True
            self.duty.step("ready")
        self.duty.is_registered = line.registered

    def on_call(self, call: Call) -> None:
        known = self.calls.get(call.call)
        if call.state is CallState.INCOMING and known is None:
            self.calls[call.call] = PhoneCall(
                self.duty.seat, call.call_key, call.offer, time.time()
            )
            self._scope.start(f"answer {call.call}", self._answer(call.call))
        elif call.state is CallState.ACTIVE and known is not None and not known.answered_at_s:
            known.answered_at_s = time.time()
            self.duty.step("answered", call_key=call.call_key, offer=call.offer)
        elif call.state is CallState.ENDED and known is not None and known.answered_at_s:
            self.duty.step("ended", call_key=call.call_key, offer=call.offer)
            self.duty.step("wrap_up_done", call_key=call.call_key)

    def on_dtmf(self, call: int, digit: str) -> None: ...
    def on_quality(self, quality: Quality) -> None: ...
    def on_devices(self, devices: tuple[AudioDevice, ...], has_microphone: bool) -> None: ...
    def on_transfer(self, call: int, code: int, final: bool) -> None: ...
    def on_levels(self, microphone: float, heard: float) -> None: ...
    def on_headset(self, keys: str) -> None: ...
    def on_message(self, on: bool) -> None: ...
    def on_gone(self) -> None:
        self.duty.is_registered = False

    async def _answer(self, call: int) -> None:
        await asyncio.sleep(self._answer_s)
        self.calls[call].answer_at_s = time.time()
        with suppress(PhoneRefused):  # the citizen gave up in the same moment
            await self.phone.answer(call)

    def _calls_now(self) -> tuple[SeatCall, ...]:
        return tuple(
            SeatCall(
                call_key=call.call_key, sip_id=call.sip_id, offer=call.offer, state=str(call.state)
            )
            for call in self.phone.snapshot.calls
            if call.state in _UP
        )


class PhoneSeats:
    """open() starts phones, signs in and registers; close() ends all of it."""

    def __init__(
        self,
        house: House,
        seats: Sequence[str],
        answer_s: float = 0.3,
        *,
        flags: Sequence[str] = (),
    ) -> None:
        """flags: of each phone process, beside --test."""
        self._house = house
        self._flags = flags
        self._numbers = seats
        self._answer_s = answer_s
        self._processes = Processes(house.folder / "phone-logs")
        self._scope: TaskScope | None = None
        self.seats: list[PhoneSeat] = []
        self.faults: list[str] = []

    async def open(self) -> None:
        self._scope = TaskScope(lambda name, fault: self.faults.append(f"{name}: {fault!r}"))
        for number in self._numbers:
            await self._open_seat(number, self._scope)

    async def close(self) -> None:
        if self._scope is not None:
            await self._scope.close()
        for seat in self.seats:
            await seat.duty.close()
        self._processes.stop_all()

    def pid(self, number: str) -> int:
        return self._processes.pid(f"phone-{number}")

    @property
    def answered(self) -> list[PhoneCall]:
        calls = (call for seat in self.seats for call in seat.calls.values())
        return [call for call in calls if call.answered_at_s]

    async def _open_seat(self, number: str, scope: TaskScope) -> None:
        socket = self._house.folder / f"p{number}"
        self._start_phone(number, socket)
        server = self._house.server.server
        duty = DutySeat(server.url, str(server.certificate), number)
        phone = LocalPhone(socket, scope)
        seat = PhoneSeat(duty, phone, self._answer_s, scope)
        self.seats.append(seat)
        line = await duty.sign_in()
        assert line is not None, "the exchange is silent"
        phone.start()
        phone.listen(seat)
        await _attached(phone)
        await phone.set_line(line, "")
        await phone.set_available(True)
        scope.start(f"duty {number}", duty.run())

    def _start_phone(self, number: str, socket: Path) -> None:
        command = [sys.executable, "-m", "phone", "--socket", str(socket)]
        command += ["--data-dir", str(self._house.folder / f"phone-{number}"), "--test"]
        command += self._flags
        environment = {"QT_QPA_PLATFORM": "offscreen"}
        self._processes.start(f"phone-{number}", command, environment)


async def _attached(phone: LocalPhone, limit_s: float = 60.0) -> None:
    async with asyncio.timeout(limit_s):
        while phone.snapshot.line.reason == "phone_gone":
            await asyncio.sleep(0.05)
