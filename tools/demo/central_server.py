"""Starts a central server for the demo: own data, demo city, demo accounts, exchange known."""

import asyncio
import csv
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.demo.processes import Processes
from tools.services.exchange_files import free_ports

ROOT = Path(__file__).resolve().parents[2]
ACCOUNTS = Path(__file__).with_name("accounts.csv")  # public passwords: not part of the package
CITY = ROOT / "resources" / "demo_city"
SERVER = (sys.executable, "-m", "server")
START_LIMIT_S = 30.0
CLI_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True)
class DemoAccount:
    login: str
    display_name: str
    role: str
    desks: tuple[str, ...]
    password: str


def demo_accounts() -> list[DemoAccount]:
    with ACCOUNTS.open(encoding="utf-8", newline="") as file:
        return [
            DemoAccount(
                login=row["login"],
                display_name=row["display_name"],
                role=row["role"],
                desks=tuple(desk for desk in row["desks"].split(";") if desk),
                password=row["password"],
            )
            for row in csv.DictReader(file)
        ]


def account_of_role(role: str) -> DemoAccount:
    return next(account for account in demo_accounts() if account.role == role)


class CentralServer:
    """A server process on a loopback port of its own, whose certificate is there after start().

    One that is killed finds its port free when it is started again: the system gives it to nobody.
    """

    def __init__(
        self, data: Path, processes: Processes, config: Path | None = None, city: Path = CITY
    ) -> None:
        self._city = city
        self._data = data
        self._port_file = data / "port"
        self._processes = processes
        self._config = config
        self._port = free_ports("127.0.0.1", 1)[0]
        data.mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self._port}"

    @property
    def certificate(self) -> Path:
        return self._data / "server-cert.pem"

    def prepare(self, logins: tuple[str, ...] = ()) -> None:
        """Create the demo city and these accounts; what is there already stays.

        Each command makes the schema where there is none.
        """
        known = self.run_cli("account", "list") if any(self._data.glob("*.db")) else ""
        for account in demo_accounts():
            if account.login in known or account.login not in logins:
                continue
            arguments = ["account", "add", account.login, "--name", account.display_name]
            arguments += ["--role", account.role, "--password-stdin", "--keep"]
            if account.desks:
                arguments += ["--desks", *account.desks]
            self.run_cli(*arguments, given=account.password + "\n")
        self.run_cli("import", str(self._city))  # last: it gives the accounts their skills

    def prepare_city(self) -> None:
        """Create the demo city, and no account."""
        self.run_cli("import", str(self._city))

    def start(self) -> None:
        """Raise ProcessFailed."""
        self._begin()
        self._wait()

    async def start_beside(self) -> None:
        """Start it while the loop goes on. Raise ProcessFailed."""
        self._begin()
        await asyncio.to_thread(self._wait)

    def _begin(self) -> None:
        self._port_file.unlink(missing_ok=True)
        port = ("--port", str(self._port), "--port-file", str(self._port_file))
        self._processes.start("server", (*self._command("serve"), *port))

    def _wait(self) -> None:
        limit_s, what = START_LIMIT_S, "the server's port"
        self._processes.wait_for_file("server", self._port_file, limit_s, what)

    def run_cli(self, *arguments: str, given: str = "") -> str:
        return self._processes.run(
            f"server {arguments[0]}", self._command(*arguments), given, CLI_LIMIT_S
        )

    def _command(self, *arguments: str) -> tuple[str, ...]:
        config = ("--config", str(self._config)) if self._config else ()
        return (*SERVER, *arguments, "--data-dir", str(self._data), *config)
