"""Claiming a callback from the shared queue: the one thing that needs the server at once."""

from datetime import datetime
from enum import StrEnum
from typing import Self

import msgspec

from contract.domain.callback import TO_DO, AttemptOutcome, Callback, CallbackAttempt
from contract.domain.caller import Citizen
from contract.domain.case import Case, CaseActivity, CaseState
from contract.domain.contact import Contact
from contract.domain.ids import CallbackId, CaseId, CitizenId, ContactId, DeskId, TopicId
from contract.wire.duty import CallQuality


class ClaimRequest(msgspec.Struct, frozen=True, kw_only=True):
    """callback_id names one; None takes the most urgent of desk_id (None: of all my desks).

    answered: callbacks whose result this seat has written and not yet seen accepted. They are
    never given again, or the citizen would be called twice.
    """

    callback_id: CallbackId | None = None
    desk_id: DeskId | None = None
    answered: tuple[CallbackId, ...] = ()


class ClaimReply(msgspec.Struct, frozen=True, kw_only=True):
    """callback None: nothing is waiting. Else the claimed callback, holder_id says who has it."""

    callback: Callback | None
    granted: bool
    lease_s: float = 0.0
    marks: dict[str, int] = {}


class LeaseRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Heartbeat or release of a claim."""

    callback_id: CallbackId
    fence: int


class LeaseReply(msgspec.Struct, frozen=True, kw_only=True):
    held: bool
    lease_s: float = 0.0


class CallStory(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a contact's call beside what was written of it. Names are of colleagues."""

    quality: CallQuality | None = None  # how it sounded; no headset, which is somebody's own
    passed_by: str = ""  # who brought the call to whoever wrote the contact
    passed_to: str = ""  # who answered when it was passed on
    closed_reason: str = ""  # why it was passed to a line that was closed


class LookUpReason(StrEnum):
    """Why a number is looked up that is in no call of one's own."""

    WRITTEN = "written"  # the citizen wrote a letter or mail
    OTHER_NUMBER = "other_number"  # who calls gives the number used before
    CORRECTION = "correction"  # of a contact that is closed


class HeardOtherwise(msgspec.Struct, frozen=True, kw_only=True):
    """What a contact of a citizen said otherwise than is known; "": nothing. Not confirmed."""

    contact_id: ContactId
    at: datetime
    phone: str = ""
    name: str = ""


class ConfirmHeard(msgspec.Struct, frozen=True, kw_only=True):
    """The citizen on the screen has said that it is right."""

    citizen_id: CitizenId
    contact_id: ContactId


class HeardReply(msgspec.Struct, frozen=True, kw_only=True):
    """is_kept False: the contact was taken back, or says nothing of this citizen any more."""

    is_kept: bool


class CallerMatch(msgspec.Struct, frozen=True, kw_only=True):
    """A citizen who may be the caller, with the evidence for it. Never a guess of one."""

    citizen: Citizen
    evidence: str  # "phone_exact", or "phone_earlier": somebody confirmed it with another number
    recent_contacts: tuple[Contact, ...] = ()  # newest first, at most 5
    calls: dict[ContactId, CallStory] = {}  # of those contacts, where there is anything to tell
    open_cases: tuple[Case, ...] = ()
    heard: HeardOtherwise | None = None


class CallerMatches(msgspec.Struct, frozen=True, kw_only=True):
    """Answer of GET /callers?phone=E.164&call=KEY&why=REASON; each writes the audit.

    A number that is in no call of one's own needs a call or a reason, and is counted.
    """

    matches: tuple[CallerMatch, ...]


class CaseRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A case with all that was done for it, each oldest first."""

    case: Case
    callbacks: tuple[Callback, ...] = ()
    activities: tuple[CaseActivity, ...] = ()
    attempts: tuple[CallbackAttempt, ...] = ()


class CaseFound(msgspec.Struct, frozen=True, kw_only=True):
    """A case asked for by its number: where it is, and how far.

    record None: the account may not read it. Nothing here says whose case it is.
    """

    number: str
    desk_id: DeskId
    topic_id: TopicId
    state: CaseState
    opened_at: datetime
    closed_at: datetime | None = None
    due_at: datetime | None = None  # until when somebody is to call back
    record: CaseRecord | None = None

    @classmethod
    def of(cls, record: CaseRecord) -> Self:
        case = record.case
        due = [one.window_end_at for one in record.callbacks if one.state in TO_DO]
        return cls(
            number=case.number,
            desk_id=case.desk_id,
            topic_id=case.topic_id,
            state=case.state,
            opened_at=case.opened_at,
            closed_at=case.closed_at,
            due_at=max(due, default=None),
            record=record,
        )


class ClosedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where an answer ended, the newest first."""

    at: datetime
    case_id: CaseId


class ClosedCasesAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Closed cases of a desk, of a number, or with neither those that the account opened.

    phone, call_key, why: as a number is looked up. words: all of them, in any order. since and
    until: when it was closed. after: goes on where the last answer ended.
    """

    desk_id: DeskId | None = None
    phone: str = ""
    call_key: str = ""
    why: LookUpReason | None = None
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None
    outcome: AttemptOutcome | None = None
    after: ClosedPlace | None = None


class ClosedCase(msgspec.Struct, frozen=True, kw_only=True):
    """name, asked, outcome: empty where the account may not read it, as in CaseFound."""

    number: str
    desk_id: DeskId
    topic_id: TopicId
    opened_at: datetime
    closed_at: datetime
    outcome: AttemptOutcome | None = None  # of the last attempt
    name: str = ""
    asked: str = ""
    is_readable: bool = False


class ClosedCases(msgspec.Struct, frozen=True, kw_only=True):
    """The newest first. after: where to go on, None where there is nothing further back.

    A question reads a part of the years only: it may go on with no case found yet.
    """

    cases: tuple[ClosedCase, ...]
    after: ClosedPlace | None = None
