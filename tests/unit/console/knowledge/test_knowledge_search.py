"""The search as the console uses it: asynchronous, off the loop's thread, replaceable."""

import asyncio
import gc
import sys
import threading
import weakref
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from console.knowledge import knowledge_search
from console.knowledge.index_building import Changes
from console.knowledge.knowledge_search import KnowledgeSearch
from contract.domain.ids import CardId
from contract.knowledge.language_engines import LanguageEngines, Part
from contract.knowledge.search_hit import HitKind
from contract.knowledge.thesaurus import lines_of
from tests.support.processes import ran
from tests.unit.contract.knowledge.small_corpus import a_card, a_faq, an_office

CARDS = [
    a_card("Carta d'identità elettronica", "Serve l'appuntamento.", card_id="cie"),
    a_card("TARI: riduzioni", "Per chi fa il compost.", card_id="tari"),
    a_card("Mensa scolastica", "Si paga con il portale.", card_id="mensa"),
]
OFFICES = [an_office("Anagrafe centrale", phones=("+390655550100",), address="Via dei Pini 1")]
FAQS = [a_faq("Il neonato deve venire allo sportello?", "cie", "Sì.", faq_id="cie-1")]
THESAURUS = lines_of("spazzatura > tari")


@asynccontextmanager
async def a_search() -> AsyncIterator[KnowledgeSearch]:
    search = KnowledgeSearch()
    try:
        await search.rebuild(CARDS, OFFICES, FAQS, THESAURUS)
        yield search
    finally:
        await search.close()


async def test_cards_offices_and_faqs_are_found() -> None:
    async with a_search() as search:
        card = (await search.search("carta identita")).hits[0]
        office = (await search.search("06 5555 0100")).hits[0]
        faq = (await search.search("neonato sportello")).hits[0]
    assert (card.kind, card.id, card.subtitle) == (HitKind.CARD, "cie", "Serve l'appuntamento.")
    assert (office.kind, office.title) == (HitKind.OFFICE, "Anagrafe centrale")
    assert office.subtitle.startswith("Via dei Pini 1 · 06 5555")
    assert (faq.kind, faq.id, faq.card_id) == (HitKind.FAQ, "cie-1", "cie")


async def test_the_answer_says_what_was_asked_and_how_long_it_took() -> None:
    async with a_search() as search:
        answer = await search.search("spazzatura", limit=1)
    assert answer.query == "spazzatura"
    assert [hit.id for hit in answer.hits] == ["tari"]
    assert 0 < answer.search_ms < 1000
    assert answer.suggestion == ""


async def test_nothing_found_comes_with_a_suggestion() -> None:
    async with a_search() as search:
        answer = await search.search("tary ")
        assert answer.hits == ()
        assert answer.suggestion == "tari"


async def test_blank_text_offers_the_most_asked_cards_that_exist() -> None:
    async with a_search() as search:
        assert (await search.search("  ")).hits == ()
        search.set_most_asked([CardId("mensa"), CardId("gone"), CardId("cie")])
        answer = await search.search("", limit=2)
        assert [hit.id for hit in answer.hits] == ["mensa", "cie"]
        assert [hit.id for hit in await search.most_asked(1)] == ["mensa"]


async def test_before_the_first_index_every_answer_is_empty() -> None:
    search = KnowledgeSearch()
    assert not search.ready
    assert (await search.search("tari")).hits == ()
    assert await search.most_asked() == ()
    await search.update(Changes(cards=CARDS))
    assert not search.ready
    await search.close()


async def test_a_question_asked_before_the_first_index_waits_for_it() -> None:
    search = KnowledgeSearch()
    search.expect()
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(search.search("tari"))
        await asyncio.sleep(0)
        await search.rebuild(CARDS, (), (), ())
    assert [hit.id for hit in asked.result().hits] == ["tari"]
    search.expect()  # there is an index: nothing to wait for
    assert (await search.search("tari")).hits
    await search.close()


async def test_of_many_cards_the_titles_are_found_first_and_then_the_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(knowledge_search, "MANY", 0)
    search = KnowledgeSearch()
    search.expect()
    cards = [a_card("Trasporto scolastico", "Si chiede il tesserino", card_id="bus"), *CARDS]
    async with asyncio.TaskGroup() as group:
        group.create_task(search.rebuild(cards, (), (), ()))
        assert [hit.id for hit in (await search.search("trasporto")).hits] == ["bus"]
    assert [hit.id for hit in (await search.search("tesserino")).hits] == ["bus"]
    await search.close()


async def test_changes_are_found_without_a_rebuild() -> None:
    async with a_search() as search:
        await search.update(
            Changes(
                cards=[a_card("Passaporto", card_id="new"), a_card("IMU", card_id="tari")],
                offices=[an_office("Anagrafe di zona", office_id="zone")],
                thesaurus_lines=lines_of("gabella > imu"),
                removed=[(HitKind.FAQ, "cie-1")],
            )
        )
        found = {
            asked: [hit.id for hit in (await search.search(asked)).hits]
            for asked in ("passaporto", "gabella", "riduzioni", "neonato", "zona")
        }
        await search.update(Changes(removed_thesaurus_ids=["it-1"]))
        assert (await search.search("gabella ")).hits == ()
    assert found == {
        "passaporto": ["new"],
        "gabella": ["tari"],
        "riduzioni": [],
        "neonato": [],
        "zona": ["zone"],
    }


async def test_a_rebuild_forgets_what_is_no_longer_there() -> None:
    async with a_search() as search:
        await search.rebuild(CARDS[:1], (), (), ())
        assert (await search.search("mensa")).hits == ()
        assert len((await search.search("carta")).hits) == 1


async def test_equals_come_by_id_whatever_order_they_arrive_in() -> None:
    search = KnowledgeSearch()
    await search.rebuild([a_card("Mensa", card_id=name) for name in "cab"], (), (), ())
    found = [hit.id for hit in (await search.search("mensa")).hits]
    await search.close()
    assert found == ["a", "b", "c"]


async def test_questions_are_answered_while_the_index_is_rebuilt() -> None:
    async with a_search() as search:
        hold = threading.Event()
        building = asyncio.get_running_loop().run_in_executor(search._building, hold.wait)
        rebuilding = asyncio.ensure_future(search.rebuild([a_card("Mensa")], (), (), ()))
        assert (await search.search("tari")).hits[0].id == "tari"
        hold.set()
        await asyncio.gather(building, rebuilding)
        assert (await search.search("tari")).hits == ()
        assert (await search.search("mensa")).hits[0].title == "Mensa"


async def test_a_replaced_question_is_dropped_before_it_runs() -> None:
    async with a_search() as search:
        hold = threading.Event()
        blocking = asyncio.get_running_loop().run_in_executor(search._asking, hold.wait)
        replaced = asyncio.ensure_future(search.search("car"))
        await asyncio.sleep(0)
        replaced.cancel()
        latest = asyncio.ensure_future(search.search("carta"))
        await asyncio.sleep(0)
        hold.set()
        await blocking
        assert (await latest).hits[0].id == "cie"
        with pytest.raises(asyncio.CancelledError):
            await replaced


async def test_the_index_before_is_freed_where_the_next_one_was_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Freed on the loop's thread, 20,000 documents would take the window's frames."""
    freed_on: list[str] = []

    def note(_: LanguageEngines) -> None:
        freed_on.append(threading.current_thread().name.partition("_")[0])

    monkeypatch.setattr(LanguageEngines, "__del__", note, raising=False)
    async with a_search() as search:
        await search.search("tari")
        await search.update(Changes(cards=[a_card("Passaporto")]))
        await search.rebuild(CARDS, (), (), ())
        assert freed_on == ["knowledge-build", "knowledge-build"]


async def test_closing_leaves_no_thread() -> None:
    async with a_search() as search:
        await search.search("tari")
    assert not [t.name for t in threading.enumerate() if t.name.startswith("knowledge-")]


async def test_what_is_counted_is_looked_at_where_the_index_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A first text in another language comes while the loop would go through the languages."""
    looked_on: list[str] = []
    parts = LanguageEngines.parts

    def watched(engines: LanguageEngines, size: int) -> list[Part]:
        looked_on.append(threading.current_thread().name)
        return parts(engines, size)

    monkeypatch.setattr(LanguageEngines, "parts", watched)
    async with a_search() as search:
        assert await search.count({}) == {"it": 5}
    assert [name.partition("_")[0] for name in looked_on] == ["knowledge-search"]


async def test_the_loop_keeps_turning_while_an_index_is_built() -> None:
    many = [
        a_card(f"Servizio {n} di zona {n % 97}", f"parola{n % 3000} testo di prova " * 25)
        for n in range(1_500)
    ]
    search = KnowledgeSearch()
    await search.warm_up()
    turns = 0
    building = asyncio.ensure_future(search.rebuild(many, (), (), ()))
    while not building.done():
        await asyncio.sleep(0.001)
        turns += 1
    await search.close()
    assert turns > 30  # hundreds on an idle computer; a build that hogs allows a handful


def test_numpy_is_loaded_late_and_told_to_use_one_thread() -> None:
    program = (
        "import os, sys; os.environ.pop('OPENBLAS_NUM_THREADS', None);"
        "import console.knowledge.knowledge_search;"
        "print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    )
    shown = ran(sys.executable, "-c", program, check=True)
    assert shown.stdout.split() == ["False", "1"]


async def test_a_closed_search_leaves_no_index_to_whoever_still_holds_it() -> None:
    """Without the collector: what is loaded in bulk is never collected in a console."""
    gc.collect()
    gc.disable()
    try:
        async with a_search() as search:
            assert isinstance(search._engine, LanguageEngines)
            meaning = weakref.ref(search._engine._meaning)
            engines = [weakref.ref(one) for one in search._engine._engines.values()]
        assert engines
        assert {one() for one in (meaning, *engines)} == {None}
        assert not search.ready
    finally:
        gc.enable()
