"""The demo city as operators search it: their own language first, a citizen's language found."""

import asyncio
from pathlib import Path

import pytest

from console.knowledge.knowledge_search import KnowledgeSearch
from contract.knowledge.search_hit import SearchHit
from server.knowledge_import.knowledge_files import read_knowledge

CITY = Path(__file__).parents[4] / "resources" / "demo_city"


@pytest.fixture(scope="module")
def first() -> dict[str, SearchHit]:
    """The best hit of each question, asked of one index."""

    async def ask() -> dict[str, SearchHit]:
        city, search = read_knowledge(CITY), KnowledgeSearch()
        await search.rebuild(city.cards, city.offices, city.faqs, city.thesaurus)
        asked = (*ITALIAN, *FOREIGN, *RIGHT)
        found = {text: (await search.search(text)).hits[0] for text in asked}
        await search.close()
        return found

    return asyncio.run(ask())


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
