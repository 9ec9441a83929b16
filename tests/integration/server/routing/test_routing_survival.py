"""Nobody is dropped when something dies: server, exchange, seat, phone, or only an event."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest
from msgspec.structs import replace

from contract.domain.agents.agent import DutyState
from contract.wire.exchange import ExchangeCall, ExchangeEvent, Reject
from server.store.duty.duties import LastReport, save_report
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.usecases.exchange.all_exchanges import calls_elsewhere
from server.usecases.routing.reconcile import GRACE_MS, OUT_OF_SIGHT_MS, STUCK_MS
from tests.support.async_fixtures import async_fixture
from tests.support.known import known
from tests.support.phones.call_centre import GENERAL, CallCentre, Phone
from tests.support.waiting import PATIENCE_S, comes, until

CITIZEN = "+390651230001"


centre = async_fixture(lambda database_url: CallCentre.open(database_url))


async def test_after_a_restart_every_call_keeps_its_place(centre: CallCentre) -> None:
    phones = []
    for number in range(5):
        phones.append(await centre.call(f"+39065123000{number}"))
        centre.now += timedelta(seconds=3)
    await centre.restart()
    for phone in reversed(phones):  # they ask again in any order
        await phone.again()
    for number, phone in enumerate(phones):
        await centre.operator(f"op{number}", str(1001 + number))
        await centre.turn()
        assert (await phone.ring()).seat == str(1001 + number)


async def test_a_call_that_rang_during_the_restart_is_not_rung_twice(centre: CallCentre) -> None:
    phone, ring = await centre.ringing()
    await centre.restart()
    await centre.operator("bice", "1002")
    await centre.turn()
    assert len(await centre.rows("SELECT id FROM queue_offer")) == 1
    await phone.answered_by(ring)
    assert await centre.duty("anna") is DutyState.ON_CALL


async def test_a_call_that_waited_while_the_server_was_away_keeps_its_time(
    centre: CallCentre,
) -> None:
    here = await centre.call("+390651230001")
    away = await centre.call("+390651230002", waited_ms=60_000)
    await centre.operator("anna", "1001")
    await centre.turn()
    assert (await away.ring()).seat == "1001"
    assert here.waits


async def test_an_answer_nobody_heard_frees_the_operator_at_once(centre: CallCentre) -> None:
    phone = await centre.call()
    known(phone.asking).cancel()
    await centre.operator("anna", "1001")
    await centre.turn()
    assert await centre.duty("anna") is DutyState.READY
    assert await phone.state() == "waiting"


async def test_an_exchange_that_lost_the_answer_asks_again_and_gets_another(
    centre: CallCentre,
) -> None:
    phone, lost = await centre.ringing()
    await phone.again()  # last is empty: it never rang
    found = await phone.ring()
    assert (found.seat, found.offer != lost.offer) == ("1001", True)
    offers = await centre.rows("SELECT id, outcome FROM queue_offer ORDER BY offered_at, id")
    assert {o["id"]: o["outcome"] for o in offers}[lost.offer] == "abandoned"
    assert await centre.duty("anna") is DutyState.RESERVED


async def test_a_second_question_for_the_same_call_replaces_the_first(centre: CallCentre) -> None:
    phone = await centre.call()
    first = known(phone.asking)
    await phone.again()
    assert (await first).__class__.__name__ == "Wait"
    await centre.operator("anna", "1001")
    await centre.turn()
    assert (await phone.ring()).seat == "1001"


async def test_a_decision_under_way_does_not_answer_a_newer_question_of_the_call(
    centre: CallCentre,
) -> None:
    phone, asked_again = await centre.call(), asyncio.Event()
    write, decisions, room = centre.database.write, count(1), centre.dispatcher._room

    async def write_slowly(work: Any) -> Any:
        number = next(decisions)
        if number == 2:  # the newer question's, which waits its turn
            await asked_again.wait()
        result = await write(work)
        if number == 1:  # committed, and before anybody is answered the exchange asks again
            former = room.questions[phone.key]
            phone.ask()
            await until(lambda: room.questions.get(phone.key) is not former)
        return result

    await centre.operator("anna", "1001")
    centre.database.write = write_slowly  # type: ignore[method-assign]
    await centre.dispatcher.turn()
    centre.database.write = write  # type: ignore[method-assign]
    asked_again.set()
    ring = await phone.ring()
    assert (await phone.row()).offer_id == ring.offer, "no closed offer rings"
    assert await centre.duty("anna") is DutyState.RESERVED


async def test_an_answer_in_the_turn_in_which_the_line_breaks_frees_the_operator(
    centre: CallCentre,
) -> None:
    phone, room = await centre.call(), centre.dispatcher._room
    answer = room.answer

    def answer_as_the_line_breaks(*given: Any) -> bool:
        was_there = answer(*given)
        known(phone.asking).cancel()
        return was_there

    room.answer = answer_as_the_line_breaks  # type: ignore[method-assign]
    await centre.operator("anna", "1001")
    await centre.turn()
    await comes(lambda: centre.duty("anna"), lambda duty: duty is DutyState.READY)
    assert await phone.state() == "waiting"


async def test_a_restarted_exchange_loses_who_waited_and_keeps_who_talked(
    centre: CallCentre,
) -> None:
    talking = await centre.talking()
    await centre.operator("bice", "1002")
    ringing = await centre.call("+390651230002")
    await ringing.ring()
    waiting = await centre.call("+390651230003")
    elsewhere = await centre.call("+390651230004", exchange="b")
    started = ExchangeEvent(ev="started", exchange="a", boot="b2")
    await centre.dispatcher.on_event(started)
    await centre.dispatcher.on_event(started)
    states = {p: (await p.row()) for p in (talking, ringing, waiting, elsewhere)}
    assert states[talking].state == "answered"
    assert (states[ringing].state, states[ringing].cause) == ("ended", "exchange_lost")
    assert (states[waiting].state, states[waiting].cause) == ("ended", "exchange_lost")
    assert states[elsewhere].state in ("waiting", "offered")
    assert await waiting.answer() == Reject(code="480")
    assert await centre.duty("bice") in (DutyState.READY, DutyState.RESERVED)


async def test_the_first_question_of_a_new_boot_tells_as_much_as_its_event(
    centre: CallCentre,
) -> None:
    old = await centre.call()
    new = await centre.call(boot="b2")
    assert (await old.row()).cause == "exchange_lost"
    assert new.waits


async def test_a_late_question_of_the_boot_before_ends_nobody_who_waits_now(
    centre: CallCentre,
) -> None:
    await centre.call()
    new = await centre.call(boot="b2")
    await centre.call()  # the first boot's, which was still on its way
    assert (await new.row()).cause == ""
    assert new.waits


async def told(phone: Phone, *events: tuple[str, dict[str, str]]) -> None:
    for ev, fields in events:
        await phone.tell(ev, **fields)


async def test_events_that_come_twice_or_late_change_nothing(centre: CallCentre) -> None:
    phone, ring = await centre.ringing()
    at_seat = {"seat": "1001", "offer": ring.offer}
    for _ in range(4):  # a 200 is repeated by SIP
        await phone.tell("answered", **at_seat)
    await told(
        phone,
        ("offered", at_seat),
        ("ringing", at_seat),
        ("not_answered", at_seat | {"why": "rona"}),
        ("abandoned", {"why": "caller"}),
    )
    assert await phone.state() == "answered"
    assert await centre.duty("anna") is DutyState.ON_CALL
    await phone.tell("ended", why="bye", **at_seat)
    await phone.tell("answered", **(at_seat | {"offer": "o-older"}))
    assert await phone.state() == "ended"


async def test_an_answer_overtaken_by_the_end_is_still_an_answered_call(centre: CallCentre) -> None:
    phone, ring = await centre.ringing()
    await phone.tell("ended", why="bye", seat="1001", offer=ring.offer)
    row = await phone.row()
    assert (row.state, row.answered_at is not None) == ("ended", True)
    await phone.tell("answered", seat="1001", offer=ring.offer)
    assert await phone.state() == "ended"
    assert await centre.duty("anna") is DutyState.WRAP_UP


async def test_a_dialogue_that_fails_was_never_answered(centre: CallCentre) -> None:
    phone, ring = await centre.ringing()
    await phone.tell("ended", why="failed", seat="1001", offer=ring.offer)
    row = await phone.row()
    assert (row.state, row.answered_at) == ("abandoned", None)
    assert await centre.duty("anna") is DutyState.READY


async def test_an_answer_that_crosses_the_callers_hanging_up_counts(centre: CallCentre) -> None:
    phone, ring = await centre.ringing()
    await phone.tell("abandoned", why="caller")
    await phone.answered_by(ring)
    assert await phone.state() == "answered"
    await phone.tell("ended", why="bye")
    assert await phone.state() == "ended"


async def test_an_event_of_a_call_nobody_knows_is_kept_and_harms_nobody(centre: CallCentre) -> None:
    stranger = centre.phone()
    for ev in ("answered", "ended", "not_answered", "transferred", "nonsense"):
        await stranger.tell(ev, seat="1001", why="bye", replaces="nobody")
    rows = await centre.rows("SELECT ev FROM exchange_event")
    assert {row["ev"] for row in rows} >= {"answered", "ended"}


async def test_a_call_answered_by_the_fallback_group_while_the_server_was_away_is_kept(
    centre: CallCentre,
) -> None:
    await centre.operator("anna", "1001")
    phone = centre.phone()
    await phone.tell("answered", seat="1001", caller=CITIZEN)
    row = await phone.row()
    assert (row.state, row.caller, row.seat) == ("answered", CITIZEN, "1001")
    assert await centre.duty("anna") is DutyState.ON_CALL


async def test_a_call_the_exchange_does_not_know_any_more_is_over(centre: CallCentre) -> None:
    talked = await centre.talking()
    waited = await centre.call("+390651230002")
    known(waited.asking).cancel()
    centre.carried = {"a": ()}
    assert not (await centre.dispatcher.reconcile()).any  # too fresh to judge
    centre.now += timedelta(milliseconds=GRACE_MS + 1)
    repairs = await centre.dispatcher.reconcile()
    assert (repairs.ended, repairs.abandoned) == (1, 1)
    assert (await talked.state(), await waited.state()) == ("ended", "abandoned")
    assert await centre.duty("anna") is DutyState.WRAP_UP


async def test_a_call_that_was_only_out_of_sight_gets_its_place_back(database_url: str) -> None:
    async with CallCentre.open(database_url, replace(GENERAL, max_wait_s=0)) as centre:
        phone = await centre.call()
        arrived = (await phone.row()).arrived_at
        known(phone.asking).cancel()
        await centre.breathe()
        centre.now += timedelta(milliseconds=OUT_OF_SIGHT_MS)
        assert (await centre.dispatcher.reconcile()).abandoned == 1
        await phone.again()
        row = await phone.row()
        assert (row.state, row.arrived_at, row.ended_at) == ("waiting", arrived, None)
        await centre.operator("anna", "1001")
        await centre.turn()
        assert (await phone.ring()).seat == "1001"


async def test_a_silent_exchange_proves_nothing(centre: CallCentre) -> None:
    phone = await centre.talking()
    centre.carried = {"b": ()}
    centre.now += timedelta(hours=1)
    assert not (await centre.dispatcher.reconcile()).any
    assert await phone.state() == "answered"


async def test_a_call_of_a_dead_exchange_ends_when_its_seat_says_so(centre: CallCentre) -> None:
    phone = await centre.talking()
    centre.carried = {"b": ()}
    anna = centre.accounts["anna"].id
    for calls, ended in (((phone.key,), 0), ((), 1)):
        centre.now += timedelta(milliseconds=GRACE_MS + 1)
        report = LastReport(reported_at=centre.now, calls=calls)
        await centre.database.write(partial(save_report, account_id=anna, heard=report))
        assert (await centre.dispatcher.reconcile()).ended == ended
    assert await phone.state() == "ended"
    assert await centre.duty("anna") is DutyState.WRAP_UP


async def test_calls_of_a_dead_exchange_are_believed_to_go_on(centre: CallCentre) -> None:
    phone = await centre.talking()
    row = await phone.row()
    believed = await centre.database.read(partial(calls_elsewhere, asked={"b"}))
    assert believed == (
        ExchangeCall(sip=row.sip, seat="1001", offer=row.offer_id or "", is_answered=True),
    )
    assert await centre.database.read(partial(calls_elsewhere, asked={"a", "b"})) == ()


async def test_an_answer_whose_event_was_lost_is_found(centre: CallCentre) -> None:
    phone, ring = await centre.ringing()
    centre.carried = {
        "a": (ExchangeCall(sip=phone.request.sip, seat="1001", offer=ring.offer, is_answered=True),)
    }
    centre.now += timedelta(milliseconds=GRACE_MS + 1)
    assert (await centre.dispatcher.reconcile()).answered == 1
    assert await phone.state() == "answered"
    assert await centre.duty("anna") is DutyState.ON_CALL


async def test_an_offer_that_never_ends_is_closed(centre: CallCentre) -> None:
    await centre.operator("anna", "1001")
    phone = await centre.call()
    await phone.ring()
    centre.now += timedelta(seconds=15, milliseconds=STUCK_MS)
    assert (await centre.dispatcher.reconcile()).offers == 1
    assert await phone.state() == "waiting"
    assert await centre.duty("anna") is DutyState.READY


@pytest.mark.postgresql
async def test_two_dispatchers_over_one_database_give_nobody_twice(
    centre: CallCentre, database_url: str
) -> None:
    other = CallCentre(ServerDatabase.open(database_url))
    other.build()
    try:
        phones = [centre.phone(f"+39065123{n:04}") for n in range(6)]
        phones += [other.phone(f"+39065124{n:04}", call=f"x{n}", sip=f"x{n}") for n in range(6)]
        for phone in phones:
            phone.ask()
        await centre.noted(*phones)
        for number in range(4):
            await centre.operator(f"op{number}", str(1001 + number))
        await centre.turn()
        await other.turn()
        offers = await centre.rows("SELECT seat, call_id FROM queue_offer WHERE outcome = ''")
        assert len({o["seat"] for o in offers}) == len({o["call_id"] for o in offers}) == 4
    finally:
        await other.leave()
        other.database.close()


async def test_a_caller_who_leaves_while_others_are_served_costs_them_nothing(
    centre: CallCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = await centre.call("+390651230001")
    centre.now += timedelta(seconds=1)
    await centre.operator("anna", "1001")
    write, committed, go_on = centre.database.write, asyncio.Event(), asyncio.Event()

    async def slow_write(work: Callable[[Connection], Any]) -> Any:
        result = await write(work)
        committed.set()
        await go_on.wait()
        return result

    monkeypatch.setattr(centre.database, "write", slow_write)
    asking = asyncio.ensure_future(
        centre.dispatcher.route(replace(waiting.request, call="c-other", sip="sip-other"))
    )
    await committed.wait()
    asking.cancel()  # as the exchange hangs up, after the commit that served the other one
    await asyncio.gather(asking, return_exceptions=True)
    monkeypatch.undo()
    go_on.set()
    assert (await waiting.ring()).seat == "1001"


async def test_a_bug_in_one_turn_leaves_routing_alive(
    centre: CallCentre, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    turned = asyncio.Event()

    async def turn() -> None:
        if "routing waits" in caplog.text:
            turned.set()
            return
        raise KeyError("+390651230001")

    monkeypatch.setattr("server.usecases.routing.dispatcher.TICK_S", 0.01)
    monkeypatch.setattr(centre.dispatcher, "turn", turn)
    running = asyncio.ensure_future(centre.dispatcher.run())
    async with asyncio.timeout(PATIENCE_S):
        await turned.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert "KeyError" in caplog.text
    assert "+39" not in caplog.text
    caplog.clear()
