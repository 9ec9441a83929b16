"""What a lead's first page asks of the server."""

from console.errors import NOT_TOLD
from console.sync.server_link import ServerLink
from contract.wire.floor import FloorNow


class FloorLink:
    def __init__(self, link: ServerLink) -> None:
        self._link = link

    async def load(self) -> FloorNow | None:
        """Return the room; None: no server answers, or this account may not see it."""
        try:
            return await self._link.ask("GET", "/floor", None, FloorNow)
        except NOT_TOLD:
            return None
