"""A PostgreSQL of our own on a free loopback port, in a folder that is thrown away."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from tools.services.exchange_files import free_ports

LIMIT_S = 120.0  # of its start, and of each of its programs
USER = "chiamaroma"
# A test server keeps nothing: no waiting for the disk. Kills of the *application* are not affected.
OPTIONS = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200")


class PostgresqlMissing(Exception):
    """No PostgreSQL server is installed on this machine."""


def programs() -> Path:
    """Return the folder of the newest installed server. Raise PostgresqlMissing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if not found:
        raise PostgresqlMissing
    return found[-1].parent


class PrivatePostgresql:
    """Use as a context manager; url(name) names a database, which create() makes."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="chiamaroma-pg-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._bin = programs()
        self.port: int = free_ports("127.0.0.1", 1)[0]

    def url(self, database: str) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    @property
    def data(self) -> Path:
        return self._folder / "data"

    def start(self) -> Self:
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        self._make_cluster()
        self.launch()
        return self

    def launch(self) -> None:
        """Start the server on what lies in its folder, also after a kill. Raise TimeoutError."""
        self._process = subprocess.Popen(
            self._as_postgres(
                "postgres", "-D", str(self.data), "-h", "127.0.0.1", "-p", str(self.port),
                "-k", str(self._folder), *OPTIONS,
            ),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait_until_ready()

    def kill(self) -> None:
        """End all its processes at once, as a computer that loses its current does (kill -9)."""
        assert self._process is not None
        pid = self._process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        for one in (pid, *map(int, workers)):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self._process.wait(LIMIT_S)
        self._process = None

    def execute(self, statement: str) -> None:
        """Run one statement as the owner of everything, outside a transaction."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database and return its url."""
        self._run(
            "createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER,
            "-T", template, database,
        )  # fmt: skip
        return self.url(database)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(LIMIT_S)
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.stop()

    def _make_cluster(self) -> None:
        self._run("initdb", "-D", str(self.data), "-U", USER, "-A", "trust", "-N", "-E", "UTF8")

    def _as_postgres(self, program: str, *arguments: str) -> list[str]:
        """PostgreSQL refuses to run as root."""
        command = [str(self._bin / program), *arguments]
        return (
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
            if (os.geteuid() == 0)
            else command
        )

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            self._as_postgres(program, *arguments),
            check=True,
            capture_output=True,
            cwd=self._folder,
            timeout=LIMIT_S,
        )

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + LIMIT_S
        ready = [str(self._bin / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(ready, check=False).returncode != 0:
            if time.monotonic() > deadline:
                raise TimeoutError("PostgreSQL did not start")
            time.sleep(0.05)
