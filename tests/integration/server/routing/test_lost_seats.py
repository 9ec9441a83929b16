"""A seat dies while somebody talks there: the citizen is not lost, and called back first."""

from datetime import timedelta
from functools import partial

import pytest

from contract.domain.account import Role
from contract.domain.agents.duty_event import DutyEvent, Kind
from contract.domain.callback import CallbackState
from contract.wire.duty import DutyReply, DutyReport, DutyStep, SeatCall
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.contacts.claim_callback import expire_leases, keep_leases
from server.usecases.duty.record import record_for
from server.usecases.duty.take_reports import TakeReports
from tests.support.async_fixtures import async_fixture
from tests.support.phones.call_centre import CallCentre, Phone

CITIZEN = "+390651230001"


centre = async_fixture(lambda database_url: CallCentre.open(database_url))


async def bice_has_the_citizen(centre: CallCentre) -> Phone:
    """Anna's seat died while she talked with him, and Bice comes."""
    phone = await centre.talking()
    await centre.dispatcher.seat_lost("1001")
    await centre.operator("bice", "1002")
    await centre.after(1)
    return phone


async def test_a_dead_seat_that_rang_gives_the_call_to_the_next(centre: CallCentre) -> None:
    await centre.operator("anna", "1001")
    phone = await centre.call()
    await phone.ring()
    await centre.dispatcher.seat_lost("1001")
    assert await phone.state() == "waiting"
    await phone.again(last="unavailable")
    await centre.operator("bice", "1002")
    await centre.turn()
    assert (await phone.ring()).seat == "1002"


async def test_who_talked_with_a_dead_seat_is_called_back_first(centre: CallCentre) -> None:
    phone = await centre.talking()
    await centre.dispatcher.seat_lost("1001")
    await centre.breathe()
    assert centre.hung_up == [phone.key]
    assert await phone.state() == "ended"
    await centre.dispatcher.seat_lost("1001")  # told twice
    (callback,) = await centre.callbacks()
    assert callback.caller.phone == CITIZEN
    assert (callback.window_end_at - callback.window_start_at).total_seconds() == 60
    bice = await centre.operator("bice", "1002")
    await centre.after(1)  # who has waited longest is first: not by chance
    await centre.operator("clara", "1003")
    await centre.after(1)
    await centre.after(1)
    (news,) = [(who, n) for who, n in centre.news if n.kind == "callback_first"]
    assert (news[0], news[1].phone, news[1].call_key) == (bice, CITIZEN, phone.key)
    (callback,) = await centre.callbacks()
    assert (callback.state, callback.holder_id) == (CallbackState.CLAIMED, bice)


async def test_whoever_calls_back_at_once_is_not_rung_meanwhile(centre: CallCentre) -> None:
    await bice_has_the_citizen(centre)
    other = await centre.call("+390651230002")
    assert other.waits
    await centre.after(125)
    assert (await other.ring()).seat == "1002"


async def test_who_has_called_back_is_rung_again_at_once(centre: CallCentre) -> None:
    await bice_has_the_citizen(centre)
    other = await centre.call("+390651230002")
    assert other.waits
    await reports(centre, "bice", "1002", talks_with=CITIZEN)
    (callback,) = await centre.callbacks()
    assert (callback.state, callback.attempts) == (CallbackState.DONE, 1)
    (case,) = await centre.rows("SELECT state, answer FROM case_")
    assert case["state"] == "closed"
    assert "richiamato" in case["answer"]
    await reports(centre, "bice", "1002")
    await centre.ready("bice")
    assert (await other.ring()).seat == "1002"


async def test_a_turn_that_ran_out_while_the_server_was_away_goes_on_when_it_is_back(
    centre: CallCentre,
) -> None:
    await bice_is_asked(centre)
    centre.now += timedelta(minutes=3)
    await centre.database.write(lambda c: keep_leases(c, centre.now))  # as at each start
    await centre.after(1)
    assert await holder(centre) == "bice"


async def test_a_mailbox_that_answers_is_no_citizen_reached(centre: CallCentre) -> None:
    await bice_has_the_citizen(centre)
    await reports(centre, "bice", "1002", talks_with=CITIZEN, has_talked=False)
    (callback,) = await centre.callbacks()
    assert (callback.state, callback.attempts) == (CallbackState.CLAIMED, 0)
    await reports(centre, "bice", "1002", talks_with=CITIZEN, has_talked=True)
    (callback,) = await centre.callbacks()
    assert callback.state is CallbackState.DONE


async def test_a_short_talk_counts_where_the_operator_says_so(centre: CallCentre) -> None:
    phone = await bice_has_the_citizen(centre)
    await reports(centre, "bice", "1002", talks_with=CITIZEN, has_talked=False)
    await reports(centre, "bice", "1002", state="ended", called_back=("k-of-others",))
    (callback,) = await centre.callbacks()
    assert callback.state is CallbackState.CLAIMED
    reply = await reports(centre, "bice", "1002", state="ended", called_back=(phone.key,))
    (callback,) = await centre.callbacks()
    assert (callback.state, reply.first) == (CallbackState.DONE, ())


async def bice_is_asked(centre: CallCentre) -> Phone:
    """Anna's seat dies while she talks; Bice is asked to call back, Clara is free too."""
    phone = await bice_has_the_citizen(centre)
    await centre.operator("clara", "1003")
    return phone


async def holder(centre: CallCentre) -> str | None:
    (callback,) = await centre.callbacks()
    logins = {account.id: login for login, account in centre.accounts.items()}
    return logins[callback.holder_id] if callback.holder_id else None


async def test_each_report_is_answered_with_whom_to_call_back_first(centre: CallCentre) -> None:
    phone = await bice_is_asked(centre)
    for _ in range(2):
        (first,) = (await reports(centre, "bice", "1002")).first
        assert (first.call_key, first.phone, first.is_hers) == (phone.key, CITIZEN, False)
        assert first.until_at == centre.now + timedelta(seconds=60)
    assert (await reports(centre, "clara", "1003")).first == ()


async def test_who_neither_dials_nor_refuses_is_followed_by_the_next(centre: CallCentre) -> None:
    await bice_is_asked(centre)
    await centre.after(58)
    assert await holder(centre) == "bice"
    await centre.after(3)
    assert await holder(centre) == "clara"
    assert (await reports(centre, "bice", "1002")).first == ()
    assert [n.kind for who, n in centre.news if who == centre.accounts["clara"].id] == [
        "callback_first"
    ]


async def test_a_lease_the_housekeeping_has_ended_passes_on_as_well(centre: CallCentre) -> None:
    await bice_is_asked(centre)
    centre.now += timedelta(seconds=61)
    await centre.database.write(lambda c: expire_leases(c, centre.now))
    await centre.after(1)
    assert await holder(centre) == "clara"


async def test_who_refuses_is_followed_at_once(centre: CallCentre) -> None:
    phone = await bice_is_asked(centre)
    reply = await reports(centre, "bice", "1002", not_calling=(phone.key,))
    assert reply.first == ()
    await centre.after(1)
    assert await holder(centre) == "clara"


async def test_who_dials_keeps_the_citizen_and_has_time_to_try_again(centre: CallCentre) -> None:
    await bice_is_asked(centre)
    await centre.after(50)
    await reports(centre, "bice", "1002", talks_with=CITIZEN, state="ringing")
    await centre.after(100)
    assert await holder(centre) == "bice"
    await centre.after(30)
    assert await holder(centre) == "clara"


async def test_without_anybody_else_the_desk_calls_back(centre: CallCentre) -> None:
    await bice_has_the_citizen(centre)
    await centre.after(61)
    await centre.after(1)
    (callback,) = await centre.callbacks()
    assert (callback.state, callback.holder_id) == (CallbackState.OPEN, None)
    assert len(centre.news) == 2  # Anna's lost call, and one turn of Bice


@pytest.mark.parametrize(("caller", "text"), [(CITIZEN, ""), ("anonymous", "no_number")])
async def test_whose_seat_died_is_told_what_became_of_the_citizen(
    centre: CallCentre, caller: str, text: str
) -> None:
    anna = await centre.operator("anna", "1001")
    phone = await centre.call(caller)
    await phone.answered_by(await phone.ring())
    await centre.dispatcher.seat_lost("1001")
    await centre.breathe()
    ((who, news),) = centre.news
    assert (who, news.kind, news.call_key, news.text) == (anna, "call_lost", phone.key, text)


async def test_a_call_to_somebody_else_leaves_the_citizen_first(centre: CallCentre) -> None:
    await bice_has_the_citizen(centre)
    await reports(centre, "bice", "1002", talks_with="+390651230009")
    await reports(centre, "bice", "1002", talks_with=CITIZEN, state="ringing")
    (callback,) = await centre.callbacks()
    assert callback.state is CallbackState.CLAIMED


async def test_an_operator_whose_phone_died_calls_back_herself(centre: CallCentre) -> None:
    phone = await centre.talking()
    anna = centre.accounts["anna"].id
    await centre.operator("bice", "1002")
    await centre.dispatcher.seat_lost("1001", anna, same_operator=True)
    await centre.after(1)
    assert [(who, n.kind, n.phone, n.text) for who, n in centre.news] == [
        (anna, "callback_first", CITIZEN, "hers")
    ]
    assert await phone.state() == "ended"


async def reports(
    centre: CallCentre,
    login: str,
    seat: str,
    *,
    talks_with: str = "",
    state: str = "active",
    has_talked: bool | None = None,
    not_calling: tuple[str, ...] = (),
    called_back: tuple[str, ...] = (),
) -> DutyReply:
    """Have a seat report the call its operator makes, or that it is over."""

    async def hears_nothing(lost: object) -> None:
        assert not lost

    call = SeatCall(
        call_key="k-9", state=state, is_incoming=False, peer=talks_with, has_talked=has_talked
    )
    take = TakeReports(database=centre.database, clock=lambda: centre.now, hear_lost=hears_nothing)
    session = CurrentSession(id="s-1", account=centre.accounts[login], device_id="d1", seat=seat)
    ended = DutyStep(number=1, wish="ended", call_key="k-9", at=centre.now)
    calls, steps = ((call,), ()) if talks_with else ((), (ended,))
    report = DutyReport(
        seat=seat,
        boot="b",
        registered=True,
        calls=calls,
        steps=steps,
        not_calling=not_calling,
        called_back=called_back,
    )
    return await take(session, report)


async def test_a_frozen_window_does_not_end_the_call_of_its_phone(centre: CallCentre) -> None:
    centre.registered = {"1001"}
    centre.build()
    phone = await centre.talking()
    await lose(centre, "anna")
    await centre.dispatcher.seat_lost("1001", centre.accounts["anna"].id)
    await centre.dispatcher.check_suspects()
    assert await phone.state() == "answered"
    centre.registered = set()
    await centre.dispatcher.check_suspects()
    await centre.breathe()
    assert await phone.state() == "ended"
    assert centre.hung_up == [phone.key]


async def test_a_window_that_comes_back_clears_its_seat(centre: CallCentre) -> None:
    centre.registered = {"1001"}
    centre.build()
    phone = await centre.talking()
    await lose(centre, "anna")
    await centre.dispatcher.seat_lost("1001", centre.accounts["anna"].id)
    back = DutyEvent(kind=Kind.SEAT_BACK, at=centre.now, seat="1001")
    await centre.database.write(
        partial(record_for, account_id=centre.accounts["anna"].id, event=back)
    )
    await centre.dispatcher.check_suspects()
    centre.registered = set()
    await centre.dispatcher.check_suspects()
    assert await phone.state() == "answered"


async def lose(centre: CallCentre, login: str) -> None:
    lost = DutyEvent(kind=Kind.SEAT_LOST, at=centre.now, seat="1001")
    account_id = centre.accounts[login].id
    await centre.database.write(partial(record_for, account_id=account_id, event=lost))


async def test_a_lost_call_with_a_clerk_is_given_to_one_who_may_claim(centre: CallCentre) -> None:
    await centre.operator("clerk", "1201", desks=["tributi"], role=Role.LEVEL_TWO)
    phone = await centre.call(CITIZEN, to="q-tributi")
    await phone.answered_by(await phone.ring())
    await centre.dispatcher.seat_lost("1201")
    other = await centre.operator("other", "1202", desks=["tributi"], role=Role.LEVEL_TWO)
    await centre.after(1)
    (callback,) = await centre.callbacks()
    assert callback.holder_id == other
