"""The telephone line ends with the session, whatever ended that, and leaves calls alone."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from contract.domain.account import Role
from contract.wire import reason_codes
from contract.wire.session import SessionReply
from server.store.engine.connection import Connection
from server.usecases.accounts.manage_accounts import set_active, set_password
from server.usecases.accounts.mint_line_secret import RENEWED_WITHIN, LineSecrets
from server.usecases.accounts.session_tokens import REFRESH_FOR
from server.usecases.accounts.sign_out import end_sessions, forget_old_sessions, revoke_session
from tests.integration.server.accounts.test_line_secrets import RecordedExchange, a_server
from tests.support.servers.real_server import RealServer

LATER = timedelta(days=1) + REFRESH_FOR


@pytest.fixture
def exchange() -> Iterator[RecordedExchange]:
    running = RecordedExchange()
    yield running
    running.close()


class Clock:
    now = datetime(2026, 12, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def signed_in(server: RealServer, exchange: RecordedExchange) -> SessionReply:
    """Sign Anna in at 1001 and Bea at 1002; both phones register."""
    for login in ("anna", "bea"):
        await server.add_account(login)
    session = await server.sign_in("anna", seat="1001")
    await server.sign_in("bea", seat="1002", device="d2")
    exchange.registered |= {"1001", "1002"}
    return session


async def _disabled(server: RealServer) -> None:
    await server.database.write(lambda c: set_active(c, "anna", False, server.clock()))


async def _given_another_password(server: RealServer) -> None:
    await server.database.write(lambda c: set_password(c, "anna", "hash", server.clock()))


async def _made_an_editor(server: RealServer) -> None:
    words = {"role": Role.EDITOR.value}
    await server.database.write(
        lambda c: c.execute("UPDATE account SET role = :role WHERE login = 'anna'", words)
    )


async def _revoked(server: RealServer) -> None:
    def work(connection: Connection) -> None:
        (row,) = connection.execute("SELECT id FROM session WHERE seat = '1001'")
        revoke_session(connection, row["id"], server.clock())

    await server.database.write(work)


async def _ended_from_afar(server: RealServer) -> None:
    """Its console may send what it holds for a minute more."""

    def work(connection: Connection) -> None:
        (row,) = connection.execute("SELECT account_id FROM session WHERE seat = '1001'")
        end_sessions(
            connection, row["account_id"], reason_codes.SIGNED_OUT_BY_OTHERS, server.clock()
        )

    await server.database.write(work)


async def _forgotten(server: RealServer) -> None:
    """As in a backup that is restored after the session has ended."""
    await server.database.write(
        lambda c: c.execute("DELETE FROM session WHERE seat = :seat", {"seat": "1001"})
    )


@pytest.mark.parametrize(
    "end",
    [
        _disabled,
        _given_another_password,
        _made_an_editor,
        _revoked,
        _ended_from_afar,
        _forgotten,
    ],
)
async def test_the_line_of_a_session_that_has_ended_ends_at_the_next_turn(
    exchange: RecordedExchange, end: Callable[[RealServer], Awaitable[None]]
) -> None:
    settings = exchange.settings()
    async with await a_server(settings) as server:
        await signed_in(server, exchange)
        await end(server)
        await LineSecrets(settings, server.database, server.clock).remind()
        rows = await server.database.read(lambda c: c.execute("SELECT seat, line_digest FROM seat"))
    assert exchange.known.keys() == {"1002"}
    assert exchange.registered == {"1002"}
    assert {row["seat"] for row in rows if row["line_digest"]} == {"1002"}


async def test_the_line_of_a_session_that_expired_ends(exchange: RecordedExchange) -> None:
    settings, clock = exchange.settings(), Clock()
    async with await a_server(settings, clock) as server:
        await signed_in(server, exchange)
        clock.now += LATER
        await server.database.write(lambda c: forget_old_sessions(c, clock.now))
        await LineSecrets(settings, server.database, clock).remind()
    assert exchange.known == {}
    assert exchange.registered == set()


async def test_the_line_stays_while_a_console_in_a_call_renews_its_session(
    exchange: RecordedExchange,
) -> None:
    """It hears of the end with its next question only, twelve hours after the sign-in."""
    settings, clock = exchange.settings(), Clock()
    async with await a_server(settings, clock) as server:
        await signed_in(server, exchange)
        clock.now += REFRESH_FOR + timedelta(seconds=20)
        lines = LineSecrets(settings, server.database, clock)
        await lines.remind()
        assert exchange.known.keys() == exchange.registered == {"1001", "1002"}
        clock.now += RENEWED_WITHIN
        await lines.remind()
    assert exchange.known == {}


async def test_who_signs_in_at_another_seat_leaves_the_line_of_the_first(
    exchange: RecordedExchange,
) -> None:
    async with await a_server(exchange.settings()) as server:
        await signed_in(server, exchange)
        await server.sign_in("anna", seat="1003")
    assert exchange.known.keys() == {"1002", "1003"}
    assert exchange.registered == {"1002"}


async def test_who_takes_a_seat_over_does_not_share_it_with_the_phone_of_before(
    exchange: RecordedExchange,
) -> None:
    async with await a_server(exchange.settings()) as server:
        await signed_in(server, exchange)
        await server.sign_in("bea", seat="1001")
    assert exchange.known.keys() == {"1001"}
    assert exchange.registered == set()


@pytest.mark.parametrize(
    "call",
    [
        {"from_uri": "sip:+390612345678@t", "variables": [{"seat": "1001"}], "state": 4},
        {"from_uri": "sip:1001@exchange.test", "variables": [{"seat": "1002"}], "state": 2},
    ],
)
async def test_a_call_that_is_up_keeps_its_seat_registered_until_it_is_over(
    exchange: RecordedExchange, call: dict[str, object]
) -> None:
    settings = exchange.settings()
    async with await a_server(settings) as server:
        session = await signed_in(server, exchange)
        exchange.talking = [call]
        lines = LineSecrets(settings, server.database, server.clock)
        async with server.client(session) as client:
            await client.post("/auth/logout")
        await lines.remind()
        assert exchange.known.keys() == {"1002"}
        assert exchange.registered == {"1001", "1002"}
        exchange.talking = []
        await lines.remind()
        assert exchange.registered == {"1002"}


async def test_an_exchange_that_was_silent_at_the_sign_out_forgets_when_it_speaks_again(
    exchange: RecordedExchange,
) -> None:
    settings = exchange.settings()
    async with await a_server(settings) as server:
        session = await signed_in(server, exchange)
        exchange.answer = b"not json"
        known = dict(exchange.known)
        async with server.client(session) as client:
            await client.post("/auth/logout")
        # What it was told then it has not heard.
        exchange.calls = [("htable.sets", ["ha1", *one]) for one in known.items()]
        exchange.answer = None
        await LineSecrets(settings, server.database, server.clock).remind()
    assert exchange.known.keys() == {"1002"}
    assert exchange.registered == {"1002"}
