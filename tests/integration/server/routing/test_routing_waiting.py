"""What becomes of calls nobody can take: hours, keys, callbacks, time limits, blocked numbers."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from contract.domain.agents.agent import AgentView, DutyState
from contract.domain.agents.duty_event import DutyEvent, Kind, Origin
from contract.domain.ids import DeskId, QueueId
from contract.domain.queue import Entry, LanguageHours, MenuKey, Queue
from contract.wire.exchange import Reject, SendTo
from server.store.calls.blocked_numbers import BlockedRow, save_blocked
from server.store.engine.connection import millis
from server.usecases.duty.publishing.publish_duties import PublishDuties
from server.usecases.duty.record import record_for
from server.usecases.routing.dispatcher import GOODBYE_S
from server.usecases.routing.waiting.closed_queue import OFFER_MS
from tests.support.async_fixtures import async_fixture
from tests.support.phones.call_centre import CITY, NOW, CallCentre
from tests.support.waiting import until

ARABIC = "0655550100"
CITIZEN = "+390651230001"
OPEN_TO_ALL = Queue(
    id=QueueId("generale"),
    name="Informazioni",
    entries=(Entry(number=CITY), Entry(number=ARABIC, language="ar")),
    language_hours=(LanguageHours(language="ar", hours="Mo-Sa 16:00-19:00"),),
    menu=(
        MenuKey(key="1", callback=True),
        MenuKey(key="2", queue_id=QueueId("tributi")),
        MenuKey(key="3", language="en"),
        MenuKey(key="4", voicemail=True),
    ),
    max_wait_s=150,
    callback_desk_id=DeskId("tributi"),
)
TAXES = Queue(
    id=QueueId("tributi"),
    name="Tributi",
    topic="tributi",
    entries=(Entry(number="0651"),),
    hours="Mo-Fr 08:00-18:30",
    desk_id=DeskId("tributi"),
    has_voicemail=True,
)
QUEUES = (OPEN_TO_ALL, TAXES)
EVENING = NOW + timedelta(hours=3)  # 20:00 in Rome


centre = async_fixture(lambda database_url: CallCentre.open(database_url, *QUEUES))


async def test_whoever_gets_free_is_given_a_citizen_at_once_and_not_at_the_next_look(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit that frees her tells her window and wakes the dispatcher: no clock does."""
    monkeypatch.setattr("server.usecases.routing.dispatcher.TICK_S", 1e6)
    monkeypatch.setattr("server.store.sync.head_watch.POLL_S", 1e6)
    async with CallCentre.open(database_url, *QUEUES) as centre:
        anna = await centre.operator("anna", "1001", is_ready=False)
        await centre.restart()  # nothing has woken this dispatcher yet
        phone = await centre.call(CITIZEN)
        told: list[AgentView] = []
        teller = PublishDuties(
            database=centre.database,
            tell=lambda _, view: told.append(view),
            nudge=centre.dispatcher.nudge,
        )
        forget = centre.database.on_commit(teller.heard)
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(one.run()) for one in (teller, centre.dispatcher)]
            ready = DutyEvent(kind=Kind.READY, at=centre.now, origin=Origin.SEAT)
            await centre.database.write(partial(record_for, account_id=anna, event=ready))
            assert (await phone.ring()).seat == "1001"
            await until(lambda: any(view.state is DutyState.RESERVED for view in told))
            for one in running:
                one.cancel()
        forget()


async def test_arabic_at_five_reaches_an_arabic_speaker(centre: CallCentre) -> None:
    await centre.operator("anna", "1001")
    await centre.operator("amira", "1002", languages=[("it", 5), ("ar", 4)])
    ring = await (await centre.call(to=ARABIC)).ring()
    assert (ring.seat, ring.language) == ("1002", "ar")


async def test_arabic_at_eight_is_offered_a_callback_in_arabic(database_url: str) -> None:
    async with CallCentre.open(database_url, *QUEUES, now=EVENING, has_sound=True) as centre:
        await centre.operator("amira", "1002", languages=[("it", 5), ("ar", 4)])
        phone = await centre.call(CITIZEN, to=ARABIC)
        await centre.after(1)
        assert phone.waits
        assert (phone.key, "ar/closed-callback") in centre.played
        await phone.press("1")
        assert await phone.state() == "callback"
        assert (phone.key, "ar/callback-taken") in centre.played
        (callback,) = await centre.callbacks()
        assert (callback.caller.phone, callback.caller.language) == (CITIZEN, "ar")
        assert callback.window_start_at == NOW + timedelta(hours=23)  # tomorrow at 16:00 in Rome


async def test_who_presses_nothing_while_closed_hears_goodbye(database_url: str) -> None:
    async with CallCentre.open(database_url, *QUEUES, now=EVENING, has_sound=True) as centre:
        phone = await centre.call(to=ARABIC)
        await centre.after(OFFER_MS / 1000 + 1)
        assert await phone.state() == "rejected"
        assert (phone.key, "ar/closed") in centre.played
        assert phone.waits  # until the announcement was heard
        await centre.after(GOODBYE_S)
        assert await phone.answer() == Reject(code="480")


async def test_a_closed_queue_with_voicemail_sends_there(database_url: str) -> None:
    async with CallCentre.open(database_url, *QUEUES, now=EVENING) as centre:
        phone = await centre.call(to="0651")
        assert await phone.answer() == SendTo(to="voicemail")
        assert await phone.state() == "voicemail"
        await phone.again(last="unreachable")  # nobody answers there either
        assert await phone.answer() == Reject(code="480")


async def test_a_call_that_came_in_time_is_served_after_closing(database_url: str) -> None:
    just_before = NOW + timedelta(minutes=89)
    async with CallCentre.open(database_url, *QUEUES, now=just_before) as centre:
        phone = await centre.call(to="0651")
        centre.now += timedelta(minutes=2)
        await centre.operator("clerk", "1201", desks=["tributi"])
        await centre.turn()
        assert (await phone.ring()).seat == "1201"


async def test_a_callback_keeps_the_place_in_the_queue(centre: CallCentre) -> None:
    early = await centre.call("+390651230001")
    centre.now += timedelta(seconds=40)
    late = await centre.call("+390651230002")
    await late.press("1")
    centre.now += timedelta(seconds=20)
    await early.press("1")
    callbacks = await centre.callbacks()
    assert [c.caller.phone for c in callbacks] == ["+390651230001", "+390651230002"]
    assert all(callback.window_start_at <= centre.now for callback in callbacks)
    assert await early.answer() == Reject(code="480")


async def test_the_digit_arrives_twice_and_one_callback_is_made(centre: CallCentre) -> None:
    phone = await centre.call(CITIZEN)
    await phone.press("1")
    await phone.press("1")
    await phone.tell("abandoned", why="caller")
    assert len(await centre.callbacks()) == 1
    assert len(await centre.rows("SELECT id FROM case_")) == 1
    assert await phone.state() == "callback"


async def test_nobody_rings_for_a_call_that_became_a_callback(database_url: str) -> None:
    async with CallCentre.open(database_url, *QUEUES, has_sound=True) as centre:
        phone = await centre.call(CITIZEN)
        await phone.press("1")
        await centre.operator("anna", "1001")
        await centre.after(1)
        assert await centre.rows("SELECT id FROM queue_offer") == []


async def test_a_caller_without_a_number_is_offered_no_callback(database_url: str) -> None:
    async with CallCentre.open(database_url, *QUEUES, now=EVENING) as centre:
        phone = await centre.call("anonymous", to=ARABIC)
        assert await phone.answer() == Reject(code="480")
        assert await centre.callbacks() == []


async def test_a_key_changes_queue_or_language_and_the_place_stays(centre: CallCentre) -> None:
    phone = await centre.call()
    arrived = (await phone.row()).arrived_at
    await phone.press("2")
    await phone.press("9")  # means nothing there
    row = await phone.row()
    assert (row.queue_id, row.arrived_at, row.first_queue_id) == ("tributi", arrived, "generale")
    other = await centre.call()
    await other.press("3")
    assert (await other.row()).language == "en"


async def test_a_key_from_the_other_side_of_the_call_means_nothing(centre: CallCentre) -> None:
    phone = await centre.call()
    await phone.press("1", from_tag="somebody else")
    assert await phone.state() == "waiting"


async def test_a_key_pressed_while_talking_is_only_shown(centre: CallCentre) -> None:
    anna = await centre.operator("anna", "1001")
    phone = await centre.call()
    await phone.answered_by(await phone.ring())
    await phone.press("1")
    assert await phone.state() == "answered"
    assert [(who, n.kind, n.text) for who, n in centre.news] == [(anna, "digit", "1")]


async def test_after_the_longest_wait_a_callback_is_offered_and_then_the_call_ends(
    database_url: str,
) -> None:
    async with CallCentre.open(database_url, *QUEUES, has_sound=True) as centre:
        phone = await centre.call(CITIZEN)
        await centre.after(151)
        assert (phone.key, "it/callback-offer") in centre.played
        assert phone.waits
        await centre.after(OFFER_MS / 1000)
        assert (await phone.row()).cause == "max_wait"
        await centre.after(GOODBYE_S)
        assert await phone.answer() == Reject(code="480")
        assert await phone.state() == "rejected"


async def test_during_the_last_offer_an_operator_may_still_answer(centre: CallCentre) -> None:
    phone = await centre.call(CITIZEN)
    await centre.after(151)
    await centre.operator("anna", "1001")
    await centre.turn()
    assert (await phone.ring()).seat == "1001"


async def test_the_voicemail_follows_the_longest_wait_where_there_is_one(
    centre: CallCentre,
) -> None:
    phone = await centre.call("anonymous", to="0651")
    await centre.after(151)
    assert await phone.answer() == SendTo(to="voicemail")


async def test_a_blocked_number_is_turned_away_until_the_block_expires(centre: CallCentre) -> None:
    until = centre.now + timedelta(hours=1)
    for phone, approved in (("+390651230066", 1), ("+390651230077", None)):
        row = BlockedRow(phone=phone, asked_at=0, approved_at=approved, until_at=millis(until))
        await centre.database.write(partial(save_blocked, row=row))
    blocked = await centre.call("0651230066")
    assert await blocked.answer() == Reject(code="603")
    assert (await blocked.row()).cause == "blocked"
    only_asked_for = await centre.call("+390651230077")
    assert only_asked_for.waits
    centre.now = until + timedelta(seconds=1)
    later = await centre.call("0651230066")
    assert later.waits


async def test_waiting_callers_hear_their_place_and_the_wait_from_the_pace_of_answers(
    database_url: str,
) -> None:
    queue = Queue(
        id=QueueId("generale"),
        name="Informazioni",
        entries=(Entry(number=CITY),),
        tells_position=True,
        tells_wait=True,
        max_wait_s=0,
    )
    async with CallCentre.open(database_url, queue, has_sound=True) as centre:
        await centre.operator("anna", "1001")
        for _ in range(3):
            served = await centre.call()
            await served.answered_by(await served.ring())
            await served.tell("ended", why="bye")
            await centre.ready("anna")
        await centre.operator("nobody", "1002", is_ready=False)
        busy = await centre.call()
        await busy.answered_by(await busy.ring())
        first, second = await centre.call(), await centre.call()
        await centre.after(1)
        await centre.after(5)
        assert [name for key, name in centre.played if key == second.key] == ["it/position-2"]
        await centre.after(30)
        assert [n for key, n in centre.played if key == second.key][-1] == "it/wait-8"
        assert [n for key, n in centre.played if key == first.key] == ["it/position-1", "it/wait-4"]
