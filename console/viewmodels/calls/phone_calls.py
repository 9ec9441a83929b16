"""What the phone says of the seat's calls: the citizen's, and at most one beside it."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from console.viewmodels.calls.one_call import IN_CALL, CallViewModel
from contract.wire.phone_socket import (
    AudioDevice,
    Call,
    CallState,
    EndCause,
    Line,
    Quality,
    Snapshot,
)


class PhoneCalls(QObject):
    """Listens to the phone (PhoneListener). `call` is the main call: the citizen's.

    A second call, a consultation or one that rings meanwhile, has a view-model of its own and its
    own signals; it becomes the main one only when the main one has ended.
    """

    refused = Signal(str)  # reason code: what the operator wished is not possible
    changed = Signal()  # any of the calls, or which there are
    rang = Signal(object)  # Call
    answered = Signal(object)  # Call, in either direction
    ended = Signal(object)  # Call, with its cause
    talked = Signal(object)  # Call in which voice has gone both ways for long enough, once
    found_running = Signal(object)  # Call that was going on when the console (re)started
    took_over = Signal(object)  # Call that goes on where the main one was: its caller was handed on
    second_answered = Signal(object)
    second_ended = Signal(object)
    any_ended = Signal(object)  # CallViewModel, after the last word of either call
    transfer_told = Signal(int, int, bool)  # call, SIP status, final
    levels_told = Signal(float, float)
    message_heard = Signal(bool)  # a citizen's message plays in the headset, or no longer
    headset_changed = Signal(str)
    line_changed = Signal()
    audio_changed = Signal()

    def __init__(self, *, monotonic_s: Callable[[], float]) -> None:
        super().__init__()
        self._monotonic_s = monotonic_s
        self.dialled_label = ""  # whom the operator means to reach by the call being made
        self.main: CallViewModel | None = None
        self.second: CallViewModel | None = None
        self.last_ended: Call | None = None  # the last main call, with its cause
        self.line = Line()
        self.expects_line = False  # whoever signed in has a line: it is being set or is there
        self.has_microphone = True
        self.headset_keys = ""
        self.devices: tuple[AudioDevice, ...] = ()

    @property
    def call(self) -> Call | None:
        return self.main.call if self.main is not None else None

    @property
    def calls(self) -> tuple[CallViewModel, ...]:
        """Return the calls that are up, the main one first."""
        return tuple(one for one in (self.main, self.second) if one is not None)

    @property
    def spoken(self) -> CallViewModel | None:
        """Return the call that keys act on: spoken with now, else the main one."""
        if self.second is not None and self.second.is_spoken:
            return self.second
        return self.main

    @property
    def ringing(self) -> CallViewModel | None:
        """Return the call that waits for an answer here."""
        return next((one for one in self.calls if one.rings_here), None)

    @property
    def is_live(self) -> bool:
        return self.main is not None

    @property
    def is_joined(self) -> bool:
        """Return whether citizen, operator and the third side hear each other."""
        return len(self.calls) == 2 and all(one.call.is_joined for one in self.calls)

    @property
    def is_connecting(self) -> bool:
        """Return whether the exchange has not said yes or no yet."""
        line = self.line
        if line.reason == "not_set":
            return self.expects_line
        return not line.registered and not line.reason

    def by_number(self, number: int) -> CallViewModel | None:
        return next((one for one in self.calls if one.number == number), None)

    def on_snapshot(self, snapshot: Snapshot) -> None:
        self.on_line(snapshot.line)
        self.on_devices(snapshot.devices, snapshot.has_microphone)
        self.headset_keys = snapshot.headset_keys
        live = {call.call: call for call in snapshot.calls if call.state is not CallState.ENDED}
        self._end_lost(but=frozenset(live))
        for call in sorted(live.values(), key=_seniority):
            self.on_call(call)

    def on_line(self, line: Line) -> None:
        self.line = line
        self.line_changed.emit()

    def on_call(self, call: Call) -> None:
        known = self.by_number(call.call)
        if known is not None:
            self._update(known, call)
        elif call.state is CallState.ENDED:
            return
        elif call.replaces and self.main is not None and self.main.number == call.replaces:
            self.main = self._new(call)  # what the phone still says of the old one means nothing
            self.took_over.emit(call)
        elif len(self.calls) == 2:
            return
        elif self.main is None:
            self.main = self._new(call)
            self._begin(call)
        else:
            self.second = self._new(call)
        self.changed.emit()

    def on_dtmf(self, call: int, digit: str) -> None:
        """Note what the other side pressed: it may answer a question of the operator."""
        one = self.by_number(call)
        if one is not None:
            one.note_pressed(digit)
            self.changed.emit()

    def on_quality(self, quality: Quality) -> None:
        one = self.by_number(quality.call)
        if one is None:
            return
        was_talk = one.dialogue.is_talk
        one.note_quality(quality)
        if one.dialogue.is_talk and not was_talk:
            self.talked.emit(one.call)
        self.changed.emit()

    def on_devices(self, devices: tuple[AudioDevice, ...], has_microphone: bool) -> None:
        self.devices = devices
        self.has_microphone = has_microphone
        self.audio_changed.emit()

    def on_transfer(self, call: int, code: int, final: bool) -> None:
        self.transfer_told.emit(call, code, final)

    def on_levels(self, microphone: float, heard: float) -> None:
        self.levels_told.emit(microphone, heard)

    def on_headset(self, keys: str) -> None:
        self.headset_keys = keys
        self.headset_changed.emit(keys)

    def on_message(self, on: bool) -> None:
        self.message_heard.emit(on)

    def on_gone(self) -> None:
        self.message_heard.emit(False)
        self._end_lost(but=frozenset())
        self.has_microphone = True  # of that only a phone can say that it is missing
        self.on_line(Line(reason="phone_gone"))

    def _new(self, call: Call) -> CallViewModel:
        made = CallViewModel(call, monotonic_s=self._monotonic_s)
        if not call.is_incoming:
            made.label, self.dialled_label = self.dialled_label, ""
        return made

    def _begin(self, call: Call) -> None:
        if call.state in IN_CALL:
            self.found_running.emit(call)
        elif call.is_incoming:
            self.rang.emit(call)

    def _update(self, one: CallViewModel, call: Call) -> None:
        before, is_main = one.call, one is self.main
        one.update(call)
        if call.state is CallState.ENDED:
            self._end(one, is_main=is_main)
        elif call.state is CallState.ACTIVE and before.state not in IN_CALL:
            (self.answered if is_main else self.second_answered).emit(call)

    def _end(self, one: CallViewModel, *, is_main: bool) -> None:
        if is_main:
            self.main, self.second = self.second, None  # the other one goes on
            self.last_ended = one.call
            self.ended.emit(one.call)
        else:
            self.second = None
            self.second_ended.emit(one.call)
        self.any_ended.emit(one)

    def _end_lost(self, *, but: frozenset[int]) -> None:
        """The phone does not know these calls any more: the second one first."""
        for one in reversed(self.calls):
            if one.number not in but:
                lost = {"state": CallState.ENDED, "cause": EndCause.PHONE_LOST}
                ended_s = self._monotonic_s()
                self.on_call(msgspec.structs.replace(one.call, **lost, ended_mono_s=ended_s))


def _seniority(call: Call) -> tuple[bool, float]:
    """A caller's call goes before one made here, then the older one."""
    return not call.is_incoming, call.started_mono_s
