"""The one call of the seat: its state, its timers and what may be done with it now."""

from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from console.errors import PhoneRefused, PhoneUnavailable
from console.runtime.task_scope import TaskScope
from console.work.live_call import (
    AudioDevice,
    Call,
    CallState,
    EndCause,
    Line,
    Quality,
    Snapshot,
)
from contract.domain.phone_number import UnusableNumber, dialable

IN_CALL = frozenset({CallState.ACTIVE, CallState.HELD})
OUTGOING = frozenset({CallState.CALLING, CallState.RINGING})


class CallAction(StrEnum):
    ANSWER = "answer"
    REJECT = "reject"
    HOLD = "hold"
    RESUME = "resume"
    MUTE = "mute"
    UNMUTE = "unmute"
    HANG_UP = "hang_up"


class PhoneCommands(Protocol):
    """The part of the softphone that acts on a call. May raise PhoneUnavailable, PhoneRefused."""

    async def dial(self, to: str) -> int: ...
    async def answer(self, call: int) -> None: ...
    async def reject(self, call: int) -> None: ...
    async def hang_up(self, call: int) -> None: ...
    async def hold(self, call: int) -> None: ...
    async def resume(self, call: int) -> None: ...
    async def mute(self, call: int, on: bool) -> None: ...
    async def dtmf(self, call: int, digits: str) -> None: ...


def actions_for(call: Call | None) -> frozenset[CallAction]:
    """Return what may be done with a call in its present state."""
    if call is None or call.state is CallState.ENDED:
        return frozenset()
    if call.state is CallState.INCOMING:
        return frozenset({CallAction.ANSWER, CallAction.REJECT})
    if call.state in OUTGOING:
        return frozenset({CallAction.HANG_UP})
    mute = CallAction.UNMUTE if call.is_muted else CallAction.MUTE
    hold = CallAction.RESUME if call.state is CallState.HELD else CallAction.HOLD
    return frozenset({mute, hold, CallAction.HANG_UP})


class ActiveCallViewModel(QObject):
    """Listens to the phone (PhoneListener). A second call is never shown: the phone is busy."""

    changed = Signal()
    rang = Signal(object)  # Call
    answered = Signal(object)  # Call, in either direction
    ended = Signal(object)  # Call, with its cause
    found_running = Signal(object)  # Call that was going on when the console (re)started
    line_changed = Signal()
    audio_changed = Signal()
    refused = Signal(str)  # reason code

    def __init__(
        self, *, phone: PhoneCommands, scope: TaskScope, monotonic_s: Callable[[], float]
    ) -> None:
        super().__init__()
        self._phone = phone
        self._scope = scope
        self._monotonic_s = monotonic_s
        self._held_since_s: float | None = None
        self.call: Call | None = None
        self.line = Line()
        self.expects_line = False  # whoever signed in has a line: it is being set or is there
        self.has_microphone = True
        self.devices: tuple[AudioDevice, ...] = ()
        self.quality: Quality | None = None

    @property
    def actions(self) -> frozenset[CallAction]:
        return actions_for(self.call)

    @property
    def is_live(self) -> bool:
        return self.call is not None

    @property
    def is_connecting(self) -> bool:
        """Return whether the exchange has not said yes or no yet."""
        line = self.line
        if line.reason == "not_set":
            return self.expects_line
        return not line.registered and not line.reason

    @property
    def elapsed_s(self) -> float:
        """Return seconds since the answer, or since the first ring before it."""
        if self.call is None:
            return 0.0
        return max(0.0, self._monotonic_s() - (self.call.answered_mono_s or self._began_s))

    @property
    def held_s(self) -> float:
        """Return for how long the citizen has been on hold this time."""
        if self._held_since_s is None:
            return 0.0
        return self._monotonic_s() - self._held_since_s

    def answer(self) -> None:
        self._command(CallAction.ANSWER, self._phone.answer)

    def reject(self) -> None:
        self._command(CallAction.REJECT, self._phone.reject)

    def hang_up(self) -> None:
        self._command(CallAction.HANG_UP, self._phone.hang_up)

    def toggle_hold(self) -> None:
        self._command(CallAction.HOLD, self._phone.hold)
        self._command(CallAction.RESUME, self._phone.resume)

    def toggle_mute(self) -> None:
        self._command(CallAction.MUTE, lambda call: self._phone.mute(call, True))
        self._command(CallAction.UNMUTE, lambda call: self._phone.mute(call, False))

    def dtmf(self, digits: str) -> None:
        self._command(CallAction.HANG_UP, lambda call: self._phone.dtmf(call, digits))

    def dial(self, phone: str) -> None:
        """Call a citizen. A number no seat may dial is refused here, before the exchange does."""
        try:
            number = dialable(phone)
        except UnusableNumber as error:
            self.refused.emit(error.code)
            return
        if self.call is None:
            self._scope.start("call.dial", self._tried(self._dialled(number)))

    def on_snapshot(self, snapshot: Snapshot) -> None:
        self.on_line(snapshot.line)
        self.on_devices(snapshot.devices, snapshot.has_microphone)
        live = {call.call: call for call in snapshot.calls if call.state is not CallState.ENDED}
        if self.call is not None and self.call.call not in live:
            self._end_lost()
        for call in live.values():
            self.on_call(call)

    def on_line(self, line: Line) -> None:
        self.line = line
        self.line_changed.emit()

    def on_call(self, call: Call) -> None:
        if self.call is not None and self.call.call != call.call:
            return
        before, self.call = self.call, None if call.state is CallState.ENDED else call
        self._note_hold(call)
        if before is None and call.state is CallState.ENDED:
            return
        if before is None:
            self._begin(call)
        elif call.state is CallState.ENDED:
            self.quality = None
            self.ended.emit(call)
        elif call.state is CallState.ACTIVE and before.state not in IN_CALL:
            self.answered.emit(call)
        self.changed.emit()

    def on_dtmf(self, call: int, digit: str) -> None:
        """Digits pressed by the citizen mean nothing to this seat."""

    def on_quality(self, quality: Quality) -> None:
        self.quality = quality
        self.changed.emit()

    def on_devices(self, devices: tuple[AudioDevice, ...], has_microphone: bool) -> None:
        self.devices = devices
        self.has_microphone = has_microphone
        self.audio_changed.emit()

    def on_gone(self) -> None:
        self._end_lost()
        self.on_line(Line(reason="phone_gone"))

    @property
    def _began_s(self) -> float:
        return self.call.started_mono_s if self.call is not None else 0.0

    def _begin(self, call: Call) -> None:
        if call.state in IN_CALL:
            self.found_running.emit(call)
        elif call.is_incoming:
            self.rang.emit(call)

    def _note_hold(self, call: Call) -> None:
        if call.state is not CallState.HELD:
            self._held_since_s = None
        elif self._held_since_s is None:
            self._held_since_s = self._monotonic_s()

    def _end_lost(self) -> None:
        if self.call is not None:
            self.on_call(
                msgspec.structs.replace(
                    self.call,
                    state=CallState.ENDED,
                    cause=EndCause.PHONE_LOST,
                    ended_mono_s=self._monotonic_s(),
                )
            )

    def _command(
        self, action: CallAction, command: Callable[[int], Coroutine[Any, Any, None]]
    ) -> None:
        if self.call is not None and action in self.actions:
            self._scope.start(f"call.{action}", self._tried(command(self.call.call)))

    async def _dialled(self, number: str) -> None:
        await self._phone.dial(number)

    async def _tried(self, command: Coroutine[Any, Any, None]) -> None:
        try:
            await command
        except PhoneUnavailable:
            self.refused.emit("phone_gone")
        except PhoneRefused as error:
            self.refused.emit(error.code)
