"""A telephone exchange on loopback for demo and tests: Kamailio, two media relays, a test CA."""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from contract.wire.session import LineSettings
from tools.services.exchange_files import KEY_FILE, ExchangeSettings, free_ports, write_files
from tools.services.undisturbed import undisturbed

__all__ = ["Exchange", "ExchangeFailed", "ExchangeSettings", "free_ports"]

READY_S = 90.0
ENDS_S = 15.0  # in good order: a planned end writes down where calls are carried
GONE_S = 30.0


class ExchangeFailed(Exception):
    """Kamailio or a relay did not come up; the text says which and what it printed last."""


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
    def key_file(self) -> Path:
        return self.folder / KEY_FILE

    @property
    def sip_address(self) -> tuple[str, int]:
        return self.settings.address, self.settings.sip_port

    @property
    def ca_pem(self) -> str:
        return (self.folder / "ca.pem").read_text()

    def start(self) -> None:
        """Raise ExchangeFailed when it is not ready within READY_S. What fails leaves nothing."""
        write_files(self.folder, self.settings)
        try:
            for number in (1, 2):
                self.start_relay(number)
            self.start_kamailio()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        for name in tuple(self._running):
            self._end(name, signal.SIGTERM)

    def start_kamailio(self) -> None:
        config = str(self.folder / "kamailio.cfg")
        memory = ["-m", "64", "-M", "16"]
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

    def line_of(self, seat: str, secret: str = "") -> LineSettings:
        """Return what a phone of this seat is told; its usual secret is "secret-of-<seat>"."""
        realm, secret = self.settings.realm, secret or f"secret-of-{seat}"
        urls = (self.wss_url,)
        return LineSettings(
            seat=seat, wss_urls=urls, realm=realm, secret=secret, ca_pem=self.ca_pem
        )

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

    def has_trunk(self) -> bool:
        """Return whether somebody answers at the other end of the trunk."""
        try:
            return '"FLAGS": "A' in json.dumps(self.rpc("dispatcher.list"))
        except OSError:
            return False

    def rpc(self, method: str, *params: str | int) -> object:
        """Call Kamailio's JSON-RPC. Raise OSError (URLError, HTTPError) when it says no."""
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.settings.server_key}",
        }
        request = urllib.request.Request(self.rpc_url, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=15) as answer:
            return json.load(answer).get("result", True)

    def pid(self, name: str) -> int:
        """Return the process id of "kamailio", "rtpengine1" or "rtpengine2"."""
        return self._running[name].pid

    def log_of(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def _spawn(self, name: str, command: list[str]) -> None:
        # A run that is killed leaves nothing behind. Linux watches the thread that starts them, so
        # only the main one will do.
        is_main = threading.current_thread() is threading.main_thread()
        tied = ["setpriv", "--pdeathsig", "TERM"] if is_main and shutil.which("setpriv") else []
        with (self.folder / f"{name}.log").open("ab") as log, undisturbed():
            self._running[name] = subprocess.Popen(
                [*tied, *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
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
                process.wait(ENDS_S)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        _await_end_of_group(process.pid)


def _await_end_of_group(group: int) -> None:
    """Wait until no child lives: each holds the ports that the next start needs."""
    deadline = time.monotonic() + GONE_S
    while _has_living(group) and time.monotonic() < deadline:
        time.sleep(0.01)


def _has_living(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, _, of_group = (process / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(of_group) == group and state not in "ZX":
            return True
    return False


def _relay_answers(address: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(0.3)
        asking.bind((address, 0))
        try:
            asking.sendto(b"1 d7:command4:pinge", (address, port))
            return b"pong" in asking.recv(512)
        except OSError:
            return False
