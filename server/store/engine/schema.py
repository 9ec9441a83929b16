"""Every table of the central server, declared once for SQLite and PostgreSQL.

Instants are integers: milliseconds since 1970, UTC. Truth values are 0 or 1. Tuples are JSON text.
Each replicated table has (id, scope, version, deleted): scope is the feed that carries the row.
"""

from server.store.engine.tables import (
    accounts,
    calls,
    citizens,
    columns,
    duty,
    feed,
    knowledge,
    learning,
    messages,
    work,
)

PARTS = (feed, accounts, citizens, work, knowledge, messages, learning, calls, duty)
metadata = columns.metadata
