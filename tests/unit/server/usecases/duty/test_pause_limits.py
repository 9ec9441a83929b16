"""Pauses have limits, a daily quota and a number of operators at once; who is refused hears why."""

from datetime import datetime, timedelta

import pytest

from contract.domain.agents.agent import PauseReason, PauseRule
from server.usecases.duty.pause_limits import all_rules, remove_rule, rules_for, used_today_s
from tests.support.duty.duty_floor import MORNING, Floor, Seat

BREAK = PauseReason.BREAK


def used(floor: Floor, seat: Seat, now: datetime | None = None) -> float:
    at = now or floor.now
    return floor.database.read_now(lambda c: used_today_s(c, seat.account.id, BREAK, at))


def test_what_is_used_of_the_rules_is_told_to_whoever_asks(floor: Floor) -> None:
    floor.rule(BREAK, quota_s=1800, at_once=2)
    floor.rule(PauseReason.TRAINING, limit_s=3600)
    anna, bruno = floor.seated().ready(), floor.seated("bruno", "1002").ready()
    anna.wish("pause", reason="break")
    floor.wait(600)
    told = {
        seat: floor.database.read_now(lambda c, s=seat: rules_for(c, s.account.id, floor.now))
        for seat in (anna, bruno)
    }
    assert [rule.reason for rule in told[anna].pauses] == ["break", "training"]
    assert (told[anna].used_s, told[anna].others) == ({"break": 600}, {"break": 0})
    assert (told[bruno].used_s, told[bruno].others) == ({"break": 0}, {"break": 1})


def test_a_pause_ends_at_its_limit_only_on_the_screen(floor: Floor) -> None:
    floor.rule(BREAK, limit_s=600)
    anna = floor.seated().ready()
    anna.wish("pause", reason="break")
    assert anna.view.pause_until_at == MORNING + timedelta(seconds=600)
    floor.wait(900)
    floor.tend(anna)
    assert anna.state == "not_ready break"


def test_the_leads_hear_once_of_a_pause_that_overruns(sqlite_floor: Floor) -> None:
    sqlite_floor.rule(BREAK, limit_s=600)
    anna = sqlite_floor.seated().ready()
    anna.wish("pause", reason="break")
    for _ in range(4):
        sqlite_floor.wait(300)
        sqlite_floor.tend(anna)
    overruns = [logged for logged in anna.log if logged.event.kind == "pause_over"]
    assert len(overruns) == 1


def test_so_many_at_once_and_no_more(floor: Floor) -> None:
    floor.rule(BREAK, at_once=2)
    seats = [floor.seated(f"op{n}", f"100{n}").ready() for n in range(3)]
    assert seats[0].wish("pause", reason="break").refused == ""
    assert seats[1].wish("pause", reason="break").refused == ""
    assert seats[2].wish("pause", reason="break").refused == "pause_full"
    assert seats[2].state == "ready"
    assert seats[0].wish("pause", reason="break").refused == ""  # she is in it already
    seats[0].ready()
    assert seats[2].wish("pause", reason="break").refused == ""
    floor.check_log()


def test_a_pause_promised_after_a_call_has_its_place(sqlite_floor: Floor) -> None:
    sqlite_floor.rule(BREAK, at_once=1)
    anna = sqlite_floor.seated().ready().talks()
    bruno = sqlite_floor.seated("bruno", "1002").ready()
    assert anna.wish("pause", reason="break").refused == ""
    assert bruno.wish("pause", reason="break").refused == "pause_full"
    anna.wish("wrap_up_done")
    anna.hangs_up()
    assert anna.state == "not_ready break"


def test_other_pauses_are_not_counted(sqlite_floor: Floor) -> None:
    sqlite_floor.rule(BREAK, at_once=1, quota_s=60)
    anna = sqlite_floor.seated().ready()
    bruno = sqlite_floor.seated("bruno", "1002").ready()
    anna.wish("pause", reason="training")
    sqlite_floor.wait(600)
    assert bruno.wish("pause", reason="break").refused == ""


def test_the_quota_of_the_day_is_counted_pause_by_pause(floor: Floor) -> None:
    floor.rule(BREAK, limit_s=900, quota_s=1200)
    anna = floor.seated().ready()
    anna.wish("pause", reason="break")
    floor.wait(800)
    anna.wish("ready")
    floor.wait(3600)  # work is no pause
    assert used(floor, anna) == 800
    anna.wish("pause", reason="break")
    assert anna.view.pause_until_at == floor.now + timedelta(seconds=400)
    floor.wait(400)
    anna.wish("ready")
    assert anna.wish("pause", reason="break").refused == "pause_quota"
    assert anna.state == "ready"
    floor.check_log()


def test_the_quota_begins_anew_at_midnight_in_rome(sqlite_floor: Floor) -> None:
    sqlite_floor.rule(BREAK, quota_s=600)
    sqlite_floor.now = datetime(2026, 11, 25, 22, 50, tzinfo=MORNING.tzinfo)  # 23:50 in Rome
    anna = sqlite_floor.seated().ready()
    anna.wish("pause", reason="break")
    sqlite_floor.wait(15 * 60)
    assert used(sqlite_floor, anna) == 300
    anna.wish("ready")
    assert anna.wish("pause", reason="break").refused == ""


def test_a_pause_interrupted_by_a_call_counts_its_parts(anna: Seat, sqlite_floor: Floor) -> None:
    anna.wish("pause", reason="break")
    sqlite_floor.wait(100)
    anna.wish("answered", call_key="out")
    sqlite_floor.wait(50)
    anna.wish("ended", call_key="out")
    anna.wish("wrap_up_done")
    assert anna.state == "not_ready break"
    sqlite_floor.wait(20)
    assert used(sqlite_floor, anna) == 120


def test_what_is_told_late_during_a_pause_does_not_lengthen_it(floor: Floor) -> None:
    anna = floor.seated().ready()
    floor.wait(7200)
    anna.wish("pause", reason="break")
    floor.wait(300)
    yesterday = floor.now - timedelta(days=1)
    for at in (floor.now - timedelta(seconds=3600), yesterday):
        anna.report(anna.step("ended", call_key="k1", at=at))
    floor.wait(300)
    assert used(floor, anna) == 600
    anna.wish("ready")
    floor.wait(60)
    assert used(floor, anna) == 600


def test_a_pause_begun_offline_is_a_fact(sqlite_floor: Floor) -> None:
    sqlite_floor.rule(BREAK, at_once=1)
    anna = sqlite_floor.seated().ready()
    bruno = sqlite_floor.seated("bruno", "1002").ready()
    began = bruno.step("pause", reason="break")
    sqlite_floor.wait(300)
    anna.wish("pause", reason="break")
    assert bruno.report(began).refused == ""
    assert bruno.state == "not_ready break"


def test_a_refused_pause_is_in_the_log_with_its_code(sqlite_floor: Floor) -> None:
    sqlite_floor.rule(BREAK, at_once=1)
    sqlite_floor.seated("bruno", "1002").ready().wish("pause", reason="break")
    anna = sqlite_floor.seated().ready()
    anna.wish("pause", reason="break")
    kept = anna.log[-1].event
    assert (kept.kind, kept.wish, kept.reason) == ("refused", "pause", "pause_full")


@pytest.mark.parametrize("reason", list(PauseReason))
def test_without_a_rule_a_pause_is_free(anna: Seat, reason: PauseReason) -> None:
    assert anna.wish("pause", reason=str(reason)).refused == ""
    assert anna.view.pause_until_at is None


def test_rules_are_set_replaced_and_removed(floor: Floor) -> None:
    floor.rule(BREAK, limit_s=600)
    floor.rule(BREAK, limit_s=900, at_once=3)
    floor.rule(PauseReason.TRAINING, quota_s=3600)
    rules = floor.database.read_now(all_rules)
    assert rules == (
        PauseRule(reason=BREAK, limit_s=900, at_once=3),
        PauseRule(reason=PauseReason.TRAINING, quota_s=3600),
    )
    assert floor.database.write_now(lambda c: remove_rule(c, BREAK))
    assert not floor.database.write_now(lambda c: remove_rule(c, BREAK))
    assert [rule.reason for rule in floor.database.read_now(all_rules)] == ["training"]
