"""What the phone tells its clients: numbered events, and the snapshot they add up to."""

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from contract.wire.phone_socket import (
    AudioDevice,
    Call,
    CallEvent,
    DevicesEvent,
    DtmfEvent,
    Event,
    HeadsetEvent,
    Line,
    LineEvent,
    Quality,
    QualityEvent,
    Snapshot,
    SnapshotEvent,
)
from phone.browser.page_messages import QualityHeard
from phone.clean_text import clean_text


class EventPublisher:
    """Every event gets the next number of the phone's life; broadcast sends it to all clients."""

    def __init__(self, broadcast: Callable[[Event], None]) -> None:
        self._broadcast = broadcast
        self._seq = 0
        self._line = Line(reason="not_set")
        self._devices: tuple[AudioDevice, ...] = ()
        self._has_microphone = True
        self._headset_keys = ""
        self._is_testing = False

    def snapshot(self, *, calls: tuple[Call, ...], is_available: bool) -> SnapshotEvent:
        snapshot = Snapshot(
            seq=self._seq,
            line=self._line,
            calls=calls,
            devices=self._devices,
            has_microphone=self._has_microphone,
            is_available=is_available,
            is_testing=self._is_testing,
            headset_keys=self._headset_keys,
        )
        return SnapshotEvent(seq=self._seq, snapshot=snapshot)

    def publish_call(self, call: Call) -> None:
        self._broadcast(CallEvent(seq=self._next(), call=call))

    def publish_line(self, line: Line) -> None:
        self._line = line
        self._broadcast(LineEvent(seq=self._next(), line=line))

    def publish(self, event: Event) -> None:
        """Publish what the page said as it is, with its number."""
        self._broadcast(replace(event, seq=self._next()))

    def publish_digit(self, event: DtmfEvent) -> None:
        self.publish(replace(event, digit=clean_text(event.digit)[:1]))

    def publish_quality(self, heard: QualityHeard, *, headset_out: str) -> None:
        """headset_out: identity of the chosen device, "" for the system's choice."""
        quality = msgspec.convert(heard, Quality, from_attributes=True)
        quality = replace(quality, device=self._label_of(headset_out))
        self._broadcast(QualityEvent(seq=self._next(), quality=quality))

    def note_testing(self, on: bool) -> None:
        """Whether an echo test is on: snapshots tell it."""
        self._is_testing = on

    def publish_headset(self, keys: str) -> None:
        """keys: name of the headset whose keys are heard now, "" for none."""
        self._headset_keys = clean_text(keys)
        self._broadcast(HeadsetEvent(seq=self._next(), keys=self._headset_keys))

    def publish_devices(self, event: DevicesEvent) -> None:
        """The page looks often; what it told before is not told again."""
        devices = tuple(replace(device, label=clean_text(device.label)) for device in event.devices)
        if (devices, event.has_microphone) == (self._devices, self._has_microphone):
            return
        self._devices = devices
        self._has_microphone = event.has_microphone
        self.publish(replace(event, devices=devices))

    def _label_of(self, device: str) -> str:
        outputs = [one for one in self._devices if one.kind == "output"]
        known = [one for one in outputs if one.id == (device or "default")]
        return next((one.label for one in known or outputs), "")

    def _next(self) -> int:
        self._seq += 1
        return self._seq
