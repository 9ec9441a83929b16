"""A seat of a few lines, SIP over secure WebSocket: for what no phone of ours would do."""

import asyncio
import hashlib
import re
import secrets
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tools.citizens.sip_message import SipMessage, compose
from tools.services.exchange import Exchange

ANSWER_S = 45.0
SIP, OUR_PAGE = Subprotocol("sip"), Origin("phone://app")
# What a browser would offer; nobody will ever send media there.
SDP = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
    "m=audio 9 UDP/TLS/RTP/SAVPF 8\r\nc=IN IP4 127.0.0.1\r\na=rtpmap:8 PCMA/8000\r\na=mid:0\r\n"
    "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789abcdef01234567\r\na=setup:actpass\r\na=rtcp-mux\r\n"
    "a=fingerprint:sha-256 " + ":".join(["AB"] * 32) + "\r\na=sendrecv\r\n"
)
_QUOTED = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Dialog:
    """What every request within a call repeats."""

    call_id: str
    local: str  # header of this side
    remote: str
    target: str  # address of the other end
    routes: tuple[str, ...]

    def with_marks(self, local: str, remote: str) -> "Dialog":
        """Return the same call with other tags: as somebody who only knows its Call-ID."""
        return replace(
            self,
            local=re.sub(r";tag=.*", f";tag={local}", self.local),
            remote=re.sub(r";tag=.*", f";tag={remote}", self.remote),
        )


class WssSeat:
    def __init__(self, line: ClientConnection, exchange: Exchange, number: str) -> None:
        self._line = line
        self._exchange = exchange
        self.number = number
        self.secret = f"secret-of-{number}"
        self._host = f"{secrets.token_hex(4)}.invalid"
        self._tag = secrets.token_hex(5)
        self._asked = ("", [""])  # the last request: its first line and headers
        self._number = 10  # of the last request within a call

    async def register(self) -> int:
        """Return the final status."""
        realm = self._exchange.settings.realm
        answer = await self.ask("REGISTER", f"sip:{realm}", to=self.number)
        return answer.status

    async def invite(self, to: str, headers: tuple[str, ...] = ()) -> SipMessage:
        """Return the first answer beyond 100 to a call that was authenticated."""
        uri = f"sip:{to}@{self._exchange.settings.realm}"
        return await self.ask("INVITE", uri, to=to, body=SDP, headers=headers)

    async def talk(self, to: str, headers: tuple[str, ...] = ()) -> Dialog:
        """Place a call and wait until it is up."""
        answer = await self.invite(to, headers)
        while answer.status < 200:
            answer = await self._answer(answer.get("call-id"), answer.number)
        assert answer.status == 200, answer.start
        routes = tuple(reversed([x for y in answer.all("record-route") for x in y.split(",")]))
        dialog = Dialog(
            answer.get("call-id"),
            answer.get("from"),
            answer.get("to"),
            answer.uri("contact"),
            routes,
        )
        await self._write_within(dialog, "ACK", dialog.target, answer.number, (), "")
        return dialog

    def forged(self, to: str) -> Dialog:
        """Return a call that was never placed: nobody but this seat has heard of it."""
        settings = self._exchange.settings
        return Dialog(
            secrets.token_hex(8),
            f"<sip:{self.number}@{settings.realm}>;tag={self._tag}",
            f"<sip:{to}@{settings.realm}>;tag=forged",
            f"sip:{to}@{settings.trunk_address}:{settings.trunk_port}",
            (f"<sip:{settings.address}:{settings.sip_port};lr>",),
        )

    async def within(
        self,
        dialog: Dialog,
        method: str,
        uri: str = "",
        headers: tuple[str, ...] = (),
        body: str = "",
    ) -> SipMessage:
        """Ask in a call that is up, or as if it were; uri: where to, if not to its other end."""
        self._number += 1
        number, uri = self._number, uri or dialog.target
        await self._write_within(dialog, method, uri, number, headers, body)
        answer = await self._answer(dialog.call_id, number)
        if method == "INVITE":
            await self._acknowledge(method, uri, answer)
        return answer

    async def _write_within(
        self,
        dialog: Dialog,
        method: str,
        uri: str,
        number: int,
        headers: tuple[str, ...],
        body: str,
    ) -> None:
        lines = [
            f"Via: SIP/2.0/WSS {self._host};branch=z9hG4bK{secrets.token_hex(6)}",
            *(f"Route: {route}" for route in dialog.routes),
            f"From: {dialog.local}",
            f"To: {dialog.remote}",
            f"Call-ID: {dialog.call_id}",
            f"CSeq: {number} {method}",
            "Max-Forwards: 70",
            f"Contact: <sip:{self._tag}@{self._host};transport=ws>",
            *headers,
        ]
        await self._send(compose(f"{method} {uri} SIP/2.0", lines, body, "application/sdp"))

    async def cancel_call_of(self, other: "WssSeat") -> SipMessage:
        """Give up a call that another seat placed, over this line; return the answer."""
        await self._send(other._cancelling())
        cancelled = SipMessage.parse(other._cancelling(), ("", 0))
        assert cancelled is not None
        return await self._answer(cancelled.get("call-id"), cancelled.number)

    async def cancel(self) -> None:
        """Give up the call that was placed last; invite() returns what becomes of it."""
        await self._send(self._cancelling())

    def _cancelling(self) -> bytes:
        start, lines = self._asked
        kept = [x for x in lines if x.startswith(("Via", "From", "To", "Call-ID", "Max-Forwards"))]
        number = next(line.split()[1] for line in lines if line.startswith("CSeq"))
        start = start.replace("INVITE", "CANCEL", 1)
        return compose(start, [*kept, f"CSeq: {number} CANCEL"])

    async def ask(
        self, method: str, uri: str, *, to: str, body: str = "", headers: tuple[str, ...] = ()
    ) -> SipMessage:
        call_id = secrets.token_hex(8)
        answer = await self._once(method, uri, to, body, headers, call_id, 1)
        if answer.status in (401, 407):
            given = self._credentials(method, uri, answer)
            await self._acknowledge(method, uri, answer)
            answer = await self._once(method, uri, to, body, (*headers, given), call_id, 2)
        if answer.status >= 300:
            await self._acknowledge(method, uri, answer)
        return answer

    async def _once(
        self,
        method: str,
        uri: str,
        to: str,
        body: str,
        headers: tuple[str, ...],
        call_id: str,
        cseq: int,
    ) -> SipMessage:
        realm = self._exchange.settings.realm
        lines = [
            f"Via: SIP/2.0/WSS {self._host};branch=z9hG4bK{secrets.token_hex(6)}",
            f"From: <sip:{self.number}@{realm}>;tag={self._tag}",
            f"To: <sip:{to}@{realm}>",
            f"Call-ID: {call_id}",
            f"CSeq: {cseq} {method}",
            "Max-Forwards: 70",
            f"Contact: <sip:{self._tag}@{self._host};transport=ws>;expires=60",
            *headers,
        ]
        self._asked = (f"{method} {uri} SIP/2.0", lines)
        await self._send(compose(self._asked[0], lines, body, "application/sdp"))
        return await self._answer(call_id, cseq)

    async def _answer(self, call_id: str, cseq: int) -> SipMessage:
        async with asyncio.timeout(ANSWER_S):
            async for raw in self._line:
                data = raw.encode() if isinstance(raw, str) else raw
                message = SipMessage.parse(data, ("", 0))
                if message is None or not message.is_response or message.status == 100:
                    continue
                if message.get("call-id") == call_id and message.get("cseq").startswith(f"{cseq} "):
                    return message
        raise AssertionError("the exchange closed the line")

    async def _acknowledge(self, method: str, uri: str, answer: SipMessage) -> None:
        if method != "INVITE":
            return
        number = answer.get("cseq").split()[0]
        lines = [
            *(f"{name}: {value}" for name, value in answer.headers if name.lower() != "cseq"),
            f"CSeq: {number} ACK",
        ]
        kept = [x for x in lines if x.lower().startswith(("via", "from", "to:", "call-id", "cseq"))]
        await self._send(compose(f"ACK {uri} SIP/2.0", [*kept, "Max-Forwards: 70"]))

    async def _send(self, data: bytes) -> None:
        await self._line.send(data.decode())

    def _credentials(self, method: str, uri: str, challenge: SipMessage) -> str:
        is_proxy = challenge.status == 407
        words = dict(
            _QUOTED.findall(challenge.get("proxy-authenticate" if is_proxy else "www-authenticate"))
        )
        realm, nonce, cnonce = words["realm"], words["nonce"], secrets.token_hex(4)
        own = _md5(f"{self.number}:{realm}:{self.secret}")
        answer = _md5(f"{own}:{nonce}:00000001:{cnonce}:auth:{_md5(f'{method}:{uri}')}")
        name = "Proxy-Authorization" if is_proxy else "Authorization"
        return (
            f'{name}: Digest username="{self.number}", realm="{realm}", nonce="{nonce}",'
            f' uri="{uri}", response="{answer}", algorithm=MD5, cnonce="{cnonce}", qop=auth,'
            " nc=00000001"
        )


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


@asynccontextmanager
async def wss_seat(exchange: Exchange, number: str = "1001") -> AsyncIterator[WssSeat]:
    """A connection to the exchange, not registered yet."""
    trust = ssl.create_default_context(cadata=exchange.ca_pem)
    async with connect(
        exchange.wss_url,
        ssl=trust,
        subprotocols=[SIP],
        proxy=None,
        origin=OUR_PAGE,
        open_timeout=ANSWER_S,  # a busy machine answers late
        ping_interval=None,  # the exchange asks whether this end lives
    ) as line:
        yield WssSeat(line, exchange, number)
