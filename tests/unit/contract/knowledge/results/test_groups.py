"""A card, its translations and its questions have one place in the list."""

from contract.knowledge.documents import card_document, faq_document
from contract.knowledge.language_engines import LanguageEngines
from contract.knowledge.plain_search import PlainSearch
from contract.knowledge.search_hit import HitKind, SearchHit
from tests.unit.contract.knowledge.small_corpus import a_card, a_faq

CARDS = [
    a_card("Nido: iscrizioni", "Le domande si fanno online.", card_id="nido"),
    a_card("Mensa: iscrizioni", card_id="mensa"),
]
FAQS = [
    a_faq("Quando aprono le iscrizioni al nido?", "nido", "A febbraio.", faq_id="when"),
    a_faq("Le iscrizioni al nido costano?", "nido", "No.", faq_id="cost"),
]
DOCUMENTS = [*map(card_document, CARDS), *map(faq_document, FAQS)]


def found(text: str) -> list[str]:
    return [hit.id for hit in LanguageEngines("it", DOCUMENTS, ()).search(text, 10)]


def test_a_card_stands_for_its_questions() -> None:
    assert found("iscrizioni nido") == ["nido", "mensa"]


def test_a_question_that_is_plainly_asked_stands_for_its_card() -> None:
    assert found("quando aprono le iscrizioni al nido")[0] == "when"
    assert "nido" not in found("quando aprono le iscrizioni al nido")


def test_questions_leave_room_for_other_cards() -> None:
    many = [a_faq(f"Iscrizioni al nido {n}?", "nido", faq_id=f"q{n}") for n in range(20)]
    documents = [*map(card_document, CARDS), *map(faq_document, many)]
    hits = LanguageEngines("it", documents, ()).search("iscrizioni", 3)
    assert {hit.card_id or hit.id for hit in hits} == {"nido", "mensa"}


def test_it_is_so_on_a_computer_without_numpy_too() -> None:
    hits: list[SearchHit] = PlainSearch("it", DOCUMENTS, ()).search("iscrizioni nido", 10)
    assert [hit.id for hit in hits] == ["nido", "mensa"]


def test_a_question_of_no_card_stands_for_itself() -> None:
    alone = a_faq("Chi risponde la notte?", "", faq_id="night")
    hits = LanguageEngines("it", [faq_document(alone)], ()).search("notte", 5)
    assert [(hit.kind, hit.id) for hit in hits] == [(HitKind.FAQ, "night")]
