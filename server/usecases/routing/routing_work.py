"""What one routing decision has at hand, and what must be done once it is committed."""

from dataclasses import dataclass, field
from datetime import datetime

from contract.domain.queue_hours import is_open, opens_at
from contract.wire.duty import CallNews
from contract.wire.exchange import AnyRouteReply
from server.store.calls.queue_calls import QueueCall, one_at_a_time
from server.store.engine.connection import Connection, millis
from server.usecases.routing.known_queues import Queues, known_queues


@dataclass(slots=True)
class Effects:
    """For after the commit. answers end open polls; later ones wait for an announcement."""

    answers: dict[str, AnyRouteReply] = field(default_factory=dict)
    later: dict[str, AnyRouteReply] = field(default_factory=dict)
    plays: list[tuple[QueueCall, str]] = field(default_factory=list)
    hang_ups: list[QueueCall] = field(default_factory=list)
    dead: list[QueueCall] = field(default_factory=list)  # their exchange forgot them, no relay did
    news: list[tuple[str, CallNews]] = field(default_factory=list)  # account, what it is told
    recordings: list[tuple[QueueCall, str]] = field(default_factory=list)  # with its notice


class QueueWork:
    """The house's queues at one moment, for whoever is in a transaction."""

    def __init__(self, connection: Connection, at: datetime) -> None:
        self.connection = connection
        self.at = at
        self.now = millis(at)
        self._queues: Queues | None = None

    @property
    def queues(self) -> Queues:
        if self._queues is None:
            self._queues = known_queues(self.connection)
        return self._queues


class RoutingWork(QueueWork):
    """One decision in one transaction, alone: made first thing in it."""

    def __init__(self, connection: Connection, at: datetime) -> None:
        one_at_a_time(connection)
        super().__init__(connection, at)
        self.effects = Effects()


__all__ = ["is_open", "opens_at"]
