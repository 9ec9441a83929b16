"""Tells the leads again of alarms nobody has seen: who comes, and everybody each minute."""

from collections.abc import Callable
from datetime import datetime

from contract.wire.duty import CallNews
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.usecases.duty.publishing.open_alarms import news_of, open_alarms
from server.usecases.duty.raise_alarm import leads


class PublishAlarms:
    """Call it each TELL_AGAIN_S. On one event loop."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Callable[[], datetime],
        tell: Callable[[str, CallNews], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._tell = tell

    async def __call__(self) -> None:
        """Raise StoreFault."""
        for lead, news in await self._database.read(self._due):
            self._tell(lead, news)

    async def greet(self, account_id: str) -> None:
        """Tell a window that just came, if it is a lead's. Raise StoreFault."""
        for lead, news in await self._database.read(self._due):
            if lead == account_id:
                self._tell(lead, news)

    def _due(self, connection: Connection) -> list[tuple[str, CallNews]]:
        """Return whom to tell of what; nobody of an alarm of her own."""
        alarms = open_alarms(connection, self._clock())
        if not alarms:
            return []
        return [
            (lead, news_of(alarm))
            for alarm in alarms
            for lead in leads(connection)
            if lead != alarm.account_id
        ]
