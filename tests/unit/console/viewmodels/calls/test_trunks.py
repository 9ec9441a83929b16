"""The lines to the outside: who is told when one is down, and what a call that fails then says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from console.viewmodels.calls.trunks import TrunksViewModel
from console.viewmodels.kit.notices import Level
from contract.wire.trunks import TrunkState
from tests.support.async_fixtures import async_fixture
from tests.unit.console.viewmodels.seat import NOW, a_scope, notices_of


def trunk(exchange: str = "a", *, is_up: bool = False) -> TrunkState:
    return TrunkState(exchange=exchange, is_up=is_up, since_at=NOW)


class _Desk:
    def __init__(self, scope: Any, *, leads: bool) -> None:
        self.notices = notices_of(scope)
        self.trunks = TrunksViewModel(notices=self.notices, may_lead=lambda: leads)

    def told(self) -> dict[str, Level]:
        return {key: notice.level for key, notice in self.notices.passing.items()}


@asynccontextmanager
async def a_desk(*, leads: bool = False) -> AsyncIterator[_Desk]:
    async with a_scope() as scope:
        yield _Desk(scope, leads=leads)


desk = async_fixture(a_desk)


async def test_everybody_hears_that_no_line_is_left_and_that_it_is_back(desk: _Desk) -> None:
    desk.trunks.show((trunk(is_up=True),))
    assert (desk.told(), desk.trunks.is_cut_off) == ({}, False)
    desk.trunks.show((trunk(),))
    assert (desk.told(), desk.trunks.is_cut_off) == ({"trunk_down": Level.ACT_SOON}, True)
    desk.trunks.show((trunk(is_up=True),))
    assert desk.told() == {"trunk_back": Level.DONE}


async def test_a_lead_is_alarmed() -> None:
    async with a_desk(leads=True) as desk:
        desk.trunks.show((trunk(),))
        assert desk.told() == {"trunk_down": Level.ACT_NOW}


async def test_one_of_two_lines_concerns_the_lead_alone() -> None:
    half = (trunk("a"), trunk("b", is_up=True))
    async with a_desk() as desk:
        desk.trunks.show(half)
        assert (desk.told(), desk.trunks.is_cut_off) == ({}, False)
    async with a_desk(leads=True) as desk:
        desk.trunks.show(half)
        assert desk.told() == {"trunk_one_down": Level.ACT_NOW}
        assert desk.notices.passing["trunk_one_down"].subject["name"] == "a"
        desk.trunks.show((trunk("a"), trunk("b")))
        assert desk.told() == {"trunk_down": Level.ACT_NOW}


async def test_what_was_read_is_not_said_again_by_a_new_connection(desk: _Desk) -> None:
    desk.trunks.show((trunk(),))
    desk.notices.dismiss("trunk_down")
    desk.trunks.show((trunk(),))
    assert desk.told() == {}
    assert desk.trunks.is_cut_off


async def test_nothing_known_is_no_line_down(desk: _Desk) -> None:
    desk.trunks.show(())
    assert not desk.trunks.is_cut_off
