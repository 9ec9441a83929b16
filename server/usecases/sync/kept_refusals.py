"""What was refused of work that others handed over, until its author, or who stands in, has it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from contract.domain.account import Account, Capability
from contract.domain.ids import AccountId, CommandId
from contract.wire.commands import Status, Verdict
from contract.wire.sealed_key import RefusedCommand
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.refused_work import (
    author_of_refused,
    forget_words,
    keep_refused,
    refused_of,
    refused_of_the_gone,
)
from server.usecases.accounts.account_rows import account_by_id
from server.usecases.citizens.erase_late_words import is_of_erased
from server.usecases.citizens.erased_marks import ErasedMarks
from server.usecases.operations.write_audit import write_audits
from server.usecases.sync.refused_boxes import Refused, opened, sealed

TOLD_AT_ONCE, LOOKED_AT = 50, 500  # what nobody may have or can open must not hide the rest
READ_BY_OTHERS = "work_refused_read"


class _Found(NamedTuple):
    """told: each with its author. of_erased: ids of what nobody is told any more."""

    told: list[tuple[str, RefusedCommand]]
    of_erased: list[str]


class KeptRefusals:
    """private: the X25519 keys of the installation, the present one first."""

    def __init__(
        self,
        *,
        private: Sequence[bytes],
        database: ServerDatabase,
        clock: Callable[[], datetime],
        erased: ErasedMarks,
    ) -> None:
        self._private = private
        self._database = database
        self._clock = clock
        self._erased = erased

    async def keep(
        self,
        author: AccountId,
        commands: Mapping[str, msgspec.Raw],
        verdicts: Mapping[str, Verdict],
    ) -> None:
        """Keep those that were refused, each once; of somebody erased, that there was one."""
        now = self._clock()
        boxes = {
            command_id: sealed(self._private[0], author, Refused(commands[command_id], verdict))
            for command_id, verdict in verdicts.items()
            if verdict.status is Status.REJECTED
        }

        def work(connection: Connection) -> None:
            for command_id, box in boxes.items():
                is_erased = is_of_erased(connection, commands[command_id], self._erased)
                keep_refused(connection, command_id, author, b"" if is_erased else box, now)

        if boxes:
            await self._database.write(work)

    async def of(self, account: Account) -> tuple[RefusedCommand, ...]:
        """Return what was refused of the account's; to a lead, of those who are gone as well."""

        found = await self._database.read(lambda c: self._found(c, account))
        if found.of_erased:
            await self._database.write(lambda c: forget_words(c, found.of_erased))
        others = Counter(author for author, _ in found.told if author != account.id)
        await self._note(account, others)
        return tuple(one for _, one in found.told)

    def _found(self, connection: Connection, account: Account) -> "_Found":
        kept = refused_of(connection, account.id, LOOKED_AT)
        if account.may(Capability.DUTY_FORCE):
            kept += refused_of_the_gone(connection, LOOKED_AT)
        found = _Found([], [])
        for command_id, author_id, box in kept:
            told = opened(self._private, command_id, box)
            if told is None:
                continue
            if is_of_erased(connection, told.command, self._erased):
                found.of_erased.append(command_id)
            elif len(found.told) < TOLD_AT_ONCE:
                name = _name_of(connection, author_id) if author_id != account.id else ""
                one = RefusedCommand(command=told.command, verdict=told.verdict, author=name)
                found.told.append((author_id, one))
        return found

    async def _note(self, reader: Account, others: Mapping[str, int]) -> None:
        """Keep in the audit whose words somebody else is given, before they leave."""
        subjects, now = [f"{author} {count}" for author, count in others.items()], self._clock()
        if subjects:
            await self._database.write(
                lambda c: write_audits(c, reader.id, READ_BY_OTHERS, subjects, now)
            )

    async def told(self, account: Account, command_ids: Sequence[CommandId]) -> None:
        """Forget what lies in a replica now. Ids of others' work are passed over."""

        def forget(connection: Connection) -> None:
            mine = [one for one in command_ids if _is_for(connection, account, one)]
            forget_words(connection, mine)

        await self._database.write(forget)


def _name_of(connection: Connection, account_id: str) -> str:
    author = account_by_id(connection, AccountId(account_id))
    return author.display_name if author is not None else ""


def _is_for(connection: Connection, account: Account, command_id: CommandId) -> bool:
    author_id = author_of_refused(connection, command_id)
    if author_id is None or author_id == account.id:
        return author_id is not None
    author = account_by_id(connection, author_id)
    return author is not None and not author.is_active and account.may(Capability.DUTY_FORCE)
