"""Who may call a route. Deny by default: a route without a stated access lets nobody in."""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from contract.domain.account import Capability
from contract.wire import reason_codes
from contract.wire.protocol_version import CURRENT, HEADER_PROTOCOL, OLDEST_SERVED
from server.api.problems import Refusal
from server.usecases.accounts.current_session import CurrentSession, SessionEnded

ACCESS = "access"  # the key of a route's opt that states it
# Of the opt too: statuses a route refuses with, beside those of guard, decoding and store.
REFUSES = "refuses"
LEAVING = "leaving"  # likewise: whether a session that ended may still hand over its work here


class Open(StrEnum):
    """Access that asks for no capability."""

    TO_ALL = "to_all"
    SIGNED_IN = "signed_in"


Access = Open | Capability
Authenticate = Callable[[str], Awaitable[CurrentSession]]
Guard = Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], Awaitable[None]]


def access_guard(authenticate: Authenticate) -> Guard:
    """Return the one guard of the application; it leaves a CurrentSession in scope["user"]."""

    async def guard(
        connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
    ) -> None:
        # First: an old console must hear that it is old, not that its session has ended.
        check_protocol(connection.headers.get(HEADER_PROTOCOL))
        access = handler.opt.get(ACCESS)
        if access is Open.TO_ALL:
            return
        # A route added without a stated access lets nobody in (test_access).
        if not isinstance(access, Open | Capability):
            raise Refusal(403, reason_codes.FORBIDDEN)
        try:
            session = await authenticate(_bearer(connection.headers.get("authorization", "")))
        except SessionEnded as error:
            raise Refusal(401, error.code, headers={"WWW-Authenticate": "Bearer"}) from None
        if session.ended_as and not handler.opt.get(LEAVING):
            raise Refusal(401, session.ended_as, headers={"WWW-Authenticate": "Bearer"})
        if isinstance(access, Capability) and not session.account.may(access):
            raise Refusal(403, reason_codes.FORBIDDEN)
        # Routes read who asks from here alone: no handler looks at the token again.
        connection.scope["user"] = session

    return guard


def check_protocol(stated: str | None) -> None:
    """Raise Refusal 426 for a protocol this server does not serve; none stated: the current."""
    served = {str(number) for number in range(OLDEST_SERVED, CURRENT + 1)}
    if stated is not None and stated.strip() not in served:
        raise Refusal(
            426,
            reason_codes.PROTOCOL_UNSUPPORTED,
            {"min": str(OLDEST_SERVED), "max": str(CURRENT)},
            headers={"Upgrade": "chiamaroma"},
        )


def _bearer(header: str) -> str:
    kind, _, token = header.partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise SessionEnded(reason_codes.SESSION_EXPIRED)
    return token.strip()
