"""Adds a line to the history of a case."""

from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.callbacks.case_repository import case as stored_case
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from console.store.session.session_record import signed_in_account
from contract.domain.case import ActivityKind, CaseActivity
from contract.domain.ids import ActivityId, CaseId, new_command_id, new_id
from contract.wire.commands import AddCaseNote as AddCaseNoteData
from contract.wire.commands import Command


class AddCaseNote:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, case_id: CaseId, text: str) -> CaseActivity:
        """Return the line, queued for the server. Raise KeyError when the case is not here."""

        def apply(connection: Connection) -> CaseActivity:
            case = stored_case(connection, case_id)
            if case is None:
                raise KeyError(case_id)
            now = self._clock()
            activity = CaseActivity(
                id=ActivityId(new_id()),
                case_id=case_id,
                desk_id=case.desk_id,
                kind=ActivityKind.NOTE,
                at=now,
                author_id=signed_in_account(connection).id,
                text=text.strip(),
            )
            data = AddCaseNoteData(activity=activity)
            enqueue(connection, Command(id=new_command_id(), at=now, data=data))
            return activity

        return await self._database.write(apply, changes=frozenset({Topic.CASES, Topic.OUTBOX}))
