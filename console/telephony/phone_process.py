"""Starts the phone process, detached: it outlives the console that started it."""

import logging
import os
import subprocess
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from contract.launcher import command_for

log = logging.getLogger(__name__)

PAUSE_S = 1.0  # between two starts, when the first ended at once
FAILING_STARTS, FAILING_S = 5, 60.0  # so many within so long are no accident any more
FAILING_PAUSE_S = 15.0
# A phone that has no socket by then hangs: it takes 1 s, on a loaded machine 10. It has no line
# either, so no call is lost with it.
LISTENS_WITHIN_S = 60.0


class PhoneProcess:
    """Give start to LocalPhone: it may be called as often as the socket does not answer."""

    def __init__(
        self,
        *,
        socket: Path,
        data_dir: Path,
        program: Sequence[str] = command_for("phone"),
        extra: Sequence[str] = (),
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._socket = socket
        self._command = [*program, "--socket", str(socket), "--data-dir", str(data_dir), *extra]
        self._process: subprocess.Popen[bytes] | None = None
        self._monotonic_s = monotonic_s
        self._starts: deque[float] = deque(maxlen=FAILING_STARTS)

    @property
    def is_failing(self) -> bool:
        """Return whether it was started so often lately that the next start must wait longer."""
        is_often = len(self._starts) == FAILING_STARTS
        return is_often and self._starts[-1] - self._starts[0] < FAILING_S

    def start(self) -> None:
        """Start the process unless it runs or was started just now; never raises.

        The phone itself makes sure that only one has the socket; the others end at once.
        """
        # Called at every failed attempt to attach, thirty times a second.
        self._end_if_it_hangs()
        if self._is_running() or self._monotonic_s() < self._next_start_s():
            return
        self._starts.append(self._monotonic_s())
        if self.is_failing:
            log.error("the phone process does not stay up")
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own program
                self._command,
                # A pipe to a console that has ended would break the phone at its next word.
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Ctrl+C in the console's terminal must not end a call (docs/decisions/0024).
                start_new_session=True,
            )
        except OSError as error:
            log.error("the phone process cannot be started: %s", error)

    def _end_if_it_hangs(self) -> None:
        """End a process that never listened; one that did may have calls and is left alone."""
        if (
            os.name == "posix"  # elsewhere the socket is no file
            and self._process is not None
            and self._process.poll() is None
            and self._monotonic_s() - self._starts[-1] > LISTENS_WITHIN_S
            and not self._socket.exists()
        ):
            log.error("the phone process %d does not listen: it is ended", self._process.pid)
            self._process.kill()
            self._process.wait()

    def _next_start_s(self) -> float:
        # Each start costs seconds of processor: one that never stays up would slow all else down.
        pause_s = FAILING_PAUSE_S if self.is_failing else PAUSE_S
        return self._starts[-1] + pause_s if self._starts else 0.0

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None
