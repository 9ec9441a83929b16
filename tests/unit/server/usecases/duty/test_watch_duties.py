"""The clock of duty by a clock of ours: silence, wrap-ups, restarts and stalls of the server."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from contract.domain.account import Role
from contract.domain.agents.agent import PauseReason
from contract.wire.duty import CallNews
from contract.wire.exchange import ExchangeCall
from server.store.engine.faults import StoreUnavailable
from server.usecases.duty.take_report import LostCall
from server.usecases.duty.watch_duties import WatchDuties
from tests.support.duty.duty_floor import Floor, Seat


class Watched:
    """A watch over a floor, and what it told."""

    def __init__(
        self, floor: Floor, calls: Sequence[ExchangeCall] | None = (), *, fails: bool = False
    ) -> None:
        self.floor = floor
        self.lost: list[tuple[str, str, bool]] = []
        self.news: list[tuple[str, CallNews]] = []
        self._calls = calls
        self._fails = fails
        self.watch = WatchDuties(
            database=floor.database,
            clock=lambda: floor.now,
            tell=lambda account, news: self.news.append((account, news)),
            seat_lost=self._seat_lost,
            list_calls=self._list_calls,
        )

    async def pass_time(self, seconds: int, *heard: Seat) -> None:
        """Tick each second; the seats that are heard report."""
        for _ in range(seconds):
            self.floor.wait(1)
            for seat in heard:
                seat.report()
            await self.watch.tick()

    async def _seat_lost(
        self, seat: str, account_id: str = "", *, same_operator: bool = False
    ) -> None:
        if self._fails:
            raise StoreUnavailable
        self.lost.append((seat, account_id, same_operator))

    async def _list_calls(self) -> Sequence[ExchangeCall] | None:
        return self._calls


async def test_a_silent_seat_on_a_call_is_told_to_the_routing_once(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    watched = Watched(sqlite_floor)
    await watched.pass_time(10)
    assert watched.lost == []
    await watched.pass_time(20)
    assert watched.lost == [("1001", anna.account.id, False)]
    assert anna.state == "line_lost"


async def test_a_wrap_up_ends_by_the_server_while_the_seat_says_nothing_new(
    sqlite_floor: Floor,
) -> None:
    anna = sqlite_floor.seated().ready().talks()
    anna.hangs_up()
    watched = Watched(sqlite_floor)
    bruno = sqlite_floor.seated("bruno", "1002")
    await watched.pass_time(59, anna, bruno)
    assert anna.state == "wrap_up"
    await watched.pass_time(1, anna, bruno)
    assert anna.state == "ready"


async def test_after_a_restart_a_report_within_ten_seconds_confirms(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    bruno = sqlite_floor.seated("bruno", "1002").ready()
    sqlite_floor.wait(300)  # the server is away
    watched = Watched(sqlite_floor)
    await watched.pass_time(9)
    assert (anna.state, bruno.state) == ("on_call", "ready")
    anna.report()
    await watched.pass_time(9, anna)
    assert (anna.state, bruno.state) == ("on_call", "not_ready seat_lost")
    assert watched.lost == []


async def test_a_crash_right_after_a_call_was_lost_keeps_its_citizen(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    sqlite_floor.wait(11)
    sqlite_floor.miss(anna)  # kept, and then the server died before it told the routing
    watched = Watched(sqlite_floor)
    await watched.watch.tick()
    await watched.watch.tick()
    assert watched.lost == [("1001", anna.account.id, False)]


@pytest.mark.parametrize("jump", [timedelta(seconds=40), timedelta(hours=-1)])
async def test_a_server_that_stood_still_loses_no_seat_by_it(
    sqlite_floor: Floor, jump: timedelta
) -> None:
    anna = sqlite_floor.seated().ready().talks()
    watched = Watched(sqlite_floor)
    await watched.pass_time(3, anna)
    sqlite_floor.now += jump
    await watched.watch.tick()
    await watched.pass_time(9)
    assert (anna.state, watched.lost) == ("on_call", [])


async def test_the_phone_of_an_operator_dies_and_she_calls_back_herself(
    sqlite_floor: Floor,
) -> None:
    anna = sqlite_floor.seated().ready().talks()
    watched = Watched(sqlite_floor)
    anna.calls = ()
    anna.report(has_phone=False)
    await watched.pass_time(6, anna)
    assert watched.lost == [("1001", anna.account.id, True)]


async def test_a_routing_that_cannot_answer_now_ends_nothing(
    sqlite_floor: Floor, caplog: pytest.LogCaptureFixture
) -> None:
    anna = sqlite_floor.seated().ready().talks()
    watched = Watched(sqlite_floor, fails=True)
    await watched.watch.hear_lost([LostCall(seat="1001", account_id=anna.account.id)])
    assert "StoreUnavailable" in caplog.text


async def test_the_leads_hear_of_a_pause_beyond_its_limit(sqlite_floor: Floor) -> None:
    lead = sqlite_floor.account("lea", Role.TEAM_LEAD)
    sqlite_floor.rule(PauseReason.BREAK, limit_s=60)
    anna = sqlite_floor.seated().ready()
    watched = Watched(sqlite_floor)
    anna.wish("pause", reason="break")
    await watched.pass_time(300, anna)
    ((account_id, news),) = watched.news
    assert (account_id, news.kind, news.account_id) == (lead.id, "overrun", anna.account.id)
    assert news.name == anna.account.display_name


async def test_a_repair_is_told_to_the_operator(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    anna.calls = ()
    sqlite_floor.wait(15)
    anna.report()
    watched = Watched(sqlite_floor)
    assert len(await watched.watch.reconcile()) == 1
    ((account_id, news),) = watched.news
    assert (account_id, news.kind, news.text) == (anna.account.id, "repaired", "on_call")


async def test_a_silent_exchange_repairs_nobody(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    anna.calls = ()
    sqlite_floor.wait(60)
    anna.report()
    assert await Watched(sqlite_floor, None).watch.reconcile() == ()
    assert anna.state == "on_call"


async def test_a_seat_that_dies_after_the_clock_was_ahead_is_missed_and_rung_no_more(
    sqlite_floor: Floor,
) -> None:
    sqlite_floor.now += timedelta(days=400)
    anna = sqlite_floor.seated("anna", "1001").ready().talks()
    bruno = sqlite_floor.seated("bruno", "1002").ready()
    livia = sqlite_floor.seated("livia", "1003").ready()
    watched = Watched(sqlite_floor)
    await watched.pass_time(3, anna, bruno, livia)
    sqlite_floor.now -= timedelta(days=400)
    await watched.watch.tick()
    assert sqlite_floor.available() == (), "of whom nobody has heard since"
    await watched.pass_time(9, bruno)
    assert watched.lost == [], "the seats get time to report"
    await watched.pass_time(12, bruno)
    assert watched.lost == [("1001", anna.account.id, False)]
    assert [one.seat for one in sqlite_floor.available()] == ["1002"]
    await watched.pass_time(12)
    assert sqlite_floor.available() == ()
