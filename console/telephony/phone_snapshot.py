"""What is true of the phone after an event. Pure."""

import msgspec

from contract.wire.phone_socket import (
    Call,
    CallEvent,
    CallState,
    DevicesEvent,
    Event,
    HeadsetEvent,
    LineEvent,
    Snapshot,
)


def with_event(snapshot: Snapshot, event: Event) -> Snapshot:
    """Return snapshot as it is after event; the event's seq is in it then."""
    replace = msgspec.structs.replace
    match event:
        case CallEvent():
            return replace(snapshot, seq=event.seq, calls=_with_call(snapshot.calls, event.call))
        case LineEvent():
            return replace(snapshot, seq=event.seq, line=event.line)
        case DevicesEvent():
            return replace(
                snapshot,
                seq=event.seq,
                devices=event.devices,
                has_microphone=event.has_microphone,
            )
        case HeadsetEvent():
            return replace(snapshot, seq=event.seq, headset_keys=event.keys)
    return replace(snapshot, seq=event.seq)


def _with_call(calls: tuple[Call, ...], changed: Call) -> tuple[Call, ...]:
    others = tuple(call for call in calls if call.call != changed.call)
    return others if changed.state is CallState.ENDED else (*others, changed)
