"""What the phone does for its operator without any client: strip, keys, self-test, waking up."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from contract.wire.phone_socket import Call, CallState, HangUp, Reject, Request
from phone.arguments import Arguments
from phone.browser.engine import Engine
from phone.headset.headset_keys import HeadsetKeys, system_headsets
from phone.self_test import SelfTest
from phone.sound.sound_watch import SoundWatch
from phone.strip.unattended import Unattended
from phone.watches.network_watch import NetworkWatch
from phone.watches.sleep_watch import SleepWatch

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
