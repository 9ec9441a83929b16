"""Calls reach operators, and come back to the head of their queue when nobody answers."""

import asyncio
from datetime import timedelta

import pytest

from contract.domain.agents.agent import DutyState
from contract.domain.ids import QueueId
from contract.domain.queue import Entry, Queue, RingStep
from contract.wire.exchange import OFFERS_LIMIT, Fallback, Reject, Ring, Wait
from server.usecases.routing.offer_calls import PASS_OVER_MS
from tests.support.async_fixtures import async_fixture
from tests.support.phones.call_centre import CITY, GENERAL, CallCentre

centre = async_fixture(lambda database_url: CallCentre.open(database_url))


async def test_a_call_reaches_whoever_has_been_idle_longest(centre: CallCentre) -> None:
    await centre.operator("anna", "1001")
    centre.now += timedelta(minutes=5)
    await centre.operator("bice", "1002")
    phone = await centre.call()
    ring = await phone.ring()
    assert (ring.seat, ring.queue, ring.language) == ("1001", "generale", "it")
    assert await centre.duty("anna") is DutyState.RESERVED
    await phone.answered_by(ring)
    assert await phone.state() == "answered"
    assert await centre.duty("anna") is DutyState.ON_CALL
    await phone.tell("ended", why="bye", seat="1001", offer=ring.offer)
    assert await phone.state() == "ended"
    assert await centre.duty("anna") is DutyState.WRAP_UP


async def test_a_call_nobody_answers_returns_to_the_head_of_its_queue(centre: CallCentre) -> None:
    await centre.operator("anna", "1001")
    older = await centre.call("+390651230001")
    assert (await older.ring()).seat == "1001"
    younger = await centre.call("+390651230002")
    await older.again(last="rona")
    assert await centre.duty("anna") is DutyState.NOT_READY
    await centre.operator("bice", "1002")
    await centre.turn()
    assert (await older.ring()).seat == "1002"
    assert younger.waits


async def test_the_answer_tells_the_seat_all_it_shows_before_answering(database_url: str) -> None:
    queue = Queue(
        id=QueueId("generale"),
        name="Informazioni",
        entries=(Entry(number="0655550100", language="ar"),),
        ring_s=20,
        auto_answer_ms=700,
    )
    async with CallCentre.open(database_url, queue) as centre:
        phone = await centre.call(to="+390655550100", waited_ms=6_100)
        await centre.operator("amira", "1001", languages=[("ar", 4)])
        await centre.turn()
        ring = await phone.ring()
        assert (ring.ring_s, ring.waited_s, ring.auto_answer_ms) == ("20", "6", "700")
        assert (ring.queue, ring.language) == ("generale", "ar")


async def test_the_next_call_waits_until_somebody_is_ready_again(centre: CallCentre) -> None:
    await centre.operator("anna", "1001")
    first, second = await centre.call(), await centre.call()
    ring = await first.ring()
    await first.answered_by(ring)
    await first.tell("ended", why="bye")
    await centre.after(1)
    assert second.waits
    await centre.ready("anna")
    assert (await second.ring()).seat == "1001"


async def test_an_abandoned_call_is_told_to_its_exchange(centre: CallCentre) -> None:
    phone = await centre.call()
    await phone.tell("abandoned", why="caller")
    assert await phone.answer() == Reject(code="487")
    assert await phone.state() == "abandoned"


async def test_a_question_sent_once_more_for_a_call_given_up_rings_nobody(
    centre: CallCentre,
) -> None:
    phone = await centre.call()
    await phone.tell("abandoned", why="caller")
    await phone.answer()
    await centre.operator("anna", "1001")
    phone.ask()
    assert await phone.answer() == Reject(code="487")
    assert await phone.state() == "abandoned"
    assert await centre.duty("anna") is DutyState.READY


async def test_a_call_abandoned_while_it_rings_leaves_its_operator_ready(
    centre: CallCentre,
) -> None:
    anna = await centre.operator("anna", "1001")
    phone = await centre.call()
    await phone.ring()
    await phone.tell("abandoned", why="caller")
    assert await phone.state() == "abandoned"
    assert await centre.duty("anna") is DutyState.READY
    assert [(who, news.kind) for who, news in centre.news] == [(anna, "abandoned")]


@pytest.mark.parametrize("last", ["busy", "unavailable", "not_registered", "unreachable"])
async def test_a_seat_that_cannot_be_rung_is_passed_over_and_the_next_one_rings(
    centre: CallCentre, last: str
) -> None:
    await centre.operator("anna", "1001")
    centre.now += timedelta(seconds=1)
    await centre.operator("bice", "1002")
    phone = await centre.call()
    assert (await phone.ring()).seat == "1001"
    await phone.again(last=last)
    assert (await phone.ring()).seat == "1002"


async def test_a_busy_seat_is_tried_again_after_a_while_when_there_is_no_other(
    centre: CallCentre,
) -> None:
    await centre.operator("anna", "1001")
    phone = await centre.call()
    await phone.ring()
    await phone.again(last="busy")
    await centre.after(PASS_OVER_MS / 1000 - 1)
    assert phone.waits
    await centre.after(2)
    assert (await phone.ring()).seat == "1001"


async def test_a_call_that_rang_in_vain_too_often_goes_to_the_fallback_group(
    centre: CallCentre,
) -> None:
    await centre.operator("anna", "1001")
    phone = await centre.call()
    for _ in range(OFFERS_LIMIT - 2):
        assert isinstance(await phone.answer(), Ring)
        await phone.again(last="busy")
        await centre.after(PASS_OVER_MS / 1000 + 1)
    assert isinstance(await phone.answer(), Ring)
    await phone.again(last="busy")
    assert await phone.answer() == Fallback()
    assert await phone.state() == "fallback"
    await phone.answered_by(Ring(seat="1001", ring_s="", offer=""))
    assert await phone.state() == "answered"


async def test_a_poll_is_answered_wait_when_its_time_is_up(centre: CallCentre) -> None:
    centre.build(poll_s=0.05)
    phone = await centre.call()
    assert await phone.answer() == Wait()
    assert await phone.state() == "waiting"
    await centre.operator("anna", "1001")
    await centre.turn()
    assert await centre.duty("anna") is DutyState.READY  # nobody listens for the call now
    await phone.again()
    assert (await phone.ring()).seat == "1001"


async def test_an_answer_that_comes_when_the_time_of_a_poll_is_up_is_not_lost(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operator would be kept for a call that her exchange was told to let wait."""
    ring = Ring(seat="1001", ring_s="15", offer="o-1")
    async with CallCentre.open(database_url) as centre:
        centre.build(poll_s=100.0)
        phone = await centre.call()
        loop = asyncio.get_running_loop()
        with monkeypatch.context() as patched:
            time = loop.time
            patched.setattr(loop, "time", lambda: time() + 101.0)
            loop.call_soon(centre.dispatcher._room.answer, phone.key, ring)
            assert await phone.answer() == ring


async def test_a_clerk_takes_the_calls_of_her_desk_only(centre: CallCentre) -> None:
    await centre.operator("clerk", "1201", desks=["tributi"])
    general = await centre.call()
    taxes = await centre.call(to="q-tributi")
    assert (await taxes.ring()).seat == "1201"
    assert general.waits


async def test_a_ring_widens_while_the_call_waits(database_url: str) -> None:
    queue = Queue(
        id=QueueId("cie"),
        name="Carta d'identità",
        entries=(Entry(number=CITY),),
        topic="cie",
        rings=(RingStep(after_s=0, min_level=4), RingStep(after_s=20, min_level=1)),
    )
    async with CallCentre.open(database_url, queue) as centre:
        await centre.operator("anna", "1001", languages=[("it", 5)], topics=[("cie", 2)])
        phone = await centre.call()
        await centre.after(19)
        assert phone.waits
        await centre.after(2)
        assert (await phone.ring()).seat == "1001"


async def test_a_queue_overflows_to_another_after_its_time(database_url: str) -> None:
    queue = Queue(
        id=QueueId("tributi"),
        name="Tributi",
        topic="tributi",
        entries=(Entry(number="0651"),),
        overflow_to=GENERAL.id,
        overflow_after_s=45,
    )
    async with CallCentre.open(database_url, queue, GENERAL) as centre:
        await centre.operator("anna", "1001")
        phone = await centre.call(to="0651")
        await centre.after(44)
        assert phone.waits
        await centre.after(2)
        ring = await phone.ring()
        assert (ring.seat, ring.queue) == ("1001", "tributi")


async def test_a_citizen_is_first_given_to_who_spoke_with_him_last(database_url: str) -> None:
    queue = Queue(
        id=QueueId("generale"),
        name="Informazioni",
        entries=(Entry(number=CITY),),
        last_operator_s=10,
    )
    async with CallCentre.open(database_url, queue) as centre:
        await centre.operator("anna", "1001")
        first = await centre.call("+390651230009")
        ring = await first.ring()
        await first.answered_by(ring)
        await centre.operator("bice", "1002")
        again = await centre.call("+390651230009")
        assert again.waits  # anna is on her call, bice is free
        await centre.after(11)
        assert (await again.ring()).seat == "1002"
        await first.tell("ended", why="bye")
        await centre.ready("anna")
        await again.tell("abandoned")
        third = await centre.call("+390651230009")
        assert (await third.ring()).seat == "1001"  # though bice has been idle longer


async def test_a_server_without_queues_still_answers(centre: CallCentre) -> None:
    await centre.database.write(lambda c: c.execute("UPDATE queue SET deleted = 1"))
    await centre.operator("anna", "1001")
    ring = await (await centre.call()).ring()
    assert (ring.seat, ring.queue) == ("1001", "generale")


async def test_many_calls_and_operators_meet_without_giving_anybody_twice(
    centre: CallCentre,
) -> None:
    for number in range(12):
        await centre.operator(f"op{number}", str(1001 + number))
    phones = [centre.phone(f"+3906512300{number:02}") for number in range(30)]
    for phone in phones:
        phone.ask()
    await asyncio.sleep(0)
    while sum(not phone.waits for phone in phones) < 12:
        await asyncio.sleep(0.005)
    await centre.turn()
    rung = [await phone.ring() for phone in phones if not phone.waits]
    assert len({ring.seat for ring in rung}) == len(rung) == 12
    assert len(await centre.rows("SELECT id FROM queue_offer")) == 12
