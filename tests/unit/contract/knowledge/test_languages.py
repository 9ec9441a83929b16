"""Texts of several languages in one knowledge base, each found by the rules of its own."""

import pytest

from contract.domain.ids import CardId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.knowledge.documents import Document, card_document, faq_document, office_document
from contract.knowledge.language_engines import LanguageEngines
from contract.knowledge.search_hit import HitKind, SearchFilters
from contract.knowledge.thesaurus import lines_of
from tests.unit.contract.knowledge.small_corpus import a_card, a_faq, an_office


def in_language(language: str, title: str, text: str = "", original: str = "") -> ServiceCard:
    card = a_card(title, text, card_id=f"{language}-{title}")
    return ServiceCard(
        id=card.id,
        title=title,
        topic_id=card.topic_id,
        say=text,
        language=language,
        original_id=CardId(original) if original else None,
    )


ITALIAN = a_card("Carta d'identità", "Serve l'appuntamento.", card_id="cie")
CARDS = [
    ITALIAN,
    a_card("Rifiuti ingombranti", card_id="rifiuti"),
    in_language("en", "Identity card", "You need an appointment.", "cie"),
    in_language("en", "Bulky waste collections", original="rifiuti"),
    in_language("fr", "Carte d'identité", "Il faut un rendez-vous.", "cie"),
    in_language("es", "Recogida de muebles viejos", original="rifiuti"),
    in_language("de", "Abholung von Sperrmüll", original="rifiuti"),
    in_language("ar", "بطاقة الهوية", "يجب حجز موعد", "cie"),
    in_language("zh-Hans", "身份证办理", "需要预约", "cie"),
]


def engines(*more: Document) -> LanguageEngines:
    lines = lines_of("spazzatura > rifiuti") + lines_of("rubbish > waste", "en")
    return LanguageEngines("it", [*map(card_document, CARDS), *more], lines)


def found(asked: str, language: str = "") -> list[str]:
    hits = engines().search(asked, 10, SearchFilters(language=language))
    return [f"{hit.language}: {hit.title}" for hit in hits]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("carta identita", "it: Carta d'identità"),
        ("identity cards", "en: Identity card"),
        ("collection of bulky waste ", "en: Bulky waste collections"),
        ("cartes d'identité ", "fr: Carte d'identité"),
        ("mueble viejo ", "es: Recogida de muebles viejos"),
        ("recoger muebles ", "es: Recogida de muebles viejos"),
        ("sperrmull", "de: Abholung von Sperrmüll"),
        ("Abholungen ", "de: Abholung von Sperrmüll"),
        ("sperrmuell ", "de: Abholung von Sperrmüll"),
        ("بطاقة هوية", "ar: بطاقة الهوية"),
        ("بطاقه الهويه ", "ar: بطاقة الهوية"),
        ("بِطَاقَة ", "ar: بطاقة الهوية"),
        ("والبطاقات ", "ar: بطاقة الهوية"),
        ("身份证", "zh: 身份证办理"),
        ("身份", "zh: 身份证办理"),
        ("办理身份证 ", "zh: 身份证办理"),
    ],
)
def test_each_language_is_found_by_its_own_rules(asked: str, first: str) -> None:
    assert found(asked)[0] == first


def test_of_a_text_and_its_translations_only_the_best_is_told() -> None:
    assert [title for title in found("carta identita ") if "ident" in title] == [
        "it: Carta d'identità"
    ]
    assert found("bulky waste ") == ["en: Bulky waste collections"]


def test_synonyms_stay_within_their_language() -> None:
    assert found("spazzatura ") == ["it: Rifiuti ingombranti"]
    assert found("rubbish ") == ["en: Bulky waste collections"]


def test_a_filter_keeps_to_one_language() -> None:
    assert found("carta identita", "fr") == ["fr: Carte d'identité"]
    assert found("身份证", "zh") == ["zh: 身份证办理"]
    assert found("carta identita", "pt") == []


def test_a_card_may_change_its_language_or_go() -> None:
    built = engines()
    moved = card_document(in_language("en", "Electronic card"))
    english = Document(kind=moved.kind, id="cie", title="Electronic card", language="en")
    built = built.changed([english])
    assert [hit.language for hit in built.search("electronic ", 5)] == ["en"]
    assert built.search("carta identita ", 5, SearchFilters(language="it")) == []
    built = built.changed((), [(HitKind.CARD, "cie")])
    assert built.search("electronic ", 5) == []


def test_a_language_that_comes_later_is_found_too() -> None:
    built = engines()
    built = built.changed([card_document(in_language("ro", "Carte de identitate"))])
    assert built.search("identitate ", 5)[0].language == "ro"


def test_a_filter_keeps_to_what_is_given_at_some_offices() -> None:
    office = an_office("Anagrafe via Petroselli", office_id="petroselli")
    card = ServiceCard(
        id=CardId("res"),
        title="Cambio di residenza",
        topic_id=ITALIAN.topic_id,
        say="",
        office_ids=(office.id,),
    )
    faq = faq_document(a_faq("Quanto dura il cambio di residenza?", "res"))
    built = engines(office_document(office), card_document(card), faq)
    here = SearchFilters(office_ids=frozenset({"petroselli"}))
    assert [hit.id for hit in built.search("residenza", 10, here)] == ["res"]
    asked = built.search("quanto dura il cambio di residenza", 10, here)
    assert [hit.kind for hit in asked] == [HitKind.FAQ]
    assert [hit.id for hit in built.search("petroselli", 10, here)] == ["petroselli"]
    assert built.search("carta identita", 10, here) == []
    elsewhere = SearchFilters(office_ids=frozenset({"other"}))
    assert built.search("residenza", 10, elsewhere) == []


def test_a_word_that_says_nothing_in_its_language_is_not_marked_for_another_that_knows_it() -> None:
    other = card_document(in_language("en", "Della Street", "A street of the town."))
    matched = engines(other).matched("orari della carta d'identità ")
    assert "della" in matched["en"]
    assert matched["it"] == {"carta", "identita"}
