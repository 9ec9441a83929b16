"""Signs of misuse: refused calls are noted, the audit is watched, the leads hear of it."""

from dataclasses import dataclass

from server.bootstrap.server_part import Job, ServerPart, Site
from server.usecases.misuse.refused_dials import NoteRefusedDials
from server.usecases.misuse.watch_misuse import WatchMisuse

LOOK_EVERY_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MisusePart(ServerPart):
    watch: WatchMisuse


async def misuse(site: Site) -> MisusePart:
    database, clock = site.database, site.clock
    watch = WatchMisuse(database=database, clock=clock, tell=site.publish_news)
    return MisusePart(
        watch=watch,
        jobs=[Job("server.misuse", watch, LOOK_EVERY_S)],
        on_exchange_event=NoteRefusedDials(database=database, clock=clock),
    )
