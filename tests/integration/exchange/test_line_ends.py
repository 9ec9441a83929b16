"""A seat's line is in force with its present secret, over its newest connection, and no other."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import pytest

from contract.wire.phone_socket import CallState
from server.exchange.exchange_rpc import ExchangeRpc
from server.settings import ExchangeSettings
from server.usecases.accounts.manage_accounts import set_active
from server.usecases.accounts.mint_line_secret import LineSecrets
from tests.integration.phone.seat import Seat, citizens, seat
from tests.support.phones.wss_seat import WssSeat, wss_seat
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"
GONE = "SIP/2.0 481 No Such Call"


@asynccontextmanager
async def registered(exchange: Exchange) -> AsyncIterator[WssSeat]:
    async with wss_seat(exchange) as here:
        assert await here.register() == 200
        yield here


def rpc_of(exchange: Exchange) -> ExchangeRpc:
    realm = exchange.settings.realm
    return ExchangeRpc(exchange.rpc_url, realm=realm, key_file=exchange.key_file)


def contacts(exchange: Exchange) -> int:
    found = exchange.rpc("ul.lookup", "location", f"1001@{exchange.settings.realm}")
    return str(found).count("'Address'")


async def test_secret_that_is_gone_or_another_ends_what_a_line_may_say_of_a_call(
    own_exchange: Exchange,
) -> None:
    """Of a call the exchange knew before its restart; the call itself goes on."""
    exchange = own_exchange
    async with citizens(exchange) as town:
        async with registered(exchange) as here:
            dialog = await here.talk(CITIZEN)
            exchange.stop_kamailio(kill=True)
        citizen = town.calls[dialog.call_id]
        exchange.start_kamailio()
        exchange.set_secret("1001", "secret-of-1001")
        async with registered(exchange) as here:
            exchange.rpc("htable.delete", "ha1", "1001")
            assert (await here.within(dialog, "BYE")).start == GONE
            exchange.set_secret("1001", "of who signed in next")
            assert (await here.within(dialog, "BYE")).start == GONE
            exchange.set_secret("1001", "secret-of-1001")
            async with registered(exchange) as newer:
                assert (await here.within(dialog, "BYE")).start == GONE
                assert not citizen.ended.is_set()
                assert (await newer.within(dialog, "BYE")).status == 200
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_phone_of_a_disabled_account_is_refused_and_rung_no_more(exchange: Exchange) -> None:
    settings = ExchangeSettings(
        wss_urls=(exchange.wss_url,),
        realm=exchange.settings.realm,
        rpc_url=exchange.rpc_url,
        key_file=exchange.key_file,
    )
    async with (
        await RealServer.start(exchange=settings) as server,
        wss_seat(exchange, "1005") as here,
    ):
        await server.add_account("anna")
        line = (await server.sign_in("anna", seat="1005")).line
        assert line is not None
        here.secret = line.secret
        assert await here.register() == 200
        await server.database.write(lambda c: set_active(c, "anna", False, server.clock()))
        await LineSecrets(settings, server.database, server.clock).remind()
        assert not exchange.registered("1005")
        assert await here.register() == 401


async def test_phone_that_registers_takes_the_place_of_the_one_before(exchange: Exchange) -> None:
    async with registered(exchange), registered(exchange):
        assert contacts(exchange) == 1


async def test_call_that_is_up_outlives_the_secret_and_keeps_its_seat_until_it_is_over(
    exchange: Exchange,
) -> None:
    rpc = rpc_of(exchange)
    async with citizens(exchange) as town, seat(exchange) as here:
        assert (await rpc.known_secrets()).keys() == {"1001", "1002"}
        citizen = town.place_call()
        await here.answers()
        await rpc.forget_secret("1001")
        try:
            await rpc.unregister(["1001"], spare_known=True)
            assert "1001" in await rpc.registered_seats()
            citizen.hang_up()
            await here.becomes(CallState.ENDED)
            # The exchange forgets a call a moment after both ends have.
            await until(lambda: not exchange.rpc("dlg.list"))
            await rpc.unregister(["1001"], spare_known=True)
            assert "1001" not in await rpc.registered_seats()
        finally:
            exchange.set_secret("1001", "secret-of-1001")


async def _rung_by_a_citizen(town: Town, here: Seat, _: Seat) -> Callable[[], Awaitable[None]]:
    citizen = town.place_call()
    await here.answers()
    return _citizen_hangs_up(citizen)


async def _calling_a_citizen(town: Town, here: Seat, _: Seat) -> Callable[[], Awaitable[None]]:
    await here.phone.dial(CITIZEN)
    await here.becomes(CallState.ACTIVE)
    return _citizen_hangs_up(next(iter(town.calls.values())))


async def _calling_a_colleague(_: Town, here: Seat, other: Seat) -> Callable[[], Awaitable[None]]:
    await here.phone.dial(other.number)
    call = await other.answers()
    await here.becomes(CallState.ACTIVE)
    return partial(other.phone.hang_up, call.call)


def _citizen_hangs_up(citizen: CitizenCall) -> Callable[[], Awaitable[None]]:
    async def hang_up() -> None:
        citizen.hang_up()

    return hang_up


@pytest.mark.parametrize("talk", [_rung_by_a_citizen, _calling_a_citizen, _calling_a_colleague])
async def test_seat_without_secret_is_reached_in_its_call_after_its_registration_ran_out(
    exchange: Exchange,
    talk: Callable[[Town, Seat, Seat], Awaitable[Callable[[], Awaitable[None]]]],
) -> None:
    """Its phone has renewed it meanwhile, as often as the call was long."""
    rpc, line = rpc_of(exchange), exchange.line_of("1001")
    async with (
        citizens(exchange) as town,
        seat(exchange) as here,
        seat(exchange, "1002", is_ready=False) as other,
    ):
        await until(lambda: other.line.registered)
        other_end_hangs_up = await talk(town, here, other)
        await rpc.forget_secret("1001")
        try:
            for name in ("First", "Second"):
                exchange.rpc("ul.rm", "location", f"1001@{line.realm}")  # as its time does
                await here.phone.set_line(line, name)  # anew at once, as every few minutes
                await until(lambda: exchange.registered("1001"), what="renewed")
            await other_end_hangs_up()
            await here.becomes(CallState.ENDED)
        finally:
            exchange.set_secret("1001", "secret-of-1001")


async def test_seat_in_a_call_without_secret_renews_its_line_and_begins_no_call(
    exchange: Exchange,
) -> None:
    async with citizens(exchange), registered(exchange) as here, wss_seat(exchange) as other:
        dialog = await here.talk(CITIZEN)
        exchange.rpc("htable.delete", "ha1", "1001")
        try:
            assert await here.register() == 200
            assert (await here.invite(CITIZEN)).status == 407
            other.secret = "of somebody else"
            assert await other.register() == 401
            # A connection that was cut is made anew, and its line is still none that may ask more.
            other.secret = here.secret
            assert await other.register() == 200
            assert (await other.invite(CITIZEN)).status == 407
            assert (await other.within(dialog, "BYE")).status == 200
            await until(lambda: not exchange.rpc("dlg.list"))
            assert await other.register() == 401
        finally:
            exchange.set_secret("1001", "secret-of-1001")


async def test_seat_with_a_secret_is_spared(exchange: Exchange) -> None:
    rpc = rpc_of(exchange)
    async with registered(exchange):
        await rpc.unregister(["1001"], spare_known=True)
        assert "1001" in await rpc.registered_seats()
        await rpc.unregister(["1001"])
        assert "1001" not in await rpc.registered_seats()
