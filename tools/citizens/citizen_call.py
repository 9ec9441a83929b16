"""One call as a citizen lives it: SIP dialog, media, and a record of what happened when."""

import asyncio
import re
import secrets
import time
from collections.abc import Callable

from tools.citizens.a_law import Samples
from tools.citizens.call_record import CallRecord, Side
from tools.citizens.rtp_stream import RtpStream
from tools.citizens.sip_message import SipMessage, compose
from tools.citizens.text_peer import TextPeer

Send = Callable[..., None]
_DIRECTION = re.compile(r"^a=(sendrecv|sendonly|recvonly|inactive)", re.MULTILINE)
_ADDRESS = re.compile(r"^c=IN IP4 (\S+)", re.MULTILINE)
_MIRROR = {"sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}
_ON_HOLD = {"sendrecv": "sendonly", "recvonly": "inactive"}  # what one who holds offers instead


# A transfer was asked for: the call, Refer-To, Referred-By.
OnRefer = Callable[["CitizenCall", str, str], None]


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
        on_refer: OnRefer | None = None,
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
        self._invite_cseq = 0  # of the last INVITE sent
        self._taken_cseq = 0  # of the last INVITE sent whose 200 was taken
        self._answers: dict[str, bytes] = {}  # by transaction: whoever asks again hears it again
        self._branch = self._invite_branch = ""
        self._route: list[str] = []
        self._direction = "sendrecv"
        self._invite: SipMessage | None = None
        self._on_refer = on_refer
        self._holds = False
        self.text: TextPeer | None = None  # her device speaks text too
        self.text_is_first = False  # the order of the sections in her offers
        self.ignores_text = False  # a device that leaves out what it does not know
        self.hears_early = True  # what comes before the answer; False: it costs nothing
        self.heard_sdp: list[str] = []
        self.reinvite_status = 0  # of the last re-INVITE of the citizen's
        self.transferred_to: CitizenCall | None = None  # the call that took this one's place
        self.answered = asyncio.Event()
        self.ended = asyncio.Event()

    # what the citizen does

    def invite(self, headers: tuple[str, ...] = ()) -> None:
        self._send_invite(headers)

    def cancel(self) -> None:
        """Give up while it rings."""
        self._request("CANCEL")

    def accept(self) -> None:
        if self._invite is None or self.ended.is_set():
            return
        self._take_sdp(self._invite.body)
        self._answer(self._invite, "200 OK", self._sdp(self._invite.body))
        self._established()

    def refuse(self, status: str = "486 Busy Here") -> None:
        if self._invite is not None:
            self._answer(self._invite, status)
            self._finished("citizen", int(status.split()[0]))

    def hang_up(self) -> None:
        if not self.ended.is_set():
            self._request("BYE")
            self._finished("citizen", self.record.status)

    def leave(self) -> None:
        """Hang up or give up, whatever the call is at; nothing of it stays at the exchange."""
        if self.ended.is_set():
            return
        if self.answered.is_set():
            self.hang_up()
        elif self.side is Side.PLACED:
            self.cancel()
        else:
            self.refuse()

    def hold(self) -> None:
        """Put the seat on hold; reinvite_status tells when it agreed."""
        self._offer_again(holds=True)

    def resume(self) -> None:
        self._offer_again(holds=False)

    def notify(self, status: str, *, is_last: bool) -> None:
        """Report to who asked for a transfer how the new call goes: "180 Ringing"."""
        state = "terminated;reason=noresource" if is_last else "active;expires=60"
        headers = ("Event: refer", f"Subscription-State: {state}")
        self._request("NOTIFY", f"SIP/2.0 {status}\r\n", headers, "message/sipfrag")

    def asked_header(self, name: str) -> str:
        """Return a header (name in lower case) of the INVITE received; "" when there is none."""
        return self._invite.get(name) if self._invite is not None else ""

    @property
    def asked_sdp(self) -> str:
        """The offer of the INVITE received."""
        return self._invite.body if self._invite is not None else ""

    async def stop_media(self) -> None:
        await self.media.stop()
        if self.text is not None:
            await self.text.stop()

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
        if message.method != "INVITE" or message.number != self._invite_cseq:
            return
        if message.status < 200:
            if message.status in (180, 183) and self.record.ringing_s is None:
                self.record.ringing_s = time.monotonic()
            self._hear_early(message.body)
        elif message.status < 300:
            self._on_accepted(message)
        else:
            self._acknowledge_refusal(message)
            self.reinvite_status = message.status
            if not self.answered.is_set():
                self._finished("refused", message.status)

    def on_request(self, message: SipMessage) -> None:
        self._note(message.method)
        if message.method == "ACK":
            return
        if (said := self._answers.get(message.transaction)) is not None:
            self._send(said, message.sender)
        elif self.ended.is_set():
            self._answer(message, "481 Call Does Not Exist")
        elif message.method == "INVITE":
            self._take_sdp(message.body)
            self._answer(message, "200 OK", self._sdp(message.body))
        elif message.method == "BYE":
            self._answer(message, "200 OK")
            self._finished("seat", self.record.status)
        elif message.method == "CANCEL" and self._invite is not None:
            self._answer(message, "200 OK")
            self._answer(self._invite, "487 Request Terminated")
            self._finished("seat", 487)
        elif message.method == "REFER" and self._on_refer is None:
            self._answer(message, "405 Method Not Allowed")
        elif message.method == "REFER" and self._on_refer is not None:
            self._answer(message, "202 Accepted")
            self._on_refer(self, message.uri("refer-to"), message.get("referred-by"))
        else:
            self._answer(message, "200 OK")

    # parts

    def _on_accepted(self, message: SipMessage) -> None:
        self._remote_tag = message.tag("to")
        self._target = message.uri("contact") or self._target
        self._route = message.all("record-route")[::-1]
        self._request("ACK")
        if message.number == self._taken_cseq:  # the acknowledgement was late
            return
        self._taken_cseq = message.number
        self._take_sdp(message.body)
        if self.answered.is_set():
            self.reinvite_status = message.status
        else:
            self.record.status = message.status
        self._established()

    def _send_invite(self, headers: tuple[str, ...] = ()) -> None:
        self._request("INVITE", self._sdp(), headers)
        self._invite_branch, self._invite_cseq = self._branch, self._cseq

    def _established(self) -> None:
        if not self.answered.is_set():
            self.record.answered_s = time.monotonic()
            self.answered.set()

    def _offer_again(self, *, holds: bool) -> None:
        self._holds = holds
        self._direction = "sendrecv"
        self.media.may_send = not holds
        self.reinvite_status = 0
        self._send_invite()

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

    def _sdp(self, asked: str | None = None) -> str:
        """Return an offer, or the answer to the one that was asked."""
        address = self._media_address
        direction = self._direction
        if self._holds:
            direction = _ON_HOLD.get(direction, direction)
        head = (
            f"v=0\r\no=- 1 {self._cseq} IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
        )
        audio = (
            f"m=audio {self.media.port} RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\n"
            "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n"
            f"a={direction}\r\n"
        )
        text = self._text_section(asked)
        return head + (text + audio if self.text_is_first else audio + text)

    def _text_section(self, asked: str | None) -> str:
        """Return what she says of text; an answer speaks only of what was offered."""
        is_asked = asked is None or "m=text " in asked
        if self.text is not None and is_asked:
            return self.text.sdp_section()
        return "m=text 0 RTP/AVP 98\r\n" if asked and is_asked and not self.ignores_text else ""

    def _hear_early(self, body: str) -> None:
        self._start_text(body)
        where = _target(body, "audio")
        if where is not None and self.hears_early:
            self.media.start_early(where)

    def _take_sdp(self, body: str) -> None:
        self._start_text(body)
        where = _target(body, "audio")
        if where is None:
            return
        direction = _DIRECTION.search(_section(body, "audio"))
        theirs = direction[1] if direction else "sendrecv"
        self._direction = _MIRROR.get(theirs, "sendrecv")
        self.media.may_send = not self._holds and self._direction in ("sendrecv", "sendonly")
        self.media.start(where)

    def _start_text(self, body: str) -> None:
        self.heard_sdp.append(body)
        where = _target(body, "text")
        if self.text is not None and where is not None and where[1]:
            self.text.start(where)

    def _request(
        self,
        method: str,
        body: str = "",
        headers: tuple[str, ...] = (),
        content: str = "application/sdp",
    ) -> None:
        if method not in ("ACK", "CANCEL"):
            self._cseq += 1
        branch = f"z9hG4bK{secrets.token_hex(6)}"
        self._branch = self._invite_branch if method == "CANCEL" else branch
        self._send(
            compose(
                f"{method} {self._target} SIP/2.0",
                [*self._dialog_headers(method), *headers],
                body,
                content,
            )
        )

    def _dialog_headers(self, method: str) -> list[str]:
        name = f'"{self._display_name}" ' if self._display_name else ""
        to_tag = f";tag={self._remote_tag}" if self._remote_tag else ""
        cseq = self._invite_cseq if method in ("ACK", "CANCEL") else self._cseq
        return [
            f"Via: SIP/2.0/UDP {self._via};branch={self._branch};rport",
            *(f"Route: {route}" for route in self._route),
            f"From: {name}<{self._local}>;tag={self._tag}",
            f"To: <{self._remote}>{to_tag}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {cseq} {method}",
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
        said = compose(f"SIP/2.0 {status}", headers, body, "application/sdp")
        self._answers[request.transaction] = said
        self._send(said, request.sender)


def _section(body: str, kind: str) -> str:
    """Return the description of the first media of a kind, "" when there is none."""
    parts = re.split(r"(?m)^(?=m=)", body)
    return next((part for part in parts if part.startswith(f"m={kind} ")), "")


def _target(body: str, kind: str) -> tuple[str, int] | None:
    """Return where the media of a kind is to be sent."""
    section = _section(body, kind)
    address = _ADDRESS.search(section) or _ADDRESS.search(body.partition("\nm=")[0])
    port = re.match(r"m=\w+ (\d+)", section)
    return (address[1], int(port[1])) if address is not None and port is not None else None
