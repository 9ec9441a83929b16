"""The contact being written: what the operator typed so far, on disk within half a second."""

from datetime import datetime

import msgspec

from contract.domain.caller import CallerDetails
from contract.domain.contact import Channel, Contact, Direction, Disposition
from contract.domain.ids import CardId, CaseId, CitizenId, ContactId, DeskId, OfficeId, TopicId


class CallbackWish(msgspec.Struct, frozen=True, kw_only=True):
    """A callback promised while talking; becomes a Callback when the contact closes."""

    window_start_at: datetime
    window_end_at: datetime


class SendingDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What is typed to send the citizen a card, until it is sent; card_id: the card it is of.

    office_id: the only office the text speaks of. is_shown: the panel stands open.
    """

    to: str = ""  # as typed: an e-mail or a mobile number
    card_id: CardId = CardId("")
    language: str = ""  # "": none chosen by hand
    office_id: OfficeId | None = None
    is_shown: bool = False


class EarlierClosing(msgspec.Struct, frozen=True, kw_only=True):
    """How the contact was closed before. is_taken_back False: it stays closed until corrected.

    contact: what it said before the operator corrected it, to undo that.
    """

    closed_at: datetime
    is_taken_back: bool = True
    case_id: CaseId | None = None
    case_number: str = ""
    contact: Contact | None = None


class CardProposal(msgspec.Struct, frozen=True, kw_only=True):
    """What a card that was only looked at would put into the contact; nobody has decided it."""

    topic_id: TopicId | None = None
    desk_id: DeskId | None = None
    office_id: OfficeId | None = None


class ContactDraft(msgspec.Struct, frozen=True, kw_only=True):
    """Everything needed to show the form again exactly as it was, focus included."""

    contact_id: ContactId
    channel: Channel = Channel.PHONE
    direction: Direction = Direction.INBOUND
    queue: str = ""
    call_key: str = ""
    caller: CallerDetails = CallerDetails()
    phone_text: str = ""  # as typed; caller.phone holds it once it is a number
    citizen_id: CitizenId | None = None
    topic_id: TopicId | None = None
    topic_text: str = ""  # as typed, when no topic is chosen yet
    disposition: Disposition = Disposition.INFORMATION_GIVEN
    desk_id: DeskId | None = None
    office_id: OfficeId | None = None
    proposal: CardProposal | None = None  # no value: it closes no contact
    card_ids: tuple[CardId, ...] = ()
    fact_address: str = ""
    description: str = ""
    search_text: str = ""
    callback: CallbackWish | None = None
    sending: SendingDraft | None = None
    earlier: EarlierClosing | None = None  # None: it was never closed
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    hold_s: float = 0.0
    focus_field: str = ""  # objectName of the field that had the focus
    cursor: int = 0
    is_open: bool = True  # False: put aside, listed under "Da completare"
    saved_at: datetime | None = None  # when it was committed to disk

    @property
    def is_blank(self) -> bool:
        """Return whether there is nothing in it that anybody could miss: no call, no word."""
        # Where the cursor stood is no work: a contact opened and left is not one to complete.
        position = {"focus_field": "", "cursor": 0, "saved_at": None, "is_open": True}
        return msgspec.structs.replace(self, **position) == ContactDraft(contact_id=self.contact_id)

    @property
    def is_corrected(self) -> bool:
        """Return whether it is closed, and stays so until what is changed in it is saved."""
        return self.earlier is not None and not self.earlier.is_taken_back

    @property
    def awaits_topic(self) -> bool:
        """Return whether a topic is proposed that only has to be confirmed."""
        is_proposed = self.proposal is not None and self.proposal.topic_id is not None
        return self.topic_id is None and is_proposed


class AttemptDraft(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a callback being written by a level-II clerk."""

    callback_id: str
    note: str = ""
    outcome: str = ""
    case_state: str = ""
    focus_field: str = ""
    cursor: int = 0
    saved_at: datetime | None = None
