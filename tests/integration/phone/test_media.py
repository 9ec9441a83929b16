"""A call whose sound stops: repaired, waited for, at last ended; and how well calls were heard."""

import asyncio
from statistics import fmean

import pytest

from console.errors import PhoneRefused
from console.model.calls.dialogue import VOICE
from contract.wire.phone_socket import CallState, EndCause
from tests.integration.phone.seat import TONES, Seat, citizens, seat
from tests.integration.phone.talk import (
    both_hear,
    citizen_hears_seat,
    comes_to,
    is_good,
    seat_hears_citizen,
    talking,
)
from tests.support.waiting import patience, until
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

LIMIT_S = 5.0
SHORT = (*TONES, "--test-dead-media", str(LIMIT_S))


async def test_call_from_which_nothing_comes_any_more_is_ended_as_dead(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange, flags=SHORT) as here:
        citizen, call = await talking(here, town)
        await seat_hears_citizen(here, call, citizen)
        citizen.media.may_send = False
        ended = await comes_to(here, call.call, CallState.ENDED, 60)
        assert ended.cause is EndCause.MEDIA_TIMEOUT
        await asyncio.wait_for(citizen.ended.wait(), 45)
        assert citizen.record.ended_by == "seat"


async def test_held_call_and_a_holding_citizen_may_be_silent_for_as_long_as_they_like(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange, flags=SHORT) as here:
        citizen, call = await talking(here, town)
        await here.phone.hold(call.call)
        await comes_to(here, call.call, CallState.HELD)
        await asyncio.sleep(LIMIT_S + 2)
        await here.phone.resume(call.call)
        await comes_to(here, call.call, CallState.ACTIVE)
        await seat_hears_citizen(here, call, citizen)
        citizen.hold()
        await until(lambda: here.call and here.call.is_peer_held)
        await asyncio.sleep(LIMIT_S + 2)
        citizen.resume()
        await until(lambda: here.call and not here.call.is_peer_held)
        await both_hear(here, call, citizen)
        citizen.hang_up()
        await comes_to(here, call.call, CallState.ENDED)


async def test_pause_in_the_sound_ends_nothing(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange, flags=SHORT) as here:
        citizen, call = await talking(here, town)
        citizen.media.may_send = False
        await asyncio.sleep(LIMIT_S / 2)
        citizen.media.may_send = True
        await asyncio.sleep(2)
        await seat_hears_citizen(here, call, citizen)
        citizen.hang_up()
        assert (await comes_to(here, call.call, CallState.ENDED)).cause is EndCause.HUNG_UP_THERE


async def no_more_is_told(here: Seat) -> bool:
    """Return whether nothing is measured any more; on a busy machine some was under way."""
    is_patient = patience()
    while is_patient():
        told = len(here.heard.qualities)
        await asyncio.sleep(6)
        if len(here.heard.qualities) == told:
            return True
    return False


async def test_quality_is_told_of_the_moment_and_at_the_end_of_the_whole_call(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen, call = await talking(here, town)
        await until(lambda: any(map(is_good, here.heard.qualities)), 60, "quality")
        moment = next(filter(is_good, here.heard.qualities))
        assert 1 <= moment.mos_min <= moment.mos_mean <= 4.5
        assert moment.device
        assert not moment.is_final
        # Both tunes sound without a pause: each second has its loudness, of either side.
        assert max(moment.rx_levels) >= VOICE
        assert max(moment.tx_levels) >= VOICE
        assert len(moment.rx_levels) == len(moment.tx_levels)
        await here.phone.hold(call.call)
        await comes_to(here, call.call, CallState.HELD)
        assert await no_more_is_told(here)  # silence that is meant says nothing of the line
        citizen.hang_up()
        await comes_to(here, call.call, CallState.ENDED)
        *moments, final = here.heard.qualities
        assert (final.is_final, final.call) == (True, call.call)
        assert final.mos == final.mos_mean
        # Of all its moments: on a busy machine there are bad ones before the good one.
        assert final.mos == pytest.approx(fmean(quality.mos for quality in moments))
        assert not any(quality.is_final for quality in moments)


async def test_hold_and_resume_that_the_exchange_cannot_carry_out_do_not_end_the_call(
    own_exchange: Exchange,
) -> None:
    async with citizens(own_exchange) as town, seat(own_exchange) as here:
        citizen, call = await talking(here, town)
        await citizen_hears_seat(citizen)
        for relay in (1, 2):
            own_exchange.kill_relay(relay)
        await here.phone.hold(call.call)
        await comes_to(here, call.call, CallState.HELD)
        await asyncio.sleep(2)
        assert here.call is not None
        assert here.call.state is CallState.HELD
        await here.phone.resume(call.call)
        await comes_to(here, call.call, CallState.ACTIVE)
        await asyncio.sleep(2)
        assert here.call is not None
        assert here.call.state is CallState.ACTIVE
        citizen.hang_up()
        assert (await comes_to(here, call.call, CallState.ENDED)).cause is EndCause.HUNG_UP_THERE


async def test_nothing_that_needs_the_exchange_is_tried_while_it_is_away(
    own_exchange: Exchange,
) -> None:
    async with citizens(own_exchange) as town, seat(own_exchange) as here:
        citizen, call = await talking(here, town)
        own_exchange.stop_kamailio(kill=True)
        await until(lambda: not here.line.registered)
        for refused in (
            here.phone.hold(call.call),
            here.phone.transfer(call.call, "1002"),
            here.phone.dial("1002"),
        ):
            with pytest.raises(PhoneRefused, match="no_line"):
                await refused
        assert here.call is not None
        assert here.call.state is CallState.ACTIVE
        await citizen_hears_seat(citizen)
        own_exchange.start_kamailio()
        own_exchange.set_secret("1001", "secret-of-1001")
        await until(lambda: here.line.registered)
        await here.phone.hold(call.call)
        await comes_to(here, call.call, CallState.HELD)
        citizen.hang_up()
        await comes_to(here, call.call, CallState.ENDED)
