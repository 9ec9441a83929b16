"""What a seat reads of the feed: changes since its cursors, whole snapshots; what is trimmed."""

from datetime import datetime, timedelta

import msgspec

from contract.domain.account import Account
from contract.domain.ids import Scope
from contract.wire import reason_codes
from contract.wire.changes import (
    PAGE_LIMIT,
    Kind,
    PullReply,
    PullRequest,
    ScopeChanges,
    SnapshotPage,
    SnapshotRow,
)
from contract.wire.decoding import MalformedMessage, encode
from server.store.engine.connection import Connection, millis
from server.store.sync.change_log import changes_after, head_and_floor, scope_checksum, trim_scope
from server.store.sync.command_log import forget_verdicts
from server.store.sync.replicated_rows import count_of, kinds_of, values_after
from server.usecases.operations.installation import current_epoch
from server.usecases.operations.refused import Refused

KEEP_CHANGES = timedelta(days=30)
KEEP_VERDICTS = timedelta(days=90)  # longer than any seat may be offline


def read_changes(connection: Connection, account: Account, request: PullRequest) -> PullReply:
    """Return one state of all visible scopes; needs a transaction that sees one state."""
    epoch = current_epoch(connection)
    cursors = request.cursors if request.epoch == epoch else {}
    limit = max(1, min(request.limit, PAGE_LIMIT))
    return PullReply(
        epoch=epoch,
        scopes={
            scope: _scope_changes(connection, epoch, scope, cursors.get(scope), limit)
            for scope in account.scopes
        },
    )


def _scope_changes(
    connection: Connection, epoch: str, scope: str, cursor: int | None, limit: int
) -> ScopeChanges:
    head, floor = head_and_floor(connection, scope)
    if cursor is None or not floor <= cursor <= head:
        return ScopeChanges(head=head, reset=True)  # unknown, expired or impossible
    changes = changes_after(connection, scope, cursor, limit)
    reached = changes[-1].seq if changes else cursor
    if reached < head:
        return ScopeChanges(head=head, changes=changes)
    total = scope_checksum(connection, epoch, scope, head)
    return ScopeChanges(head=head, changes=changes, checksum=total)


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
        head=head_and_floor(connection, scope)[0],
        rows=tuple(rows),
        next_after=f"{number}:{last_id}" if number < len(kinds) else None,
        # Counted once: a count for each page of each seat costs more than the pages.
        total=count_of(connection, scope) if not after else 0,
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
    if not colon or not number.isascii() or not number.isdigit() or int(number[:3]) >= count:
        raise MalformedMessage("snapshot key")
    return int(number), last_id


def trim_history(connection: Connection, now: datetime) -> int:
    """Trim all scopes; return how many changes and verdicts went."""
    old = connection.execute(
        "SELECT scope, max(seq) AS floor, count(*) AS trimmed FROM change_row WHERE at < :before"
        " GROUP BY scope ORDER BY scope",
        {"before": millis(now - KEEP_CHANGES)},
    )
    for row in old:
        trim_scope(connection, row["scope"], row["floor"])
    trimmed: int = sum(row["trimmed"] for row in old)
    return trimmed + forget_verdicts(connection, now - KEEP_VERDICTS)
