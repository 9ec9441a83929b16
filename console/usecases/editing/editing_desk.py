"""The editors' work on disk, and orders that change no text: review, publish, withdraw."""

from collections.abc import Mapping

from console.model.contact.unsent_input import (
    BULK_HOURS,
    proposal_place,
    report_place,
    review_place,
    withdrawal_place,
)
from console.model.editing.editing_work import EditingWork
from console.model.editing.learning_work import LearningWork
from console.model.editing.listed_entry import EntryFacts, EntryKey
from console.model.editing.revision_draft import draft_key
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.editing.editing_repository import editing_work, entry_facts, reference_names
from console.store.editing.learning_repository import learning_work
from console.store.knowledge.knowledge_repository import offices
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from console.store.session.unsent_input_record import delete_unsent_input
from contract.domain.ids import new_command_id
from contract.domain.knowledge_entries.knowledge import Office
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


class EditingDesk:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def load_work(self) -> EditingWork:
        return await self._database.read(editing_work)

    async def facts(self, keys: tuple[EntryKey, ...]) -> Mapping[EntryKey, EntryFacts]:
        return await self._database.read(lambda connection: entry_facts(connection, keys))

    async def learning(self) -> LearningWork:
        return await self._database.read(learning_work)

    async def offices(self) -> tuple[Office, ...]:
        return await self._database.read(offices)

    async def references(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """Return id and name of each office and of each card."""
        return await self._database.read(reference_names)

    async def order(self, order: EditingOrder) -> None:
        """Queue the order and show what it does here; works offline. Raise LocalStoreBroken.

        What was typed for it in a panel leaves the disk with it: nobody is shown it once more.
        """
        command = Command(id=new_command_id(), at=self._clock(), data=order)
        # A card withdrawn is wrong from now on: the search must not wait for the server's row.
        touched = {Topic.KNOWLEDGE} if isinstance(order, WithdrawEntry) else set()

        def apply(connection: Connection) -> None:
            enqueue(connection, command)
            # In one step: a console killed in between would show the words again, to be sent twice.
            delete_unsent_input(connection, _place(order))

        await self._database.write(apply, changes=_CHANGES | touched)


def _place(order: EditingOrder) -> str:
    """Return where the words of an order were typed, "" for one without a place of its own."""
    match order:
        case ReviewRevision():
            return review_place(order.revision_id)
        case WithdrawEntry():
            return withdrawal_place(draft_key(order.entry_kind, order.entry_id))
        case AnswerReport():
            return report_place(order.report_id)
        case DecideProposal():
            return proposal_place(order.proposal_id)
        case ChangeManyHours():
            return BULK_HOURS
        case _:
            return ""
