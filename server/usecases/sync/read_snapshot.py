"""Everything a scope holds now, in pages."""

import msgspec

from contract.domain.account import Account
from contract.domain.ids import Scope
from contract.wire import reason_codes
from contract.wire.changes import PAGE_LIMIT, Kind, SnapshotPage, SnapshotRow
from contract.wire.decoding import MalformedMessage, encode
from server.store.engine.connection import Connection
from server.store.sync.change_log import head_and_floor
from server.store.sync.replicated_rows import kinds_of, values_after
from server.usecases.operations.installation import current_epoch
from server.usecases.operations.refused import Refused


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
