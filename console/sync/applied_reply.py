"""Answers and pages of the server, applied to the replica in one local transaction each."""

import logging
from datetime import datetime

import msgspec

from console.runtime.change_feed import Topic
from console.store.contact import sending_repository
from console.store.replica import sync_cursor
from console.store.replica.cipher import Connection
from console.store.replica.local_effects import forget_lease, forget_leases, replay
from console.store.replica.outbox import effect_arrived, forget_old, hide_reached, offer_again
from console.store.replica.replica_rows import drop_row, put_row
from contract.wire.changes import (
    Change,
    Kind,
    Op,
    PullReply,
    PullRequest,
    ScopeChanges,
    SnapshotPage,
    life_of,
)

log = logging.getLogger(__name__)
_WHOLE = slice(None)
_TOPIC_OF = {
    Kind.TOPIC: Topic.BASE,
    Kind.DESK: Topic.BASE,
    Kind.QUEUE: Topic.BASE,
    Kind.OFFICE: Topic.KNOWLEDGE,
    Kind.CARD: Topic.KNOWLEDGE,
    Kind.FAQ: Topic.KNOWLEDGE,
    Kind.THESAURUS: Topic.KNOWLEDGE,
    Kind.VECTOR: Topic.VECTORS,
    Kind.LEARNED: Topic.LEARNED,
    Kind.REVISION: Topic.EDITING,
    Kind.REPORT: Topic.EDITING,
    Kind.PROPOSAL: Topic.EDITING,
    Kind.QUESTION: Topic.EDITING,
    Kind.TRIAL: Topic.EDITING,
    Kind.CONTACT: Topic.CONTACTS,
    Kind.SENDING: Topic.CONTACTS,
    Kind.CASE: Topic.CASES,
    Kind.ACTIVITY: Topic.CASES,
    Kind.CALLBACK: Topic.CALLBACKS,
    Kind.ATTEMPT: Topic.CALLBACKS,
}

# What replay() may change when effects of commands leave the screen.
OVERLAID = frozenset({Topic.CONTACTS, Topic.CASES, Topic.CALLBACKS, Topic.EDITING, Topic.KNOWLEDGE})


class Applied(msgspec.Struct, kw_only=True):
    """What one answer did. is_behind: ask again at once. resets: scopes to copy whole.

    arrived: commands of this seat of which a change came. has_sendings: of cards for citizens.
    is_hiding: a scope was lost whose rows are to be swept away.
    is_reborn: every scope of a replica that had some is to be copied anew, as at every seat.
    may_lack: the server went back, or differs: it may have lost what it once acknowledged.
    """

    topics: set[Topic] = set()
    resets: list[str] = []
    arrived: set[str] = set()
    is_behind: bool = False
    has_sendings: bool = False
    is_hiding: bool = False
    is_reborn: bool = False
    may_lack: bool = False

    def touched(self, kind: str) -> None:
        self.has_sendings |= kind == Kind.SENDING
        if kind in _TOPIC_OF:
            self.topics.add(_TOPIC_OF[Kind(kind)])


def apply_reply(
    connection: Connection, asked: PullRequest, reply: PullReply, now: datetime
) -> Applied:
    """Apply an answer if its question is still ours to ask; otherwise drop it whole.

    seq == cursor + 1 alone is not enough: bodies are joined when the answer is made, so an old
    answer carries newer bodies than its numbers say.
    """
    applied = Applied()
    # The replica may have begun another life while the question travelled.
    if sync_cursor.epoch(connection) != asked.epoch:
        applied.is_behind = True
        return applied
    if asked.epoch != reply.epoch:
        _begin_epoch(connection, asked.epoch, reply.epoch, now, applied)
    # In that life: in another one it need not know the command.
    applied.may_lack |= reply.has_lost and life_of(asked.epoch or "") == life_of(reply.epoch)
    # A desk taken away: its rows must not stay on a seat that may not see them any more.
    for scope in sync_cursor.known_scopes(connection) - reply.scopes.keys():
        _purge(connection, scope, applied)
    for scope, part in reply.scopes.items():
        sync_cursor.add_scope(connection, scope)
        apply_scope(connection, scope, asked.cursors.get(scope), part, applied, now)
    if applied.may_lack:
        offer_all_again(connection, now, applied)
    settle_effects(connection, applied)
    tell_unfortunate(connection, applied, now)
    forget_old(connection, now)
    return applied


def apply_page(
    connection: Connection,
    scope: str,
    after: str | None,
    page: SnapshotPage,
    part: slice = _WHOLE,
) -> Applied:
    """Stage a page; with the last one, swap. is_behind: another page must be fetched.

    The head of the first page counts: what changed while copying comes by the feed from there.
    part: of its rows; the parts come in their order. Cut off between them, the page comes again.
    """
    applied = Applied()
    # Rows of two lives must never stand in one copy.
    if page.epoch != sync_cursor.epoch(connection):
        sync_cursor.drop_stage(connection, scope)
        return applied
    if not sync_cursor.is_expected(connection, scope, after):
        return applied  # an answer to an older question
    # Of a copy given up, or of a server that was put back meanwhile: that one will never have
    # others, and the copy would be asked to go on for ever.
    if after is not None and sync_cursor.is_older(connection, scope, page.head):
        sync_cursor.drop_stage(connection, scope)
        return applied
    if after is None and not part.start:
        sync_cursor.begin_stage(connection, scope, page.head)
    sync_cursor.stage(connection, scope, page.rows[part])
    if part.stop is not None and part.stop < len(page.rows):
        applied.is_behind = True
        return applied
    if page.next_after is not None:
        sync_cursor.set_stage_position(connection, scope, page.next_after)
        applied.is_behind = True
        return applied
    # Kinds of the old copy too: a list whose last row is gone must be drawn again.
    before = sync_cursor.kinds_of(connection, scope)
    sync_cursor.swap_stage(connection, scope)
    for kind in before | sync_cursor.kinds_of(connection, scope):
        applied.touched(kind)
    settle_effects(connection, applied)
    return applied


def tell_unfortunate(connection: Connection, applied: Applied, now: datetime) -> None:
    if applied.has_sendings and sending_repository.tell_unfortunate(connection, now):
        applied.topics.add(Topic.NOTICES)


def _begin_epoch(
    connection: Connection, mine: str | None, theirs: str, now: datetime, applied: Applied
) -> None:
    """The server was restored, moved or reshaped: copy everything, offer what it may have lost."""
    sync_cursor.set_epoch(connection, theirs)
    applied.is_behind = True
    # A replica without an epoch is new: it has nothing that this server could have lost.
    applied.is_reborn = mine is not None
    applied.may_lack = mine is not None and life_of(mine) != life_of(theirs)


def offer_all_again(connection: Connection, now: datetime, applied: Applied) -> None:
    # A claim does not outlive the server that granted it
    # (test_a_claim_does_not_outlive_the_server_that_granted_it).
    forget_leases(connection)
    offered = offer_again(connection, now)
    log.warning("the server may have lost something, %d commands are offered again", offered)
    applied.topics.add(Topic.OUTBOX)


def _purge(connection: Connection, scope: str, applied: Applied) -> None:
    for kind in sync_cursor.kinds_of(connection, scope):
        applied.touched(kind)
    sync_cursor.purge_scope(connection, scope)
    applied.is_hiding = True
    forget_leases(connection, scope)


def apply_scope(
    connection: Connection,
    scope: str,
    asked: int | None,
    part: ScopeChanges,
    applied: Applied,
    now: datetime,
) -> None:
    cursor = sync_cursor.cursors(connection).get(scope)
    # Another answer moved the cursor meanwhile: these changes may be older than what is here.
    if cursor != asked:
        applied.is_behind = True
        return
    # None while a copy is under way: changes of its feed come after its last page.
    if part.reset or cursor is None:
        # Put back by a snapshot of its computer, it does not know that it lives anew.
        applied.may_lack |= cursor is not None and part.head < cursor
        sync_cursor.set_cursor(connection, scope, None)
        applied.resets.append(scope)
        return
    reached = _apply_changes(connection, scope, cursor, part.changes, applied)
    # Also up to a hole: what came before it is whole and need not be fetched again.
    sync_cursor.set_cursor(connection, scope, reached)
    if cursor < reached < part.head:
        applied.is_behind = True
    elif _agrees(connection, scope, part, reached):
        sync_cursor.agrees(connection, scope)
    # Never limp on: a replica that differs is copied anew, and the log counts how often.
    elif sync_cursor.may_copy_anew(connection, scope, now):
        # A server put back may have counted beyond our number since.
        applied.may_lack = True
        sync_cursor.set_cursor(connection, scope, None)
        applied.resets.append(scope)


def _agrees(connection: Connection, scope: str, part: ScopeChanges, reached: int) -> bool:
    """Return whether the feed had no hole, and the sums are equal where there is one to compare."""
    if reached < part.head:
        return False
    # Only at the head: in mid-way both sides rightly differ.
    return part.checksum is None or sync_cursor.equals_server(connection, scope, part.checksum)


def _apply_changes(
    connection: Connection,
    scope: str,
    cursor: int,
    changes: tuple[Change, ...],
    applied: Applied,
) -> int:
    added = 0
    for change in changes:
        if change.seq != cursor + 1:
            break  # a hole: take no step over it, ask again
        added -= sync_cursor.sum_of_row(connection, scope, change.kind, change.id)
        _apply(connection, scope, change)
        added += sync_cursor.sum_of_row(connection, scope, change.kind, change.id)
        if change.command_id is not None:
            applied.arrived.add(change.command_id)
        applied.touched(change.kind)
        cursor = change.seq
    sync_cursor.add_to_sum(connection, scope, added)
    return cursor


def _apply(connection: Connection, scope: str, change: Change) -> None:
    if change.op is Op.PUT and change.body is not None:
        body = bytes(change.body).decode()
        put_row(connection, scope, change.kind, change.id, change.version, body)
        return
    drop_row(connection, scope, change.kind, change.id)
    if change.kind == Kind.CALLBACK:
        # A claim shown for a callback that is gone would keep its row on the screen.
        forget_lease(connection, change.id)


def settle_effects(connection: Connection, applied: Applied) -> None:
    """Remove from the overlay what the replica has whole.

    Half an effect is none: the rest may be in the next answer, or in a scope still being copied.
    The verdict's marks decide then.
    """
    if not applied.is_behind and not applied.resets:
        for command_id in applied.arrived:
            effect_arrived(connection, command_id)
    if hide_reached(connection, sync_cursor.positions(connection)):
        applied.topics |= OVERLAID
    if applied.topics:
        replay(connection)
