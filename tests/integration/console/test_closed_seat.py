"""What a console leaves on the disk is for its own account."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

from tests.support.servers.real_server import REPOSITORY
from tests.support.waiting import PATIENCE_S, until


def test_a_run_leaves_nothing_that_others_can_read(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "logs").mkdir(parents=True, mode=0o700)
    for name in ("device-id", "logs/console.log", "console.lock"):
        (data / name).write_text("an earlier version\n")
        (data / name).chmod(0o644)
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--data-dir", str(data), "--no-phone"],
        cwd=REPOSITORY,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        umask=0o022,
        stdin=subprocess.DEVNULL,
    ) as console:
        try:
            asyncio.run(until(lambda: (data / "logs" / "console-stacks.log").exists()))
            limits = Path(f"/proc/{console.pid}/limits").read_text().splitlines()
            core = next(line.split() for line in limits if line.startswith("Max core file size"))
            assert core[4:6] == ["1", "1"]
        finally:
            console.send_signal(signal.SIGTERM)
            console.wait(PATIENCE_S)
    modes = {str(file): stat.S_IMODE(file.stat().st_mode) for file in data.rglob("*")}
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}
