"""A softphone without a network: takes every command and reports it as an exchange would."""

import time
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from console.work.live_call import Call, CallState, EndCause, Line, PhoneListener, Snapshot


class ScriptedPhone:
    """citizen_calls() makes it ring. Implements the Softphone port."""

    def __init__(self) -> None:
        self.snapshot = Snapshot(line=Line(registered=True, server="test"))
        self.available = False
        self.line: dict[str, Any] = {}
        self._listeners: list[PhoneListener] = []
        self._numbers = 0

    @property
    def call(self) -> Call | None:
        return self.snapshot.calls[0] if self.snapshot.calls else None

    def citizen_calls(self, peer: str = "+390655500123", queue: str = "Tributi") -> Call:
        self._numbers += 1
        return self._report(
            Call(
                call=self._numbers,
                sip_id=f"call-{self._numbers}@test",
                call_key=f"key-{self._numbers}",
                queue=queue,
                state=CallState.INCOMING,
                peer=peer,
                started_utc_s=time.time(),
                started_mono_s=time.monotonic(),
            )
        )

    def citizen_answers(self) -> None:
        self._change(CallState.ACTIVE, answered_mono_s=time.monotonic(), answered_utc_s=time.time())

    def citizen_hangs_up(self) -> None:
        self._end(EndCause.HUNG_UP_THERE)

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

    async def set_line(self, **line: Any) -> None:
        self.line = line

    async def set_available(self, available: bool) -> None:
        self.available = available

    async def use_devices(self, *, headset_in: str, headset_out: str, ring: str) -> None:
        """There is only one of each."""

    async def dial(self, to: str) -> int:
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
        self.citizen_answers()

    async def reject(self, call: int) -> None:
        self._end(EndCause.REJECTED)

    async def hang_up(self, call: int) -> None:
        self._end(EndCause.HUNG_UP_HERE)

    async def hold(self, call: int) -> None:
        self._change(CallState.HELD)

    async def resume(self, call: int) -> None:
        self._change(CallState.ACTIVE)

    async def mute(self, call: int, on: bool) -> None:
        assert self.call is not None
        self._report(replace(self.call, is_muted=on))

    async def dtmf(self, call: int, digits: str) -> None:
        """Nobody listens."""

    def _change(self, state: CallState, **changes: Any) -> None:
        assert self.call is not None
        self._report(replace(self.call, state=state, **changes))

    def _end(self, cause: EndCause) -> None:
        self._change(CallState.ENDED, cause=cause, ended_mono_s=time.monotonic())

    def _report(self, call: Call) -> Call:
        live = () if call.state is CallState.ENDED else (call,)
        self.snapshot = replace(self.snapshot, calls=live)
        for listener in tuple(self._listeners):
            listener.on_call(call)
        return call
