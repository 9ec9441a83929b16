"""Connections that ask for nothing, or never to the end, while a seat goes on working."""

import contextlib
import http.client
import socket
import ssl
import time
from typing import Any

from tools.hostile.refused.asking import outcome
from tools.hostile.target import Target

FROM = 8  # addresses; the first sends half of all
LETTER_EVERY_S = 2.0
ENDS_WITHIN_S = 60.0  # the longest time for a body, for an agreement on TLS, and some more
HALF = (
    b"GET /api/v1/hello HTTP/1.1\r\nHost: h\r\nX-Slow: ",
    b"POST /api/v1/auth/login HTTP/1.1\r\nHost: h\r\nContent-Length: 90000\r\n\r\n{",
    b"",  # TLS without a byte
)


def slow_connections(target: Target, token: str, count: int) -> dict[str, Any]:
    """Open count connections, send a letter now and then; the seat of token asks meanwhile."""
    lines = _opened(target, count)
    refused = count - len(lines)
    failed = asked = 0
    until = time.monotonic() + ENDS_WITHIN_S
    while lines and time.monotonic() < until:
        asked += 1
        failed += not _is_answered(target, token)
        lines = [line for line in lines if _is_open(line)]
        time.sleep(LETTER_EVERY_S)
    for line in lines:
        line.close()
    ended = count - len(lines)
    return {
        "sent": count,
        "not_taken": refused,
        "asked": asked,
        "failed": failed,
        "not_refused": f"{len(lines)} slow connections are still open" if lines else "",
        **outcome(count, ended, ended, log=("connections refused", "requests cut off")),
    }


def _opened(target: Target, count: int) -> list[socket.socket]:
    trust = ssl.create_default_context(cafile=target.certificate)
    net = target.stranger.rpartition(".")[0]
    lines = []
    for number in range(count):
        # Half of them from one address, which the server stops at its limit.
        host = 100 + (number // 2 % FROM if number % 2 else 0)
        source = (f"{net}.{host}", 0)
        half = HALF[number % len(HALF)]
        with contextlib.suppress(OSError):
            line = socket.create_connection(
                ("127.0.0.1", target.server_port), timeout=10, source_address=source
            )
            try:
                line = trust.wrap_socket(line, server_hostname="127.0.0.1") if half else line
                line.sendall(half)
                lines.append(line)
            except OSError:
                line.close()
                raise
    return lines


def _is_open(line: socket.socket) -> bool:
    """Send a letter, where there is a request, and look whether the server has hung up."""
    try:
        line.settimeout(0)
        if isinstance(line, ssl.SSLSocket):
            line.sendall(b"x")
        return line.recv(4096) != b""
    except (BlockingIOError, ssl.SSLWantReadError):
        return True
    except OSError:
        line.close()
        return False


def _is_answered(target: Target, token: str) -> bool:
    """Ask as a seat does, on a line of its own, and wait a while: a look a round is enough."""
    trust = ssl.create_default_context(cafile=target.certificate)
    line = http.client.HTTPSConnection("127.0.0.1", target.server_port, context=trust, timeout=10)
    try:
        line.request("GET", "/api/v1/queues/figures", headers={"Authorization": f"Bearer {token}"})
        status = line.getresponse().status
        return status == 200
    except OSError:
        return False
    finally:
        line.close()
