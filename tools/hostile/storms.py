"""Storms: registrations with wrong passwords, calls of one seat, sign-ins at the server."""

import hashlib
import http.client
import json
import re
import secrets
import ssl
import time
from collections import Counter
from typing import Any

from tools.hostile.refused.asking import outcome
from tools.hostile.sip_peer import SipPeer, UdpPeer
from tools.hostile.target import Target
from tools.hostile.web_socket import WssPeer

RATE = 500  # registrations a second
SOCKETS = 4
DIALS = 300
DIALLED = 30  # at most may pass: the limits are lower, a minute may turn meanwhile
TOLD_DIALS = 5  # of a seat's refused calls the exchange tells no more in ten minutes
_WORDS = re.compile(r'(\w+)="([^"]*)"')


def registrations(target: Target, seconds: float) -> dict[str, Any]:
    """Guess passwords of seats: datagrams of one address, then WebSockets of another one."""
    with UdpPeer(target.storm, target.exchange, target.realm) as peer:
        _storm([peer], seconds)
        plain = _told(peer.statuses, peer.sent)
    webs = [WssPeer(target.other_storm, target.wss, target.realm) for _ in range(SOCKETS)]
    try:
        _storm(webs, seconds)
        answers = sum((web.statuses for web in webs), Counter[int]())
        over_web = _told(answers, sum(web.sent for web in webs))
    finally:
        for web in webs:
            web.close()
    return {"plain": plain, "over_web_sockets": over_web}


def _told(answers: Counter[int], sent: int) -> dict[str, Any]:
    accepted = sum(count for code, count in answers.items() if 200 <= code < 300)
    refused = sum(count for code, count in answers.items() if code >= 400)
    return {
        "sent": sent,
        "accepted": accepted,
        "refused": refused,
        "shut_out": sent - refused - accepted,
    }


def _storm(peers: list[Any], seconds: float) -> None:
    began, number = time.monotonic(), 0
    while (passed_s := time.monotonic() - began) < seconds:
        while number < passed_s * RATE:
            peer = peers[number % len(peers)]
            seat = str(1001 + number % 3)
            given = credentials(peer.realm, seat, "guess", "REGISTER", secrets.token_hex(20))
            peer.send(peer.message("REGISTER", seat, user=seat, add=[("Authorization", given)]))
            number += 1
        for peer in peers:
            peer.hear()
        time.sleep(0.002)
    for peer in peers:
        peer.settle(0.2, 2.0)


def credentials(realm: str, seat: str, secret: str, method: str, nonce: str, uri: str = "") -> str:
    uri = uri or f"sip:{seat}@{realm}"
    own = _md5(f"{seat}:{realm}:{secret}")
    answer = _md5(f"{own}:{nonce}:00000001:c:auth:{_md5(f'{method}:{uri}')}")
    return (
        f'Digest username="{seat}", realm="{realm}", nonce="{nonce}", uri="{uri}",'
        f' response="{answer}", algorithm=MD5, cnonce="c", qop=auth, nc=00000001'
    )


def dials(target: Target, seat: str, secret: str, count: int = DIALS) -> dict[str, Any]:
    """Have a seat that knows its password dial a forbidden short number without pause."""
    with WssPeer(target.stranger, target.wss, target.realm) as peer:
        for _ in range(count):
            nonce = _nonce(peer, seat)
            uri = f"sip:4242@{peer.realm}"
            given = credentials(peer.realm, seat, secret, "INVITE", nonce, uri)
            before = sum(peer.statuses.values())
            peer.send(
                peer.message(
                    "INVITE",
                    "4242",
                    change={"From": f"<sip:{seat}@{peer.realm}>;tag={secrets.token_hex(4)}"},
                    add=[("Proxy-Authorization", given)],
                )
            )
            _answered(peer, before)
        codes = {word: n for word, n in peer.reasons.items() if not word.startswith("407")}
    passed = count - sum(n for word, n in codes.items() if word.startswith("429"))
    refused = sum(n for word, n in codes.items() if word.startswith(("403", "429")))
    return {
        "sent": count,
        "answers": codes,
        "not_refused": too_many(passed, count),
        **outcome(count, refused, refused, audit={"dial.refused": TOLD_DIALS, "misuse": 1}),
    }


def too_many(passed: int, count: int) -> str:
    """Return what is wrong when so many of count dials in a minute passed, or ""."""
    return f"{passed} of {count} dials" if passed > min(DIALLED, count) else ""


def _nonce(peer: SipPeer, seat: str) -> str:
    peer.last = ""
    before = sum(peer.statuses.values())
    user = f"<sip:{seat}@{peer.realm}>;tag={secrets.token_hex(4)}"
    peer.send(peer.message("INVITE", "4242", change={"From": user}))
    _answered(peer, before)
    words: dict[str, str] = dict(_WORDS.findall(peer.last))
    return words.get("nonce", "")


def _answered(peer: SipPeer, before: int) -> None:
    deadline = time.monotonic() + 2.0
    while sum(peer.statuses.values()) == before and time.monotonic() < deadline:
        peer.hear()


def sign_ins(target: Target, count: int) -> dict[str, Any]:
    """Guess the password of one login at the server, then of a login each time."""
    trust = ssl.create_default_context(cafile=target.certificate)
    statuses: Counter[str] = Counter()
    for number in range(count):
        login = "seat1002" if number < count // 2 else f"nobody-{number}"
        words = {"login": login, "password": "guess", "device_id": "x", "seat": "1001"}
        line = http.client.HTTPSConnection("127.0.0.1", target.server_port, context=trust)
        line.request(
            "POST",
            "/api/v1/auth/login",
            json.dumps(words),
            {"Content-Type": "application/json"},
        )
        status = line.getresponse().status
        statuses[f"{'one_login' if number < count // 2 else 'others'}_{status}"] += 1
        line.close()
    return {"sent": count, "answers": dict(statuses)}


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
