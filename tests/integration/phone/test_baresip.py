"""Calls with baresip, which is not ours: who hears what in each state."""

import asyncio

import pytest

from contract.wire.phone_socket import Call, CallState, EndCause
from tests.integration.phone.baresip import NUMBER, Baresip, baresip
from tests.integration.phone.seat import Seat, seat
from tests.integration.phone.talk import (
    CLEAR,
    MIXED,
    comes_through,
    comes_to,
    falls_silent,
    least_of,
    ringing,
    seat_hears,
    seat_hears_nothing,
)
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tools.services.exchange import Exchange
from tools.services.tone_pattern import share_of_frames_matching

pytestmark = pytest.mark.exchange

CITY = "sip:060606@sede.test"


here = async_fixture(lambda exchange: seat(exchange))
peer = async_fixture(lambda exchange: baresip(exchange))
two = async_fixture(lambda exchange: seat(exchange, "1002"))


async def both_hear(here: Seat, call: Call, peer: Baresip) -> None:
    async def listen() -> float:
        at_peer, at_seat = await asyncio.gather(peer.hears(), seat_hears(here, call))
        return min(
            share_of_frames_matching(at_peer, f"seat:{NUMBER}"),
            share_of_frames_matching(at_seat, f"citizen:{NUMBER}"),
        )

    await comes_through(listen, CLEAR)


async def neither_hears(here: Seat, call: Call, peer: Baresip) -> None:
    await asyncio.gather(hears_nothing(peer), seat_hears_nothing(here, call))


async def hears_nothing(peer: Baresip) -> None:
    await falls_silent(lambda: peer.hears(1))


async def calls(here: Seat) -> Call:
    """The seat calls baresip."""
    number = await here.phone.dial(f"+{NUMBER}")
    return await comes_to(here, number, CallState.ACTIVE)


async def consults(one: Seat, two: Seat) -> tuple[int, Call]:
    """The colleague answers: her call's number at the first seat, and the call at hers."""
    consultation = await one.phone.dial(two.number)
    there = await two.answers()
    await comes_to(one, consultation, CallState.ACTIVE)
    return consultation, there


async def test_baresip_calls_and_each_end_hears_the_other(here: Seat, peer: Baresip) -> None:
    peer.command("dial", CITY)
    call = await here.answers()
    assert call.peer == f"+{NUMBER}"
    await both_hear(here, call, peer)
    await until(lambda: peer.has_told("CALL_ESTABLISHED"))
    peer.command("hangup")
    ended = await here.becomes(CallState.ENDED)
    assert ended.cause is EndCause.HUNG_UP_THERE


async def test_baresip_gives_up_while_it_rings_and_is_given_up_on(
    here: Seat, exchange: Exchange
) -> None:
    async with baresip(exchange, answers=False) as peer:
        peer.command("dial", CITY)
        await here.rings()
        await until(lambda: peer.has_told("CALL_RINGING"))  # before it hears, it has none to end
        peer.command("hangup")
        ended = await here.becomes(CallState.ENDED)
        assert (ended.cause, ended.answered_mono_s) == (EndCause.HUNG_UP_THERE, None)
        number = await here.phone.dial(f"+{NUMBER}")
        await comes_to(here, number, CallState.RINGING)
        await here.phone.hang_up(number)
        assert (await comes_to(here, number, CallState.ENDED)).cause is EndCause.HUNG_UP_HERE
        await until(lambda: peer.has_told("CALL_CLOSED", times=2))


async def test_seat_calls_holds_and_mutes_baresip(here: Seat, peer: Baresip) -> None:
    call = await calls(here)
    await both_hear(here, call, peer)
    await here.phone.hold(call.call)
    await comes_to(here, call.call, CallState.HELD)
    await neither_hears(here, call, peer)
    await here.phone.resume(call.call)
    await comes_to(here, call.call, CallState.ACTIVE)
    await both_hear(here, call, peer)
    await here.phone.mute(call.call, True)
    await hears_nothing(peer)
    await here.phone.mute(call.call, False)
    await both_hear(here, call, peer)
    await here.phone.hang_up(call.call)
    await here.becomes(CallState.ENDED)
    await until(lambda: peer.has_told("CALL_CLOSED"))


async def test_baresip_holds_the_seat_and_neither_hears_the_other_meanwhile(
    here: Seat, peer: Baresip
) -> None:
    peer.command("dial", CITY)
    call = await here.answers()
    for _ in range(2):
        peer.command("hold")
        await until(lambda: here.call and here.call.is_peer_held)
        await neither_hears(here, call, peer)
        peer.command("resume")
        await until(lambda: here.call and not here.call.is_peer_held)
        await both_hear(here, call, peer)
    await here.phone.hang_up(call.call)
    await here.becomes(CallState.ENDED)


async def test_baresip_hears_the_seats_keys(here: Seat, peer: Baresip) -> None:
    peer.command("dial", CITY)
    call = await here.answers()
    await here.phone.dtmf(call.call, "12#0*9")
    await until(lambda: peer.digits() == "12#0*9", what=peer.digits())
    await here.phone.hang_up(call.call)
    await here.becomes(CallState.ENDED)


async def test_baresip_follows_a_blind_transfer(here: Seat, two: Seat, peer: Baresip) -> None:
    peer.command("dial", CITY)
    call = await here.answers()
    await here.phone.transfer(call.call, "06 0606")  # it names nobody who sent it
    there = await ringing(two)
    await two.phone.answer(there.call)
    active = await comes_to(two, there.call, CallState.ACTIVE)
    await comes_to(here, call.call, CallState.ENDED)
    assert here.heard.transfers[-1][1:] == (200, True)
    await both_hear(two, active, peer)
    await two.phone.hang_up(there.call)
    await comes_to(two, there.call, CallState.ENDED)


async def test_baresip_that_cannot_take_anothers_place_is_brought_together_by_the_bridge(
    here: Seat, two: Seat, peer: Baresip
) -> None:
    peer.command("dial", CITY)
    call = await here.answers()
    consultation, there = await consults(here, two)
    await here.phone.transfer_to(call.call, consultation)  # it knows no Replaces
    await until(lambda: (call.call, 404, True) in here.heard.transfers)
    assert {told.call for told in here.phone.snapshot.calls} == {call.call, consultation}
    await here.phone.join(call.call, consultation)
    await all_hear(two, there, peer)
    await here.phone.hang_up(call.call)
    await comes_to(here, call.call, CallState.ENDED)
    await two.phone.hang_up(there.call)
    await comes_to(here, consultation, CallState.ENDED)


async def all_hear(two: Seat, there: Call, peer: Baresip) -> None:
    """Joined: baresip hears both seats, the colleague the first seat and baresip."""

    async def listen() -> float:
        at_peer, at_seat = await asyncio.gather(peer.hears(3.2), seat_hears(two, there, 3.2))
        return min(
            least_of(at_peer, f"seat:{NUMBER}", "seat:1001"),
            least_of(at_seat, "seat:1002", f"citizen:{NUMBER}"),
        )

    await comes_through(listen, MIXED)


async def test_baresip_is_one_of_three_who_hear_each_other(
    here: Seat, two: Seat, peer: Baresip
) -> None:
    call = await calls(here)
    consultation, there = await consults(here, two)
    await here.phone.join(call.call, consultation)
    await all_hear(two, there, peer)
    await two.phone.hang_up(there.call)
    await comes_to(here, consultation, CallState.ENDED)
    await both_hear(here, call, peer)
    await here.phone.hang_up(call.call)
    await comes_to(here, call.call, CallState.ENDED)
