"""What a USB device says of its reports: HID report descriptors, read by the HID specification.

Pure. The bytes come from a device anybody can plug in: whatever they are, reading them ends with
a Descriptor or with BadDescriptor.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

# Far beyond any headset's: whoever plugs a device in chooses the bytes (decision 0009).
FIELD_LIMIT = 2048
_DEPTH_LIMIT = 16
_LONG_ITEM = 0xFE
_MAIN, _GLOBAL, _LOCAL = 0, 1, 2
_INPUT, _OUTPUT, _COLLECTION = 0x8, 0x9, 0xA
_APPLICATION = 0x01  # kind of a collection
_CONSTANT, _VARIABLE, _RELATIVE = 0x01, 0x02, 0x04


class BadDescriptor(Exception):
    """The bytes are no report descriptor, or one beyond any sensible size."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value in a report. Its usage is page << 16 | id; an array's value is one of usages."""

    report: int  # report number, 0 for a device with one report only
    bit: int  # offset, behind the report number
    size: int  # bits
    usages: tuple[int, ...]
    is_array: bool
    is_relative: bool
    minimum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    applications: tuple[int, ...]  # usages of the outermost collections
    inputs: tuple[Field, ...]
    outputs: tuple[Field, ...]
    output_bits: dict[int, int]  # of each report
    is_numbered: bool  # reports begin with their number


@dataclass(frozen=True, slots=True)
class _Globals:
    page: int = 0
    minimum: int = 0
    size: int = 0
    count: int = 0
    report: int = 0


@dataclass(slots=True)
class _Reading:
    now: _Globals = _Globals()
    stack: list[_Globals] = field(default_factory=list)
    usages: list[int] = field(default_factory=list)
    first: int = 0  # of a usage range
    applications: list[int] = field(default_factory=list)
    inputs: list[Field] = field(default_factory=list)
    outputs: list[Field] = field(default_factory=list)
    bits: dict[tuple[int, int], int] = field(default_factory=dict)  # by main item and report


def read_descriptor(data: bytes) -> Descriptor:
    """Raise BadDescriptor."""
    reading = _Reading()
    for kind, tag, value, size in _items(data):
        if kind == _GLOBAL:
            _read_global(reading, tag, value, size)
        elif kind == _LOCAL:
            _read_local(reading, tag, value, size)
        elif kind == _MAIN:
            _read_main(reading, tag, value)
    reports = {report for _, report in reading.bits}
    return Descriptor(
        applications=tuple(reading.applications),
        inputs=tuple(reading.inputs),
        outputs=tuple(reading.outputs),
        output_bits={report: n for (tag, report), n in reading.bits.items() if tag == _OUTPUT},
        is_numbered=reports != {0} and bool(reports),
    )


def _items(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield kind, tag, unsigned value and its size in bytes."""
    at = 0
    while at < len(data):
        prefix = data[at]
        if prefix == _LONG_ITEM:  # reserved by the specification, and never seen
            if at + 1 >= len(data):
                raise BadDescriptor("cut off")
            at += 3 + data[at + 1]
            continue
        size = (0, 1, 2, 4)[prefix & 3]
        value = data[at + 1 : at + 1 + size]
        if len(value) < size:
            raise BadDescriptor("cut off")
        yield (prefix >> 2) & 3, prefix >> 4, int.from_bytes(value, "little"), size
        at += 1 + size


def _read_global(reading: _Reading, tag: int, value: int, size: int) -> None:
    match tag:
        case 0x0:
            reading.now = replace(reading.now, page=value & 0xFFFF)
        case 0x1:
            reading.now = replace(reading.now, minimum=_signed(value, size))
        case 0x7:
            reading.now = replace(reading.now, size=value)
        case 0x8:
            reading.now = replace(reading.now, report=value & 0xFF)
        case 0x9:
            reading.now = replace(reading.now, count=value)
        case 0xA:
            if len(reading.stack) >= _DEPTH_LIMIT:
                raise BadDescriptor("too deep")
            reading.stack.append(reading.now)
        case 0xB:
            if not reading.stack:
                raise BadDescriptor("pop without push")
            reading.now = reading.stack.pop()


def _read_local(reading: _Reading, tag: int, value: int, size: int) -> None:
    # By the specification a usage of four bytes brings its own page.
    usage = value if size == 4 else reading.now.page << 16 | value
    match tag:
        case 0x0:
            reading.usages.append(usage)
        case 0x1:
            reading.first = usage
        case 0x2:
            # Before the range is built: a few bytes can name four thousand million usages.
            if usage - reading.first >= FIELD_LIMIT:
                raise BadDescriptor("too many usages")
            reading.usages.extend(range(reading.first, usage + 1))
    if len(reading.usages) > FIELD_LIMIT:
        raise BadDescriptor("too many usages")


def _read_main(reading: _Reading, tag: int, value: int) -> None:
    if tag == _COLLECTION and value == _APPLICATION and reading.usages:
        reading.applications.append(reading.usages[-1])
    elif tag in (_INPUT, _OUTPUT):
        _add_fields(reading, tag, value)
    # Local items hold for one main item only, by the specification.
    reading.usages.clear()
    reading.first = 0


def _add_fields(reading: _Reading, tag: int, flags: int) -> None:
    now = reading.now
    fields = reading.inputs if tag == _INPUT else reading.outputs
    start = reading.bits.get((tag, now.report), 0)
    # Both are the device's own 32-bit numbers: checked before anything is built of them.
    if now.count * now.size > FIELD_LIMIT * 32 or len(fields) + now.count > FIELD_LIMIT:
        raise BadDescriptor("too many fields")
    reading.bits[tag, now.report] = start + now.count * now.size
    # Padding only moves the place of what follows.
    if flags & _CONSTANT or not reading.usages or not 0 < now.size <= 32:
        return
    is_array = not flags & _VARIABLE
    for number in range(now.count):
        # The last usage stands for all fields beyond the list.
        own = (reading.usages[min(number, len(reading.usages) - 1)],)
        fields.append(
            Field(
                report=now.report,
                bit=start + number * now.size,
                size=now.size,
                usages=tuple(reading.usages) if is_array else own,
                is_array=is_array,
                is_relative=bool(flags & _RELATIVE),
                minimum=now.minimum,
            )
        )


def _signed(value: int, size: int) -> int:
    return value - (1 << 8 * size) if size and value >> (8 * size - 1) else value
