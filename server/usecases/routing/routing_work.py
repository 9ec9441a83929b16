"""What one routing decision has at hand, and what must be done once it is committed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from contract.domain.queue_hours import is_open, opens_at
from contract.wire.duty import CallNews
from contract.wire.exchange import AnyRouteReply
from server.store.calls.queue_calls import CallStage, QueueCall, as_call, one_at_a_time, rows_in
from server.store.engine.connection import Connection, Row, millis
from server.usecases.operations.rows_aside import RowsAside, is_of_store
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

    def copy(self) -> "Effects":
        return Effects(**{one.name: getattr(self, one.name).copy() for one in fields(self)})

    def restore(self, before: "Effects") -> None:
        """Forget what was added since the copy was made."""
        for one in fields(self):
            setattr(self, one.name, getattr(before, one.name))


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

    def __init__(
        self, connection: Connection, at: datetime, aside: RowsAside | None = None
    ) -> None:
        one_at_a_time(connection)
        super().__init__(connection, at)
        self.effects = Effects()
        self._aside = RowsAside("routing", lambda: at) if aside is None else aside

    def calls_in(self, *states: CallStage) -> list[QueueCall]:
        """Return the calls in these states that can be read, who waited longest first."""
        return self.readable(rows_in(self.connection, *states))

    def readable(self, rows: Iterable[Row]) -> list[QueueCall]:
        return self._aside.readable(rows, "id", as_call)

    def each[T](self, works: Mapping[str, Callable[[], T]]) -> dict[str, T | None]:
        """Do all of these; of one that fails nothing is kept or told, and no other waits for it.

        works: by what each is about. Missing: it failed before, and is tried later.
        """
        due = {key: work for key, work in works.items() if not self._aside.waits(key)}
        if not due:
            return {}
        before = self.effects.copy()
        try:
            # Together, for that costs next to nothing; one by one only where that fails.
            with self.connection.savepoint("each"):
                return {key: work() for key, work in due.items()}
        except Exception as error:
            if is_of_store(self.connection, error):
                raise
            self.effects.restore(before)
        return {key: self._apart(key, work) for key, work in due.items()}

    def _apart[T](self, key: str, work: Callable[[], T]) -> T | None:
        before = self.effects.copy()
        result = self._aside.tried(self.connection, key, work)
        if self._aside.waits(key):
            self.effects.restore(before)
        return result


__all__ = ["is_open", "opens_at"]
