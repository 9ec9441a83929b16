"""A fault of the knowledge base, reported by an operator or found by its own numbers."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from contract.domain.ids import AccountId, ContactId, ReportId
from contract.domain.knowledge_entries.revision import EntryKind


class ReportCause(StrEnum):
    OPERATOR = "operator"  # "Errore nella scheda"
    REVIEW_DUE = "review_due"
    EXPIRED = "expired"
    NO_ANSWER = "no_answer"  # searched in vain


class ReportState(StrEnum):
    OPEN = "open"
    ASKED = "asked"  # the owner has the link
    CONFIRMED = "confirmed"  # the owner says what is right
    DENIED = "denied"  # the owner says the entry is right
    DONE = "done"
    DISMISSED = "dismissed"


class MailState(StrEnum):
    """How far the mail to the owner came."""

    WAITING = "waiting"
    SENT = "sent"  # the owner's mail server has taken it
    UNCERTAIN = "uncertain"  # nobody knows whether it was taken: it is not sent again by itself
    FAILED = "failed"  # it was refused, or tried for days


TEXT_LIMIT = 2000  # characters of what is wrong, and of the owner's words
OPEN_REPORTS = frozenset(
    {ReportState.OPEN, ReportState.ASKED, ReportState.CONFIRMED, ReportState.DENIED}
)


class EntryReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """entry_id "" for searches in vain: there is no entry yet. No personal data in any text."""

    id: ReportId
    cause: ReportCause
    entry_kind: EntryKind = EntryKind.CARD
    entry_id: str = ""
    entry_version: int = 0  # what the operator read
    title: str = ""
    field: str = ""  # of the entry, where the fault is
    text: str = ""  # what is wrong, or the words searched in vain
    times: int = 1  # how often reported or searched
    queue_id: str = ""  # of the call it was reported in
    contact_id: ContactId | None = None
    author_id: AccountId | None = None
    author_name: str = ""
    reported_at: datetime
    state: ReportState = ReportState.OPEN
    owner_email: str = ""
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    answer: str = ""  # the owner's words
    mail: MailState | None = None  # None: nobody was written to
    mail_fault: str = ""  # what the mail server said
    note: str = ""  # of the editor who closed it
    due_on: date | None = None
    closed_by: AccountId | None = None
    closed_at: datetime | None = None
    version: int = 1
