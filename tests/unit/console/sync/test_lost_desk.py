"""A desk that an operator loses is out of sight at once, and leaves the disk in small steps."""

from console.store.replica.cipher import Connection, connect
from console.store.replica.replica_schema import migrate
from console.store.replica.swept_rows import sweep
from console.store.replica.sync_cursor import add_scope, cursors, set_epoch
from console.sync.applied_reply import apply_page, apply_reply
from contract.wire.changes import (
    NO_BODY,
    Kind,
    PullReply,
    PullRequest,
    ScopeChanges,
    SnapshotPage,
    SnapshotRow,
)
from tests.support.seats.seat import NOW

DESK, OTHER = "desk:lost", "desk:kept"
ROWS = 1_203
STEP = 500


def a_row(name: str) -> SnapshotRow:
    return SnapshotRow(kind=Kind.ACTIVITY, id=name, version=1, body=NO_BODY)


def copied(scope: str, name: str) -> SnapshotPage:
    rows = (a_row(f"{name}{at}") for at in range(ROWS))
    return SnapshotPage(epoch="e1", head=1, rows=tuple(rows))


def a_replica() -> Connection:
    replica = connect(None, "")
    migrate(replica)
    set_epoch(replica, "e1")
    for scope in (DESK, OTHER):
        add_scope(replica, scope)
        apply_page(replica, scope, None, copied(scope, scope))
    return replica


def told(replica: Connection, *scopes: str) -> bool:
    """Tell which scopes there are; return whether rows are to be swept away."""
    asked = PullRequest(epoch="e1", cursors=cursors(replica))
    answer = {one: ScopeChanges(head=1, reset=one not in asked.cursors) for one in scopes}
    return apply_reply(replica, asked, PullReply(epoch="e1", scopes=answer), NOW).is_hiding


def on_disk(replica: Connection, scope: str) -> int:
    return int(
        replica.execute("SELECT count(*) FROM replica_row WHERE scope = ?", (scope,)).fetchone()[0]
    )


def seen(replica: Connection, scope: str = "") -> int:
    sql = "SELECT count(*) FROM shown_row WHERE id LIKE ?"
    return int(replica.execute(sql, (f"{scope}%",)).fetchone()[0])


def test_it_is_seen_no_more_at_once_and_deleted_in_steps() -> None:
    replica = a_replica()
    assert told(replica, OTHER)
    assert seen(replica) == ROWS
    assert seen(replica, DESK) == 0
    assert on_disk(replica, DESK) == ROWS, "nothing waits for the deletion of a whole desk"
    assert [sweep(replica, STEP) for _ in range(4)] == [STEP, STEP, ROWS - 2 * STEP, 0]
    assert on_disk(replica, DESK) == 0
    assert on_disk(replica, OTHER) == ROWS


def test_a_desk_that_is_given_back_meanwhile_shows_its_new_copy_alone() -> None:
    replica = a_replica()
    told(replica, OTHER)
    sweep(replica, STEP)
    told(replica, OTHER, DESK)
    assert seen(replica) == ROWS, "until the copy is whole"
    apply_page(replica, DESK, None, copied(DESK, "anew"))
    assert seen(replica) == 2 * ROWS
    while sweep(replica, STEP):
        pass
    assert seen(replica) == on_disk(replica, DESK) + on_disk(replica, OTHER) == 2 * ROWS
