"""Enters with the password that opened a seat without the server, once the server is there."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from msgspec.structs import replace

from console.errors import ServerUnreachable, SessionExpired, SignInRefused
from console.runtime.clock import monotonic_s
from contract.domain.ids import AccountId
from contract.wire import reason_codes
from contract.wire.session import LoginRequest, SessionReply


class Gate(Protocol):
    """What entering needs of the link to the server."""

    def login(self, request: LoginRequest) -> Awaitable[SessionReply]: ...


class LaterEntry:
    """Holds the password in memory for as long as the server is away, and no longer.

    Else each operator of a morning without the server would be locked, and asked for the password
    a second time, in the moment in which the server comes back.
    """

    def __init__(
        self,
        gate: Gate,
        request: LoginRequest,
        account_id: AccountId,
        *,
        monotonic_s: Callable[[], float] = monotonic_s,
    ) -> None:
        self._gate = gate
        self._request = request
        self._account_id = account_id
        self._monotonic_s = monotonic_s
        self._typed_at_s = monotonic_s()

    async def __call__(self) -> SessionReply:
        """Raise SessionExpired where the server refuses; ServerUnreachable and NotTrusted."""
        ago_s = self._monotonic_s() - self._typed_at_s
        try:
            reply = await self._gate.login(replace(self._request, typed_ago_s=ago_s))
        except SignInRefused as refused:
            if refused.code == reason_codes.TOO_MANY_ATTEMPTS:  # of others, at the same address
                raise ServerUnreachable(refused.code) from None
            # A lock says it, and asks for what the server wants.
            known = refused.code in reason_codes.ENDED
            code = refused.code if known else reason_codes.SESSION_EXPIRED
            raise SessionExpired(code) from None
        # The login was given to somebody else: no session of another may begin in this replica.
        if reply.account.id != self._account_id:
            raise SessionExpired
        return reply
