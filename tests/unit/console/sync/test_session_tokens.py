"""One renewal at a time, and no session lost to a disk or to an older answer."""

import asyncio

import pytest

from console.errors import LocalStoreBroken, ServerUnreachable, SessionExpired
from console.sync.session_tokens import SessionTokens
from contract.wire.session import SessionReply
from tests.support.seats.seat import an_account


def _reply(access: str) -> SessionReply:
    return SessionReply(
        access_token=access, access_expires_s=600, refresh_token="r2", account=an_account()
    )


class _Server:
    def __init__(self) -> None:
        self.renewals = 0
        self.stored: list[SessionReply] = []
        self.disk_error: LocalStoreBroken | None = None
        self.asked, self.answers = asyncio.Event(), asyncio.Event()
        self.answers.set()

    async def renew(self, refresh_token: str) -> SessionReply:
        self.renewals += 1
        self.asked.set()
        await asyncio.sleep(0)
        await self.answers.wait()
        return _reply(f"a{self.renewals + 1}")

    async def store(self, reply: SessionReply) -> None:
        if self.disk_error is not None:
            raise self.disk_error
        self.stored.append(reply)


def _tokens(server: _Server) -> SessionTokens:
    tokens = SessionTokens(renew=server.renew, store=server.store)
    tokens.begin("a1", "r1")
    return tokens


async def test_stream_push_and_look_up_refused_at_once_renew_once() -> None:
    server = _Server()
    tokens = _tokens(server)
    assert await asyncio.gather(*(tokens.refuse("a1") for _ in range(3))) == ["a2"] * 3
    assert server.renewals == 1


async def test_a_disk_that_takes_nothing_does_not_end_the_session() -> None:
    server = _Server()
    server.disk_error = LocalStoreBroken("full")
    tokens = _tokens(server)
    assert await tokens.refuse("a1") == "a2"
    assert await tokens.access() == "a2"


async def test_a_refusal_of_an_older_session_does_not_end_the_one_begun_meanwhile() -> None:
    tokens = _tokens(_Server())
    tokens.begin("of the new session", "r9")
    tokens.expire("a1")
    assert await tokens.access() == "of the new session"
    tokens.expire("of the new session")
    assert tokens.is_expired
    with pytest.raises(SessionExpired):
        await tokens.access()


async def test_a_session_gone_on_with_that_nothing_renews_is_over_until_a_sign_in() -> None:
    tokens = _tokens(_Server())
    tokens.begin("", None)
    with pytest.raises(SessionExpired):
        await tokens.access()
    assert tokens.is_expired
    tokens.begin("of the new session", "r9")
    assert not tokens.is_expired


async def test_a_session_renewed_after_she_left_is_not_stored_for_the_next_operator() -> None:
    server = _Server()
    tokens = _tokens(server)
    server.answers.clear()
    late = asyncio.create_task(tokens.refuse("a1"))
    await server.asked.wait()
    tokens.begin("", None)  # she signs out, and the next one in
    tokens.begin("of the next", "r9")
    server.answers.set()
    with pytest.raises(ServerUnreachable):
        await late
    assert server.stored == []
    assert await tokens.access() == "of the next"


async def test_an_order_the_server_refused_is_not_given_again_in_the_name_of_the_next() -> None:
    tokens = _tokens(_Server())
    sent_with = await tokens.access()
    tokens.begin("", None)  # she signs out, and the next one in, before the answer comes
    tokens.begin("of the next", "r9")
    with pytest.raises(ServerUnreachable):
        await tokens.refuse(sent_with)


async def test_an_older_token_of_the_same_session_is_renewed_by_the_one_in_use() -> None:
    server = _Server()
    tokens = _tokens(server)
    await tokens.refuse("a1")
    await tokens.refuse("a2")
    assert await tokens.refuse("a1") == "a3"
    assert server.renewals == 2


async def test_a_session_renewed_after_she_left_sends_nothing_in_nobodys_name() -> None:
    server = _Server()
    tokens = _tokens(server)
    server.answers.clear()
    late = asyncio.create_task(tokens.refuse("a1"))
    await server.asked.wait()
    tokens.begin("", None)
    server.answers.set()
    with pytest.raises(SessionExpired):
        await late
    assert server.stored == []
    assert not tokens.is_expired
