"""What has changed since a seat's cursors, for everything its account may see."""

from contract.domain.account import Account
from contract.wire.changes import PAGE_LIMIT, PullReply, PullRequest, ScopeChanges
from server.store.engine.connection import Connection
from server.store.sync.change_log import changes_after, head_and_floor, scope_checksum
from server.usecases.operations.installation import current_epoch


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
