"""What the network, a restored server and time do to synchronisation."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from console.errors import ServerNotTrusted, ServerUnreachable, SessionExpired
from console.model.contact.unsent_input import Typed
from console.store.contact.contact_repository import own_contacts
from console.store.knowledge.knowledge_repository import topics
from console.store.replica.outbox import next_batch, waiting_count
from console.store.replica.sync_cursor import mismatches
from console.store.session.session_record import refresh_token
from console.store.session.unsent_input_record import unsent_input
from console.sync import sync_engine
from console.sync.applied_reply import apply_page, apply_reply
from console.sync.pull import question
from console.sync.server_link import ServerLink
from console.sync.tls import context_for
from console.usecases.session.save_unsent_input import SaveUnsentInput
from contract.domain.account import Role
from contract.domain.ids import EDITING_SCOPE, ContactId, TopicId, new_id
from contract.wire.changes import COPY_ROWS, PullReply
from contract.wire.commands import PushRequest
from contract.wire.session import Hello
from server.usecases.operations.installation import renew_epoch
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import a_draft
from tests.support.servers.real_server import PASSWORD, RealServer, ServerProcess
from tests.support.waiting import PATIENCE_S, comes, until

FOREVER: frozenset[Any] = frozenset()


def _draft(**changes: Any) -> Any:
    fields = {"contact_id": ContactId(new_id()), "topic_id": TopicId("tari")}
    return a_draft(**(fields | changes))


@asynccontextmanager
async def _seat(folder: Path) -> AsyncIterator[tuple[RealServer, ConsoleSeat]]:
    async with await RealServer.start() as server:
        await server.add_desk("tributi", "tari")
        await server.add_account("anna")
        async with a_seat(folder, server.transport()) as seat:
            yield server, seat


async def _contacts_at_server(server: RealServer) -> int:
    return await server.database.read(lambda c: c.one("SELECT count(*) AS n FROM contact", {})["n"])


async def _applied(seat: ConsoleSeat, asked: Any, reply: PullReply) -> Any:
    return await seat.database.write(
        lambda c: apply_reply(c, asked, reply, seat.clock()), changes=FOREVER
    )


class _Noting(httpx.AsyncBaseTransport):
    """Passes everything on, and notes which scopes are copied."""

    def __init__(self, way: httpx.AsyncBaseTransport) -> None:
        self._way = way
        self.copied: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        _, found, scope = request.url.path.partition("/snapshot/")
        if found:
            self.copied.append(scope)
        return await self._way.handle_async_request(request)


async def test_reports_and_revisions_come_after_the_entries_they_speak_of(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await server.add_desk("tributi", "tari")
        await server.add_account("edda", Role.EDITOR)
        way = _Noting(server.transport())
        async with a_seat(tmp_path, way, "edda") as seat:
            await seat.sync()
        assert len(way.copied) > 2
        assert way.copied[-1] == EDITING_SCOPE


async def test_an_answer_to_an_old_question_is_dropped_whole(tmp_path: Path) -> None:
    async with _seat(tmp_path) as (server, seat):
        await seat.sync()
        asked = await seat.database.read(question)
        old = await seat.link.pull(asked)
        await server.add_topic("ici", "tributi")
        await seat.sync()
        before = await seat.database.read(question)
        assert (await _applied(seat, asked, old)).is_behind
        assert await seat.database.read(question) == before
        assert len(await seat.database.read(topics)) == 2
        assert await seat.database.read(mismatches) == 0


async def test_an_answer_that_comes_twice_changes_nothing(tmp_path: Path) -> None:
    async with _seat(tmp_path) as (server, seat):
        await seat.sync()
        asked = await seat.database.read(question)
        await server.add_topic("ici", "tributi")
        reply = await seat.link.pull(asked)
        for _ in range(2):
            await _applied(seat, asked, reply)
        assert len(await seat.database.read(topics)) == 2
        await seat.sync()
        assert await seat.database.read(mismatches) == 0


async def test_a_page_of_another_position_or_epoch_is_not_staged(tmp_path: Path) -> None:
    async with _seat(tmp_path) as (_, seat):
        await seat.sync()
        page = await seat.link.snapshot("base", None)

        def staged(connection: Any) -> int:
            rows = connection.execute("SELECT count(*) FROM replica_row WHERE copy > 1")
            return int(rows.fetchone()[0])

        await seat.database.write(
            lambda c: apply_page(c, "base", "0:tributi", page), changes=FOREVER
        )
        foreign = type(page)(epoch="another", head=page.head, rows=page.rows)
        await seat.database.write(lambda c: apply_page(c, "base", None, foreign), changes=FOREVER)
        assert await seat.database.read(staged) == 0


async def test_a_batch_that_arrives_twice_is_recorded_once(tmp_path: Path) -> None:
    async with _seat(tmp_path) as (server, seat):
        await seat.sync()
        for _ in range(3):
            await seat.drafts.close(_draft())
        batch = await seat.database.read(lambda c: next_batch(c, 50))
        await seat.link.push(PushRequest(commands=tuple(raw for _, raw in batch)))
        await seat.sync()
        assert await _contacts_at_server(server) == 3
        assert await seat.database.read(waiting_count) == 0


async def test_a_server_restored_from_a_backup_gets_back_what_it_lost(tmp_path: Path) -> None:
    async with _seat(tmp_path / "seat") as (server, seat):
        await seat.sync()
        early = await seat.drafts.close(_draft())
        await seat.sync()
        await _copied(server, tmp_path / "backup.db")
        late = [(await seat.drafts.close(_draft())).id for _ in range(5)]
        typed = {"fault c1": Typed(words=("La rata sc", ""), typed_at=seat.clock())}
        await SaveUnsentInput(database=seat.database)(typed)
        await seat.sync()
        await _put_back(server, tmp_path / "backup.db")
        await server.database.write(renew_epoch)
        await server.restart()
        assert await _contacts_at_server(server) == 1
        await seat.sync()
        assert await _contacts_at_server(server) == 6
        shown = {one.id for one in await seat.database.read(lambda c: own_contacts(c, 9))}
        assert shown == {early.id, *late}
        assert await seat.database.read(waiting_count) == 0
        assert await seat.database.read(mismatches) == 0
        assert await seat.database.read(unsent_input) == typed, "typed here, the server has no part"


async def _copied(server: RealServer, backup: Path) -> None:
    assert server._folder is not None
    await server._close()
    shutil.copyfile(server._folder / "server.db", backup)
    await server._open()


async def _put_back(server: RealServer, backup: Path) -> None:
    """Put the file of before in its place, as a snapshot of the computer does."""
    assert server._folder is not None
    await server._close()
    shutil.copyfile(backup, server._folder / "server.db")
    for journal in ("server.db-wal", "server.db-shm"):
        (server._folder / journal).unlink(missing_ok=True)
    await server._open()


@pytest.mark.parametrize("elsewhere", [0, 9], ids=["short of the seat", "beyond the seat"])
async def test_a_server_put_back_without_a_word_gets_back_what_it_lost(
    tmp_path: Path, elsewhere: int
) -> None:
    async with _seat(tmp_path / "seat") as (server, seat):
        await seat.sync()
        await _copied(server, tmp_path / "snapshot.db")
        for _ in range(5):
            await seat.drafts.close(_draft())
        await seat.sync()
        await _put_back(server, tmp_path / "snapshot.db")
        # The same operator works at another seat: the numbers pass those that this one has seen.
        async with a_seat(tmp_path / "elsewhere", server.transport()) as other:
            for _ in range(elsewhere):
                await other.drafts.close(_draft())
            await other.sync()
        await seat.sign_in("anna", PASSWORD)
        await seat.sync()
        await seat.sync()
        assert await _contacts_at_server(server) == 5 + elsewhere
        assert len(await seat.database.read(lambda c: own_contacts(c, 99))) == 5 + elsewhere
        assert await seat.database.read(waiting_count) == 0


async def test_a_word_from_another_epoch_settles_nothing(tmp_path: Path) -> None:
    async with _seat(tmp_path) as (server, seat):
        await seat.sync()
        await server.database.write(renew_epoch)
        await server.restart()
        await seat.drafts.close(_draft())
        pushed = await seat.engine._push()
        assert pushed.settled == 0
        assert await seat.database.read(waiting_count) == 1
        await seat.sync()
        assert await seat.database.read(waiting_count) == 0
        assert await _contacts_at_server(server) == 1


async def test_a_copy_cut_in_the_middle_goes_on_where_it_stopped(tmp_path: Path) -> None:
    from contract.domain.ids import CardId
    from contract.domain.knowledge_entries.knowledge import ServiceCard

    cards = [
        ServiceCard(id=CardId(f"card-{n:04}"), title="t", topic_id=TopicId("tari"), say="s")
        for n in range(2 * COPY_ROWS + 1)
    ]
    async with _seat(tmp_path) as (server, seat):
        await server.add_knowledge(*cards)
        server.weather.lose_replies = 0
        pages = 0
        ask = seat.link.snapshot

        async def cut(scope: str, after: str | None) -> Any:
            nonlocal pages
            if scope == "kb" and (pages := pages + 1) == 2:
                raise ServerUnreachable
            return await ask(scope, after)

        seat.link.snapshot = cut  # type: ignore[method-assign]
        with pytest.raises(ServerUnreachable):
            await seat.sync()
        seat.link.snapshot = ask  # type: ignore[method-assign]
        before = len(server.requests)
        await seat.sync()
        asked = [path for _, path in server.requests[before:] if path.endswith("/kb")]
        assert len(asked) == 2  # the first of three pages was kept
        rows = await seat.database.read(
            lambda c: c.execute("SELECT count(*) FROM replica_row WHERE kind='card'").fetchone()[0]
        )
        assert rows == len(cards)


async def test_offline_is_shown_within_six_seconds_of_silence(tmp_path: Path) -> None:
    async with _seat(tmp_path) as (server, seat):
        seat.start_sync()
        took_s = [await _until_offline(server, seat)]
        while min(took_s) > 6.0:  # a computer that is busy every time shows itself in the figures
            assert len(took_s) < 10, took_s
            took_s.append(await _until_offline(server, seat))


async def _until_offline(server: RealServer, seat: ConsoleSeat) -> float:
    """Let the network fall silent and come back; return after how many seconds it was shown."""
    await until(lambda: seat.connection.current.online and seat.engine.stream.is_live)
    loop = asyncio.get_running_loop()
    server.weather.silent = True
    silent_at = loop.time()
    await until(lambda: not seat.connection.current.online)
    took_s = loop.time() - silent_at
    assert seat.connection.current.trouble == "unreachable"
    assert seat.connection.current.since_at is not None
    assert seat.connection.current.synced_at is not None
    server.weather.silent = False
    await until(lambda: seat.connection.current.online)
    return took_s


async def test_a_server_that_stops_is_noticed_at_once_and_work_made_meanwhile_is_sent(
    tmp_path: Path,
) -> None:
    async with _seat(tmp_path) as (server, seat):
        seat.start_sync()
        await until(lambda: seat.connection.current.online and seat.engine.stream.is_live)
        server.go_offline()
        await until(lambda: not seat.connection.current.online)
        await seat.drafts.close(_draft())
        await until(lambda: seat.connection.current.waiting == 1)
        server.go_online()
        await until(lambda: seat.connection.current.online)
        await until(lambda: seat.connection.current.waiting == 0)
        assert await _contacts_at_server(server) == 1


async def test_a_hint_brings_what_others_did_without_waiting_for_a_poll(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_engine, "POLL_S", 10 * PATIENCE_S)
    async with _seat(tmp_path) as (server, seat):
        seat.start_sync()
        await until(lambda: seat.connection.current.online and seat.engine.stream.is_live)
        await server.add_topic("ici", "tributi")
        await comes(lambda: seat.database.read(topics), lambda shown: len(shown) == 2)


async def test_an_access_token_that_ran_out_is_renewed_and_stored_before_use(
    tmp_path: Path,
) -> None:
    async with _seat(tmp_path) as (server, seat):
        first = await seat.database.read(refresh_token)
        seat.link.begin("forged", first)
        await seat.sync()
        second = await seat.database.read(refresh_token)
        assert second != first
        renewals = [path for _, path in server.requests if path.endswith("/auth/refresh")]
        assert len(renewals) == 1


async def test_many_calls_renew_the_session_once(tmp_path: Path) -> None:
    async with _seat(tmp_path) as (server, seat):
        seat.link.begin("forged", await seat.database.read(refresh_token))
        asked = await seat.database.read(question)
        await asyncio.gather(*(seat.link.pull(asked) for _ in range(5)))
        renewals = [path for _, path in server.requests if path.endswith("/auth/refresh")]
        assert len(renewals) == 1


async def test_a_lost_renewal_answer_does_not_log_the_operator_out(tmp_path: Path) -> None:
    async with _seat(tmp_path) as (server, seat):
        seat.link.begin("", await seat.database.read(refresh_token))
        server.weather.lose_replies = 1
        with pytest.raises(ServerUnreachable):
            await seat.sync()
        await seat.sync()


async def test_an_ended_session_is_told_and_work_stays_open(tmp_path: Path) -> None:
    async with _seat(tmp_path) as (_, seat):
        seat.link.begin("forged", "forged")
        seat.start_sync()
        await until(lambda: seat.connection.current.trouble == "session_expired")
        contact = await seat.drafts.close(_draft())
        assert contact.id in {
            one.id for one in await seat.database.read(lambda c: own_contacts(c, 9))
        }
        assert await seat.unlock(PASSWORD)
        seat.engine.wake()
        await until(lambda: seat.connection.current.waiting == 0 and seat.connection.current.online)


async def test_who_signs_in_elsewhere_leaves_nothing_unsent_and_the_seat_is_told_why(
    tmp_path: Path,
) -> None:
    async with _seat(tmp_path) as (server, seat):
        await seat.sync()
        await seat.drafts.close(_draft())
        await server.sign_in("anna", device="another")
        seat.start_sync()
        await until(lambda: seat.connection.current.ended_as == "signed_in_elsewhere")
        assert await _contacts_at_server(server) == 1
        assert seat.connection.current.waiting == 0
        assert await seat.unlock(PASSWORD)  # whoever goes on here ends the other one
        seat.engine.wake()
        await until(lambda: seat.connection.current.online)


async def test_a_seat_that_has_nothing_to_send_is_told_too(tmp_path: Path) -> None:
    async with _seat(tmp_path) as (server, seat):
        seat.start_sync()
        await until(lambda: seat.connection.current.online and seat.engine.stream.is_live)
        await server.sign_in("anna", device="another")
        await until(lambda: seat.connection.current.ended_as == "signed_in_elsewhere")


async def test_a_captive_portal_is_no_server(tmp_path: Path) -> None:
    portal = httpx.MockTransport(lambda _: httpx.Response(200, html="<h1>Log in to the WiFi</h1>"))
    async with a_seat(tmp_path, portal, None) as seat:
        with pytest.raises(ServerUnreachable):
            await seat.sign_in("anna", PASSWORD)


@pytest.mark.parametrize("status", [502, 503, 404, 429])
async def test_an_answer_of_something_in_between_is_no_server(tmp_path: Path, status: int) -> None:
    proxy = httpx.MockTransport(lambda _: httpx.Response(status, text="Bad Gateway"))
    async with a_seat(tmp_path, proxy, None) as seat:
        with pytest.raises((ServerUnreachable, SessionExpired)):
            await seat.sync()


async def test_only_the_pinned_certificate_is_trusted(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    with ServerProcess(tmp_path / "one") as server:
        await server.start()
        pinned = context_for(server.certificate)
        async with _link(server.base_url, pinned) as link:
            assert (await link.ask_openly("GET", "/hello", None, Hello)).server_id
        async with _link(server.base_url, context_for(None)) as link:
            with pytest.raises(ServerNotTrusted):
                await link.ask_openly("GET", "/hello", None, Hello)
        server.stop()
        async with _link(server.base_url, pinned) as link:
            with pytest.raises(ServerUnreachable):
                await link.ask_openly("GET", "/hello", None, Hello)


@asynccontextmanager
async def _link(base_url: str, context: Any) -> AsyncIterator[ServerLink]:
    from console.runtime.clock import ServerClock

    async def forget(_: Any) -> None: ...

    async with httpx.AsyncClient(base_url=base_url, verify=context, trust_env=False) as client:
        yield ServerLink(client, device_id="d", clock=ServerClock(), store_session=forget)
