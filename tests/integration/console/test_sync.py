"""Replica and real server: what is done here arrives there once, what is there arrives here."""

from pathlib import Path
from typing import Any

import pytest

from console.errors import ClaimFiled, ServerUnreachable
from console.model.callbacks.case_file import AttemptResult
from console.model.contact.contact_draft import CallbackWish, ContactDraft
from console.store.callbacks.callback_repository import callback, callbacks_to_do
from console.store.callbacks.case_repository import activities, case
from console.store.contact.contact_repository import own_contacts
from console.store.knowledge.knowledge_repository import desks, topics
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import waiting_count
from console.store.replica.sync_cursor import cursors, mend_sum, mismatches, sum_after
from console.store.session.notice_repository import unseen_notices
from console.store.session.session_record import synced_at
from console.usecases.callbacks.callback_leases import CallbackLeases
from contract.domain.account import Role
from contract.domain.callback import AttemptOutcome, Callback, CallbackState
from contract.domain.case import CaseState
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import BASE_SCOPE, CardId, ContactId, DeskId, TopicId, new_id
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.wire.claims import LeaseRequest
from server.usecases.accounts.manage_accounts import set_desks
from tests.support.known import known
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import NOW, a_draft
from tests.support.servers.real_server import RealServer

WISH = CallbackWish(window_start_at=NOW, window_end_at=NOW.replace(hour=23))


def _draft(**changes: Any) -> ContactDraft:
    fields = {"contact_id": ContactId(new_id()), "topic_id": TopicId("tari")}
    return a_draft(**(fields | changes))


def _forwarded() -> ContactDraft:
    return _draft(
        disposition=Disposition.FORWARDED,
        desk_id=DeskId("tributi"),
        phone_text="06 1234 5678",
        callback=WISH,
    )


async def _ready() -> RealServer:
    server = await RealServer.start()
    await server.add_desk("tributi", "tari")
    await server.add_account("anna")
    await server.add_account("bruno", Role.LEVEL_TWO, desks=["tributi"])
    await server.add_account("carla", Role.LEVEL_TWO, desks=["tributi"])
    return server


async def _rows(database: LocalDatabase, table: str) -> int:
    return await database.read(lambda c: c.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


async def _contacts_at_server(server: RealServer) -> int:
    return await server.database.read(lambda c: c.one("SELECT count(*) AS n FROM contact", {})["n"])


async def _a_callback_for(seat: ConsoleSeat) -> Callback:
    """Forward a contact from this seat; return its callback as the seat sees it."""
    await seat.drafts.close(_forwarded())
    await seat.sync()
    (waiting,) = await seat.database.read(callbacks_to_do)
    return waiting


async def test_the_first_pull_fills_the_replica(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        assert [topic.id for topic in await seat.database.read(topics)] == ["tari"]
        assert [desk.id for desk in await seat.database.read(desks)] == ["tributi"]
        assert await seat.database.read(synced_at) == seat.connection.current.synced_at is not None


async def test_a_closed_contact_arrives_and_the_servers_row_takes_its_place(
    tmp_path: Path,
) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        contact = await seat.drafts.close(_draft())
        await seat.sync()
        assert await seat.database.read(waiting_count) == 0
        assert await _rows(seat.database, "overlay_row") == 0
        (stored,) = await seat.database.read(lambda c: own_contacts(c, 9))
        assert stored.id == contact.id
        assert await _contacts_at_server(server) == 1
        assert await seat.database.read(mismatches) == 0


async def test_a_contact_whose_reply_was_lost_is_recorded_once(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        await seat.drafts.close(_draft())
        server.weather.lose_replies = 1
        with pytest.raises(ServerUnreachable):
            await seat.sync()
        assert await _contacts_at_server(server) == 1
        assert await seat.database.read(waiting_count) == 1
        await seat.sync()
        assert await seat.database.read(waiting_count) == 0
        assert await _contacts_at_server(server) == 1
        assert await seat.database.read(unseen_notices) == ()


async def test_a_shift_of_contacts_made_offline_arrives_whole_and_once(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        server.go_offline()
        made = [(await seat.drafts.close(_draft())).id for _ in range(120)]
        with pytest.raises(ServerUnreachable):
            await seat.sync()
        assert len(await seat.database.read(lambda c: own_contacts(c, 500))) == 120
        server.go_online()
        await seat.sync()
        shown = await seat.database.read(lambda c: own_contacts(c, 500))
        assert sorted(one.id for one in shown) == sorted(made)
        assert await _contacts_at_server(server) == 120
        assert await seat.database.read(mismatches) == 0


async def test_work_not_yet_sent_stays_visible_through_a_pull(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport(), "bruno") as seat:
        waiting = await _a_callback_for(seat)
        claimed = known(await seat.leases.claim(waiting.id))
        await seat.cases.record(
            AttemptResult(
                callback=claimed,
                outcome=AttemptOutcome.SOLVED,
                note="It is paid in May.",
                case_state=CaseState.CLOSED,
            )
        )
        await server.add_topic("ici", "tributi")
        await seat.engine._pull_all()  # another pull before anything was pushed
        assert len(await seat.database.read(topics)) == 2
        shown = known(await seat.database.read(lambda c: callback(c, waiting.id)))
        assert shown.state is CallbackState.DONE
        await seat.sync()
        assert await _rows(seat.database, "overlay_row") == 0
        closed = known(await seat.database.read(lambda c: case(c, waiting.case_id)))
        assert (closed.state, closed.answer) == (CaseState.CLOSED, "It is paid in May.")
        lines = await seat.database.read(lambda c: activities(c, waiting.case_id))
        assert "It is paid in May." in [line.text for line in lines]


async def test_the_effect_that_came_back_before_its_verdict_is_not_shown_twice(
    tmp_path: Path,
) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport(), "bruno") as seat:
        waiting = await _a_callback_for(seat)
        claimed = known(await seat.leases.claim(waiting.id))
        await seat.cases.record(
            AttemptResult(
                callback=claimed,
                outcome=AttemptOutcome.NO_ANSWER,
                note="",
                case_state=CaseState.OPEN,
            )
        )
        server.weather.lose_replies = 1
        with pytest.raises(ServerUnreachable):
            await seat.sync()
        await seat.engine._pull_all()
        shown = known(await seat.database.read(lambda c: callback(c, waiting.id)))
        assert shown.attempts == 1
        await seat.sync()
        shown = known(await seat.database.read(lambda c: callback(c, waiting.id)))
        assert shown.attempts == 1


async def test_two_consoles_want_one_callback_and_one_gets_it(tmp_path: Path) -> None:
    async with (
        await _ready() as server,
        a_seat(tmp_path / "b", server.transport(), "bruno") as bruno,
        a_seat(tmp_path / "c", server.transport(), "carla") as carla,
    ):
        waiting = await _a_callback_for(bruno)
        await carla.sync()
        assert await bruno.leases.claim(waiting.id) is not None
        with pytest.raises(Exception, match="not to be had") as lost:
            await carla.leases.claim(waiting.id)
        assert lost.value.holder_name == "Bruno"  # type: ignore[attr-defined]
        shown = known(await carla.database.read(lambda c: callback(c, waiting.id)))
        assert shown.holder_name == "Bruno"
        assert await carla.leases.claim(None) is None


async def test_a_claim_filed_offline_is_granted_on_return_and_told(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport(), "bruno") as seat:
        waiting = await _a_callback_for(seat)
        server.go_offline()
        await _file(seat.leases, waiting)
        server.go_online()
        await seat.sync()
        (notice,) = await seat.database.read(unseen_notices)
        assert (notice.code, notice.subject["callback_id"]) == ("claim_granted", waiting.id)
        mine = known(await seat.database.read(lambda c: callback(c, waiting.id)))
        assert mine.holder_name == "Bruno"


async def test_a_claim_filed_offline_and_lost_becomes_a_notice_with_the_servers_row(
    tmp_path: Path,
) -> None:
    async with (
        await _ready() as server,
        a_seat(tmp_path / "b", server.transport(), "bruno") as bruno,
        a_seat(tmp_path / "c", server.transport(), "carla") as carla,
    ):
        waiting = await _a_callback_for(bruno)
        await carla.sync()
        server.go_offline()
        await _file(bruno.leases, waiting)
        server.go_online()
        await carla.leases.claim(waiting.id)
        await bruno.sync()
        (notice,) = await bruno.database.read(unseen_notices)
        assert notice.code == "already_claimed"
        assert notice.subject["holder"] == "Carla"
        assert notice.subject["command"] == "request_callback"
        shown = known(await bruno.database.read(lambda c: callback(c, waiting.id)))
        assert shown.holder_name == "Carla"


async def test_a_result_that_comes_too_late_is_refused_and_kept_as_a_note(tmp_path: Path) -> None:
    async with (
        await _ready() as server,
        a_seat(tmp_path / "b", server.transport(), "bruno") as bruno,
        a_seat(tmp_path / "c", server.transport(), "carla") as carla,
    ):
        waiting = await _a_callback_for(bruno)
        claimed = known(await bruno.leases.claim(waiting.id))
        await bruno.cases.record(
            AttemptResult(
                callback=claimed,
                outcome=AttemptOutcome.SOLVED,
                note="Written offline.",
                case_state=CaseState.CLOSED,
            )
        )
        await bruno.link.release(await _lease(bruno, waiting))
        await carla.sync()
        await carla.leases.claim(waiting.id)
        await bruno.sync()
        (notice,) = await bruno.database.read(unseen_notices)
        assert notice.code == "stale_fence"
        shown = known(await bruno.database.read(lambda c: callback(c, waiting.id)))
        assert (shown.state, shown.holder_name) == (CallbackState.CLAIMED, "Carla")
        lines = await bruno.database.read(lambda c: activities(c, waiting.case_id))
        assert "Written offline." in [line.text for line in lines]


async def test_a_lease_is_kept_and_a_lost_one_is_told(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport(), "bruno") as seat:
        waiting = await _a_callback_for(seat)
        await seat.leases.claim(waiting.id)
        assert await seat.leases.keep(waiting.id)
        await seat.link.release(await _lease(seat, waiting))
        assert not await seat.leases.keep(waiting.id)
        (notice,) = await seat.database.read(unseen_notices)
        assert notice.code == "lease_lost"


async def test_a_released_callback_is_open_for_everybody(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport(), "bruno") as seat:
        waiting = await _a_callback_for(seat)
        await seat.leases.claim(waiting.id)
        await seat.leases.release(waiting.id)
        await seat.sync()
        assert await _rows(seat.database, "overlay_row") == 0
        assert await _rows(seat.database, "lease_effect") == 0
        (shown,) = await seat.database.read(callbacks_to_do)
        assert shown.state is CallbackState.OPEN


async def test_a_desk_taken_away_is_purged_with_everything_in_it(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport(), "bruno") as seat:
        waiting = await _a_callback_for(seat)
        await server.database.write(lambda c: set_desks(c, "bruno", (), server.clock()))
        await server.restart()  # it remembers accounts for two seconds
        await seat.sync()
        assert await seat.database.read(callbacks_to_do) == ()
        assert await seat.database.read(lambda c: case(c, waiting.case_id)) is None
        assert "desk:tributi" not in await seat.database.read(cursors)


def _lose_topics(connection: Connection) -> None:
    """Lose rows without a change, as the daily count of them finds."""
    connection.execute("DELETE FROM replica_row WHERE kind = 'topic'")
    mend_sum(connection, BASE_SCOPE, sum_after(connection, BASE_SCOPE, ("", ""), 1000)[0])


async def test_a_replica_that_differs_from_the_server_is_copied_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        await seat.database.write(_lose_topics, changes=frozenset())
        await server.add_topic("ici", "tributi")
        await seat.sync()
        assert len(await seat.database.read(topics)) == 2
        assert await seat.database.read(mismatches) == 1
        assert "copied anew" in caplog.text


async def test_a_large_knowledge_base_is_copied_page_by_page(tmp_path: Path) -> None:
    cards = [
        ServiceCard(id=CardId(f"card-{n}"), title=f"Card {n}", topic_id=TopicId("tari"), say="x")
        for n in range(1300)
    ]
    async with await _ready() as server:
        await server.add_knowledge(*cards)
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.sync()
            assert await _rows(seat.database, "replica_row WHERE kind = 'card'") == 1300
            assert await _rows(seat.database, "server_row WHERE kind = 'card'") == 1300
            await server.add_knowledge(*cards[:700])
            await seat.sync()
            assert await seat.database.read(mismatches) == 0


async def test_a_contact_the_server_refuses_becomes_a_notice_and_leaves_the_list(
    tmp_path: Path,
) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        refused = await seat.drafts.close(_draft(topic_id=TopicId("unknown")))
        kept = await seat.drafts.close(_draft())
        await seat.sync()
        (notice,) = await seat.database.read(unseen_notices)
        assert notice.subject["contact_id"] == refused.id
        assert notice.subject["command"] == "record_contact"
        shown: tuple[Contact, ...] = await seat.database.read(lambda c: own_contacts(c, 9))
        assert [one.id for one in shown] == [kept.id]


async def _file(leases: CallbackLeases, wanted: Callback) -> None:
    with pytest.raises(ClaimFiled):
        await leases.claim(wanted.id)


async def _lease(seat: ConsoleSeat, wanted: Callback) -> Any:
    held = known(await seat.database.read(lambda c: callback(c, wanted.id)))
    return LeaseRequest(callback_id=wanted.id, fence=max(held.fence, 1))
