"""What a call and a card put into a contact by themselves; what was chosen by hand stays."""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from msgspec.structs import replace

from console.model.contact.contact_draft import CardProposal, ContactDraft
from console.viewmodels.contact.contact_fields import Field, with_number
from contract.domain.contact import Contact, Direction
from contract.domain.ids import TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard, Topic
from contract.wire.phone_socket import Call


def key_of(call: Call) -> str:
    return call.call_key or call.sip_id


def for_call(draft: ContactDraft, call: Call, *, now: datetime, monotonic_s: float) -> ContactDraft:
    """Return the draft with what the call tells; the peer's name is untrusted and not taken.

    now: the server's time at monotonic_s. The seat's own clock may be wrong by years.
    """

    def at(mono_s: float | None) -> datetime | None:
        return now - timedelta(seconds=max(0.0, monotonic_s - mono_s)) if mono_s else None

    return with_number(
        replace(
            draft,
            direction=Direction.INBOUND if call.is_incoming else Direction.OUTBOUND,
            queue=call.queue,
            call_key=key_of(call),
            rang_at=at(call.started_mono_s),
            answered_at=at(call.answered_mono_s),
        ),
        call.number,
    )


def for_follower(draft: ContactDraft, call: Call) -> ContactDraft:
    """Return the draft as of the call that took the place of its own: the citizen's own number."""
    draft = replace(draft, call_key=key_of(call), queue=call.queue or draft.queue, ended_at=None)
    return with_number(draft, call.number) if call.number else draft


def with_colleagues_words(draft: ContactDraft, contact: Contact) -> ContactDraft:
    """Return the draft with what a colleague wrote, where nothing stands yet.

    Who the citizen is was confirmed to her, not here: the details wait among possible callers.
    """
    said = contact.description
    if said and said not in draft.description:
        said = f"{draft.description}\n{said}" if draft.description else said
    else:
        said = draft.description
    return replace(
        draft,
        topic_id=draft.topic_id or contact.topic_id,
        office_id=draft.office_id or contact.office_id,
        card_ids=draft.card_ids or contact.card_ids,
        fact_address=draft.fact_address or contact.fact_address,
        description=said,
    )


def with_desk_of_topic(
    draft: ContactDraft, topics: tuple[Topic, ...], by_hand: AbstractSet[Field]
) -> ContactDraft:
    """Return the draft with the desk its topic goes to."""
    if Field.DESK in by_hand:
        return draft
    desk_ids = {topic.id: topic.desk_id for topic in topics}
    return replace(draft, desk_id=desk_ids.get(draft.topic_id or TopicId("")))


def with_card(
    draft: ContactDraft,
    card: ServiceCard,
    topics: tuple[Topic, ...],
    by_hand: AbstractSet[Field],
    *,
    decides: bool = False,
) -> ContactDraft:
    """Return the draft with a card noted. One that decides gives topic, desk and office; one that
    was only looked at proposes them where nothing stands.

    The card that decides stands first; until one does, the last that was looked at.
    """
    others = tuple(card_id for card_id in draft.card_ids if card_id != card.id)
    if decides or (draft.topic_id is None and card.id not in draft.card_ids):
        draft = replace(draft, card_ids=(card.id, *others))
    elif card.id not in draft.card_ids:
        draft = replace(draft, card_ids=(*others, card.id))
    if decides:
        return _decided_by(draft, card, topics, by_hand)
    return replace(draft, proposal=_proposal(draft, card, topics))


def _decided_by(
    draft: ContactDraft, card: ServiceCard, topics: tuple[Topic, ...], by_hand: AbstractSet[Field]
) -> ContactDraft:
    # A field she emptied again holds no decision of hers.
    is_chosen = draft.topic_id is not None or bool(draft.topic_text.strip())
    draft = replace(draft, proposal=None)
    if Field.TOPIC not in by_hand or not is_chosen:
        draft = with_desk_of_topic(replace(draft, topic_id=card.topic_id), topics, by_hand)
    if Field.OFFICE not in by_hand and card.office_ids:
        draft = replace(draft, office_id=card.office_ids[0])
    return draft


def _proposal(
    draft: ContactDraft, card: ServiceCard, topics: tuple[Topic, ...]
) -> CardProposal | None:
    """Return what a card proposes where nothing stands; letters of a topic are something."""
    is_open = draft.topic_id is None and not draft.topic_text.strip()
    desks = {topic.id: topic.desk_id for topic in topics}
    proposal = CardProposal(
        topic_id=card.topic_id if is_open else None,
        desk_id=desks.get(card.topic_id) if is_open and draft.desk_id is None else None,
        office_id=card.office_ids[0] if card.office_ids and draft.office_id is None else None,
    )
    return proposal if proposal != CardProposal() else None


def confirmed(draft: ContactDraft, by_hand: AbstractSet[Field]) -> ContactDraft:
    """Return the draft with what was proposed as its values, where nothing stands."""
    wish = draft.proposal
    if wish is None:
        return draft
    desk_id = None if Field.DESK in by_hand else wish.desk_id  # "no desk" may be her choice
    return replace(
        draft,
        proposal=None,
        topic_id=draft.topic_id or wish.topic_id,
        desk_id=draft.desk_id or desk_id,
        office_id=draft.office_id or wish.office_id,
    )


def without_proposed_topic(draft: ContactDraft) -> ContactDraft:
    """Return the draft as of an operator who writes the topic herself."""
    if draft.proposal is None:
        return draft
    office_id = draft.proposal.office_id
    return replace(draft, proposal=CardProposal(office_id=office_id) if office_id else None)


def chosen_in(draft: ContactDraft | None) -> frozenset[Field]:
    """Return the fields a restored draft already holds: no card may change them again."""
    if draft is None:
        return frozenset()
    held = {Field.TOPIC: draft.topic_id, Field.DESK: draft.desk_id, Field.OFFICE: draft.office_id}
    return frozenset(field for field, value in held.items() if value is not None)
