"""On a computer where numpy does not load the search still finds words, endings and synonyms."""

import json
import sys

from contract.knowledge.documents import card_document, faq_document, office_document
from contract.knowledge.plain_search import PlainSearch
from contract.knowledge.search_hit import HitKind, SearchFilters
from contract.knowledge.thesaurus import lines_of
from tests.support.processes import ran
from tests.unit.contract.knowledge.small_corpus import a_card, a_faq, an_office

DOCUMENTS = [
    card_document(a_card("Cambio di residenza", "Entro venti giorni.", card_id="res")),
    card_document(a_card("TARI", "La tassa sui rifiuti.", card_id="tari")),
    office_document(an_office("Anagrafe centrale", office_id="ana")),
    faq_document(a_faq("Il neonato deve venire?", "res", faq_id="f1")),
]


def a_search() -> PlainSearch:
    return PlainSearch("it", DOCUMENTS, lines_of("spazzatura > tari"))


def titles(search: PlainSearch, text: str, filters: SearchFilters | None = None) -> list[str]:
    return [hit.title for hit in search.search(text, 10, filters or SearchFilters())]


def test_words_endings_beginnings_and_synonyms_are_found() -> None:
    search = a_search()
    assert search.is_by_words_only
    assert titles(search, "residenze ") == ["Cambio di residenza"]
    assert titles(search, "resid") == ["Cambio di residenza"]
    assert titles(search, "spazzatura ") == ["TARI"]
    assert titles(search, "rifiuto ") == ["TARI"]
    assert titles(search, "neonato ") == ["Il neonato deve venire?"]


def test_changes_are_found_and_removed_documents_are_not() -> None:
    search = a_search()
    search = search.changed(
        [card_document(a_card("Passi carrabili", card_id="tari"))],
        [(HitKind.CARD, "res")],
        lines_of("\ngarage > passi carrabili"),
        ["it-1"],
    )
    assert titles(search, "tari") == []
    assert titles(search, "residenza") == []
    assert titles(search, "garage ") == ["Passi carrabili"]


def test_filters_hold_here_too() -> None:
    search = a_search()
    only = SearchFilters(office_ids=frozenset({"ana"}))
    assert titles(search, "anagrafe", only) == ["Anagrafe centrale"]
    assert titles(search, "residenza", only) == []
    assert titles(search, "residenza", SearchFilters(language="en")) == []


def test_a_seat_without_numpy_answers_and_says_that_it_does_so_by_words() -> None:
    program = """
import asyncio, json, sys
sys.modules["numpy"] = None
from console.knowledge.index_building import Changes
from console.knowledge.knowledge_search import KnowledgeSearch
from contract.domain.knowledge_entries.knowledge import ServiceCard

def a_card(title):
    return ServiceCard(id=title, title=title, topic_id="t", say="")

async def ask():
    search = KnowledgeSearch()
    await search.warm_up()
    await search.rebuild([a_card("TARI"), a_card("IMU")], (), (), ())
    await search.update(Changes(cards=[a_card("ZTL")]))
    await search.change_vectors([])
    await search.understand()
    answers = [await search.search(text) for text in ("tari", "ztl")]
    await search.close()
    print(json.dumps([[a.hits[0].title, a.by_words_only] for a in answers]))

asyncio.run(ask())
"""
    shown = ran(sys.executable, "-c", program, check=True)
    assert json.loads(shown.stdout) == [["TARI", True], ["ZTL", True]]
