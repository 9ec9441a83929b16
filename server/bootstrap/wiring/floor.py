"""The room as team leads watch it: one read for all of them."""

from collections.abc import Mapping
from datetime import datetime

from server.api.floor_routes import floor_routes
from server.bootstrap.server_part import ServerPart, Site
from server.usecases.misuse.watch_misuse import WatchMisuse


async def floor(site: Site, heard: Mapping[str, datetime], misuse: WatchMisuse) -> ServerPart:
    """heard: when each exchange answered last."""
    exchange = site.settings.exchange
    return ServerPart(
        routes=floor_routes(
            database=site.database,
            clock=site.clock,
            heard=heard,
            misuse=misuse.present,
            lines=exchange.lines if exchange else 0,
        )
    )
