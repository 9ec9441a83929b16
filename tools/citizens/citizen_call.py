"""One call as a citizen lives it: SIP dialog, media, and a record of what happened when."""

import asyncio
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from tools.citizens.a_law import Samples
from tools.citizens.rtp_stream import RtpStream
from tools.citizens.sip_message import SipMessage, compose

Send = Callable[..., None]
_DIRECTION = re.compile(r"^a=(sendrecv|sendonly|recvonly|inactive)", re.MULTILINE)
_ADDRESS = re.compile(r"^c=IN IP4 (\S+)", re.MULTILINE)
_PORT = re.compile(r"^m=audio (\d+)", re.MULTILINE)
_MIRROR = {"sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}


class Side(StrEnum):
    PLACED = "placed"  # the citizen called
    TAKEN = "taken"  # the citizen was called


@dataclass(slots=True)
class CallRecord:
    """Times are CLOCK_MONOTONIC seconds, comparable across processes of this machine."""

    invited_s: float = 0.0
    ringing_s: float | None = None
    answered_s: float | None = None
    ended_s: float | None = None
    ended_by: str = ""  # "citizen", "seat", "refused"
    status: int = 0  # the final status of the INVITE
    first_rtp_s: float | None = None
    steps: list[str] = field(default_factory=list)  # "INVITE 180", "BYE"…


class CitizenCall:
    def __init__(
        self,
        *,
        number: str,
        side: Side,
        call_id: str,
        local: str,
        remote: str,
        contact: str,
        via: str,
        voice: Samples,
        media_address: str,
        send: Send,
        display_name: str = "",
    ) -> None:
        self.number = number
        self.side = side
        self.call_id = call_id
        self.record = CallRecord(invited_s=time.monotonic())
        self.media = RtpStream(media_address, voice)
        self._media_address = media_address
        self._local, self._remote, self._target = local, remote, remote
        self._display_name = display_name
        self._contact, self._via, self._send = contact, via, send
        self._tag, self._remote_tag = secrets.token_hex(5), ""
        self._cseq = secrets.randbelow(900) + 1
        self._branch = self._invite_branch = ""
        self._route: list[str] = []
        self._direction = "sendrecv"
        self._invite: SipMessage | None = None
        self.answered = asyncio.Event()
        self.ended = asyncio.Event()

    # what the citizen does

    def invite(self, headers: tuple[str, ...] = ()) -> None:
        self._request("INVITE", self._sdp(), headers)
        self._invite_branch = self._branch

    def cancel(self) -> None:
        """Give up while it rings."""
        self._request("CANCEL")

    def accept(self) -> None:
        if self._invite is None or self.ended.is_set():
            return
        self._take_sdp(self._invite.body)
        self._answer(self._invite, "200 OK", self._sdp())
        self._established()

    def refuse(self, status: str = "486 Busy Here") -> None:
        if self._invite is not None:
            self._answer(self._invite, status)
            self._finished("citizen", int(status.split()[0]))

    def hang_up(self) -> None:
        if not self.ended.is_set():
            self._request("BYE")
            self._finished("citizen", self.record.status)

    async def stop_media(self) -> None:
        await self.media.stop()

    # what the exchange says

    def ring(self, invite: SipMessage) -> None:
        self._invite = invite
        self._remote_tag = invite.tag("from")
        self._target = invite.uri("contact")
        self._route = invite.all("record-route")
        self.record.ringing_s = time.monotonic()
        self._note(f"INVITE {len(invite.body)}")
        self._answer(invite, "180 Ringing")

    def on_response(self, message: SipMessage) -> None:
        self._note(f"{message.method} {message.status}")
        if message.method != "INVITE":
            return
        if message.status < 200:
            if message.status in (180, 183) and self.record.ringing_s is None:
                self.record.ringing_s = time.monotonic()
        elif message.status < 300:
            self._remote_tag = message.tag("to")
            self._target = message.uri("contact") or self._target
            self._route = message.all("record-route")[::-1]
            self._request("ACK")
            self._take_sdp(message.body)
            self.record.status = message.status
            self._established()
        else:
            self._acknowledge_refusal(message)
            if not self.answered.is_set():
                self._finished("refused", message.status)

    def on_request(self, message: SipMessage) -> None:
        self._note(message.method)
        if message.method == "ACK":
            return
        if self.ended.is_set():
            self._answer(message, "481 Call Does Not Exist")
        elif message.method == "INVITE":
            self._take_sdp(message.body)
            self._answer(message, "200 OK", self._sdp())
        elif message.method == "BYE":
            self._answer(message, "200 OK")
            self._finished("seat", self.record.status)
        elif message.method == "CANCEL" and self._invite is not None:
            self._answer(message, "200 OK")
            self._answer(self._invite, "487 Request Terminated")
            self._finished("seat", 487)
        else:
            self._answer(message, "200 OK")

    # parts

    def _established(self) -> None:
        if not self.answered.is_set():
            self.record.answered_s = time.monotonic()
            self.answered.set()

    def _finished(self, by: str, status: int) -> None:
        if self.ended.is_set():
            return
        self.record.ended_s = time.monotonic()
        self.record.ended_by = by
        self.record.status = status
        self.media.may_send = False
        arrivals = self.media.arrivals
        self.record.first_rtp_s = arrivals[0][0] if arrivals else None
        self.ended.set()

    def _note(self, step: str) -> None:
        self.record.steps.append(f"{time.monotonic():.3f} {step}")

    def _sdp(self) -> str:
        address = self._media_address
        return (
            f"v=0\r\no=- 1 {self._cseq} IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
            f"m=audio {self.media.port} RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\n"
            "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n"
            f"a={self._direction}\r\n"
        )

    def _take_sdp(self, body: str) -> None:
        address, port = _ADDRESS.search(body), _PORT.search(body)
        if address is None or port is None:
            return
        direction = _DIRECTION.search(body)
        theirs = direction[1] if direction else "sendrecv"
        self._direction = _MIRROR.get(theirs, "sendrecv")
        self.media.may_send = self._direction in ("sendrecv", "sendonly")
        self.media.start((address[1], int(port[1])))

    def _request(self, method: str, body: str = "", headers: tuple[str, ...] = ()) -> None:
        if method not in ("ACK", "CANCEL"):
            self._cseq += 1
        branch = f"z9hG4bK{secrets.token_hex(6)}"
        self._branch = self._invite_branch if method == "CANCEL" else branch
        self._send(
            compose(
                f"{method} {self._target} SIP/2.0",
                [*self._dialog_headers(method), *headers],
                body,
                "application/sdp",
            )
        )

    def _dialog_headers(self, method: str) -> list[str]:
        name = f'"{self._display_name}" ' if self._display_name else ""
        to_tag = f";tag={self._remote_tag}" if self._remote_tag else ""
        return [
            f"Via: SIP/2.0/UDP {self._via};branch={self._branch};rport",
            *(f"Route: {route}" for route in self._route),
            f"From: {name}<{self._local}>;tag={self._tag}",
            f"To: <{self._remote}>{to_tag}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {self._cseq} {method}",
            "Max-Forwards: 70",
            f"Contact: <{self._contact}>",
        ]

    def _acknowledge_refusal(self, message: SipMessage) -> None:
        self._branch = self._invite_branch
        headers = self._dialog_headers("ACK")
        headers[2 + len(self._route)] = f"To: {message.get('to')}"
        self._send(compose(f"ACK {self._target} SIP/2.0", headers))

    def _answer(self, request: SipMessage, status: str, body: str = "") -> None:
        to = request.get("to")
        if ";tag=" not in to:
            to = f"{to};tag={self._tag}"
        headers = [*request.answer_headers(), f"To: {to}", f"Contact: <{self._contact}>"]
        self._send(compose(f"SIP/2.0 {status}", headers, body, "application/sdp"), request.sender)
