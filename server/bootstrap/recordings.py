"""How recordings are joined to database, media relays and windows, where the house allows them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from server.settings import ExchangeSettings
from server.store.engine.server_database import ServerDatabase
from server.usecases.exchange.media_relay import MediaRelays, relays_of
from server.usecases.routing.outside import Tell
from server.usecases.routing.record_calls import RecordCalls


@asynccontextmanager
async def recording_calls(
    *,
    database: ServerDatabase,
    exchange: ExchangeSettings | None,
    clock: Callable[[], datetime],
    tell: Tell | None = None,
) -> AsyncIterator[RecordCalls | None]:
    """Yield what records; None where the settings do not allow it or name no relays."""
    if exchange is None or not exchange.recording_allowed or not exchange.relays:
        yield None
        return
    relays = MediaRelays(relays_of(exchange))
    try:
        yield RecordCalls(
            database=database,
            relays=relays,
            sounds_dir=exchange.sounds_dir,
            clock=clock,
            tell=tell,
        )
    finally:
        relays.close()
