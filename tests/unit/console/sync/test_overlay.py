"""What the operator did stays on the screen until the replica has all of it, and no longer."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from console.store.callbacks.callback_repository import callback
from console.store.replica.cipher import Connection, connect
from console.store.replica.local_effects import lay_lease
from console.store.replica.outbox import enqueue, settle
from console.store.replica.replica_schema import migrate
from console.store.replica.sync_cursor import (
    add_scope,
    cursors,
    epoch,
    set_cursor,
    set_epoch,
    stage_position,
)
from console.store.session.session_record import account, save_session
from console.sync.applied_reply import apply_page, apply_reply
from contract.domain.callback import AttemptOutcome, CallbackAttempt, CallbackState
from contract.domain.case import CaseState
from contract.domain.ids import AttemptId, CommandId, desk_scope, new_command_id
from contract.wire.changes import (
    Change,
    Kind,
    Op,
    PullReply,
    PullRequest,
    ScopeChanges,
    SnapshotPage,
    SnapshotRow,
)
from contract.wire.commands import Command, RecordAttempt, Status, Verdict
from tests.support.seats.seat import DESK, NOW, a_callback, an_account, put_server_row

SCOPE = desk_scope(DESK)
ME = an_account()
MINE = replace(a_callback().claimed_by(ME.id, ME.display_name, NOW), version=2)
DONE = replace(MINE, state=CallbackState.DONE, version=3)


def _replica() -> Connection:
    """A desk read as far as change 2, with a callback in hand."""
    connection = connect(None, "")
    migrate(connection)
    save_session(connection, ME, None, "token")
    set_epoch(connection, "e1")
    add_scope(connection, SCOPE)
    set_cursor(connection, SCOPE, 2)
    put_server_row(connection, Kind.CALLBACK, MINE)
    return connection


def _record_result(connection: Connection) -> CommandId:
    who = account(connection)
    assert who is not None
    attempt = CallbackAttempt(
        id=AttemptId("attempt-1"),
        callback_id=MINE.id,
        desk_id=DESK,
        author_id=who.id,
        outcome=AttemptOutcome.SOLVED,
        at=NOW,
        note="Fatto.",
    )
    data = RecordAttempt(attempt=attempt, fence=1, case_state=CaseState.CLOSED)
    command = Command(id=new_command_id(), at=NOW, data=data)
    enqueue(connection, command)
    return command.id


def _pulled(connection: Connection, **part: Any) -> None:
    asked = PullRequest(epoch=epoch(connection), cursors=cursors(connection))
    reply = PullReply(epoch="e1", scopes={SCOPE: ScopeChanges(**part)})
    apply_reply(connection, asked, reply, NOW)


def _change(seq: int, kind: Kind, value: Any, command_id: str | None = None) -> Change:
    body = msgspec.Raw(msgspec.json.encode(value))
    return Change(
        seq=seq,
        kind=kind,
        id=value.id,
        op=Op.PUT,
        version=value.version,
        body=body,
        command_id=command_id,
    )


def _state(connection: Connection) -> CallbackState | None:
    found = callback(connection, MINE.id)
    return None if found is None else found.state


def test_a_callback_just_closed_does_not_come_back_while_its_desk_is_copied_anew() -> None:
    replica = _replica()
    command_id = _record_result(replica)
    settle(replica, command_id, Verdict(status=Status.APPLIED, marks={SCOPE: 4}), NOW)
    _pulled(replica, head=4, reset=True)
    assert _state(replica) is CallbackState.DONE
    row = SnapshotRow(
        kind=Kind.CALLBACK, id=DONE.id, version=3, body=msgspec.Raw(msgspec.json.encode(DONE))
    )
    apply_page(replica, SCOPE, None, SnapshotPage(epoch="e1", head=4, rows=(row,)))
    assert _state(replica) is CallbackState.DONE
    assert replica.execute("SELECT count(*) FROM overlay_row").fetchone()[0] == 0


def test_half_an_effect_does_not_take_the_other_half_off_the_screen() -> None:
    replica = _replica()
    command_id = _record_result(replica)
    attempt = CallbackAttempt(
        id=AttemptId("attempt-of-mine"),
        callback_id=MINE.id,
        desk_id=DESK,
        author_id=ME.id,
        outcome=AttemptOutcome.SOLVED,
        at=NOW,
    )
    _pulled(replica, head=4, changes=(_change(3, Kind.ATTEMPT, attempt, command_id),))
    assert _state(replica) is CallbackState.DONE
    _pulled(replica, head=4, changes=(_change(4, Kind.CALLBACK, DONE, command_id),))
    assert _state(replica) is CallbackState.DONE
    assert replica.execute("SELECT count(*) FROM overlay_row").fetchone()[0] == 0


def test_a_claim_of_a_desk_that_is_out_of_sight_is_shown_no_longer() -> None:
    replica = _replica()
    lay_lease(replica, replace(MINE, version=3))
    asked = PullRequest(epoch="e1", cursors=cursors(replica))
    apply_reply(replica, asked, PullReply(epoch="e1", scopes={}), NOW)
    assert _state(replica) is None


def test_a_claim_whose_callback_is_gone_is_shown_no_longer() -> None:
    replica = _replica()
    lay_lease(replica, replace(MINE, version=3))
    gone = Change(seq=3, kind=Kind.CALLBACK, id=MINE.id, op=Op.GONE, version=4)
    _pulled(replica, head=3, changes=(gone,))
    assert _state(replica) is None


def test_a_claim_does_not_outlive_the_server_that_granted_it() -> None:
    """The restored server does not know of it: its versions are older and would never show."""
    replica = _replica()
    lay_lease(replica, replace(MINE, version=9))
    asked = PullRequest(epoch="e1", cursors=cursors(replica))
    part = ScopeChanges(head=1, reset=True)
    apply_reply(replica, asked, PullReply(epoch="e2", scopes={SCOPE: part}), NOW)
    body = msgspec.Raw(msgspec.json.encode(a_callback()))
    row = SnapshotRow(kind=Kind.CALLBACK, id=MINE.id, version=1, body=body)
    apply_page(replica, SCOPE, None, SnapshotPage(epoch="e2", head=1, rows=(row,)))
    assert _state(replica) is CallbackState.OPEN


@pytest.mark.parametrize(
    ("after", "page", "goes_on_from"),
    [
        (None, SnapshotPage(epoch="e2", head=4, rows=()), None),
        ("k", SnapshotPage(epoch="e2", head=4, rows=()), None),
        ("elsewhere", SnapshotPage(epoch="e1", head=4, rows=()), "k"),
        ("k", SnapshotPage(epoch="e1", head=3, rows=()), None),  # else asked for again for ever
    ],
    ids=["first of another server", "next of another server", "not asked for", "of one put back"],
)
def test_a_page_that_does_not_go_on_with_the_copy_is_dropped_and_the_copy_goes_on(
    after: str | None, page: SnapshotPage, goes_on_from: str | None
) -> None:
    replica = _replica()
    _pulled(replica, head=4, reset=True)
    first = SnapshotPage(epoch="e1", head=4, rows=(), next_after="k")
    assert apply_page(replica, SCOPE, None, first).is_behind
    applied = apply_page(replica, SCOPE, after, page)
    assert (applied.is_behind, applied.topics) == (False, set())
    assert stage_position(replica, SCOPE) == goes_on_from
    assert _state(replica) is CallbackState.CLAIMED, "what she saw stands until the copy is whole"
