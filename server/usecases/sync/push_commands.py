"""A batch of commands from a seat: each its own transaction, in order, until one must wait."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType

import msgspec

from contract.domain.account import Account
from contract.wire import reason_codes
from contract.wire.commands import PushReply, PushRequest, Status, Verdict
from contract.wire.decoding import decode
from server.store.engine.connection import Connection
from server.store.engine.faults import StoreFault, StoreFull, StoreTooSlow, UnstorableValue
from server.store.engine.server_database import ServerDatabase
from server.usecases.citizens.erase_late_words import erase_what_came
from server.usecases.citizens.erased_marks import ErasedMarks, MarksUnreadable
from server.usecases.citizens.erased_rows import is_about_erased
from server.usecases.operations.installation import current_epoch
from server.usecases.sync.apply_command import apply_command
from server.usecases.sync.refill import WentBack, begin_life, has_forgotten

log = logging.getLogger(__name__)
SLOW_TRIES = 10  # of one command whose statement is cut off for its length each time
_SLOW_KEPT = 1000  # commands whose tries are counted
_NONE: Mapping[str, str] = MappingProxyType({})


class _Numbered(msgspec.Struct, frozen=True):
    """All that must be readable of a command to answer with its verdict."""

    id: str


class PushCommands:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Callable[[], datetime],
        erased: ErasedMarks | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._erased = erased
        self._slow: dict[str, int] = {}  # tries of commands that were cut off, by their id

    async def __call__(
        self, account: Account, batch: PushRequest, refused: Mapping[str, str] = _NONE
    ) -> PushReply:
        """Raise MalformedMessage before anything is applied when a command has no id.

        refused: ids of those that are refused as they stand, unless applied once, and the code.
        """
        # All of them first: a batch is applied in order, so a bad one must not stop it half way.
        numbered = [(decode(raw, _Numbered).id, raw) for raw in batch.commands]
        results: dict[str, Verdict] = {}
        epoch, has_lost = await self._database.read(
            lambda c: (current_epoch(c), has_forgotten(c, batch.acknowledged))
        )
        # It does not know yet that something was lost: its commands would be refused for that.
        if batch.epoch is not None and (batch.epoch != epoch or has_lost):
            return PushReply(epoch=epoch, results=results)
        for command_id, raw in numbered:
            try:
                verdict = await self._one(account, command_id, raw, refused.get(command_id))
            except WentBack:
                return await self._begun_anew()
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
        told = [(id_, bytes(raw)) for id_, raw in numbered if id_ in results]
        return PushReply(epoch=epoch, results=results, erased=await self._about_erased(told))

    async def _about_erased(self, told: Sequence[tuple[str, bytes]]) -> tuple[str, ...]:
        marks = self._erased

        def those(connection: Connection) -> tuple[str, ...]:
            # Where nobody can say who was erased, nothing was applied either.
            with suppress(MarksUnreadable):
                if marks:
                    return tuple(
                        id_ for id_, raw in told if is_about_erased(connection, raw, marks)
                    )
            return ()

        return await self._database.read(those) if marks is not None else ()

    async def _begun_anew(self) -> PushReply:
        """Answer nothing: this seat, too, is to give back all it has, under the new epoch."""
        log.error("the data went back to an earlier state: a new epoch begins")
        epoch = await self._database.write(lambda c: begin_life(c, self._clock()))
        return PushReply(epoch=epoch, results={})

    async def _one(
        self, account: Account, command_id: str, raw: msgspec.Raw, refusal: str | None
    ) -> Verdict:
        now = self._clock()
        try:
            return await self._database.write(
                lambda c: self._applied(c, account, raw, now, refusal)
            )
        # Trying again cannot help: it would stand before all others for ever.
        except UnstorableValue:
            return Verdict(status=Status.REJECTED, reason=reason_codes.INVALID)
        except StoreFull:
            return Verdict(status=Status.RETRY, reason=reason_codes.READ_ONLY)
        except StoreFault as fault:
            if isinstance(fault, StoreTooSlow) and self._is_too_slow(command_id):
                return _given_up(command_id, fault)
            log.warning("command %s must wait: %s", command_id, type(fault).__name__)
            return Verdict(status=Status.RETRY, reason=reason_codes.UNAVAILABLE)
        except WentBack:
            raise
        # The machine's trouble, not the command's, as long as that can be: a file, the memory.
        except (OSError, MemoryError) as trouble:
            if self._is_too_slow(command_id):
                return _given_up(command_id, trouble)
            log.warning("command %s must wait: %s", command_id, type(trouble).__name__)
            return Verdict(status=Status.RETRY, reason=reason_codes.UNAVAILABLE)
        # Whatever it is: a request that fails comes again, and all behind this command with it.
        except Exception as bug:  # noqa: BLE001
            return _given_up(command_id, bug)

    def _applied(
        self,
        connection: Connection,
        account: Account,
        raw: msgspec.Raw,
        now: datetime,
        refusal: str | None,
    ) -> Verdict:
        verdict = apply_command(connection, account, raw, now, refusal=refusal)
        # Of refused ones too: what was written is kept as a note of the case, or stays in a table.
        if self._erased:
            erase_what_came(connection, raw, self._erased, now)
        return verdict

    def _is_too_slow(self, command_id: str) -> bool:
        """Count the try; return whether it was the last one that may keep others waiting."""
        tries = self._slow.pop(command_id, 0) + 1
        if tries >= SLOW_TRIES:
            return True
        self._slow[command_id] = tries
        # The oldest goes: ids come from outside, and their number has no end.
        if len(self._slow) > _SLOW_KEPT:
            del self._slow[next(iter(self._slow))]
        return False


def _given_up(command_id: str, error: Exception) -> Verdict:
    """Refuse one command for what no further try can help; its words go back to who wrote them."""
    # Without its text, which may quote personal data.
    log.error("command %s was given up: %s", command_id, type(error).__name__)
    detail = {"fault": type(error).__name__}
    return Verdict(status=Status.REJECTED, reason=reason_codes.INVALID, detail=detail)
