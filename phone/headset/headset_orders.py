"""What a key of the headset means just now, and what its lamps must show. Pure."""

from collections.abc import Callable

from contract.wire.phone_socket import (
    Answer,
    Call,
    CallState,
    HangUp,
    Hold,
    Mute,
    Reject,
    Request,
    Resume,
)
from phone.headset.headset_reports import Key, KeyChange, Lamp

RELEASE_S = 0.5  # a hook key let go so soon after it answered is no hanging up
_TALKING = frozenset({CallState.ACTIVE, CallState.HELD, CallState.CALLING, CallState.RINGING})


class HeadsetOrders:
    """Turns key changes into the requests a client would make, or None."""

    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self._answered_s = float("-inf")  # by the hook key

    def hear(self, change: KeyChange, calls: tuple[Call, ...]) -> Request | None:
        match change.key:
            case Key.HOOK:
                return self._hook(change, calls)
            case Key.MUTE:
                return _mute(change, calls)
            case Key.FLASH | Key.HOLD if change.is_on:
                return _flash(calls)
            case Key.DROP if change.is_on:
                return _drop(calls)
        return None

    def _hook(self, change: KeyChange, calls: tuple[Call, ...]) -> Request | None:
        ringing, talking = _of(calls, CallState.INCOMING), _spoken(calls)
        if change.is_on:
            # A hook that is a position is up already in a call: only a press can mean the second.
            if ringing is not None and (talking is None or change.is_momentary):
                self._answered_s = self._monotonic_s()
                return Answer(id=0, call=ringing.call)
            if change.is_momentary and talking is not None:
                return HangUp(id=0, call=talking.call)
            return None  # taken up with nothing to take, or an echo of the lamp
        is_release = self._monotonic_s() - self._answered_s < RELEASE_S
        if change.is_momentary or is_release or talking is None:
            return None
        return HangUp(id=0, call=talking.call)


def lamps(calls: tuple[Call, ...]) -> frozenset[Lamp]:
    """Return what must be lit."""
    lit = {
        Lamp.OFF_HOOK: any(call.state in _TALKING for call in calls),
        Lamp.RING: any(call.state is CallState.INCOMING for call in calls),
        Lamp.MUTE: any(call.is_muted and call.state in _TALKING for call in calls),
        Lamp.HOLD: any(call.state is CallState.HELD for call in calls),
    }
    return frozenset(lamp for lamp, is_lit in lit.items() if is_lit)


def _mute(change: KeyChange, calls: tuple[Call, ...]) -> Request | None:
    call = _of(calls, CallState.ACTIVE)
    if call is None:
        return None
    wanted = change.is_on if not change.is_momentary else not call.is_muted
    # Of a press only going down counts; a switch says its position both ways.
    is_press = change.is_on or not change.is_momentary
    return Mute(id=0, call=call.call, on=wanted) if is_press and wanted != call.is_muted else None


def _flash(calls: tuple[Call, ...]) -> Request | None:
    """Take the waiting call, else hold the one spoken to, else go back to the held one."""
    for state, kind in (
        (CallState.INCOMING, Answer),
        (CallState.ACTIVE, Hold),
        (CallState.HELD, Resume),
    ):
        call = _of(calls, state)
        # Three who talk are parted first: no hold or resume fits one of them alone (test_requests).
        if call is not None and not call.is_joined:
            return kind(id=0, call=call.call)
    return None


def _drop(calls: tuple[Call, ...]) -> Request | None:
    ringing, talking = _of(calls, CallState.INCOMING), _spoken(calls)
    if ringing is not None:
        return Reject(id=0, call=ringing.call)
    return HangUp(id=0, call=talking.call) if talking is not None else None


def _spoken(calls: tuple[Call, ...]) -> Call | None:
    for state in (CallState.ACTIVE, CallState.RINGING, CallState.CALLING, CallState.HELD):
        call = _of(calls, state)
        if call is not None:
            return call
    return None


def _of(calls: tuple[Call, ...], state: CallState) -> Call | None:
    return next((call for call in calls if call.state is state), None)
