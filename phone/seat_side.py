"""What the phone does for its operator without any client: strip, keys, self-test, waking up."""

import logging
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from contract.wire.phone_socket import Call, CallState, HangUp, Reject, Request
from phone.arguments import Arguments
from phone.browser.engine import Engine
from phone.browser.page_messages import PageReply
from phone.headset.headset_keys import HeadsetKeys, system_headsets
from phone.sound.sound_library import SoundConnection, sound_library
from phone.strip.unattended import Unattended
from phone.watches.network_watch import NetworkWatch

HUNG_AGAIN_MS = 2000  # while a call stands in the way of replacing a hung page


LOOK_MS = 250
AGAIN_MS = 10_000  # after a connection that was lost, or where there is no sound system


LOOK_FOR_SLEEP_MS = 1000
SLEPT_S = 3.0  # less is a stumble, not a sleep


class SleepWatch(QObject):
    """Notices that the computer slept: one clock went on while the other stood still."""

    woke = Signal(float)  # how many seconds it slept

    def __init__(
        self,
        *,
        slept_s: Callable[[], float] | None = None,
        look_ms: int = LOOK_FOR_SLEEP_MS,
        parent: QObject | None = None,
    ) -> None:
        """slept_s returns how long the computer slept since it was started."""
        super().__init__(parent)
        self._slept_s = slept_s or _slept_s
        self._before_s = self._slept_s()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(look_ms)

    def _look(self) -> None:
        now_s = self._slept_s()
        slept_s, self._before_s = now_s - self._before_s, now_s
        if slept_s >= SLEPT_S:
            self.woke.emit(slept_s)


def _slept_s() -> float:
    if sys.platform == "win32":
        return _windows_slept_s()
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)


def _windows_slept_s() -> float:
    """The interrupt time of Windows counts sleep, its unbiased twin does not; 100 ns each."""
    import ctypes

    kernel: object = ctypes.WinDLL("kernelbase")  # type: ignore[attr-defined]  # Windows only
    with_sleep, without = ctypes.c_ulonglong(), ctypes.c_ulonglong()
    kernel.QueryInterruptTime(ctypes.byref(with_sleep))  # type: ignore[attr-defined]  # of the DLL
    kernel.QueryUnbiasedInterruptTime(ctypes.byref(without))  # type: ignore[attr-defined]
    return (with_sleep.value - without.value) / 1e7


class SoundWatch(QObject):
    """Notices each output of sound that goes and is back before anybody looks."""

    blinked = Signal(str)  # label of the output

    def __init__(self, *, again_ms: int = AGAIN_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._again_ms = again_ms
        self._library = sound_library() if sys.platform == "linux" else None
        self._connection: SoundConnection | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        if self._library is not None:
            self._timer.start(LOOK_MS)

    def close(self) -> None:
        self._timer.stop()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _look(self) -> None:
        if self._connection is None:
            self._connection = SoundConnection(self._library, self._note)
        if self._connection.look():
            self._timer.setInterval(LOOK_MS)
        else:
            self.close()
            self._timer.start(self._again_ms)

    def _note(self, label: str) -> None:
        log.info("an output of sound went and came")
        self.blinked.emit(label)


class SelfTest(QObject):
    """Asks the page every half minute whether it answers; a hung one is replaced between calls."""

    def __init__(
        self,
        engine: Engine,
        *,
        has_calls: Callable[[], bool],
        every_s: float,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._has_calls = has_calls
        self._every_ms = round(every_s * 1000)
        self._is_asking = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.run)
        self._next.start(self._every_ms)

    def run(self) -> None:
        """Ask now. A page that is not there yet is no fault."""
        if self._is_asking:
            return
        if not self._engine.is_ready:
            self._next.start(self._every_ms)
            return
        self._is_asking = True
        self._engine.ask("ping", self._on_answer)

    def _on_answer(self, said: PageReply) -> None:
        self._is_asking = False
        if said.ok or not self._engine.is_ready:  # answered, or replaced meanwhile
            self._next.start(self._every_ms)
        elif self._has_calls():
            log.error("the page hangs; its call may still be heard")
            self._next.start(HUNG_AGAIN_MS)
        else:
            self._next.start(self._every_ms)
            self._engine.replace("it does not answer")


log = logging.getLogger(__name__)


class SeatSide(QObject):
    wanted = Signal(object)  # a request, as if a client had made it
    woke = Signal()  # the computer slept: the line is not to be believed
    headset_named = Signal(str)  # whose keys are heard now, "" for none

    def __init__(
        self,
        arguments: Arguments,
        engine: Engine,
        *,
        calls: Callable[[], tuple[Call, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._calls = calls
        self._unattended = Unattended(
            calls=calls,
            language=arguments.language,
            theme=arguments.theme,
            text_percent=arguments.text_percent,
            parent=self,
        )
        self._unattended.hang_up_wanted.connect(self._end)
        self._keys = HeadsetKeys(system_headsets(), calls=calls, parent=self)
        self._keys.wanted.connect(self.wanted)
        self._keys.named.connect(self.headset_named)
        self._self_test = SelfTest(
            engine, has_calls=lambda: bool(calls()), every_s=arguments.self_test_s, parent=self
        )
        file = arguments.sleep_file
        slept_s = (lambda: float(file.read_text())) if file is not None else None
        self._sleep_watch = SleepWatch(slept_s=slept_s, parent=self)
        self._sleep_watch.woke.connect(self._on_woke)
        self._network_watch = NetworkWatch(parent=self)
        self._network_watch.moved.connect(lambda: self._engine.say("reconnect"))
        self._sound_watch = SoundWatch(parent=self)
        self._sound_watch.blinked.connect(lambda label: engine.say("blinked", label=label))

    def set_answered_for(self, is_answered_for: bool) -> None:
        """Whether the window of a client works."""
        self._unattended.set_answered_for(is_answered_for)

    def line_is_up(self) -> None:
        self._network_watch.learn()

    def calls_changed(self) -> None:
        self._unattended.refresh()
        self._keys.show()

    def close(self) -> None:
        self._unattended.close()
        self._keys.close()
        self._network_watch.close()
        self._sound_watch.close()

    def _end(self, number: int) -> None:
        for call in self._calls():
            if call.call == number:
                self.wanted.emit(ending(call))

    def _on_woke(self, slept_s: float) -> None:
        log.info("woke after %.0f s", slept_s)
        # First: no call may be offered to a line that only seems to stand (test_hung_page).
        self.woke.emit()
        self._engine.say("wake")
        self._self_test.run()


def ending(call: Call) -> Request:
    """Return the request that ends a call in its present state."""
    kind = Reject if call.state is CallState.INCOMING else HangUp
    return kind(id=0, call=call.call)
