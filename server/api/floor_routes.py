"""Routes of the room: how it stands now, and who is in it for whoever says why."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import RawBody
from msgspec.structs import replace

from contract.domain.account import Capability
from contract.wire.decoding import decode
from contract.wire.floor import FloorNow, Misuse, People, ViewPeople
from server.api.access import ACCESS
from server.api.problems import json_answer
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.floor.floor_now import floor_now
from server.usecases.floor.people_now import view_people

SignedIn = Request[CurrentSession, Any, Any]
# Leads and wallboards ask every two seconds: one read serves all who ask within a second.
KEPT_FOR = timedelta(seconds=1)


def floor_routes(
    *,
    database: ServerDatabase,
    clock: Callable[[], datetime],
    heard: Mapping[str, datetime],
    misuse: Callable[[], tuple[Misuse, ...]],
    lines: int,
) -> list[HTTPRouteHandler]:
    newest: list[FloorNow] = []
    reading = asyncio.Lock()

    @get("/floor", opt={ACCESS: Capability.MONITOR_READ, "gives": FloorNow})
    async def now_on_the_floor() -> Response[bytes]:
        async with reading:
            now = clock()
            if not newest or not timedelta(0) <= now - newest[0].at < KEPT_FOR:
                known = dict(heard)
                found = await database.read(lambda c: floor_now(c, now, known, lines))
                newest[:] = [replace(found, misuse=misuse())]
            return json_answer(newest[0])

    @post(
        "/floor/people",
        opt={ACCESS: Capability.DUTY_FORCE, "takes": ViewPeople, "gives": People},
        status_code=200,
    )
    async def people(request: SignedIn, body: RawBody) -> Response[bytes]:
        lead, wish, now = request.user.account, decode(body, ViewPeople), clock()
        return json_answer(await database.write(lambda c: view_people(c, lead, wish, now)))

    return [now_on_the_floor, people]
