"""What an operator says is wrong with an entry: kept, shown to her, asked of its owner, deleted."""

from datetime import datetime, timedelta

import msgspec

from contract.domain.account import Account, Capability
from contract.domain.ids import EDITING_SCOPE
from contract.domain.knowledge_entries.entry_fields import Entry, title_of
from contract.domain.knowledge_entries.entry_report import (
    TEXT_LIMIT,
    EntryReport,
    ReportCause,
    ReportState,
)
from contract.domain.knowledge_entries.personal_data import without_personal_data
from contract.domain.opening_times.opening_hours import ROME
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import ReportEntry
from contract.wire.own_reports import OWN_LIMIT, OwnReport, OwnReports
from server.store.engine.connection import Connection
from server.store.knowledge.entry_reports import add_teller, open_reports, reports_told_by
from server.store.knowledge.entry_use import Use, count_use
from server.store.sync.feed_edit import forget_old
from server.store.sync.replicated_rows import find_ever
from server.usecases.knowledge.maintenance.ask_owner import ask_owner
from server.usecases.knowledge.maintenance.entries import find_entry, owner_of, texts_of
from server.usecases.messages.available_ways import sends_mail
from server.usecases.operations.refused import Refused, in_use
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.command_work import CommandWork, Outcome

FIELD_LIMIT = 60
NEXT_TEXT = "\n– "
SHOWN_FOR = timedelta(days=30)


def report_entry(work: CommandWork, data: ReportEntry) -> Outcome:
    """Write a new report, or add to the open one of the same field. Raise Refused."""
    work.require(Capability.KNOWLEDGE_READ)
    told = data.report
    entry = find_entry(work.connection, told.entry_kind, told.entry_id)
    if entry is None:
        raise Refused(reason_codes.UNKNOWN_ENTRY, field="report.entry_id")
    text, removed = _checked_text(told, entry)
    day = work.now.astimezone(ROME).date()
    # Also of a fault told before: how often it is met says how much it matters.
    count_use(work.connection, told.entry_kind, told.entry_id, Use.REPORTED, day)
    same = _same(work, told, text)
    report = _added(same, text) if same else _new(work, told, entry, text)
    if same:
        work.edit.put(EDITING_SCOPE, report)
        add_teller(work.connection, same.id, work.account.id)
    elif report.owner_email and sends_mail(work.connection):
        report = ask_owner(work.connection, work.edit, report, work.now)
    else:
        report = work.edit.put(EDITING_SCOPE, report)
    write_audit(work.connection, work.account.id, "knowledge.reported", report.id, work.now)
    return Outcome(detail={"removed": removed} if removed else {})


def _checked_text(told: EntryReport, entry: Entry) -> tuple[str, str]:
    """Return the text without personal data, and what was taken out."""
    if not told.text.strip():
        raise Refused(reason_codes.MISSING_FIELD, field="report.text")
    if len(told.text) > TEXT_LIMIT:
        raise Refused(reason_codes.TEXT_TOO_LONG, field="report.text", limit=str(TEXT_LIMIT))
    if len(told.field) > FIELD_LIMIT:
        raise Refused(reason_codes.TEXT_TOO_LONG, field="report.field", limit=str(FIELD_LIMIT))
    # Again, though the seat has done it: a text leaves the house in a mail to the owner.
    cleaned = without_personal_data(told.text.strip(), texts_of(entry))
    return cleaned.text, ",".join(cleaned.removed)


def _same(work: CommandWork, told: EntryReport, text: str) -> EntryReport | None:
    """Return the open report of the same field that has room for these words."""
    found = open_reports(work.connection, ReportCause.OPERATOR, told.entry_kind, told.entry_id)
    # Another field is another fault, and somebody else's to mend.
    same = [one for one in found if one.field == told.field]
    # Where there is none another one begins: nobody's words are dropped, and no mail is filled.
    return next((one for one in same if len(_longer(one, text)) <= 2 * TEXT_LIMIT), None)


def _longer(report: EntryReport, text: str) -> str:
    # The same words again add nothing.
    return report.text if text in report.text else report.text + NEXT_TEXT + text


def _added(report: EntryReport, text: str) -> EntryReport:
    return msgspec.structs.replace(report, times=report.times + 1, text=_longer(report, text))


def _new(work: CommandWork, told: EntryReport, entry: Entry, text: str) -> EntryReport:
    if (known := find_ever(work.connection, EntryReport, told.id)) is not None:
        raise in_use("report.id", is_same=known[0].author_id == work.account.id)
    return EntryReport(
        id=told.id,
        cause=ReportCause.OPERATOR,
        entry_kind=told.entry_kind,
        entry_id=told.entry_id,
        entry_version=told.entry_version,
        title=title_of(entry),
        field=told.field,
        text=text,
        queue_id=told.queue_id,
        contact_id=told.contact_id,
        # Who told it is the server's to say; owners never hear which operator it was.
        author_id=work.account.id,
        author_name=work.account.display_name,
        reported_at=work.now,
        state=ReportState.OPEN,
        owner_email=owner_of(work.connection, entry),
    )


def forget_closed_reports(connection: Connection, now: datetime) -> int:
    """Take the oldest ones out of the feed; what was told and answered stays in the row."""
    closed, author = "state IN ('done', 'dismissed')", "author_id = NULL, author_name = ''"
    loses, before = f"{author}, contact_id = NULL", now - SHOWN_FOR
    ids = forget_old(connection, Kind.REPORT, "closed_at", before, now, only=closed, loses=loses)
    sql = "DELETE FROM report_teller WHERE report_id = :id"
    connection.execute_many(sql, [{"id": one} for one in ids])
    return len(ids)


def own_reports(connection: Connection, account: Account) -> OwnReports:
    """Return her reports, those that are closed too until they forget who told them."""
    found = reports_told_by(connection, account.id, OWN_LIMIT)
    return OwnReports(
        reports=tuple(
            OwnReport(
                id=one.id,
                title=one.title,
                text=one.text,
                reported_at=one.reported_at,
                state=one.state,
                note=one.note,
                closed_at=one.closed_at,
            )
            for one in found
        )
    )
