"""A citizen's sentence: words of speech weigh little, are no slips, and a story leads to a card."""

import pytest

from contract.knowledge.language.spoken_french import spoken_french
from contract.knowledge.language.spoken_words import spoken_italian
from contract.knowledge.language.text_folding import words
from tests.unit.contract.knowledge.small_corpus import an_engine, titles

CARDS = (
    "Certificato di residenza",
    "Centro estivo",
    "Area ZTL",
    "Passo carrabile",
    "Domande e moduli",
    "Salvare una ricevuta",
    "Raccolta rifiuti",
    "Ricerca idrica",
)


def test_a_day_of_the_week_does_not_outweigh_the_matter() -> None:
    engine = an_engine(*CARDS, "Chiusi la domenica", thesaurus="entrare centro > ztl")
    asked = "posso entrare in centro la domenica con mia moglie"
    assert titles(engine, asked, 1) == ["Area ZTL"]


def test_a_word_of_speech_is_no_slip_of_an_office_word() -> None:
    assert titles(an_engine(*CARDS), "domani ") == []
    assert titles(an_engine(*CARDS), "domandre ", 1) == ["Domande e moduli"]  # this one is a slip


def test_a_word_known_by_its_ending_is_no_slip() -> None:
    engine = an_engine(*CARDS, "Scavi e cantieri", thesaurus="pozzo > ricerca idrica")
    assert "Salvare una ricevuta" not in titles(engine, "scavare un pozzo ")
    assert "Ricerca idrica" in titles(engine, "scavare un pozzo ")


def test_what_no_text_holds_leads_on_to_what_it_stands_for() -> None:
    thesaurus = "divano > ritiro ingombranti\nritiro ingombranti > rifiuti"
    assert titles(an_engine(*CARDS, thesaurus=thesaurus), "il divano vecchio", 1) == [
        "Raccolta rifiuti"
    ]


def test_it_does_not_lead_on_where_a_text_holds_it() -> None:
    thesaurus = "divano > ritiro ingombranti\nritiro ingombranti > rifiuti"
    engine = an_engine(*CARDS, "Ritiro ingombranti", thesaurus=thesaurus)
    assert titles(engine, "il divano vecchio") == ["Ritiro ingombranti"]


@pytest.mark.parametrize("word", ["cerchi", "cominciamo", "mandarmi", "stamattina", "mio marito"])
def test_speech_holds_the_forms_of_its_verbs(word: str) -> None:
    assert word.split()[-1] in spoken_italian()


@pytest.mark.parametrize("word", ["passo", "mandati", "interessi", "residenza", "figlio", "casa"])
def test_what_offices_write_is_no_mere_speech(word: str) -> None:
    assert word not in spoken_italian()


def test_words_of_french_speech_do_not_outweigh_the_matter() -> None:
    cards = ("Fourrière", "Rester chez sa mère", "Parce que demain", "Carte grise", "Permis")
    engine = an_engine(*cards, language="fr", thesaurus="voiture enlevée > fourrière")
    asked = "ma mère est restée là parce que sa voiture a été enlevée "
    assert titles(engine, asked, 1) == ["Fourrière"]


@pytest.mark.parametrize("word", ["cherchais", "parce", "etaient", "belle mere", "restees", "fils"])
def test_french_speech_holds_the_forms_of_its_verbs(word: str) -> None:
    assert word.split()[-1] in spoken_french()


@pytest.mark.parametrize("word", ["ait", "avance", "enfant", "entree", "heures", "porte", "prise"])
def test_what_french_offices_write_is_no_mere_speech(word: str) -> None:
    assert word not in spoken_french()


def test_words_of_french_speech_are_spelt_as_the_index_folds_them() -> None:
    assert all(words(word) == [word] for word in spoken_french())
