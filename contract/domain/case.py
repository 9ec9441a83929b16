"""A case that a level-II desk follows until it is solved, and what was done for it."""

import re
from datetime import datetime
from enum import StrEnum

import msgspec

from contract.domain.caller import CallerDetails
from contract.domain.ids import AccountId, ActivityId, CaseId, CitizenId, ContactId, DeskId, TopicId


class CaseState(StrEnum):
    OPEN = "open"
    WAITING_OFFICE = "waiting_office"
    WAITING_CITIZEN = "waiting_citizen"
    CLOSED = "closed"


ALLOWED: dict[CaseState, frozenset[CaseState]] = {
    CaseState.OPEN: frozenset(CaseState),
    CaseState.WAITING_OFFICE: frozenset(CaseState),
    CaseState.WAITING_CITIZEN: frozenset(CaseState),
    # Through OPEN only: a closed case that waits again was first reopened, and its history says so.
    CaseState.CLOSED: frozenset({CaseState.CLOSED, CaseState.OPEN}),  # reopening is a fact
}


_NUMBER = re.compile(r"(?:(\d{4})\s*[-/. ]\s*)?(\d{1,9})")


def case_number_in(typed: str, year: int) -> str:
    """Return the number as cases have it, "2026-000123", "" where typed is none.

    Of this year where none is typed; digits of any script.
    """
    found = _NUMBER.fullmatch(typed.strip())
    return f"{int(found[1] or year):04}-{int(found[2]):06}" if found else ""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    id: CaseId
    number: str = ""  # shown to people, "2026-000123"; given by the server, "" until then
    desk_id: DeskId
    contact_id: ContactId  # the contact that opened it; "" for one that a queue opened by itself
    opened_by: AccountId
    opened_at: datetime
    topic_id: TopicId
    caller: CallerDetails
    citizen_id: CitizenId | None = None
    question: str
    state: CaseState = CaseState.OPEN
    answer: str = ""
    voicemail_id: str | None = None  # the message the citizen left; it is kept for a time only
    voicemail_s: int = 0
    closed_at: datetime | None = None
    version: int = 1

    @property
    def asked(self) -> str:
        """The citizen's question in an operator's words; "" where a queue wrote why it is there."""
        return self.question if self.contact_id else ""

    def may_become(self, state: CaseState) -> bool:
        return state in ALLOWED[self.state]


class ActivityKind(StrEnum):
    NOTE = "note"
    ATTEMPT = "attempt"
    STATE = "state"
    HANDED_OVER = "handed_over"  # to this desk; by whom and why
    LATE_NOTE = "late_note"  # work that arrived after another holder had taken over


class CaseActivity(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a case's history; append-only."""

    id: ActivityId
    case_id: CaseId
    desk_id: DeskId
    kind: ActivityKind
    at: datetime
    author_id: AccountId
    text: str = ""
    version: int = 1
