"""Synchronisation: commands in, changes and snapshots out, hints to every window that listens."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from server.api.event_stream import StateOf
from server.api.sync_routes import event_routes, sync_routes
from server.bootstrap.server_part import Job, ServerPart, Site
from server.usecases.sync.answer_signature import AnswerSigner
from server.usecases.sync.push_commands import PushCommands
from server.usecases.sync.read_changes import trim_history

HEADS_EVERY_S = 2.0
TRIM_EVERY_S = 3600.0


async def sync(site: Site, greeting: StateOf) -> ServerPart:
    """greeting: what a window is sent when it begins to listen."""
    database, hub, clock = site.database, site.hub, site.clock
    loop = asyncio.get_running_loop()

    def publish(heads: Mapping[str, int]) -> None:
        with suppress(RuntimeError):  # the loop has closed: nobody listens any more
            loop.call_soon_threadsafe(hub.publish, heads)

    async def heads() -> None:
        """Find what another process of this computer has committed, such as an import."""
        rows = await database.read(lambda c: c.execute("SELECT scope, head FROM scope_head"))
        hub.publish({row["scope"]: row["head"] for row in rows})

    async def trim() -> None:
        await database.write(lambda c: trim_history(c, clock()))

    return ServerPart(
        routes=[
            *sync_routes(
                database=database,
                push=PushCommands(database=database, clock=clock),
                signer=AnswerSigner(site.this.answer_key),
            ),
            *event_routes(hub=hub, sessions=site.sessions, state_of=greeting),
        ],
        jobs=[Job("server.heads", heads, HEADS_EVERY_S), Job("server.trim", trim, TRIM_EVERY_S)],
        on_commit=publish,
    )
