"""A SIP endpoint that is called over UDP (RFC 3261): INVITE, ACK, BYE, CANCEL, OPTIONS."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from server.gateways.allowance import Allowance
from server.gateways.voice.sip_dialog import GIVE_UP, T1_S, Repetitions, SipDialog
from server.gateways.voice.sip_message import MalformedSip, SipMessage, answer, read_message

log = logging.getLogger(__name__)

METHODS = "INVITE, ACK, BYE, CANCEL, OPTIONS"
REMEMBERED = ("INVITE", "BYE", "CANCEL")  # the same answer for a repetition; others cost nothing
# A flood of garbage from an exchange's address must disturb no call (test_voicemail_endpoint).
MESSAGES_PER_S, MESSAGES_AT_ONCE = 400.0, 800.0
# Each is remembered for its repetitions: a flood of new ones must not fill the memory.
TRANSACTIONS_LIMIT = 2_000


class CallRefused(Exception):
    """The call is not taken; status is the SIP status line's end, "486 Busy Here"."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class VoiceCall(Protocol):
    """What answers a call. sdp is the answer; ended() is called once, whoever ended it."""

    sdp: str

    def started(self) -> None: ...
    def ended(self) -> None: ...


Take = Callable[[SipDialog], Awaitable[VoiceCall]]  # raises CallRefused


@dataclass(slots=True)
class _Leg:
    dialog: SipDialog
    call: VoiceCall


@dataclass(slots=True)
class _Answered:
    """A request we have seen; its repetitions get the same answer."""

    message: SipMessage
    reply: bytes = b""
    forgotten_at: float = 0.0
    tag: str = field(default="")


class SipEndpoint(asyncio.DatagramProtocol):
    """On the loop's thread only. Memory is bounded; strangers are not answered."""

    def __init__(self, *, take: Take, is_known: Callable[[str], bool], t1_s: float = T1_S) -> None:
        self._keep_s = GIVE_UP * t1_s
        self._loop = asyncio.get_running_loop()
        self._take = take
        self._is_known = is_known
        self._transport: asyncio.DatagramTransport | None = None
        self._seen: dict[tuple[str, str], _Answered] = {}  # (branch, method)
        self._legs: dict[tuple[str, str, str], _Leg] = {}
        self._repeats = Repetitions(self._send, t1_s)  # of a 200 by tag, of a BYE by branch
        self._taking: set[asyncio.Task[None]] = set()
        self._messages = Allowance(MESSAGES_PER_S, MESSAGES_AT_ONCE, self._loop.time())
        self._via = ""
        self.dropped = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport
        host, port = transport.get_extra_info("sockname")[:2]
        self._via = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    @property
    def contact(self) -> str:
        return f"<sip:voice@{self._via}>"

    def error_received(self, exc: Exception) -> None:
        log.debug("sip: %s", type(exc).__name__)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take a message of an exchange; what is none is counted and forgotten."""
        # Not answered at all: a scanner must not learn that SIP is spoken here.
        if not self._is_known(addr[0]) or not self._messages.grants(1, self._loop.time()):
            self.dropped += 1
            return
        try:
            message = read_message(data, (addr[0], addr[1]))
        except MalformedSip as error:
            self.dropped += 1
            log.info("sip: a datagram was refused: %s", error.reason)
            return
        if message is None:
            return
        if message.status:
            self._on_response(message)
        else:
            self._on_request(message)

    def hang_up(self, dialog: SipDialog) -> None:
        """End a call from our side; one that has ended is nothing."""
        leg = self._legs.pop(dialog.key, None)
        if leg is None:
            return
        self._repeats.end(dialog.tag)
        branch, data = dialog.bye(self._via)
        self._repeats.begin(branch, data, dialog.peer)
        leg.call.ended()

    async def close(self) -> None:
        """Hang up everything and stop listening."""
        for leg in list(self._legs.values()):
            self.hang_up(leg.dialog)
        self._repeats.close()
        for task in self._taking:
            task.cancel()
        await asyncio.gather(*self._taking, return_exceptions=True)
        if self._transport is not None:
            self._transport.close()

    # --- requests -----------------------------------------------------------------------------

    def _on_request(self, message: SipMessage) -> None:
        if message.method == "ACK":
            self._on_ack(message)
            return
        seen = self._seen.get((message.branch, message.method))
        if seen is not None:
            # UDP repeats a request until it is answered: carried out again it would be a second
            # call.
            if seen.reply:
                self._send(seen.reply, message.sender)
            return
        # Only when a new one comes: what is old costs nothing until then.
        self._forget_old()
        if len(self._seen) >= TRANSACTIONS_LIMIT:
            self.dropped += 1
            return
        if message.method in REMEMBERED:
            self._seen[message.branch, message.method] = _Answered(
                message, forgotten_at=self._loop.time() + self._keep_s
            )
        self._carry_out(message)

    def _carry_out(self, message: SipMessage) -> None:
        # A caller who requires an extension must be told that we have none (RFC 3261, 8.2.2.3).
        if message.get("require"):
            self._reply(message, "420 Bad Extension", f"Unsupported: {message.get('require')}")
            return
        match message.method:
            case "INVITE":
                self._on_invite(message)
            case "BYE":
                self._on_bye(message)
            case "CANCEL":
                self._on_cancel(message)
            case "OPTIONS":
                self._reply(message, "200 OK", f"Allow: {METHODS}", "Accept: application/sdp")
            case _:
                self._reply(message, "405 Method Not Allowed", f"Allow: {METHODS}")

    def _on_invite(self, message: SipMessage) -> None:
        if message.tag("to"):
            # A tag means a call that is up: we change no call, and 481 ends one we do not know.
            known = self._leg_of(message) is not None
            status = "488 Not Acceptable Here" if known else "481 Call Does Not Exist"
            self._reply(message, status)
            return
        dialog = SipDialog(message)
        self._reply(message, "100 Trying", tag=dialog.tag)
        task = self._loop.create_task(self._answer(dialog), name="voice.take")
        self._taking.add(task)
        task.add_done_callback(self._taking.discard)

    async def _answer(self, dialog: SipDialog) -> None:
        try:
            call = await self._take(dialog)
        except CallRefused as refused:
            self._reply(dialog.invite, refused.status, tag=dialog.tag)
            return
        transaction = self._seen.get((dialog.invite.branch, "INVITE"))
        # CANCEL came while the database was asked who calls.
        if transaction is None or transaction.reply.startswith(b"SIP/2.0 487"):
            call.ended()  # given up while it was being taken
            return
        self._legs[dialog.key] = _Leg(dialog, call)
        headers = (f"Contact: {self.contact}", f"Allow: {METHODS}")
        reply = answer(dialog.invite, "200 OK", tag=dialog.tag, headers=headers, body=call.sdp)
        # The INVITE comes again until its ACK: each time it gets this very answer.
        transaction.reply = reply
        self._repeats.begin(dialog.tag, reply, dialog.peer, lambda: self.hang_up(dialog))

    def _on_ack(self, message: SipMessage) -> None:
        leg = self._leg_of(message)
        # The ACK comes once for each 200 we repeated: the call starts once.
        if leg is None or leg.dialog.is_confirmed:
            return
        leg.dialog.is_confirmed = True
        self._repeats.end(leg.dialog.tag)
        leg.call.started()

    def _on_bye(self, message: SipMessage) -> None:
        leg = self._leg_of(message)
        if leg is None:
            self._reply(message, "481 Call Does Not Exist")
            return
        self._reply(message, "200 OK")
        self._legs.pop(leg.dialog.key, None)
        self._repeats.end(leg.dialog.tag)
        leg.call.ended()

    def _on_cancel(self, message: SipMessage) -> None:
        """Answer the CANCEL; the INVITE gets its 487 unless it has a final answer already."""
        invite = self._seen.get((message.branch, "INVITE"))
        if invite is None:
            self._reply(message, "481 Call Does Not Exist")
            return
        self._reply(message, "200 OK", tag=invite.tag)
        # Answered already: the caller ends such a call with BYE.
        if invite.reply.startswith(b"SIP/2.0 1"):
            self._reply(invite.message, "487 Request Terminated", tag=invite.tag)

    def _leg_of(self, message: SipMessage) -> _Leg | None:
        return self._legs.get((message.call_id, message.tag("from"), message.tag("to")))

    # --- what we send ---------------------------------------------------------------------------

    def _reply(self, message: SipMessage, status: str, *headers: str, tag: str = "") -> None:
        """Answer, and remember the answer for repetitions of the request."""
        seen = self._seen.get((message.branch, message.method))
        tag = tag or (seen.tag if seen else "") or "voice"
        reply = answer(message, status, tag=tag, headers=headers)
        if seen is not None:
            seen.reply, seen.tag = reply, tag
        self._send(reply, message.sender)

    def _on_response(self, message: SipMessage) -> None:
        """Stop repeating the BYE that is answered here."""
        # 100 only says that the BYE has arrived: it is repeated until it is carried out.
        if message.status < 200:
            return
        self._repeats.end(message.branch.split(" ")[0])

    def _send(self, data: bytes, to: tuple[str, int]) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(data, to)

    def _forget_old(self) -> None:
        """Drop what nobody repeats any more; the oldest stand first."""
        now = self._loop.time()
        while self._seen:
            oldest = next(iter(self._seen))
            if self._seen[oldest].forgotten_at > now:
                return
            del self._seen[oldest]
