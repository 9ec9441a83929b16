"""A WebSocket over TLS made by hand, so that every rule of it can be broken."""

import base64
import os
import secrets
import socket
import ssl
import struct
import time

from tools.hostile.sip_peer import SipPeer

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
WAIT_S = 10.0
OUR_PAGE = "phone://app"


def tls(address: tuple[str, int], source: str = "") -> ssl.SSLSocket:
    """Connect from source. Raise OSError."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.check_hostname = False
    trust.verify_mode = ssl.CERT_NONE  # whom an attacker attacks, he need not verify
    plain = socket.create_connection(address, WAIT_S, (source, 0) if source else None)
    try:
        return trust.wrap_socket(plain)
    except BaseException:
        plain.close()
        raise


class WebSocket:
    """shake() first. is_open turns False when the other side has closed."""

    def __init__(self, address: tuple[str, int], source: str = "") -> None:
        self.line = tls(address, source)
        self.is_open = True
        self._heard = b""

    def close(self) -> None:
        self.line.close()
        self.is_open = False

    def shake(self, origin: str = OUR_PAGE, path: str = "/sip", protocol: str = "sip") -> int:
        """Return the HTTP status of the handshake, 0 for none."""
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1",
            "Host: exchange",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            *([f"Sec-WebSocket-Protocol: {protocol}"] if protocol else []),
            *([f"Origin: {origin}"] if origin else []),
        ]
        self.raw(("\r\n".join(lines) + "\r\n\r\n").encode())
        head, _, self._heard = self._until(b"\r\n\r\n").partition(b"\r\n\r\n")
        words = head.split()
        return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0

    def frame(
        self, payload: bytes, kind: int = TEXT, *, ends: bool = True, masked: bool = True
    ) -> None:
        size = len(payload)
        bit = 0x80 if masked else 0
        if size < 126:
            head = struct.pack("!BB", kind | 0x80 * ends, bit | size)
        elif size < 65_536:
            head = struct.pack("!BBH", kind | 0x80 * ends, bit | 126, size)
        else:
            head = struct.pack("!BBQ", kind | 0x80 * ends, bit | 127, size)
        if masked:
            mask = secrets.token_bytes(4)
            whole = mask * (size // 4 + 1)
            mixed = int.from_bytes(payload) ^ int.from_bytes(whole[:size])
            payload = mask + mixed.to_bytes(size)
        self.raw(head + payload)

    def raw(self, data: bytes) -> None:
        if not self.is_open:
            return
        self.line.settimeout(WAIT_S)
        try:
            self.line.sendall(data)
        except OSError:
            self.is_open = False

    def payload(self, wait_s: float = 0.01) -> bytes | None:
        """Return one frame's payload; pings are answered, a close ends it."""
        while True:
            frame = self._whole_frame()
            if frame is None:
                if not self._more(wait_s):
                    return None
                continue
            kind, data = frame
            if kind == PING:
                self.frame(data, PONG)
            elif kind == CLOSE:
                self.is_open = False
                return None
            else:
                return data

    def is_closed_within(self, limit_s: float) -> bool:
        deadline = time.monotonic() + limit_s
        while self.is_open and time.monotonic() < deadline:
            self.payload(0.05)
        return not self.is_open

    def _whole_frame(self) -> tuple[int, bytes] | None:
        if len(self._heard) < 2:
            return None
        kind, size, start = self._heard[0] & 15, self._heard[1] & 127, 2
        if size == 126:
            size, start = int.from_bytes(self._heard[2:4]), 4
        elif size == 127:
            size, start = int.from_bytes(self._heard[2:10]), 10
        if len(self._heard) < start + size:
            return None
        data = self._heard[start : start + size]
        self._heard = self._heard[start + size :]
        return kind, data

    def _until(self, end: bytes) -> bytes:
        while end not in self._heard and self._more(WAIT_S):
            pass
        return self._heard

    def _more(self, wait_s: float) -> bool:
        """Return whether something was read; a closed line is noted."""
        if not self.is_open:
            return False
        self.line.settimeout(wait_s)
        try:
            data = self.line.recv(65_536)
        except (TimeoutError, ssl.SSLWantReadError):
            return False
        except OSError:
            data = b""
        self._heard += data
        self.is_open = bool(data)
        return bool(data)


class WssPeer(SipPeer):
    """Speaks SIP in frames; connects anew when the exchange has closed the line."""

    transport = "WSS"

    def __init__(self, source: str, exchange: tuple[str, int], realm: str) -> None:
        super().__init__(realm)
        self._place, self._source = exchange, source
        self.connections = 0
        self.kind = TEXT
        self._web = self._connected()
        self.address, self.port = f"{secrets.token_hex(4)}.invalid", 5060

    @property
    def here(self) -> str:
        return self.address

    def close(self) -> None:
        self._web.close()

    def _connected(self) -> WebSocket:
        self.connections += 1
        web = WebSocket(self._place, self._source)
        status = web.shake()
        if status != 101:
            raise ConnectionError(f"handshake {status}")
        return web

    def _write(self, data: bytes) -> None:
        if not self._web.is_open:
            self._web.close()
            self._web = self._connected()
        self._web.frame(data, self.kind)

    def _read(self) -> bytes | None:
        return self._web.payload(0.001)
