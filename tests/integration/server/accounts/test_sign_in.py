"""Signing in, renewing and ending sessions, and what guessing passwords brings."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msgspec
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from contract.domain.account import Role
from contract.wire.session import ErrorReply, SessionReply
from server.store.engine.connection import Connection
from server.usecases.accounts import login_attempts
from server.usecases.accounts.manage_accounts import set_active
from server.usecases.accounts.sign_out import forget_old_sessions
from tests.support.servers.real_server import PASSWORD, RealServer

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


class HandClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **time: float) -> None:
        self.now += timedelta(**time)


def code_of(answer: httpx.Response) -> str:
    return msgspec.json.decode(answer.content, type=ErrorReply).code


async def login(
    client: httpx.AsyncClient, name: str = "anna", password: str = PASSWORD, device: str = "d1"
) -> httpx.Response:
    return await client.post(
        "/auth/login", json={"login": name, "password": password, "device_id": device}
    )


async def refresh(
    client: httpx.AsyncClient, session: SessionReply, device: str = "d1"
) -> httpx.Response:
    return await client.post(
        "/auth/refresh", json={"refresh_token": session.refresh_token, "device_id": device}
    )


def reply(answer: httpx.Response) -> SessionReply:
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=SessionReply)


async def status_with(server: RealServer, session: SessionReply) -> int:
    async with server.client(session) as client:
        return (await client.get("/snapshot/base")).status_code


async def test_an_operator_signs_in_and_gets_her_account_and_tokens(database_url: str) -> None:
    async with await RealServer.start(database_url) as server:
        account = await server.add_account("Anna", Role.LEVEL_TWO, desks=["tributi"])
        async with server.client() as client:
            session = reply(await login(client, "  ANNA "))
        assert session.account == account
        assert session.account.desk_ids == ("tributi",)
        assert session.line is None
        assert await status_with(server, session) == 200


async def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(
    database_url: str,
) -> None:
    async with await RealServer.start(database_url) as server:
        await server.add_account("anna")
        async with server.client() as client:
            wrong = await login(client, "anna", "not the password")
            unknown = await login(client, "nobody", "not the password")
        assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content)
        assert (wrong.status_code, code_of(wrong)) == (401, "bad_credentials")


async def test_a_disabled_account_is_told_so_only_with_the_right_password() -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna")
        await server.database.write(lambda c: set_active(c, "anna", False, START))
        async with server.client() as client:
            assert code_of(await login(client, "anna", "not the password")) == "bad_credentials"
            assert code_of(await login(client)) == "account_disabled"


async def test_guessing_passwords_is_slowed_more_and_more_and_never_locked(
    database_url: str,
) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock) as server:
        await server.add_account("anna")
        async with server.client() as client:
            for _ in range(5):
                assert (await login(client, "anna", "guess")).status_code == 401
            slowed = await login(client)
            assert (slowed.status_code, code_of(slowed)) == (429, "too_many_attempts")
            assert slowed.headers["Retry-After"] == "2"
            clock.advance(seconds=2)
            assert (await login(client, "anna", "guess")).status_code == 401
            assert (await login(client)).headers["Retry-After"] == "4"
            clock.advance(seconds=4)
            assert (await login(client)).status_code == 200
            assert (await login(client, "anna", "guess")).status_code == 401  # counted anew


async def test_whoever_guesses_elsewhere_keeps_nobody_out_of_the_computers_she_works_at(
    database_url: str,
) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock) as server:
        await server.add_account("anna")
        async with server.client() as client:
            assert (await login(client, device="desk-1")).status_code == 200
            clock.advance(hours=13)
            for _ in range(5):
                assert (await login(client, "anna", "guess", device="x")).status_code == 401
            assert (await login(client, device="desk-2")).status_code == 429
            assert (await login(client, device="desk-1")).status_code == 200
            # What came right there makes the guesses elsewhere no freer.
            assert (await login(client, "anna", "guess", device="x")).status_code == 429
            # At the known one, too, somebody who guesses is slowed down.
            for _ in range(5):
                await login(client, "anna", "guess", device="desk-1")
            assert (await login(client, device="desk-1")).status_code == 429


async def test_guessing_side_by_side_gains_nothing(database_url: str) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock) as server:
        await server.add_account("anna")
        async with server.client() as client:
            guesses = [login(client, "anna", f"guess {number}") for number in range(20)]
            answers = await asyncio.gather(*guesses)
        statuses = [answer.status_code for answer in answers]
        assert sorted(statuses) == [401] * 5 + [429] * 15


async def test_after_a_day_without_a_try_guesses_are_counted_anew() -> None:
    clock = HandClock()
    async with await RealServer.start(clock=clock) as server:
        await server.add_account("anna")
        async with server.client() as client:
            for _ in range(4):
                await login(client, "anna", "guess")
            clock.advance(hours=25)
            for _ in range(2):
                assert (await login(client, "anna", "guess")).status_code == 401


async def test_the_delay_outlives_a_restart_and_holds_for_unknown_logins() -> None:
    clock = HandClock()
    async with await RealServer.start(clock=clock) as server, server.client() as client:
        for _ in range(5):
            await login(client, "ghost", "guess")
        await server.restart()
        assert (await login(client, "ghost", "guess")).status_code == 429


async def test_many_accounts_tried_from_one_address_are_slowed_too(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(login_attempts, "ADDRESS_FREE", 4)
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock) as server:
        await server.add_account("anna")
        async with server.client() as client:
            assert (await login(client)).status_code == 200  # costs nothing
            for number in range(4):
                assert (await login(client, f"op{number}", "Estate2026!")).status_code == 401
            slowed = await login(client)
            assert (slowed.status_code, code_of(slowed)) == (429, "too_many_attempts")
            assert slowed.headers["Retry-After"] == "30"
            clock.advance(seconds=30)
            assert (await login(client)).status_code == 200
            assert (await login(client)).status_code == 200  # right ones do not use it up
            assert (await login(client, "op9", "Estate2026!")).status_code == 401
            assert (await login(client)).status_code == 429


async def test_a_computer_that_is_known_is_not_slowed_by_others_behind_its_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(login_attempts, "ADDRESS_FREE", 1)
    monkeypatch.setattr(login_attempts, "DEVICE_FREE", 2)
    clock = HandClock()
    async with await RealServer.start(clock=clock) as server:
        await server.add_account("anna")
        async with server.client() as client:
            assert (await login(client, device="desk-1")).status_code == 200
            clock.advance(hours=16)
            assert (await login(client, "op1", "guess", device="made-up")).status_code == 401
            assert (await login(client, device="made-up")).status_code == 429
            assert (await login(client, device="desk-1")).status_code == 200
            for number in range(2):
                wrong = await login(client, f"op{number}", "guess", device="desk-1")
                assert wrong.status_code == 401
            assert (await login(client, device="desk-1")).status_code == 429


async def test_a_session_is_renewed_and_the_lost_answer_is_given_again(database_url: str) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock) as server:
        first = await server.joined_by("anna")
        async with server.client() as client:
            second = reply(await refresh(client, first))
            clock.advance(seconds=59)
            again = reply(await refresh(client, first))
            assert again.refresh_token == second.refresh_token != first.refresh_token
            clock.advance(minutes=9)
            assert reply(await refresh(client, second)).refresh_token != second.refresh_token


async def test_a_refresh_token_used_after_its_successor_ends_the_session(
    database_url: str,
) -> None:
    async with await RealServer.start(database_url) as server:
        first = await server.joined_by("anna")
        async with server.client() as client:
            second = reply(await refresh(client, first))
            third = reply(await refresh(client, second))
            stolen = await refresh(client, first)
            assert (stolen.status_code, code_of(stolen)) == (401, "session_expired")
            assert (await refresh(client, third)).status_code == 401
        assert await status_with(server, third) == 401


async def test_a_predecessor_shown_after_a_minute_ends_the_session() -> None:
    clock = HandClock()
    async with await RealServer.start(clock=clock) as server:
        first = await server.joined_by("anna")
        async with server.client() as client:
            second = reply(await refresh(client, first))
            clock.advance(seconds=61)
            assert (await refresh(client, first)).status_code == 401
            assert (await refresh(client, second)).status_code == 401


async def test_a_refresh_token_is_worth_nothing_on_another_device() -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna")
        session = await server.sign_in("anna", device="d1")
        async with server.client() as client:
            assert (await refresh(client, session, device="d2")).status_code == 401
            assert (await refresh(client, session, device="d1")).status_code == 200


@pytest.mark.parametrize("damage", ["", "x", "x.1.y", ".", "..", "a.-1.b", "a.1", "é.1.é"])
async def test_a_made_up_refresh_token_is_refused(damage: str) -> None:
    async with await RealServer.start() as server:
        async with server.client() as client:
            answer = await client.post(
                "/auth/refresh", json={"refresh_token": damage, "device_id": "d1"}
            )
        assert (answer.status_code, code_of(answer)) == (401, "session_expired")


async def test_access_ends_after_ten_minutes_and_the_session_after_twelve_hours() -> None:
    clock = HandClock()
    async with await RealServer.start(clock=clock) as server:
        session = await server.joined_by("anna")
        clock.advance(seconds=599)
        assert await status_with(server, session) == 200
        clock.advance(seconds=2)
        assert await status_with(server, session) == 401
        async with server.client() as client:
            for _ in range(70):  # renewed all the time, the end stays where it was
                clock.advance(minutes=10)
                session = reply(await refresh(client, session))
            clock.advance(minutes=10)
            assert await status_with(server, session) == 401
            assert code_of(await refresh(client, session)) == "session_expired"


async def test_forged_access_tokens_are_refused() -> None:
    async with await RealServer.start() as server:
        session = await server.joined_by("anna")
        head, claims, signature = session.access_token.split(".")
        other_key = OctKey.import_key(b"k" * 32)
        content = {"sid": "x", "iat": 0, "exp": 9_999_999_999}
        forged = [
            f"{head}.{claims}.",
            f"{head}.{claims}.{signature[::-1]}",
            f"eyJhbGciOiJub25lIn0.{claims}.",
            jwt.encode({"alg": "HS256"}, content, other_key),
            "nonsense",
            "a.b.c",
        ]
        for token in forged:
            broken = msgspec.structs.replace(session, access_token=token)
            assert await status_with(server, broken) == 401, token


async def test_signing_out_ends_access_and_renewal_at_once(database_url: str) -> None:
    async with await RealServer.start(database_url) as server:
        session = await server.joined_by("anna")
        assert await status_with(server, session) == 200
        async with server.client(session) as client:
            assert (await client.post("/auth/logout")).status_code == 204
            assert (await refresh(client, session)).status_code == 401
        assert await status_with(server, session) == 401


async def test_what_was_asked_before_she_signed_out_lets_nobody_in_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with await RealServer.start(clock=HandClock()) as server:
        session = await server.joined_by("anna")
        read, was_read, go_on = server.database.read, asyncio.Event(), asyncio.Event()

        async def slow_first_read(work: Callable[[Connection], Any]) -> Any:
            result = await read(work)
            if not was_read.is_set():
                was_read.set()
                await go_on.wait()
            return result

        monkeypatch.setattr(server.database, "read", slow_first_read)
        asking = asyncio.create_task(status_with(server, session))
        await was_read.wait()
        async with server.client(session) as client:
            assert (await client.post("/auth/logout")).status_code == 204
        go_on.set()
        await asking
        assert await status_with(server, session) == 401


async def test_disabling_an_account_elsewhere_ends_its_sessions_within_seconds() -> None:
    clock = HandClock()
    async with await RealServer.start(clock=clock) as server:
        session = await server.joined_by("anna")
        assert await status_with(server, session) == 200
        await server.database.write(lambda c: set_active(c, "anna", False, START))
        clock.advance(seconds=3)
        assert await status_with(server, session) == 401
        async with server.client() as client:
            assert (await refresh(client, session)).status_code == 401


@pytest.mark.parametrize(
    "request_",
    [
        {"login": "anna", "password": PASSWORD, "device_id": ""},
        {"login": "anna", "password": PASSWORD, "device_id": "d" * 201},
        {"login": "a" * 201, "password": PASSWORD, "device_id": "d1"},
        {"login": "anna", "password": PASSWORD, "device_id": "d1", "seat": "1001; drop"},
        {"login": "anna\0", "password": PASSWORD, "device_id": "d1"},
    ],
)
async def test_a_login_no_console_makes_is_malformed(
    database_url: str, request_: dict[str, str]
) -> None:
    async with await RealServer.start(database_url) as server:
        async with server.client() as client:
            answer = await client.post("/auth/login", json=request_)
        assert answer.status_code in (400, 401)


async def test_signing_in_and_out_is_in_the_audit_without_names() -> None:
    async with await RealServer.start() as server:
        account = await server.add_account("anna")
        session = await server.sign_in("anna", seat="1001")
        async with server.client(session) as client:
            await login(client, "anna", "guess")
            await client.post("/auth/logout")
        rows = await server.database.read(
            lambda c: c.execute("SELECT account_id, action, subject FROM audit ORDER BY seq")
        )
        assert [row["action"] for row in rows] == [
            "account_add",
            "sign_in",
            "sign_in_refused",
            "sign_out",
        ]
        assert [row["subject"] for row in rows] == [account.id, "1001", "bad_credentials", "1001"]


async def test_too_many_tries_are_in_the_audit() -> None:
    async with await RealServer.start(clock=HandClock()) as server:
        account = await server.add_account("anna")
        async with server.client() as client:
            for _ in range(5):
                await login(client, "anna", "guess")
            assert (await login(client)).status_code == 429
        row = await server.database.read(
            lambda c: c.one("SELECT account_id, action, subject FROM audit ORDER BY seq DESC")
        )
        assert row == {
            "account_id": account.id,
            "action": "sign_in_refused",
            "subject": "too_many_attempts",
        }


async def test_sessions_that_ended_long_ago_are_forgotten(database_url: str) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock) as server:
        await server.add_account("anna")
        await server.sign_in("anna")
        clock.advance(days=30)
        await server.sign_in("anna")
        clock.advance(days=2)
        await server.database.write(lambda c: forget_old_sessions(c, clock()))
        rows = await server.database.read(lambda c: c.execute("SELECT id FROM session"))
        assert len(rows) == 1
