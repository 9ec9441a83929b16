"""What a seat reads of the feed: changes since its cursors, whole snapshots; what is trimmed."""

from datetime import datetime, timedelta

import msgspec

from contract.domain.account import Account
from contract.domain.ids import Scope
from contract.whole_number import whole_number
from contract.wire import reason_codes
from contract.wire.changes import (
    PAGE_LIMIT,
    Kind,
    PullReply,
    PullRequest,
    ScopeChanges,
    ScopeNews,
    SnapshotPage,
    SnapshotRow,
    life_of,
)
from contract.wire.decoding import MalformedMessage, encode
from server.store.engine.connection import Connection, millis
from server.store.sync.change_log import changes_after, scope_head, trim_scope
from server.store.sync.command_log import forget_verdicts
from server.store.sync.refused_work import forget_refused
from server.store.sync.replicated_rows import kinds_of, values_after
from server.usecases.operations.installation import current_epoch
from server.usecases.operations.refused import Refused
from server.usecases.sync.refill import KEEP_VERDICTS, has_forgotten

KEEP_CHANGES = timedelta(days=30)
# What every listener of a scope gets: more is fetched by those who want it.
NEWS_CHANGES = 50
NEWS_BYTES = 64 * 1024  # a batch of vectors, of which an import makes hundreds
TRIMMED_AT_ONCE = 2000  # some 20 ms of the writer, who has calls to route


def read_changes(connection: Connection, account: Account, request: PullRequest) -> PullReply:
    """Return one state of all visible scopes; needs a transaction that sees one state."""
    epoch = current_epoch(connection)
    cursors = request.cursors if request.epoch == epoch else {}
    limit = max(1, min(request.limit, PAGE_LIMIT))
    return PullReply(
        epoch=epoch,
        scopes={
            scope: _scope_changes(connection, scope, cursors.get(scope), limit)
            for scope in account.scopes
        },
        # Also where rows have changed shape since: it may have gone back before that.
        has_lost=life_of(request.epoch or "") == life_of(epoch)
        and has_forgotten(connection, request.acknowledged),
    )


def _scope_changes(
    connection: Connection, scope: str, cursor: int | None, limit: int
) -> ScopeChanges:
    at = scope_head(connection, scope)
    if cursor is None or not at.floor <= cursor <= at.head:
        return ScopeChanges(head=at.head, reset=True)  # unknown, expired or impossible
    # Most scopes of most pulls: where nothing changed nothing need be looked for.
    changes = changes_after(connection, scope, cursor, limit) if cursor < at.head else ()
    reached = changes[-1].seq if changes else cursor
    if reached < at.head:
        return ScopeChanges(head=at.head, changes=changes)
    return ScopeChanges(head=at.head, changes=changes, checksum=at.row_sum)


def read_news(connection: Connection, scope: str, after: int) -> ScopeNews | None:
    """Return the changes after a number as one piece of news; None: too many, or too large."""
    at = scope_head(connection, scope)
    if not at.floor <= after <= at.head or at.head - after > NEWS_CHANGES:
        return None
    changes = changes_after(connection, scope, after, NEWS_CHANGES)
    if sum(len(bytes(change.body)) for change in changes) > NEWS_BYTES:
        return None
    return ScopeNews(
        epoch=current_epoch(connection),
        scope=scope,
        after=after,
        head=at.head,
        changes=changes,
        checksum=at.row_sum,
    )


def read_snapshot(
    connection: Connection,
    account: Account,
    scope: Scope,
    after: str | None = None,
    limit: int = PAGE_LIMIT,
) -> SnapshotPage:
    """Return the page after a key, kind by kind and by id.

    Raise Refused for a scope the account may not see, MalformedMessage for a key of nobody.
    """
    # Here too, not only at the edge: what is of other desks is nobody's by a wrong route.
    if scope not in account.scopes:
        raise Refused(reason_codes.FORBIDDEN, scope=scope)
    # A page is one answer that is signed and held in memory whole.
    limit = max(1, min(limit, PAGE_LIMIT))
    kinds = kinds_of(scope)
    number, last_id = _position(after, len(kinds))
    rows: list[SnapshotRow] = []
    at = scope_head(connection, scope)
    while number < len(kinds) and len(rows) < limit:
        part = _rows(connection, kinds[number], scope, last_id, limit - len(rows))
        rows += part
        if len(rows) < limit:
            number, last_id = number + 1, ""
        else:
            last_id = part[-1].id
    return SnapshotPage(
        epoch=current_epoch(connection),
        # Of the same transaction as the rows: the seat goes on in the feed from here.
        head=at.head,
        rows=tuple(rows),
        next_after=f"{number}:{last_id}" if number < len(kinds) else None,
        total=(at.row_count or 0) if not after else 0,
    )


def _rows(
    connection: Connection, kind: Kind, scope: str, after: str, limit: int
) -> list[SnapshotRow]:
    return [
        SnapshotRow(
            kind=str(kind),
            id=value.id,  # type: ignore[attr-defined] # every replicated value has one
            version=value.version,  # type: ignore[attr-defined]
            body=msgspec.Raw(encode(value)),
        )
        for value in values_after(connection, kind, scope, after, limit)
    ]


def _position(after: str | None, count: int) -> tuple[int, str]:
    """Return the number of the kind to go on with, and the id behind which."""
    if not after:
        return 0, ""
    number, colon, last_id = after.partition(":")
    # The key comes back from a seat: one made up must not read past the kinds.
    kind = whole_number(number, count - 1) if colon else None
    if kind is None:
        raise MalformedMessage("snapshot key")
    return kind, last_id


def trim_history(connection: Connection, now: datetime, at_most: int = TRIMMED_AT_ONCE) -> int:
    """Trim the oldest changes and verdicts, at_most of each; return how many were found old."""
    old = connection.execute(
        "SELECT scope, max(seq) AS floor, count(*) AS trimmed FROM"
        " (SELECT scope, seq FROM change_row WHERE at < :before ORDER BY at LIMIT :limit) AS oldest"
        " GROUP BY scope ORDER BY scope",
        {"before": millis(now - KEEP_CHANGES), "limit": at_most},
    )
    for row in old:
        trim_scope(connection, row["scope"], row["floor"])
    trimmed: int = sum(row["trimmed"] for row in old)
    before = now - KEEP_VERDICTS
    trimmed += forget_refused(connection, before, at_most)
    return trimmed + forget_verdicts(connection, before, at_most)
