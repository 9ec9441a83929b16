"""A citizen's call and a consultation beside it: one is spoken to, the other waits."""

import asyncio

import pytest

from console.errors import PhoneRefused
from contract.wire.phone_socket import Call, CallState, EndCause
from tests.integration.phone.seat import Seat, citizens, seat
from tests.integration.phone.talk import (
    both_hear,
    citizen_hears_all,
    citizen_hears_another,
    citizen_hears_nothing,
    citizen_hears_seat,
    comes_to,
    ringing,
    seat_hears_citizen,
    seat_hears_nothing,
    seat_hears_seat,
    talking,
)
from tests.support.waiting import until
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"
OTHER = "+390687654321"


async def consults(one: Seat, two: Seat) -> tuple[Call, Call]:
    """The first seat, in a call, dials the second, who answers. Returns both ends' calls."""
    number = await one.phone.dial(two.number)
    there = await ringing(two)
    await two.phone.answer(there.call)
    return await comes_to(one, number, CallState.ACTIVE), await comes_to(
        two, there.call, CallState.ACTIVE
    )


async def test_dialling_a_colleague_holds_the_citizen_and_resuming_swaps(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        here, there = await consults(one, two)
        assert (await comes_to(one, call.call, CallState.HELD)).hold_s == 0
        await citizen_hears_nothing(citizen)
        await seat_hears_seat(one, here, "1001")
        await seat_hears_seat(two, there, "1002")
        await one.phone.resume(call.call)
        await comes_to(one, call.call, CallState.ACTIVE)
        await comes_to(one, here.call, CallState.HELD)
        await until(lambda: two.call and two.call.is_peer_held)
        await both_hear(one, call, citizen)
        await seat_hears_nothing(two, there)
        await one.phone.resume(here.call)
        await comes_to(one, call.call, CallState.HELD)
        await seat_hears_seat(two, there, "1002")
        await one.phone.hang_up(here.call)
        await comes_to(two, there.call, CallState.ENDED)
        await one.phone.resume(call.call)
        await citizen_hears_seat(citizen)
        citizen.hang_up()
        await comes_to(one, call.call, CallState.ENDED)


async def test_third_call_is_refused_and_a_queues_call_never_is_the_second(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        await two.phone.set_available(False)
        another = town.place_call(OTHER)
        await asyncio.wait_for(another.ended.wait(), 45)
        assert {told.call for told in one.heard.calls} == {call.call}
        here, _ = await consults(one, two)
        with pytest.raises(PhoneRefused, match="busy"):
            await one.phone.dial(OTHER)
        await third_caller_is_told_busy(exchange, one)
        await one.phone.hang_up(here.call)
        citizen.hang_up()
        await comes_to(one, call.call, CallState.ENDED)


async def third_caller_is_told_busy(exchange: Exchange, one: Seat) -> None:
    exchange.set_secret("1003", "secret-of-1003")
    calls = len(one.phone.snapshot.calls)
    async with seat(exchange, "1003") as three:
        number = await three.phone.dial(one.number)
        ended = await comes_to(three, number, CallState.ENDED)
        assert (ended.cause, ended.code) == (EndCause.BUSY, 486)
    assert len(one.phone.snapshot.calls) == calls


async def test_colleagues_call_rings_beside_a_call_and_answering_it_holds_that(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        number = await two.phone.dial("1001")
        second = await ringing(one, beside=call.call)
        assert (second.peer, second.queue) == ("1002", "")
        await citizen_hears_seat(citizen)  # a soft tone for the operator alone
        await one.phone.answer(second.call)
        await comes_to(two, number, CallState.ACTIVE)
        await comes_to(one, call.call, CallState.HELD)
        await citizen_hears_nothing(citizen)
        await two.phone.hang_up(number)
        await comes_to(one, second.call, CallState.ENDED)
        await one.phone.resume(call.call)
        await citizen_hears_seat(citizen)
        citizen.hang_up()
        await comes_to(one, call.call, CallState.ENDED)


async def test_call_that_waits_rings_on_when_the_first_one_ends(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        await two.phone.dial("1001")
        second = await ringing(one, beside=call.call)
        citizen.hang_up()
        await comes_to(one, call.call, CallState.ENDED)
        await one.phone.answer(second.call)
        active = await comes_to(one, second.call, CallState.ACTIVE)
        await seat_hears_seat(one, active, "1001")
        await one.phone.hang_up(second.call)
        await comes_to(one, second.call, CallState.ENDED)


async def test_three_hear_each_other_and_who_remains_goes_on(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as one:
        citizen, call = await talking(one, town)
        number = await one.phone.dial(OTHER)
        other = await asyncio.wait_for(town.taken.get(), 45)
        second = await comes_to(one, number, CallState.ACTIVE)
        await comes_to(one, call.call, CallState.HELD)
        await one.phone.join(call.call, second.call)
        await until(lambda: all(told.is_joined for told in one.phone.snapshot.calls))
        assert {told.state for told in one.phone.snapshot.calls} == {CallState.ACTIVE}
        with pytest.raises(PhoneRefused, match="wrong_state"):
            await one.phone.hold(call.call)
        await one.phone.mute(call.call, True)  # the citizen hears the other alone, and the reverse
        await one.phone.mute(second.call, True)
        await until(lambda: all(told.is_muted for told in one.phone.snapshot.calls))
        await citizen_hears_another(citizen, OTHER)
        await citizen_hears_another(other, CITIZEN)
        await seat_hears_citizen(one, call, citizen)
        await seat_hears_citizen(one, second, other)
        for told in (call, second):
            await one.phone.mute(told.call, False)
        await citizen_hears_all(citizen, f"seat:{CITIZEN[1:]}", f"citizen:{OTHER[1:]}")
        await citizen_hears_all(other, f"seat:{OTHER[1:]}", f"citizen:{CITIZEN[1:]}")
        other.hang_up()
        await comes_to(one, second.call, CallState.ENDED)
        await until(lambda: one.call and not one.call.is_joined)
        await both_hear(one, call, citizen)
        citizen.hang_up()
        await comes_to(one, call.call, CallState.ENDED)


async def test_three_way_conversation_is_split_again(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen, call = await talking(one, town)
        await one.phone.mute(call.call, True)
        here, there = await consults(one, two)
        await one.phone.join(call.call, here.call)
        await until(lambda: all(told.is_joined for told in one.phone.snapshot.calls))
        assert next(c for c in one.phone.snapshot.calls if c.call == call.call).is_muted
        await one.phone.split(here.call, call.call)
        held = await comes_to(one, call.call, CallState.HELD)
        assert not held.is_joined
        await seat_hears_seat(two, there, "1002")
        await citizen_hears_nothing(citizen)
        await one.phone.resume(call.call)
        await citizen_hears_nothing(citizen)  # muted, as before the conversation
        await one.phone.mute(call.call, False)
        await citizen_hears_seat(citizen)
        for told in (here, call):
            await one.phone.hang_up(told.call)
        await comes_to(one, call.call, CallState.ENDED)
