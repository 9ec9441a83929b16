"""What the phone tells its clients: numbered events, and the snapshot they add up to."""

from collections.abc import Callable

import msgspec

from contract.wire.phone_socket import (
    AudioDevice,
    Call,
    CallEvent,
    DevicesEvent,
    DtmfEvent,
    Event,
    Line,
    LineEvent,
    Quality,
    QualityEvent,
    Snapshot,
    SnapshotEvent,
)
from phone import page_messages as page
from phone.clean_text import clean_text


class Bulletin:
    """Every event gets the next number of the phone's life; broadcast sends it to all clients."""

    def __init__(self, broadcast: Callable[[Event], None]) -> None:
        self._broadcast = broadcast
        self._seq = 0
        self._line = Line(reason="not_set")
        self._devices: tuple[AudioDevice, ...] = ()
        self._has_microphone = True

    def snapshot(self, *, calls: tuple[Call, ...], is_available: bool) -> SnapshotEvent:
        snapshot = Snapshot(
            seq=self._seq,
            line=self._line,
            calls=calls,
            devices=self._devices,
            has_microphone=self._has_microphone,
            is_available=is_available,
        )
        return SnapshotEvent(seq=self._seq, snapshot=snapshot)

    def tell_call(self, call: Call) -> None:
        self._broadcast(CallEvent(seq=self._next(), call=call))

    def tell_line(self, line: Line) -> None:
        self._line = line
        self._broadcast(LineEvent(seq=self._next(), line=line))

    def tell_digit(self, heard: page.DtmfHeard) -> None:
        digit = clean_text(heard.digit)[:1]
        self._broadcast(DtmfEvent(seq=self._next(), call=heard.call, digit=digit))

    def tell_quality(self, heard: page.QualityHeard) -> None:
        quality = msgspec.convert(heard, Quality, from_attributes=True)
        self._broadcast(QualityEvent(seq=self._next(), quality=quality))

    def tell_devices(self, heard: page.DevicesHeard) -> None:
        self._devices = tuple(
            msgspec.structs.replace(device, label=clean_text(device.label))
            for device in heard.devices
        )
        self._has_microphone = heard.has_microphone
        self._broadcast(
            DevicesEvent(
                seq=self._next(), devices=self._devices, has_microphone=self._has_microphone
            )
        )

    def _next(self) -> int:
        self._seq += 1
        return self._seq
