"""What became of what was sent to a citizen; the address or number is never part of it."""

from datetime import datetime, time
from enum import StrEnum

import msgspec

from contract.domain.ids import AccountId, CardId, ContactId
from contract.domain.opening_times.opening_state import ROME

# Of one operator: each costs, and a stolen session would send thousands.
USUAL_TEXTS_A_DAY = 200


class Way(StrEnum):
    MAIL = "mail"
    SMS = "sms"


class SendingState(StrEnum):
    WAITING = "waiting"  # at the server, or tried again later
    SENT = "sent"  # the mail server or the SMS centre has taken it
    DELIVERED = "delivered"  # an SMS is on the telephone; of mails nobody tells
    UNCERTAIN = "uncertain"  # it may have left: it is not sent again by itself
    FAILED = "failed"


class SendingProblem(StrEnum):
    REFUSED = "refused"  # the other side says no for good
    EXPIRED = "expired"  # the other side was away for as long as it is tried
    UNDELIVERED = "undelivered"  # the telephone did not take it
    WITHDRAWN = "withdrawn"  # it held no longer when it was to leave


class Sending(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One card on its way to one citizen, or the number of a case: then card_id is "".

    title: of the card as it was sent, or that number.
    """

    id: str
    contact_id: ContactId
    card_id: CardId
    title: str
    language: str = "it"
    way: Way = Way.MAIL
    state: SendingState = SendingState.WAITING
    problem: SendingProblem | None = None  # of one that failed
    operator_id: AccountId
    operator_name: str = ""
    asked_at: datetime
    changed_at: datetime
    version: int = 1

    @property
    def needs_word(self) -> bool:
        """Return whether the citizen has to be informed in another way."""
        # Whoever took a contact back knows that its case has no number to be told.
        if not self.card_id and self.problem is SendingProblem.WITHDRAWN:
            return False
        # Uncertain ones too: it may have left, so it is not sent again by itself.
        return self.state in (SendingState.FAILED, SendingState.UNCERTAIN)

    def turned(
        self, state: SendingState, at: datetime, problem: SendingProblem | None = None
    ) -> "Sending":
        """Return it as it is from then on."""
        return msgspec.structs.replace(self, state=state, problem=problem, changed_at=at)


def day_began(now: datetime) -> datetime:
    """Return the midnight in Rome from which an operator's messages of today count."""
    return datetime.combine(now.astimezone(ROME).date(), time.min, tzinfo=ROME)
