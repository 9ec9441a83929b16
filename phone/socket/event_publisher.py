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
    HeadsetEvent,
    LevelsEvent,
    Line,
    LineEvent,
    MessageEvent,
    Quality,
    QualityEvent,
    Snapshot,
    SnapshotEvent,
    TransferEvent,
)
from phone.browser import page_messages as page
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

    def publish_digit(self, heard: page.DtmfHeard) -> None:
        digit = clean_text(heard.digit)[:1]
        self._broadcast(DtmfEvent(seq=self._next(), call=heard.call, digit=digit))

    def publish_quality(self, heard: page.QualityHeard, *, headset_out: str) -> None:
        """headset_out: identity of the chosen device, "" for the system's choice."""
        quality = msgspec.convert(heard, Quality, from_attributes=True)
        quality = msgspec.structs.replace(quality, device=self._label_of(headset_out))
        self._broadcast(QualityEvent(seq=self._next(), quality=quality))

    def publish_transfer(self, heard: page.TransferHeard) -> None:
        event = TransferEvent(seq=self._next(), call=heard.call, code=heard.code, final=heard.final)
        self._broadcast(event)

    def publish_levels(self, heard: page.LevelsHeard) -> None:
        event = LevelsEvent(seq=self._next(), microphone=heard.microphone, heard=heard.heard)
        self._broadcast(event)

    def note_testing(self, on: bool) -> None:
        """Whether an echo test is on: snapshots tell it."""
        self._is_testing = on

    def publish_message(self, on: bool) -> None:
        """Whether a citizen's message is heard now."""
        self._broadcast(MessageEvent(seq=self._next(), on=on))

    def publish_headset(self, keys: str) -> None:
        """keys: name of the headset whose keys are heard now, "" for none."""
        self._headset_keys = clean_text(keys)
        self._broadcast(HeadsetEvent(seq=self._next(), keys=self._headset_keys))

    def publish_devices(self, heard: page.DevicesHeard) -> None:
        """The page looks often; what it told before is not told again."""
        devices = tuple(
            msgspec.structs.replace(device, label=clean_text(device.label))
            for device in heard.devices
        )
        if (devices, heard.has_microphone) == (self._devices, self._has_microphone):
            return
        self._devices = devices
        self._has_microphone = heard.has_microphone
        self._broadcast(
            DevicesEvent(
                seq=self._next(), devices=self._devices, has_microphone=self._has_microphone
            )
        )

    def _label_of(self, device: str) -> str:
        outputs = [one for one in self._devices if one.kind == "output"]
        known = [one for one in outputs if one.id == (device or "default")]
        return next((one.label for one in known or outputs), "")

    def _next(self) -> int:
        self._seq += 1
        return self._seq
