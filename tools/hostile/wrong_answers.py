"""Answers to "who gets this call?" that no server should give."""

import json
from typing import Any


def http(body: bytes, status: str = "200 OK", length: int | None = None, more: str = "") -> bytes:
    size = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n"
    return f"{head}Connection: close\r\n{more}\r\n".encode() + body


def _json(**fields: Any) -> bytes:
    return http(json.dumps(fields).encode())


def _ring(seat: Any = "1002", **fields: Any) -> bytes:
    words: dict[str, Any] = {"do": "ring", "seat": seat, "ring_s": "5", "offer": "o1", "queue": "q"}
    return _json(**(words | fields))


# Each counts as wait: the citizen keeps her place, and the exchange asks again.
MEANINGLESS: dict[str, bytes] = {
    "not JSON": http(b"<html>ring 1002</html>"),
    "truncated JSON": http(b'{"do":"ring","seat":"10'),
    "truncated answer": http(b'{"do":"ring"', length=500),
    "nothing": b"",
    "not HTTP": b"SIP/2.0 200 OK\r\n\r\n",
    "empty body": http(b""),
    "1 MB": http(b'{"do":"reject","x":"' + b"a" * 1_000_000 + b'"}'),
    "1 MB of headers": http(b'{"do":"reject"}', more="X: " + "a" * 1_000_000 + "\r\n"),
    "unknown do": _json(do="explode"),
    "no do": _json(seat="1002"),
    "do is a number": _json(do=7),
    "a list": http(b'["ring","1002"]'),
    "deep JSON": http(b"[" * 4000 + b"]" * 4000),
    "NUL": http(b'{"do":"ri\\u0000ng","seat":"1002"}'),
    "500": http(b"{}", "500 Oops"),
    "401": http(b'{"do":"reject"}', "401 Unauthorized"),
    "302": http(b'{"do":"reject"}', "302 Found", more="Location: http://127.0.0.1:1/\r\n"),
    "ring nobody": _ring("1999"),
    "ring no seat": _ring("+39899123456"),
    "ring a list": _ring(["1002"]),
    "ring with CRLF": _ring("1002\r\nX-Evil: 1"),
    "ring 3,000 characters": _ring("1" * 3000),
    "reject 999": _json(do="reject", code="999"),
    "reject 200": _json(do="reject", code="200"),
    "reject words": _json(do="reject", code="480\r\nX-Evil: 1"),
    "send to a premium number": _json(do="send", to="+39899123456"),
    "send to an address": _json(do="send", to="sip:x@192.0.2.1"),
    "send with CRLF": _json(do="send", to="voicemail\r\nX-Evil: 1"),
}

# Each rings the seat, with what makes no sense left out.
HALF_SENSE: dict[str, bytes] = {
    "ring_s abc": _ring(ring_s="abc"),
    "ring_s huge": _ring(ring_s="99999999999999999999"),
    "ring_s negative": _ring(ring_s="-7"),
    "offer with CRLF": _ring(offer="o1\r\nX-Evil: 1"),
    "queue with CRLF": _ring(queue="q\r\nX-Evil: 1"),
    "language with CRLF": _ring(language="it\r\nX-Evil: 1"),
    "waited_s words": _ring(waited_s="1\r\nX-Evil: 1"),
    "auto_answer_ms words": _ring(auto_answer_ms="x\r\nX-Evil: 1"),
}
