"""Routes of duty: reports of the seats, alarms, the team, what leads may force."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import RawBody

from contract.domain.account import Capability
from contract.domain.agents.agent import AgentView
from contract.wire.decoding import decode
from contract.wire.duty import (
    Alarm,
    CallNews,
    Colleagues,
    DutyReply,
    DutyReport,
    DutyRules,
    ForceState,
)
from contract.wire.team import AlarmReply, AlarmSeen, Team
from server.api.access import ACCESS
from server.api.problems import json_answer
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.duty.force_state import force_state
from server.usecases.duty.pause_limits import rules_for
from server.usecases.duty.publishing.agent_views import colleagues
from server.usecases.duty.publishing.open_alarms import see_alarm
from server.usecases.duty.publishing.team import team
from server.usecases.duty.raise_alarm import other_leads, raise_alarm
from server.usecases.duty.take_reports import TakeReports

SignedIn = Request[CurrentSession, Any, Any]
Clock = Callable[[], datetime]


def duty_routes(
    *,
    database: ServerDatabase,
    clock: Clock,
    take_reports: TakeReports,
    tell: Callable[[str, CallNews], None],
    hears: Callable[[str], bool],
) -> list[HTTPRouteHandler]:
    phone = Capability.PHONE_USE

    @post(
        "/duty/report",
        opt={ACCESS: phone, "takes": DutyReport, "gives": DutyReply},
        status_code=200,
    )
    async def report(request: SignedIn, body: RawBody) -> Response[bytes]:
        return json_answer(await take_reports(request.user, decode(body, DutyReport)))

    @post(
        "/duty/force",
        opt={ACCESS: Capability.DUTY_FORCE, "takes": ForceState, "gives": AgentView},
        status_code=200,
    )
    async def force(request: SignedIn, body: RawBody) -> Response[bytes]:
        lead, wanted, now = request.user.account, decode(body, ForceState), clock()
        return json_answer(await database.write(lambda c: force_state(c, lead, wanted, now)))

    @post("/duty/alarm", opt={ACCESS: phone, "takes": Alarm, "gives": AlarmReply}, status_code=200)
    async def alarm(request: SignedIn, body: RawBody) -> Response[bytes]:
        account, raised, now = request.user.account, decode(body, Alarm), clock()
        news, whom = await database.write(lambda c: raise_alarm(c, account, raised, now))
        # After the commit: a lead is told of no alarm that a restart would forget.
        for lead in whom:
            tell(lead, news)
        others = await database.read(lambda c: other_leads(c, account))
        # The operator must know whether a lead is connected: with none, nobody has heard the alarm
        # yet.
        return json_answer(AlarmReply(heard=sum(map(hears, others))))

    @get("/duty/rules", opt={ACCESS: phone, "gives": DutyRules})
    async def rules(request: SignedIn) -> Response[bytes]:
        who, now = request.user.account.id, clock()
        return json_answer(await database.read(lambda c: rules_for(c, who, now)))

    @get("/colleagues", opt={ACCESS: phone, "gives": Colleagues})
    async def who_is_there() -> Response[bytes]:
        return json_answer(await database.read(colleagues))

    return [report, force, alarm, rules, who_is_there]


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
