"""A seat's own telephone line misused: foreign hosts, other names, and after the sign-out."""

import asyncio
import re
import secrets
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from tools.citizens.town import Town
from tools.hostile.refused.asking import Asker, Told, outcome, signed_in
from tools.hostile.sip_attacks import register
from tools.hostile.sip_peer import SDP, Header, SipPeer, UdpPeer
from tools.hostile.storms import credentials
from tools.hostile.target import Target
from tools.hostile.web_socket import WssPeer

CITIZEN = "+390688880001"
FORGED = "+390699999999"
CLAIMED = (
    "P-Asserted-Identity", "P-Preferred-Identity", "Remote-Party-ID", "Diversion", "History-Info",
    "Call-Info", "Alert-Info", "Referred-By", "Identity", "Privacy",
)  # fmt: skip
HEARD_S = 30.0
ANSWERED_WITHIN_S = 30.0  # a computer that is attacked answers slowly
DESCRIPTION = SDP.format(address="127.0.0.1", port=9)


def foreign_domains(target: Target, seat: str, secret: str) -> Told:
    """Place new calls, authenticated, to hosts that are none of the city's."""
    with (
        UdpPeer(target.stranger, target.exchange, target.realm) as bystander,
        WssPeer(target.stranger, target.wss, target.realm) as peer,
    ):
        register(peer, seat, secret)
        host = bystander.here
        tries: tuple[tuple[str, list[Header]], ...] = (
            (f"sip:anyone@{host}", []),
            (f"sip:+442071234567@{host}", []),
            (f"sip:+39899123456@{host}", []),
            ("sip:anyone@example.org", []),
            (f"sip:anyone@{target.realm};maddr={bystander.address}", []),
            (f"sip:anyone@{target.realm};alias={host.replace(':', '~')}~1", []),
            (f"sip:anyone@{target.realm}", [("Route", f"<sip:{host};lr>")]),
            (f"sips:anyone@{host}", []),
        )
        codes = [_placed(peer, seat, secret, uri, add) for uri, add in tries]
        led_elsewhere = bystander.hear()
    refused = sum(400 <= code < 500 and code not in (401, 407) for code in codes)
    passed = [f"{led_elsewhere} messages at a stranger's"] if led_elsewhere else []
    return outcome(len(tries), refused, refused, answers=codes, passed=passed)


async def other_names(around: Any, town: Town, seat: str, secret: str) -> Told:
    """Place a call that may be placed, under names that are not the city's."""
    while not town.taken.empty():
        town.taken.get_nowait()
    calling = asyncio.create_task(around.aside(claimed, around.target, seat, secret))
    try:
        async with asyncio.timeout(HEARD_S):
            call = await town.taken.get()
        told = {name: call.asked_header(name.lower()) for name in CLAIMED}
    except TimeoutError:
        codes = await calling
        return outcome(len(CLAIMED), 0, 0, failed="no call came to the trunk", answers=codes)
    codes = await calling
    wrong = [f"{name}: {value}" for name, value in told.items() if FORGED in value]
    wrong += ["Privacy"] if told["Privacy"] else []
    # What the carrier hears in their place is the answer: the city's own number.
    said = told["P-Asserted-Identity"]
    is_citys = bool(said) and FORGED not in said
    refused = len(CLAIMED) - len(wrong)
    return outcome(len(CLAIMED), refused, refused if is_citys else 0, passed=wrong, answers=codes)


def claimed(target: Target, seat: str, secret: str) -> list[int]:
    headers = [(name, f"<sip:{FORGED}@roma.example>") for name in CLAIMED if name != "Privacy"]
    with WssPeer(target.stranger, target.wss, target.realm) as peer:
        register(peer, seat, secret)
        uri = f"sip:{CITIZEN}@{target.realm}"
        code = _placed(peer, seat, secret, uri, [*headers, ("Privacy", "id")])
        peer.settle(2.0, 8.0)
    return [code]


def after_sign_out(target: Target, seat: str) -> Told:
    """Register with the secret of a session that has ended, and call with it."""
    with (
        Asker(target, 74) as asker,
        WssPeer(target.stranger, target.wss, target.realm) as before,
    ):
        session = signed_in(asker, "leaver", seat=seat)
        secret, token = session["line"]["secret"], session["access_token"]
        register(before, seat, secret)
        left = asker.ask("POST", "/auth/logout", token=token).status
        codes = [
            _asked(before, "REGISTER", seat, secret, f"sip:{seat}@{target.realm}"),
            _placed(before, seat, secret, f"sip:{CITIZEN}@{target.realm}", ()),
        ]
        with WssPeer(target.stranger, target.wss, target.realm) as fresh:
            codes += [
                _asked(fresh, "REGISTER", seat, secret, f"sip:{seat}@{target.realm}"),
                _placed(fresh, seat, secret, f"sip:{CITIZEN}@{target.realm}", ()),
            ]
    refused = sum(400 <= code < 500 for code in codes)
    return outcome(
        len(codes),
        refused,
        refused,
        audit={"sign_out": 1},
        answers=codes,
        failed="" if left == 204 else f"the sign-out: {left}",
    )


def _placed(peer: SipPeer, seat: str, secret: str, uri: str, headers: Sequence[Header]) -> int:
    return _asked(peer, "INVITE", seat, secret, uri, headers)


def _asked(
    peer: SipPeer,
    method: str,
    seat: str,
    secret: str,
    uri: str,
    headers: Sequence[Header] = (),
) -> int:
    """Ask, and again with the seat's secret where it is asked for; return the last status."""
    given: list[Header] = []
    for _ in range(2):
        before = Counter(peer.statuses)
        peer.last = ""
        user = f"<sip:{seat}@{peer.realm}>;tag={secrets.token_hex(4)}"
        start = f"{method} {uri} SIP/2.0"
        if method == "REGISTER":
            start = f"REGISTER sip:{peer.realm} SIP/2.0"
        change = {"From": user, "To": f"<{uri}>"}
        add = [*headers, *given]
        body = DESCRIPTION if method == "INVITE" else None
        data = peer.message(method, seat, start=start, change=change, add=add, body=body, user=seat)
        peer.send(data)
        new = _answers(peer, before)
        nonce = re.search(r'nonce="([^"]+)"', peer.last)
        if nonce is None or new[-1:] not in ([401], [407]):
            return new[-1] if new else 0
        kind = "Authorization" if new[-1] == 401 else "Proxy-Authorization"
        words = start.split()[1]
        given = [(kind, credentials(peer.realm, seat, secret, method, nonce[1], words))]
    return new[-1]


def _answers(peer: SipPeer, before: Counter[int]) -> list[int]:
    """Return what was answered since, as soon as one is more than that it was heard."""
    deadline = time.monotonic() + ANSWERED_WITHIN_S
    found: list[int] = []
    while not found and time.monotonic() < deadline:
        peer.settle(0.05, 0.5)
        found = [code for code in (peer.statuses - before).elements() if code >= 180]
    return found
