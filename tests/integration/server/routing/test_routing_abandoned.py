"""Who waited and hung up is called back: one item for each citizen and queue, closed in time."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from contract.domain.account import Role
from contract.domain.callback import AttemptOutcome, Callback, CallbackAttempt, CallbackState
from contract.domain.callback_hours import window_from
from contract.domain.ids import AttemptId, DeskId, QueueId, desk_scope
from contract.domain.queue import Entry, Queue
from contract.domain.service_level import CallCount
from contract.wire.claims import ClaimRequest, LeaseRequest
from contract.wire.duty import SeatCall
from contract.wire.exchange import ExchangeCall
from server.store.calls.blocked_numbers import BlockedRow, save_blocked
from server.store.engine.connection import Connection, millis
from server.store.sync.feed_edit import FeedEdit
from server.usecases.contacts.claim_callback import claim_callback, expire_leases, release_callback
from server.usecases.exchange.all_exchanges import Listed
from server.usecases.floor.floor_now import calls_of_day
from server.usecases.routing.call_account import day_account
from server.usecases.routing.callbacks.reached_citizens import SettleReached
from server.usecases.routing.callbacks.settled_abandoned import ANSWERED, ASKED, CALLED
from tests.support.async_fixtures import async_fixture
from tests.support.phones.call_centre import CITY, NOW, CallCentre, Phone

CITIZEN, OTHER = "+390651230001", "+390651230002"
TAX_LINE = "0655551111"
QUEUE = Queue(
    id=QueueId("generale"),
    name="Informazioni",
    entries=(Entry(number=CITY),),
    offers_callback_s=60,
    callback_desk_id=DeskId("tributi"),
)
TAXES = Queue(
    id=QueueId("tributi"),
    name="Tributi",
    entries=(Entry(number=TAX_LINE),),
    desk_id=DeskId("tributi"),
)


centre = async_fixture(lambda database_url: CallCentre.open(database_url, QUEUE))


async def gives_up(
    centre: CallCentre, after_s: float, caller: str = CITIZEN, to: str = CITY
) -> Phone:
    """Have somebody wait so long and hang up."""
    phone = await centre.call(caller, to=to)
    centre.now += timedelta(seconds=after_s)
    await phone.tell("abandoned", why="cancel")
    assert await phone.state() == "abandoned"
    return phone


async def is_answered(centre: CallCentre, phone: Phone) -> None:
    await centre.turn()
    await phone.answered_by(await phone.ring())


async def only_one(centre: CallCentre) -> Callback:
    (callback,) = await centre.callbacks()
    return callback


async def open_ones(centre: CallCentre) -> list[Callback]:
    return [one for one in await centre.callbacks() if one.state is CallbackState.OPEN]


async def history(centre: CallCentre) -> list[str]:
    rows = await centre.rows("SELECT text FROM case_activity ORDER BY at, id")
    return [row["text"] for row in rows]


def at_hour(text: str, centre: CallCentre) -> str:
    return text.format(time=f"{centre.now + timedelta(hours=1):%H:%M}")  # Rome in winter


async def claimed_by(centre: CallCentre, login: str, callback: Callback) -> Callback:
    request = ClaimRequest(callback_id=callback.id)
    account = centre.accounts[login]
    reply = await centre.database.write(lambda c: claim_callback(c, account, request, centre.now))
    assert reply.granted
    assert reply.callback is not None
    return reply.callback


async def records(centre: CallCentre, callback: Callback, outcome: AttemptOutcome) -> None:
    """Have an attempt come of it, as a clerk writes it."""

    def work(connection: Connection) -> None:
        attempt = CallbackAttempt(
            id=AttemptId(f"t-{callback.attempts}"),
            callback_id=callback.id,
            desk_id=callback.desk_id,
            author_id=centre.accounts["livia"].id,
            outcome=outcome,
            at=centre.now,
        )
        edit = FeedEdit(connection, now=centre.now)
        edit.put(desk_scope(callback.desk_id), attempt)
        edit.put(desk_scope(callback.desk_id), callback.after(attempt))
        edit.finish()

    await centre.database.write(work)


async def clerk(centre: CallCentre) -> None:
    await centre.operator("livia", "1201", desks=["tributi"], role=Role.LEVEL_TWO, is_ready=False)


async def test_who_hangs_up_after_three_minutes_is_work_of_the_desk_with_its_age(
    centre: CallCentre,
) -> None:
    await gives_up(centre, 190)
    callback = await only_one(centre)
    assert (callback.state, callback.desk_id, callback.caller.phone) == (
        CallbackState.OPEN,
        "tributi",
        CITIZEN,
    )
    assert (callback.queue_id, callback.abandoned_calls, callback.abandoned_s) == (
        "generale",
        1,
        190,
    )
    assert callback.abandoned_at == centre.now
    (case,) = await centre.rows("SELECT question, number FROM case_")
    assert case["number"]
    assert case["question"] == (
        "Ha rinunciato dopo 3 min di attesa nella coda «Informazioni»: aspettava dalle 17:00."
    )


async def test_nobody_has_decided_what_a_citizen_wants_whom_nobody_has_spoken_with(
    centre: CallCentre,
) -> None:
    await gives_up(centre, 190)
    asking = await centre.call(OTHER)
    centre.now += timedelta(seconds=61)
    await asking.press("1")
    topics = [one.topic_id for one in await centre.callbacks()]
    cases = [row["topic_id"] for row in await centre.rows("SELECT topic_id FROM case_")]
    assert (topics, cases) == (["", ""], ["", ""])


async def test_who_hangs_up_soon_hides_the_number_or_is_blocked_makes_no_work(
    centre: CallCentre,
) -> None:
    await gives_up(centre, 20)
    await gives_up(centre, 90, caller="anonymous")
    await gives_up(centre, 90, caller="")
    waiting = await centre.call(OTHER)
    blocked = BlockedRow(phone=OTHER, asked_at=0, approved_at=millis(centre.now))
    await centre.database.write(lambda c: save_blocked(c, blocked))
    centre.now += timedelta(seconds=90)
    await waiting.tell("abandoned", why="cancel")
    assert await centre.callbacks() == []


@pytest.mark.parametrize(("limit_s", "works"), [(0, 0), (60, 1), (90, 0)])
async def test_each_queue_says_after_how_long_or_never(
    database_url: str, limit_s: int, works: int
) -> None:
    queue = replace(QUEUE, abandoned_callback_s=limit_s)
    async with CallCentre.open(database_url, queue) as centre:
        await gives_up(centre, 90)
        assert len(await centre.callbacks()) == works


async def test_who_gives_up_again_is_counted_in_the_one_item_that_keeps_its_age(
    database_url: str,
) -> None:
    async with CallCentre.open(database_url, QUEUE, TAXES) as centre:
        await gives_up(centre, 190)
        first = await only_one(centre)
        centre.now += timedelta(hours=20)
        await gives_up(centre, 45)
        again = await only_one(centre)
        assert (again.id, again.abandoned_calls, again.abandoned_s) == (first.id, 2, 190)
        assert (again.abandoned_at, again.window_end_at) == (
            first.abandoned_at,
            first.window_end_at,
        )
        assert await history(centre) == [
            "Ha chiamato di nuovo alle 13:03 e ha rinunciato dopo 45 s."
        ]
        await gives_up(centre, 30, to=TAX_LINE)
        await gives_up(centre, 30, caller=OTHER)
        assert {(one.caller.phone, one.queue_id) for one in await open_ones(centre)} == {
            (CITIZEN, "generale"),
            (CITIZEN, "tributi"),
            (OTHER, "generale"),
        }


async def test_events_that_come_again_and_a_restart_change_nothing(centre: CallCentre) -> None:
    phone = await gives_up(centre, 90)
    before = await only_one(centre)
    await phone.tell("abandoned", why="cancel")
    await centre.restart()
    await phone.tell("abandoned", why="cancel")
    await phone.tell("ended", why="cancel")
    await phone.tell("abandoned", why="cancel", offer="o-late")
    await centre.dispatcher.reconcile()
    assert await only_one(centre) == before


async def test_a_call_the_exchange_forgot_counts_until_it_asked_last_and_once(
    centre: CallCentre,
) -> None:
    phone = await centre.call(CITIZEN)
    centre.now += timedelta(seconds=50)
    await phone.again()
    await centre.restart()
    centre.carried = {"a": []}
    centre.now += timedelta(minutes=10)
    await centre.dispatcher.reconcile()
    assert await phone.state() == "abandoned"
    assert (await only_one(centre)).abandoned_s == 62
    await phone.again()  # it was only out of sight
    assert await phone.state() == "waiting"
    centre.now += timedelta(seconds=30)
    await phone.tell("abandoned", why="cancel")
    assert (await only_one(centre)).abandoned_calls == 1


async def test_who_calls_again_and_is_answered_in_any_queue_needs_no_call(
    database_url: str,
) -> None:
    async with CallCentre.open(database_url, QUEUE, TAXES) as centre:
        await gives_up(centre, 90)
        await gives_up(centre, 90, to=TAX_LINE)
        await gives_up(centre, 90, caller=OTHER)
        await centre.after(3 * 3600)
        await centre.operator("anna", "1001")
        await is_answered(centre, await centre.call(CITIZEN))
        assert [one.caller.phone for one in await open_ones(centre)] == [OTHER]
        reason = at_hour(ANSWERED, centre)
        assert await history(centre) == [reason, reason]
        closed = await centre.rows("SELECT answer FROM case_ WHERE state = 'closed'")
        assert [row["answer"] for row in closed] == [reason, reason]


async def test_a_seat_that_was_faster_than_the_giving_up_leaves_no_work(centre: CallCentre) -> None:
    await centre.operator("anna", "1001")
    phone = await centre.call(CITIZEN)
    ring = await phone.ring()
    centre.now += timedelta(seconds=25)
    await phone.tell("abandoned", why="cancel")
    assert len(await open_ones(centre)) == 1
    await phone.answered_by(ring)
    assert await open_ones(centre) == []


async def test_who_is_called_by_any_operator_and_reached_needs_no_second_call(
    centre: CallCentre,
) -> None:
    await gives_up(centre, 90)
    anna = await centre.operator("anna", "1001")
    carried = [
        ExchangeCall(sip=one, placed_by="1001", dialled=one, is_answered=True)
        for one in (CITIZEN, OTHER)
    ]

    async def listed() -> Listed:
        return {"a": carried}

    settle = SettleReached(centre.database, listed)
    for number, left in ((OTHER, 1), (CITIZEN, 0)):
        talk = SeatCall(call_key="k", sip_id=number, state="active", peer=number, is_incoming=False)
        await settle(anna, "1001", [talk], centre.now)
        assert len(await open_ones(centre)) == left
    assert await history(centre) == [at_hour(CALLED, centre)]


async def test_who_asks_to_be_called_back_is_called_once_for_both(centre: CallCentre) -> None:
    await gives_up(centre, 90)
    asking = await centre.call(CITIZEN)
    centre.now += timedelta(seconds=61)
    await asking.press("1")
    (asked,) = await open_ones(centre)
    assert asked.abandoned_calls == 0
    assert await history(centre) == [at_hour(ASKED, centre)]
    await asking.tell("ended", why="bye")
    await gives_up(centre, 90)
    (still,) = await open_ones(centre)
    assert (still.id, still.abandoned_calls) == (asked.id, 0)
    assert len(await history(centre)) == 2


async def test_one_clerk_has_it_and_what_she_holds_is_taken_from_her_by_nobody(
    centre: CallCentre,
) -> None:
    await gives_up(centre, 90)
    await clerk(centre)
    await centre.operator("marta", "1202", desks=["tributi"], role=Role.LEVEL_TWO, is_ready=False)
    callback = await only_one(centre)
    held = await claimed_by(centre, "livia", callback)
    request = ClaimRequest(callback_id=callback.id)
    marta = centre.accounts["marta"]
    reply = await centre.database.write(lambda c: claim_callback(c, marta, request, centre.now))
    assert not reply.granted
    await gives_up(centre, 30)
    await centre.operator("anna", "1001")
    await is_answered(centre, await centre.call(CITIZEN))
    now = await only_one(centre)
    assert (now.state, now.holder_id, now.fence) == (
        CallbackState.CLAIMED,
        held.holder_id,
        held.fence,
    )
    assert now.abandoned_calls == 2


@pytest.mark.parametrize("gives_back", [True, False])
async def test_what_she_gives_back_is_closed_when_he_was_answered_meanwhile(
    centre: CallCentre, gives_back: bool
) -> None:
    await gives_up(centre, 90)
    await clerk(centre)
    held = await claimed_by(centre, "livia", await only_one(centre))
    await centre.after(10)
    await centre.operator("anna", "1001")
    await is_answered(centre, await centre.call(CITIZEN))
    if gives_back:
        livia = centre.accounts["livia"]
        request = LeaseRequest(callback_id=held.id, fence=held.fence)
        await centre.database.write(lambda c: release_callback(c, livia, request, centre.now))
    else:
        centre.now += timedelta(minutes=10)
        await centre.database.write(lambda c: expire_leases(c, centre.now))
    assert (await only_one(centre)).state is CallbackState.DONE
    assert await history(centre) == [at_hour(ANSWERED, centre)]


async def test_a_call_answered_while_the_clock_was_ahead_closes_none_of_later(
    centre: CallCentre,
) -> None:
    now, centre.now = centre.now, centre.now + timedelta(days=400)
    await centre.operator("anna", "1001")
    await is_answered(centre, await centre.call(CITIZEN))
    centre.now = now
    await gives_up(centre, 90)
    await clerk(centre)
    held = await claimed_by(centre, "livia", await only_one(centre))
    livia = centre.accounts["livia"]
    request = LeaseRequest(callback_id=held.id, fence=held.fence)
    await centre.database.write(lambda c: release_callback(c, livia, request, centre.now))
    assert (await only_one(centre)).state is CallbackState.OPEN


@pytest.mark.parametrize(
    ("outcome", "remains"), [(AttemptOutcome.NO_ANSWER, 0), (AttemptOutcome.ASK_OFFICE, 1)]
)
async def test_what_was_said_in_between_is_a_promise_that_no_later_call_closes(
    centre: CallCentre, outcome: AttemptOutcome, remains: int
) -> None:
    await gives_up(centre, 90)
    await clerk(centre)
    await records(centre, await claimed_by(centre, "livia", await only_one(centre)), outcome)
    await centre.operator("anna", "1001")
    await is_answered(centre, await centre.call(CITIZEN))
    assert len(await open_ones(centre)) == remains


async def test_who_gives_up_after_all_was_done_is_new_work(centre: CallCentre) -> None:
    await gives_up(centre, 90)
    await clerk(centre)
    held = await claimed_by(centre, "livia", await only_one(centre))
    await records(centre, held, AttemptOutcome.SOLVED)
    await gives_up(centre, 90)
    (new,) = await open_ones(centre)
    assert (new.abandoned_calls, new.id != held.id) == (1, True)


async def test_who_listens_outside_the_hours_has_not_waited(database_url: str) -> None:
    closed = replace(QUEUE, hours="Mo-Fr 08:00-09:00")
    async with CallCentre.open(database_url, closed, has_sound=True) as centre:
        phone = await centre.call(CITIZEN)
        centre.now += timedelta(seconds=40)
        await phone.tell("abandoned", why="cancel")
        assert await phone.state() == "abandoned"
        assert await centre.callbacks() == []
        day = await centre.database.read(lambda c: calls_of_day(c, NOW))
        assert sum(day[QUEUE.id].values(), CallCount()) == CallCount(), "nobody was let down"


async def test_who_gives_up_as_the_queue_closes_is_called_when_it_opens(database_url: str) -> None:
    closing = replace(QUEUE, hours="Mo-Fr 08:00-17:01")
    async with CallCentre.open(database_url, closing) as centre:
        await gives_up(centre, 90)
        callback = await only_one(centre)
        # Its desk is there an hour after the queue opens.
        assert callback.window_start_at == NOW.replace(day=26, hour=8)


async def test_who_gives_up_at_night_is_called_when_the_desk_is_there(centre: CallCentre) -> None:
    """The queue is open day and night."""
    centre.now = NOW.replace(hour=21)
    await gives_up(centre, 90)
    callback = await only_one(centre)
    day = NOW.replace(day=26)
    assert (callback.window_start_at, callback.window_end_at) == (
        day.replace(hour=8),
        day.replace(hour=12),
    )


async def test_the_account_of_the_day_counts_them_as_abandoned_all_the_same(
    centre: CallCentre,
) -> None:
    await gives_up(centre, 90)
    await gives_up(centre, 90)
    await gives_up(centre, 5, caller=OTHER)
    await centre.operator("anna", "1001")
    await is_answered(centre, await centre.call(CITIZEN))
    account = await centre.database.read(lambda c: day_account(c, NOW.date()))
    assert (account.offered, account.abandoned, account.answered, account.callback) == (4, 3, 1, 0)
    assert account.is_balanced


@pytest.mark.parametrize("asks", [True, False])
async def test_at_night_a_callback_of_the_desk_is_due_when_the_desk_is_at_work(
    database_url: str, asks: bool
) -> None:
    """However it was asked for: by a key, or by hanging up."""
    at_night = NOW.replace(hour=1)  # 02:00 in Rome
    by_desk = replace(QUEUE, callback_by_desk=True, hours="24/7")
    async with CallCentre.open(database_url, by_desk, now=at_night) as centre:
        phone = await centre.call(CITIZEN)
        centre.now += timedelta(seconds=70)
        await (phone.press("1") if asks else phone.tell("abandoned", why="cancel"))
        callback = await only_one(centre)
    desk_from, _ = window_from(at_night, timedelta(hours=2))
    assert desk_from > at_night
    assert callback.window_end_at > desk_from
