"""What the server deletes of old rows each night."""

from server.bootstrap.server_part import Job, ServerPart, Site
from server.usecases.operations.forget_old_rows import ForgetOldRows

LOOK_EVERY_S = 3600.0


async def operations(site: Site) -> ServerPart:
    forget = ForgetOldRows(
        database=site.database, periods=site.settings.retention, clock=site.clock
    )
    return ServerPart(jobs=[Job("server.retention", forget.when_due, LOOK_EVERY_S)])
