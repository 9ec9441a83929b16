"""What users of other engines complain about; each must never happen here."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.knowledge.documents import card_document, office_document
from tests.unit.console.knowledge.small_corpus import (
    a_card,
    an_engine,
    an_office,
    engine_of,
    titles,
)


@pytest.mark.parametrize(
    ("asked", "other"), [("imu", "ici"), ("cie", "cis"), ("ztl", "zte"), ("tari", "tasi")]
)
def test_a_short_word_is_never_taken_for_another(asked: str, other: str) -> None:
    assert titles(an_engine(other.upper(), "Passaporto"), asked) == []
    assert titles(an_engine(other.upper(), asked.upper()), asked) == [asked.upper()]


def test_an_exact_title_beats_every_longer_or_frequent_one() -> None:
    busy = [
        a_card(f"TARI rata {number}", "tari tari tari", keywords="tari") for number in range(30)
    ]
    assert titles(an_engine(*busy, "TARI"), "tari")[0] == "TARI"


def test_numbers_match_as_they_are() -> None:
    engine = an_engine("DPR 445/2000", "Modulo 2000", "Patologia Z8774", "Modello F24")
    assert titles(engine, "2001 ") == []
    assert titles(engine, "z8744") == []
    assert titles(engine, "f23") == []
    assert titles(engine, "f24") == ["Modello F24"]
    assert titles(engine, "445/2000")[0] == "DPR 445/2000"


def test_the_word_itself_comes_before_its_corrections_and_relatives() -> None:
    engine = an_engine("Canoni patrimoniali", "Canone unico", "Cannone storico")
    assert titles(engine, "canone ")[0] == "Canone unico"
    assert titles(an_engine("CC", "C"), "c ")[0] == "C"


def test_a_known_word_is_not_corrected_into_a_longer_one() -> None:
    engine = an_engine("Grecia", "Graciano", "Farmacie")
    assert titles(engine, "grecia ") == ["Grecia"]


def test_a_wrong_first_letter_is_still_understood() -> None:
    assert titles(an_engine("Residenza", "Cittadinanza"), "resudenza ") == ["Residenza"]
    assert titles(an_engine("Residenza", "Cittadinanza"), "tesidenza ") == ["Residenza"]


@pytest.mark.parametrize(
    "asked",
    [
        "dell'anagrafe",
        "dell’anagrafe",
        "dell anagrafe",
        "l'anagrafe",
        "nell'ufficio anagrafe",
        "ANAGRAFE",
    ],
)
def test_elisions_do_not_hide_the_word(asked: str) -> None:
    assert titles(an_engine("Anagrafe", "Biblioteca"), asked) == ["Anagrafe"]


@pytest.mark.parametrize(
    "asked", ["carta d'identità", "carta d’identità", "carta didentita", "carta di identita"]
)
def test_all_spellings_of_the_identity_card_find_it(asked: str) -> None:
    engine = an_engine("Carta d'identità", "Carta giovani", "Identità visiva")
    assert titles(engine, asked)[0] == "Carta d'identità"


def test_dotted_acronyms_equal_plain_ones() -> None:
    engine = an_engine("D.P.R. 445/2000 autocertificazione", "Sportello SUAP", "CIE")
    assert titles(engine, "dpr 445 2000")[0] == "D.P.R. 445/2000 autocertificazione"
    assert titles(engine, "s.u.a.p.") == ["Sportello SUAP"]
    assert titles(engine, "c.i.e") == ["CIE"]


def test_a_dot_inside_a_name_does_not_hide_it() -> None:
    engine = an_engine("Corso di node.js", "Portale data.gouv")
    assert titles(engine, "nodejs") == ["Corso di node.js"]
    assert titles(engine, "data gouv")[0] == "Portale data.gouv"


@pytest.mark.parametrize(
    "asked", ["multi-agent", "a'b", "20.04", "@x", "why?", '"', "(", "NEAR(", "*", "%_", "a OR b"]
)
def test_no_punctuation_breaks_the_search(asked: str) -> None:
    engine = an_engine("Anagrafe")
    titles(engine, asked)
    engine.suggestion(asked)


@settings(max_examples=60)
@given(st.text(alphabet=string.printable + "àèìòù’œß垃", max_size=40))
def test_any_text_gets_an_answer(asked: str) -> None:
    assert len(titles(_ANY, asked)) <= 10
    _ANY.suggestion(asked)


_ANY = an_engine("Anagrafe", "Carta d'identità", "TARI", thesaurus="spazzatura > tari")


def test_accents_and_doubled_letters_do_not_hide_a_word() -> None:
    engine = an_engine("Bar e caffè storici", "Cœur de ville")
    assert titles(engine, "caffe ") == ["Bar e caffè storici"]
    assert titles(engine, "cafe ") == ["Bar e caffè storici"]
    assert titles(engine, "coeur") == titles(engine, "cœur") == ["Cœur de ville"]


def test_a_synonym_stays_below_the_word_itself() -> None:
    engine = an_engine("Tassa rifiuti", "TARI", thesaurus="tassa rifiuti > tari")
    assert titles(engine, "tassa rifiuti") == ["Tassa rifiuti", "TARI"]
    engine = an_engine("TARI", "TARI e tassa rifiuti", thesaurus="tassa rifiuti > tari")
    assert titles(engine, "tari tassa rifiuti")[0] == "TARI e tassa rifiuti"


def test_a_synonym_of_several_words_needs_them_all() -> None:
    engine = an_engine("ZTL", "Orari", thesaurus="centro storico auto > ztl")
    assert titles(engine, "entrare con l'auto nel centro storico") == ["ZTL"]
    assert titles(engine, "centro ") == []


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Ecocard", "eco card"),
        ("Eco card", "ecocard"),
        ("GPT-3", "gpt3"),
        ("Pre scuola", "prescuola"),
    ],
)
def test_joined_and_split_words_find_each_other(title: str, asked: str) -> None:
    assert titles(an_engine(title, "Biblioteca"), asked) == [title]


def test_a_single_letter_does_not_stand_for_every_word_it_begins() -> None:
    engine = an_engine("Rap e musica", "Kelly", "Rifiuti")
    assert titles(engine, "r kelly") == ["Kelly"]


@pytest.mark.parametrize(
    "asked",
    ["060606", "06 0606", "06-06.06", "+39 060606", "0039 06 0606", "chiamare lo 060606"],
)
def test_a_phone_number_is_found_in_every_spelling(asked: str) -> None:
    contact_centre = an_office("Contact center", phones=("+39060606",))
    others = [card_document(a_card("Sportello 6", "aperto 06 maggio"))]
    engine = engine_of([*others, office_document(contact_centre)])
    assert titles(engine, asked)[0] == "Contact center"


def test_a_phone_number_is_found_by_its_beginning_and_its_last_digits() -> None:
    office = an_office("Ragioneria", phones=("+390669616410",))
    other = an_office("Protocollo", phones=("+390669619999",))
    engine = engine_of([office_document(other), office_document(office)])
    assert titles(engine, "6410") == ["Ragioneria"]
    assert titles(engine, "06.6961 64")[0] == "Ragioneria"
    assert titles(engine, "06 6961") == ["Protocollo", "Ragioneria"]


def test_a_number_written_in_a_text_is_found_and_a_date_is_none() -> None:
    engine = an_engine(
        a_card("Reclami", "Si chiama lo 06 5555 0199 dal lunedì."),
        a_card("Scadenze", "Entro il 30.06.2026 o il 01-12-2026."),
    )
    assert titles(engine, "0655550199") == ["Reclami"]
    assert titles(engine, "30062026") == []
