"""The seats as IT looks after them: what is wrong, what is searched, what is old."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from console.viewmodels.session.signed_in_operator import SignedInOperator
from console.viewmodels.systems.systems import OLD_AFTER_S, SeatFilter, SystemsViewModel
from contract.domain.account import Account, Role
from contract.domain.ids import AccountId
from contract.wire.seat_health import SeatHealth
from contract.wire.systems import SeatState, SystemsNow, SystemsSetup
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import a_scope

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
SEATS = (
    SeatState(seat="1001", state="ready", told=SeatHealth(headset="Cuffia USB")),
    SeatState(seat="1002", state="ready", health="no_microphone"),
    SeatState(seat="1003", state="on_call", health="slow_network"),
    SeatState(seat="1004", state="off", health="off"),
)


class _Desk:
    def __init__(self, scope: Any, role: Role) -> None:
        self.time_s = 100.0
        self.found: SystemsNow | None = SystemsNow(at=NOW, version="1", seats=SEATS)
        self.asked: list[str] = []
        account = Account(id=AccountId("ivo"), login="ivo", display_name="Ivo", role=role)
        self.model = SystemsViewModel(
            operator=SignedInOperator(account),
            server=self,
            scope=scope,
            clock=lambda: NOW,
            monotonic_s=lambda: self.time_s,
        )

    async def seats(self) -> SystemsNow | None:
        self.asked.append("seats")
        return self.found

    async def setup(self) -> SystemsSetup | None:
        self.asked.append("setup")
        return SystemsSetup()


@asynccontextmanager
async def a_desk(role: Role = Role.IT) -> AsyncIterator[_Desk]:
    async with a_scope() as scope:
        yield _Desk(scope, role)


desk = async_fixture(a_desk)


async def test_seats_are_chosen_by_what_is_wrong_and_found_by_words(desk: _Desk) -> None:
    model = desk.model
    model.refresh()
    await until(lambda: model.now is not None and model.setup is not None)

    def shown() -> list[str]:
        return [one.seat for one in model.seats()]

    assert shown() == ["1001", "1002", "1003", "1004"]
    model.choose(SeatFilter.LOOK)
    assert shown() == ["1002", "1003"]
    model.choose(SeatFilter.OFF)
    assert shown() == ["1004"]
    model.choose(SeatFilter.ALL)
    model.search("usb 100")
    assert shown() == ["1001"]
    assert len(model.seats(SeatFilter.ALL)) == 4, "how many there are does not follow the search"


async def test_seats_are_asked_for_again_and_accounts_once(desk: _Desk) -> None:
    desk.model.refresh()
    await until(lambda: desk.model.setup is not None and desk.model.now is not None)
    desk.model.refresh()
    await until(lambda: desk.asked.count("seats") == 2)
    assert desk.asked.count("setup") == 1


async def test_what_was_told_stays_and_grows_old(desk: _Desk) -> None:
    desk.model.refresh()
    await until(lambda: desk.model.now is not None)
    desk.found = None
    desk.time_s += OLD_AFTER_S + 1
    desk.model.refresh()
    await until(lambda: desk.asked.count("seats") == 2)
    assert desk.model.is_old
    assert len(desk.model.all_seats) == 4


async def test_who_keeps_no_accounts_asks_nothing() -> None:
    async with a_desk(Role.TEAM_LEAD) as desk:
        desk.model.refresh()
        desk.model.refresh_setup()
        assert desk.asked == []
