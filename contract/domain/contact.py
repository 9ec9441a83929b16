"""A contact: one interaction on one channel, from first ring to closing."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from contract.domain.caller import CallerDetails
from contract.domain.ids import (
    AccountId,
    CardId,
    CaseId,
    CitizenId,
    ContactId,
    DeskId,
    OfficeId,
    TopicId,
)

# Both ends share the limits: a text refused after closing once lost its contact.
TEXT_LIMIT = 20_000  # characters of a free text; longer is refused with "text_too_long"
LINE_LIMIT = 1000  # of any other text, likewise
# A command too large for any request stood before all others in the outbox for ever.
CARDS_LIMIT = 100  # cards noted on one contact


# A day: long enough for what comes to mind after work, short enough that figures stand.
CORRECTABLE_FOR = timedelta(hours=24)
# Shorter than that, one key is enough; what cannot be called back leaves no earlier.
UNDONE_FOR = timedelta(seconds=30)


class Channel(StrEnum):
    PHONE = "phone"
    FAX = "fax"
    LETTER = "letter"
    EMAIL = "email"
    SMS = "sms"
    PORTAL = "portal"


class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Disposition(StrEnum):
    """How a contact ended for the citizen."""

    INFORMATION_GIVEN = "information_given"
    FORWARDED = "forwarded"  # to a level-II desk
    TRANSFERRED = "transferred"
    CALLER_HUNG_UP = "caller_hung_up"
    WRONG_NUMBER = "wrong_number"
    CALLED_BACK = "called_back"  # outbound, by level II


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """A closed contact as the seat wrote it. Instants are aware UTC; None: did not happen."""

    id: ContactId
    operator_id: AccountId
    channel: Channel = Channel.PHONE
    direction: Direction = Direction.INBOUND
    queue: str = ""
    call_key: str = ""  # the exchange's name of the call (X-Call), else the SIP Call-ID
    caller: CallerDetails = CallerDetails()
    citizen_id: CitizenId | None = None  # set when the operator confirmed who it is
    topic_id: TopicId | None = None
    disposition: Disposition = Disposition.INFORMATION_GIVEN
    office_id: OfficeId | None = None
    card_ids: tuple[CardId, ...] = ()  # cards shown to answer, the deciding one first
    desk_id: DeskId | None = None  # set when forwarded
    case_id: CaseId | None = None
    fact_address: str = ""
    description: str = ""
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None  # the call ended
    closed_at: datetime  # the operator closed the contact
    hold_s: float = 0.0
    case_number: str = ""  # of its case, given by the server; "" until then, and without a case
    promised_from: datetime | None = None  # the callback promised in it
    promised_until: datetime | None = None
    recorded_at: datetime | None = None  # it first reached the server
    corrected_at: datetime | None = None  # last changed after it was closed
    version: int = 1

    @property
    def correctable_until(self) -> datetime:
        """Return until when its operator may reopen or correct it."""
        # Closed offline it may reach the server days later: the day counts from there.
        return (self.recorded_at or self.closed_at) + CORRECTABLE_FOR


def missing_fields(contact: Contact) -> tuple[str, ...]:
    """Return the names of the fields that must still be filled, in the order of the form."""
    # In the order of the form: the cursor goes to the first of them.
    missing = []
    if contact.topic_id is None and contact.disposition in (
        Disposition.INFORMATION_GIVEN,
        Disposition.FORWARDED,
    ):
        missing.append("topic")
    if contact.disposition is Disposition.FORWARDED:
        if contact.desk_id is None:
            missing.append("desk")
        if not contact.description.strip():
            missing.append("description")
    return tuple(missing)
