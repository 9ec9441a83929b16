"""A telephone exchange on loopback for demo and tests: Kamailio, two media relays, a test CA."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.run_certificates import write_certificates

TEMPLATES = Path(__file__).parent.parent / "resources" / "exchange"
READY_S = 15.0
# db_text reads these: where a planned restart keeps the calls' media relays.
_TABLES = {
    "version": "table_name(string) table_version(int)\nmedia:2\n",
    "media": "key_name(string) key_type(int) value_type(int) key_value(string) expires(int)\n",
}


class ExchangeFailed(Exception):
    """Kamailio or a relay did not come up; the text says which and what it printed last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSettings:
    """Everything the templates need. hunt: seats in the order in which they are rung."""

    address: str = "127.0.0.50"
    trunk_address: str = "127.0.0.51"
    trunk_port: int = 5080
    sip_port: int = 5070
    wss_port: int = 8443
    rpc_port: int = 8060
    relay_ports: tuple[int, int] = (2250, 2260)
    cli_ports: tuple[int, int] = (2251, 2261)
    media_ports: tuple[int, int] = (40000, 40800)
    realm: str = "sede.test"
    hunt: tuple[str, ...] = ("1001", "1002", "1003", "1004")
    city_numbers: tuple[str, ...] = ("060606",)
    queue: str = "informazioni"
    ring_s: int = 15  # then the next seat; at least 3


def free_ports(address: str, count: int) -> tuple[int, ...]:
    """Return ports that are free now, for TCP and UDP both."""
    found: list[int] = []
    while len(found) < count:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
        ):
            tcp.bind((address, 0))
            port = tcp.getsockname()[1]
            try:
                udp.bind((address, port))
            except OSError:
                continue
            if port not in found:
                found.append(port)
    return tuple(found)


class Exchange:
    """Files and logs live in folder. start() returns when it answers; stop() leaves nothing.

    A fresh Kamailio knows no seat: set_secret() as the server does at each sign-in.
    """

    def __init__(self, folder: Path, settings: ExchangeSettings) -> None:
        self.folder = folder.absolute()
        self.settings = settings
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def wss_url(self) -> str:
        return f"wss://{self.settings.address}:{self.settings.wss_port}/sip"

    @property
    def rpc_url(self) -> str:
        return f"http://127.0.0.1:{self.settings.rpc_port}/RPC"

    @property
    def sip_address(self) -> tuple[str, int]:
        return self.settings.address, self.settings.sip_port

    @property
    def ca_pem(self) -> str:
        return (self.folder / "ca.pem").read_text()

    def start(self) -> None:
        """Raise ExchangeFailed when it is not ready within READY_S; everything is stopped then."""
        self._prepare()
        try:
            for number in (1, 2):
                self.start_relay(number)
            self.start_kamailio()
        except ExchangeFailed:
            self.stop()
            raise

    def stop(self) -> None:
        for name in tuple(self._running):
            self._end(name, signal.SIGTERM)

    def start_kamailio(self) -> None:
        config = str(self.folder / "kamailio.cfg")
        memory = ["-m", "64", "-M", "8"]
        folder = str(self.folder)
        self._spawn(
            "kamailio", ["kamailio", "-f", config, "-DD", "-E", "-Y", folder, "-w", folder, *memory]
        )
        self._await("kamailio", self._kamailio_answers)

    def stop_kamailio(self, *, kill: bool = False) -> None:
        self._end("kamailio", signal.SIGKILL if kill else signal.SIGTERM)

    def start_relay(self, number: int) -> None:
        name = f"rtpengine{number}"
        config = str(self.folder / f"{name}.conf")
        self._spawn(name, ["rtpengine", f"--config-file={config}"])
        port = self.settings.relay_ports[number - 1]
        self._await(name, lambda: _relay_answers(self.settings.address, port))

    def kill_relay(self, number: int) -> None:
        self._end(f"rtpengine{number}", signal.SIGKILL)

    def set_secret(self, seat: str, secret: str) -> None:
        """Let a seat register with secret from now on."""
        text = f"{seat}:{self.settings.realm}:{secret}"
        digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
        self.rpc("htable.sets", "ha1", seat, digest)

    def registered(self, seat: str) -> bool:
        """Return whether the exchange could ring seat now."""
        try:
            return bool(self.rpc("ul.lookup", "location", f"{seat}@{self.settings.realm}"))
        except OSError:
            return False

    def rpc(self, method: str, *params: str) -> object:
        """Call Kamailio's JSON-RPC. Raise OSError (URLError, HTTPError) when it says no."""
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        request = urllib.request.Request(
            self.rpc_url, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=3) as answer:
            return json.load(answer).get("result", True)

    def pid(self, name: str) -> int:
        """Return the process id of "kamailio", "rtpengine1" or "rtpengine2"."""
        return self._running[name].pid

    def log_of(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / "exchange.pem").exists():
            write_certificates(self.folder, address=self.settings.address)
        tables = self.folder / "tables"
        tables.mkdir(exist_ok=True)
        for name, content in _TABLES.items():
            (tables / name).write_text(content)
        for name in ("kamailio.cfg", "tls.cfg"):
            self._render(name, name, self._values())
        low, high = self.settings.media_ports
        middle = (low + high) // 2
        for number, (first, last) in enumerate(((low, middle - 1), (middle, high)), 1):
            values = {
                "ADDRESS": self.settings.address,
                "CONTROL_PORT": self.settings.relay_ports[number - 1],
                "CLI_PORT": self.settings.cli_ports[number - 1],
                "PORT_MIN": first,
                "PORT_MAX": last,
            }
            self._render("rtpengine.conf", f"rtpengine{number}.conf", values)

    def _values(self) -> dict[str, object]:
        return {
            "FOLDER": self.folder,
            "REALM": self.settings.realm,
            "ADDRESS": self.settings.address,
            "SIP_PORT": self.settings.sip_port,
            "WSS_PORT": self.settings.wss_port,
            "RPC_PORT": self.settings.rpc_port,
            "TRUNK_ADDRESS": self.settings.trunk_address,
            "TRUNK_PORT": self.settings.trunk_port,
            "RELAY_1": self.settings.relay_ports[0],
            "RELAY_2": self.settings.relay_ports[1],
            "HUNT": ",".join(self.settings.hunt),
            "CITY_NUMBERS": "|".join(self.settings.city_numbers),
            "QUEUE": self.settings.queue,
            "RING_S": self.settings.ring_s,
            "RING_MS": (self.settings.ring_s + 2) * 1000,  # for a seat that does not give it back
        }

    def _render(self, template: str, target: str, values: dict[str, object]) -> None:
        text = (TEMPLATES / template).read_text()
        for name, value in values.items():
            text = text.replace(f"@{name}@", str(value))
        (self.folder / target).write_text(text)

    def _spawn(self, name: str, command: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def _await(self, name: str, answers: Callable[[], bool]) -> None:
        deadline = time.monotonic() + READY_S
        process = self._running[name]
        while time.monotonic() < deadline and process.poll() is None:
            if answers():
                return
            time.sleep(0.05)
        raise ExchangeFailed(f"{name}: {self.log_of(name)[-2000:]}")

    def _kamailio_answers(self) -> bool:
        try:
            self.rpc("core.uptime")
        except OSError:
            return False
        return True

    def _end(self, name: str, how: signal.Signals) -> None:
        """End a process and its children: the group is its own."""
        process = self._running.pop(name, None)
        if process is None:
            return
        for sent in (how, signal.SIGKILL):
            try:
                os.killpg(process.pid, sent)
                process.wait(5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue


def _relay_answers(address: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(0.3)
        asking.bind((address, 0))
        try:
            asking.sendto(b"1 d7:command4:pinge", (address, port))
            return b"pong" in asking.recv(512)
        except OSError:
            return False
