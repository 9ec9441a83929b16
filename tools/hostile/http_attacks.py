"""Bodies that no exchange and no console sends, at every route about calls."""

import copy
import http.client
import json
import random
import socket
import ssl
from collections import Counter
from typing import Any

from tools.hostile.target import Target

LIMIT_S = 2.0
NOW = "2026-01-01T00:00:00Z"
ID = "0190a0a0-0000-7000-8000-000000000001"
STEP = {"number": 1, "wish": "pause", "reason": "bagno", "at": NOW}
CALL = {"call_key": "k", "sip_id": "s", "offer": "o", "state": "active"}
Body = dict[str, Any]

EXCHANGE: dict[str, Body] = {
    "/exchange/v1/route": {"exchange": "x", "boot": "b", "call": "c", "sip": "s", "from": "+3906"},
    "/exchange/v1/events": {"ev": "ringing", "exchange": "x", "sip": "s", "seat": "1002", "t": "1"},
    "/exchange/v1/digits": {"sip": "s", "from_tag": "t", "digit": "1"},
    "/exchange/v1/text": {"call": "c", "sip": "s", "sdp": "v=0\r\nm=text 9 RTP/AVP 98\r\n"},
    "/exchange/v1/text/out": {"call": "c", "sip": "s"},
    "/exchange/v1/text/answer": {"sip": "s", "sdp": "v=0\r\nm=text 9 RTP/AVP 98\r\n"},
    "/exchange/v1/text/ended": {"call": "c", "sip": "s"},
}
CONSOLE: dict[str, Body] = {
    "/api/v1/duty/report": {"seat": "1003", "boot": "b", "calls": [CALL], "steps": [STEP]},
    "/api/v1/duty/alarm": {"kind": "threat", "call_key": "k", "id": "i", "at": NOW},
    "/api/v1/duty/force": {"account_id": ID, "want": "ready", "reason": "r"},
    "/api/v1/transfers": {
        "id": ID,
        "call_key": "k",
        "queue_id": "tributi",
        "note": "n",
        "seat": "",
    },
    "/api/v1/calls/k/quality": {"mos": 4.2, "loss": 0.1, "jitter_ms": 3, "rtt_ms": 20},
    "/api/v1/text/k": {"stream": "s", "number": 1, "characters": "a"},
    "/api/v1/auth/refresh": {"refresh_token": "x", "device_id": "d"},
}
ASKED = (
    "/api/v1/calls/{}", "/api/v1/text/{}", "/api/v1/voicemail/{}",
    "/api/v1/callers?phone={}&call=k", "/api/v1/callers?phone=0612345678&call={}",
    "/api/v1/text/k?after={}&wait_s={}", "/api/v1/queues/figures?{}", "/api/v1/colleagues?{}",
)  # fmt: skip
WORDS = ("%00", "..%2f..%2fetc", "%ff%fe", "a" * 6000, "%F0%9F%A6%86", "-1", "1e999", "nan", "'--")
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2**63, 10**40, 1e308, "", "\0", "\ud83e\udd86" * 50, "a" * 5000, "\u202e",
    [], {}, [[[[]]]], {"a": {"b": []}}, "2026-13-45T99:99:99Z", "0000-01-01T00:00:00Z", NOW, ID,
    "9999-12-31T23:59:59.999999Z", "'; DROP TABLE duty; --", "+39899123456", "1002\r\nX: 1",
)  # fmt: skip
RAW = (
    b"", b"\x00" * 1000, b"\xff\xfe", b"{", b"[" * 50_000, b'{"a":' * 20_000, b"null", b"1e999",
    b'"' + b"a" * 60_000 + b'"', b'{"exchange":"x","exchange":"y"}', b"{" + b" " * (1 << 20) + b"}",
)  # fmt: skip


class _Line:
    """Asks one server; opens a new connection when the old one has had enough."""

    def __init__(self, port: int, headers: dict[str, str], trust: ssl.SSLContext | None) -> None:
        self._port, self._headers, self._trust = port, headers, trust
        self.statuses: Counter[int] = Counter()
        self.silent: list[str] = []
        self.failed: list[str] = []
        self._line = self._open()

    def ask(self, method: str, path: str, body: bytes | None, waits: bool = False) -> int:
        """waits: no answer is a right answer here. Return the status, 0 for none."""
        try:
            self._line.request(method, path, body, self._headers)
            answer = self._line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            self._line.close()
            self._line = self._open()
            self.statuses[0] += 1
            if not waits:
                self.silent.append(f"{method} {path[:60]} {type(error).__name__}")
            return 0
        self.statuses[answer.status] += 1
        if answer.status >= 500 and answer.status != 503:
            self.failed.append(f"{answer.status} {method} {path[:60]} {(body or b'')[:300]!r}")
        return answer.status

    def close(self) -> None:
        self._line.close()

    def told(self) -> dict[str, Any]:
        answers = {str(code): self.statuses[code] for code in sorted(self.statuses)}
        return {"answers": answers, "failed": self.failed[:5], "silent": self.silent[:5]}

    def _open(self) -> http.client.HTTPConnection:
        if self._trust is None:
            return http.client.HTTPConnection("127.0.0.1", self._port, timeout=LIMIT_S)
        return http.client.HTTPSConnection(
            "127.0.0.1", self._port, timeout=LIMIT_S, context=self._trust
        )


def exchange_routes(target: Target, count: int, seed: int) -> dict[str, Any]:
    """At the routes of the exchange, with its key; and all of them without it."""
    chance = random.Random(seed)
    key = f"Bearer {target.route_key}"
    line = _Line(target.route_port, {"Authorization": key}, None)
    for path, sound in EXCHANGE.items():
        waits = path.endswith("/route")
        for raw in RAW:
            line.ask("POST", path, raw)
        for _ in range(count // len(EXCHANGE)):
            body = _random_body(sound, chance)
            if waits:
                body["seat"] = chance.choice(VALUES)
                body["call"] = chance.choice(
                    (7, None, "", [], "a" * 5000)
                )  # never a call that waits
            line.ask("POST", path, _written(body), waits)
    refused = _without_key(target)
    line.close()
    _datagrams(target, chance)
    return line.told() | {"wrong_key": refused}


def _without_key(target: Target) -> dict[str, int]:
    found: Counter[str] = Counter()
    for shown in (
        "",
        "Bearer",
        "Bearer wrong",
        "Basic eDp4",
        "Bearer " + "\u00e8" * 9,
        "x" * 60_000,
    ):
        line = _Line(target.route_port, {"Authorization": shown} if shown else {}, None)
        for path, sound in EXCHANGE.items():
            try:
                found[str(line.ask("POST", path, _written(sound)))] += 1
            except UnicodeEncodeError:
                continue
        line.close()
    return dict(found)


def _datagrams(target: Target, chance: random.Random) -> None:
    """What is no report of a pressed key, to where the relays send theirs."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        for _ in range(300):
            report = {
                "callid": chance.choice(VALUES),
                "source_tag": "t",
                "event": chance.choice(VALUES),
            }
            garbage = chance.choice(
                (chance.randbytes(200), *(r[:60_000] for r in RAW), _written(report))
            )
            one.sendto(garbage, ("127.0.0.1", target.digits_port))


def console_routes(target: Target, token: str, count: int, seed: int) -> dict[str, Any]:
    """At the routes of the consoles, signed in."""
    chance = random.Random(seed)
    trust = ssl.create_default_context(cafile=target.certificate)
    line = _Line(target.server_port, {"Authorization": f"Bearer {token}"}, trust)
    for path, sound in CONSOLE.items():
        for raw in RAW:
            line.ask("POST", path, raw)
        for _ in range(count // len(CONSOLE)):
            line.ask("POST", path, _written(_random_body(sound, chance)))
    for path in ASKED:
        for word in WORDS:
            line.ask("GET", path.format(*[word] * path.count("{}")), None)
    line.close()
    return line.told()


def _random_body(sound: Body, chance: random.Random) -> Body:
    """Change, add or leave out one to three values, at any depth."""
    body: Body = json.loads(json.dumps(sound))
    for _ in range(chance.randint(1, 3)):
        place: Any = body
        while True:
            names = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not names:
                break
            name = chance.choice(names)
            inner = place[name]
            if isinstance(inner, dict | list) and inner and chance.random() < 0.7:
                place = inner
                continue
            if isinstance(place, dict) and chance.random() < 0.15:
                del place[name]
            else:
                place[name] = copy.deepcopy(chance.choice(VALUES))
            break
    return body


def _written(body: Any) -> bytes:
    return json.dumps(body, allow_nan=True).encode("utf-8", "surrogatepass")
