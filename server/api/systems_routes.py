"""Routes of IT's page: the seats and their health, accounts and queues. Nothing is changed here."""

from collections.abc import Callable, Mapping
from datetime import datetime

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from contract.domain.account import Capability
from contract.wire.systems import SystemsNow, SystemsSetup
from server.api.access import ACCESS
from server.api.problems import json_answer
from server.store.engine.server_database import ServerDatabase
from server.usecases.systems.seats_now import systems_now
from server.usecases.systems.systems_setup import systems_setup


def systems_routes(
    *, database: ServerDatabase, clock: Callable[[], datetime], heard: Mapping[str, datetime]
) -> list[HTTPRouteHandler]:
    manage = Capability.ACCOUNT_MANAGE

    @get("/systems/seats", opt={ACCESS: manage, "gives": SystemsNow})
    async def seats() -> Response[bytes]:
        now, known = clock(), dict(heard)
        return json_answer(await database.read(lambda c: systems_now(c, now, known)))

    @get("/systems/accounts", opt={ACCESS: manage, "gives": SystemsSetup})
    async def accounts() -> Response[bytes]:
        return json_answer(await database.read(systems_setup))

    return [seats, accounts]
