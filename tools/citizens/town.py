"""All citizens behind one trunk address: place calls, take calls, keep a record of each."""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from functools import partial

from tools.citizens.a_law import Samples
from tools.citizens.call_record import Side
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.sip_message import SipMessage, compose, user_of
from tools.citizens.text_peer import TextPeer
from tools.citizens.transfer import follow

VoiceOf = Callable[[str], Samples]  # the citizen's number -> what she says, 8 kHz


class Town(asyncio.DatagramProtocol):
    """A UDP endpoint on the trunk's address. Every method runs on the loop's thread."""

    def __init__(
        self, *, address: str, port: int, exchange: tuple[str, int], realm: str, voice_of: VoiceOf
    ) -> None:
        self.address = address
        self.port = port
        self.realm = realm
        self._exchange = exchange
        self.voice_of = voice_of
        self.voices_loop = True  # False: each is said once, from the answer on
        self.calls: dict[str, CitizenCall] = {}  # by Call-ID
        self.taken: asyncio.Queue[CitizenCall] = asyncio.Queue()  # calls that citizens received
        self.answer_after_s: float | None = 0.5  # None: a citizen lets it ring
        self.hears_early = True  # False: of a crowd nobody listens to what comes before the answer
        self.follows_transfers = True  # False: as a carrier that refuses REFER
        # Text telephone of a citizen who is called or transferred, if she has one.
        self.text_of: Callable[[str], TextPeer | None] = lambda _: None
        self.ignores_text = False  # they answer as if they had not been offered any
        self.refuses_text = ""  # "488 Not Acceptable Here": a call that offers text is refused
        self.refused_text: list[SipMessage] = []
        self._refusals: dict[str, bytes] = {}  # by transaction
        self._transport: asyncio.DatagramTransport | None = None
        self._pending: set[asyncio.Task[None]] = set()

    async def open(self) -> "Town":
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(
            lambda: self, local_addr=(self.address, self.port)
        )
        return self

    async def close(self) -> None:
        for task in self._pending:
            task.cancel()
        await asyncio.gather(*self._pending, return_exceptions=True)
        for call in self.calls.values():
            call.leave()
            await call.stop_media()
        if self._transport is not None:
            self._transport.close()

    def place_call(
        self,
        number: str = "+390612345678",
        to: str = "060606",
        *,
        name: str = "",
        headers: tuple[str, ...] = (),
        text: TextPeer | None = None,
        text_is_first: bool = False,
    ) -> CitizenCall:
        """Send the INVITE of the citizen with that number; the call tells what becomes of it.

        text: her device offers real-time text beside the voice.
        """
        call = CitizenCall(
            number=number,
            side=Side.PLACED,
            call_id=f"{secrets.token_hex(8)}@{self.address}",
            local=f"sip:{number}@{self.address}",
            remote=f"sip:{to}@{self.realm}",
            display_name=name,
            contact=f"sip:{number}@{self.address}:{self.port}",
            via=f"{self.address}:{self.port}",
            voice=self.voice_of(number),
            media_address=self.address,
            send=self._send,
            on_refer=self._on_refer if self.follows_transfers else None,
        )
        call.text, call.text_is_first = text, text_is_first
        call.hears_early = self.hears_early
        call.media.loops = self.voices_loop
        self.calls[call.call_id] = call
        call.invite(headers)
        return call

    def _send(self, data: bytes, to: tuple[str, int] | None = None) -> None:
        if self._transport is not None:
            self._transport.sendto(data, to or self._exchange)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        message = SipMessage.parse(data, addr)
        if message is None:
            return
        call = self.calls.get(self._name_of(message))
        if message.is_response:
            if call is not None:
                call.on_response(message)
        elif call is not None:
            call.on_request(message)
        elif message.method == "INVITE":
            self._take(message)
        elif message.method == "OPTIONS":
            self._reply(message, "200 OK")
        elif message.method != "ACK":
            self._reply(message, "481 Call Does Not Exist")

    def _name_of(self, message: SipMessage) -> str:
        """Return under which name a message's call is kept."""
        return message.get("call-id")

    def _take(self, invite: SipMessage) -> None:
        if (said := self._refusals.get(invite.transaction)) is not None:
            self._send(said, invite.sender)
            return
        if self.refuses_text and "m=text " in invite.body:
            self.refused_text.append(invite)
            self._refusals[invite.transaction] = self._reply(invite, self.refuses_text)
            return
        number = user_of(invite.start.split()[1])
        call = CitizenCall(
            number=number,
            side=Side.TAKEN,
            call_id=invite.get("call-id"),
            local=invite.uri("to"),
            remote=invite.uri("from"),
            contact=f"sip:{number}@{self.address}:{self.port}",
            via=f"{self.address}:{self.port}",
            voice=self.voice_of(number),
            media_address=self.address,
            send=self._send,
            on_refer=self._on_refer if self.follows_transfers else None,
        )
        call.text, call.ignores_text = self.text_of(number), self.ignores_text
        call.media.loops = self.voices_loop
        self.calls[self._name_of(invite)] = call
        call.ring(invite)
        self.taken.put_nowait(call)
        if self.answer_after_s is not None:
            self._begin(self._answer_later(call))

    async def _answer_later(self, call: CitizenCall) -> None:
        await asyncio.sleep(self.answer_after_s or 0.0)
        call.accept()

    def _on_refer(self, call: CitizenCall, target: str, referrer: str) -> None:
        place_call = partial(self.place_call, text=self.text_of(call.number))
        self._begin(follow(call, target, referrer, place_call))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    def _reply(self, request: SipMessage, status: str) -> bytes:
        headers = [*request.answer_headers(), f"To: {request.get('to')};tag={secrets.token_hex(4)}"]
        said = compose(f"SIP/2.0 {status}", headers)
        self._send(said, request.sender)
        return said
