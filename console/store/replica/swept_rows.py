"""Rows that nobody sees any more, of an older copy or of a lost desk, leave the disk in steps."""

from console.store.replica.cipher import Connection


def sweep(connection: Connection, limit: int) -> int:
    """Delete some rows that are in no copy shown or being made, of a lost scope too.

    Return how many. In small steps: what an operator types must not wait behind a whole desk.
    """
    swept = 0
    rows = connection.execute("SELECT scope, copy, stage_copy FROM sync_scope")
    copies = {scope: (shown, staged) for scope, shown, staged in rows}
    for scope in _scopes_on_disk(connection):
        if swept < limit:
            swept += connection.execute(
                "DELETE FROM replica_row WHERE number IN (SELECT number FROM replica_row"
                " WHERE scope = ? AND copy IS NOT ? AND copy IS NOT ? LIMIT ?)",
                (scope, *copies.get(scope, (None, None)), limit - swept),
            ).rowcount
    return swept


def _scopes_on_disk(connection: Connection) -> list[str]:
    # From one scope to the next: DISTINCT would read the index of all rows.
    rows = connection.execute(
        "WITH RECURSIVE one (scope) AS (SELECT min(scope) FROM replica_row UNION ALL"
        " SELECT (SELECT min(scope) FROM replica_row WHERE scope > one.scope) FROM one"
        " WHERE one.scope IS NOT NULL) SELECT scope FROM one WHERE scope IS NOT NULL"
    )
    return [row[0] for row in rows]
