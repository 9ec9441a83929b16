"""A real server process that a proof may kill, on SQLite or PostgreSQL, with sight of its rows."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from sqlcipher3 import dbapi2

from contract.domain.account import Role
from contract.domain.ids import DeskId
from server.settings import DATABASE_FILE
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.manage_accounts import add_account
from server.usecases.accounts.password_hash import hash_password
from tools.demo.central_server import CentralServer
from tools.demo.processes import Processes
from tools.proofs.seats.simulated_seat import SimulatedSeat
from tools.services.private_postgresql import PrivatePostgresql

PASSWORD = "a-password-for-proofs"


@cache
def _password_hash() -> str:
    return hash_password(PASSWORD)


@cache
def _city() -> bytes:
    """Make the demo city's database once for all servers of this process: it takes seconds."""
    with tempfile.TemporaryDirectory(prefix="chiamaroma-city-") as name:
        server = CentralServer(Path(name) / "server", Processes(Path(name) / "logs"))
        server.prepare_city()
        [database] = (Path(name) / "server").glob("*.db*")  # nothing of it is left beside it
        return database.read_bytes()


class ServerUnderProof:
    def __init__(
        self, folder: Path, postgresql_url: str | None, config: Path | None = None
    ) -> None:
        """config: a settings file beyond the database."""
        self._processes = Processes(folder / "logs")
        self._folder = folder
        self._postgresql_url = postgresql_url
        if postgresql_url:
            more = config.read_text() if config else ""
            config = folder / "server.toml"
            config.write_text(f'database = "{postgresql_url}"\n{more}')
        self.server = CentralServer(folder / "server", self._processes, config)

    def prepare_city(self) -> None:
        """Create the schema and the demo city, and no account."""
        if self._postgresql_url:
            self.server.prepare_city()
        else:
            (self._folder / "server" / DATABASE_FILE).write_bytes(_city())

    def start(self) -> None:
        self.server.start()

    def kill(self) -> None:
        self._processes.kill("server")

    def stop(self) -> None:
        self._processes.stop_all()

    @property
    def pid(self) -> int:
        return self._processes.pid("server")

    @property
    def database_url(self) -> str:
        """Return what ServerDatabase.open() takes."""
        return self._postgresql_url or f"sqlite:///{self._sqlite_file()}"

    def _sqlite_file(self) -> Path:
        return self._folder / "server" / DATABASE_FILE

    @property
    def database_place(self) -> str:
        """Return the file of SQLite, or the address of PostgreSQL."""
        return self._postgresql_url or str(self._sqlite_file())

    def copy_database(self, target: Path) -> str:
        """Return the place of a copy; the server must be stopped. target: on SQLite."""
        if self._postgresql_url:
            server, _, name = self._postgresql_url.rpartition("/")
            with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{target.stem}" TEMPLATE "{name}"'.encode())
            return f"{server}/{target.stem}"
        for file in self._sqlite_file().parent.glob(f"{DATABASE_FILE}*"):
            shutil.copyfile(file, target.with_name(file.name.replace(DATABASE_FILE, target.name)))
        return str(target)

    def logs(self) -> list[Path]:
        return sorted((self._folder / "logs").glob("*.log"))

    def tail(self) -> str:
        return self._processes.tail("server", 30)

    def add_account(self, login: str, role: str, desk: str | None = None) -> None:
        """Add an account with PASSWORD; the server must not be running on SQLite."""
        database = ServerDatabase.open(self.database_url)
        try:
            database.write_now(
                lambda connection: add_account(
                    connection,
                    login=login,
                    display_name=login,
                    role=Role(role),
                    password_hash=_password_hash(),
                    desk_ids=[DeskId(desk)] if desk else [],
                    now=datetime.now(UTC),
                )
            )
        finally:
            database.close()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Read the database directly, past all code of the server."""
        if self._postgresql_url:
            with psycopg.connect(self._postgresql_url) as connection:
                return connection.execute(query.encode()).fetchall()
        connection = dbapi2.connect(f"file:{self._sqlite_file()}?mode=ro", uri=True)
        try:
            return list(connection.execute(query))
        finally:
            connection.close()


@contextmanager
def server_under_proof(engine: str, *, settings: str = "") -> Iterator[ServerUnderProof]:
    """Yield a prepared server, not yet started. engine: "sqlite" or "postgresql".

    settings: lines of its settings file, beside the database.
    """
    with tempfile.TemporaryDirectory(prefix="chiamaroma-proof-") as folder:
        postgresql = PrivatePostgresql().start() if engine == "postgresql" else None
        proof = None
        try:
            url = postgresql.create("proof") if postgresql else None
            config = Path(folder) / "settings.toml"
            config.write_text(settings)
            proof = ServerUnderProof(Path(folder), url, config if settings else None)
            proof.prepare_city()
            yield proof
        finally:
            if proof is not None:
                proof.stop()
            if postgresql is not None:
                postgresql.stop()


@asynccontextmanager
async def seats(
    proof: ServerUnderProof, logins: list[str], seed: int
) -> AsyncIterator[list[SimulatedSeat]]:
    """Yield signed-in seats of the running server."""
    opened = [
        SimulatedSeat(
            url=proof.server.url,
            certificate=str(proof.server.certificate),
            login=login,
            password=PASSWORD,
            seed=seed * 1000 + number,
        )
        for number, login in enumerate(logins)
    ]
    try:
        for seat in opened:
            await seat.sign_in()
        yield opened
    finally:
        for seat in opened:
            await seat.close()
