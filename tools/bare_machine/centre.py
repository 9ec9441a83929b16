"""The central server and the exchange of the package at a bare machine, started as IT would."""

import re
import shlex
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from tools.bare_machine.machine import Machine, MachineFailed
from tools.bare_machine.own_world import HOUSE, TRUNK
from tools.services.patience import PATIENCE

SERVER_USER = "chiamaroma"
DATA, SETTINGS = "/var/lib/chiamaroma", "/etc/chiamaroma/server.toml"
EXCHANGE, SOUNDS = "/etc/chiamaroma/exchange", "/usr/share/chiamaroma/sounds"
CITY = "/opt/chiamaroma/resources/demo_city"
SERVER_URL = f"https://{HOUSE}:8443"
REALM, MAIN_NUMBER = "comune.example", "060606"
LOGIN, PASSWORD = "operatrice1", "una-password-lunga-2026"  # of nobody: made for one run
READY_LIMIT_S = 60.0
STANDS_S = 25.0 * PATIENCE  # what counts has begun and goes on within it, also on a busy machine
RPC = ("127.0.0.1", 5065)
UNITS = ("chiamaroma-relay@1", "chiamaroma-relay@2", "chiamaroma-exchange")
_SERVER_TOML = f"""data_dir = "{DATA}"
host = "{HOUSE}"
tls_names = ["{HOUSE}"]

[exchange]
wss_urls = ["wss://{HOUSE}:7443/sip"]
realm = "{REALM}"
rpc_url = "http://127.0.0.1:5065/RPC"
relays = ["127.0.0.1:2223", "127.0.0.1:2224"]
digits_port = 2230
{{more}}
[exchange_setup]
address = "{HOUSE}"
trunk_address = "{TRUNK}"
fallback_seats = ["1001"]
"""
_CA_LINE = f'ca_file = "{EXCHANGE}/ca.pem"'


def await_count(
    count: Callable[[], int],
    wanted: int,
    what: str,
    *,
    monotonic_s: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Wait as long as the count grows. Raise MachineFailed once it has stood for STANDS_S."""
    most, since_s = -1, monotonic_s()
    while (found := count()) < wanted:
        if found > most:
            most, since_s = found, monotonic_s()
        elif monotonic_s() - since_s > STANDS_S:
            raise MachineFailed(f"the server made {found} of {wanted} {what}, and no more come")
        sleep(0.5)


class Centre:
    """A context manager. logs: where the words of server and exchange go."""

    def __init__(self, machine: Machine, logs: Path) -> None:
        self._machine, self._logs = machine, logs
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Centre":
        self._make_server()
        self._make_exchange()
        self._start_exchange()
        self._start("server", *self._server("serve"), user=SERVER_USER)
        self._await(self._serves, "the server")
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._running):
            process.terminate()
        self._machine.end_all_of(SERVER_USER)
        for user in ("kamailio", "rtpengine"):
            self._machine.end_all_of(user)

    @property
    def certificate(self) -> str:
        return self._machine.path(f"{DATA}/server-cert.pem").read_text()

    def rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        """Return what the server's database answers, read without any code of the server."""
        [file] = (self._machine.folder / DATA.lstrip("/")).glob("*.db")
        connection = dbapi2.connect(f"file:{file}?mode=ro", uri=True)
        try:
            return list(connection.execute(query, values))
        finally:
            connection.close()

    def await_vectors(self) -> None:
        """Wait until the server knows what every entry means. Raise MachineFailed."""
        entries = "SELECT (SELECT count(*) FROM service_card) + (SELECT count(*) FROM faq)"
        vectors = "SELECT count(*) FROM text_vector"
        wanted = int(self.rows(entries)[0][0])
        await_count(lambda: int(self.rows(vectors)[0][0]), wanted, "sentence vectors")

    def log(self, name: str) -> str:
        return (self._logs / f"{name}.log").read_text(errors="replace")

    def _make_server(self) -> None:
        machine = self._machine
        machine.run("adduser", "--system", "--group", "--home", DATA, SERVER_USER)
        machine.run("install", "-d", "-m", "750", "-o", SERVER_USER, "-g", SERVER_USER, DATA)
        self._write_settings("")
        machine.run(*self._server("migrate"), user=SERVER_USER)
        add = self._server(
            "account", "add", LOGIN, "--role", "operator", "--password-stdin", "--keep"
        )
        machine.run(*add, given=f"{PASSWORD}\n", user=SERVER_USER)
        machine.run(*self._server("import", CITY), user=SERVER_USER)

    def _make_exchange(self) -> None:
        """As its own README.txt says; without systemd its units' commands are run by hand."""
        machine = self._machine
        machine.run("install", "-d", "-o", SERVER_USER, "-g", SERVER_USER, EXCHANGE)
        machine.run(*self._server("exchange", "configure", "--out", EXCHANGE), user=SERVER_USER)
        secret = [f"{EXCHANGE}/{name}" for name in ("tables", "server-key.cfg", "exchange.key")]
        machine.run("chown", "-R", "kamailio", *secret)
        machine.run("sh", "-c", f"install -d {SOUNDS} && cp {EXCHANGE}/sounds/*.wav {SOUNDS}/")
        self._write_settings(_CA_LINE)

    def _start_exchange(self) -> None:
        run = "/run/chiamaroma-exchange"
        self._machine.run("install", "-d", "-o", "kamailio", "-g", "kamailio", run)
        for unit in UNITS:
            name, _, instance = unit.partition("@")
            file = f"{EXCHANGE}/{name}{'@' if instance else ''}.service"
            self._start(unit, *self._command_of(file, instance), user=self._user_of(file))
        self._await(self._exchange_answers, "the exchange")

    def _command_of(self, unit: str, instance: str) -> list[str]:
        [line] = re.findall(r"^ExecStart=(.*)$", self._unit(unit), re.MULTILINE)
        return shlex.split(line.replace("%i", instance))

    def _user_of(self, unit: str) -> str:
        [user] = re.findall(r"^User=(.*)$", self._unit(unit), re.MULTILINE)
        return str(user)

    def _unit(self, file: str) -> str:
        return self._machine.path(file).read_text()

    def _exchange_answers(self) -> bool:
        try:
            socket.create_connection(RPC, timeout=1).close()
        except OSError:
            return False
        return True

    def _serves(self) -> bool:
        return "8443" in self.log("server")

    def _await(self, answers: Any, what: str) -> None:
        deadline = time.monotonic() + READY_LIMIT_S * PATIENCE
        while not answers():
            ended = [one for one in self._running if one.poll() is not None]
            if ended or time.monotonic() > deadline:
                logs = "\n".join(file.read_text()[-800:] for file in self._logs.glob("*.log"))
                raise MachineFailed(f"{what} does not come up: {logs}")
            time.sleep(0.2)

    def _write_settings(self, more: str) -> None:
        self._machine.path(SETTINGS).write_text(_SERVER_TOML.format(more=more))

    def _server(self, *arguments: str) -> tuple[str, ...]:
        return ("chiamaroma-server", *arguments, "--config", SETTINGS)

    def _start(self, name: str, *command: str, user: str) -> None:
        log = self._logs / f"{name}.log"
        self._running.append(self._machine.start(*command, log=log, user=user))
