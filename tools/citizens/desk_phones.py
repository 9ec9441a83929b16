"""Desk phones of the seats: plain SIP users who register, answer and speak, for benches."""

import asyncio
import hashlib
import re
import secrets
from dataclasses import dataclass

from tools.citizens.citizen_call import CitizenCall
from tools.citizens.sip_message import SipMessage, compose, user_of
from tools.citizens.town import Town, VoiceOf

EXPIRES_S = 300
_FIELD = re.compile(r'(\w+)="?([^",]+)"?')


class RegistrationRefused(Exception):
    """The exchange did not take the registration; the text is its status."""


@dataclass(frozen=True, slots=True)
class _Line:
    seat: str
    secret: str
    call_id: str
    tag: str


class DeskPhones(Town):
    """One UDP endpoint for many desk phones; calls arrive in taken, as with citizens."""

    def __init__(
        self, *, address: str, port: int, exchange: tuple[str, int], realm: str, voice_of: VoiceOf
    ) -> None:
        super().__init__(
            address=address, port=port, exchange=exchange, realm=realm, voice_of=voice_of
        )
        self._asked: dict[str, asyncio.Future[SipMessage]] = {}  # by Call-ID of the registration
        self._cseq = 0

    async def register(self, seat: str, secret: str, *, timeout_s: float = 45.0) -> None:
        """Register a seat. Raise RegistrationRefused, TimeoutError."""
        line = _Line(seat, secret, f"{secrets.token_hex(8)}@{self.address}", secrets.token_hex(4))
        async with asyncio.timeout(timeout_s):
            answer = await self._ask(line, "")
            if answer.status == 401:
                answer = await self._ask(line, self._credentials(line, answer))
        if answer.status != 200:
            raise RegistrationRefused(str(answer.status))

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        message = SipMessage.parse(data, addr)
        if message is not None and message.is_response and message.method == "REGISTER":
            asked = self._asked.get(message.get("call-id"))
            if asked is not None and not asked.done() and message.status >= 200:
                asked.set_result(message)
            return
        super().datagram_received(data, addr)

    def _name_of(self, message: SipMessage) -> str:
        """A citizen's call keeps its Call-ID while it rings one seat after the other."""
        own = message.uri("from") if message.is_response else message.start.split()[1]
        return f"{user_of(own)} {message.get('call-id')}"

    def forget(self, call: CitizenCall) -> None:
        """A call that has ended needs no memory; its audio is heavy."""
        self.calls.pop(f"{call.number} {call.call_id}", None)

    async def _ask(self, line: _Line, credentials: str) -> SipMessage:
        self._cseq += 1
        asked: asyncio.Future[SipMessage] = asyncio.get_running_loop().create_future()
        self._asked[line.call_id] = asked
        branch = f"z9hG4bK{secrets.token_hex(6)}"
        headers = [
            f"Via: SIP/2.0/UDP {self.address}:{self.port};branch={branch};rport",
            f"From: <sip:{line.seat}@{self.realm}>;tag={line.tag}",
            f"To: <sip:{line.seat}@{self.realm}>",
            f"Call-ID: {line.call_id}",
            f"CSeq: {self._cseq} REGISTER",
            "Max-Forwards: 70",
            f"Contact: <sip:{line.seat}@{self.address}:{self.port}>",
            f"Expires: {EXPIRES_S}",
        ]
        if credentials:
            headers.append(f"Authorization: {credentials}")
        self._send(compose(f"REGISTER sip:{self.realm} SIP/2.0", headers))
        try:
            return await asked
        finally:
            self._asked.pop(line.call_id, None)

    def _credentials(self, line: _Line, challenge: SipMessage) -> str:
        fields = dict(_FIELD.findall(challenge.get("www-authenticate")))
        realm, nonce, uri = fields["realm"], fields["nonce"], f"sip:{self.realm}"
        secret = _md5(f"{line.seat}:{realm}:{line.secret}")
        request = _md5(f"REGISTER:{uri}")
        response = _md5(f"{secret}:{nonce}:{request}")
        return (
            f'Digest username="{line.seat}", realm="{realm}", nonce="{nonce}", uri="{uri}",'
            f' response="{response}", algorithm=MD5'
        )


def _md5(text: str) -> str:
    """Return the digest of SIP, RFC 3261."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
