"""Words typed in a panel lie in the replica of whoever typed them, until they are handed over."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from console.model.contact.unsent_input import (
    BULK_HOURS,
    About,
    Typed,
    block_place,
    closed_line_place,
    fault_place,
    member_place,
    proposal_place,
    queue_place,
    report_place,
    review_place,
    transfer_place,
    withdrawal_place,
)
from console.store.session.session_record import set_fact
from console.store.session.unsent_input_record import unsent_input
from console.usecases.session.save_unsent_input import FindUnsentInput, SaveUnsentInput
from tests.support.seats.seat import NO_TOPICS, NOW, StoppedClock, open_replica

FAULT = Typed(
    words=("La rata sc", "card:c1:costs"),
    typed_at=NOW,
    about=About(title="TARI", kind="card", id="c1"),
)
DAY, MONTH = timedelta(days=1), timedelta(days=30)


async def test_words_of_each_place_are_read_again_by_the_next_console(tmp_path: Path) -> None:
    fault, report, note = fault_place("c1"), report_place("rep-1"), Typed(words=("Va bene",))
    async with open_replica(tmp_path / "replica.db") as database:
        keep = SaveUnsentInput(database=database)
        await keep({fault: FAULT})
        await keep({report: note})
    async with open_replica(tmp_path / "replica.db") as database:
        kept = await database.read(unsent_input)
    assert kept == {fault: FAULT, report: note}


async def test_a_place_without_words_leaves_nothing_on_the_disk() -> None:
    day = Typed(words=("", "31/12/2026 08:00"))
    async with open_replica() as database:
        keep = SaveUnsentInput(database=database)
        await keep({"one": Typed(words=("Manca", "")), "two": day})
        await keep({"one": Typed()})
        assert await database.read(unsent_input) == {"two": day}
        await keep({"two": Typed(words=("", ""))})
        assert await database.read(unsent_input) == {}


async def test_words_that_cannot_be_read_do_not_take_the_others_along() -> None:
    async with open_replica() as database:
        await SaveUnsentInput(database=database)({"one": FAULT})
        await database.write(lambda c: set_fact(c, "panel_words two", "[1"), changes=NO_TOPICS)
        assert await database.read(unsent_input) == {"one": FAULT}


async def test_words_of_a_console_that_noted_no_time_are_found_and_grow_old_from_now_on() -> None:
    async with open_replica() as database:
        old = '["La rata sc","card:c1:costs"]'
        await database.write(lambda c: set_fact(c, "panel_words fault c1", old), changes=NO_TOPICS)
        found = await FindUnsentInput(database=database, clock=StoppedClock())()
        assert found["fault c1"].words == ("La rata sc", "card:c1:costs")
        assert found["fault c1"].typed_at == NOW
        later = StoppedClock(NOW + MONTH + timedelta(seconds=1))
        assert await FindUnsentInput(database=database, clock=later)() == {}
        assert await database.read(unsent_input) == {}


@pytest.mark.parametrize(
    ("place", "limit"),
    [
        (block_place("+390655501234"), DAY),
        (transfer_place("k1"), DAY),
        (closed_line_place("k1", "office o1"), DAY),
        (member_place("a1"), DAY),
        (queue_place("tributi"), DAY),
        (fault_place("c1"), MONTH),
        (review_place("r1"), MONTH),
        (withdrawal_place("card:c1"), MONTH),
        (report_place("rep-1"), MONTH),
        (proposal_place("p1"), MONTH),
        (BULK_HOURS, MONTH),
    ],
)
async def test_words_nobody_handed_over_are_kept_a_day_for_a_call_and_a_month_for_an_entry(
    place: str, limit: timedelta
) -> None:
    typed = Typed(words=("Insulta", ""), typed_at=NOW)
    async with open_replica() as database:
        await SaveUnsentInput(database=database)({place: typed, "fault new": _at(NOW + limit)})
        at_the_limit = StoppedClock(NOW + limit)
        assert place in await FindUnsentInput(database=database, clock=at_the_limit)()
        later = StoppedClock(NOW + limit + timedelta(seconds=1))
        assert set(await FindUnsentInput(database=database, clock=later)()) == {"fault new"}
        assert set(await database.read(unsent_input)) == {"fault new"}


async def test_a_clock_that_was_ahead_once_does_not_keep_words_for_ever() -> None:
    async with open_replica() as database:
        await SaveUnsentInput(database=database)({"fault c1": _at(NOW + 400 * DAY)})
        assert await FindUnsentInput(database=database, clock=StoppedClock())()
        assert (await database.read(unsent_input))["fault c1"].typed_at == NOW


async def test_old_words_are_not_shown_although_the_disk_takes_nothing() -> None:
    async with open_replica() as database:
        await SaveUnsentInput(database=database)({"fault c1": FAULT, "fault c2": _at(NOW + MONTH)})
        later = StoppedClock(NOW + MONTH + timedelta(seconds=1))
        await database.write(lambda c: c.execute("PRAGMA query_only = 1"), changes=NO_TOPICS)
        assert set(await FindUnsentInput(database=database, clock=later)()) == {"fault c2"}
        assert set(await database.read(unsent_input)) == {"fault c1", "fault c2"}


def _at(moment: datetime) -> Typed:
    return Typed(words=("Manca", ""), typed_at=moment)
