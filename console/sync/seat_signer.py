"""Proves to the server which computer this is, with the key of the seat where there is one."""

import base64
from collections.abc import Awaitable, Callable
from typing import Protocol

from console.errors import ServerRejected
from console.store.session.seat_key import SeatKey
from contract.wire import reason_codes
from contract.wire.session import (
    ChallengeReply,
    EnrolReply,
    EnrolRequest,
    SeatAct,
    SeatProof,
    seat_text,
)


class AsksOpenly(Protocol):
    async def ask_openly[T](self, method: str, path: str, body: object, kind: type[T]) -> T: ...


class SeatSigner:
    def __init__(self, find: Callable[[], Awaitable[SeatKey | None]], device_id: str) -> None:
        self._find = find
        self._device_id = device_id
        # Until the next sign-in: a locked keyring asked at each renewal held each up, and asked
        # the person at the desktop again and again.
        self._is_without = False

    async def proven[T](
        self,
        server: AsksOpenly,
        seat: str,
        about: str,
        send: Callable[[SeatProof | None], Awaitable[T]],
    ) -> T:
        """Send a sign-in with a proof; again with a fresh one where the server began anew."""
        try:
            return await send(await self.proof(server, seat, about))
        except ServerRejected as rejected:
            if rejected.code != reason_codes.CHALLENGE_VOID:
                raise
        return await send(await self.proof(server, seat, about))

    async def proof(self, server: AsksOpenly, seat: str, about: str) -> SeatProof | None:
        """Return a proof for one sign-in; about: the login, or the state of a provider's visit.

        None where this computer is not enrolled, or the server knows of no such thing.
        """
        key = await self._found()
        if key is None:
            return None
        try:
            asked = await server.ask_openly("GET", "/auth/challenge", None, ChallengeReply)
        except ServerRejected:  # a server of before
            return None
        words = (asked.challenge, key.server_id, self._device_id, seat, about)
        signature = key.sign(seat_text(SeatAct.SIGN_IN, *words))
        return SeatProof(key=key.public, challenge=asked.challenge, signature=signature)

    async def renewal(self, refresh_token: str) -> bytes:
        """Return the signature that a renewal needs where the sign-in had a proof."""
        key = None if self._is_without else await self._found()
        if key is None:
            return b""
        return key.sign(seat_text(SeatAct.RENEW, refresh_token, key.server_id, self._device_id))

    async def _found(self) -> SeatKey | None:
        """Return the key that a server has enrolled."""
        key = await self._find()
        self._is_without = key is None or not key.server_id
        return None if self._is_without else key


async def enrol(server: AsksOpenly, key: SeatKey, code: str) -> EnrolReply:
    """Have the server take the key for the seat of the code. Raise ServerRejected(code)."""
    said = seat_text(SeatAct.ENROL, code, base64.b64encode(key.public).decode())
    request = EnrolRequest(code=code, key=key.public, signature=key.sign(said))
    return await server.ask_openly("POST", "/auth/enrol", request, EnrolReply)
