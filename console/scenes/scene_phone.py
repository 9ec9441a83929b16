"""The telephone of a scene: it reports what the scene says, and every command as done."""

from collections.abc import Callable
from typing import Self

from msgspec.structs import replace

from console.model.calls.live_call import PhoneAbility, PhoneListener
from console.viewmodels.calls.active_call import ActiveCallViewModel
from contract.wire.phone_socket import Call, CallState, EndCause, Line, Snapshot


class ScenePhone:
    """Reports every command as done. Implements the Softphone port."""

    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self.hears: ActiveCallViewModel | None = None
        self.can: frozenset[PhoneAbility] = frozenset(PhoneAbility)

    @property
    def audio(self) -> Self:
        return self

    messages = audio

    def listen(self, listener: PhoneListener) -> Callable[[], None]:
        assert isinstance(listener, ActiveCallViewModel)
        self.hears = listener
        line = Line(registered=True, server="centralino di prova")
        listener.on_snapshot(Snapshot(line=line))
        return lambda: None

    async def _taken(self, *_: object, **__: object) -> None:
        """Nobody listens in a scene, and nothing sounds."""

    set_line = set_available = use_devices = echo_test = tell_levels = play_tone = _taken
    dtmf = transfer = transfer_to = _taken

    def report(self, call: int = 1, **changes: object) -> None:
        assert self.hears is not None
        known = self.hears.by_number(call)
        before = known.call if known is not None else Call(call=call, state=CallState.INCOMING)
        self.hears.on_call(replace(before, **changes))

    def end(self, cause: EndCause, call: int = 1) -> None:
        self.report(call, state=CallState.ENDED, cause=cause, ended_mono_s=self._monotonic_s())

    async def dial(self, to: str) -> int:
        assert self.hears is not None
        number = len(self.hears.calls) + 1
        if number == 2:
            self.report(state=CallState.HELD)
        self.report(
            number,
            state=CallState.CALLING,
            is_incoming=False,
            peer=to,
            started_mono_s=self._monotonic_s(),
        )
        return number

    async def answer(self, call: int) -> None:
        self.report(call, state=CallState.ACTIVE, answered_mono_s=self._monotonic_s())

    async def reject(self, call: int) -> None:
        self.report(call, state=CallState.ENDED, cause=EndCause.REJECTED)

    async def hang_up(self, call: int) -> None:
        self.end(EndCause.HUNG_UP_HERE, call)

    async def hold(self, call: int) -> None:
        self.report(call, state=CallState.HELD)

    async def resume(self, call: int) -> None:
        assert self.hears is not None
        for other in self.hears.calls:
            if other.number != call:
                self.report(other.number, state=CallState.HELD)
        self.report(call, state=CallState.ACTIVE)

    async def mute(self, call: int, on: bool) -> None:
        self.report(call, is_muted=on)

    async def play_message(self, law: str, samples: bytes) -> None:
        assert self.hears is not None
        self.hears.on_message(True)

    async def stop_message(self) -> None:
        assert self.hears is not None
        self.hears.on_message(False)

    async def join(self, call: int, other: int) -> None:
        for one in (call, other):
            self.report(one, state=CallState.ACTIVE, is_joined=True)

    async def split(self, call: int, other: int) -> None:
        self.report(call, state=CallState.ACTIVE, is_joined=False)
        self.report(other, state=CallState.HELD, is_joined=False)
