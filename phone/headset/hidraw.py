"""Headsets on Linux, through the kernel's own files: /sys names them, /dev/hidraw… speaks."""

import logging
import os
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from phone.headset.headset_reports import is_headset
from phone.headset.hid_descriptor import BadDescriptor, Descriptor, read_descriptor

log = logging.getLogger(__name__)

SYS, DEV = Path("/sys/class/hidraw"), Path("/dev")
REPORT_LIMIT = 4096


class HidrawHeadset(QObject):
    """One opened headset. Raises OSError when it cannot be opened: the node belongs to root."""

    reported = Signal(str, bytes)  # key of this headset, report
    gone = Signal(str)

    def __init__(
        self, key: str, name: str, descriptor: Descriptor, node: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.name = name
        self.descriptor = descriptor
        # Read when the notifier says so: no waiting thread, no wake-up between key presses (0009).
        self._file = os.open(node, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        self._notifier = QSocketNotifier(self._file, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def send(self, report: bytes) -> None:
        """report begins with its number, 0 for none. A headset that refuses shows nothing."""
        try:
            os.write(self._file, report)
        except OSError as error:
            log.info("headset lamps not set: %s", error.strerror)

    def close(self) -> None:
        if self._file >= 0:
            self._notifier.setEnabled(False)
            os.close(self._file)
            self._file = -1

    def _read(self) -> None:
        while self._file >= 0:
            try:
                report = os.read(self._file, REPORT_LIMIT)
            except BlockingIOError:
                return
            except OSError:
                # Pulled out: the kernel says so by an error or by an empty read.
                report = b""
            if not report:
                self.close()
                self.gone.emit(self.key)
                return
            self.reported.emit(self.key, report)


class HidrawHeadsets:
    """Finds and opens; sys and dev are the kernel's folders."""

    def __init__(self, sys: Path = SYS, dev: Path = DEV) -> None:
        self._sys = sys
        self._dev = dev
        self._looked_at: dict[str, Descriptor | None] = {}
        self._refused: set[str] = set()  # told once in the log

    def found(self) -> tuple[str, ...]:
        """Return the keys of the headsets that are plugged in now."""
        here = {path.name: path for path in self._sys.glob("hidraw*")}
        for name in self._looked_at.keys() - here.keys():
            del self._looked_at[name]
            self._refused.discard(name)
        # Once for each plugging: a descriptor stays, and this is called every three seconds.
        for name in here.keys() - self._looked_at.keys():
            self._looked_at[name] = _headset_at(here[name])
        return tuple(sorted(name for name, one in self._looked_at.items() if one is not None))

    def open(self, key: str, parent: QObject) -> HidrawHeadset | None:
        """Return None when this user may not open it."""
        descriptor = self._looked_at.get(key)
        if descriptor is None:
            return None
        try:
            name = _name_at(self._sys / key)
            return HidrawHeadset(key, name, descriptor, self._dev / key, parent)
        except OSError as error:
            if key not in self._refused:
                self._refused.add(key)
                log.warning("headset keys of %s cannot be heard: %s", key, error.strerror)
            return None


def _headset_at(folder: Path) -> Descriptor | None:
    try:
        descriptor = read_descriptor((folder / "device" / "report_descriptor").read_bytes())
    except (OSError, BadDescriptor):
        return None
    return descriptor if is_headset(descriptor) else None


def _name_at(folder: Path) -> str:
    try:
        text = (folder / "device" / "uevent").read_text(errors="replace")
    except OSError:
        return folder.name
    names = [line[9:].strip() for line in text.splitlines() if line.startswith("HID_NAME=")]
    return names[0] if names and names[0] else folder.name
