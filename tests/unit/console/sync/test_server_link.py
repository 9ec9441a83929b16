"""What an answer that is none means: the end of a session, a missing file, or a server away."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import msgspec
import pytest

from console.errors import ServerRejected, ServerUnreachable, SessionExpired, VoicemailGone
from console.runtime.clock import ServerClock
from console.sync.arriving_body import PART_BYTES
from console.sync.links.call_link import CallLink
from console.sync.server_link import SYNC_LIMIT_S, ServerLink
from contract.wire.session import ErrorReply, SessionReply
from tests.support.seats.leaping_loop import LeapingLoop

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


class SlowBody(httpx.AsyncByteStream):
    """Pieces of an answer, each of which takes so long; without an end where there are none."""

    def __init__(self, piece: bytes, every_s: float, pieces: int) -> None:
        self._piece = piece
        self._every_s = every_s
        self._pieces = pieces
        self.is_closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self._pieces):
            await asyncio.sleep(self._every_s)
            yield self._piece

    async def aclose(self) -> None:
        self.is_closed = True


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


def downloaded(body: SlowBody) -> int:
    """Return the size of what came; the clock leaps from piece to piece."""

    async def story() -> int:
        async with a_link(lambda _: httpx.Response(200, stream=body)) as link:
            return len(await link.download("/knowledge/figures-sheet/30"))

    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(story())


def test_an_answer_takes_as_long_as_the_line_needs_while_parts_of_it_come() -> None:
    body = SlowBody(bytes(PART_BYTES), every_s=0.75 * SYNC_LIMIT_S, pieces=20)
    assert downloaded(body) == 20 * PART_BYTES
    assert body.is_closed


def test_a_server_that_sends_a_byte_now_and_then_holds_nobody() -> None:
    body = SlowBody(b"x", every_s=0.15 * SYNC_LIMIT_S, pieces=PART_BYTES)
    with pytest.raises(ServerUnreachable, match="no answer in time"):
        downloaded(body)
    assert body.is_closed
