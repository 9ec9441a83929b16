"""Builders for the search tests: a few cards, an engine over them, the titles it finds."""

from collections.abc import Sequence

from contract.domain.ids import CardId, FaqId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.knowledge.documents import Document, card_document
from contract.knowledge.engine import Engine
from contract.knowledge.thesaurus import lines_of


def a_card(title: str, text: str = "", *, card_id: str = "", keywords: str = "") -> ServiceCard:
    return ServiceCard(
        id=CardId(card_id or title.lower()),
        title=title,
        topic_id=TopicId("anagrafe"),
        say=text,
        keywords=keywords,
    )


def an_office(
    name: str,
    *,
    phones: tuple[str, ...] = (),
    municipio: str = "",
    address: str = "",
    office_id: str = "",
) -> Office:
    return Office(
        id=OfficeId(office_id or name.lower()),
        name=name,
        municipio=municipio,
        address=address,
        phones=phones,
    )


def a_faq(question: str, card_id: str, answer: str = "", faq_id: str = "") -> Faq:
    return Faq(
        id=FaqId(faq_id or question.lower()),
        card_id=CardId(card_id),
        question=question,
        answer=answer,
    )


def an_engine(*cards: ServiceCard | str, thesaurus: str = "", language: str = "it") -> Engine:
    """Return an engine over cards; a plain text stands for a card of that title."""
    built = [a_card(card) if isinstance(card, str) else card for card in cards]
    return engine_of([card_document(card) for card in built], thesaurus, language)


def engine_of(documents: Sequence[Document], thesaurus: str = "", language: str = "it") -> Engine:
    return Engine(language, documents, lines_of(thesaurus, language))


def titles(engine: Engine, text: str, limit: int = 10) -> list[str]:
    return [hit.title for hit in engine.search(text, limit)]
