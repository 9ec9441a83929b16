"""Tells the editors that an entry of the knowledge base is wrong, also while offline."""

from console.model.contact.unsent_input import fault_place
from console.model.knowledge.entry_fault import EntryFault
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from console.store.session.session_record import signed_in_account
from console.store.session.unsent_input_record import delete_unsent_input
from contract.domain.ids import ReportId, new_command_id, new_id
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause
from contract.domain.knowledge_entries.personal_data import without_personal_data
from contract.wire.commands import Command
from contract.wire.commands import ReportEntry as ReportEntryData


class ReportEntry:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, fault: EntryFault) -> EntryReport:
        """Return the report, queued for the server without any citizen's data.

        What was typed in the panel leaves the disk with it.
        """

        def apply(connection: Connection) -> EntryReport:
            now, author = self._clock(), signed_in_account(connection)
            place = fault.place
            report = EntryReport(
                id=ReportId(new_id()),
                cause=ReportCause.OPERATOR,
                entry_kind=place.kind,
                entry_id=place.entry_id,
                entry_version=place.version,
                title=place.title,
                field=place.field,
                # Here, before it is queued: a citizen's data must not lie in the outbox either.
                text=without_personal_data(fault.text.strip(), place.known).text,
                queue_id=fault.queue_id,
                contact_id=fault.contact_id,
                author_id=author.id,
                author_name=author.display_name,
                reported_at=now,
            )
            data = ReportEntryData(report=report)
            enqueue(connection, Command(id=new_command_id(), at=now, data=data))
            # In the same step: after a kill in between, the words would be sent once more.
            delete_unsent_input(connection, fault_place(fault.subject))
            return report

        return await self._database.write(apply, changes=frozenset({Topic.OUTBOX}))
