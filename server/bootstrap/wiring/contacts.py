"""Callbacks that are claimed and released, and who is calling."""

from server.api.claim_routes import caller_routes, claim_routes
from server.bootstrap.server_part import Job, ServerPart, Site
from server.usecases.contacts.claim_callback import expire_leases

LEASES_EVERY_S = 5.0


async def contacts(site: Site) -> ServerPart:
    async def leases() -> None:
        await site.database.write(lambda c: expire_leases(c, site.clock()))

    return ServerPart(
        routes=[
            *claim_routes(database=site.database, clock=site.clock),
            *caller_routes(database=site.database, clock=site.clock),
        ],
        jobs=[Job("server.leases", leases, LEASES_EVERY_S)],
    )
