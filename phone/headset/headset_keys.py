"""The keys of the plugged headsets: pressed ones become requests, the lamps follow the calls."""

import logging
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from contract.wire.phone_socket import Call
from phone.headset.headset_orders import HeadsetOrders, lamps
from phone.headset.headset_reports import HeadsetReports, Key
from phone.headset.hid_library import library_headsets
from phone.headset.hidraw import HidrawHeadsets

log = logging.getLogger(__name__)

LOOK_MS = 3000


class Headset(Protocol):
    """An opened device; it also has the signals reported(key, report) and gone(key)."""

    name: str
    reported: Any
    gone: Any

    def send(self, report: bytes) -> None: ...
    def close(self) -> None: ...


class Headsets(Protocol):
    def found(self) -> tuple[str, ...]: ...
    def open(self, key: str, parent: QObject) -> Any: ...


def system_headsets() -> Headsets | None:
    return HidrawHeadsets() if sys.platform == "linux" else library_headsets()


class HeadsetKeys(QObject):
    wanted = Signal(object)  # a request, as if a client had made it
    named = Signal(str)  # the headset whose keys are heard now, "" for none

    def __init__(
        self,
        headsets: Headsets | None,
        *,
        calls: Callable[[], tuple[Call, ...]],
        monotonic_s: Callable[[], float] = time.monotonic,
        look_ms: int = LOOK_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headsets = headsets
        self._calls = calls
        self._orders = HeadsetOrders(monotonic_s)
        self._open: dict[str, tuple[Headset, HeadsetReports]] = {}
        self._name = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        if headsets is not None:
            self._timer.start(look_ms)
            # In the next turn: whoever makes this object has connected its signals by then.
            QTimer.singleShot(0, self, self.look)

    def look(self) -> None:
        """Open what was plugged in since the last look."""
        if self._headsets is None:
            return
        found = self._headsets.found()
        for key in tuple(self._open):
            if key not in found:
                self._close(key)
        for key in found:
            if key not in self._open:
                self._try(key)
        self._tell_name()

    def show(self) -> None:
        """Let the lamps say what is; call it after each change of a call."""
        lit = lamps(self._calls())
        for headset, reports in self._open.values():
            for report in reports.show(lit):
                headset.send(report)

    def close(self) -> None:
        self._timer.stop()
        for key in tuple(self._open):
            self._close(key)

    def _try(self, key: str) -> None:
        assert self._headsets is not None
        headset = self._headsets.open(key, self)
        if headset is None:
            return
        reports = HeadsetReports(headset.descriptor)
        # Bound methods: what a reading thread tells is then heard on this object's thread.
        headset.reported.connect(self._on_reported)
        headset.gone.connect(self._on_gone)
        self._open[key] = (headset, reports)
        log.info("headset keys are heard")
        self.show()

    def _close(self, key: str) -> None:
        headset, _ = self._open.pop(key)
        headset.close()

    def _on_reported(self, key: str, report: bytes) -> None:
        if key not in self._open:
            return
        _, reports = self._open[key]
        for change in reports.hear(report):
            request = self._orders.hear(change, self._calls())
            if request is not None:
                log.info("headset key: %s", type(request).__name__)
                self.wanted.emit(request)
            elif change.key is Key.HOOK and change.is_on:
                # The headset may have lit its own lamp for a hook that did nothing here.
                reports.forget_shown()
                self.show()

    def _on_gone(self, key: str) -> None:
        if key in self._open:
            self._close(key)
            self._tell_name()

    def _tell_name(self) -> None:
        name = next((headset.name for headset, _ in self._open.values()), "")
        if name != self._name:
            self._name = name
            self.named.emit(name)
