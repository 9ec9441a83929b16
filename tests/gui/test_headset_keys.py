"""A headset plugged in: its keys are heard, its lamps follow the calls, its going is noticed.

The kernel's files are real ones in a folder; a pseudo-terminal stands for the device node.
"""

import os
import threading
import tty
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from contract.wire.phone_socket import Answer, Call, CallState, HangUp, Mute, Request
from phone.headset.headset_keys import HeadsetKeys
from phone.headset.hid_library import LibraryHeadsets
from phone.headset.hidraw import HidrawHeadsets
from tests.support.phones.headset_descriptors import KEYBOARD, NUMBERED
from tests.support.waiting import until

INCOMING = Call(call=1, state=CallState.INCOMING)
ACTIVE = Call(call=1, state=CallState.ACTIVE)


@dataclass
class Plugged:
    """The far end of a device: press keys, read what the lamps were told."""

    sys: Path
    dev: Path
    ends: list[int] = field(default_factory=list)

    def plug(self, name: str = "hidraw3", descriptor: bytes = NUMBERED) -> None:
        far, near = os.openpty()
        tty.setraw(near)
        os.set_blocking(far, False)
        self.ends += [far, near]
        (self.dev / name).symlink_to(os.ttyname(near))
        folder = self.sys / name / "device"
        folder.mkdir(parents=True)
        (folder / "report_descriptor").write_bytes(descriptor)
        (folder / "uevent").write_text("DRIVER=hid-generic\nHID_NAME=Cuffia Alfa\n")

    def unplug(self, name: str = "hidraw3") -> None:
        for file in (self.sys / name / "device").iterdir():
            file.unlink()
        (self.sys / name / "device").rmdir()
        (self.sys / name).rmdir()
        (self.dev / name).unlink()
        for end in self.ends:
            os.close(end)
        self.ends.clear()

    def press(self, report: bytes) -> None:
        os.write(self.ends[0], report)

    def lamps(self) -> bytes:
        try:
            return os.read(self.ends[0], 100)
        except BlockingIOError:
            return b""


@dataclass
class Heard:
    calls: tuple[Call, ...] = ()
    requests: list[Request] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


@pytest.fixture
def plugged(tmp_path: Path) -> Iterator[Plugged]:
    one = Plugged(tmp_path / "sys", tmp_path / "dev")
    one.sys.mkdir()
    one.dev.mkdir()
    yield one
    for end in one.ends:
        os.close(end)


@pytest.fixture
def heard() -> Heard:
    return Heard()


def keys_of(headsets: HidrawHeadsets | LibraryHeadsets | None, heard: Heard) -> HeadsetKeys:
    keys = HeadsetKeys(headsets, calls=lambda: heard.calls, look_ms=20)
    keys.wanted.connect(heard.requests.append)
    keys.named.connect(heard.names.append)
    return keys


async def test_keys_are_heard_and_lamps_lit(plugged: Plugged, heard: Heard) -> None:
    plugged.plug()
    plugged.plug("hidraw4", KEYBOARD)
    keys = keys_of(HidrawHeadsets(plugged.sys, plugged.dev), heard)
    try:
        await until(lambda: heard.names == ["Cuffia Alfa"])
        await until(lambda: plugged.lamps() == b"\x03\x00")
        heard.calls = (INCOMING,)
        keys.show()
        await until(lambda: plugged.lamps() == b"\x03\x02")
        plugged.press(b"\x02\x01")
        await until(lambda: heard.requests == [Answer(id=0, call=1)])
        heard.calls = (ACTIVE,)
        keys.show()
        await until(lambda: plugged.lamps() == b"\x03\x01")
        plugged.press(b"\x02\x03")
        await until(lambda: heard.requests[1:] == [Mute(id=0, call=1, on=True)])
    finally:
        keys.close()


async def test_headset_taken_up_with_no_call_is_told_that_there_is_none(
    plugged: Plugged, heard: Heard
) -> None:
    plugged.plug()
    keys = keys_of(HidrawHeadsets(plugged.sys, plugged.dev), heard)
    try:
        await until(lambda: plugged.lamps() == b"\x03\x00")
        plugged.press(b"\x02\x01")
        await until(lambda: plugged.lamps() == b"\x03\x00")
        assert heard.requests == []
    finally:
        keys.close()


async def test_headset_that_is_pulled_out_and_put_back_is_heard_again(
    plugged: Plugged, heard: Heard
) -> None:
    keys = keys_of(HidrawHeadsets(plugged.sys, plugged.dev), heard)
    try:
        for _ in range(3):
            heard.names.clear()
            plugged.plug()
            await until(lambda: heard.names == ["Cuffia Alfa"])
            plugged.unplug()
            await until(lambda: heard.names == ["Cuffia Alfa", ""])
    finally:
        keys.close()


async def test_headset_this_user_may_not_open_is_left_alone(
    plugged: Plugged, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    plugged.plug()
    (plugged.dev / "hidraw3").unlink()
    headsets = HidrawHeadsets(plugged.sys, plugged.dev)
    keys = keys_of(headsets, heard)
    try:
        keys.look()
        keys.look()
        assert heard.names == []
        assert caplog.text.count("cannot be heard") == 1
    finally:
        keys.close()


async def test_computer_without_any_way_to_headsets_has_none(heard: Heard) -> None:
    keys = keys_of(None, heard)
    keys.look()
    keys.show()
    keys.close()
    assert heard.names == []


class Hidapi:
    """The library hidapi with one headset plugged in, as its documentation describes it."""

    def __init__(self) -> None:
        self.reports: list[bytes] = []
        self.written: list[bytes] = []
        self.is_there = True
        self.wakes = threading.Event()
        self.is_read = False
        self.is_stuck = threading.Event()
        self.closed_in_use: list[bool] = []

    def enumerate(self) -> list[dict[str, object]]:
        pages = (0x0B, 0x0C) if self.is_there else ()
        return [{"path": f"usb-{page}".encode(), "usage_page": page} for page in pages]

    def device(self) -> "Hidapi":
        return self

    def open_path(self, path: bytes) -> None:
        assert path == b"usb-11"

    def get_report_descriptor(self) -> list[int]:
        return list(NUMBERED)

    def get_product_string(self) -> str:
        return "Cuffia Beta"

    def read(self, _: int, timeout_ms: int) -> list[int]:
        if not self.is_there:
            raise OSError("read error")
        while self.is_stuck.is_set():
            self.is_read = True
            self.wakes.wait(60)
        self.is_read = False
        self.wakes.wait(timeout_ms / 1000)
        self.wakes.clear()
        return list(self.reports.pop(0)) if self.reports else []

    def write(self, report: bytes) -> int:
        self.written.append(bytes(report))
        return len(report)

    def close(self) -> None:
        self.closed_in_use.append(self.is_read)


async def test_headset_of_the_library_is_heard_on_the_windows_thread(heard: Heard) -> None:
    library = Hidapi()
    heard.calls = (ACTIVE,)
    keys = keys_of(LibraryHeadsets(library), heard)
    threads: list[int] = []
    keys.wanted.connect(lambda _: threads.append(threading.get_ident()))
    try:
        await until(lambda: heard.names == ["Cuffia Beta"])
        await until(lambda: library.written == [b"\x03\x01"])
        library.reports += [b"\x02\x01", b"\x02\x00"]
        library.wakes.set()
        await until(lambda: not library.reports)
        await until(lambda: heard.requests == [HangUp(id=0, call=1)])
        assert threads == [threading.get_ident()]
        library.is_there = False
        library.wakes.set()
        await until(lambda: heard.names[-1] == "")
    finally:
        keys.close()


async def test_headset_that_is_still_read_is_not_closed_under_the_reader(heard: Heard) -> None:
    """Its thread comes late on a busy computer; the library does not bear both at once."""
    library = Hidapi()
    library.is_stuck.set()
    keys = keys_of(LibraryHeadsets(library), heard)
    await until(lambda: library.is_read)
    late = [one for one in threading.enumerate() if one.name == "headset"]
    keys.close()
    assert library.closed_in_use == []
    library.is_stuck.clear()
    library.wakes.set()
    await until(lambda: not any(one.is_alive() for one in late))
