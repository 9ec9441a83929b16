"""Calls whose events nobody took have their rows once an exchange tells them again."""

from datetime import timedelta
from pathlib import Path

from contract.domain.agents.agent import DutyState
from contract.wire.exchange import ExchangeEvent
from server.store.engine.connection import millis
from server.usecases.citizens.erased_callers import without_erased
from server.usecases.citizens.erased_marks import ErasedMarks, number_subject
from server.usecases.routing.reconcile import GRACE_MS
from tests.support.async_fixtures import async_fixture
from tests.support.phones.call_centre import CITY, CallCentre

centre = async_fixture(lambda database_url: CallCentre.open(database_url))

CITIZEN = "+390651239998"
OUTAGE = timedelta(hours=5)


async def tell_again(
    centre: CallCentre, ev: str, *, waited_s: float, talked_s: float = 0.0, **more: str
) -> None:
    """Of a call that came when the outage began."""
    came = (centre.now - OUTAGE).timestamp()
    answered = {"answered": str(came + waited_s)} if talked_s else {}
    event = {
        "exchange": "a",
        "boot": "b1",
        "call": "c-away",
        "sip": "s-away",
        "caller": CITIZEN,
        "dialled": CITY,
        "since": str(came),
        "t": str(came + waited_s + talked_s),
        "again": "1",
    }
    await centre.dispatcher.on_event(ExchangeEvent(ev=ev, **(event | answered | more)))


async def rows(centre: CallCentre) -> list[tuple[object, ...]]:
    found = await centre.rows(
        "SELECT id, caller, state, queue_id, seat, answered_at - arrived_at AS waited,"
        " ended_at - arrived_at AS lasted FROM queue_call ORDER BY id"
    )
    return [tuple(row.values()) for row in found]


async def test_a_call_that_was_answered_and_ended_meanwhile_has_one_row_at_its_times(
    centre: CallCentre,
) -> None:
    await centre.operator("anna", "1001")
    for _ in range(2):  # the exchange did not hear that it was taken
        await tell_again(centre, "ended", waited_s=12, talked_s=90, seat="1001", why="bye")
    kept = [("c-away", CITIZEN, "ended", "generale", "1001", 12_000, 102_000)]
    assert await rows(centre) == kept
    [row] = await centre.rows("SELECT arrived_at FROM queue_call")
    assert row["arrived_at"] == millis(centre.now - OUTAGE)
    assert await centre.duty("anna") is DutyState.READY
    # Late after all, of the first try: it adds nothing.
    await tell_again(centre, "answered", waited_s=12, seat="1001", again="")
    assert await rows(centre) == kept


async def test_a_citizen_who_gave_up_meanwhile_is_counted_and_calls_nobody_to_work(
    centre: CallCentre,
) -> None:
    await tell_again(centre, "abandoned", waited_s=70, why="caller")
    await tell_again(centre, "ended", waited_s=70, why="failed")
    assert await rows(centre) == [("c-away", CITIZEN, "abandoned", "generale", None, None, 70_000)]
    assert await centre.callbacks() == []


async def test_a_call_known_before_is_completed_though_it_was_given_up_as_gone(
    centre: CallCentre,
) -> None:
    phone = await centre.call()
    row = await phone.row()
    assert phone.asking is not None
    phone.asking.cancel()
    await centre.breathe()
    centre.carried = {"a": ()}
    centre.now += timedelta(milliseconds=GRACE_MS + 60_000)
    assert (await centre.dispatcher.reconcile()).abandoned == 1
    arrived_s = row.arrived_at / 1000
    more = {"answered": str(arrived_s + 20), "t": str(arrived_s + 50), "since": str(arrived_s)}
    await phone.tell("ended", seat="1001", why="bye", again="1", caller=row.caller, **more)
    done = await phone.row()
    assert (done.state, done.cause, done.seat) == ("ended", "bye", "1001")
    assert (done.answered_at, done.ended_at) == (row.arrived_at + 20_000, row.arrived_at + 50_000)
    assert len(await rows(centre)) == 1


async def test_a_talk_that_ends_as_the_server_is_back_was_answered_when_the_exchange_says(
    centre: CallCentre,
) -> None:
    """Its answer was never told: the end, told once and at once, is all there is of it."""
    await tell_again(centre, "ended", waited_s=5, talked_s=30, seat="1001", why="bye", again="")
    assert await rows(centre) == [("c-away", CITIZEN, "ended", "generale", "1001", 5_000, 35_000)]


async def test_a_talk_that_goes_on_when_the_server_is_back_began_when_the_exchange_says(
    centre: CallCentre,
) -> None:
    await centre.operator("anna", "1001")
    answered = str((centre.now - OUTAGE).timestamp() + 8)
    await tell_again(centre, "answered", waited_s=8, seat="1001", answered=answered)
    assert await rows(centre) == [("c-away", CITIZEN, "answered", "generale", "1001", 8_000, None)]
    assert await centre.duty("anna") is DutyState.ON_CALL


async def test_times_that_cannot_be_true_make_no_row_of_another_year(centre: CallCentre) -> None:
    for number, seconds in enumerate(("nan", "inf", "-1", "1e300", "9" * 20)):
        name = f"c-{number}"
        await tell_again(centre, "ended", waited_s=1, since=seconds, call=name, sip=name)
    found = await centre.rows("SELECT arrived_at, ended_at FROM queue_call")
    week = timedelta(days=7)
    assert len(found) == 5
    for row in found:
        assert millis(centre.now - week) <= row["arrived_at"] <= row["ended_at"]
        assert row["ended_at"] <= millis(centre.now)


async def test_what_an_exchange_kept_brings_no_erased_number_back(
    centre: CallCentre, tmp_path: Path
) -> None:
    marks = ErasedMarks(tmp_path / "erased.jsonl", b"k" * 32)
    marks.add([number_subject(CITIZEN)], centre.now - timedelta(hours=1))
    follow = without_erased(centre.dispatcher.on_event, marks)
    for hours in (2, 0):  # before it and after
        came = str((centre.now - timedelta(hours=hours)).timestamp())
        told = {"sip": f"s-{hours}", "call": f"c-{hours}", "since": came, "t": came}
        await follow(ExchangeEvent(ev="ended", exchange="a", again="1", caller=CITIZEN, **told))
    assert [row[:3] for row in await rows(centre)] == [
        ("c-0", CITIZEN, "abandoned"),
        ("c-2", "", "abandoned"),
    ]
