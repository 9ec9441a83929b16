"""Calls that are answered while the server's disk is full have their rows once there is room."""

import shutil
from collections.abc import Awaitable, Iterable
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from contract.domain.agents.agent import DutyState
from contract.wire.exchange import ExchangeEvent
from server.store.engine.connection import millis
from server.store.engine.faults import StoreFull
from tests.support.async_fixtures import async_fixture
from tests.support.phones.call_centre import CallCentre

centre = async_fixture(lambda sqlite_url: CallCentre.open(sqlite_url))

UNASKED = "+390651239999"
ROOM = 1_000_000  # pages


@pytest.fixture
def sqlite_url(sqlite_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_file, tmp_path / 'server.db')}"


async def tell(centre: CallCentre, ev: str, sip: str, **more: str) -> None:
    event = ExchangeEvent(ev=ev, exchange="a", boot="b1", sip=sip, **more)
    await centre.dispatcher.on_event(event)


async def fill(centre: CallCentre) -> None:
    """Leave no room for even the smallest event."""
    await centre.database.write(lambda c: c.execute("PRAGMA max_page_count = 1"))
    told = (tell(centre, "", f"{number}") for number in count())
    with pytest.raises(StoreFull):
        await each_of(told)


async def each_of(told: Iterable[Awaitable[None]]) -> None:
    for one in told:
        await one


async def make_room(centre: CallCentre) -> None:
    await centre.database.write(lambda c: c.execute(f"PRAGMA max_page_count = {ROOM}"))


async def test_calls_answered_and_ended_meanwhile_have_their_rows_at_their_times(
    centre: CallCentre,
) -> None:
    phone, ring = await centre.ringing()
    began = centre.now
    await fill(centre)
    with pytest.raises(StoreFull):
        await phone.answered_by(ring)
    centre.now += timedelta(seconds=5)
    with pytest.raises(StoreFull):
        await tell(centre, "answered", "s-unasked", caller=UNASKED, seat="1002")
    centre.now += timedelta(seconds=60)
    with pytest.raises(StoreFull):
        await phone.tell("ended", seat=ring.seat, offer=ring.offer, why="bye")
    with pytest.raises(StoreFull):
        await tell(centre, "ended", "s-unasked", seat="1002", why="bye")
    centre.now += timedelta(minutes=10)
    with pytest.raises(StoreFull):
        await centre.dispatcher.reconcile()
    await make_room(centre)
    await centre.dispatcher.reconcile()
    rows = await centre.rows(
        "SELECT caller, state, answered_at, ended_at FROM queue_call ORDER BY answered_at"
    )
    first, second = millis(began), millis(began + timedelta(seconds=5))
    ended = millis(began + timedelta(seconds=65))
    assert [tuple(row.values()) for row in rows] == [
        ("+390651230001", "ended", first, ended),
        (UNASKED, "ended", second, ended),
    ]
    assert await centre.duty("anna") is not DutyState.ON_CALL


async def test_an_event_told_as_soon_as_there_is_room_does_not_overtake_those_before_it(
    centre: CallCentre,
) -> None:
    phone, ring = await centre.ringing()
    await fill(centre)
    with pytest.raises(StoreFull):
        await phone.answered_by(ring)
    await make_room(centre)
    centre.now += timedelta(seconds=30)
    await phone.tell("ended", seat=ring.seat, offer=ring.offer, why="bye")
    row = await phone.row()
    assert (row.state, (row.ended_at or 0) - (row.answered_at or 0)) == ("ended", 30_000)


async def test_a_server_begun_anew_before_there_was_room_has_the_calls_once(
    sqlite_url: str,
) -> None:
    """What waited in its memory went with it: the exchange tells what nobody has taken again."""
    async with CallCentre.open(sqlite_url) as before:
        await fill(before)
        came = before.now.timestamp()
        told = {"caller": UNASKED, "since": str(came), "seat": "1002", "why": "bye"}
        told |= {"answered": str(came + 4), "t": str(came + 60)}
        with pytest.raises(StoreFull):
            await tell(before, "ended", "s-unasked", **told)
        now = before.now
    async with CallCentre.open(sqlite_url) as after:
        after.now = now + timedelta(minutes=10)
        for _ in range(2):
            await tell(after, "ended", "s-unasked", **told, again="1")
        found = await after.rows("SELECT caller, state, arrived_at, answered_at FROM queue_call")
        [row] = [tuple(one.values()) for one in found]
        assert row == (UNASKED, "ended", millis(now), millis(now + timedelta(seconds=4)))
