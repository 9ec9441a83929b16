"""The demo city as operators search it: their own language first, a citizen's language found."""

import asyncio
from pathlib import Path

import pytest

from console.knowledge.knowledge_search import KnowledgeSearch
from contract.knowledge.search_hit import SearchHit
from server.knowledge_import.knowledge_files import read_knowledge
from tools.demo.questions import QUESTIONS, Question

CITY = Path(__file__).parents[4] / "resources" / "demo_city"


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[SearchHit, ...]]:
    """The hits of each question, asked of one index."""

    async def ask() -> dict[str, tuple[SearchHit, ...]]:
        city, search = read_knowledge(CITY), KnowledgeSearch()
        await search.rebuild(city.cards, city.offices, city.faqs, city.thesaurus)
        asked = (*ITALIAN, *FOREIGN, *RIGHT, *(one.text for one in QUESTIONS))
        found = {text: tuple((await search.search(text)).hits) for text in asked}
        await search.close()
        return found

    return asyncio.run(ask())


@pytest.fixture(scope="module")
def first(found: dict[str, tuple[SearchHit, ...]]) -> dict[str, SearchHit]:
    """The best hit of each question."""
    return {text: hits[0] for text, hits in found.items()}


ITALIAN = ("carta id", "carta d'identità", "cie", "certificato", "bus", "tram", "museo")
FOREIGN = {"residence permit": "en", "identity card": "en", "passport": "en"}


@pytest.mark.parametrize("text", ITALIAN)
def test_italian_words_find_an_italian_text_first(first: dict[str, SearchHit], text: str) -> None:
    assert first[text].language == "it"


@pytest.mark.parametrize(("text", "language"), FOREIGN.items())
def test_foreign_words_find_a_text_that_has_them(
    first: dict[str, SearchHit], text: str, language: str
) -> None:
    assert first[text].language == language


RIGHT = {
    "tari": "tari-calcolo",
    "multa ztl ricorso": "multe-ricorso",
    "nido domande": "nido-iscrizione",
    "orari anagrafe municipio VII sabato": "anagrafe-municipio-07",
    "camion dell'umido": "raccolta-porta-a-porta",
    "comment renouveler mon titre de séjour": "permesso-soggiorno-aiuto-fr",
    "où est ma voiture enlevée": "veicolo-rimosso-fr",
}


@pytest.mark.parametrize(("text", "right"), RIGHT.items())
def test_what_operators_type_finds_the_entry_they_mean(
    first: dict[str, SearchHit], text: str, right: str
) -> None:
    assert first[text].id == right


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: str(one.card))
def test_a_question_that_a_visitor_may_try_has_its_card_among_the_first_three(
    found: dict[str, tuple[SearchHit, ...]], question: Question
) -> None:
    cards = [hit.card_id or hit.id for hit in found[question.text][:3]]
    assert question.card in cards
