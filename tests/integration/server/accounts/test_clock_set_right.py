"""The server's clock was ahead and is set right: what was noted meanwhile keeps nobody out."""

from datetime import timedelta

import pytest

from server.usecases.accounts.sign_out import shorten_sessions
from tests.integration.server.accounts.test_second_factor import (
    ASKED,
    begun,
    digits,
    lead_at,
)
from tests.integration.server.accounts.test_second_factor import login as login_with
from tests.integration.server.accounts.test_sign_in import (
    HandClock,
    code_of,
    login,
    refresh,
    reply,
    status_with,
)
from tests.support.servers.real_server import RealServer

AHEAD = [timedelta(hours=20), timedelta(days=400)]


@pytest.mark.parametrize("ahead", AHEAD)
async def test_who_signed_in_meanwhile_signs_in_again(ahead: timedelta, database_url: str) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock) as server:
        await server.add_account("anna")
        async with server.client() as client:
            clock.now += ahead
            assert (await login(client)).status_code == 200
            clock.now -= ahead
            assert (await login(client)).status_code == 200


async def test_who_mistyped_a_password_meanwhile_waits_no_longer_than_the_longest_delay(
    database_url: str,
) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock) as server:
        await server.add_account("anna")
        async with server.client() as client:
            clock.now += AHEAD[1]
            for _ in range(5):
                assert (await login(client, "anna", "guess")).status_code == 401
            clock.now -= AHEAD[1]
            assert (await login(client)).status_code == 200
            for _ in range(5):
                assert (await login(client, "anna", "guess")).status_code == 401
            assert code_of(await login(client)) == "too_many_attempts", "guessing is slow again"


@pytest.mark.parametrize("ahead", AHEAD)
async def test_the_digits_of_an_authenticator_open_again(
    ahead: timedelta, database_url: str
) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock, accounts=ASKED) as server:
        await lead_at(server)
        shown = await begun(server, clock)
        clock.now += ahead
        assert (await login_with(server, digits(shown["secret"], clock))).status_code == 200
        clock.now -= ahead
        now = digits(shown["secret"], clock)
        assert (await login_with(server, now)).status_code == 200
        assert code_of(await login_with(server, now)) == "second_factor_wrong", "once, as ever"


async def test_a_session_that_began_meanwhile_lasts_no_longer_than_any_other(
    database_url: str,
) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock) as server:
        clock.now += AHEAD[1]
        session = await server.joined_by("anna")
        clock.now -= AHEAD[1]
        assert await status_with(server, session) == 401, "a token of ten minutes from then on"
        async with server.client() as client:
            session = reply(await refresh(client, session))
            assert await status_with(server, session) == 200
            await server.database.write(lambda c: shorten_sessions(c, clock()))
            clock.advance(hours=13)
            assert (await refresh(client, session)).status_code == 401
