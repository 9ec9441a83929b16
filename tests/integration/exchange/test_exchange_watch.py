"""An exchange that stands still is ended, to be begun anew; one that answers or begins is not."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.gateways.exchange_setup.exchange_files import TEMPLATES
from tools.services.exchange import Exchange, free_ports

pytestmark = pytest.mark.exchange

WATCH = TEMPLATES / "watch-exchange.py"


@contextmanager
def watching(address: str, port: int, pid: int, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Watch the process of this id; its words come at stderr."""
    pid_file = folder / "exchange.pid"
    pid_file.write_text(f"{pid}\n")
    place = [address, str(port), str(pid_file)]
    command = [sys.executable, str(WATCH), *place, "--patience-s", "0.3", "--misses", "3"]
    watch = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        yield watch
    finally:
        watch.kill()
        watch.wait(60)
        assert watch.stderr is not None
        watch.stderr.close()


def words(watch: subprocess.Popen[str]) -> Iterator[str]:
    assert watch.stderr is not None
    yield from watch.stderr


def test_an_exchange_whose_processes_stand_still_is_ended(
    own_exchange: Exchange, tmp_path: Path
) -> None:
    chosen, pid = own_exchange.settings, own_exchange.pid("kamailio")
    with watching(chosen.address, chosen.sip_port, pid, tmp_path) as watch:
        heard = words(watch)
        assert next(heard) == f"process {pid} answers\n"
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            os.kill(int(child), signal.SIGSTOP)
        told = next(line for line in heard if "stood still" in line)
    assert told == f"process {pid} stood still and was ended\n"
    assert not own_exchange.registered("1001")  # nothing is left that would answer
    own_exchange.stop_kamailio(kill=True)
    own_exchange.start_kamailio()  # its ports are free again


def test_an_exchange_that_has_never_answered_is_left_to_begin(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "60"]) as beginning:
        port = free_ports("127.0.0.1", 1)[0]
        with watching("127.0.0.1", port, beginning.pid, tmp_path) as watch:
            with pytest.raises(subprocess.TimeoutExpired):
                watch.wait(4)  # longer than three misses take
            assert beginning.poll() is None
        beginning.kill()


def test_no_exchange_is_waited_for(tmp_path: Path) -> None:
    with subprocess.Popen(["true"]) as ended:
        ended.wait(60)
    with (
        watching("127.0.0.1", 1, ended.pid, tmp_path) as watch,
        pytest.raises(subprocess.TimeoutExpired),
    ):
        watch.wait(1)
