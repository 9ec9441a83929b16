"""A softphone without a network: takes every command and reports it as an exchange would."""

import time
from collections.abc import Callable
from typing import Any, Self

from msgspec.structs import replace

from console.errors import PhoneRefused
from console.model.calls.live_call import PhoneAbility, PhoneListener
from contract.wire.phone_socket import Call, CallState, EndCause, Line, Quality, Snapshot
from contract.wire.session import LineSettings


class ScriptedPhone:
    """citizen_calls() makes it ring. Implements the Softphone port."""

    can: frozenset[PhoneAbility] = frozenset(PhoneAbility)

    def __init__(self) -> None:
        self.snapshot = Snapshot(line=Line(registered=True, server="test"))
        self.available = False
        self.transfers: list[tuple[int, str]] = []  # call, to whom; "call 2" when attended
        self.digits: list[tuple[int, str]] = []
        self.tones: list[str] = []
        self.lines: list[LineSettings] = []
        self.stops = 0  # times a message was stopped
        self.played: list[tuple[str, bytes]] = []  # law, samples
        self._listeners: list[PhoneListener] = []
        self._numbers = 0

    @property
    def audio(self) -> Self:
        return self

    messages = audio

    @property
    def call(self) -> Call | None:
        """The oldest call that is up."""
        return self.snapshot.calls[0] if self.snapshot.calls else None

    def citizen_calls(
        self, peer: str = "+390655500123", queue: str = "Tributi", **fields: Any
    ) -> Call:
        self._numbers += 1
        told: dict[str, Any] = {
            "call": self._numbers,
            "sip_id": f"call-{self._numbers}@test",
            "call_key": f"key-{self._numbers}",
            "queue": queue,
            "state": CallState.INCOMING,
            "peer": peer,
            "started_utc_s": time.time(),
            "started_mono_s": time.monotonic(),
        }
        return self._report(Call(**(told | fields)))

    def citizen_answers(self, call: int | None = None) -> None:
        now = {"answered_mono_s": time.monotonic(), "answered_utc_s": time.time()}
        self._change(self._number(call), CallState.ACTIVE, **now)

    def citizen_hangs_up(self, call: int | None = None) -> None:
        self._end(self._number(call), EndCause.HUNG_UP_THERE)

    def transfer_goes(self, call: int, code: int, *, final: bool) -> None:
        """Report how the transfer of call goes on; it ends the call when it succeeded."""
        for listener in tuple(self._listeners):
            listener.on_transfer(call, code, final)

    def says_quality(
        self, call: int, *, mos: float = 4.2, lost_pct: float = 0.0, **levels: tuple[float, ...]
    ) -> None:
        """levels: rx_levels and tx_levels, one a second."""
        quality = Quality(
            call=call,
            mos=mos,
            lost_pct=lost_pct,
            jitter_ms=4,
            rtt_ms=20,
            device="Cuffia di prova",
            **levels,
        )
        for listener in tuple(self._listeners):
            listener.on_quality(quality)

    def both_speak(self, seconds: int, call: int | None = None) -> None:
        """Tell of so many seconds in which voice goes both ways."""
        levels = (0.1,) * seconds
        self.says_quality(self._number(call), rx_levels=levels, tx_levels=levels)

    def says_line(self, **line: Any) -> None:
        """Report the line as the phone process words it: registered, server, code, reason."""
        self.snapshot = replace(self.snapshot, line=Line(**line))
        for listener in tuple(self._listeners):
            listener.on_line(self.snapshot.line)

    def says_microphone(self, *, is_there: bool) -> None:
        self.snapshot = replace(self.snapshot, has_microphone=is_there)
        for listener in tuple(self._listeners):
            listener.on_devices((), is_there)

    def dies(self) -> None:
        """End as a killed process does: the calls with it."""
        self.snapshot = Snapshot(line=Line(reason="phone_gone"))
        for listener in tuple(self._listeners):
            listener.on_gone()

    def listen(self, listener: PhoneListener) -> Callable[[], None]:
        self._listeners.append(listener)
        listener.on_snapshot(self.snapshot)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    async def set_line(self, line: LineSettings, display_name: str) -> None:
        """It answers without a line of its own, and notes which it was given."""
        self.lines.append(line)

    async def set_available(self, available: bool) -> None:
        self.available = available

    async def use_devices(
        self, *, headset_in: str, headset_out: str, ring: str, **labels: str
    ) -> None:
        """There is only one of each."""

    async def dial(self, to: str) -> int:
        self._hold_others(0)
        self._numbers += 1
        self._report(
            Call(
                call=self._numbers,
                sip_id=f"call-{self._numbers}@test",
                is_incoming=False,
                state=CallState.CALLING,
                peer=to,
                started_utc_s=time.time(),
                started_mono_s=time.monotonic(),
            )
        )
        return self._numbers

    async def answer(self, call: int) -> None:
        self._hold_others(call)
        self.citizen_answers(call)

    async def reject(self, call: int) -> None:
        self._end(call, EndCause.REJECTED)

    async def hang_up(self, call: int) -> None:
        self._end(call, EndCause.HUNG_UP_HERE)

    async def hold(self, call: int) -> None:
        self._change(call, CallState.HELD)

    async def resume(self, call: int) -> None:
        self._hold_others(call)
        self._change(call, CallState.ACTIVE)

    async def mute(self, call: int, on: bool) -> None:
        self._report(replace(self._get(call), is_muted=on))

    async def dtmf(self, call: int, digits: str) -> None:
        self.digits.append((self._get(call).call, digits))

    async def transfer(self, call: int, to: str) -> None:
        self.transfers.append((self._get(call).call, to))

    async def transfer_to(self, call: int, other: int) -> None:
        self.transfers.append((self._get(call).call, f"call {self._get(other).call}"))

    async def join(self, call: int, other: int) -> None:
        for one in (call, other):
            self._change(one, CallState.ACTIVE, is_joined=True)

    async def split(self, call: int, other: int) -> None:
        self._change(call, CallState.ACTIVE, is_joined=False)
        self._change(other, CallState.HELD, is_joined=False)

    async def echo_test(self, on: bool) -> None:
        if on and self.snapshot.calls:
            raise PhoneRefused("busy")
        self.snapshot = replace(self.snapshot, is_testing=on)

    async def tell_levels(self, on: bool) -> None:
        """Nothing is heard here."""

    async def play_message(self, law: str, samples: bytes) -> None:
        if self.snapshot.calls:
            raise PhoneRefused("busy")
        self.played.append((law, samples))
        self._tell_message(True)

    async def stop_message(self) -> None:
        self.stops += 1
        self._tell_message(False)

    def message_ends(self) -> None:
        """Report that a message was heard to its end."""
        self._tell_message(False)

    def _tell_message(self, on: bool) -> None:
        for listener in tuple(self._listeners):
            listener.on_message(on)

    async def play_tone(self, tone: str) -> None:
        self.tones.append(tone)

    def _number(self, call: int | None) -> int:
        if call is not None:
            return call
        assert self.call is not None
        return self.call.call

    def _get(self, call: int) -> Call:
        for one in self.snapshot.calls:
            if one.call == call:
                return one
        raise PhoneRefused("unknown_call")

    def _hold_others(self, call: int) -> None:
        for one in self.snapshot.calls:
            if one.call != call and one.state is CallState.ACTIVE and not one.is_joined:
                self._change(one.call, CallState.HELD)

    def _change(self, call: int, state: CallState, **changes: Any) -> None:
        self._report(replace(self._get(call), state=state, **changes))

    def _end(self, call: int, cause: EndCause) -> None:
        self._change(call, CallState.ENDED, cause=cause, ended_mono_s=time.monotonic())
        for one in self.snapshot.calls:
            if one.is_joined:
                self._change(one.call, one.state, is_joined=False)

    def _report(self, call: Call) -> Call:
        known = [one.call for one in self.snapshot.calls]
        calls = [call if one.call == call.call else one for one in self.snapshot.calls]
        if call.call not in known:
            calls.append(call)
        live = tuple(one for one in calls if one.state is not CallState.ENDED)
        self.snapshot = replace(self.snapshot, calls=live)
        for listener in tuple(self._listeners):
            listener.on_call(call)
        return call
