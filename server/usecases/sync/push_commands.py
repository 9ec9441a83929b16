"""A batch of commands from a seat: each its own transaction, in order, until one must wait."""

import logging
from collections.abc import Callable
from datetime import datetime

import msgspec

from contract.domain.account import Account
from contract.wire import reason_codes
from contract.wire.commands import PushReply, PushRequest, Status, Verdict
from contract.wire.decoding import decode
from server.store.engine.faults import StoreFault, StoreFull, UnstorableValue
from server.store.engine.server_database import ServerDatabase
from server.usecases.operations.installation import current_epoch
from server.usecases.sync.apply_command import apply_command

log = logging.getLogger(__name__)


class _Numbered(msgspec.Struct, frozen=True):
    """All that must be readable of a command to answer with its verdict."""

    id: str


class PushCommands:
    def __init__(self, *, database: ServerDatabase, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, account: Account, batch: PushRequest) -> PushReply:
        """Raise MalformedMessage before anything is applied when a command has no id."""
        # All of them first: a batch is applied in order, so a bad one must not stop it half way.
        numbered = [(decode(raw, _Numbered).id, raw) for raw in batch.commands]
        results: dict[str, Verdict] = {}
        for command_id, raw in numbered:
            verdict = await self._one(account, command_id, raw)
            results[command_id] = verdict
            # Commands build on each other: what comes behind one that must wait is left for later.
            if verdict.status is Status.RETRY:
                break
        log.info(
            "pushed account=%s commands=%d refused=%d",
            account.id,
            len(results),
            sum(verdict.status is not Status.APPLIED for verdict in results.values()),
        )
        return PushReply(epoch=await self._database.read(current_epoch), results=results)

    async def _one(self, account: Account, command_id: str, raw: msgspec.Raw) -> Verdict:
        now = self._clock()
        try:
            return await self._database.write(lambda c: apply_command(c, account, raw, now))
        # Trying again cannot help: it would stand before all others for ever.
        except UnstorableValue:
            return Verdict(status=Status.REJECTED, reason=reason_codes.INVALID)
        except StoreFull:
            return Verdict(status=Status.RETRY, reason=reason_codes.READ_ONLY)
        except StoreFault as fault:
            log.warning("command %s must wait: %s", command_id, type(fault).__name__)
            return Verdict(status=Status.RETRY, reason=reason_codes.UNAVAILABLE)
