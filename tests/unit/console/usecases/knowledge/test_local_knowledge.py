"""The operator narrows a search by words behind an @: open now, a municipio, a language."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.knowledge.knowledge_search import KnowledgeSearch
from console.model.knowledge.search_hit import SearchAnswer
from console.model.knowledge.search_wish import Facet, SearchWish, word_of
from console.runtime.change_feed import ChangeFeed
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_rows import put_row
from console.usecases.knowledge.local_knowledge import ListFacets, LocalKnowledge
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, FaqId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.opening_times.opening_times import OpeningTimes, WeeklyBand
from contract.wire.changes import Kind
from contract.wire.decoding import encode

MONDAY_AT_TEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10:00 in Rome
MORNING = OpeningTimes(weekly=(WeeklyBand(0, 480, 720),))
AFTERNOON = OpeningTimes(weekly=(WeeklyBand(0, 840, 1020),))
OFFICES = (
    Office(id=OfficeId("dip"), name="Dipartimento Anagrafe"),
    Office(id=OfficeId("m8"), name="Anagrafe Ostiense", municipio="VIII", desk_times=MORNING),
    Office(
        id=OfficeId("m9"),
        name="Anagrafe Eur",
        municipio="Municipio IX",
        desk_times=AFTERNOON,
        parent_id=OfficeId("dip"),
    ),
)
CARDS = (
    ServiceCard(
        id=CardId("res"),
        title="Cambio di residenza",
        topic_id=TopicId("t"),
        say="",
        office_ids=(OfficeId("m8"),),
    ),
    ServiceCard(
        id=CardId("aire"),
        title="Residenza all'estero",
        topic_id=TopicId("t"),
        say="",
        office_ids=(OfficeId("m9"),),
    ),
    ServiceCard(id=CardId("en"), title="Residence", topic_id=TopicId("t"), say="", language="en"),
)
FAQS = (
    Faq(
        id=FaqId("two"),
        card_id=CardId("res"),
        other_card_ids=(CardId("aire"),),
        question="Serve la marca da bollo?",
        answer="No.",
    ),
)


@asynccontextmanager
async def a_seat(tmp_path: Path) -> AsyncIterator["Seat"]:
    database = LocalDatabase(tmp_path / "replica.db", "0" * 64, ChangeFeed())
    await database.open()

    def fill(connection: Connection) -> None:
        for office in OFFICES:
            body = encode(office).decode()
            put_row(connection, KNOWLEDGE_SCOPE, Kind.OFFICE, office.id, 1, body)

    await database.write(fill, changes=frozenset())
    search = KnowledgeSearch()
    try:
        await search.rebuild(CARDS, OFFICES, FAQS, ())
        yield Seat(
            knowledge=LocalKnowledge(database=database, search=search, clock=lambda: MONDAY_AT_TEN),
            facets=ListFacets(database=database, search=search, clock=lambda: MONDAY_AT_TEN),
        )
    finally:
        await search.close()
        await database.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    knowledge: LocalKnowledge
    facets: ListFacets

    async def __call__(self, text: str) -> SearchAnswer:
        return await self.knowledge.search(text)


def ids(answer: SearchAnswer) -> list[str]:
    return sorted(hit.id for hit in answer.hits)


async def test_a_search_keeps_to_what_is_wished(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as search:
        assert ids(await search("residenza @it")) == ["aire", "res"]
        assert ids(await search("residenza @aperti")) == ["res"]
        assert ids(await search("residenza @m9")) == ["aire"]
        assert ids(await search("residenza @m9 @aperti")) == []
        assert ids(await search("anagrafe @aperti")) == ["m8"]
        assert ids(await search("residenc @en")) == ["en"]


async def test_the_answer_tells_what_was_typed_and_wished(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as search:
        answer = await search("residenza @m8 @aperti")
    assert answer.query == "residenza @m8 @aperti"
    assert answer.wish == SearchWish(only_open=True, municipio=8)


async def test_an_office_is_named_by_its_words_and_stands_for_those_below_it(
    tmp_path: Path,
) -> None:
    async with a_seat(tmp_path) as search:
        assert ids(await search("residenza @uff-anagrafe-eur")) == ["aire"]
        assert ids(await search("residenza @uff-dipartimento-anagrafe")) == ["aire"]
        assert ids(await search("residenza @uff-anagr")) == ["aire", "res"]
        assert ids(await search("residenza @uff-catasto")) == []


async def test_a_question_counts_at_the_offices_of_all_its_cards(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as search:
        assert "two" in ids(await search("marca da bollo @m8"))
        assert "two" in ids(await search("marca da bollo @m9"))


async def test_filters_alone_list_what_there_is_offices_first(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as search:
        answer = await search("@m9 ")
        assert [hit.id for hit in answer.hits] == ["m9", "aire", "two"]
        assert [hit.id for hit in (await search("@en ")).hits] == ["en"]


async def test_a_filter_that_leaves_nothing_is_named_and_can_be_dropped(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as search:
        answer = await search("estero @m9 @aperti")
        assert (answer.hits, answer.hindrance) == ((), (Facet.OPEN,))
        assert answer.suggestion == "estero @m9"
        assert answer.stems == (), "its words find something: it is no search in vain"
        answer = await search("estero rossini @m9 @aperti")
        assert answer.hindrance == (Facet.OPEN,)
        assert (answer.stems, answer.rare) == ((), ())
        answer = await search("estero @m8 @aperti @en")
        assert answer.hindrance == (Facet.OPEN, Facet.MUNICIPIO, Facet.LANGUAGE)
        assert answer.suggestion == "estero"


async def test_a_corrected_word_keeps_the_filters(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as search:
        answer = await search("zzqx @m8")
    assert (answer.hits, answer.hindrance, answer.suggestion) == ((), (), "")


async def test_what_there_is_to_filter_by_is_told_with_how_much_is_left(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as search:
        facets = await search.facets()
    told = {(one.facet, one.name or word_of(one.wish, one.facet)): one.count for one in facets}
    assert told == {
        (Facet.OPEN, "@aperti"): 3,
        (Facet.MUNICIPIO, "@m8"): 3,
        (Facet.MUNICIPIO, "@m9"): 3,
        (Facet.OFFICE, "Anagrafe Eur"): 3,
        (Facet.OFFICE, "Anagrafe Ostiense"): 3,
        (Facet.OFFICE, "Dipartimento Anagrafe"): 4,
        (Facet.LANGUAGE, "@it"): 6,
        (Facet.LANGUAGE, "@en"): 1,
    }


async def test_an_office_among_the_results_comes_with_its_hours_of_now(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as search:
        offices = (await search("anagrafe")).offices
        assert offices["m8"].opening.is_open
        assert not offices["m9"].opening.is_open
        assert (await search("residenza")).offices == {}


async def test_asked_for_a_day_of_the_week_it_comes_with_the_hours_of_that_day(
    tmp_path: Path,
) -> None:
    async with a_seat(tmp_path) as search:
        monday = (await search("anagrafe lunedì ")).offices["m9"]
        assert (monday.day, monday.bands) == (MONDAY_AT_TEN.date(), ((840, 1020),))
        saturday = (await search("anagrafe sabato ")).offices["m9"]
        assert (saturday.day, saturday.bands) == (MONDAY_AT_TEN.date() + timedelta(days=5), ())
