"""Routes of duty: reports of the seats, alarms, the team, what leads may force."""

from collections.abc import Callable

from litestar import Response
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
from server.api.problems import json_answer
from server.api.route import Clock, SignedIn, Transactions, getting, posting
from server.store.engine.server_database import ServerDatabase
from server.usecases.duty.force_state import force_state
from server.usecases.duty.pause_limits import rules_for
from server.usecases.duty.publishing.agent_views import colleagues
from server.usecases.duty.publishing.open_alarms import see_alarm
from server.usecases.duty.publishing.team import team
from server.usecases.duty.raise_alarm import other_leads, raise_alarm
from server.usecases.duty.take_reports import TakeReports


def duty_routes(
    *,
    database: ServerDatabase,
    clock: Clock,
    take_reports: TakeReports,
    tell: Callable[[str, CallNews], None],
    hears: Callable[[str], bool],
) -> list[HTTPRouteHandler]:
    phone, lead = Capability.PHONE_USE, Capability.DUTY_FORCE
    routes = Transactions(database, clock)
    force = routes.post("/duty/force", lead, ForceState, AgentView, force_state)

    @posting("/duty/report", phone, DutyReport, DutyReply)
    async def report(request: SignedIn, body: RawBody) -> Response[bytes]:
        return json_answer(await take_reports(request.user, decode(body, DutyReport)))

    @posting("/duty/alarm", phone, Alarm, AlarmReply)
    async def alarm(request: SignedIn, body: RawBody) -> Response[bytes]:
        account, raised, now = request.user.account, decode(body, Alarm), clock()
        news, whom = await database.write(lambda c: raise_alarm(c, account, raised, now))
        # After the commit: a lead is told of no alarm that a restart would forget.
        for other in whom:
            tell(other, news)
        others = await database.read(lambda c: other_leads(c, account))
        # The operator must know whether a lead is connected: with none, nobody has heard the alarm
        # yet.
        return json_answer(AlarmReply(heard=sum(map(hears, others))))

    @getting("/duty/rules", phone, DutyRules)
    async def rules(request: SignedIn) -> Response[bytes]:
        who, now = request.user.account.id, clock()
        return json_answer(await database.read(lambda c: rules_for(c, who, now)))

    @getting("/colleagues", phone, Colleagues)
    async def who_is_there() -> Response[bytes]:
        return json_answer(await database.read(colleagues))

    return [report, force, alarm, rules, who_is_there]


def team_routes(
    *, database: ServerDatabase, clock: Clock, tell: Callable[[str, CallNews], None]
) -> list[HTTPRouteHandler]:
    @getting("/team", Capability.DUTY_FORCE, Team)
    async def who_is_on_duty() -> Response[bytes]:
        now = clock()
        return json_answer(await database.read(lambda c: team(c, now)))

    @posting("/duty/alarm/seen", Capability.DUTY_FORCE, AlarmSeen)
    async def seen(request: SignedIn, body: RawBody) -> None:
        lead, which, now = request.user.account, decode(body, AlarmSeen), clock()
        for news in await database.write(lambda c: see_alarm(c, lead, which, now)):
            tell(which.account_id, news)

    return [who_is_on_duty, seen]
