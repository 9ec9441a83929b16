"""Calls through the exchange, judged by what each end heard."""

import asyncio

import pytest

from console.errors import PhoneRefused
from contract.wire.phone_socket import CallState, EndCause
from tests.integration.phone.seat import citizens, seat
from tests.integration.phone.talk import (
    CLEAR,
    citizen_hears_nothing,
    comes_through,
    falls_silent,
    is_good,
    seat_hears_citizen,
    talk,
    talking,
)
from tests.support.waiting import PATIENCE_S, until
from tools.citizens.citizen_call import CitizenCall
from tools.services.exchange import Exchange
from tools.services.tone_pattern import Pcm, share_of_frames_matching

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"
DIGITS = CITIZEN.lstrip("+")


def says_seat(heard: Pcm) -> float:
    return share_of_frames_matching(heard, f"seat:{DIGITS}")


def says_citizen(heard: Pcm) -> float:
    return share_of_frames_matching(heard, f"citizen:{DIGITS}")


async def hear_seconds(call: CitizenCall, seconds: float) -> Pcm:
    """What the citizen hears from now on for that long."""
    start = call.media.arrived
    await until(lambda: call.media.arrived >= start + seconds * 8000, seconds + PATIENCE_S, "audio")
    return call.media.heard()[start:]


async def hears_seat(call: CitizenCall, seconds: float) -> None:
    async def listen() -> float:
        return says_seat(await hear_seconds(call, seconds))

    await comes_through(listen, 0.95)


async def test_citizens_call_rings_and_both_hear_each_other_and_nothing_else(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen = town.place_call(name="Anna Prova")
        ringing = await here.rings()
        assert (ringing.peer, ringing.peer_name) == (CITIZEN, "Anna Prova")
        assert ringing.queue == "informazioni"
        assert ringing.sip_id == citizen.call_id
        assert ringing.call_key not in ("", citizen.call_id)
        await talk(here, citizen)
        await hears_seat(citizen, 2)

        async def both_listen() -> float:
            there = await hear_seconds(citizen, 3)
            assert share_of_frames_matching(there, "seat:390699999999") < 0.7
            return min(says_seat(there), says_citizen(here.recording(ringing)[-3 * 8000 :]))

        await comes_through(both_listen, CLEAR)
        await here.phone.hang_up(ringing.call)
        ended = await here.becomes(CallState.ENDED)
        await asyncio.wait_for(citizen.ended.wait(), 45)
        assert len(here.recording(ended)) > 3 * 8000
        assert (citizen.record.ended_by, ended.cause) == ("seat", EndCause.HUNG_UP_HERE)


async def test_times_of_a_call_fit_the_citizens_on_the_same_clock(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen = town.place_call()
        await talk(here, citizen)
        citizen.hang_up()
        ended = await here.becomes(CallState.ENDED)
        assert ended.cause is EndCause.HUNG_UP_THERE
        assert ended.answered_mono_s is not None
        assert ended.ended_mono_s is not None
        assert citizen.record.answered_s is not None
        assert citizen.record.ended_s is not None
        # One clock for all; how late each hears of it is the machine's matter.
        assert 0 <= ended.started_mono_s - citizen.record.invited_s < PATIENCE_S
        assert abs(ended.answered_mono_s - citizen.record.answered_s) < PATIENCE_S
        assert abs(ended.ended_mono_s - citizen.record.ended_s) < PATIENCE_S


async def test_hold_silences_the_citizen_and_resume_brings_the_voice_back(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen, call = await talking(here, town)
        await hear_seconds(citizen, 0.5)
        await here.phone.hold(call.call)
        await here.becomes(CallState.HELD)
        await citizen_hears_nothing(citizen)
        await until(lambda: not citizen.media.may_send, what="the citizen is asked for silence")
        await here.phone.resume(call.call)
        resumed = await here.becomes(CallState.ACTIVE)
        assert resumed.hold_s > 1.0
        await hear_seconds(citizen, 0.3)
        await hears_seat(citizen, 3)
        await here.left_by(citizen)


async def test_muted_seat_sends_silence_and_still_hears(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen, call = await talking(here, town)
        await hear_seconds(citizen, 0.5)
        await here.phone.mute(call.call, True)
        await until(lambda: here.call and here.call.is_muted)
        await falls_silent(lambda: hear_seconds(citizen, 1))
        await seat_hears_citizen(here, here.last, citizen)
        await here.phone.mute(call.call, False)
        await until(lambda: here.call and not here.call.is_muted)
        await hear_seconds(citizen, 0.4)
        await hears_seat(citizen, 2)
        await here.left_by(citizen)


async def test_digits_reach_the_citizen_as_telephone_events(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen, call = await talking(here, town)
        await here.phone.dtmf(call.call, "12#0*9")
        await until(lambda: citizen.media.digits == "12#0*9", what=citizen.media.digits)
        with pytest.raises(PhoneRefused, match="bad_digits"):
            await here.phone.dtmf(call.call, "12;DROP")
        await here.left_by(citizen)


async def test_seat_calls_a_citizen_and_both_hear_each_other(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        call = await here.phone.dial("06 1234 5678")
        citizen = await asyncio.wait_for(town.taken.get(), 45)
        assert citizen.number == CITIZEN
        active = await here.becomes(CallState.ACTIVE)
        assert CallState.RINGING in [told.state for told in here.heard.calls]
        await hears_seat(citizen, 3)
        await seat_hears_citizen(here, active, citizen)
        await here.phone.hang_up(call)
        ended = await here.becomes(CallState.ENDED)
        assert not ended.is_incoming
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_outgoing_call_tells_busy_and_given_up(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        town.answer_after_s = None
        await here.phone.dial(CITIZEN)
        citizen = await asyncio.wait_for(town.taken.get(), 45)
        citizen.refuse("486 Busy Here")
        ended = await here.becomes(CallState.ENDED)
        assert (ended.cause, ended.code) == (EndCause.BUSY, 486)
        call = await here.phone.dial(CITIZEN)
        citizen = await asyncio.wait_for(town.taken.get(), 45)
        await here.becomes(CallState.RINGING)
        await here.phone.hang_up(call)
        await asyncio.wait_for(citizen.ended.wait(), 45)
        assert (await here.becomes(CallState.ENDED)).cause is EndCause.HUNG_UP_HERE


async def test_caller_who_gives_up_while_it_rings_ends_the_call(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen = town.place_call()
        await here.rings()
        citizen.cancel()
        ended = await here.becomes(CallState.ENDED)
        assert ended.cause is EndCause.HUNG_UP_THERE
        assert ended.answered_mono_s is None
        await asyncio.wait_for(citizen.ended.wait(), 45)
        assert citizen.record.status == 487


async def test_quality_is_told_while_a_call_is_up(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen = town.place_call()
        await talk(here, citizen)
        await until(lambda: any(map(is_good, here.heard.qualities)), 60, "quality")
        await here.left_by(citizen)


async def test_seat_without_a_microphone_can_neither_answer_nor_dial(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange, flags=("--test-no-device",)) as here:
        citizen = town.place_call()
        call = await here.rings()
        with pytest.raises(PhoneRefused, match="no_device"):
            await here.phone.answer(call.call)
        assert here.call is not None
        citizen.cancel()
        await here.becomes(CallState.ENDED)
        with pytest.raises(PhoneRefused, match="no_device"):
            await here.phone.dial(CITIZEN)
        assert here.phone.snapshot.has_microphone is False


async def test_commands_out_of_turn_are_refused_and_change_nothing(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen = town.place_call()
        ringing = await here.rings()
        for command in (here.phone.hold, here.phone.resume):
            with pytest.raises(PhoneRefused, match="wrong_state"):
                await command(ringing.call)
        await talk(here, citizen)
        with pytest.raises(PhoneRefused, match="wrong_state"):
            await here.phone.answer(ringing.call)
        with pytest.raises(PhoneRefused, match="wrong_state"):
            await here.phone.reject(ringing.call)
        with pytest.raises(PhoneRefused, match="wrong_state"):
            await here.phone.join(ringing.call, ringing.call)
        with pytest.raises(PhoneRefused, match="forbidden_number"):
            await here.phone.transfer(ringing.call, "899 123456")
        assert here.call is not None
        assert here.call.state is CallState.ACTIVE
        await here.left_by(citizen)
        with pytest.raises(PhoneRefused, match="unknown_call"):
            await here.phone.hang_up(ringing.call)
