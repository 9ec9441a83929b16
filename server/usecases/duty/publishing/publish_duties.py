"""After each commit that changed a duty its operator's windows are told, and routing is nudged."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping

from contract.domain.agents.agent import AgentView
from server.store.duty.duties import HEAD_PREFIX
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.usecases.duty.publishing.agent_views import views_of

log = logging.getLogger(__name__)

RETRY_S = 1.0


class PublishDuties:
    """heard() may be called from any thread; run() lives on the loop it was made on."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        tell: Callable[[str, AgentView], None],
        nudge: Callable[[], None],
    ) -> None:
        self._database = database
        self._tell = tell
        self._nudge = nudge
        self._loop = asyncio.get_running_loop()
        self._changed: set[str] = set()
        self._woken = asyncio.Event()

    def heard(self, heads: Mapping[str, int]) -> None:
        """Note whose duty a commit has changed."""
        changed = {head.removeprefix(HEAD_PREFIX) for head in heads if head.startswith(HEAD_PREFIX)}
        if changed:
            with contextlib.suppress(RuntimeError):  # the loop has closed: nobody listens
                self._loop.call_soon_threadsafe(self._note, changed)

    async def run(self) -> None:
        """Tell until cancelled; a database that is away for a while loses no news."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            changed, self._changed = self._changed, set()
            try:
                await self._tell_of(sorted(changed))
            except StoreFault as fault:
                log.warning("news of duty wait: %s", type(fault).__name__)
                self._changed |= changed
                await asyncio.sleep(RETRY_S)
                self._woken.set()

    async def _tell_of(self, account_ids: list[str]) -> None:
        for view in await self._database.read(lambda c: views_of(c, account_ids)):
            self._tell(view.account_id, view)

    def _note(self, changed: set[str]) -> None:
        self._changed |= changed
        self._woken.set()
        self._nudge()
