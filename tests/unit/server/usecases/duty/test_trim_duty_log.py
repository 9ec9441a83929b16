"""Old events are forgotten without leaving a state unexplained."""

from datetime import timedelta

import pytest

from server.usecases.duty import trim_duty_log as trimming
from server.usecases.duty.trim_duty_log import trim_duty_log
from tests.support.duty.duty_floor import Floor, Seat

KEEP = timedelta(days=90)


def trimmed(floor: Floor, who: Seat) -> int:
    before = floor.now - KEEP
    return floor.database.write_now(lambda c: trim_duty_log(c, who.account.id, before))


def test_what_is_forgotten_is_carried_over(floor: Floor, anna: Seat) -> None:
    anna.talks()
    anna.hangs_up()
    before, events = anna.duty, len(anna.log)
    assert trimmed(floor, anna) == 0
    floor.now += KEEP + timedelta(days=1)
    assert trimmed(floor, anna) == events - 1
    assert [logged.event.kind for logged in anna.log] == ["carried"]
    assert (anna.duty, anna.replayed) == (before, before)
    floor.check_log()
    anna.report()
    anna.wish("pause", reason="break")
    floor.check_log()
    assert trimmed(floor, anna) == 0


def test_young_events_stay_and_numbers_go_on(floor: Floor, anna: Seat) -> None:
    floor.now += KEEP
    anna.wish("pause", reason="break")
    young = anna.log[-1]
    floor.now += timedelta(days=1)
    assert trimmed(floor, anna) > 0
    assert anna.log[-1] == young
    assert anna.log[0].event.kind == "carried"
    anna.wish("ready")
    assert anna.log[-1].seq > young.seq
    floor.check_log()


def test_others_are_left_alone(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready()
    events = len(anna.log)
    sqlite_floor.now += KEEP + timedelta(days=1)
    bruno = sqlite_floor.seated("bruno", "1002").ready()
    log = bruno.log
    assert trimmed(sqlite_floor, anna) == events - 1
    assert bruno.log == log


def test_a_long_log_is_forgotten_in_small_steps_and_explains_itself_after_each(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trimming, "AT_ONCE", 3)
    anna = floor.seated().ready()
    for _ in range(4):
        anna.wish("pause", reason="break")
        anna.wish("ready")
    before, events = anna.duty, len(anna.log)
    floor.now += KEEP + timedelta(days=1)
    steps = []
    while gone := trimmed(floor, anna):
        steps.append(gone)
        floor.check_log()
    assert len(steps) > 3
    assert max(steps) <= 3
    assert sum(steps) == events - 1
    assert (anna.duty, anna.replayed) == (before, before)


def test_a_log_of_a_single_event_is_forgotten_too(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated()
    sqlite_floor.now += KEEP + timedelta(days=1)
    while trimmed(sqlite_floor, anna):
        pass
    assert [logged.event.kind for logged in anna.log] == ["carried"]
    sqlite_floor.check_log()
