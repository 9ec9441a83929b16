"""The HTTP applications, for consoles and for exchanges: routes, guards, error answers, headers."""

import hmac
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.handlers import HTTPRouteHandler
from litestar.handlers.base import BaseRouteHandler
from litestar.utils import join_paths

from contract.wire import reason_codes
from contract.wire.commands import BODY_LIMIT
from contract.wire.exchange import EXCHANGE_PREFIX
from contract.wire.protocol_version import API_PREFIX, HEADER_SERVER_TIME
from server.api.access import Authenticate, Guard, access_guard
from server.api.event_hub import EventHub
from server.api.exchange_routes import OnExchangeEvent, event_route
from server.api.health_routes import Counted, Traffic, health_routes
from server.api.problems import EXCEPTION_HANDLERS, Refusal
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession, SessionEnded

EXCHANGE_BODY_LIMIT = 64 * 1024  # bytes; what an exchange asks fits in one
ALWAYS_TLS = {b"strict-transport-security": b"max-age=31536000"}
# An answer may hold a citizen's data: no cache keeps it, and nothing takes it for a page.
NOT_KEPT = {b"cache-control": b"no-store", b"x-content-type-options": b"nosniff"}


def below(prefix: str, routes: Sequence[HTTPRouteHandler]) -> Sequence[HTTPRouteHandler]:
    """Put routes under prefix themselves: a Router would have Litestar copy and read them twice."""
    for route in routes:
        route.paths = {join_paths([prefix, path]) for path in route.paths}
    return routes


def application(
    *,
    routes: Sequence[HTTPRouteHandler],
    authenticate: Authenticate,
    database: ServerDatabase,
    hub: EventHub,
    clock: Callable[[], datetime],
    aside: Sequence[Counted] = (),
) -> Litestar:
    """Return the ASGI application; routes are served under API_PREFIX."""
    traffic = Traffic()
    health = health_routes(database=database, hub=hub, traffic=traffic, aside=aside)
    return Litestar(
        route_handlers=[*below(API_PREFIX, routes), *health],
        guards=[access_guard(authenticate)],
        exception_handlers=EXCEPTION_HANDLERS,
        before_send=[_stamp(clock, traffic, NOT_KEPT)],
        request_max_body_size=BODY_LIMIT,
        openapi_config=None,
        logging_config=None,
    )


def pages_application(pages: Sequence[HTTPRouteHandler], clock: Callable[[], datetime]) -> Litestar:
    """Return the ASGI application of pages for people without an account; nothing else is there.

    Its address is known outside: neither the consoles' routes nor health nor figures are near it.
    """
    return Litestar(
        route_handlers=list(pages),
        guards=[access_guard(_nobody)],
        exception_handlers=EXCEPTION_HANDLERS,
        before_send=[_stamp(clock, Traffic(), NOT_KEPT | ALWAYS_TLS)],
        request_max_body_size=EXCHANGE_BODY_LIMIT,
        openapi_config=None,
        logging_config=None,
    )


async def _nobody(_: str) -> CurrentSession:
    raise SessionEnded


def _stamp(
    clock: Callable[[], datetime], traffic: Traffic, headers: dict[bytes, bytes]
) -> Callable[[Any, Any], Awaitable[None]]:
    async def stamp(message: Any, _: Any) -> None:
        """Tell the server's time on every answer, refusals included, and that none is kept."""
        if message["type"] == "http.response.start":
            millis = str(round(clock().timestamp() * 1000))
            given = message.get("headers", [])
            named = {name for name, _ in given}
            own = headers | {HEADER_SERVER_TIME.lower().encode(): millis.encode()}
            message["headers"] = [*given, *(one for one in own.items() if one[0] not in named)]
            traffic.answers[f"{message['status'] // 100}xx"] += 1

    return stamp


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
        request_max_body_size=EXCHANGE_BODY_LIMIT,
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
