"""A real server process that a proof may kill, on SQLite or PostgreSQL, with sight of its rows."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlcipher3 import dbapi2

from tools.demo.central_server import CentralServer
from tools.demo.processes import Processes
from tools.private_postgresql import PrivatePostgresql
from tools.proofs.simulated_seat import SimulatedSeat

PASSWORD = "a-password-for-proofs"


class ServerUnderProof:
    def __init__(self, folder: Path, postgresql_url: str | None) -> None:
        self._processes = Processes(folder / "logs")
        self._folder = folder
        self._postgresql_url = postgresql_url
        config = None
        if postgresql_url:
            config = folder / "server.toml"
            config.write_text(f'database = "{postgresql_url}"\n')
        self.server = CentralServer(folder / "server", self._processes, config)

    def start(self) -> None:
        self.server.start()

    def kill(self) -> None:
        self._processes.kill("server")

    def stop(self) -> None:
        self._processes.stop_all()

    def tail(self) -> str:
        return self._processes.tail("server", 30)

    def add_account(self, login: str, role: str, desk: str | None = None) -> None:
        arguments = ["account", "add", login, "--name", login, "--role", role, "--password-stdin"]
        arguments += ["--desks", desk] if desk else []
        self.server.run_cli(*arguments, given=PASSWORD + "\n")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Read the database directly, past all code of the server."""
        if self._postgresql_url:
            with psycopg.connect(self._postgresql_url) as connection:
                return connection.execute(query.encode()).fetchall()
        database = next(iter((self._folder / "server").glob("*.db")))
        connection = dbapi2.connect(f"file:{database}?mode=ro", uri=True)
        try:
            return list(connection.execute(query))
        finally:
            connection.close()


@contextmanager
def server_under_proof(engine: str) -> Iterator[ServerUnderProof]:
    """Yield a prepared server, not yet started. engine: "sqlite" or "postgresql"."""
    with tempfile.TemporaryDirectory(prefix="chiamaroma-proof-") as folder:
        postgresql = PrivatePostgresql().start() if engine == "postgresql" else None
        proof = None
        try:
            url = postgresql.create("proof") if postgresql else None
            proof = ServerUnderProof(Path(folder), url)
            proof.server.prepare()
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
