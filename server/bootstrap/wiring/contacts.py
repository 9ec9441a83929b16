"""Callbacks that are claimed and released, and who is calling."""

from server.api.claim_routes import caller_routes, claim_routes
from server.bootstrap.server_part import Job, ServerPart, Site
from server.store.contacts.citizen_words import delete_old_shown
from server.store.operations.in_steps import in_steps
from server.usecases.contacts.claim_callback import expire_leases, keep_leases
from server.usecases.operations.rows_aside import RowsAside

LEASES_EVERY_S = 5.0
TIDY_EVERY_S = 3600.0


async def contacts(site: Site) -> ServerPart:
    # Before anybody is answered: the first question could give a callback to a second clerk.
    await site.database.write(lambda c: keep_leases(c, site.clock()))

    aside = RowsAside("leases", site.clock)

    async def leases() -> None:
        await site.database.write(lambda c: expire_leases(c, site.clock(), aside))

    async def tidy() -> None:
        await in_steps(site.database, lambda c: delete_old_shown(c, site.clock()))

    return ServerPart(
        routes=[
            *claim_routes(database=site.database, clock=site.clock),
            *caller_routes(database=site.database, clock=site.clock),
        ],
        aside=[aside],
        jobs=[
            Job("server.leases", leases, LEASES_EVERY_S),
            Job("server.shown", site.trusted.guard(tidy), TIDY_EVERY_S),
        ],
    )
