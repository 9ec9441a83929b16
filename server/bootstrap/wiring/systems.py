"""The seats, accounts and queues as IT reads them."""

from collections.abc import Mapping
from datetime import datetime

from server.api.systems_routes import systems_routes
from server.bootstrap.server_part import ServerPart, Site


async def systems(site: Site, heard: Mapping[str, datetime]) -> ServerPart:
    """heard: when each exchange answered last."""
    return ServerPart(routes=systems_routes(database=site.database, clock=site.clock, heard=heard))
