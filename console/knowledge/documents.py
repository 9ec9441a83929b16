"""What can be found: service cards, offices and FAQs, reduced to a title, keywords and text."""

from dataclasses import dataclass

from console.knowledge.municipio import number_in, term
from console.knowledge.phone_lookup import national, phones_in
from console.knowledge.text_folding import words
from console.work.search_hit import HitKind
from contract.domain.knowledge import Faq, Office, ServiceCard
from contract.domain.phone_number import spoken

Key = tuple[HitKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """title explains most, keywords nearly as much, text least. phones: national digits.

    subtitle is shown only, never searched. card_id: of a FAQ.
    """

    kind: HitKind
    id: str
    title: str
    subtitle: str = ""
    keywords: str = ""
    text: str = ""
    phones: tuple[str, ...] = ()
    card_id: str = ""

    @property
    def key(self) -> Key:
        return self.kind, self.id


def card_document(card: ServiceCard) -> Document:
    parts = (
        card.say,
        card.who_for,
        card.how_to,
        card.what_is_needed,
        card.what_you_get,
        card.times,
        card.costs,
        card.access,
    )
    text = "\n".join(part for part in parts if part)
    return Document(
        kind=HitKind.CARD,
        id=card.id,
        title=card.title,
        subtitle=card.say,
        keywords=card.keywords,
        text=text,
        phones=tuple(dict.fromkeys(phones_in(text))),
    )


def card_heading(card: ServiceCard) -> Document:
    """Return the card without its text."""
    return Document(
        kind=HitKind.CARD,
        id=card.id,
        title=card.title,
        subtitle=card.say,
        keywords=card.keywords,
    )


def office_document(office: Office) -> Document:
    district = number_in(words(office.municipio))
    where = term(district) if district else office.municipio
    shown = [office.address, *(spoken(phone) for phone in office.phones)]
    return Document(
        kind=HitKind.OFFICE,
        id=office.id,
        title=office.name,
        subtitle=" · ".join(part for part in shown if part),
        keywords=" ".join(
            (office.address, office.keywords, where, "municipio" if district else "")
        ),
        text="\n".join((office.email, office.how_to_get_there, office.note, *office.phones)),
        phones=tuple(dict.fromkeys(national(phone) for phone in office.phones if phone)),
    )


def faq_document(faq: Faq) -> Document:
    return Document(
        kind=HitKind.FAQ,
        id=faq.id,
        title=faq.question,
        text=faq.answer,
        phones=tuple(dict.fromkeys(phones_in(faq.answer))),
        card_id=faq.card_id,
    )


def faq_heading(faq: Faq) -> Document:
    """Return the FAQ without its answer."""
    return Document(kind=HitKind.FAQ, id=faq.id, title=faq.question, card_id=faq.card_id)
