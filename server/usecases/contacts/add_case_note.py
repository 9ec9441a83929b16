"""Add a line to the history of a case."""

import msgspec

from contract.domain.account import Capability
from contract.domain.case import ActivityKind, Case
from contract.domain.ids import desk_scope
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import AddCaseNote
from server.store.sync.replicated_rows import exists, find
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome


def add_case_note(work: CommandWork, data: AddCaseNote) -> Outcome:
    """Append the note; what is written stays. Raise Refused."""
    work.require(Capability.CASE_WORK)
    note = data.activity
    work.require_author(note.author_id, "activity.author_id")
    if note.kind is not ActivityKind.NOTE:
        raise Refused(reason_codes.INVALID, field="activity.kind")
    if not note.text.strip():
        raise Refused(reason_codes.MISSING_FIELD, field="activity.text")
    case = find(work.connection, Case, note.case_id)
    if case is None:
        raise Refused(reason_codes.UNKNOWN_CASE, field="activity.case_id")
    work.require_desk(case.desk_id)
    if exists(work.connection, Kind.ACTIVITY, note.id):
        raise Refused(reason_codes.EXISTS, field="activity.id")
    work.edit.put(desk_scope(case.desk_id), msgspec.structs.replace(note, desk_id=case.desk_id))
    return Outcome()
