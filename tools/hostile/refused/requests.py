"""Requests of no honest client: too large, nested, smuggled, with line ends in names."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from contract.domain.caller import CallerDetails
from contract.wire.protocol_version import API_PREFIX
from tools.hostile.refused.asking import Answer, Asker, Told, outcome, signed_in
from tools.hostile.refused.citizens import written
from tools.hostile.target import Target

MEGABYTE = 1 << 20
INJECTED = "X-Injected: yes"
HELLO = f"GET {API_PREFIX}/hello HTTP/1.1\r\nHost: h\r\n\r\n"
CLOSING = "HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
ANSWERED = b'"server_id"'  # in an answer to HELLO
BOMBS = (
    b"[" * 200_000, b'{"a":' * 150_000, b'{"login":' + b"9" * 300_000 + b"}",
    b'{"login":1e999999999}', b'{"login":"' + b"\\u0000" * 100_000 + b'"}',
    b"[" + b"[]," * 250_000 + b"[]]", b'{"login":"' + b"\\ud800" * 10 + b'"}',
)  # fmt: skip


def oversize(target: Target) -> Told:
    """Send bodies beyond the limit, with their length and in chunks, and more commands than fit."""
    with Asker(target, 69) as asker:
        token = signed_in(asker, "thief", device="of-sizes")["access_token"]
        big = b'{"commands":["' + b"x" * (2 * MEGABYTE) + b'"]}'
        length = (f"Content-Length: {len(big)}",)
        tries = [
            _raw(
                asker, _head("POST", "/commands", *length, f"Authorization: Bearer {token}") + big
            ),
            _raw(asker, _head("POST", "/auth/login", *length) + big),
            asker.ask("POST", "/commands", {"commands": [{}] * 500}, token=token),
            _raw(asker, _head("POST", "/auth/login", "Transfer-Encoding: chunked") + _chunks(big)),
            _raw(asker, f"GET {API_PREFIX}/{'a' * 100_000} HTTP/1.1\r\nHost: h\r\n\r\n".encode()),
            _raw(asker, _head("GET", "/hello", f"X-Long: {'a' * 100_000}")),
        ]
    return _of(tries)


def json_bombs(target: Target) -> Told:
    with Asker(target, 70) as asker:
        token = signed_in(asker, "thief", device="of-bombs")["access_token"]
        tries = [asker.ask("POST", "/auth/login", raw=bomb) for bomb in BOMBS]
        tries += [asker.ask("POST", "/commands", raw=bomb, token=token) for bomb in BOMBS]
    return _of(tries)


def smuggled(target: Target) -> Told:
    """Hide a second request where two readers of HTTP would see different ends of the first."""
    with Asker(target, 71) as asker:
        heard = {name: asker.send_raw(shape) for name, shape in _shapes().items()}
    passed = [name for name, answer in heard.items() if ANSWERED in answer]
    told = [name for name, answer in heard.items() if answer.startswith(b"HTTP/1.1 4")]
    refused = len(heard) - len(passed)
    untold = sorted(heard.keys() - set(told) - set(passed))
    return outcome(len(heard), refused, len(told), passed=passed, untold=untold)


def _shapes() -> dict[str, bytes]:
    """Return first requests that are refused by themselves, each with HELLO behind."""
    inner = HELLO.encode()
    chunked = b"0\r\n\r\n" + inner
    post = f"POST {API_PREFIX}/auth/logout HTTP/1.1\r\nHost: h\r\n"

    def framed(*lines: str, body: bytes = chunked) -> bytes:
        return (post + "".join(f"{line}\r\n" for line in lines) + "\r\n").encode() + body

    length = f"Content-Length: {len(chunked)}"
    return {
        "length and chunks": framed("Content-Length: 4", "Transfer-Encoding: chunked"),
        "chunks and length": framed("Transfer-Encoding: chunked", length),
        "two lengths": framed("Content-Length: 0", f"Content-Length: {len(inner)}", body=inner),
        "a list of lengths": framed(f"Content-Length: 0, {len(inner)}", body=inner),
        "a signed length": framed("Content-Length: +0", body=inner),
        "a length in hex": framed("Content-Length: 0x0", body=inner),
        "a space before the colon": framed("Transfer-Encoding : chunked", length),
        "chunks twice": framed("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
        "chunks and nothing": framed("Transfer-Encoding: chunked, identity"),
        "unknown chunks": framed("Transfer-Encoding: xchunked"),
        "a tab in the name": framed("Transfer-Encoding\t: chunked"),
        "a folded header": framed("X-A: b\r\n Transfer-Encoding: chunked", "Content-Length: bad"),
        "a NUL in a value": framed("X-A: b\0c", "Content-Length: 0", body=inner),
        "a line end in a value": framed("X-A: b\rX-C: d", "Content-Length: 0", body=inner),
        "a chunk of negative size": framed("Transfer-Encoding: chunked", body=b"-1\r\n" + inner),
        "a chunk in hex": framed("Transfer-Encoding: chunked", body=b"0x0\r\n\r\n" + inner),
        "HTTP 0.9": f"GET {API_PREFIX}/hello\r\n\r\n".encode(),
        "HTTP 2 in clear": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + inner,
    }


def line_ends_in_names(target: Target) -> Told:
    """Put line ends where names go; none may come out as a header or a line of the log."""
    words = ("x\r\n" + INJECTED, "x\n" + INJECTED, "x\u2028" + INJECTED, f"x\0{INJECTED}")
    with Asker(target, 72) as asker:
        session = signed_in(asker, "thief", device="of-lines")
        token = session["access_token"]
        tries = []
        for word in words:
            tries += [
                asker.sign_in(word, "guess"),
                asker.sign_in("thief", "guess", device=word, seat=word),
                asker.ask("GET", f"/callers?phone={_quoted(word)}&why=written", token=token),
                asker.ask("GET", f"/callers?phone=0651234567&call={_quoted(word)}", token=token),
                asker.ask("GET", f"/calls/{_quoted(word)}", token=token),
                asker.ask("POST", "/duty/alarm", {"kind": word, "call_key": word}, token=token),
            ]
        contact = written(session["account"]["id"], CallerDetails(name=words[0]))
        kept = asker.ask("POST", "/commands", contact, token=token)
    lines = Path(target.log).read_text(errors="replace").splitlines()
    passed = [line[:60] for line in lines if line.startswith(INJECTED)]
    passed += ["a header" for one in (*tries, kept) if INJECTED in one.head]
    return _of(tries, passed=passed, kept=kept.status)


def owners_paths(target: Target) -> Told:
    """Ask where owners' pages are served for all else that the server has."""
    paths = (
        "/metrics", "/healthz", "/readyz", "/api/v1/hello", "/api/v1/metrics", "//api/v1/hello",
        "/verifica/../api/v1/hello", "/verifica/..%2fapi%2fv1%2fhello", "/verifica/%2e%2e/metrics",
        "/verifica/..;/metrics", "/verifica/%00", "/verifica/" + "a" * 10_000, "/verifica",
        "/verifica/", "/VERIFICA/x", "/verifica/%0d%0aX-Injected:%20yes", "/api/v1/auth/login",
        "/.git/config", "/verifica/x/../../keys/server-keys.json", "/exchange/v1/route",
        "https://h/api/v1/hello", "*", "/verifica/\u00e8", "/api/v1/openapi.json",
    )  # fmt: skip
    with Asker(target, 73, port=target.owners_port) as asker:
        tries = [_raw(asker, f"GET {path} {CLOSING}".encode()) for path in paths]
        tries += [
            _raw(asker, f"{method} /verifica/x {CLOSING}".encode())
            for method in ("TRACE", "CONNECT", "PUT", "DELETE", "PROPFIND", "get")
        ]
    shown = [
        path
        for path, one in zip(paths, tries, strict=False)
        if any(word in one.body for word in (ANSWERED, b"chiamaroma_", b"alive", b"signing"))
    ]
    return _of(tries, passed=[*shown, *("a header" for one in tries if INJECTED in one.head)])


def _head(method: str, path: str, *lines: str) -> bytes:
    first = f"{method} {API_PREFIX}{path} HTTP/1.1\r\nHost: h\r\n"
    return (first + "".join(f"{line}\r\n" for line in lines) + "\r\n").encode()


def _chunks(body: bytes) -> bytes:
    return b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"


def _raw(asker: Asker, data: bytes) -> Answer:
    """Return the first answer to bytes as they stand."""
    head, _, body = asker.send_raw(data).partition(b"\r\n\r\n")
    words = head.split(b" ", 2)
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    return Answer(status, body, head.decode(errors="replace"))


def _quoted(word: str) -> str:
    return "".join(f"%{byte:02X}" for byte in word.encode())


def _of(tries: Iterable[Answer], **notes: Any) -> Told:
    known = list(tries)
    # Cut off without a word is refused too, and told by nobody.
    taken = sum(one.status < 400 and one.status != 0 for one in known)
    told = sum(one.is_refusal for one in known)
    statuses = json.dumps(sorted(one.status for one in known))
    return outcome(len(known), len(known) - taken, told, answers=statuses, **notes)
