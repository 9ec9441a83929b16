"""Whoever asks the server over HTTPS from an address of its own, with words of its own."""

import contextlib
import http.client
import json
import socket
import ssl
from dataclasses import dataclass
from typing import Any, Self

import msgspec

from contract.wire.protocol_version import API_PREFIX
from tools.hostile.target import Target

LIMIT_S = 30.0  # a computer that is attacked answers slowly
Told = dict[str, Any]


def outcome(
    tried: int,
    refused: int,
    told: int,
    *,
    audit: dict[str, int] | None = None,
    log: tuple[str, ...] = (),
    **notes: Any,
) -> Told:
    """Return what an attack found; audit: the least lines by action; log: what the server says."""
    counts = {"tried": tried, "refused": refused, "told": told}
    return {**counts, "audit": audit or {}, "log": log, **notes}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int  # 0: none
    body: bytes = b""
    head: str = ""

    @property
    def code(self) -> str:
        """Return the reason code of a refusal, "" for none."""
        found = self.read()
        return str(found.get("code", "")) if isinstance(found, dict) else ""

    @property
    def is_refusal(self) -> bool:
        return 400 <= self.status < 500

    def read(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class Asker:
    """A context manager. host: the last byte of its address on loopback."""

    def __init__(self, target: Target, host: int, *, port: int = 0) -> None:
        self._target = target
        self._trust = ssl.create_default_context(cafile=target.certificate)
        self._source = (f"{target.stranger.rpartition('.')[0]}.{host}", 0)
        self._port = port or target.server_port
        self._line = self._fresh()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def ask(
        self, method: str, path: str, body: Any = None, *, token: str = "", raw: bytes | None = None
    ) -> Answer:
        """path: below the API's prefix; raw: a body as it stands."""
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        content = raw if body is None else msgspec.json.encode(body)
        return self._asked(method, API_PREFIX + path, content, headers)

    def get(self, path: str) -> Answer:
        """Ask for a page, below no prefix."""
        return self._asked("GET", path, None, {})

    def _asked(
        self, method: str, path: str, content: bytes | None, headers: dict[str, str]
    ) -> Answer:
        try:
            self._line.request(method, path, content, headers)
            answer = self._line.getresponse()
            return Answer(answer.status, answer.read(), str(answer.headers))
        except (OSError, http.client.HTTPException):
            self._line.close()
            self._line = self._fresh()
            return Answer(0)

    def sign_in(self, login: str, password: str, *, device: str = "", seat: str = "") -> Answer:
        words = {"login": login, "password": password, "seat": seat}
        return self.ask("POST", "/auth/login", {**words, "device_id": device or f"of-{login}"})

    def open_line(self) -> ssl.SSLSocket:
        """Return a line of its own. Raise OSError."""
        address = ("127.0.0.1", self._port)
        plain = socket.create_connection(address, LIMIT_S, self._source)
        try:
            return self._trust.wrap_socket(plain, server_hostname="127.0.0.1")
        except BaseException:
            plain.close()
            raise

    def send_raw(self, data: bytes, wait_s: float = 2.0) -> bytes:
        """Send bytes over a line of their own; return all that comes until the end or a pause."""
        heard = b""
        with self.open_line() as line:
            line.settimeout(wait_s)
            # Who is told that it is too much may still be in the middle of it.
            with contextlib.suppress(OSError):
                line.sendall(data)
            with contextlib.suppress(OSError):
                while data := line.recv(65_536):
                    heard += data
        return heard

    def _fresh(self) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection(
            "127.0.0.1",
            self._port,
            timeout=LIMIT_S,
            source_address=self._source,
            context=self._trust,
        )


def signed_in(asker: Asker, login: str, *, device: str = "", seat: str = "") -> Told:
    """Return what a sign-in with the right password gave. Raise OSError."""
    answer = asker.sign_in(login, asker._target.password, device=device, seat=seat)
    found = answer.read()
    if answer.status != 200 or not isinstance(found, dict):
        raise ConnectionError(f"{login} cannot sign in: {answer.status} {answer.code}")
    return found


class Lead:
    """A team lead's window that listens: what it is told of misuse, by kind."""

    def __init__(self, asker: Asker, token: str) -> None:
        self._line = asker.open_line()
        self._line.sendall(
            f"GET {API_PREFIX}/events HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {token}\r\n\r\n"
            .encode()
        )  # fmt: skip
        self._heard = b""

    def hears(self, kind: str, within_s: float = 40.0) -> bool:
        """Return whether the window is told of it; the server looks every few seconds."""
        self._line.settimeout(within_s)
        wanted = f'"text":"{kind}"'.encode()
        beats = 0
        while wanted not in self._heard and beats < within_s / 2:
            try:
                data = self._line.recv(65_536)
            except OSError:
                return False
            if not data:
                return False
            self._heard += data
            beats += data.count(b"event: beat")
        return wanted in self._heard

    def close(self) -> None:
        self._line.close()
