"""Sign-in by an identity provider of another make, from the button to the session."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from contract.domain.account import Role
from contract.wire import reason_codes
from contract.wire.session import Hello
from server.settings import OidcSettings
from server.store.engine.connection import Connection, Row
from tests.support.duty.duty_window import DutyWindow
from tests.support.servers.identity_provider import (
    Browser,
    ProviderProcess,
    identity_provider,
    why_no_provider,
)
from tests.support.servers.provider_visits import REDIRECT, begin, code_of, finish, session_of
from tests.support.servers.real_server import RealServer

pytestmark = pytest.mark.skipif(bool(why_no_provider()), reason=why_no_provider())


@pytest.fixture(scope="module")
def process() -> Iterator[ProviderProcess]:
    with identity_provider() as provider:
        yield provider


@pytest.fixture
def provider(process: ProviderProcess) -> ProviderProcess:
    process.order(claims={}, inUserinfo=False)
    return process


@pytest.fixture
def oidc(provider: ProviderProcess, tmp_path: Path) -> OidcSettings:
    return provider.settings(tmp_path)


def audit(connection: Connection) -> list[Row]:
    return connection.execute("SELECT account_id, action, subject FROM audit ORDER BY seq")


async def test_who_the_provider_knows_is_signed_in(oidc: OidcSettings) -> None:
    async with (
        await RealServer.start(oidc=oidc) as server,
        server.client() as client,
        Browser() as browser,
    ):
        account = await server.add_account("anna")
        begun = await begin(client)
        session = session_of(
            await finish(client, begun, await browser.signed_in(begun.url, "Anna"), seat="1001")
        )
        assert session.account == account
        async with server.client(session) as signed_in:
            assert (await signed_in.get("/colleagues")).status_code == 200
        told = (await server.database.read(audit))[-2:]
        assert [(one["account_id"], one["action"]) for one in told] == [
            (account.id, "identified"),
            (account.id, "sign_in"),
        ]
        assert "anna" not in told[0]["subject"]


async def test_a_claim_that_the_city_names_is_found_in_the_userinfo_too(
    provider: ProviderProcess, oidc: OidcSettings
) -> None:
    provider.order(claims={"matricola": "M-1042"}, inUserinfo=True)
    oidc = replace(oidc, claim="matricola")
    async with (
        await RealServer.start(oidc=oidc) as server,
        server.client() as client,
        Browser() as browser,
    ):
        account = await server.add_account("m-1042")
        begun = await begin(client)
        brought = await browser.signed_in(begun.url, "anna")
        assert session_of(await finish(client, begun, brought)).account == account


async def test_a_provider_may_change_its_keys_in_the_middle_of_a_day(
    provider: ProviderProcess, oidc: OidcSettings
) -> None:
    async with await RealServer.start(oidc=oidc) as server, server.client() as client:
        await server.add_account("anna")
        for _ in range(2):
            async with Browser() as browser:
                begun = await begin(client)
                session_of(await finish(client, begun, await browser.signed_in(begun.url, "anna")))
            provider.order(keys=True)


async def test_a_code_is_worth_nothing_in_another_visit(oidc: OidcSettings) -> None:
    async with (
        await RealServer.start(oidc=oidc) as server,
        server.client() as client,
        Browser() as browser,
    ):
        await server.add_account("anna")
        mine, yours = await begin(client), await begin(client)
        code = (await browser.signed_in(yours.url, "anna"))["code"]
        iss = (await browser.signed_in(mine.url, "anna"))["iss"]
        stolen = await finish(client, mine, {"code": code, "iss": iss})
        assert code_of(stolen) == reason_codes.PROVIDER_REFUSED


async def test_a_code_without_the_secret_of_its_console_is_worth_nothing(
    oidc: OidcSettings,
) -> None:
    async with (
        await RealServer.start(oidc=oidc) as server,
        server.client() as client,
        Browser() as browser,
    ):
        await server.add_account("anna")
        begun = await begin(client)
        brought = await browser.signed_in(begun.url, "anna")
        answer = await finish(client, begun, brought, verifier="v" * 43)
        assert code_of(answer) == reason_codes.PROVIDER_REFUSED


async def test_a_code_that_was_sent_to_another_port_is_worth_nothing(oidc: OidcSettings) -> None:
    async with (
        await RealServer.start(oidc=oidc) as server,
        server.client() as client,
        Browser() as browser,
    ):
        await server.add_account("anna")
        begun = await begin(client)
        assert "40404" in REDIRECT
        brought = await browser.signed_in(begun.url.replace("40404", "50505"), "anna")
        assert code_of(await finish(client, begun, brought)) == reason_codes.PROVIDER_REFUSED


async def test_a_code_that_was_used_is_worth_nothing(oidc: OidcSettings) -> None:
    async with (
        await RealServer.start(oidc=oidc) as server,
        server.client() as client,
        Browser() as browser,
    ):
        await server.add_account("anna")
        first, second = await begin(client), await begin(client)
        brought = await browser.signed_in(first.url, "anna")
        session_of(await finish(client, first, brought))
        again = await finish(client, second, brought, state=second.state, verifier=first.verifier)
        assert code_of(again) == reason_codes.PROVIDER_REFUSED


async def test_the_next_operator_is_not_taken_for_the_one_whose_browser_it_was(
    oidc: OidcSettings,
) -> None:
    async with (
        await RealServer.start(oidc=oidc) as server,
        server.client() as client,
        Browser() as browser,
    ):
        for login in ("anna", "bruno"):
            await server.add_account(login)
            begun = await begin(client)
            brought = await browser.signed_in(begun.url, login)
            session = session_of(await finish(client, begun, brought))
            assert session.account.login == login
        assert browser.asked_for_name == 2


async def test_a_wrong_secret_of_ours_lets_nobody_in(
    provider: ProviderProcess, tmp_path: Path
) -> None:
    oidc = provider.settings(tmp_path)
    (tmp_path / "oidc-secret").write_text("un altro\n")
    async with (
        await RealServer.start(oidc=oidc) as server,
        server.client() as client,
        Browser() as browser,
    ):
        await server.add_account("anna")
        begun = await begin(client)
        brought = await browser.signed_in(begun.url, "anna")
        assert code_of(await finish(client, begun, brought)) == reason_codes.PROVIDER_REFUSED


async def test_the_session_is_bound_by_the_rules_of_every_other(oidc: OidcSettings) -> None:
    """One live session of an operator, one operator at a seat, whatever way they came."""
    async with (
        await RealServer.start(oidc=oidc) as server,
        server.client() as client,
        Browser() as browser,
    ):
        await server.add_account("anna")
        await server.add_account("bruno")
        by_password = await server.sign_in("anna", seat="1001", device="d9")
        begun = await begin(client)
        brought = await browser.signed_in(begun.url, "anna")
        session = session_of(await finish(client, begun, brought, seat="1002"))
        async with server.client(by_password) as elsewhere:
            assert code_of(await elsewhere.get("/colleagues")) == reason_codes.SIGNED_IN_ELSEWHERE
        anna = DutyWindow(server, session, "1002")
        await anna.wish("ready")
        begun = await begin(client, device="d2")
        brought = await browser.signed_in(begun.url, "bruno")
        answer = await finish(client, begun, brought, seat="1002", device_id="d2")
        assert code_of(answer) == reason_codes.SEAT_TAKEN


async def test_nobody_else_opens_a_locked_seat_nor_ends_the_session_behind_it(
    oidc: OidcSettings,
) -> None:
    async with (
        await RealServer.start(oidc=oidc) as server,
        server.client() as client,
        Browser() as browser,
    ):
        account = await server.add_account("anna")
        await server.add_account("capo", Role.TEAM_LEAD)
        session = await server.sign_in("anna", seat="1001")
        begun = await begin(client, account=account.id)
        brought = await browser.signed_in(begun.url, "capo")
        answer = await finish(client, begun, brought, seat="1001")
        assert code_of(answer) == reason_codes.OTHER_IDENTITY
        async with server.client(session) as still_in:
            assert (await still_in.get("/colleagues")).status_code == 200
        begun = await begin(client, account=account.id)
        brought = await browser.signed_in(begun.url, "anna")
        session_of(await finish(client, begun, brought, seat="1001"))


async def test_a_server_says_whether_and_under_which_name_there_is_a_provider(
    oidc: OidcSettings,
) -> None:
    async with await RealServer.start(oidc=oidc) as server, server.client() as client:
        hello = msgspec.json.decode((await client.get("/hello")).content, type=Hello)
        assert (hello.auth, hello.provider) == (("local", "oidc"), "Città")
