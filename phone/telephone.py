"""The telephone: its parts put together; what the page hears goes to all clients."""

import ctypes
import importlib
import logging
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from contract.wire.phone_socket import (
    Call,
    CallState,
    DevicesEvent,
    DtmfEvent,
    LevelsEvent,
    MessageEvent,
    SnapshotEvent,
    TransferEvent,
)
from phone.arguments import Arguments
from phone.availability import Availability
from phone.browser import page_messages as page
from phone.browser.engine import Engine
from phone.call_table import CallTable
from phone.dial_limit import DialLimit
from phone.line_keeper import LineKeeper
from phone.seat_side import SeatSide
from phone.socket.command_socket import CommandSocket
from phone.socket.event_publisher import EventPublisher
from phone.socket.request_handler import RequestHandler
from phone.sound.audio_tap import AudioTap

AFTER_MS = 3000
# Loaded at the start they would keep the seat from its line for a tenth of a second; loaded only
# when needed they would come from files that an update may have replaced meanwhile.
LATE_MODULES = ("phone.strip.tiny_strip", "phonenumbers")


_DONT_NEED = 4  # MADV_DONTNEED
# Code alone: libraries stay where they are, other files may be unmapped by a thread meanwhile.
_CODE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r-xp \S+ \S+ [1-9]\d* +/")


# Gives back the memory of program code that ran once: the start of an engine runs a lot of it.
def give_back() -> int:
    """Return how many bytes of code this process has mapped no more; 0 on other systems."""
    if sys.platform != "linux":
        return 0
    library = ctypes.CDLL(None)
    total = 0
    for start, size, resident in untouched_code(Path("/proc/self/smaps").read_text().splitlines()):
        if library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(size), _DONT_NEED) == 0:
            total += resident
    return total


def untouched_code(smaps: Iterable[str]) -> Iterator[tuple[int, int, int]]:
    """Yield start, size and resident bytes of each mapping of code that nobody wrote to.

    A page changed in memory, or swapped out since, exists nowhere else and must stay.
    """
    start = end = 0
    sizes: dict[str, int] = {}
    for line in smaps:
        key, _, rest = line.partition(":")
        if found := _CODE.match(line):
            start, end = (int(bound, 16) for bound in found.groups())
            sizes = {}
        elif key == "VmFlags" and end:
            if sizes["Rss"] and not sizes["Anonymous"] and not sizes["Swap"]:
                yield start, end - start, sizes["Rss"]
            end = 0
        elif rest.endswith(" kB"):
            sizes[key] = int(rest.split()[0]) * 1024


class IdleCleanup(QObject):
    """When the line is up, or a call over: loads what the start left out, gives back used code."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(settle)

    def begin(self) -> None:
        """A page was made, or a call is over: settle soon. It takes some 20 ms and harms no call.

        What sets a call up is 14 MiB of code that its voice does not need.
        """
        self._timer.start()


def settle() -> None:
    """Load the rest; a module that does not load is logged and tried again when it is needed."""
    for name in LATE_MODULES:
        try:
            importlib.import_module(name)
        except ImportError:
            log.exception("%s does not load", name)
    log.info("gave back %.0f MiB of code", give_back() / 2**20)


log = logging.getLogger(__name__)

LAST_WORDS_MS = 500  # for a page to say goodbye to the call's other end, and what became of it


class Telephone(QObject):
    quit_asked = Signal()

    def __init__(self, arguments: Arguments) -> None:
        """Listen on the socket at once; the page is made when a client sets the line."""
        super().__init__()
        self._table = CallTable(lambda: (time.time(), time.monotonic()))
        self._tap = AudioTap(arguments.tap_dir) if arguments.tap_dir else None
        self._test = _test_fields(arguments)
        self._attendance = Availability(self)
        self._attendance.changed.connect(self._tell_policy)
        self._engine = Engine(
            storage=arguments.data_dir / "profile",
            is_test=arguments.is_test,
            start_fields=self._start_fields,
            parent=self,
        )
        self._engine.heard.connect(self._on_heard)
        self._engine.crashed.connect(self._on_crashed)
        self._settling = IdleCleanup(self)
        self._engine.ready.connect(self._settling.begin)
        self._socket = CommandSocket(
            arguments.socket,
            on_line=lambda line, reply: self._orders.take(line, reply),
            snapshot=self._snapshot,
            parent=self,
        )
        self._bulletin = EventPublisher(self._socket.broadcast)
        self._line = LineKeeper(
            self._engine,
            tell=self._bulletin.publish_line,
            has_calls=lambda: bool(self._table.calls),
        )
        self._engine.certificate_refused.connect(self._line.status.refuse_certificate)
        self._orders = RequestHandler(
            self._engine,
            table=self._table,
            line=self._line,
            attendance=self._attendance,
            dials=DialLimit(time.monotonic, arguments.dials_per_minute),
            parent=self,
        )
        self._orders.quit_asked.connect(self.quit_asked)
        self._socket.attendance_changed.connect(self._attendance.set_attended)
        self._seat_side = SeatSide(
            arguments, self._engine, calls=lambda: self._table.calls, parent=self
        )
        self._seat_side.wanted.connect(self._orders.give)
        self._seat_side.headset_named.connect(self._bulletin.publish_headset)
        self._seat_side.woke.connect(lambda: self._line.note(self._line.status.lose()))
        self._socket.life_changed.connect(self._seat_side.set_answered_for)
        self._hearers: dict[type[page.PageSaid], Callable[[Any], None]] = {
            page.CallHeard: lambda heard: self._on_call(self._table.hear(heard)),
            page.LineHeard: self._on_line,
            DtmfEvent: self._bulletin.publish_digit,
            page.QualityHeard: self._on_quality,
            TransferEvent: self._bulletin.publish,
            LevelsEvent: self._bulletin.publish,
            page.TestingHeard: lambda heard: self._bulletin.note_testing(heard.on),
            MessageEvent: self._bulletin.publish,
            DevicesEvent: self._bulletin.publish_devices,
            page.PcmHeard: self._write_down,
            page.Fault: lambda heard: log.error("page: %s", heard.text),
        }

    def stop(self) -> None:
        """Hang up and sign off at the exchange; the page needs a moment to send it."""
        self._engine.say("stop")

    def destroy(self) -> None:
        self._seat_side.close()
        self._engine.destroy()

    def _snapshot(self) -> SnapshotEvent:
        return self._bulletin.snapshot(
            calls=self._table.calls, is_available=self._attendance.is_available
        )

    def _start_fields(self) -> dict[str, Any]:
        return {
            "policy": self._attendance.policy(),
            "devices": self._orders.chosen_devices(),
            "first_call": self._table.next_call,
            "levels": self._orders.wants_levels,
            "test": self._test,
        }

    def _tell_policy(self) -> None:
        self._engine.say("policy", policy=self._attendance.policy())

    def _on_heard(self, message: page.PageSaid) -> None:
        self._hearers[type(message)](message)

    def _on_line(self, heard: page.LineHeard) -> None:
        self._line.note(self._line.status.hear(heard))
        if heard.state == "registered":
            self._seat_side.line_is_up()

    def _on_quality(self, heard: page.QualityHeard) -> None:
        self._bulletin.publish_quality(heard, headset_out=self._orders.chosen.headset_out)

    def _on_call(self, call: Call | None) -> None:
        if call is None:
            return
        log.info("call %d %s %s", call.call, call.state, call.cause)
        self._bulletin.publish_call(call)
        self._seat_side.calls_changed()
        if call.state is CallState.ENDED:
            self._settling.begin()
            if self._tap is not None:
                self._tap.end(call)
            if self._line.is_waiting:
                # Another line frees the page, which is just hanging up.
                QTimer.singleShot(LAST_WORDS_MS, self, self._line.take_up_wish)

    def _write_down(self, heard: page.PcmHeard) -> None:
        call = self._table.get(heard.call)
        if call is not None and self._tap is not None and self._line.seat:
            self._tap.write(self._line.seat, call, heard.samples)

    def _on_crashed(self) -> None:
        self._bulletin.note_testing(False)
        self._bulletin.publish(MessageEvent(on=False))
        self._line.note(self._line.status.lose())
        for call in self._table.lose_all():
            self._on_call(call)


def _test_fields(arguments: Arguments) -> dict[str, Any] | None:
    if not arguments.is_test:
        return None
    return {
        "tones": arguments.has_tones,
        "tap": arguments.tap_dir is not None,
        "dead_media_ms": round(arguments.dead_media_s * 1000),
    }
