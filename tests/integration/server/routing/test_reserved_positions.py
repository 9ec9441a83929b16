"""Who asked to be called back while waiting keeps his place: an operator gets him at his turn."""

import asyncio
from datetime import timedelta
from itertools import count
from random import Random

import pytest
from msgspec.structs import replace

from contract.domain.account import Role
from contract.domain.agents.agent import DutyState
from contract.domain.callback import Callback, CallbackState
from contract.domain.case import CaseState
from contract.domain.ids import DeskId, QueueId
from contract.domain.queue import Entry, Queue
from contract.wire.claims import ClaimRequest
from contract.wire.duty import DutyReply, DutyReport, DutyStep, FirstCallback, SeatCall
from contract.wire.trunks import TrunkState
from server.store.calls.trunks import keep_trunks
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.contacts.claim_callback import claim_callback, expire_leases
from server.usecases.duty.take_reports import TakeReports
from tests.support.async_fixtures import async_fixture
from tests.support.phones.call_centre import CITY, NOW, CallCentre, Phone

CITIZEN, OTHER = "+390651230001", "+390651230002"
ARABIC = "0655550100"
QUEUE = Queue(
    id=QueueId("generale"),
    name="Informazioni",
    entries=(Entry(number=CITY), Entry(number=ARABIC, language="ar")),
    offers_callback_s=60,
    callback_desk_id=DeskId("tributi"),
    ring_s=15,
)


centre = async_fixture(lambda database_url: CallCentre.open(database_url, QUEUE))


async def asks_for_callback(centre: CallCentre, caller: str = CITIZEN, to: str = CITY) -> Phone:
    phone = await centre.call(caller, to=to)
    await phone.press("1")
    assert await phone.state() == "callback"
    return phone


async def reports(
    centre: CallCentre,
    login: str,
    seat: str,
    *,
    taking: tuple[str, ...] = (),
    not_calling: tuple[str, ...] = (),
    calls: str = "",
    state: str = "ringing",
    call_key: str = "k-9",
    steps: tuple[DutyStep, ...] = (),
) -> DutyReply:
    """Have a seat report; calls: whom its operator calls."""

    async def hears_nothing(lost: object) -> None:
        assert not lost

    take = TakeReports(database=centre.database, clock=lambda: centre.now, hear_lost=hears_nothing)
    session = CurrentSession(id="s-1", account=centre.accounts[login], device_id="d1", seat=seat)
    call = SeatCall(call_key=call_key, state=state, is_incoming=False, peer=calls)
    report = DutyReport(
        seat=seat,
        boot="b",
        registered=True,
        calls=(call,) if calls else (),
        taking=taking,
        not_calling=not_calling,
        steps=steps,
    )
    return await take(session, report)


async def told(centre: CallCentre, login: str, seat: str) -> FirstCallback | None:
    first = (await reports(centre, login, seat)).first
    return first[0] if first else None


async def only_callback(centre: CallCentre) -> Callback:
    (callback,) = await centre.callbacks()
    return callback


async def holder(centre: CallCentre) -> str:
    callback = await only_callback(centre)
    logins = {account.id: login for login, account in centre.accounts.items()}
    return logins[callback.holder_id] if callback.holder_id else ""


async def test_whoever_is_free_next_is_given_the_citizen_with_all_she_needs(
    centre: CallCentre,
) -> None:
    phone = await asks_for_callback(centre)
    centre.now += timedelta(seconds=90)
    anna = await centre.operator("anna", "1001")
    await centre.turn()
    first = await told(centre, "anna", "1001")
    assert first is not None
    assert (first.call_key, first.phone, first.queue_name) == (phone.key, CITIZEN, "Informazioni")
    assert (first.keeps_place, first.is_taken, first.waited_s) == (True, False, 90)
    assert first.until_at == centre.now + timedelta(seconds=QUEUE.ring_s)
    assert [(who, n.kind, n.phone) for who, n in centre.news] == [(anna, "callback_first", CITIZEN)]


async def test_he_is_served_after_who_came_before_and_before_who_came_after(
    centre: CallCentre,
) -> None:
    before = await centre.call("+390651230009")
    centre.now += timedelta(seconds=5)
    await asks_for_callback(centre)
    centre.now += timedelta(seconds=5)
    after = await centre.call(OTHER)
    await centre.operator("anna", "1001")
    await centre.turn()
    assert (await before.ring()).seat == "1001"
    assert (await only_callback(centre)).state is CallbackState.OPEN
    await centre.operator("bice", "1002")
    await centre.turn()
    assert await holder(centre) == "bice"
    assert after.waits
    await centre.operator("clara", "1003")
    await centre.turn()
    assert (await after.ring()).seat == "1003"


async def test_only_who_speaks_his_language_is_asked(centre: CallCentre) -> None:
    await centre.operator("anna", "1001")
    await asks_for_callback(centre, to=ARABIC)
    await centre.after(2)
    assert await holder(centre) == ""
    await centre.operator("amira", "1002", languages=[("it", 5), ("ar", 4)])
    await centre.after(1)
    assert await holder(centre) == "amira"
    first = await told(centre, "amira", "1002")
    assert first is not None
    assert first.language == "ar"


async def given_to_anna(centre: CallCentre) -> str:
    """Anna is given the citizen, Bice is free too; return the call's key."""
    phone = await asks_for_callback(centre)
    await centre.operator("anna", "1001")
    await centre.turn()
    assert await holder(centre) == "anna"
    await centre.operator("bice", "1002")
    await centre.turn()
    return phone.key


async def test_who_lets_him_pass_has_missed_him_and_the_next_is_asked(centre: CallCentre) -> None:
    await given_to_anna(centre)
    await centre.after(14)
    assert await holder(centre) == "anna"
    await centre.after(2)
    assert await holder(centre) == "bice"
    assert await told(centre, "anna", "1001") is None
    assert await centre.duty("anna") is DutyState.NOT_READY
    (row,) = await centre.rows("SELECT reason FROM duty WHERE seat = '1001'")
    assert row["reason"] == "missed_call"


async def test_a_lease_the_housekeeping_has_ended_passes_on_as_well(centre: CallCentre) -> None:
    await given_to_anna(centre)
    centre.now += timedelta(seconds=16)
    await centre.database.write(lambda c: expire_leases(c, centre.now))
    await centre.after(1)
    assert await holder(centre) == "bice"


async def test_who_refuses_is_followed_at_once(centre: CallCentre) -> None:
    key = await given_to_anna(centre)
    assert (await reports(centre, "anna", "1001", not_calling=(key,))).first == ()
    await centre.after(1)
    assert await holder(centre) == "bice"
    (row,) = await centre.rows("SELECT reason FROM duty WHERE seat = '1001'")
    assert row["reason"] == "declined"


async def test_who_takes_him_has_him_alone_and_a_reached_citizen_is_done(
    centre: CallCentre,
) -> None:
    key = await given_to_anna(centre)
    await centre.after(10)
    (first,) = (await reports(centre, "anna", "1001", taking=(key,))).first
    assert first.is_taken
    for _ in range(4):
        await reports(centre, "anna", "1001", calls=CITIZEN)
        await centre.after(20)
        assert await holder(centre) == "anna"
    await reports(centre, "anna", "1001", calls=CITIZEN, state="active")
    callback = await only_callback(centre)
    assert (callback.state, callback.attempts) == (CallbackState.DONE, 1)
    (case,) = await centre.rows("SELECT state, answer FROM case_")
    assert case["state"] == CaseState.CLOSED
    assert "toccava a lui" in case["answer"]
    await centre.after(60)
    assert await told(centre, "bice", "1002") is None


async def test_who_takes_him_too_late_is_not_told_to_dial(centre: CallCentre) -> None:
    key = await given_to_anna(centre)
    centre.now += timedelta(seconds=16)  # nobody has looked at the clock yet
    assert (await reports(centre, "anna", "1001", taking=(key,))).first == ()
    await centre.after(1)
    assert await holder(centre) == "bice"
    assert (await reports(centre, "anna", "1001", taking=(key,))).first == ()
    assert await holder(centre) == "bice"


async def test_a_citizen_who_does_not_answer_is_left_to_the_desk_for_later(
    centre: CallCentre,
) -> None:
    key = await given_to_anna(centre)
    await reports(centre, "anna", "1001", taking=(key,))
    await reports(centre, "anna", "1001", calls=CITIZEN)
    await reports(centre, "anna", "1001")
    await centre.after(31)
    await centre.after(1)
    callback = await only_callback(centre)
    assert (callback.state, callback.attempts) == (CallbackState.OPEN, 1)
    assert callback.window_start_at > centre.now + timedelta(hours=1)
    (attempt,) = await centre.rows("SELECT outcome, author_id FROM callback_attempt")
    assert attempt == {"outcome": "no_answer", "author_id": centre.accounts["anna"].id}
    assert await told(centre, "bice", "1002") is None
    assert await centre.duty("anna") is DutyState.READY


async def test_whoever_was_given_him_is_not_rung_meanwhile(centre: CallCentre) -> None:
    phone = await asks_for_callback(centre)
    await centre.operator("anna", "1001")
    await centre.turn()
    await reports(centre, "anna", "1001", taking=(phone.key,))
    other = await centre.call(OTHER)
    await centre.after(20)
    assert other.waits
    await centre.after(11)
    await centre.after(1)
    assert (await other.ring()).seat == "1001"


async def test_desk_and_operator_never_have_the_same_citizen(centre: CallCentre) -> None:
    await asks_for_callback(centre)
    await centre.operator("clerk", "1201", desks=["tributi"], is_ready=False, role=Role.LEVEL_TWO)
    clerk = centre.accounts["clerk"]
    await centre.operator("anna", "1001")
    await centre.turn()
    assert await holder(centre) == "anna"
    none = await centre.database.write(
        lambda c: claim_callback(c, clerk, ClaimRequest(), centre.now)
    )
    assert none.callback is None
    await centre.after(16)
    reply = await centre.database.write(
        lambda c: claim_callback(c, clerk, ClaimRequest(), centre.now)
    )
    assert reply.granted
    await centre.operator("bice", "1002")
    await centre.after(1)
    assert await holder(centre) == "clerk"
    assert (await told(centre, "bice", "1002"), await told(centre, "clerk", "1201")) == (None, None)


async def test_a_queue_may_leave_its_callbacks_to_the_desk(database_url: str) -> None:
    async with CallCentre.open(database_url, replace(QUEUE, callback_by_desk=True)) as centre:
        await centre.operator("anna", "1001", is_ready=False)
        await asks_for_callback(centre)
        await centre.ready("anna")
        await centre.after(5)
        assert await holder(centre) == ""


async def test_who_asked_outside_the_hours_is_called_by_the_desk(database_url: str) -> None:
    evening = NOW + timedelta(hours=3)
    queue = replace(QUEUE, hours="Mo-Fr 08:00-18:30")
    async with CallCentre.open(database_url, queue, now=evening) as centre:
        phone = await centre.call(CITIZEN)
        await phone.press("1")
        assert await phone.state() == "callback"
        await centre.operator("anna", "1001")
        await centre.after(5)
        assert await holder(centre) == ""
        centre.now += timedelta(hours=12, minutes=30)
        await centre.after(1)
        assert await holder(centre) == ""


async def test_after_his_window_he_is_the_desks(centre: CallCentre) -> None:
    await asks_for_callback(centre)
    centre.now += timedelta(hours=2, seconds=1)
    await centre.operator("anna", "1001")
    await centre.after(1)
    assert await holder(centre) == ""


async def test_nobody_is_given_a_citizen_while_no_line_leads_outside(centre: CallCentre) -> None:
    down = TrunkState(exchange="a", is_up=False, since_at=centre.now)
    await centre.database.write(lambda c: keep_trunks(c, (down,)))
    await asks_for_callback(centre)
    await centre.operator("anna", "1001")
    await centre.after(5)
    assert await holder(centre) == ""
    await centre.database.write(lambda c: keep_trunks(c, (replace(down, is_up=True),)))
    await centre.after(1)
    assert await holder(centre) == "anna"


async def test_a_server_that_starts_again_knows_whose_turn_it_is(centre: CallCentre) -> None:
    await given_to_anna(centre)
    await centre.restart()
    await centre.after(1)
    assert await holder(centre) == "anna"
    await centre.after(15)
    assert await holder(centre) == "bice"


@pytest.mark.parametrize("several", [3])
async def test_each_of_several_is_given_to_another_operator_in_their_order(
    centre: CallCentre, several: int
) -> None:
    keys = []
    for n in range(several):
        keys.append((await asks_for_callback(centre, f"+39065123000{n}")).key)
        centre.now += timedelta(seconds=1)
    seats = [(f"op{n}", f"100{n}") for n in range(1, several + 1)]
    for login, seat in seats:
        await centre.operator(login, seat)
        await centre.turn()
    given = [await told(centre, login, seat) for login, seat in seats]
    assert [first.call_key for first in given if first] == keys


class _Rush:
    """Operators who take, refuse and let pass, and a clerk who claims, all at once."""

    def __init__(self, centre: CallCentre, seats: dict[str, str]) -> None:
        self._centre = centre
        self._seats = seats
        self._chance = Random(7)
        self._numbers = count(1)
        self.dialling: dict[str, set[str]] = {}  # phone -> who was told that the citizen is hers

    async def moment(self) -> None:
        operators = (self._acts(login) for login in self._seats)
        await asyncio.gather(*operators, self._claims(), self._centre.dispatcher.turn())
        self._centre.now += timedelta(seconds=self._chance.choice([0, 3, 8, 16]))
        await self._centre.after(0)

    async def _acts(self, login: str) -> None:
        seat = self._seats[login]
        await self._centre.ready(login)
        reply = await reports(self._centre, login, seat)
        keys = tuple(first.call_key for first in reply.first)
        what = self._chance.choice(["take", "take", "refuse", "let pass"])
        if keys and what == "refuse":
            await reports(self._centre, login, seat, not_calling=keys)
        elif keys and what == "take":
            reply = await reports(self._centre, login, seat, taking=keys)
        for first in reply.first:
            if first.is_taken:
                await self._talks(login, seat, first.phone)

    async def _talks(self, login: str, seat: str, phone: str) -> None:
        self.dialling.setdefault(phone, set()).add(login)
        number = next(self._numbers)
        key = f"k-{number}"
        await reports(self._centre, login, seat, calls=phone, state="active", call_key=key)
        ended = DutyStep(number=number, wish="ended", call_key=key, at=self._centre.now)
        await reports(self._centre, login, seat, steps=(ended,))

    async def _claims(self) -> None:
        clerk, now = self._centre.accounts["clerk"], self._centre.now
        if self._chance.random() < 0.7:
            reply = await self._centre.database.write(
                lambda c: claim_callback(c, clerk, ClaimRequest(), now)
            )
            if reply.granted and reply.callback is not None:
                self.dialling.setdefault(reply.callback.caller.phone, set()).add("clerk")


async def test_whatever_happens_at_once_no_two_are_told_to_dial_the_same_citizen(
    database_url: str,
) -> None:
    seats = {f"op{n}": f"100{n}" for n in range(1, 5)}
    async with CallCentre.open(database_url, QUEUE) as centre:
        await centre.operator(
            "clerk", "1201", desks=["tributi"], is_ready=False, role=Role.LEVEL_TWO
        )
        for login, seat in seats.items():
            await centre.operator(login, seat, is_ready=False)
        for n in range(16):
            await asks_for_callback(centre, f"+3906512300{n:02}")
        rush = _Rush(centre, seats)
        for _ in range(30):
            await rush.moment()
    assert len(rush.dialling) > 8
    assert {"clerk"} in rush.dialling.values()
    assert [sorted(who) for who in rush.dialling.values() if len(who) > 1] == []
