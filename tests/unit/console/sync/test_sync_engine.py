"""The loop survives whatever a pass ends in, and says what is wrong."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
import msgspec
import pytest
from msgspec.structs import replace

from console.errors import ServerRejected, ServerUnreachable
from console.model.callbacks.case_file import AttemptResult
from console.model.contact.contact_draft import CallbackWish
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import ServerClock
from console.runtime.task_scope import TaskScope
from console.store.contact.draft_repository import attempt_draft, drafts
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue, waiting_commands, waiting_count
from console.store.replica.sync_cursor import add_scope, set_cursor, set_epoch
from console.store.session.notice_repository import unseen_notices
from console.sync import push, sync_engine
from console.sync.connection_state import ConnectionState
from console.sync.push import UNREAD_TRIES
from console.sync.server_link import ServerLink
from console.sync.sync_engine import SyncEngine
from console.usecases.callbacks.case_records import CaseRecords
from contract.domain.callback import AttemptOutcome
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, CaseActivity, CaseState
from contract.domain.contact import Disposition
from contract.domain.ids import ActivityId, CaseId, ContactId, new_command_id
from contract.wire.changes import Kind, PullReply, ScopeChanges
from contract.wire.commands import (
    BODY_LIMIT,
    AddCaseNote,
    Command,
    PushReply,
    PushRequest,
    Status,
    Verdict,
)
from contract.wire.session import ErrorReply
from tests.support.seats.seat import (
    DESK,
    NO_TOPICS,
    NOW,
    StoppedClock,
    a_callback,
    a_draft,
    an_account,
    drafts_in,
    open_replica,
    put_server_row,
)
from tests.support.waiting import comes, until


@pytest.fixture(autouse=True)
def no_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """What wakes the loop does so without the poll that would hide it seconds later."""
    monkeypatch.setattr(sync_engine, "POLL_S", 1e6)
    monkeypatch.setattr(sync_engine, "POLL_WITHOUT_STREAM_S", 1e6)


class _Server:
    """Answers pull with nothing new and push with what a test wants."""

    def __init__(self) -> None:
        self.status = Status.APPLIED
        self.of_one: dict[str, Status] = {}  # by command
        self.answers_commands = True
        self.pull: Any = PullReply(epoch="e1", scopes={})
        self.pushes = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/pull"):
            if isinstance(self.pull, Exception):
                raise self.pull
            return httpx.Response(200, content=msgspec.json.encode(self.pull))
        if request.url.path.endswith("/commands"):
            self.pushes += 1
            ids = [one["id"] for one in msgspec.json.decode(request.content)["commands"]]
            results = {one: Verdict(status=self.of_one.get(one, self.status)) for one in ids}
            reply = PushReply(epoch="e1", results=results if self.answers_commands else {})
            return httpx.Response(200, content=msgspec.json.encode(reply))
        return httpx.Response(404)


class _StrictServer(_Server):
    """Refuses a whole request that has a command it cannot read."""

    def __init__(self, unreadable: str, status: int) -> None:
        super().__init__()
        self._unreadable = unreadable
        self._status = status

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self._unreadable.encode() in request.content:
            code = msgspec.json.encode(ErrorReply(code="malformed"))
            return httpx.Response(self._status, content=code)
        return super().__call__(request)


class _Fixture:
    def __init__(
        self, database: Any, server: Callable[[httpx.Request], Any], *, jitter: float = 0.0
    ) -> None:
        self.database = database
        self.bugs: list[BaseException] = []
        feed: ChangeFeed = database._feed
        clock = ServerClock()
        self.client = httpx.AsyncClient(
            transport=httpx.MockTransport(server), base_url="https://server.test"
        )

        async def store(_: Any) -> None: ...

        link = ServerLink(self.client, device_id="d", clock=clock, store_session=store)
        link.begin("token", "refresh")
        self.state = ConnectionState(feed=feed, clock=clock)
        self.engine = SyncEngine(
            database=database,
            link=link,
            state=self.state,
            on_bug=lambda _, error: self.bugs.append(error),
            jitter=lambda: jitter,
        )


@pytest.mark.parametrize("status", [400, 413, 422])
async def test_a_command_that_no_server_can_read_is_given_back_and_those_behind_it_are_sent(
    database: LocalDatabase, status: int
) -> None:
    written = drafts_in(database)
    for name in ("c1", "c2", "c3"):
        await written.close(replace(a_draft(), contact_id=ContactId(name), call_key=name))
    waiting = await database.read(waiting_commands)
    one = _Fixture(database, _StrictServer(waiting[1].id, status))
    for _ in range(UNREAD_TRIES - 1):
        with pytest.raises(ServerRejected):
            await one.engine.sync_once()
        assert await database.read(waiting_count) == 2  # the first one has gone by itself
    await one.engine.sync_once()
    assert await database.read(waiting_count) == 0
    assert [draft.contact_id for draft in await database.read(drafts)] == ["c2"]
    [notice] = await database.read(unseen_notices)
    assert notice.code == "invalid"


async def test_what_waits_for_another_seat_stops_nothing_and_is_sent_again(
    database: LocalDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = drafts_in(database)
    for name in ("c1", "c2", "c3"):
        await written.close(replace(a_draft(), contact_id=ContactId(name), call_key=name))
    [held, *_] = await database.read(waiting_commands)
    server = _Server()
    server.of_one[held.id] = Status.HELD
    one = _Fixture(database, server)
    for _ in range(2):
        await one.engine.sync_once()
        assert [one.id for one in await database.read(waiting_commands)] == [held.id]
    assert server.pushes == 1, "it is not asked for at once"
    assert one.state.current.trouble == "", "nothing is wrong with the server"
    server.of_one.clear()
    monkeypatch.setattr(push, "HELD_FOR", timedelta())
    await one.engine.sync_once()
    assert await database.read(waiting_count) == 0
    await one.client.aclose()


async def test_what_a_newer_console_left_stops_nothing_and_is_sent_as_it_stands(
    database: LocalDatabase,
) -> None:
    strange = '{"id":"k9","at":"2026-01-01T00:00:00Z","data":{"type":"of_next_year"}}'
    await database.write(
        lambda c: c.execute("INSERT INTO outbox (command_id, body) VALUES ('k9', ?)", (strange,)),
        changes=frozenset({Topic.OUTBOX}),
    )
    await drafts_in(database).close(a_draft())
    server = _Server()
    server.status = Status.REJECTED
    one = _Fixture(database, server)
    assert len(await database.read(waiting_commands)) == 1
    await one.engine.sync_once()
    assert await database.read(waiting_count) == 0


async def test_a_server_that_cannot_write_now_gets_the_commands_later(
    database: LocalDatabase,
) -> None:
    server = _Server()
    server.status = Status.RETRY
    one = _Fixture(database, server)
    await drafts_in(database).close(a_draft())
    with pytest.raises(ServerUnreachable):
        await one.engine.sync_once()
    assert server.pushes == 1
    assert await database.read(waiting_count) == 1
    server.status = Status.APPLIED
    await one.engine.sync_once()
    assert await database.read(waiting_count) == 0
    await one.client.aclose()


async def test_a_server_that_gives_no_verdict_is_not_asked_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sync_engine, "MAX_ROUNDS", 3)
    async with open_replica() as database:
        server = _Server()
        server.answers_commands = False
        one = _Fixture(database, server)
        await drafts_in(database).close(a_draft())
        with pytest.raises(ServerUnreachable):
            await one.engine.sync_once()
        assert server.pushes == 3
        await one.client.aclose()


async def test_commands_go_in_batches_of_fifty_in_order(database: LocalDatabase) -> None:
    server = _Server()
    one = _Fixture(database, server)
    close = drafts_in(database).close
    for number in range(120):
        await close(a_draft(number))
    await one.engine.sync_once()
    assert server.pushes == 3
    assert await database.read(waiting_count) == 0
    await one.client.aclose()


async def test_large_commands_go_in_smaller_batches(database: LocalDatabase) -> None:
    server = _Server()
    one = _Fixture(database, server)
    close = drafts_in(database).close
    for number in range(30):
        await close(a_draft(number, description="à" * 19_000))
    await one.engine.sync_once()
    assert server.pushes == 3
    await one.client.aclose()


async def test_a_command_no_server_could_read_is_refused_here_and_the_others_go_on(
    database: LocalDatabase,
) -> None:
    await database.write(lambda c: set_epoch(c, "e1"), changes=NO_TOPICS)
    server = _Server()
    one = _Fixture(database, server)
    await database.write(lambda c: enqueue(c, _a_huge_note()), changes=NO_TOPICS)
    await drafts_in(database).close(a_draft())
    await one.engine.sync_once()
    assert await database.read(waiting_count) == 0
    assert server.pushes == 1
    (notice,) = await database.read(unseen_notices)
    assert notice.code == "too_large"
    await one.client.aclose()


def _a_huge_note() -> Command:
    activity = CaseActivity(
        id=ActivityId("note"),
        case_id=CaseId("case-1"),
        desk_id=DESK,
        kind=ActivityKind.NOTE,
        at=NOW,
        author_id=an_account().id,
        text="a" * BODY_LIMIT,
    )
    return Command(id=new_command_id(), at=NOW, data=AddCaseNote(activity=activity))


async def test_a_refused_contact_is_among_those_to_complete_and_can_be_closed_again(
    database: LocalDatabase,
) -> None:
    server = _Server()
    server.status = Status.REJECTED
    one = _Fixture(database, server)
    close = drafts_in(database).close
    wish = CallbackWish(window_start_at=NOW, window_end_at=NOW + timedelta(hours=2))
    written = a_draft(
        call_key="key-1",
        disposition=Disposition.FORWARDED,
        desk_id=DESK,
        phone_text="06 1234 5678",
        caller=CallerDetails(name="Prova", phone="+390612345678"),
        callback=wish,
        hold_s=3.0,
    )
    await close(written)
    await one.engine.sync_once()
    (back,) = await database.read(drafts)
    assert replace(back, saved_at=None) == replace(written, is_open=False)
    server.status = Status.APPLIED
    await close(back)
    await one.engine.sync_once()
    assert await database.read(drafts) == ()
    assert await database.read(waiting_count) == 0
    await one.client.aclose()


async def test_a_refused_result_waits_for_whoever_takes_the_callback_up_again(
    database: LocalDatabase,
) -> None:
    callback = replace(a_callback().claimed_by(an_account().id, "x", NOW), version=2)
    await database.write(lambda c: put_server_row(c, Kind.CALLBACK, callback), changes=NO_TOPICS)
    await CaseRecords(database=database, clock=StoppedClock()).record(
        AttemptResult(
            callback=callback,
            outcome=AttemptOutcome.SOLVED,
            note="Spiegato a voce.",
            case_state=CaseState.CLOSED,
        )
    )
    server = _Server()
    server.status = Status.REJECTED
    one = _Fixture(database, server)
    await one.engine.sync_once()
    back = await database.read(lambda c: attempt_draft(c, callback.id))
    assert back is not None
    assert (back.note, back.outcome) == ("Spiegato a voce.", "solved")
    await one.client.aclose()


async def test_a_bug_in_a_pass_is_reported_and_the_loop_goes_on(database: LocalDatabase) -> None:
    server = _Server()
    server.pull = ZeroDivisionError("a bug")
    one = _Fixture(database, server)
    scope = TaskScope(on_crash=lambda _, error: one.bugs.append(error))
    scope.start("sync", one.engine.run())
    await until(lambda: one.bugs)
    server.pull = PullReply(epoch="e1", scopes={})
    one.engine.wake()
    await until(lambda: one.state.current.online)
    await scope.close()
    await one.client.aclose()


async def test_a_full_disk_is_said_and_synchronisation_goes_on_later(
    database: LocalDatabase,
) -> None:
    server = _Server()
    one = _Fixture(database, server)
    await database.write(lambda c: set_epoch(c, "e1"), changes=NO_TOPICS)
    await database.write(
        lambda c: c.execute("PRAGMA max_page_count=1").fetchall(), changes=NO_TOPICS
    )
    await _grown_until_full(database)
    scope = TaskScope(on_crash=lambda _, error: one.bugs.append(error))
    server.pull = _many_rows()
    scope.start("sync", one.engine.run())
    await until(lambda: one.state.current.trouble == "disk_full")
    await database.write(
        lambda c: c.execute("PRAGMA max_page_count=1000000").fetchall(), changes=NO_TOPICS
    )
    server.pull = PullReply(epoch="e1", scopes={})
    one.engine.wake()
    await until(lambda: one.state.current.online)
    await scope.close()
    await one.client.aclose()
    assert one.bugs == []


async def test_work_wakes_the_loop(database: LocalDatabase) -> None:
    server = _Server()
    one = _Fixture(database, server)
    scope = TaskScope(on_crash=lambda _, error: one.bugs.append(error))
    scope.start("sync", one.engine.run())
    await until(lambda: one.state.current.online)
    await drafts_in(database).close(a_draft())
    await until(lambda: server.pushes == 1)
    await until(lambda: one.state.current.waiting == 0)
    await scope.close()
    await one.client.aclose()
    assert one.bugs == []


class _DyingLine:
    """A server whose stream and whose next answer to a pull end when a test says so."""

    def __init__(self) -> None:
        self.holds_pulls = self.is_away = False
        self.held = 0  # pulls that wait for their answer
        self.refused = 0  # pulls while the server is away
        self.stream_ends, self.pull_ends = asyncio.Event(), asyncio.Event()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        is_pull = request.url.path.endswith("/pull")
        if self.is_away:
            self.refused += is_pull
            raise httpx.ConnectError("the server is away", request=request)
        if request.url.path.endswith("/events"):
            return httpx.Response(200, content=self._beats(request))
        if is_pull and self.holds_pulls:
            self.held += 1
            await self.pull_ends.wait()
        return httpx.Response(200, content=msgspec.json.encode(PullReply(epoch="e1", scopes={})))

    async def _beats(self, request: httpx.Request) -> AsyncIterator[bytes]:
        yield b"event: beat\ndata: {}\n\n"
        await self.stream_ends.wait()
        raise httpx.ReadError("the line was cut", request=request)


async def test_an_answer_older_than_the_loss_of_the_line_is_no_proof_that_it_is_back(
    database: LocalDatabase,
) -> None:
    """Else the operator would read that a card was sent which waits on her seat."""
    server = _DyingLine()
    one = _Fixture(database, server)
    scope = TaskScope(on_crash=lambda _, error: one.bugs.append(error))
    scope.start("sync", one.engine.run())
    scope.start("stream", one.engine.stream.run())
    await until(lambda: one.state.current.online and one.engine.stream.is_live)
    seen: list[bool] = []
    server.holds_pulls = True
    one.engine.wake()
    await until(lambda: server.held)
    server.is_away = True
    server.stream_ends.set()
    await until(lambda: not one.state.current.online)
    one.state.feed.subscribe(
        frozenset({Topic.CONNECTION}), lambda: seen.append(one.state.current.online)
    )
    server.pull_ends.set()
    await until(lambda: server.refused, what="the pass after the one that was under way")
    assert True not in seen
    await scope.close()
    await one.client.aclose()
    assert one.bugs == []


class _ServerAway:
    """Away, until a test lets it answer; a stream that it holds open waits for the same."""

    def __init__(self, *, holds_streams: bool = False) -> None:
        self.holds_streams = holds_streams
        self.is_back = asyncio.Event()
        self.tells: asyncio.Queue[str] = asyncio.Queue()
        self.refused: set[str] = set()
        self.pulls = 0
        self.answers_pulls = True

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        what = request.url.path.rpartition("/")[2]
        if what == "events" and self.holds_streams:
            await self.is_back.wait()
        if not self.is_back.is_set() or (what == "pull" and not self.answers_pulls):
            self.refused.add(what)
            raise httpx.ConnectError("the server is away", request=request)
        if what == "events":
            return httpx.Response(200, content=self._events())
        self.pulls += 1
        return httpx.Response(200, content=msgspec.json.encode(PullReply(epoch="e1", scopes={})))

    async def _events(self) -> AsyncIterator[bytes]:
        told = "beat"
        while True:
            yield f"event: {told}\ndata: {{}}\n\n".encode()
            told = await self.tells.get()


@asynccontextmanager
async def _at(
    server: _ServerAway, prepare: Callable[[Connection], None] = lambda _: None
) -> AsyncIterator[_Fixture]:
    """Run a seat whose loops, left to themselves, ask a server that was away after days."""
    async with open_replica() as database:
        await database.write(prepare, changes=NO_TOPICS)
        one = _Fixture(database, server, jitter=1e6)
        scope = TaskScope(on_crash=lambda _, error: one.bugs.append(error))
        scope.start("sync", one.engine.run())
        scope.start("stream", one.engine.stream.run())
        yield one
        await scope.close()
        await one.client.aclose()
        assert one.bugs == []


@pytest.mark.parametrize("first", ["stream", "pull"])
async def test_whichever_finds_the_server_back_tells_the_other(first: str) -> None:
    server = _ServerAway(holds_streams=first == "stream")
    away = {"pull"} if first == "stream" else {"pull", "events"}
    async with _at(server) as one:
        await until(lambda: server.refused == away and one.state.current.trouble == "unreachable")
        server.is_back.set()
        if first == "pull":
            one.engine.wake()
        await until(lambda: one.state.current.online and one.engine.stream.is_live)


@pytest.mark.parametrize("news", ["hint", "resync"])
async def test_news_are_fetched_as_soon_as_the_stream_tells_of_them(news: str) -> None:
    server = _ServerAway()
    server.is_back.set()
    async with _at(server) as one:
        await until(lambda: one.state.current.online and one.engine.stream.is_live)
        for _ in range(3):  # more than what its coming alive asked for
            pulls = server.pulls
            server.tells.put_nowait(news)
            await until(lambda pulls=pulls: server.pulls > pulls)


async def test_a_pull_that_failed_while_the_stream_lives_is_made_again_at_its_next_beat() -> None:
    server = _ServerAway()
    server.is_back.set()
    async with _at(server) as one:
        await until(lambda: one.state.current.online and one.engine.stream.is_live)
        server.answers_pulls = False
        one.engine.wake()
        await until(lambda: one.state.current.trouble == "unreachable")
        server.answers_pulls = True
        server.tells.put_nowait("beat")
        await until(lambda: one.state.current.online)


class _ServerThatOnlyBeats(_ServerAway):
    """Takes commands of its life, and never brings what they did to the knowledge base."""

    def __init__(self) -> None:
        super().__init__()
        self.is_back.set()
        self.life = "e1"
        self.pushed: list[int] = []  # how many pulls there had been at each push
        self.tried = 0  # pulls, answered or not

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.tried += request.url.path.endswith("/pull")
        if not request.url.path.endswith("/commands"):
            answer = await super().__call__(request)
            if request.url.path.endswith("/pull"):
                scopes = {"kb": ScopeChanges(head=5)} if self.life == "e1" else {}
                reply = PullReply(epoch=self.life, scopes=scopes)
                return httpx.Response(200, content=msgspec.json.encode(reply))
            return answer
        self.pushed.append(self.pulls)
        asked = msgspec.json.decode(request.content, type=PushRequest)
        ids = [msgspec.json.decode(one, type=Command).id for one in asked.commands]
        verdict = Verdict(status=Status.APPLIED, marks={"kb": 6})
        results = dict.fromkeys(ids, verdict) if asked.epoch == self.life else {}
        reply = PushReply(epoch=self.life, results=results)
        return httpx.Response(200, content=msgspec.json.encode(reply))


async def _sent_by(one: _Fixture, server: _ServerThatOnlyBeats, number: int) -> None:
    before = len(server.pushed)
    await drafts_in(one.database).close(a_draft(number))
    await until(lambda: len(server.pushed) > before)


def _at_five(connection: Connection) -> None:
    set_epoch(connection, "e1")
    add_scope(connection, "kb")
    set_cursor(connection, "kb", 5)


@asynccontextmanager
async def _beaten_by(server: _ServerThatOnlyBeats) -> AsyncIterator[_Fixture]:
    async with _at(server, _at_five) as one:
        await until(lambda: one.state.current.online and one.engine.stream.is_live)
        yield one


async def test_work_is_sent_without_a_pull_while_the_stream_lives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sync_engine, "EFFECTS_WITHIN_S", 1e6)
    server = _ServerThatOnlyBeats()
    async with _beaten_by(server) as one:
        for number in range(6):
            await _sent_by(one, server, number)
        # The first ones may meet the pulls that the stream asked for when it came alive.
        assert server.pushed[-1] == server.pushed[2]
        one.engine.wake()
        await until(lambda: server.pulls > server.pushed[-1])


async def test_what_the_stream_does_not_bring_of_ones_own_work_is_pulled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sync_engine, "EFFECTS_WITHIN_S", 0.01)
    server = _ServerThatOnlyBeats()
    async with _beaten_by(server) as one:
        for number in range(3):
            await _sent_by(one, server, number)
            await until(lambda: server.pulls > server.pushed[-1])


async def test_a_pull_that_is_owed_and_fails_waits_as_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sync_engine, "EFFECTS_WITHIN_S", 0.01)
    server = _ServerThatOnlyBeats()
    async with _beaten_by(server) as one:
        server.answers_pulls = False
        await _sent_by(one, server, 0)
        await until(lambda: one.state.current.trouble == "unreachable")
        tried = server.tried
        for _ in range(50):
            await one.database.read(waiting_count)
        assert server.tried == tried, "the server would be asked without a rest"


async def test_a_server_that_lives_anew_is_asked_for_its_life_before_work_is_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sync_engine, "EFFECTS_WITHIN_S", 1e6)
    server = _ServerThatOnlyBeats()
    async with _beaten_by(server) as one:
        await _sent_by(one, server, 0)
        server.life = "e2"
        await drafts_in(one.database).close(a_draft(1))
        await until(lambda: len(server.pushed) == 3)
        assert server.pushed[2] > server.pushed[1]
        await comes(partial(one.database.read, waiting_count), lambda count: count == 0)


async def _grown_until_full(database: Any) -> None:
    from console.errors import LocalStoreBroken
    from console.store.session.session_record import set_fact

    for number in range(1000):
        try:
            await database.write(
                lambda c, n=number: set_fact(c, f"f{n}", "x" * 2000),
                changes=frozenset[Topic](),
                may_use_reserve=False,
            )
        except LocalStoreBroken:
            return


def _many_rows() -> PullReply:
    scopes = {f"desk:{n}" + "x" * 200: ScopeChanges(head=0, checksum=0) for n in range(300)}
    return PullReply(epoch="e2", scopes=scopes)
