"""The bench that types what citizens say: its sentences are answered by what the city has."""

from pathlib import Path

import pytest

from console.knowledge.knowledge_search import KnowledgeSearch
from server.knowledge_import.knowledge_files import read_knowledge
from tests.unit.contract.knowledge.small_corpus import a_card, a_faq
from tools.benches.bench_typing import Sentence, sentences, typed

CITY = Path(__file__).parents[3] / "resources" / "demo_city"


def test_every_sentence_is_answered_by_an_entry_of_the_demo_city() -> None:
    city = read_knowledge(CITY)
    known = {*(card.id for card in city.cards), *(office.id for office in city.offices)}
    asked = sentences()
    assert len({one.text for one in asked}) == 60
    assert all(one.right for one in asked)
    assert frozenset().union(*(one.right for one in asked)) <= known


@pytest.mark.parametrize("text", ["tari casa", "tari"])
async def test_a_right_result_that_leaves_the_first_three_is_counted(text: str) -> None:
    """ "t" finds the TARI, "tari casa" three others first."""
    search = KnowledgeSearch()
    cards = [a_card("TARI", card_id="tari")]
    cards += [a_card(f"Casa {name}", "tari", card_id=name) for name in ("uno", "due", "tre")]
    await search.rebuild(cards, (), [a_faq("Chi paga la tari?", "tari", faq_id="who")], ())
    figures = await typed(Sentence("it", text, frozenset({"tari"})), search)
    await search.close()
    assert figures["letters"] == 1
    assert figures["left"] == (1 if "casa" in text else 0)


async def test_right_results_of_the_demo_city_stay_in_sight_while_a_sentence_is_typed() -> None:
    """By words alone, each third sentence: with the order of each letter they leave 17 times."""
    city, search = read_knowledge(CITY), KnowledgeSearch()
    await search.rebuild(city.cards, city.offices, city.faqs, city.thesaurus)
    figures = [await typed(one, search) for one in sentences()[::3]]
    await search.close()
    assert sum(one["left"] for one in figures) <= 3
    assert sum(one["rank"] is not None and one["rank"] < 3 for one in figures) >= 16
