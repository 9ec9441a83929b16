"""What a seat may ask the server to do. A command is applied once, however often it arrives."""

from datetime import datetime
from enum import StrEnum

import msgspec

from contract.domain.callback import Callback, CallbackAttempt
from contract.domain.case import Case, CaseActivity, CaseState
from contract.domain.contact import Contact
from contract.domain.ids import (
    AccountId,
    CallbackId,
    CardId,
    CommandId,
    ContactId,
    DeskId,
    OfficeId,
    ReportId,
    RevisionId,
    TopicId,
)
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportState
from contract.domain.knowledge_entries.revision import EntryKind

MAX_BATCH = 50
# Known to the seat, too: a command too large for any request once blocked the outbox for ever.
BODY_LIMIT = 1 << 20  # bytes of one request


class RecordContact(msgspec.Struct, frozen=True, kw_only=True, tag="record_contact"):
    """A closed contact; with a case when forwarded, and a callback when one was promised."""

    contact: Contact
    case: Case | None = None
    callback: Callback | None = None


class ReopenContact(msgspec.Struct, frozen=True, kw_only=True, tag="reopen_contact"):
    """Take a closed contact back, with its case and its callback while nobody works on them."""

    contact_id: ContactId


class CorrectContact(msgspec.Struct, frozen=True, kw_only=True, tag="correct_contact"):
    """A contact as it is now, closed again or corrected; what it said before is kept.

    case and callback as in RecordContact, under the ids they had.
    """

    contact: Contact
    case: Case | None = None
    callback: Callback | None = None


class RecordAttempt(msgspec.Struct, frozen=True, kw_only=True, tag="record_attempt"):
    """The result of calling back. An old fence is refused, its text kept on the case."""

    attempt: CallbackAttempt
    fence: int
    case_state: CaseState  # the state the case has afterwards


class RequestCallback(msgspec.Struct, frozen=True, kw_only=True, tag="request_callback"):
    """A claim filed while offline: granted or refused when it arrives."""

    callback_id: CallbackId


class AddCaseNote(msgspec.Struct, frozen=True, kw_only=True, tag="add_case_note"):
    activity: CaseActivity


class HandOverCase(msgspec.Struct, frozen=True, kw_only=True, tag="hand_over_case"):
    """The case of a callback in hand goes to another desk, with all that was done for it.

    An old fence is refused, the note kept on the case.
    """

    callback_id: CallbackId
    fence: int
    desk_id: DeskId
    note: str  # what the other desk must know


class AssignTopic(msgspec.Struct, frozen=True, kw_only=True, tag="assign_topic"):
    """What the case of a callback is about: nobody had asked the citizen, or it was a mistake."""

    callback_id: CallbackId
    topic_id: TopicId


class EditRevision(msgspec.Struct, frozen=True, kw_only=True, tag="edit_revision"):
    """Fields of an entry that an editor changed, each with what the editor saw in it.

    An entry has one open revision: where another one is open, the fields are merged into that.
    """

    revision_id: RevisionId
    entry_kind: EntryKind
    entry_id: str
    base_version: int  # of the published entry; 0: a new one
    changes: dict[str, "FieldChange"]
    why: str = ""
    report_ids: tuple[ReportId, ...] = ()


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """Values are JSON as in the entry; before is what the editor saw, not what is there now."""

    before: msgspec.Raw
    after: msgspec.Raw


class SettleClash(msgspec.Struct, frozen=True, kw_only=True, tag="settle_clash"):
    """The value that a field with two texts shall have; removes the clashes of that field."""

    revision_id: RevisionId
    field: str
    value: msgspec.Raw
    seen_version: int = 0  # of the revision whose texts the editor has read; 0: not stated


class RequestReview(msgspec.Struct, frozen=True, kw_only=True, tag="request_review"):
    """Refused while the revision has clashes."""

    revision_id: RevisionId
    # Of the revision handed over; 0: nobody else wrote in it, whatever it becomes by then.
    seen_version: int
    is_own_on_top: bool = False  # reckoned with the editor's own edits, which are on the way
    why: str = ""
    reviewer_id: AccountId | None = None


class ReviewRevision(msgspec.Struct, frozen=True, kw_only=True, tag="review_revision"):
    """Publish it, now or at publish_at, or send it back. Refused to those who wrote in it."""

    revision_id: RevisionId
    seen_version: int
    is_approved: bool
    note: str = ""
    publish_at: datetime | None = None


class ReviewBatch(msgspec.Struct, frozen=True, kw_only=True, tag="review_batch"):
    """The same for all revisions of one bulk edit. Published only as they were read."""

    batch_id: str
    is_approved: bool
    seen: str = ""  # as_read() of what was shown; "": not stated
    note: str = ""
    publish_at: datetime | None = None


class DiscardRevision(msgspec.Struct, frozen=True, kw_only=True, tag="discard_revision"):
    """What was written stays in the history."""

    revision_id: RevisionId
    why: str = ""


class DropDraft(msgspec.Struct, frozen=True, kw_only=True, tag="drop_draft"):
    """What the editor typed was handed over or thrown away; a draft kept since then stays."""

    entry_kind: EntryKind
    entry_id: str
    number: int  # of the kept draft


class WithdrawEntry(msgspec.Struct, frozen=True, kw_only=True, tag="withdraw_entry"):
    """At once and without review: operators must not answer with it any more."""

    entry_kind: EntryKind
    entry_id: str
    why: str


class RestoreVersion(msgspec.Struct, frozen=True, kw_only=True, tag="restore_version"):
    """Begin a revision with an entry as it was at a version."""

    revision_id: RevisionId
    entry_kind: EntryKind
    entry_id: str
    entry_version: int
    why: str = ""


class ChangeManyHours(msgspec.Struct, frozen=True, kw_only=True, tag="change_many_hours"):
    """A strike, a holiday: one dated exception for many offices, reviewed as one batch."""

    batch_id: str
    office_ids: tuple[OfficeId, ...]  # empty: all
    exception: msgspec.Raw  # JSON of contract.domain.opening_times.opening_times.DatedException
    for_desk: bool = True
    for_phone: bool = False
    why: str = ""


class ReportEntry(msgspec.Struct, frozen=True, kw_only=True, tag="report_entry"):
    """An operator reports a fault; the server fills in what an operator may not decide."""

    report: EntryReport


class AnswerReport(msgspec.Struct, frozen=True, kw_only=True, tag="answer_report"):
    """An editor asks the owner, closes or dismisses a report."""

    report_id: ReportId
    state: ReportState
    note: str = ""


class EntryUse(msgspec.Struct, frozen=True, kw_only=True):
    """How often one entry was read, or was what a search found first."""

    entry_kind: EntryKind
    entry_id: str
    read: int = 0
    found: int = 0


class CountUse(msgspec.Struct, frozen=True, kw_only=True, tag="count_use"):
    """What was read and found at a seat since its last report; numbers only, of nobody."""

    entries: tuple[EntryUse, ...] = ()


class ToldSearch(msgspec.Struct, frozen=True, kw_only=True):
    """One search of a contact, never its text. All words are stems of letters, read in language.

    stems: of words the knowledge base has. rare: of words it does not have, which may be names.
    shown: the first cards. opened: on screen for more than 10 s. linked: to the closed contact.
    """

    language: str
    stems: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()
    shown_ids: tuple[CardId, ...] = ()
    opened_id: CardId | None = None
    linked_ids: tuple[CardId, ...] = ()
    is_reformulation: bool = False  # begun within 60 s of the search before it


class TellSearches(msgspec.Struct, frozen=True, kw_only=True, tag="tell_searches"):
    """The searches of one closed contact in their order; the contact is not identified."""

    searches: tuple[ToldSearch, ...]


class DecideProposal(msgspec.Struct, frozen=True, kw_only=True, tag="decide_proposal"):
    """An editor takes citizens' words into the thesaurus, or does not want them there."""

    proposal_id: str
    is_accepted: bool
    line: str = ""  # as the editor wants it; empty: as it stands


class KeepQuestion(msgspec.Struct, frozen=True, kw_only=True, tag="keep_question"):
    """A question the search must go on answering with these cards, whatever it learns."""

    question_id: str
    text: str
    card_ids: tuple[CardId, ...]
    language: str


class DropQuestion(msgspec.Struct, frozen=True, kw_only=True, tag="drop_question"):
    question_id: str


class SendCard(msgspec.Struct, frozen=True, kw_only=True, tag="send_card"):
    """A citizen wants in writing what was said. What holds when it leaves is sent, never less.

    The text is made from the published card: nothing an operator typed goes out with it.
    """

    card_id: CardId  # of the version in that language; of an office, where it alone is sent
    card_version: int  # that the operator saw
    to: str  # a mail address, or a mobile number as E.164
    language: str  # BCP 47
    contact_id: ContactId
    office_id: OfficeId | None = None  # the only one spoken of


class SendCaseNumber(msgspec.Struct, frozen=True, kw_only=True, tag="send_case_number"):
    """A citizen wants the number of the case of her contact on her telephone.

    The text is made at the server, in her language: nothing an operator typed goes out with it.
    """

    contact_id: ContactId
    to: str  # a mobile number as E.164


class OpenedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """kind: "case" or "contact"; a text, so that a newer console spoils no line of an older one."""

    kind: str
    id: str
    at: datetime  # by the seat's clock, put right by the server's


class TellOpened(msgspec.Struct, frozen=True, kw_only=True, tag="tell_opened"):
    """What was read at a seat out of its own copy: for the audit, of which the operator has no say.

    left_out: how many more there were than a store without room could keep.
    """

    seat: str
    opened: tuple[OpenedRecord, ...]
    left_out: int = 0


CommandData = (
    RecordContact
    | ReopenContact
    | CorrectContact
    | RecordAttempt
    | RequestCallback
    | AddCaseNote
    | HandOverCase
    | AssignTopic
    | EditRevision
    | SettleClash
    | RequestReview
    | ReviewRevision
    | ReviewBatch
    | DiscardRevision
    | DropDraft
    | WithdrawEntry
    | RestoreVersion
    | ChangeManyHours
    | ReportEntry
    | AnswerReport
    | CountUse
    | TellSearches
    | DecideProposal
    | KeepQuestion
    | DropQuestion
    | SendCard
    | SendCaseNumber
    | TellOpened
)
# Nobody's words and no order: the operator hears nothing of a refusal, and waits for none.
OF_USE = (CountUse, TellSearches, TellOpened)


class Command(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An envelope: id minted on the seat, at = the seat's clock (display only, never order).

    again: the server may have lost it, or what it builds on.
    """

    id: CommandId
    at: datetime
    data: CommandData
    again: "Again | None" = None


class PushRequest(msgspec.Struct, frozen=True, kw_only=True):
    """At most MAX_BATCH commands, in the order they were made. Raw: one bad one spoils none.

    epoch: that the seat lives in. acknowledged: the last command the server called applied. Where
    the server has another epoch, or does not know it, it applies nothing: the seat pulls first.
    """

    commands: tuple[msgspec.Raw, ...]
    epoch: str | None = None
    acknowledged: str | None = None


class Status(StrEnum):
    APPLIED = "applied"
    REJECTED = "rejected"  # final: the queue goes on
    RETRY = "retry"  # temporary: the batch stops here
    HELD = "held"  # of one sent again: what it builds on is not back yet; the batch goes on


# In the detail of a word: its command was emptied since, nothing in it names anybody.
EMPTIED = "emptied"


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The server's final word on one command; sending it again gives the same word."""

    status: Status
    reason: str | None = None  # contract.wire.reason_codes
    detail: dict[str, str] = {}
    marks: dict[str, int] = {}
    at: datetime | None = None  # when it was given, by the server's clock
    epoch: str = ""  # of the server when it was given
    seal: str = ""  # by it the server knows its own word, should it have lost it


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """Of a command that was made before the server went back to an earlier state of its data."""

    since: datetime  # when the seat saw that the server went back
    verdict: Verdict | None = None  # what the server had said; None: it had not been asked
    # As the seat saw them, where the server itself had made them: they are in nobody's commands.
    case: Case | None = None
    callback: Callback | None = None
    opened_by: AccountId | None = None  # of the case it is about: under its id may be another's


class PushReply(msgspec.Struct, frozen=True, kw_only=True):
    """erased: of the commands answered those about somebody erased."""

    epoch: str
    results: dict[str, Verdict]  # by command id; those after a RETRY are absent
    erased: tuple[str, ...] = ()


class EmptyRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Body of POST /emptied: a command of any version with the word on it, as if sent again."""

    command: msgspec.Raw


class EmptiedReply(msgspec.Struct, frozen=True, kw_only=True):
    """Answer of POST /emptied.

    command: it without the words of somebody erased, and the same word sealed for it. None: nothing
    of it may be kept.
    """

    command: Command | None = None
