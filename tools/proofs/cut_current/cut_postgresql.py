"""A PostgreSQL whose disk may lose its current; its settings that keep data are the usual ones."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from tools.services.exchange_files import free_ports
from tools.services.private_postgresql import USER, programs

LIMIT_S = 120.0


class DoesNotStart(Exception):
    """It does not come up from what a cut has left; the text is the end of its log."""


class CutPostgresql:
    """base: where its data lies before the first start; folder: where it sees them later."""

    def __init__(self, base: Path, folder: Path, sockets: Path) -> None:
        self._folder = folder
        self._sockets = sockets
        self._log = sockets / "postgresql.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_ports("127.0.0.1", 1)[0]
        for place in (base, sockets):
            if os.geteuid() == 0:
                shutil.chown(place, "postgres", "postgres")
        words = ("-U", USER, "-A", "trust", "-E", "UTF8", "-k", "--wal-segsize=1")
        subprocess.run(
            self._as_postgres("initdb", "-D", str(base / "data"), *words),
            check=True, capture_output=True, timeout=LIMIT_S, cwd=sockets,
        )  # fmt: skip

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def start(self, data: Path | None = None) -> None:
        """Raise DoesNotStart. data: where it lies, if not on the disk that may be cut."""
        data = data or self._folder / "data"
        (data / "postmaster.pid").unlink(missing_ok=True)  # its process is no longer there
        command = self._as_postgres(
            "postgres", "-D", str(data), "-h", "127.0.0.1", "-p", str(self.port),
            "-k", str(self._sockets),
        )  # fmt: skip
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self._sockets, start_new_session=True
            )
        deadline = time.monotonic() + LIMIT_S
        while not self._is_ready():
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise DoesNotStart(self._log.read_text("utf-8", "replace")[-800:])
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        command = [str(programs() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(command, check=False).returncode == 0

    def create(self, database: str) -> str:
        words = ("-h", "127.0.0.1", "-p", str(self.port), "-U", USER, database)
        subprocess.run(
            self._as_postgres("createdb", *words), check=True, timeout=LIMIT_S, cwd=self._sockets
        )
        return self.url(database)

    def read_all(self, database: str) -> None:
        """Read every row. Raise CalledProcessError where a page is spoilt."""
        command = [str(programs() / "pg_dump"), "-f", "/dev/null", self.url(database)]
        subprocess.run(command, check=True, capture_output=True, timeout=LIMIT_S)

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)  # fast: it ends its clients' connections
            self._process.wait(LIMIT_S)
            self._process = None

    def die(self) -> None:
        """End all of it at once, as the current does; its children are sessions of their own."""
        if self._process is None:
            return
        for pid in [*_children(self._process.pid), self._process.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait(LIMIT_S)
        self._process = None

    def _as_postgres(self, program: str, *words: str) -> list[str]:
        command = [str(programs() / program), *words]
        if os.geteuid() != 0:
            return command
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


def _children(pid: int) -> list[int]:
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for child in task.read_text().split()
    ]
