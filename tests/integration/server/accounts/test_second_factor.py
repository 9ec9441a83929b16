"""Digits of an authenticator beside the password: begun, asked for, used once, reset."""

import base64
from typing import Any

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from contract.domain.account import Role
from contract.wire.session import ErrorReply
from server.account_settings import AccountSettings
from server.usecases.accounts.manage_accounts import reset_factor
from server.usecases.accounts.second_factor import forget_begun_factors
from tests.integration.server.accounts.test_sign_in import HandClock, code_of, reply, status_with
from tests.support.servers.real_server import PASSWORD, RealServer

ASKED = AccountSettings(second_factor=(Role.TEAM_LEAD, Role.IT))


async def lead_at(server: RealServer) -> None:
    await server.add_account("carla", Role.TEAM_LEAD)


async def login(
    server: RealServer, code: str | None = "", password: str = PASSWORD, **more: Any
) -> httpx.Response:
    body = {"login": "carla", "password": password, "device_id": "d1", "code": code} | more
    async with server.client() as client:
        return await client.post("/auth/login", json=body)


def digits(secret: str, clock: HandClock) -> str:
    totp = TOTP(base64.b32decode(secret), 6, hashes.SHA1(), 30)
    return totp.generate(int(clock().timestamp())).decode()


async def begun(server: RealServer, clock: HandClock) -> dict[str, str]:
    """Sign in for the first time; return the secret and the codes."""
    refused = await login(server)
    assert code_of(refused) == "second_factor_new"
    shown = msgspec.json.decode(refused.content, type=ErrorReply).detail
    assert (await login(server, digits(shown["secret"], clock))).status_code == 200
    clock.advance(seconds=60)
    return shown


async def actions(server: RealServer) -> list[str]:
    rows = await server.database.read(lambda c: c.execute("SELECT * FROM audit ORDER BY seq"))
    return [row["action"] for row in rows]


async def test_whose_role_needs_it_begins_at_the_sign_in_and_is_asked_from_then_on(
    database_url: str,
) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock, accounts=ASKED) as server:
        await lead_at(server)
        shown = await begun(server, clock)
        assert f"secret={shown['secret']}" in shown["link"]
        assert len(set(shown["codes"].split())) == 8
        assert code_of(await login(server)) == "second_factor"
        session = reply(await login(server, digits(shown["secret"], clock)))
        assert await status_with(server, session) == 200
        assert "second_factor_begun" in await actions(server)
        # What was begun is asked for although the role needs none any more.
        server._accounts = AccountSettings()
        await server.restart()
        assert code_of(await login(server)) == "second_factor"


async def test_the_same_digits_open_nothing_twice_and_old_ones_nothing(database_url: str) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock, accounts=ASKED) as server:
        await lead_at(server)
        shown = await begun(server, clock)
        now = digits(shown["secret"], clock)
        assert (await login(server, f"{now[:3]} {now[3:]}")).status_code == 200
        assert code_of(await login(server, now)) == "second_factor_wrong"
        clock.advance(seconds=120)
        assert code_of(await login(server, now)) == "second_factor_wrong"
        slow = digits(shown["secret"], clock)
        clock.advance(seconds=30)  # the clock of a telephone is a little late
        assert (await login(server, slow)).status_code == 200


async def test_each_code_kept_on_paper_opens_once() -> None:
    clock = HandClock()
    async with await RealServer.start(clock=clock, accounts=ASKED) as server:
        await lead_at(server)
        first, second, *_ = (await begun(server, clock))["codes"].split()
        assert (await login(server, first.lower())).status_code == 200
        assert code_of(await login(server, first)) == "second_factor_wrong"
        assert (await login(server, second)).status_code == 200
        assert (await actions(server)).count("recovery_code_used") == 2


async def test_who_has_the_password_cannot_guess_the_digits(database_url: str) -> None:
    """A try with the password alone, or for another password, makes none of the guesses free."""
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock, accounts=ASKED) as server:
        await lead_at(server)
        await begun(server, clock)
        await server.database.write(
            lambda c: c.execute("UPDATE account SET password_is_temporary = 1")
        )
        tries = ({"code": "000000"}, {"code": ""}, {"code": "", "new_password": ""})
        codes = [code_of(await login(server, **tries[number % 3])) for number in range(6)]
        assert codes[-1] == "too_many_attempts"


async def test_one_that_was_begun_and_not_confirmed_counts_for_half_an_hour(
    database_url: str,
) -> None:
    """Its secret stood on a screen: who saw it then must not confirm it another day."""
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock, accounts=ASKED) as server:
        await lead_at(server)
        seen = msgspec.json.decode((await login(server)).content, type=ErrorReply).detail
        clock.advance(minutes=29)
        assert await server.database.write(lambda c: forget_begun_factors(c, clock())) == 0
        clock.advance(minutes=2)
        for is_forgotten in (False, True):
            refused = await login(server, digits(seen["secret"], clock))
            assert code_of(refused) == "second_factor_new"
            shown = msgspec.json.decode(refused.content, type=ErrorReply).detail
            assert shown["secret"] != seen["secret"]
            if not is_forgotten:
                clock.advance(minutes=31)
                assert await server.database.write(lambda c: forget_begun_factors(c, clock())) == 1
        assert (await login(server, digits(shown["secret"], clock))).status_code == 200
        clock.advance(days=9)
        assert await server.database.write(lambda c: forget_begun_factors(c, clock())) == 0


async def test_without_the_password_nothing_is_said_of_a_second_factor() -> None:
    clock = HandClock()
    async with await RealServer.start(clock=clock, accounts=ASKED) as server:
        await lead_at(server)
        assert code_of(await login(server, password="a guess")) == "bad_credentials"
        shown = await begun(server, clock)
        wrong = await login(server, digits(shown["secret"], clock), password="a guess")
        assert code_of(wrong) == "bad_credentials"
        # Nor were the digits used up by it.
        assert (await login(server, digits(shown["secret"], clock))).status_code == 200


async def test_a_console_of_before_is_kept_out_and_given_no_secret() -> None:
    async with await RealServer.start(accounts=ASKED) as server:
        await lead_at(server)
        refused = await login(server, None)
        assert (refused.status_code, code_of(refused)) == (401, "second_factor")
        assert msgspec.json.decode(refused.content, type=ErrorReply).detail == {}
        await server.add_account("anna")
        async with server.client() as client:
            body = {"login": "anna", "password": PASSWORD, "device_id": "d1"}
            assert (await client.post("/auth/login", json=body)).status_code == 200


async def test_an_administrator_resets_it_and_it_begins_anew() -> None:
    clock = HandClock()
    async with await RealServer.start(clock=clock, accounts=ASKED) as server:
        await lead_at(server)
        before = await begun(server, clock)
        await server.database.write(lambda c: reset_factor(c, "carla", clock(), "os:root"))
        assert "account_reset_factor" in await actions(server)
        after = await begun(server, clock)
        assert after["secret"] != before["secret"]
        assert code_of(await login(server, before["codes"].split()[0])) == "second_factor_wrong"


@pytest.mark.parametrize("key", ["secret", "codes"])
async def test_a_copy_of_the_database_gives_no_digits(key: str) -> None:
    clock = HandClock()
    async with await RealServer.start(clock=clock, accounts=ASKED) as server:
        await lead_at(server)
        shown = await begun(server, clock)
        rows = await server.database.read(lambda c: c.execute("SELECT * FROM second_factor"))
        kept = repr(rows) + repr(base64.b64decode(rows[0]["sealed"]))
        assert not any(one in kept for one in shown[key].split())
        assert base64.b32decode(shown["secret"]) not in base64.b64decode(rows[0]["sealed"])
        # In the row of somebody else it opens nothing.
        await server.add_account("lea", Role.TEAM_LEAD)
        await server.database.write(
            lambda c: c.execute(
                "UPDATE second_factor SET account_id = (SELECT id FROM account WHERE login = 'lea')"
            )
        )
        stolen = await login(server, digits(shown["secret"], clock), login="lea")
        assert code_of(stolen) == "second_factor_wrong"
