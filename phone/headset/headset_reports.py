"""A headset's reports: which keys went down or up, and what to send so that its lamps agree.

Pure. Usages are those of the HID usage tables: page 0x0B telephony, page 0x08 lamps.
"""

from dataclasses import dataclass
from enum import IntEnum

from phone.headset.hid_descriptor import Descriptor, Field

TELEPHONY = 0x0B


class Key(IntEnum):
    HOOK = 0x0B0020
    FLASH = 0x0B0021
    HOLD = 0x0B0023
    DROP = 0x0B0026
    MUTE = 0x0B002F


class Lamp(IntEnum):
    MUTE = 0x080009
    OFF_HOOK = 0x080017
    RING = 0x080018
    HOLD = 0x080020


@dataclass(frozen=True, slots=True)
class KeyChange:
    key: Key
    is_on: bool
    is_momentary: bool  # a press, not a position: only going on means something


_KEYS = {int(key) for key in Key}
_LAMPS = {int(lamp) for lamp in Lamp}


def is_headset(descriptor: Descriptor) -> bool:
    """Return whether the device is a telephone's with at least a hook switch or a mute key."""
    is_telephony = any(usage >> 16 == TELEPHONY for usage in descriptor.applications)
    has_key = any(_KEYS.intersection(one.usages) for one in descriptor.inputs)
    return is_telephony and has_key


class HeadsetReports:
    """Remembers how each key was; one for each plugged headset."""

    def __init__(self, descriptor: Descriptor) -> None:
        self._descriptor = descriptor
        self._keys = [one for one in descriptor.inputs if _KEYS.intersection(one.usages)]
        self._lamps = [one for one in descriptor.outputs if _LAMPS.intersection(one.usages)]
        self._on: dict[Key, bool] = {}
        self._sent: dict[int, bytes] = {}

    def hear(self, report: bytes) -> tuple[KeyChange, ...]:
        """Return what changed; a report that is too short or of no interest changes nothing."""
        number, body = self._split(report)
        now: dict[Key, tuple[bool, bool]] = {}
        for one in self._keys:
            value = _value_at(body, one) if one.report == number else None
            if value is None:
                continue
            for usage in _KEYS.intersection(one.usages):
                # A key can stand in several fields of a report: one that is on is enough.
                is_on = _is_on(one, usage, value) or now.get(Key(usage), (False, False))[0]
                now[Key(usage)] = (is_on, one.is_relative)
        changes = [
            KeyChange(key, is_on, is_momentary)
            for key, (is_on, is_momentary) in now.items()
            if is_on != self._on.get(key, False)
        ]
        self._on |= {key: is_on for key, (is_on, _) in now.items()}
        return tuple(changes)

    def show(self, lamps: frozenset[Lamp]) -> tuple[bytes, ...]:
        """Return the reports that change what the headset shows; number first, 0 for none."""
        wanted: dict[int, bytearray] = {}
        for one in self._lamps:
            length = (self._descriptor.output_bits[one.report] + 7) // 8
            body = wanted.setdefault(one.report, bytearray(length))
            _write_lamp(body, one, lamps)
        reports = {number: bytes([number]) + body for number, body in wanted.items()}
        changed = [one for number, one in reports.items() if self._sent.get(number) != one]
        self._sent = reports
        return tuple(changed)

    def forget_shown(self) -> None:
        """The headset may believe otherwise than was sent: send all again at the next show."""
        self._sent = {}

    def _split(self, report: bytes) -> tuple[int, bytes]:
        if self._descriptor.is_numbered:
            return (report[0], report[1:]) if report else (0, b"")
        return 0, report


def _value_at(body: bytes, one: Field) -> int | None:
    # A report may be shorter than the device promised (test_no_report_does_harm).
    if one.bit + one.size > len(body) * 8:
        return None
    return int.from_bytes(body, "little") >> one.bit & ((1 << one.size) - 1)


def _is_on(one: Field, usage: int, value: int) -> bool:
    if not one.is_array:
        return value != 0
    index = value - one.minimum
    return 0 <= index < len(one.usages) and one.usages[index] == usage


def _write_lamp(body: bytearray, one: Field, lamps: frozenset[Lamp]) -> None:
    if one.is_array:
        lit = [at for at, usage in enumerate(one.usages) if usage in lamps]
        if not lit:
            return
        value = lit[0] + one.minimum
    else:
        value = int(one.usages[0] in lamps)
    number = int.from_bytes(body, "little") | (value & ((1 << one.size) - 1)) << one.bit
    body[:] = number.to_bytes(len(body), "little")
