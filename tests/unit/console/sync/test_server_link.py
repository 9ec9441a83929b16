"""What an answer that is none means: the end of a session, a missing file, or a server away."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import msgspec
import pytest

from console.errors import ServerRejected, ServerUnreachable, SessionExpired, VoicemailGone
from console.runtime.clock import ServerClock
from console.sync.call_link import CallLink
from console.sync.server_link import ServerLink
from contract.wire.session import ErrorReply, SessionReply

Server = Callable[[httpx.Request], httpx.Response]


@asynccontextmanager
async def a_link(server: Server) -> AsyncIterator[ServerLink]:
    async def store(_: SessionReply) -> None: ...

    async with httpx.AsyncClient(
        transport=httpx.MockTransport(server), base_url="https://server.test"
    ) as client:
        link = ServerLink(client, device_id="d", clock=ServerClock(), store_session=store)
        link.begin("token", "refresh")
        yield link


def refusal(status: int) -> httpx.Response:
    return httpx.Response(status, content=msgspec.json.encode(ErrorReply(code="no")))


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_a_renewal_that_is_refused_ends_the_session(status: int) -> None:
    def server(request: httpx.Request) -> httpx.Response:
        return refusal(status if request.url.path.endswith("/auth/refresh") else 401)

    async with a_link(server) as link:
        for _ in range(2):  # it stays ended
            with pytest.raises(SessionExpired):
                await CallLink(link).colleagues()


@pytest.mark.parametrize("status", [404, 429, 500, 503])
async def test_a_server_that_cannot_renew_now_costs_nobody_her_session(status: int) -> None:
    def server(request: httpx.Request) -> httpx.Response:
        return refusal(status if request.url.path.endswith("/auth/refresh") else 401)

    async with a_link(server) as link:
        for _ in range(2):
            with pytest.raises(ServerUnreachable):
                await CallLink(link).colleagues()


@pytest.mark.parametrize("status", [403, 404, 426, 500])
async def test_what_the_server_refuses_to_give_is_never_taken_for_a_file(status: int) -> None:
    async with a_link(lambda _: refusal(status)) as link:
        with pytest.raises((ServerRejected, ServerUnreachable), match=f"{status} no"):
            await link.download("/knowledge/figures-sheet/30")
        missed = {426: ServerRejected, 500: ServerUnreachable}.get(status, VoicemailGone)
        with pytest.raises(missed):
            await CallLink(link).voicemail("v-1")


async def test_a_file_is_all_the_server_sent() -> None:
    async with a_link(lambda _: httpx.Response(200, content=b"\0\xff")) as link:
        assert await link.download("/knowledge/figures-sheet/30") == b"\0\xff"
        assert await CallLink(link).voicemail("v-1") == b"\0\xff"
