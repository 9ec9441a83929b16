"""Whoever works chooses their own password: when they like, and in place of a temporary one."""

import asyncio
from typing import Any

import httpx
import pytest

from contract.domain.account import Role
from contract.wire.session import SessionReply
from server.usecases.accounts.manage_accounts import set_password
from tests.integration.server.accounts.test_sign_in import HandClock, code_of, reply, status_with
from tests.support.servers.real_server import PASSWORD, RealServer, hash_once, utc_now

NEW = "tavolo verde lince"
TEMPORARY = "given by somebody"


async def changed(
    server: RealServer, session: SessionReply, new: str = NEW, old: str = PASSWORD
) -> httpx.Response:
    async with server.client(session) as client:
        return await client.post("/auth/password", json={"password": old, "new_password": new})


async def login(server: RealServer, password: str, **more: Any) -> httpx.Response:
    body = {"login": "anna", "password": password, "device_id": "d1"}
    async with server.client() as client:
        return await client.post("/auth/login", json=body | more)


async def set_by_another(server: RealServer) -> None:
    hashed = await asyncio.to_thread(hash_once, TEMPORARY)
    await server.database.write(
        lambda c: set_password(c, "anna", hashed, utc_now(), "os:root", is_temporary=True)
    )


async def audited(server: RealServer) -> list[str]:
    rows = await server.database.read(lambda c: c.execute("SELECT * FROM audit ORDER BY seq"))
    return [row["action"] for row in rows]


async def test_who_changes_it_works_on_here_and_nowhere_else(database_url: str) -> None:
    async with await RealServer.start(database_url) as server:
        await server.add_account("anna", Role.EDITOR)
        elsewhere = await server.sign_in(device="d2")
        here = await server.sign_in()
        assert (await changed(server, here)).status_code == 204
        assert await status_with(server, here) == 200
        async with server.client() as client:
            renewed = {"refresh_token": elsewhere.refresh_token, "device_id": "d2"}
            assert (await client.post("/auth/refresh", json=renewed)).status_code == 401
        assert code_of(await login(server, PASSWORD)) == "bad_credentials"
        assert (await login(server, NEW)).status_code == 200
        assert "password_changed" in await audited(server)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("short", "password_length"),
        ("password1234", "password_guessed"),
        ("x" * 20, "password_guessed"),
        ("x" * 2000, "password_length"),
        ("849302750183 " * 100, "password_length"),
        (PASSWORD, "password_unchanged"),
    ],
)
async def test_a_new_one_keeps_the_rules_and_the_old_one_stays(new: str, code: str) -> None:
    async with await RealServer.start() as server:
        session = await server.joined_by("anna")
        for _ in range(6):  # whoever looks for a good one is no guesser
            answer = await changed(server, session, new)
            assert (answer.status_code, code_of(answer)) == (400, code)
        assert (await login(server, PASSWORD)).status_code == 200


async def test_at_an_unlocked_seat_nobody_guesses_the_password(database_url: str) -> None:
    clock = HandClock()
    async with await RealServer.start(database_url, clock=clock) as server:
        session = await server.joined_by("anna")
        for _ in range(5):
            answer = await changed(server, session, old="a guess")
            assert (answer.status_code, code_of(answer)) == (400, "bad_credentials")
        answer = await changed(server, session)
        assert (answer.status_code, code_of(answer)) == (429, "too_many_attempts")
        assert answer.headers["Retry-After"] == "2"
        # The one that came too soon as well: else all guesses after it leave no trace.
        assert (await audited(server)).count("password_refused") == 6
        clock.advance(seconds=2)
        assert (await changed(server, session)).status_code == 204


async def test_a_password_set_by_another_is_changed_before_anybody_is_in(
    database_url: str,
) -> None:
    async with await RealServer.start(database_url) as server:
        await server.add_account("anna")
        await set_by_another(server)
        for new, code in (
            ("", "password_temporary"),
            ("short", "password_length"),
            (TEMPORARY, "password_unchanged"),
        ):
            refused = await login(server, TEMPORARY, new_password=new)
            assert (refused.status_code, code_of(refused)) == (401, code)
        assert (await server.database.read(lambda c: c.execute("SELECT id FROM session"))) == []
        wrong = await login(server, "a guess", new_password=NEW)
        assert code_of(wrong) == "bad_credentials"
        session = reply(await login(server, TEMPORARY, new_password=NEW))
        assert await status_with(server, session) == 200
        assert code_of(await login(server, TEMPORARY, new_password="")) == "bad_credentials"
        assert (await login(server, NEW, new_password="")).status_code == 200
        assert "password_changed" in await audited(server)


async def test_a_console_of_before_is_let_in_with_it_and_the_audit_says_so() -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna")
        await set_by_another(server)
        assert (await login(server, TEMPORARY)).status_code == 200
        assert "sign_in_temporary" in await audited(server)
        # Not for ever: the first console that can asks for another one.
        assert code_of(await login(server, TEMPORARY, new_password="")) == "password_temporary"


async def test_a_password_that_was_set_anew_meanwhile_is_not_written_over() -> None:
    async with await RealServer.start() as server:
        session = await server.joined_by("anna")
        await set_by_another(server)
        answer = await changed(server, session)
        assert answer.status_code in (400, 401)
        assert (await login(server, TEMPORARY)).status_code == 200
