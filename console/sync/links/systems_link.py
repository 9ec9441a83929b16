"""What IT's pages ask of the server."""

from console.errors import NOT_TOLD
from console.sync.server_link import ServerLink
from contract.wire.systems import SystemsNow, SystemsSetup


class SystemsLink:
    """None: no server answers, or this account may not see it."""

    def __init__(self, link: ServerLink) -> None:
        self._link = link

    async def seats(self) -> SystemsNow | None:
        try:
            return await self._link.ask("GET", "/systems/seats", None, SystemsNow)
        except NOT_TOLD:
            return None

    async def setup(self) -> SystemsSetup | None:
        try:
            return await self._link.ask("GET", "/systems/accounts", None, SystemsSetup)
        except NOT_TOLD:
            return None
