"""The event stream: hints for what one may see, beats, resync, bye, and nothing left behind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import msgspec

from contract.domain.account import Role
from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.wire.session import SessionReply
from server.api.event_hub import STREAMS_OF_A_SESSION
from server.api.event_stream import HINT_GAP_S
from server.usecases.accounts.manage_accounts import set_active, set_desks
from server.usecases.accounts.sign_out import revoke_sessions_of
from tests.support.async_fixtures import async_fixture
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.waiting import PATIENCE_S, until

Event = tuple[str, dict[str, int], str]  # (name, data, id)


server = async_fixture(RealServer.start)


class Stream:
    """Reads one open stream event by event; figures of queues come in between and are no hints."""

    def __init__(self, answer: httpx.Response) -> None:
        self._lines = answer.aiter_lines()

    async def next(self) -> Event:
        fields: dict[str, str] = {}
        async for line in self._lines:
            if not line and fields["event"] == "figures":
                fields = {}
            elif not line:
                data = msgspec.json.decode(fields["data"], type=dict[str, int])
                return fields["event"], data, fields["id"]
            else:
                name, _, value = line.partition(": ")
                fields[name] = value
        return "end", {}, ""

    async def next_named(self, name: str) -> Event:
        """Return the next event of that name; others before it are passed over."""
        while True:
            event = await self.next()
            assert event[0] != "end", f"the stream ended before {name}"
            if event[0] == name:
                return event


@asynccontextmanager
async def listening(
    server: RealServer, session: SessionReply, last_event_id: str | None = None
) -> AsyncIterator[Stream]:
    headers = {"Last-Event-ID": last_event_id} if last_event_id else {}
    async with (
        server.client(session) as client,
        client.stream("GET", "/events", headers=headers, timeout=PATIENCE_S) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        stream = Stream(answer)
        assert (await stream.next())[0] == "beat"
        yield stream


def a_line(number: int) -> ThesaurusLine:
    return ThesaurusLine(id=f"t{number}", line=f"parola{number} > termine")


async def test_a_commit_becomes_a_hint_of_the_scopes_one_may_see(database_url: str) -> None:
    async with await RealServer.start(database_url) as server:
        session = await server.joined_by("anna")
        async with listening(server, session) as stream:
            await server.put("desk:tributi", a_line(0))  # not hers
            await server.add_knowledge(a_line(1))
            assert (await stream.next_named("hint"))[1] == {"kb": 1}


async def test_many_commits_become_few_hints_and_the_last_head_is_told(server: RealServer) -> None:
    session = await server.joined_by("anna")
    async with listening(server, session) as stream:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        for number in range(40):
            await server.add_knowledge(a_line(number))
        hints = []
        while not hints or hints[-1] != {"kb": 40}:
            hints.append((await stream.next_named("hint"))[1])
        assert len(hints) <= (loop.time() - begun) / HINT_GAP_S + 1


async def test_a_beat_comes_every_two_seconds_even_when_nothing_happens(server: RealServer) -> None:
    session = await server.joined_by("anna")
    async with listening(server, session) as stream:
        loop = asyncio.get_running_loop()
        gaps: list[float] = []  # on a busy computer one beat or the other is late
        while not any(1.5 < gap < 2.5 for gap in gaps):
            assert len(gaps) < 8, gaps
            start = loop.time()
            assert (await stream.next())[0] == "beat"
            gaps.append(loop.time() - start)


async def test_a_returning_listener_gets_what_it_missed(server: RealServer) -> None:
    session = await server.joined_by("anna")
    async with listening(server, session) as stream:
        await server.add_knowledge(a_line(1))
        _, _, last_id = await stream.next_named("hint")
    await server.add_knowledge(a_line(2))
    async with listening(server, session, last_id) as stream:
        assert (await stream.next())[:2] == ("hint", {"kb": 2})


async def test_after_a_restart_a_returning_listener_is_told_to_resync(server: RealServer) -> None:
    session = await server.joined_by("anna")
    async with listening(server, session) as stream:
        await server.add_knowledge(a_line(1))
        _, _, last_id = await stream.next_named("hint")
    await server.restart()
    for unknown in (last_id, "nonsense", "-", f"{last_id}x"):
        async with listening(server, session, unknown) as stream:
            assert (await stream.next())[0] == "resync"


async def test_a_revoked_session_hears_bye_and_the_stream_ends(server: RealServer) -> None:
    account = await server.add_account("anna")
    session = await server.sign_in("anna")
    async with listening(server, session) as stream:
        await server.database.write(lambda c: revoke_sessions_of(c, account.id, utc_now()))
        await stream.next_named("bye")
        assert (await stream.next())[0] == "end"


async def test_a_disabled_account_hears_bye(server: RealServer) -> None:
    session = await server.joined_by("anna")
    async with listening(server, session) as stream:
        await server.database.write(lambda c: set_active(c, "anna", False, utc_now()))
        await stream.next_named("bye")


async def test_new_desks_bring_a_resync_and_their_hints(server: RealServer) -> None:
    await server.add_account("lia", Role.LEVEL_TWO, desks=["tributi"])
    session = await server.sign_in("lia")
    async with listening(server, session) as stream:
        await server.database.write(lambda c: set_desks(c, "lia", ["anagrafe"], utc_now()))
        await stream.next_named("resync")
        await server.put("desk:anagrafe", a_line(1))
        assert (await stream.next_named("hint"))[1] == {"desk:anagrafe": 1}


async def test_what_another_process_commits_is_hinted_too(database_url: str) -> None:
    async with await RealServer.start(database_url) as server:
        session = await server.joined_by("anna")
        async with (
            await RealServer.start(database_url) as other,
            listening(server, session) as stream,
        ):
            await other.add_knowledge(a_line(1))
            assert (await stream.next_named("hint"))[1] == {"kb": 1}


async def test_listeners_that_go_are_forgotten_at_once(server: RealServer) -> None:
    session = await server.joined_by("anna")
    for _ in range(20):
        async with listening(server, session):
            assert len(server.running.hub) == 1
        await until(lambda: len(server.running.hub) == 0)


async def test_streams_end_when_the_server_stops(server: RealServer) -> None:
    session = await server.joined_by("anna")
    async with listening(server, session) as stream:
        server.running.hub.close()
        assert (await stream.next())[0] == "end"
    async with listening(server, session) as stream:
        assert (await stream.next())[0] == "end"


async def test_all_streams_of_a_session_hear_the_same_hint_and_the_oldest_gives_way(
    server: RealServer,
) -> None:
    session = await server.joined_by("anna")
    async with AsyncExitStack() as stack:
        opened = [
            await stack.enter_async_context(listening(server, session))
            for _ in range(STREAMS_OF_A_SESSION + 2)
        ]
        dropped, streams = opened[:2], opened[2:]
        for stream in dropped:
            assert (await stream.next())[0] == "end"
        await server.add_knowledge(a_line(1))
        for stream in streams:
            assert (await stream.next_named("hint"))[1] == {"kb": 1}
    await until(lambda: len(server.running.hub) == 0)
