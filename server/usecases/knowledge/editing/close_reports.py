"""Closing the reports that a publication has answered."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import msgspec

from contract.domain.ids import EDITING_SCOPE, AccountId
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_report import (
    OPEN_REPORTS,
    EntryReport,
    ReportCause,
    ReportState,
)
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_state import ROME
from server.store.engine.connection import Connection
from server.store.knowledge.entry_reports import open_reports_of
from server.store.messages.owner_mails import drop_waiting
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find_many
from server.usecases.knowledge.editing.approval import Approved

_BY_DATE = (ReportCause.EXPIRED, ReportCause.REVIEW_DUE)


def close_mended(
    connection: Connection,
    edit: FeedEdit,
    published: Sequence[Approved],
    closed_by: AccountId,
    now: datetime,
) -> None:
    """Close the reports the revisions name, and those whose date has been moved on."""
    named = {report for one in published for report in one.revision.report_ids}
    # Locked: an editor may take one up again, and an owner answer, at this moment.
    reports = dict(find_many(connection, EntryReport, named, lock=True))
    reports |= {one.id: one for one in _moved_on(connection, published, now)}
    # Closed by hand meanwhile: its day and its words stay.
    still_open = [one for one in reports.values() if one.state in OPEN_REPORTS]
    for report in still_open:
        drop_waiting(connection, report.id)  # the owner need not be asked any more
    edit.put_many(
        EDITING_SCOPE,
        [
            msgspec.structs.replace(
                report, state=ReportState.DONE, closed_by=closed_by, closed_at=now
            )
            for report in still_open
        ],
    )


def _moved_on(
    connection: Connection, published: Sequence[Approved], now: datetime
) -> Iterator[EntryReport]:
    today = now.astimezone(ROME).date()
    for kind in EntryKind:
        entries = {one.entry.id: one.entry for one in published if one.revision.entry_kind is kind}
        for report in open_reports_of(connection, kind, entries, _BY_DATE):
            # Published without a new date it is due still.
            if not _is_due(entries[report.entry_id], report.cause, today):
                yield report


def _is_due(entry: Entry, cause: ReportCause, today: date) -> bool:
    if cause is ReportCause.EXPIRED:
        until: date | None = getattr(entry, "valid_until", None)
        return until is not None and until < today
    review_on: date | None = getattr(entry, "review_on", None)
    return review_on is not None and review_on <= today
