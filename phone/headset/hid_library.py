"""Headsets on Windows, through the library hidapi when it is installed; else none."""

import importlib
import logging
import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

from phone.headset.headset_reports import TELEPHONY, is_headset
from phone.headset.hid_descriptor import BadDescriptor, Descriptor, read_descriptor

log = logging.getLogger(__name__)

REPORT_LIMIT = 4096
WAIT_MS = 500  # of one read; so long may an end take


class LibraryHeadset(QObject):
    """One opened headset, read by a thread of its own: the library can only wait."""

    reported = Signal(str, bytes)  # key of this headset, report
    gone = Signal(str)

    def __init__(
        self, key: str, name: str, descriptor: Descriptor, device: Any, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.name = name
        self.descriptor = descriptor
        self._device = device
        self._is_closed = threading.Event()
        # A daemon: a read that hangs in the library must not keep the phone from ending.
        self._reader = threading.Thread(target=self._read, name="headset", daemon=True)
        self._reader.start()

    def send(self, report: bytes) -> None:
        try:
            self._device.write(report)
        except (OSError, ValueError) as error:
            log.info("headset lamps not set: %s", error)

    def close(self) -> None:
        self._is_closed.set()
        self._reader.join(2 * WAIT_MS / 1000)
        if not self._reader.is_alive():  # closed under a read the library would crash
            self._device.close()

    def _read(self) -> None:
        while not self._is_closed.is_set():
            try:
                report = self._device.read(REPORT_LIMIT, WAIT_MS)
            except (OSError, ValueError):
                self.gone.emit(self.key)
                return
            if report and not self._is_closed.is_set():
                self.reported.emit(self.key, bytes(report))


class LibraryHeadsets:
    def __init__(self, library: Any) -> None:
        """library: the module hid of hidapi."""
        self._library = library

    def found(self) -> tuple[str, ...]:
        """Return the keys of the headsets that are plugged in now."""
        return tuple(sorted(path.decode(errors="replace") for path in self._telephones()))

    def open(self, key: str, parent: QObject) -> LibraryHeadset | None:
        device = self._library.device()
        try:
            device.open_path(key.encode())
            descriptor = read_descriptor(bytes(device.get_report_descriptor()))
            name = device.get_product_string() or key
        except (OSError, ValueError, BadDescriptor) as error:
            log.info("headset keys cannot be heard: %s", error)
            return None
        if not is_headset(descriptor):
            device.close()
            return None
        return LibraryHeadset(key, name, descriptor, device, parent)

    def _telephones(self) -> set[bytes]:
        return {
            one["path"] for one in self._library.enumerate() if one.get("usage_page") == TELEPHONY
        }


def library_headsets() -> LibraryHeadsets | None:
    """Return None where the library is not installed: the phone works without headset keys."""
    try:
        return LibraryHeadsets(importlib.import_module("hid"))
    except ImportError:
        log.info("no hidapi here: the headset's keys are not heard")
        return None
