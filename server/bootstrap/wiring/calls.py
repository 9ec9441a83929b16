"""Calls: what is known of one that rings, transfers, and recordings where they are allowed."""

from dataclasses import dataclass

from server.api.call_routes import call_routes
from server.bootstrap.server_part import Job, ServerPart, Site
from server.exchange.media_relay import MediaRelays, relays_of
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from server.usecases.routing.outside import Record
from server.usecases.routing.record_calls import RecordCalls

RECORDINGS_EVERY_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPart(ServerPart):
    """record: begins a recording; None where the settings do not allow it or name no relays."""

    record: Record | None = None


async def calls(site: Site) -> CallsPart:
    database, clock, exchange = site.database, site.clock, site.settings.exchange
    erased = ErasedMarks(marks_file(site.settings.data_dir), site.keys.erased)
    if exchange is None or not exchange.recording_allowed or not exchange.relays:
        return CallsPart(routes=call_routes(database=database, clock=clock, erased=erased))
    relays = MediaRelays(relays_of(exchange))
    recordings = RecordCalls(
        database=database,
        relays=relays,
        sounds_dir=exchange.sounds_dir,
        clock=clock,
        tell=site.publish_news,
    )

    async def close() -> None:
        relays.close()

    return CallsPart(
        routes=call_routes(database=database, clock=clock, erased=erased, mask=recordings.mask),
        jobs=[Job("server.recordings", recordings.tick, RECORDINGS_EVERY_S)],
        aside=[recordings.aside],
        record=recordings.begin,
        close=close,
    )
