"""Databases for tests of the server: a SQLite file or a database of a private PostgreSQL."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import psycopg
from sqlcipher3 import dbapi2

from server.store.engine.postgresql_engine import PostgresqlEngine
from server.store.engine.schema import metadata
from server.store.engine.server_database import ServerDatabase
from server.store.migrations import migrate
from server.store.sync.head_watch import HeadWatch
from tests.support.servers.kept_connections import KeptConnections
from tools.services.exchange_files import free_ports

TEMPLATE = "chiamaroma_template"
TRIES = 12
STARTS_WITHIN_S = "180"
GONE_WITHIN_MS = 60_000
# A server that was killed may still be at its last commit here.
_END_THE_OTHERS = (
    "SELECT pg_terminate_backend(pid, %s) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL(%s)"
)
# A function: PostgreSQL would plan a text anew each time, which takes longer than to do it.
_DELETE_ALL = " ".join(f"DELETE FROM {t.name};" for t in reversed(metadata.sorted_tables))
_EMPTYING = (
    f"CREATE FUNCTION empty_all() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {_DELETE_ALL} END $$"
).encode()
_numbers = count(1)


def postgresql_binaries() -> Path:
    """Return the folder of the newest installed PostgreSQL."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if not found:
        raise FileNotFoundError("no PostgreSQL below /usr/lib/postgresql")
    return found[-1]


def _as_postgres() -> list[str]:
    """Return what runs a command as somebody else than root, whom PostgreSQL refuses."""
    if os.getuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


class PrivatePostgresql:
    """A server of our own on loopback, without durability; databases come from a template.

    kept: connections for those who open the same database again and again.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._reused: str | None = None
        self.kept = KeptConnections()

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self._port}/{database}"

    def administrator(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.url("postgres"), autocommit=True)

    @property
    def waits_for_a_lock(self) -> bool:
        """Say whether somebody waits for what another transaction holds."""
        with self.administrator() as connection:
            sql = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"
            return connection.execute(sql).fetchone() == (True,)

    def create_database(self, template: str = TEMPLATE) -> str:
        """Return the URL of a new database, migrated when made from the default template."""
        name = f"test_{next(_numbers)}"
        self._once_nobody_is_in(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.url(name)

    def empty_database(self) -> str:
        """Return the URL of a migrated database without rows, the same one each time."""
        if self._reused is None:
            self._reused = self.create_database()
            with closing(self.kept.connect(self._reused)) as connection:
                connection.execute(_EMPTYING)
        with closing(self.kept.connect(self._reused)) as connection:
            others = (GONE_WITHIN_MS, self.kept.idle_processes())
            connection.execute(_END_THE_OTHERS, others)
            connection.execute("SELECT empty_all()")
        return self._reused

    def opened(self, url: str) -> ServerDatabase:
        """Return the product's database over connections that are kept: closing it is quick."""
        watch = HeadWatch()
        engine = PostgresqlEngine(url, watch.announce, connect=self.kept.connect)
        return ServerDatabase(engine, watch)

    def drop_database(self, url: str) -> None:
        name = url.rsplit("/", 1)[1]
        self._once_nobody_is_in(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _once_nobody_is_in(self, sql: str) -> None:
        """Run it as soon as the connections that were closed or ended have gone at the server too.

        PostgreSQL itself waits 5 s for them.
        """
        for left in reversed(range(TRIES)):
            try:
                with self.administrator() as connection:
                    connection.execute(sql)
            except psycopg.errors.ObjectInUse:
                if not left:
                    raise
            else:
                return


@contextmanager
def private_postgresql() -> Iterator[PrivatePostgresql]:
    """Start PostgreSQL in a folder of its own; stop it and remove everything afterwards."""
    binaries, port = postgresql_binaries(), free_ports("127.0.0.1", 1)[0]
    folder = Path(tempfile.mkdtemp(prefix="chiamaroma-pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    control = [*_as_postgres(), str(binaries / "pg_ctl"), "-D", str(data), "-w", "-s"]
    control += ["-t", STARTS_WITHIN_S]
    try:
        init = [*_as_postgres(), str(binaries / "initdb"), "-D", str(data), "-U", "postgres"]
        init += ["-A", "trust", "--no-sync", "--encoding=UTF8", "--locale=C"]
        subprocess.run(init, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
            " -c synchronous_commit=off -c full_page_writes=off -c max_connections=80"
            " -c shared_buffers=32MB -c autovacuum=off"
        )
        log = folder / "log"
        subprocess.run([*control, "-l", log, "-o", options, "start"], check=True, cwd=folder)
        try:
            server = PrivatePostgresql(port)
            with server.administrator() as connection:
                connection.execute(f"CREATE DATABASE {TEMPLATE}")
            migrate(server.url(TEMPLATE))
            with closing(server.kept):
                yield server
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sqlite_template(folder: Path) -> Path:
    """Return a migrated SQLite file to copy from."""
    path = folder / "template.db"
    migrate(f"sqlite:///{path}")
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("PRAGMA journal_mode=WAL")  # as the server wants it: no copy is changed
    return path
