"""An editor asks the owner, closes a report, dismisses it, or takes it up again."""

import msgspec

from contract.domain.account import Capability
from contract.domain.ids import EDITING_SCOPE
from contract.domain.knowledge_entries.entry_report import OPEN_REPORTS, EntryReport, ReportState
from contract.wire import reason_codes
from contract.wire.commands import AnswerReport
from server.store.messages.owner_mails import drop_waiting
from server.store.sync.replicated_rows import find
from server.usecases.knowledge.maintenance.ask_owner import ask_owner
from server.usecases.knowledge.maintenance.entries import find_entry, owner_of
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.command_work import CommandWork, Outcome

CLOSED = frozenset({ReportState.DONE, ReportState.DISMISSED})


def answer_report(work: CommandWork, data: AnswerReport) -> Outcome:
    """Bring the report into the state asked for. Raise Refused."""
    work.require(Capability.KNOWLEDGE_EDIT)
    # Locked: an owner may answer, or the night tidy it away, at this moment.
    report = find(work.connection, EntryReport, data.report_id, lock=True)
    if report is None:
        raise Refused(reason_codes.UNKNOWN_REPORT, field="report_id")
    if data.state is ReportState.ASKED and report.state in OPEN_REPORTS:
        _ask(work, report)
    elif data.state in CLOSED and report.state in OPEN_REPORTS:
        close_report(work, report, data.state, data.note)
    elif data.state is ReportState.OPEN and report.state in CLOSED:
        _reopen(work, report)
    # Nobody can put an answer into the owner's mouth: her states come from her page alone.
    else:
        raise Refused(reason_codes.REPORT_STATE, field="state", is_now=str(report.state))
    subject = f"{report.id} {data.state}"
    write_audit(work.connection, work.account.id, "knowledge.report", subject, work.now)
    return Outcome()


def close_report(
    work: CommandWork, report: EntryReport, state: ReportState, note: str = ""
) -> EntryReport:
    """Nobody need do anything more about it; a mail that has not left stays here."""
    # Or the owner would be asked about what is settled.
    drop_waiting(work.connection, report.id)
    closed = msgspec.structs.replace(
        report, state=state, note=note.strip(), closed_by=work.account.id, closed_at=work.now
    )
    return work.edit.put(EDITING_SCOPE, closed)


def _ask(work: CommandWork, report: EntryReport) -> None:
    entry = find_entry(work.connection, report.entry_kind, report.entry_id)
    if entry is None:
        raise Refused(reason_codes.UNKNOWN_ENTRY, field="report_id")
    owner = owner_of(work.connection, entry)  # as stated now: it may have been mended meanwhile
    report = msgspec.structs.replace(report, owner_email=owner)
    ask_owner(work.connection, work.edit, report, work.now)


def _reopen(work: CommandWork, report: EntryReport) -> None:
    opened = msgspec.structs.replace(
        report, state=ReportState.OPEN, note="", closed_by=None, closed_at=None
    )
    work.edit.put(EDITING_SCOPE, opened)
