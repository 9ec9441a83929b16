"""Broken SIP from the carrier's address, from strangers and over the WebSocket."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tools.hostile.mutations import mutated
from tools.hostile.sip_peer import SipPeer, UdpPeer
from tools.hostile.target import Target
from tools.hostile.torture import kinds
from tools.hostile.web_socket import BINARY, TEXT, WssPeer

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


def forged_dialogs(target: Target) -> dict[str, Any]:
    """Ask as if in a call that is up, to be led past the checks of new calls."""
    place = (*target.exchange, target.wss_port)
    answers: Counter[int] = Counter()
    sent = 0
    peers: list[SipPeer] = [
        UdpPeer(target.stranger, target.exchange, target.realm),
        WssPeer(target.stranger, target.wss, target.realm),
    ]
    for peer in peers:
        with peer:
            for data in forged_requests(peer, place, (target.trunk, target.trunk_port)):
                peer.send(data)
            peer.settle(0.6, 4.0)
            answers += peer.statuses
            sent += peer.sent
    passed = sum(count for code, count in answers.items() if code != 481)
    return {"sent": sent, "answers": _sorted(answers), "passed": passed}


def forged_requests(
    peer: SipPeer, exchange: tuple[str, int, int], trunk: tuple[str, int]
) -> Iterator[bytes]:
    """exchange: address and ports for datagrams and WebSockets."""
    for method in ("INVITE", "REFER", "MESSAGE", "INFO", "NOTIFY", "BYE"):
        for uri in (
            f"sip:+39899123456@{trunk[0]}:{trunk[1]}",
            f"sip:+393331234567@{trunk[0]}:{trunk[1]}",
            f"sip:1001@{peer.realm}",
        ):
            yield _in_dialog(peer, exchange, method, uri)


def _in_dialog(peer: SipPeer, exchange: tuple[str, int, int], method: str, uri: str) -> bytes:
    address, port, wss_port = exchange
    is_web = peer.transport == "WSS"
    route = f"{address}:{wss_port};transport=ws" if is_web else f"{address}:{port}"
    return peer.message(
        method,
        start=f"{method} {uri} SIP/2.0",
        change={"To": f"<{uri}>;tag=forged"},
        add=[
            ("Route", f"<sip:{route};lr>"),
            ("Refer-To", "<sip:+39899123456@sede.test>"),
            ("X-Media", "anew"),
        ],
        user="1001",
    )
