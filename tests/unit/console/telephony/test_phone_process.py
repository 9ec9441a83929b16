"""The phone process is started once, and lives on without the console."""

import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from console.telephony.phone_process import FAILING_PAUSE_S, LISTENS_WITHIN_S, PhoneProcess
from tests.support.known import known

ENDS_WITHIN_S = 60.0
# Writes its process id and arguments, then waits to be ended.
PROGRAM = """
import os, sys, time
with open(sys.argv[2] + ".started", "a") as file:
    file.write(f"{os.getpid()} {os.getsid(0)} {' '.join(sys.argv[1:])}" + chr(10))
time.sleep(600 if "stay" in sys.argv else 0)
"""


def started(tmp_path: Path) -> list[str]:
    file = tmp_path / "phone.sock.started"
    return file.read_text().splitlines() if file.exists() else []


def wait_for(tmp_path: Path, count: int) -> list[str]:
    deadline = time.monotonic() + ENDS_WITHIN_S
    while len(started(tmp_path)) < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return started(tmp_path)


class Clock:
    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


def process(
    tmp_path: Path, *extra: str, clock: Callable[[], float] = time.monotonic
) -> PhoneProcess:
    return PhoneProcess(
        socket=tmp_path / "phone.sock",
        data_dir=tmp_path / "data",
        program=(sys.executable, "-c", PROGRAM),
        extra=extra,
        monotonic_s=clock,
    )


def test_process_is_started_once_in_a_session_of_its_own(tmp_path: Path) -> None:
    phone = process(tmp_path, "stay")
    try:
        phone.start()
        (line,) = wait_for(tmp_path, 1)
        phone.start()
        pid, session, *arguments = line.split()
        assert pid == session
        assert arguments == [
            *("--socket", str(tmp_path / "phone.sock")),
            *("--data-dir", str(tmp_path / "data"), "stay"),
        ]
        assert len(started(tmp_path)) == 1
    finally:
        os.kill(int(pid), signal.SIGKILL)
        known(phone._process).wait(ENDS_WITHIN_S)


def test_process_that_ends_at_once_is_started_again_but_not_in_a_storm(tmp_path: Path) -> None:
    clock = Clock()
    phone = process(tmp_path, clock=clock)
    for _ in range(5):
        phone.start()
        wait_for(tmp_path, 1)
        known(phone._process).wait(ENDS_WITHIN_S)
    assert len(started(tmp_path)) == 1
    clock.now_s += 10
    phone.start()
    wait_for(tmp_path, 2)
    phone._process.wait(ENDS_WITHIN_S)
    assert not phone.is_failing


def test_process_that_dies_five_times_within_a_minute_is_given_time(tmp_path: Path) -> None:
    clock = Clock()
    phone = process(tmp_path, clock=clock)

    def start_and_die() -> int:
        before = len(started(tmp_path))
        phone.start()
        known(phone._process).wait(ENDS_WITHIN_S)
        return len(started(tmp_path)) - before

    for _ in range(5):
        assert not phone.is_failing
        assert start_and_die() == 1
        clock.now_s += 2
    assert phone.is_failing
    clock.now_s += FAILING_PAUSE_S - 3
    assert start_and_die() == 0
    clock.now_s += 3
    assert start_and_die() == 1
    clock.now_s += 61  # one that stayed up for a minute is trusted again
    assert start_and_die() == 1
    assert not phone.is_failing


def test_process_that_never_listens_is_replaced_and_one_that_did_is_left_alone(
    tmp_path: Path,
) -> None:
    clock = Clock()
    phone = process(tmp_path, "stay", clock=clock)
    phone.start()
    (hangs,) = wait_for(tmp_path, 1)
    clock.now_s += LISTENS_WITHIN_S
    phone.start()
    assert started(tmp_path) == [hangs]
    clock.now_s += 1
    phone.start()
    _, successor = wait_for(tmp_path, 2)
    with pytest.raises(ProcessLookupError):
        os.kill(int(hangs.split()[0]), 0)
    (tmp_path / "phone.sock").touch()
    clock.now_s += 2 * LISTENS_WITHIN_S
    phone.start()
    os.kill(int(successor.split()[0]), signal.SIGKILL)
    assert known(phone._process).wait(ENDS_WITHIN_S) == -signal.SIGKILL
    assert len(started(tmp_path)) == 2


def test_program_that_is_missing_is_logged_and_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    phone = PhoneProcess(
        socket=tmp_path / "s", data_dir=tmp_path, program=(str(tmp_path / "missing"),)
    )
    with caplog.at_level(logging.ERROR):
        phone.start()
    assert "cannot be started" in caplog.text
