"""The queues of waiting calls, as replicated: names, hours and rules."""

from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import shown_all
from contract.domain.queue import Queue
from contract.wire.changes import Kind


def queues(connection: Connection) -> tuple[Queue, ...]:
    """Return the queues in the order of their names."""
    return tuple(sorted(shown_all(connection, Kind.QUEUE), key=lambda queue: queue.name))
