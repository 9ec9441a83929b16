"""What decides between equals, and which results explain nothing of what is rare."""

from contract.knowledge.documents import card_document, faq_document, office_document
from contract.knowledge.engine import Engine
from contract.knowledge.language_engines import LanguageEngines
from tests.unit.contract.knowledge.small_corpus import a_card, a_faq, an_office

FILLERS = [a_card(f"Servizio {name}", card_id=name) for name in ("cinque", "due", "tre", "quattro")]


def engine(*cards: str) -> Engine:
    documents = [card_document(a_card(title, card_id=title)) for title in cards]
    return Engine("it", [*documents, *map(card_document, FILLERS)], ())


def test_of_equals_the_one_that_is_asked_more_comes_first() -> None:
    built = engine("TARI: affitti", "TARI: calcolo", "TARI: sconti")
    assert built.search("tari", 3)[0].id == "TARI: affitti"
    built.use(["TARI: sconti", "TARI: calcolo"])
    assert [hit.id for hit in built.search("tari", 3)] == [
        "TARI: sconti",
        "TARI: calcolo",
        "TARI: affitti",
    ]


def test_use_never_puts_a_card_before_one_that_has_the_word_itself() -> None:
    built = engine("Rifiuto ingombrante", "Rifiuti ingombranti")
    built.use(["Rifiuto ingombrante"])
    assert built.search("rifiuti ingombranti", 1)[0].id == "Rifiuti ingombranti"


def test_where_nobody_asked_yet_the_card_with_more_questions_comes_first() -> None:
    cards = [a_card("TARI: affitti", card_id="a"), a_card("TARI: calcolo", card_id="b")]
    faqs = [a_faq(f"Domanda {n}?", "b", faq_id=f"q{n}") for n in range(4)]
    documents = [*map(card_document, cards), *map(faq_document, faqs)]
    assert Engine("it", documents, ()).search("tari", 1)[0].id == "b"


def test_what_is_used_stays_known_when_entries_change() -> None:
    built = LanguageEngines("it", map(card_document, FILLERS), ())
    built.use(["tre"])
    built = built.changed([card_document(a_card("Servizio sette", card_id="sette"))])
    assert built.search("servizio", 1)[0].id == "tre"


def test_a_result_that_explains_none_of_the_rare_words_is_doubtful() -> None:
    built = engine("Carta d'identità", "Tassa rifiuti")
    assert not built.search("carta identità ", 1)[0].is_doubtful
    assert built.search("servizio zanzibar ", 1)[0].is_doubtful
    assert not built.search("servizio tre ", 1)[0].is_doubtful


def test_a_word_that_is_being_typed_makes_nothing_doubtful() -> None:
    assert not engine("Carta d'identità").search("carta zz", 1)[0].is_doubtful


def test_all_words_in_a_title_go_before_some_of_them_in_a_shorter_one() -> None:
    built = engine("Multa", "Multe in ZTL: fare ricorso al prefetto o al giudice")
    assert built.search("multa ztl ricorso", 1)[0].id.startswith("Multe in ZTL")


def test_the_office_of_the_district_that_is_named_comes_first() -> None:
    offices = [
        an_office(f"Anagrafe {name}", municipio=name, office_id=name) for name in ("VI", "VII", "X")
    ]
    cards = [a_card("Anagrafe: dove sono le sedi del municipio", card_id="all"), *FILLERS]
    documents = [*map(office_document, offices), *map(card_document, cards)]
    found = Engine("it", documents, ()).search("orari anagrafe municipio VII sabato", 4)
    assert found[0].id == "VII"
    assert {hit.id for hit in found[1:]} >= {"all"}
