#!/usr/bin/python3
"""Starts and stops what units say, as systemctl does, on a machine where no systemd runs.

It takes User, ExecStart, RuntimeDirectory and UMask of the units in /etc/systemd/system, and
waits for nothing. The machine's own Python runs it: no module of ours.
"""

import contextlib
import os
import pwd
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

UNITS, RUNNING = Path("/etc/systemd/system"), Path("/run/units")
ENDS_S = 20.0
STARTS, STOPS = ("start", "restart"), ("stop", "restart")


def setting(unit: str, name: str) -> str:
    """Return what the unit says, "" when nothing; NAME@INSTANCE is read from its template."""
    base, at, instance = unit.removesuffix(".service").partition("@")
    text = (UNITS / f"{base}{at}.service").read_text()
    found = re.search(rf"^{name}=(.*)$", text, re.MULTILINE)
    return found[1].replace("%i", instance) if found else ""


def start(unit: str) -> None:
    user = setting(unit, "User") or "root"
    account = pwd.getpwnam(user)
    if folder := setting(unit, "RuntimeDirectory"):
        (Path("/run") / folder).mkdir(exist_ok=True)
        os.chown(Path("/run") / folder, account.pw_uid, account.pw_gid)
    RUNNING.mkdir(exist_ok=True)
    command = ["setpriv", f"--reuid={user}", f"--regid={account.pw_gid}", "--init-groups", "--"]
    with (RUNNING / f"{unit}.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, *shlex.split(setting(unit, "ExecStart"))],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/",
            umask=int(setting(unit, "UMask") or "0022", 8),
        )  # fmt: skip
    (RUNNING / f"{unit}.pid").write_text(str(process.pid))


def stop(unit: str) -> None:
    file = RUNNING / f"{unit}.pid"
    if not file.exists():
        return
    pid = int(file.read_text())
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + ENDS_S
    while runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    file.unlink()


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def main() -> int:
    verb, *units = [word for word in sys.argv[1:] if word != "--now"]
    verb = {"enable": "start", "disable": "stop"}.get(verb, verb)
    if verb == "is-active":
        pids = [RUNNING / f"{unit}.pid" for unit in units]
        return 0 if all(file.exists() and runs(int(file.read_text())) for file in pids) else 3
    for unit in units:
        if verb in STOPS:
            stop(unit)
        if verb in STARTS:
            start(unit)
    return 0 if verb in {*STARTS, *STOPS, "daemon-reload"} else 1


if __name__ == "__main__":
    sys.exit(main())
