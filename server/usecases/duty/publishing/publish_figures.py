"""The figures of the queues, told to all windows when they have changed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from contract.wire.duty import QueueFigures
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase

ReadFigures = Callable[[Connection, datetime], Sequence[QueueFigures]]


class PublishFigures:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Callable[[], datetime],
        figures: ReadFigures,
        tell_all: Callable[[tuple[QueueFigures, ...]], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._figures = figures
        self._tell_all = tell_all
        self._last: tuple[QueueFigures, ...] | None = None

    async def __call__(self) -> None:
        """Tell the figures of this beat, unless they are the last ones. Raise StoreFault."""
        now = self._clock()
        figures = tuple(await self._database.read(lambda c: self._figures(c, now)))
        if figures != self._last:
            self._last = figures
            self._tell_all(figures)
