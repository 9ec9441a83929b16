"""The second HTTP application: for telephone exchanges only, who know its key."""

import hmac
from collections.abc import Sequence
from typing import Any

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.handlers import HTTPRouteHandler
from litestar.handlers.base import BaseRouteHandler

from contract.wire import reason_codes
from contract.wire.exchange import EXCHANGE_PREFIX
from server.api.access import Guard
from server.api.application import below
from server.api.exchange_routes import OnExchangeEvent, event_route
from server.api.problems import EXCEPTION_HANDLERS, Refusal

BODY_LIMIT = 64 * 1024  # bytes; what an exchange asks fits in one


def exchange_application(
    *, routes: Sequence[HTTPRouteHandler], on_event: Sequence[OnExchangeEvent], key: str
) -> Litestar:
    """Return the ASGI application; routes are served under EXCHANGE_PREFIX to who shows key.

    on_event: whom each event of an exchange is given to, in this order.
    """
    return Litestar(
        route_handlers=below(EXCHANGE_PREFIX, [event_route(on_event), *routes]),
        guards=[key_guard(key)],
        exception_handlers=EXCEPTION_HANDLERS,
        request_max_body_size=BODY_LIMIT,
        openapi_config=None,
        logging_config=None,
    )


def key_guard(key: str) -> Guard:
    """Return a guard that lets in who sends "Authorization: Bearer <key>"."""
    expected = f"Bearer {key}".encode()

    async def guard(
        connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
    ) -> None:
        del handler
        shown = connection.headers.get("authorization", "").encode()
        if not hmac.compare_digest(shown, expected):
            raise Refusal(401, reason_codes.SESSION_EXPIRED, headers={"WWW-Authenticate": "Bearer"})

    return guard
