"""A lead's team: orders reach the server, what was read is seen, others lead nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from console.model.duty.team_now import TeamNow
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.call_news import CallNewsViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from console.viewmodels.team.team import TeamViewModel
from contract.domain.account import Account, Role
from contract.domain.ids import AccountId, QueueId
from contract.wire.duty import CallNews, ForceState
from contract.wire.queues import BlockDecision, BlockedNumber
from contract.wire.team import AlarmSeen, TeamMember
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import ObedientPhone, a_scope, notices_of

ANNA = AccountId("anna")
PEOPLE = (TeamMember(account_id=ANNA, name="Anna", seat="1001", state="ready"),)
NOW = TeamNow(blocked=(BlockedNumber(phone="1", reason="r", asked_at=datetime.now(UTC)),))


class _Desk:
    """A window with the team of its account, and a server that takes orders."""

    def __init__(self, scope: Any, role: Role) -> None:
        self._scope = scope
        self.force = self.see = self.decide_block = self._take
        self.orders: list[object] = []
        self.looks: list[str] = []  # at names, each with its reason
        self.answer = ""
        self.now: TeamNow | None = NOW
        self.line = asyncio.Event()  # answers come while it is set
        self.line.set()
        account = Account(id=AccountId("lea"), login="lea", display_name="Lea", role=role)
        self.notices = notices_of(scope)
        self.team = TeamViewModel(
            operator=SignedInOperator(account),
            server=self,
            queues=lambda: (),
            notices=self.notices,
            scope=scope,
        )

    def hear_alarm(self, call_key: str) -> None:
        call = ActiveCallViewModel(
            phone=ObedientPhone(), scope=self._scope, monotonic_s=lambda: 0.0
        )
        news = CallNewsViewModel(call=call, notices=self.notices)
        news.on_news(CallNews(kind="alarm", text="threat", account_id=ANNA, call_key=call_key))

    async def load(self, reason: str) -> TeamNow | None:
        found = self.now
        self.looks += [reason] if reason else []
        await self.line.wait()
        return replace(found, members=PEOPLE) if found is not None and reason else found

    async def set_emergency(self, queue_id: QueueId, name: str) -> str:
        return await self._take((queue_id, name))

    async def _take(self, order: object) -> str:
        self.orders.append(order)
        return self.answer


@asynccontextmanager
async def a_desk(role: Role = Role.TEAM_LEAD) -> AsyncIterator[_Desk]:
    async with a_scope() as scope:
        yield _Desk(scope, role)


desk = async_fixture(a_desk)


async def test_orders_reach_the_server_and_the_team_is_read_again(desk: _Desk) -> None:
    team = desk.team
    team.force(ANNA, "pause", reason="meeting", message="In sala 2")
    team.set_emergency(QueueId("tributi"), " allagamento ")
    team.decide_block("+390655501234", approved=True)
    await until(lambda: len(desk.orders) == 3 and team.now == NOW)
    assert desk.orders == [
        ForceState(account_id=ANNA, want="pause", reason="meeting", message="In sala 2"),
        (QueueId("tributi"), "allagamento"),
        BlockDecision(phone="+390655501234", approved=True),
    ]
    assert team.fault == ""


async def test_names_are_looked_at_for_a_reason_once_and_again_after_an_order(
    desk: _Desk,
) -> None:
    team = desk.team
    team.refresh()
    await until(lambda: team.now == NOW)
    assert team.members is None
    team.view_people("shift")
    await until(lambda: team.members == PEOPLE)
    team.refresh()  # as the panel does every few seconds
    await until(lambda: "team.refresh" not in {one.get_name() for one in asyncio.all_tasks()})
    assert (desk.looks, team.members) == (["shift"], PEOPLE)
    team.force(ANNA, "ready")
    await until(lambda: desk.looks == ["shift", "shift"])


async def test_the_next_look_needs_a_reason_of_its_own(desk: _Desk) -> None:
    desk.team.view_people("complaint")
    await until(lambda: desk.team.members == PEOPLE)
    desk.team.forget_people()
    desk.team.refresh()
    await until(lambda: "team.refresh" not in {one.get_name() for one in asyncio.all_tasks()})
    assert desk.team.members is None
    assert desk.looks == ["complaint"]


async def test_what_was_asked_before_an_order_does_not_come_after_it(desk: _Desk) -> None:
    """Else the alarm she has read, or the state she has set, stands there as before."""
    desk.line.clear()
    desk.team.refresh()  # as the panel does every few seconds
    await asyncio.sleep(0)
    desk.now = TeamNow()
    shown: list[TeamNow | None] = []
    desk.team.changed.connect(lambda: shown.append(desk.team.now))
    desk.team.force(ANNA, "off")
    await until(lambda: desk.orders)
    desk.line.set()
    await until(lambda: shown)
    await until(lambda: "team.refresh" not in {one.get_name() for one in asyncio.all_tasks()})
    assert shown == [TeamNow()]


async def test_an_order_that_is_refused_says_why_until_the_panel_is_opened_again(
    desk: _Desk,
) -> None:
    desk.answer = "not_signed_in"
    desk.team.force(ANNA, "ready")
    await until(lambda: desk.team.fault == "not_signed_in")
    desk.team.open()
    assert desk.team.fault == ""


async def test_a_notice_of_an_alarm_that_was_read_is_seen_at_the_server(desk: _Desk) -> None:
    desk.hear_alarm("k:1")
    assert desk.notices.acknowledge()
    await until(lambda: desk.orders == [AlarmSeen(account_id=ANNA, call_key="k:1")])


async def test_an_alarm_seen_in_the_panel_takes_its_notice_away(desk: _Desk) -> None:
    desk.hear_alarm("k-1")
    desk.team.see_alarm(ANNA, "k-1")
    assert desk.notices.alarm is None
    await until(lambda: desk.orders == [AlarmSeen(account_id=ANNA, call_key="k-1")])


async def test_without_a_server_the_team_of_before_stays_and_is_called_old(desk: _Desk) -> None:
    desk.team.open()
    await until(lambda: desk.team.now == NOW)
    desk.now = None
    desk.team.refresh()
    await until(lambda: desk.team.is_old)
    assert desk.team.now == NOW


async def test_an_operator_leads_nobody() -> None:
    async with a_desk(Role.OPERATOR) as desk:
        desk.team.open()
        desk.hear_alarm("k-1")
        desk.notices.acknowledge()
        assert not desk.team.may_lead
        assert desk.orders == []
        assert desk.team.now is None
