"""Tells a listener each event of the phone by the method that is meant for it."""

from console.telephony.softphone import PhoneListener
from contract.wire import phone_socket as wire


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
