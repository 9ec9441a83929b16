"""A scope is compared with the server by what was added to it, and once a day by all its rows."""

import random
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from console.store.replica.cipher import Connection, connect
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_schema import migrate
from console.store.replica.sync_cursor import (
    add_scope,
    cursors,
    epoch,
    mismatches,
    set_cursor,
    set_epoch,
    sum_after,
)
from console.sync.applied_reply import apply_page, apply_reply
from console.sync.recount import START, Recount
from contract.domain.ids import DeskId, TopicId
from contract.domain.knowledge_entries.knowledge import Topic
from contract.wire.changes import (
    CHECKSUM_MASK,
    Change,
    Kind,
    Op,
    PullReply,
    PullRequest,
    ScopeChanges,
    SnapshotPage,
    SnapshotRow,
    checksum,
)
from tests.support.seats.seat import NOW

SCOPE = "kb"


class Server:
    """What a server would tell of a scope: its rows, and their checksum at the head."""

    def __init__(self, *, head: int = 0) -> None:
        self.head = head
        self.versions: dict[str, int] = {}

    def put(self, row_id: str) -> ScopeChanges:
        self.versions[row_id] = self.head = self.head + 1
        topic = Topic(id=TopicId(row_id), path=row_id, desk_id=DeskId("desk-1"))
        return self._told(row_id, Op.PUT, msgspec.Raw(msgspec.json.encode(topic)))

    def drop(self, row_id: str) -> ScopeChanges:
        self.head += 1
        self.versions.pop(row_id, None)
        return self._told(row_id, Op.GONE, None)

    def _told(self, row_id: str, op: Op, body: msgspec.Raw | None) -> ScopeChanges:
        change = Change(
            seq=self.head, kind=Kind.TOPIC, id=row_id, op=op, version=self.head, body=body
        )
        expected = checksum((Kind.TOPIC, one, at) for one, at in self.versions.items())
        return ScopeChanges(head=self.head, changes=(change,), checksum=expected)


def begin_scope(replica: Connection, at: int = 0) -> None:
    set_epoch(replica, "e1")
    add_scope(replica, SCOPE)
    set_cursor(replica, SCOPE, at)


def a_replica(*, at: int = 0) -> Connection:
    replica = connect(None, "")
    migrate(replica)
    begin_scope(replica, at)
    return replica


def pull(replica: Connection, part: ScopeChanges, minutes: float = 0) -> list[str]:
    """Return the scopes that are to be copied anew, so long after the first answer."""
    asked = PullRequest(epoch=epoch(replica), cursors=cursors(replica))
    reply = PullReply(epoch="e1", scopes={SCOPE: part})
    return apply_reply(replica, asked, reply, NOW + timedelta(minutes=minutes)).resets


def kept_sum(replica: Connection) -> int:
    found: int = replica.execute("SELECT verified_sum FROM sync_scope").fetchone()[0]
    return found


def sum_of_all(replica: Connection, pages_of: int) -> int:
    """Sum the rows in pages, as is done once a day."""
    total, after = 0, START
    while after is not None:
        added, after = sum_after(replica, SCOPE, after, pages_of)
        total += added
    return total & CHECKSUM_MASK


def test_the_sum_of_what_came_and_went_is_the_sum_of_all_rows() -> None:
    replica, server, luck = a_replica(), Server(), random.Random(1)
    replica.execute("UPDATE sync_scope SET verified_sum = 0")
    for _ in range(300):
        row_id = f"topic-{luck.randrange(20)}"
        assert pull(replica, luck.choice((server.put, server.put, server.drop))(row_id)) == []
        assert kept_sum(replica) == sum_of_all(replica, luck.randint(1, 9))
    assert mismatches(replica) == 0


def test_a_copy_is_summed_while_it_is_staged() -> None:
    replica, server = a_replica(), Server()
    for number in range(5):
        pull(replica, server.put(f"topic-{number}"))
    set_cursor(replica, SCOPE, None)
    body = msgspec.Raw(b"{}")
    rows = [
        SnapshotRow(kind=Kind.TOPIC, id=f"topic-{number}", version=number, body=body)
        for number in (1, 2, 3)
    ]
    for after, of_page, next_after in ((None, rows[:2], "b"), ("b", rows[2:], None)):
        page = SnapshotPage(epoch="e1", head=7, rows=tuple(of_page), next_after=next_after)
        apply_page(replica, SCOPE, after, page)
    assert cursors(replica) == {SCOPE: 7}
    assert (
        kept_sum(replica)
        == sum_of_all(replica, 2)
        == checksum((r.kind, r.id, r.version) for r in rows)
    )


def test_a_page_that_is_cut_between_its_portions_comes_again_and_is_whole() -> None:
    replica = a_replica()
    set_cursor(replica, SCOPE, None)
    rows = tuple(
        SnapshotRow(kind=Kind.TOPIC, id=f"topic-{number}", version=1, body=msgspec.Raw(b"{}"))
        for number in range(10)
    )
    for after, of_page, next_after in ((None, rows[:5], "b"), ("b", rows[5:], None)):
        page = SnapshotPage(epoch="e1", head=7, rows=of_page, next_after=next_after)
        assert apply_page(replica, SCOPE, after, page, slice(0, 2)).is_behind
        assert apply_page(replica, SCOPE, after, page, slice(2, 4)).is_behind
        # The console is closed here: the next one asks for the page anew.
        for begin in (0, 2):
            assert apply_page(replica, SCOPE, after, page, slice(begin, begin + 2)).is_behind
        ended = apply_page(replica, SCOPE, after, page, slice(4, 6))
        assert ended.is_behind is (next_after is not None)
    assert cursors(replica) == {SCOPE: 7}
    assert sum_of_all(replica, 3) == checksum((row.kind, row.id, row.version) for row in rows)
    assert pull(replica, ScopeChanges(head=7, checksum=sum_of_all(replica, 3))) == []
    assert mismatches(replica) == 0


class Seat:
    """A replica on the disk of a seat, at the hour of its clock."""

    def __init__(self, database: LocalDatabase) -> None:
        self.database = database
        self.now = NOW
        self.recount = Recount(database=database, clock=lambda: self.now)

    async def run[T](self, work: Callable[[Connection], T]) -> T:
        return await self.database.write(work, changes=frozenset())


@pytest.mark.parametrize(
    "behind", ["DELETE FROM replica_row", "UPDATE replica_row SET version = 7"]
)
async def test_a_row_altered_behind_the_feed_is_found_within_a_day(
    database: LocalDatabase, behind: str
) -> None:
    seat, server = Seat(database), Server()
    await seat.run(begin_scope)
    await seat.recount.when_due()
    assert await seat.run(lambda c: pull(c, server.put("topic-1"))) == []
    await seat.run(lambda c: c.execute(f"{behind} WHERE id = 'topic-1'"))
    await seat.recount.when_due()
    assert await seat.run(lambda c: pull(c, server.put("topic-2"))) == []  # no change reads all
    seat.now += timedelta(days=1)
    await seat.recount.when_due()
    assert await seat.run(lambda c: pull(c, server.put("topic-3"))) == [SCOPE]


def test_a_wrong_sum_of_what_was_added_is_no_reason_to_copy_anything() -> None:
    replica, server = a_replica(), Server()
    pull(replica, server.put("topic-1"))
    replica.execute("UPDATE sync_scope SET verified_sum = verified_sum + 1")
    assert pull(replica, server.put("topic-2")) == []
    assert mismatches(replica) == 0


@pytest.mark.parametrize("fault", ["a wrong sum", "a hole"])
def test_what_differs_again_after_each_copy_is_copied_ever_more_rarely(fault: str) -> None:
    def differs() -> ScopeChanges:
        if fault == "a hole":
            return ScopeChanges(head=9)
        return ScopeChanges(head=5, checksum=1)

    replica, copied = a_replica(at=5), []
    for minute in range(200):
        if pull(replica, differs(), minute):
            copied.append(minute)
            set_cursor(replica, SCOPE, 5)  # as after the copy
    assert copied == [0, 1, 6, 21, 81, 141]


def test_a_scope_that_agreed_meanwhile_is_copied_at_once_when_it_differs() -> None:
    replica = a_replica(at=5)
    for _ in range(3):
        assert pull(replica, ScopeChanges(head=5, checksum=1)) == [SCOPE]
        set_cursor(replica, SCOPE, 5)
        assert pull(replica, ScopeChanges(head=5, checksum=0)) == []
