"""What a card, a caller and a colleague put into the contact on the screen."""

from msgspec.structs import replace

from console.viewmodels.contact.contact_in_hand import ContactInHand
from console.viewmodels.contact.contact_proposals import (
    chosen_in,
    confirmed,
    for_follower,
    with_card,
    with_colleagues_words,
)
from contract.domain.caller import CallerDetails
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import CitizenId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.phone_number import spoken
from contract.wire.phone_socket import Call


class ContactFilling:
    """Nothing that was typed or chosen by hand is written over."""

    def __init__(self, contact: ContactInHand) -> None:
        self._contact = contact

    def link_card(self, card: ServiceCard, *, decides: bool = False) -> None:
        """The card answered the question: note it, and what it says of topic, desk and office."""
        if self._contact.draft is not None:
            topics, by_hand = self._contact.topics, self._contact.by_hand
            self._contact.change_to(
                with_card(self._contact.draft, card, topics, by_hand, decides=decides)
            )

    def confirm_proposal(self) -> None:
        """What a card proposed is right: it is the contact's own now."""
        draft = self._contact.draft
        if draft is not None and draft.proposal is not None:
            self._contact.change_to(confirmed(draft, self._contact.by_hand))

    def take_caller(self, citizen_id: CitizenId | None, details: CallerDetails) -> None:
        """The caller was confirmed: take name and the rest, but not over what was typed."""
        draft = self._contact.draft
        if draft is None:
            return
        mine = draft.caller
        caller = replace(
            details,
            name=mine.name or details.name,
            fiscal_code=mine.fiscal_code or details.fiscal_code,
            municipio=mine.municipio or details.municipio,
            phone=mine.phone or details.phone,
        )
        phone_text = draft.phone_text or spoken(caller.phone)
        self._contact.change_to(
            replace(draft, citizen_id=citizen_id, caller=caller, phone_text=phone_text)
        )

    def mark_transferred(self) -> None:
        """The citizen is with somebody else now: that is how this contact ended, unless the
        operator has forwarded it. It counts as no writing: nobody waits for more.
        """
        draft = self._contact.draft
        if draft is not None and draft.disposition is not Disposition.FORWARDED:
            self._contact.change_to(replace(draft, disposition=Disposition.TRANSFERRED))

    def follow_call(self, call: Call) -> None:
        """The call of this contact goes on as another: a colleague handed the citizen on."""
        if self._contact.draft is not None:
            self._contact.change_to(for_follower(self._contact.draft, call))

    def take_over(self, contact: Contact) -> None:
        """Go on with what a colleague wrote of this call; what stands here already stays."""
        if self._contact.draft is not None:
            draft = with_colleagues_words(self._contact.draft, contact)
            self._contact.by_hand = chosen_in(draft)
            self._contact.change_to(draft)
