"""Starts the phone process, detached: it outlives the console that started it."""

import logging
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)

PAUSE_S = 1.0  # between two starts, when the first ended at once


class PhoneProcess:
    """Give start to LocalPhone: it may be called as often as the socket does not answer."""

    def __init__(
        self,
        *,
        socket: Path,
        data_dir: Path,
        program: Sequence[str] = (sys.executable, "-m", "phone"),
        extra: Sequence[str] = (),
    ) -> None:
        self._command = [*program, "--socket", str(socket), "--data-dir", str(data_dir), *extra]
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = float("-inf")

    def start(self) -> None:
        """Start the process unless it runs or was started just now; never raises.

        The phone itself makes sure that only one has the socket; the others end at once.
        """
        if self._is_running() or time.monotonic() - self._started_at < PAUSE_S:
            return
        self._started_at = time.monotonic()
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own program
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            log.error("the phone process cannot be started: %s", error)

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None
