"""Ends an exchange that stands still, so that systemd begins it anew. Needs nothing but Python.

watch-exchange.py ADDRESS PORT PID_FILE: asks by SIP each second whether it is there. Talks go on
when it is begun anew; with one that stands still no call begins or ends, and nobody would be told.
"""

import argparse
import os
import signal
import socket
import sys
import time
import uuid
from pathlib import Path

PAUSE_S = 1.0
LONGEST_DATAGRAM = 65535


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("port", type=int)
    parser.add_argument("pid_file", type=Path)
    parser.add_argument("--patience-s", type=float, default=2.0, help="for one answer")
    parser.add_argument("--misses", type=int, default=5, help="in a row, until it is ended")
    chosen = parser.parse_args()
    answered = missed = 0  # the process that has answered, and how often it has not since
    while True:
        pid = _pid(chosen.pid_file)
        if pid and _answers(chosen.address, chosen.port, chosen.patience_s):
            if pid != answered:
                _say(f"process {pid} answers")
            answered, missed = pid, 0
            time.sleep(PAUSE_S)
        elif not pid or pid != answered:  # there is none, or it has not begun yet
            missed = 0
            time.sleep(PAUSE_S)
        else:
            missed += 1
            _say(f"process {pid} does not answer, {missed} of {chosen.misses}")
            if missed >= chosen.misses:
                _end(pid)


def _answers(address: str, port: int, patience_s: float) -> bool:
    """Ask once. Whatever comes back from there says that it is alive."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(patience_s)
        try:
            asking.bind((address, 0))
            asking.sendto(_question(address, port, asking.getsockname()[1]), (address, port))
            return bool(asking.recv(LONGEST_DATAGRAM))
        except OSError:
            time.sleep(PAUSE_S)  # refused at once
            return False


def _question(address: str, port: int, own_port: int) -> bytes:
    mark = uuid.uuid4().hex[:16]
    lines = (
        f"OPTIONS sip:{address}:{port} SIP/2.0",
        f"Via: SIP/2.0/UDP {address}:{own_port};branch=z9hG4bK{mark}",
        f"From: <sip:watch@{address}>;tag={mark}",
        f"To: <sip:{address}:{port}>",
        f"Call-ID: {mark}@{address}",
        "CSeq: 1 OPTIONS",
        "Max-Forwards: 5",
        "Content-Length: 0",
    )
    return "".join(line + "\r\n" for line in (*lines, "")).encode()


def _pid(file: Path) -> int:
    """Return the exchange's process, 0 when there is none."""
    try:
        pid = int(file.read_text())
        os.kill(pid, 0)
    except (OSError, ValueError):
        return 0
    return pid


def _end(pid: int) -> None:
    """End it at once: asked to end by itself it would wait for the lock that it stands at."""
    family = [pid, *_children(pid)]
    for one in family:
        _say(f"process {one} stands at {_read(f'/proc/{one}/wchan')}, {_state(one)}")
    for one in family:
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            continue
    _say(f"process {pid} stood still and was ended")


def _children(pid: int) -> list[int]:
    return [int(child) for child in _read(f"/proc/{pid}/task/{pid}/children").split()]


def _state(pid: int) -> str:
    """Return the call of the system it is in, with its addresses: the lock, for whoever looks."""
    return " ".join(_read(f"/proc/{pid}/syscall").split()[:3])


def _read(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
