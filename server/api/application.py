"""The HTTP application: routes, guard, error answers and the headers of every answer."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.utils import join_paths

from contract.wire.commands import BODY_LIMIT
from contract.wire.protocol_version import API_PREFIX, HEADER_SERVER_TIME
from server.api.access import Authenticate, access_guard
from server.api.event_hub import EventHub
from server.api.health_routes import Traffic, health_routes
from server.api.problems import EXCEPTION_HANDLERS
from server.store.engine.server_database import ServerDatabase


def below(prefix: str, routes: Sequence[HTTPRouteHandler]) -> Sequence[HTTPRouteHandler]:
    """Put routes under prefix themselves: a Router would have Litestar copy and read them twice."""
    for route in routes:
        route.paths = {join_paths([prefix, path]) for path in route.paths}
    return routes


def application(
    *,
    routes: Sequence[HTTPRouteHandler],
    pages: Sequence[HTTPRouteHandler],
    authenticate: Authenticate,
    database: ServerDatabase,
    hub: EventHub,
    clock: Callable[[], datetime],
) -> Litestar:
    """Return the ASGI application. routes are served under API_PREFIX, pages as they are."""
    traffic = Traffic()
    health = health_routes(database=database, hub=hub, traffic=traffic)

    async def stamp(message: Any, _: Any) -> None:
        """Tell the server's time on every answer, refusals included."""
        if message["type"] == "http.response.start":
            millis = str(round(clock().timestamp() * 1000))
            header = (HEADER_SERVER_TIME.lower().encode(), millis.encode())
            message["headers"] = [*message.get("headers", []), header]
            traffic.answers[f"{message['status'] // 100}xx"] += 1

    return Litestar(
        route_handlers=[*below(API_PREFIX, routes), *health, *pages],
        guards=[access_guard(authenticate)],
        exception_handlers=EXCEPTION_HANDLERS,
        before_send=[stamp],
        request_max_body_size=BODY_LIMIT,
        openapi_config=None,
        logging_config=None,
    )
