"""Tells a listener each event of the phone by the method that is meant for it."""

import msgspec

from console.model.calls.live_call import PhoneListener
from contract.wire import phone_socket as wire
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


# What is true of the phone after an event. Pure.
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


def tell(listener: PhoneListener, event: wire.Event) -> None:
    """Events that nobody listens to, those of a newer phone among them, are passed over."""
    match event:
        case wire.CallEvent():
            listener.on_call(event.call)
        case wire.LineEvent():
            listener.on_line(event.line)
        case wire.DtmfEvent():
            listener.on_dtmf(event.call, event.digit)
        case wire.QualityEvent():
            listener.on_quality(event.quality)
        case wire.DevicesEvent():
            listener.on_devices(event.devices, event.has_microphone)
        case wire.TransferEvent():
            listener.on_transfer(event.call, event.code, event.final)
        case wire.LevelsEvent():
            listener.on_levels(event.microphone, event.heard)
        case wire.HeadsetEvent():
            listener.on_headset(event.keys)
        case wire.MessageEvent():
            listener.on_message(event.on)
