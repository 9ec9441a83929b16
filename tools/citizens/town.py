"""All citizens behind one trunk address: place calls, take calls, keep a record of each."""

import asyncio
import secrets
from collections.abc import Callable

from tools.citizens.a_law import Samples
from tools.citizens.citizen_call import CitizenCall, Side
from tools.citizens.sip_message import SipMessage, compose, user_of

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
        self._voice_of = voice_of
        self.calls: dict[str, CitizenCall] = {}  # by Call-ID
        self.taken: asyncio.Queue[CitizenCall] = asyncio.Queue()  # calls that citizens received
        self.answer_after_s: float | None = 0.5  # None: a citizen lets it ring
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
            await call.stop_media()
        if self._transport is not None:
            self._transport.close()

    def place_call(
        self, number: str, to: str, *, name: str = "", headers: tuple[str, ...] = ()
    ) -> CitizenCall:
        """Send the INVITE of the citizen with that number; the call tells what becomes of it."""
        call = CitizenCall(
            number=number,
            side=Side.PLACED,
            call_id=f"{secrets.token_hex(8)}@{self.address}",
            local=f"sip:{number}@{self.address}",
            remote=f"sip:{to}@{self.realm}",
            display_name=name,
            contact=f"sip:{number}@{self.address}:{self.port}",
            via=f"{self.address}:{self.port}",
            voice=self._voice_of(number),
            media_address=self.address,
            send=self._send,
        )
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
        call = self.calls.get(message.get("call-id"))
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

    def _take(self, invite: SipMessage) -> None:
        number = user_of(invite.start.split()[1])
        call = CitizenCall(
            number=number,
            side=Side.TAKEN,
            call_id=invite.get("call-id"),
            local=invite.uri("to"),
            remote=invite.uri("from"),
            contact=f"sip:{number}@{self.address}:{self.port}",
            via=f"{self.address}:{self.port}",
            voice=self._voice_of(number),
            media_address=self.address,
            send=self._send,
        )
        self.calls[call.call_id] = call
        call.ring(invite)
        self.taken.put_nowait(call)
        if self.answer_after_s is not None:
            task = asyncio.get_running_loop().create_task(self._answer_later(call))
            self._pending.add(task)
            task.add_done_callback(self._pending.discard)

    async def _answer_later(self, call: CitizenCall) -> None:
        await asyncio.sleep(self.answer_after_s or 0.0)
        call.accept()

    def _reply(self, request: SipMessage, status: str) -> None:
        headers = [*request.answer_headers(), f"To: {request.get('to')};tag={secrets.token_hex(4)}"]
        self._send(compose(f"SIP/2.0 {status}", headers), request.sender)
