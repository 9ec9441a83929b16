"""What can be found: service cards, offices and FAQs, reduced to a title, keywords and text."""

from dataclasses import dataclass, replace

from contract.domain.knowledge_entries.knowledge import ITALIAN, Faq, Office, ServiceCard
from contract.domain.phone_number import spoken
from contract.knowledge.language.municipio import number_in, term
from contract.knowledge.language.text_folding import words
from contract.knowledge.phone_lookup import national, phones_in
from contract.knowledge.search_hit import HitKind

Key = tuple[HitKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """title explains most, keywords nearly as much, text least. phones: national digits.

    subtitle is shown only, never searched. card_id, other_card_ids: of a FAQ. original_id: what
    this one translates, or its own id. office_ids: where the service is given; of an office,
    itself.
    """

    kind: HitKind
    id: str
    title: str
    subtitle: str = ""
    keywords: str = ""
    text: str = ""
    phones: tuple[str, ...] = ()
    card_id: str = ""
    other_card_ids: tuple[str, ...] = ()
    language: str = ITALIAN
    original_id: str = ""
    office_ids: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return self.kind, self.id


def card_document(card: ServiceCard) -> Document:
    parts = (
        card.alert,
        card.short_description,
        card.say,
        card.who_for,
        card.how_to,
        card.what_is_needed,
        card.what_you_get,
        card.times,
        card.costs,
        card.access,
        card.conditions,
        card.contacts,
    )
    text = "\n".join(part for part in parts if part)
    phones = (*map(national, card.phones), *phones_in(text))
    return replace(card_heading(card), text=text, phones=tuple(dict.fromkeys(phones)))


def card_heading(card: ServiceCard) -> Document:
    """Return the card without its text."""
    return Document(
        kind=HitKind.CARD,
        id=card.id,
        title=card.title,
        subtitle=card.say,
        keywords=card.keywords,
        language=card.language,
        original_id=card.original_id or card.id,
        office_ids=(*card.office_ids, *(place.office_id for place in card.places)),
    )


def office_document(office: Office) -> Document:
    district = number_in(words(office.municipio))
    # "municipio V", "5" and "quinto" must find the same office: one word stands for them all.
    where = term(district) if district else office.municipio
    shown = [office.address, *(spoken(phone) for phone in office.phones)]
    told = (office.how_to_get_there, office.accessibility, office.note)
    staff = (f"{member.role} {member.name} {member.note}" for member in office.staff)
    phones = [*office.phones, *office.faxes, *(p for one in office.staff for p in one.phones)]
    return Document(
        kind=HitKind.OFFICE,
        id=office.id,
        title=office.name,
        subtitle=" · ".join(part for part in shown if part),
        keywords=" ".join(
            (office.address, office.keywords, where, "municipio" if district else "")
        ),
        text="\n".join((office.email, office.pec, *told, *staff, *phones)),
        phones=tuple(dict.fromkeys(national(phone) for phone in phones if phone)),
        office_ids=(office.id,),
    )


def faq_document(faq: Faq) -> Document:
    return replace(
        faq_heading(faq), text=faq.answer, phones=tuple(dict.fromkeys(phones_in(faq.answer)))
    )


def faq_heading(faq: Faq) -> Document:
    """Return the FAQ without its answer."""
    return Document(
        kind=HitKind.FAQ,
        id=faq.id,
        title=faq.question,
        keywords=faq.keywords,
        card_id=faq.card_id,
        other_card_ids=tuple(faq.other_card_ids),
        language=faq.language,
        original_id=faq.original_id or faq.id,
    )
