"""What an owner sees behind the mailed link: the published entry and the report on it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportState
from server.store.engine.connection import Connection
from server.store.messages import outgoing
from server.store.messages.outgoing import MAILS, OutgoingMessage
from server.store.messages.owner_mails import newest_mail
from server.store.sync.replicated_rows import find
from server.usecases.knowledge.maintenance.entries import find_entry
from server.usecases.knowledge.maintenance.owner_link import LINK_FOR


class LinkState(StrEnum):
    OPEN = "open"
    USED = "used"  # she has answered
    SETTLED = "settled"  # the editors have closed the report without her
    REPLACED = "replaced"  # a newer mail has the link that counts
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerPage:
    state: LinkState
    mail: OutgoingMessage | None = None
    report: EntryReport | None = None
    entry: Entry | None = None


def owner_page(connection: Connection, mail_id: str, now: datetime) -> OwnerPage:
    """Return what the link of a mail leads to now; looking changes nothing."""
    mail = outgoing.find(connection, MAILS, mail_id)
    report = find(connection, EntryReport, mail.report_id) if mail is not None else None
    if mail is None or report is None:
        return OwnerPage(state=LinkState.UNKNOWN)
    return OwnerPage(
        state=_state(connection, mail, report, now),
        mail=mail,
        report=report,
        entry=find_entry(connection, report.entry_kind, report.entry_id),
    )


def _state(
    connection: Connection, mail: OutgoingMessage, report: EntryReport, now: datetime
) -> LinkState:
    newest = newest_mail(connection, report.id)
    # An older mail shows an older question.
    if newest is None or newest.id != mail.id:
        return LinkState.REPLACED
    # Only answers since this mail: asked anew, an earlier one does not count.
    if report.answered_at is not None and report.answered_at >= mail.created_at:
        return LinkState.USED
    if report.state is not ReportState.ASKED:
        is_expired = report.state is ReportState.OPEN
        return LinkState.EXPIRED if is_expired else LinkState.SETTLED
    return LinkState.EXPIRED if mail.created_at + LINK_FOR <= now else LinkState.OPEN
