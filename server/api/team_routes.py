"""Routes of team leads: who is on duty, which alarms nobody has seen, that one was seen."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import RawBody

from contract.domain.account import Capability
from contract.wire.decoding import decode
from contract.wire.duty import CallNews
from contract.wire.team import AlarmSeen, Team
from server.api.access import ACCESS
from server.api.problems import json_answer
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.duty.publishing.open_alarms import see_alarm
from server.usecases.duty.publishing.team import team

SignedIn = Request[CurrentSession, Any, Any]


def team_routes(
    *,
    database: ServerDatabase,
    clock: Callable[[], datetime],
    tell: Callable[[str, CallNews], None],
) -> list[HTTPRouteHandler]:
    @get("/team", opt={ACCESS: Capability.DUTY_FORCE, "gives": Team})
    async def who_is_on_duty() -> Response[bytes]:
        now = clock()
        return json_answer(await database.read(lambda c: team(c, now)))

    @post(
        "/duty/alarm/seen",
        opt={ACCESS: Capability.DUTY_FORCE, "takes": AlarmSeen},
        status_code=204,
    )
    async def seen(request: SignedIn, body: RawBody) -> None:
        lead, which, now = request.user.account, decode(body, AlarmSeen), clock()
        for news in await database.write(lambda c: see_alarm(c, lead, which, now)):
            tell(which.account_id, news)

    return [who_is_on_duty, seen]
