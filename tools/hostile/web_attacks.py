"""Misuse of the WebSocket itself: handshakes, frames, and lines that are only held open."""

import socket
import time
from collections.abc import Callable
from typing import Any

from tools.hostile.refused.asking import outcome
from tools.hostile.target import Target
from tools.hostile.web_socket import BINARY, CLOSE, PING, TEXT, WebSocket, tls

MEGABYTE = 1 << 20
SHUT = ("1 MB", "1 MB binary", "unmasked", "reserved kind", "reserved bits", "garbage")
HELD = 150  # lines one stranger holds open without a word


def web_sockets(target: Target, held_s: float) -> dict[str, Any]:
    refused = {
        name: _handshake(target, **words)
        for name, words in {
            "wrong_origin": {"origin": "https://example.org"},
            "origin_with_ours_inside": {"origin": "https://phone://app.example.org"},
            "wrong_path": {"path": "/RPC"},
            "wrong_protocol": {"protocol": "chat"},
        }.items()
    }
    frames = {name: _after(target, name) for name in FRAMES}
    taken = [name for name, status in refused.items() if not 400 <= status < 500]
    taken += [name for name in SHUT if frames[name] != "closed"]
    tried = len(refused) + len(SHUT)
    return {
        "handshakes": refused,
        "frames": frames,
        "not_refused": taken,
        **_slow(target, held_s),
        **outcome(tried, tried - len(taken), tried - len(taken)),
    }


def _handshake(target: Target, **words: str) -> int:
    web = WebSocket(target.wss, target.stranger)
    status = web.shake(**words)
    web.close()
    return status


def _many_pings(web: WebSocket) -> None:
    for _ in range(2000):
        web.frame(b"x" * 100, PING)


def _fragments(web: WebSocket) -> None:
    web.frame(b"REGISTER sip:", TEXT, ends=False)
    for _ in range(200):
        web.frame(b"a" * 100, 0, ends=False)
    web.frame(b" SIP/2.0\r\n\r\n", 0)


def _half(web: WebSocket) -> None:
    web.raw(b"\x81\xff" + (10_000).to_bytes(8) + b"\x00\x00\x00\x00half")


def _two_ends(web: WebSocket) -> None:
    web.frame(b"", CLOSE)
    web.frame(b"", CLOSE)


FRAMES: dict[str, Callable[[WebSocket], object]] = {
    "1 MB": lambda web: web.frame(b"A" * MEGABYTE),
    "1 MB binary": lambda web: web.frame(b"\x00" * MEGABYTE, BINARY),
    "size without end": lambda web: web.raw(b"\x81\xff" + b"\x7f" + b"\xff" * 7 + b"\x00" * 4),
    "unmasked": lambda web: web.frame(b"OPTIONS sip:x SIP/2.0\r\n\r\n", masked=False),
    "reserved kind": lambda web: web.frame(b"x", 5),
    "reserved bits": lambda web: web.raw(b"\xf1\x81\x00\x00\x00\x00x"),
    "long ping": lambda web: web.frame(b"p" * 4000, PING),
    "2,000 pings": _many_pings,
    "fragments": _fragments,
    "half a frame": _half,
    "garbage": lambda web: web.raw(bytes(range(256)) * 40),
    "plain SIP": lambda web: web.raw(b"OPTIONS sip:x SIP/2.0\r\nContent-Length: 0\r\n\r\n"),
    "text is no text": lambda web: web.frame(b"\xff\xfe\xfd" * 100),
    "close with garbage": lambda web: web.frame(b"\xff", CLOSE),
    "closing twice": _two_ends,
}


def _after(target: Target, name: str) -> str:
    """Return what became of the line: "closed" or "open"."""
    web = WebSocket(target.wss, target.stranger)
    assert web.shake() == 101
    FRAMES[name](web)
    word = "closed" if web.is_closed_within(0.3) else "open"
    web.close()
    return word


def _slow(target: Target, held_s: float) -> dict[str, int]:
    """Hold lines open that say nothing, half a handshake, or a byte now and then."""
    lines: list[socket.socket] = []
    refused = 0
    for number in range(HELD):
        try:
            if number % 3 == 0:
                line: socket.socket = socket.create_connection(target.wss, 2, (target.storm, 0))
            else:
                line = tls(target.wss, target.storm)
                line.sendall(b"GET /sip HTTP/1.1\r\nHost: x\r\n" if number % 3 == 1 else b"G")
        except OSError:
            refused += 1
            continue
        line.settimeout(0.01)
        lines.append(line)
    began = time.monotonic()
    while time.monotonic() - began < held_s:
        for line in lines:
            try:
                line.send(b"X")
            except OSError:
                continue
        time.sleep(0.5)
    closed = sum(_is_closed(line) for line in lines)
    for line in lines:
        line.close()
    return {"held": len(lines), "not_taken": refused, "shut_by_the_exchange": closed}


def _is_closed(line: socket.socket) -> bool:
    try:
        return line.recv(4096) == b""
    except TimeoutError:
        return False
    except OSError:
        return True
