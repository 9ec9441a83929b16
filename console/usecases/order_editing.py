"""Orders about revisions and entries that change no text: review, publish, withdraw, restore."""

from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.local_database import LocalDatabase
from console.store.outbox import enqueue
from contract.domain.ids import new_command_id
from contract.wire.commands import (
    AnswerReport,
    ChangeManyHours,
    Command,
    DecideProposal,
    DiscardRevision,
    DropQuestion,
    KeepQuestion,
    RestoreVersion,
    ReviewBatch,
    ReviewRevision,
    SettleClash,
    WithdrawEntry,
)

EditingOrder = (
    SettleClash
    | ReviewRevision
    | ReviewBatch
    | DiscardRevision
    | WithdrawEntry
    | RestoreVersion
    | ChangeManyHours
    | AnswerReport
    | DecideProposal
    | KeepQuestion
    | DropQuestion
)
_CHANGES = frozenset({Topic.EDITING, Topic.OUTBOX})


class OrderEditing:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, order: EditingOrder) -> None:
        """Queue the order and show what it does here; works offline. Raise LocalStoreBroken."""
        command = Command(id=new_command_id(), at=self._clock(), data=order)
        touched = {Topic.KNOWLEDGE} if isinstance(order, WithdrawEntry) else set()
        await self._database.write(
            lambda connection: enqueue(connection, command), changes=_CHANGES | touched
        )
