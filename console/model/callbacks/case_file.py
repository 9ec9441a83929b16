"""What the seat knows of a case, and what the clerk decided about a callback of it."""

import msgspec

from console.model.contact.contact_draft import CallbackWish
from contract.domain.callback import AttemptOutcome, Callback, CallbackAttempt
from contract.domain.case import Case, CaseActivity, CaseState
from contract.domain.ids import DeskId, TopicId


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the seat knows of a case; activities and attempts oldest first.

    topic_id: of the callback, as everybody sees it now; None: it is not here.
    """

    case: Case | None = None
    topic_id: TopicId | None = None
    activities: tuple[CaseActivity, ...] = ()
    attempts: tuple[CallbackAttempt, ...] = ()


class HandOver(msgspec.Struct, frozen=True, kw_only=True):
    """To which desk the case of a callback goes, and what that desk must know."""

    callback: Callback
    desk_id: DeskId
    note: str = ""


class AttemptResult(msgspec.Struct, frozen=True, kw_only=True):
    """What the clerk decided, for the callback as it was claimed; becomes a CallbackAttempt."""

    callback: Callback
    outcome: AttemptOutcome
    case_state: CaseState
    note: str = ""
    call_key: str = ""
    talk_s: float = 0.0
    next_window: CallbackWish | None = None
