"""A citizen goes from one seat to another: blind, or after the colleagues spoke."""

import asyncio

import pytest

from console.errors import PhoneRefused
from contract.wire.phone_socket import Call, CallState
from tests.integration.phone.seat import Seat, citizens, seat
from tests.integration.phone.talk import (
    both_hear,
    citizen_hears_nothing,
    citizen_hears_seat,
    comes_to,
    ringing,
    seat_hears_citizen,
    seat_hears_seat,
    talk,
    talking,
)
from tests.support.waiting import until
from tools.citizens.citizen_call import CitizenCall, Send
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"


async def consults(one: Seat, two: Seat) -> tuple[Call, Call]:
    number = await one.phone.dial(two.number)
    there = await ringing(two)
    await two.phone.answer(there.call)
    here = await comes_to(one, number, CallState.ACTIVE)
    return here, await comes_to(two, there.call, CallState.ACTIVE)


async def follower(citizen: CitizenCall) -> CitizenCall:
    """The call that took the place of the citizen's first one."""
    await until(lambda: citizen.transferred_to, what="the citizen's side followed")
    assert citizen.transferred_to is not None
    return citizen.transferred_to


async def test_blind_transfer_rings_the_colleague_and_ends_here_when_she_answers(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        await one.phone.transfer(call.call, "1002")
        there = await ringing(two)
        assert (there.peer, there.queue, there.offer) == (CITIZEN, "", "")
        assert there.call_key not in ("", there.sip_id, call.call_key)
        await until(lambda: (call.call, 180, False) in one.heard.transfers)
        await citizen_hears_seat(citizen)  # until somebody answers she is not left alone
        await two.phone.answer(there.call)
        await comes_to(one, call.call, CallState.ENDED)
        assert one.heard.transfers[-1] == (call.call, 200, True)
        assert sum(final for _, _, final in one.heard.transfers) == 1
        new = await follower(citizen)
        await both_hear(two, there, new)
        new.hang_up()
        await comes_to(two, there.call, CallState.ENDED)


async def test_transfer_nobody_takes_leaves_the_citizen_with_the_operator(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        await one.phone.transfer(call.call, "1002")
        there = await ringing(two)
        with pytest.raises(PhoneRefused, match="wrong_state"):
            await one.phone.transfer(call.call, "1002")
        await two.phone.reject(there.call)
        await until(lambda: (call.call, 486, True) in one.heard.transfers)
        assert one.call is not None
        assert one.call.state is CallState.ACTIVE
        await citizen_hears_seat(citizen)
        await one.phone.transfer(call.call, "1999")  # nobody is signed in there
        await until(lambda: (call.call, 480, True) in one.heard.transfers)
        citizen.hang_up()
        await comes_to(one, call.call, CallState.ENDED)


class Overtaken:
    """Sends what a citizen says; the last report of a transfer gets there after her hold.

    Both go to the exchange at once, and whichever of its processes is faster passes its own on.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._report = b""

    def __call__(self, data: bytes, to: tuple[str, int] | None = None) -> None:
        if data.startswith(b"NOTIFY ") and b"terminated;" in data:
            self._report = data
            return
        if data.startswith(b"ACK ") and self._report:
            self._send(self._report)
            self._report = b""
        self._send(data, to)

    @property
    def holds_back(self) -> bool:
        return bool(self._report)


async def test_transfer_ends_here_also_when_its_last_report_was_overtaken(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        sends = citizen._send = Overtaken(citizen._send)
        await one.phone.transfer(call.call, "1002")
        there = await ringing(two)
        await two.phone.answer(there.call)
        await until(lambda: sends.holds_back, what="the last report is under way")
        citizen.hold()  # as some telephones do with the call they leave
        await comes_to(one, call.call, CallState.ENDED)
        assert one.heard.transfers[-1] == (call.call, 200, True)
        new = await follower(citizen)
        await seat_hears_citizen(two, there, new)
        new.hang_up()
        await comes_to(two, there.call, CallState.ENDED)


async def test_carrier_that_refuses_refer_is_told_with_its_code(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as one:
        town.follows_transfers = False
        citizen, call = await talking(one, town)
        await one.phone.transfer(call.call, "1002")
        await until(lambda: one.heard.transfers == [(call.call, 405, True)])
        await citizen_hears_seat(citizen)
        citizen.hang_up()
        await comes_to(one, call.call, CallState.ENDED)


async def test_citizen_who_gives_up_during_a_transfer_ends_it(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        await one.phone.transfer(call.call, "1002")
        there = await ringing(two)
        await until(lambda: (call.call, 180, False) in one.heard.transfers)
        citizen.hang_up()
        await comes_to(one, call.call, CallState.ENDED)
        number, status, is_over = one.heard.transfers[-1]
        # What came last: that it rang, or already what became of the call to the colleague.
        assert (number, is_over, status == 200) == (call.call, True, False)
        await comes_to(two, there.call, CallState.ENDED)


async def test_attended_transfer_joins_citizen_and_colleague_and_frees_the_first_seat(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        here, there = await consults(one, two)
        await citizen_hears_nothing(citizen)
        await seat_hears_seat(two, there, "1002")
        await one.phone.transfer_to(call.call, here.call)
        new = await follower(citizen)
        await asyncio.wait_for(new.answered.wait(), 45)
        await until(lambda: two.call and two.call.replaces == there.call, what="taken over")
        taken = await comes_to(two, two.call.call if two.call else 0, CallState.ACTIVE)
        assert (taken.peer, taken.replaces) == (CITIZEN, there.call)
        for ended in (call, here):
            await comes_to(one, ended.call, CallState.ENDED)
        assert one.heard.transfers[-1] == (call.call, 200, True)
        assert one.phone.snapshot.calls == ()
        await until(lambda: [told.call for told in two.phone.snapshot.calls] == [taken.call])
        await both_hear(two, taken, new)
        await two.phone.hang_up(taken.call)
        await asyncio.wait_for(new.ended.wait(), 45)


async def test_call_that_takes_over_a_muted_and_held_one_is_muted_and_held(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        here, there = await consults(one, two)
        await two.phone.mute(there.call, True)
        await two.phone.hold(there.call)
        await comes_to(two, there.call, CallState.HELD)
        await one.phone.transfer_to(call.call, here.call)
        new = await follower(citizen)
        await until(lambda: two.call and two.call.replaces == there.call, what="taken over")
        held = await comes_to(two, two.call.call if two.call else 0, CallState.HELD)
        assert held.is_muted
        await citizen_hears_nothing(new)
        await two.phone.resume(held.call)
        await comes_to(two, held.call, CallState.ACTIVE)
        await citizen_hears_nothing(new)
        await two.phone.mute(held.call, False)
        await citizen_hears_seat(new)
        new.hang_up()
        await comes_to(two, held.call, CallState.ENDED)


async def test_colleague_gives_the_citizen_back_beside_nothing_or_another_call(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        await one.phone.transfer(call.call, "1002")
        there = await ringing(two)
        await two.phone.answer(there.call)
        await comes_to(one, call.call, CallState.ENDED)
        new = await follower(citizen)
        another = town.place_call("+390611111111")
        second = await talk(one, another)
        await two.phone.transfer(there.call, "1001")
        back = await ringing(one, beside=second.call)
        assert back.peer == CITIZEN
        await one.phone.answer(back.call)
        await comes_to(one, second.call, CallState.HELD)
        active = await comes_to(one, back.call, CallState.ACTIVE)
        await seat_hears_citizen(one, active, await follower(new))
        for told in one.phone.snapshot.calls:
            await one.phone.hang_up(told.call)
        await comes_to(one, back.call, CallState.ENDED)


async def test_seat_follows_a_colleague_who_sends_it_to_another_seat(exchange: Exchange) -> None:
    exchange.set_secret("1003", "secret-of-1003")
    async with (
        seat(exchange) as one,
        seat(exchange, "1002") as two,
        seat(exchange, "1003") as three,
    ):
        here, there = await consults(one, two)
        await one.phone.transfer(here.call, "1003")
        rung = await ringing(three)
        assert rung.peer == "1002"
        await three.phone.answer(rung.call)
        await comes_to(one, here.call, CallState.ENDED)
        await comes_to(two, there.call, CallState.ENDED)
        assert two.call is not None
        assert (two.call.peer, two.call.replaces) == ("1003", there.call)
        await seat_hears_seat(three, rung, "1003")
        await three.phone.hang_up(rung.call)
        await comes_to(three, rung.call, CallState.ENDED)


async def test_seat_follows_nobody_to_a_telephone_number(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        here, there = await consults(one, two)
        await one.phone.transfer(here.call, "06 8888 8888")
        await until(lambda: (here.call, 603, True) in one.heard.transfers)
        assert town.taken.empty()
        await seat_hears_seat(two, there, "1002")
        await one.phone.hang_up(here.call)
        await comes_to(two, there.call, CallState.ENDED)
