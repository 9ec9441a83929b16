"""A new epoch: what a restored server may lack is offered again; copies do not come all at once."""

from typing import Any

import httpx
import msgspec
import pytest

from console.model.duty.seat_state import WAITS_TO_COPY
from console.runtime.change_feed import ChangeFeed
from console.runtime.clock import ServerClock
from console.store.replica.cipher import Connection, connect
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_schema import migrate
from console.store.replica.sync_cursor import cursors, epoch, set_epoch
from console.sync.applied_reply import apply_reply
from console.sync.connection_state import ConnectionState
from console.sync.pull import Pull
from console.sync.server_link import ServerLink
from contract.wire.changes import PullReply, PullRequest, ScopeChanges, SnapshotPage
from tests.support.seats.seat import NOW


@pytest.fixture
def replica() -> Connection:
    replica = connect(None, "")
    migrate(replica)
    set_epoch(replica, "life")
    return replica


@pytest.mark.parametrize(
    ("theirs", "has_lost", "lacks"),
    [
        pytest.param("life~b", False, False, id="rows have another shape"),
        pytest.param("another", False, True, id="restored"),
        pytest.param("another~b", False, True, id="restored and reshaped"),
        pytest.param("life~b", True, True, id="put back, then reshaped"),
        pytest.param("another", True, True, id="it need not know what another life applied"),
    ],
)
def test_what_was_sent_is_offered_again_only_to_a_server_that_may_lack_it(
    replica: Connection, theirs: str, has_lost: bool, lacks: bool
) -> None:
    asked = PullRequest(epoch=epoch(replica), cursors=cursors(replica))
    applied = apply_reply(
        replica, asked, PullReply(epoch=theirs, scopes={}, has_lost=has_lost), NOW
    )
    assert applied.is_reborn
    assert applied.may_lack is lacks
    assert epoch(replica) == theirs


def test_a_new_replica_copies_at_once() -> None:
    replica = connect(None, "")
    migrate(replica)
    asked = PullRequest(epoch=None, cursors={})
    assert not apply_reply(replica, asked, PullReply(epoch="life", scopes={}), NOW).is_reborn


@pytest.mark.parametrize(("spread_s", "copies"), [(0.0, True), (3600.0, False)])
async def test_every_seat_waits_its_own_time_before_it_copies_and_shows_what_it_has(
    database: LocalDatabase, spread_s: float, copies: bool
) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        told: Any = PullReply(epoch="b", scopes={"kb": ScopeChanges(head=0, reset=True)})
        if "snapshot" in request.url.path:
            told = SnapshotPage(epoch="b", head=0, rows=())
        return httpx.Response(200, content=msgspec.json.encode(told))

    async def store(_: Any) -> None: ...

    await database.write(lambda c: set_epoch(c, "a"), changes=frozenset())
    state = ConnectionState(feed=ChangeFeed(), clock=ServerClock())
    async with httpx.AsyncClient(
        transport=httpx.MockTransport(answer), base_url="https://server.test"
    ) as client:
        link = ServerLink(client, device_id="d", clock=ServerClock(), store_session=store)
        link.begin("token", "refresh")
        pull = Pull(
            database=database,
            link=link,
            clock=state.clock,
            on_copying=state.copying,
            spread=lambda: spread_s,
        )
        for _ in range(3):
            await pull()
    assert any("snapshot" in path for path in asked) is copies
    # Meanwhile nobody is told that what is in sight is current.
    assert pull.waits is not copies
    assert state.current.copying == (None if copies else WAITS_TO_COPY)
