"""Broken SIP from the carrier's address, from strangers and over the WebSocket."""

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tools.hostile.mutations import mutated
from tools.hostile.sip_peer import SipPeer, UdpPeer
from tools.hostile.storms import credentials
from tools.hostile.target import Target
from tools.hostile.torture import kinds
from tools.hostile.web_socket import BINARY, TEXT, WssPeer

REFUSED = ("481 No Such Call", "405 Method Not Allowed")
METHODS = ("INVITE", "REGISTER", "REFER", "BYE", "CANCEL", "ACK", "OPTIONS")
BURST = 20
BURST_S = 0.06  # at least; the exchange is to be annoyed, this computer is not to be filled
FEW = 200  # messages one stranger sends: with more he would be shut out, and reach nothing


def torture(target: Target) -> dict[str, Any]:
    """Send each kind of RFC 4475 three ways."""
    answers: Counter[int] = Counter()
    peers: list[SipPeer] = [
        UdpPeer(target.trunk, target.exchange, target.realm),
        UdpPeer(target.stranger, target.exchange, target.realm),
        WssPeer(target.stranger, target.wss, target.realm),
    ]
    sent = 0
    for peer in peers:
        with peer:
            for kind in kinds():
                peer.send(kind.make(peer))
                peer.settle(0.02, 0.5)
            peer.settle(0.5)
            sent += peer.sent
            answers += peer.statuses
    return {"kinds": len(kinds()), "sent": sent, "answers": _sorted(answers)}


def mutations(target: Target, count: int, seed: int) -> dict[str, Any]:
    """Send count changed messages, a third each way."""
    chance = random.Random(seed)
    answers: Counter[int] = Counter()
    sent = connections = 0
    third = -(-count // 3)
    with UdpPeer(target.trunk, target.exchange, target.realm) as peer:
        _burst(peer, third, chance)
        answers += peer.statuses
        sent += peer.sent
    for first in range(0, third, FEW):
        source = _another(target, first // FEW)
        with UdpPeer(source, target.exchange, target.realm) as peer:
            _burst(peer, min(FEW, third - first), chance)
            answers += peer.statuses
            sent += peer.sent
        with WssPeer(source, target.wss, target.realm) as web:
            web.kind = chance.choice((TEXT, BINARY))
            _burst(web, min(FEW, third - first), chance)
            answers += web.statuses
            sent += web.sent
            connections += web.connections
    return {"sent": sent, "web_sockets": connections, "answers": _sorted(answers)}


def _burst(peer: SipPeer, count: int, chance: random.Random) -> None:
    for number in range(count):
        method = METHODS[number % len(METHODS)]
        peer.send(mutated(peer.message(method, chance.choice(("060606", "1001"))), chance))
        if number % BURST == BURST - 1:
            began = time.monotonic()
            peer.hear()
            time.sleep(max(0.0, BURST_S - (time.monotonic() - began)))
    peer.settle(0.4, 8.0)


def _another(target: Target, number: int) -> str:
    return f"{target.exchange[0].rpartition('.')[0]}.{100 + number % 120}"


def _sorted(counter: Counter[int]) -> dict[str, int]:
    return {str(code): counter[code] for code in sorted(counter)}


def forged_dialogs(target: Target, seat: str, secret: str) -> dict[str, Any]:
    """Ask as if in a call that is up, to be led past the checks of new calls.

    As two strangers, then as a seat that knows its password and has registered.
    """
    seated = WssPeer(target.stranger, target.wss, target.realm)
    register(seated, seat, secret)
    peers: list[SipPeer] = [
        UdpPeer(target.stranger, target.exchange, target.realm),
        WssPeer(target.stranger, target.wss, target.realm),
        seated,
    ]
    reasons: Counter[str] = Counter()
    with UdpPeer(target.stranger, target.exchange, target.realm) as bystander:
        sent = sum(_forge(peer, target, bystander.here) for peer in peers)
        led_elsewhere = bystander.hear()
    for peer in peers:
        reasons += peer.reasons
    del reasons["200 OK"], reasons["401 Unauthorized"]  # of the registration
    passed = sum(count for words, count in reasons.items() if words not in REFUSED) + led_elsewhere
    counts = {"tried": sent, "refused": sent - passed, "told": reasons.total(), "audit": {}}
    return {"sent": sent, "answers": dict(reasons), "passed": passed, **counts}


def _forge(peer: SipPeer, target: Target, elsewhere: str) -> int:
    """Return how many requests were sent."""
    place, trunk = (*target.exchange, target.wss_port), (target.trunk, target.trunk_port)
    before = peer.sent
    with peer:
        for data in forged_requests(peer, place, trunk, elsewhere):
            peer.send(data)
        peer.settle(0.6, 4.0)
    return peer.sent - before


def register(peer: SipPeer, seat: str, secret: str) -> None:
    """Raise ConnectionError when the exchange does not take it."""
    peer.send(peer.message("REGISTER", seat, user=seat))
    peer.settle_once_heard(0.1)
    nonce = re.search(r'nonce="([^"]+)"', peer.last)
    given = credentials(peer.realm, seat, secret, "REGISTER", nonce[1] if nonce else "")
    peer.send(peer.message("REGISTER", seat, user=seat, add=[("Authorization", given)]))
    peer.settle_once_heard(0.1)
    if not peer.statuses[200]:
        raise ConnectionError(peer.last.split("\r\n")[0])


def forged_requests(
    peer: SipPeer, exchange: tuple[str, int, int], trunk: tuple[str, int], elsewhere: str
) -> Iterator[bytes]:
    """exchange: address and ports for datagrams and WebSockets; elsewhere: a host not of ours."""
    for method in ("INVITE", "REFER", "MESSAGE", "INFO", "NOTIFY", "BYE"):
        for uri in (
            f"sip:+39899123456@{trunk[0]}:{trunk[1]}",
            f"sip:+393331234567@{trunk[0]}:{trunk[1]}",
            f"sip:+442071234567@{trunk[0]}:{trunk[1]}",
            f"sip:1001@{peer.realm}",
            f"sip:anyone@{elsewhere}",
            f"sip:anyone@{peer.realm};alias={elsewhere.replace(':', '~')}~1",
        ):
            yield _in_dialog(peer, exchange, method, uri)
        yield _in_dialog(peer, exchange, method, f"sip:1001@{peer.realm}", f"<sip:{elsewhere};lr>")


def _in_dialog(
    peer: SipPeer, exchange: tuple[str, int, int], method: str, uri: str, by_way: str = ""
) -> bytes:
    address, port, wss_port = exchange
    is_web = peer.transport == "WSS"
    route = f"{address}:{wss_port};transport=ws" if is_web else f"{address}:{port}"
    return peer.message(
        method,
        start=f"{method} {uri} SIP/2.0",
        change={"To": f"<{uri}>;tag=forged"},
        add=[
            ("Route", f"<sip:{route};lr>{by_way and f',{by_way}'}"),
            ("Refer-To", "<sip:+39899123456@sede.test>"),
            ("X-Media", "anew"),
        ],
        user="1001",
    )
