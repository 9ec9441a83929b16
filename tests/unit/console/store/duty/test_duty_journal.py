"""The seat's journal of duty: numbers, what is left to send, a journal that starts anew."""

from functools import partial
from pathlib import Path

import pytest

from console.store.duty import duty_journal
from contract.wire.duty import Alarm, DutyStep
from tests.support.seats.seat import NO_TOPICS, NOW, open_replica


def _step(wish: str) -> DutyStep:
    return DutyStep(number=99, wish=wish, at=NOW)


async def test_steps_are_numbered_from_one_in_their_order() -> None:
    async with open_replica() as database:
        steps = (_step("ready"), _step("pause"))
        await database.write(lambda c: duty_journal.add_steps(c, steps), changes=NO_TOPICS)
        found = await database.read(duty_journal.open_steps)
        assert [(step.number, step.wish) for step in found] == [(1, "ready"), (2, "pause")]
        assert await database.read(duty_journal.boot)


async def test_what_the_server_took_is_gone_and_its_number_is_never_given_again() -> None:
    async with open_replica() as database:
        steps = (_step("ready"), _step("pause"))
        await database.write(lambda c: duty_journal.add_steps(c, steps), changes=NO_TOPICS)
        left = await database.write(lambda c: duty_journal.forget_steps(c, 2), changes=NO_TOPICS)
        assert left == 0
        more = (_step("ready"),)
        await database.write(lambda c: duty_journal.add_steps(c, more), changes=NO_TOPICS)
        [step] = await database.read(duty_journal.open_steps)
        assert step.number == 3


async def test_a_journal_outlives_the_console(tmp_path: Path) -> None:
    file = tmp_path / "replica.db"
    async with open_replica(file) as database:
        steps = (_step("pause"),)
        await database.write(lambda c: duty_journal.add_steps(c, steps), changes=NO_TOPICS)
        boot = await database.read(duty_journal.boot)
    async with open_replica(file) as database:
        assert await database.read(duty_journal.boot) == boot
        [step] = await database.read(duty_journal.open_steps)
        assert (step.number, step.wish) == (1, "pause")


async def test_one_report_carries_no_more_than_the_server_takes() -> None:
    async with open_replica() as database:
        steps = tuple(_step("line") for _ in range(duty_journal.REPORT_STEPS + 5))
        await database.write(lambda c: duty_journal.add_steps(c, steps), changes=NO_TOPICS)
        assert len(await database.read(duty_journal.open_steps)) == duty_journal.REPORT_STEPS


async def test_a_journal_begun_anew_keeps_its_steps_under_new_numbers() -> None:
    async with open_replica() as database:
        steps = (_step("ready"), _step("pause"))
        await database.write(lambda c: duty_journal.add_steps(c, steps), changes=NO_TOPICS)
        await database.write(lambda c: duty_journal.forget_steps(c, 1), changes=NO_TOPICS)
        boot = await database.read(duty_journal.boot)
        await database.write(duty_journal.begin_anew, changes=NO_TOPICS)
        assert await database.read(duty_journal.boot) != boot
        [step] = await database.read(duty_journal.open_steps)
        assert (step.number, step.wish) == (1, "pause")


async def test_a_long_journal_begun_anew_loses_none_of_its_steps() -> None:
    async with open_replica() as database:
        steps = tuple(_step("line") for _ in range(duty_journal.REPORT_STEPS + 5))
        await database.write(lambda c: duty_journal.add_steps(c, steps), changes=NO_TOPICS)
        await database.write(duty_journal.begin_anew, changes=NO_TOPICS)
        left = await database.write(
            lambda c: duty_journal.forget_steps(c, duty_journal.REPORT_STEPS), changes=NO_TOPICS
        )
        assert left == 5


async def test_a_journal_nobody_fetches_drops_its_oldest_steps_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(duty_journal, "STEPS_KEPT", 3)
    async with open_replica() as database:
        for wish in ("ready", "pause", "ready", "pause", "line"):
            steps = (_step(wish),)
            await database.write(partial(duty_journal.add_steps, steps=steps), changes=NO_TOPICS)
        found = await database.read(duty_journal.open_steps)
        assert [(step.number, step.wish) for step in found] == [
            (3, "ready"),
            (4, "pause"),
            (5, "line"),
        ]
        assert "oldest steps were dropped, 1 of them" in caplog.text
        caplog.clear()


async def test_what_is_set_aside_is_kept_as_it_was_and_only_the_last_of_it() -> None:
    async with open_replica() as database:
        count = duty_journal.ASIDE_KEPT + 2
        steps = tuple(_step("line") for _ in range(count))
        await database.write(lambda c: duty_journal.add_steps(c, steps), changes=NO_TOPICS)
        for number in range(1, count + 1):
            aside_now = partial(duty_journal.set_aside, number=number, code="malformed")
            assert await database.write(aside_now, changes=NO_TOPICS)
        again = await database.write(
            lambda c: duty_journal.set_aside(c, 1, "malformed"), changes=NO_TOPICS
        )
        assert not again
        assert await database.read(duty_journal.open_steps) == ()
        aside = await database.read(duty_journal.steps_aside)
        assert [one["number"] for one in aside] == [str(n) for n in range(3, count + 1)]
        assert aside[0]["code"] == "malformed"
        assert '"wish":"line"' in aside[0]["body"]


async def test_a_step_nobody_can_read_is_set_aside_and_those_behind_it_stay() -> None:
    async with open_replica() as database:
        steps = (_step("ready"), _step("pause"))
        await database.write(lambda c: duty_journal.add_steps(c, steps), changes=NO_TOPICS)
        await database.write(
            lambda c: c.execute("UPDATE duty_step SET body = '{\"wish\": 3' WHERE number = 1"),
            changes=NO_TOPICS,
        )
        [step] = await database.read(duty_journal.open_steps)
        assert step.number == 2
        assert (
            await database.write(duty_journal.set_unreadable_aside, changes=NO_TOPICS),
            await database.read(duty_journal.count_steps),
        ) == (1, 1)


async def test_alarms_wait_in_their_order_until_they_are_sent() -> None:
    async with open_replica() as database:
        one, two = Alarm(kind="threat", id="a-1"), Alarm(kind="suicide", id="a-2")
        for alarm in (one, two):
            await database.write(partial(duty_journal.add_alarm, alarm=alarm), changes=NO_TOPICS)
        assert await database.read(duty_journal.open_alarms) == (one, two)
        await database.write(lambda c: duty_journal.forget_alarm(c, one), changes=NO_TOPICS)
        assert await database.read(duty_journal.open_alarms) == (two,)
