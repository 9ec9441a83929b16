"""Search as you type."""

import asyncio
from collections.abc import Sequence
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from console.model.knowledge.search_hit import SearchAnswer
from console.model.knowledge.today import NO_NEWS, Today, TodayNews
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel
from contract.domain.ids import CardId, FaqId, OfficeId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.knowledge.search_hit import HitKind, SearchHit
from contract.wire.knowledge_today import NewsKind
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NOW, a_card, a_scope

CARDS = tuple(SearchHit(kind=HitKind.CARD, id=f"card-{n}", title=f"Scheda {n}") for n in (1, 2, 3))
OFFICE = SearchHit(kind=HitKind.OFFICE, id="office-1", title="Ufficio")
FAQ = SearchHit(kind=HitKind.FAQ, id="faq-1", title="Domanda", card_id="card-2")


def ranked(*hits: SearchHit) -> tuple[SearchHit, ...]:
    """Return the hits as a search finds them that has reasons for their order."""
    return tuple(msgspec.structs.replace(hit, score=0.5**place) for place, hit in enumerate(hits))


class Library:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, tuple[SearchHit, ...]] = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.suggestion = ""
        self.most: tuple[SearchHit, ...] = CARDS[:1]
        self.told = NO_NEWS
        self.asked_today = 0

    async def search(self, text: str) -> SearchAnswer:
        self.asked.append(text)
        await self.gate.wait()
        hits = self.answers.get(text, CARDS)
        return SearchAnswer(query=text, hits=hits, suggestion=self.suggestion)

    async def most_asked(self) -> tuple[SearchHit, ...]:
        return self.most

    async def today(self) -> Today:
        self.asked_today += 1
        told = self.told
        await self.gate.wait()
        return told

    async def card(self, card_id: CardId) -> ServiceCard | None:
        if card_id == "card-gone":
            return msgspec.structs.replace(a_card(card_id), withdrawn="Errata")
        return a_card(card_id) if card_id.startswith("card") else None

    async def offices(self, office_ids: Sequence[OfficeId]) -> tuple[Office, ...]:
        return tuple(Office(id=one, name="Ufficio") for one in office_ids if one == "office-1")

    async def card_at(self, office_id: OfficeId) -> ServiceCard | None:
        return a_card(CardId("card-1")) if office_id == "office-1" else None

    async def faqs_of(self, card_id: CardId) -> tuple[Faq, ...]:
        return (Faq(id=FaqId("faq-1"), card_id=card_id, question="?", answer="!"),)


@asynccontextmanager
async def a_library(read_after_s: float = 0.03) -> Any:
    async with a_scope() as scope:
        library = Library()
        model = KnowledgeViewModel(reader=library, scope=scope, read_after_s=read_after_s)
        yield model, library


async def test_each_key_searches_and_the_first_hit_is_previewed() -> None:
    async with a_library() as (model, _):
        model.type_query("anag")
        await until(lambda: model.preview is not None)
        assert model.answer.hits == CARDS
        assert model.selected == 0
        assert model.preview.card.id == "card-1"
        assert model.preview.faqs[0].id == "faq-1"


async def test_letters_typed_during_a_search_cost_one_more_search_only() -> None:
    async with a_library() as (model, library):
        library.gate.clear()
        for text in ("a", "an", "ana", "anag"):
            model.type_query(text)
            await asyncio.sleep(0)
        library.gate.set()
        await until(lambda: model.answer.query == "anag")
        assert library.asked == ["a", "anag"]


async def test_arrows_change_the_preview_and_stop_at_the_ends() -> None:
    async with a_library() as (model, _):
        model.type_query("anag")
        await until(lambda: model.preview is not None)
        model.step(2)
        await until(lambda: model.preview.card.id == "card-3")
        model.step(5)
        assert model.selected == 2
        model.select(9)
        assert model.selected == 2
        model.step(-9)
        await until(lambda: model.preview.card.id == "card-1")


async def test_a_card_published_meanwhile_leaves_the_selection_on_its_hit() -> None:
    """Nothing moves under her hands: she may be reading it out, or about to press Enter."""
    async with a_library() as (model, library):
        model.type_query("anag")
        await until(lambda: model.preview is not None)
        model.step(2)
        await until(lambda: model.preview.card.id == "card-3")
        library.answers["anag"] = (OFFICE, *CARDS)
        model.refresh()
        await until(lambda: model.answer.hits == (OFFICE, *CARDS))
        await model.card_in_use()
        assert (model.selected, model.preview.card.id) == (3, "card-3")
        library.answers["anag"] = CARDS[:2]
        model.refresh()
        await until(lambda: model.answer.hits == CARDS[:2])
        assert model.selected == 0, "it is gone"


async def test_a_card_published_while_an_answer_is_on_its_way_is_searched_for() -> None:
    async with a_library() as (model, library):
        library.gate.clear()
        model.type_query("anag")
        await until(lambda: library.asked == ["anag"])
        model.refresh()
        library.gate.set()
        await model.card_in_use()
        assert library.asked == ["anag", "anag"]


async def test_the_index_that_is_ready_late_leaves_the_selection_in_the_first_list() -> None:
    async with a_library() as (model, library):
        library.most = CARDS
        model.refresh()
        await until(lambda: model.preview is not None)
        model.step(1)
        model.refresh()
        await model.card_in_use()
        assert (model.selected, model.preview.card.id) == (1, "card-2")
        model.clear()
        await model.card_in_use()
        assert (model.selected, model.preview.card.id) == (0, "card-1"), "for the next contact"


async def test_an_empty_box_shows_what_is_asked_most_and_counts_as_no_answer() -> None:
    async with a_library() as (model, _):
        read: list[ServiceCard] = []
        model.card_read.connect(read.append)
        model.refresh()
        await until(lambda: model.preview is not None)
        assert model.is_most_asked
        assert await model.card_in_use() is None
        assert read == []


async def test_what_answers_a_case_is_offered_and_shown_before_anything_is_typed() -> None:
    async with a_library() as (model, library):
        news = TodayNews(hit=CARDS[1], what=NewsKind.CHANGED, at=NOW)
        library.told, library.most = Today(news=(news,)), CARDS[:1]
        library.answers["TARI pagata due volte"] = (CARDS[1], CARDS[2], OFFICE)
        model.suggest_for("TARI pagata due volte")
        assert library.asked == [], "there is no index yet"
        model.refresh()
        await until(lambda: model.suggested == 2, what="what answers it, but what is new")
        assert model.answer.hits == (CARDS[1], CARDS[2], OFFICE, CARDS[0])
        await until(lambda: model.preview is not None)
        assert model.preview.card.id == "card-3"
        assert await model.card_in_use() is None, "nobody has searched"
        model.type_query("anag")
        await until(lambda: model.answer.query == "anag")
        model.suggest_for("")
        model.type_query("")
        await until(lambda: model.is_most_asked)
        assert model.answer.hits == (CARDS[1], CARDS[0]), "the case has gone"


async def test_another_case_shows_its_own_card_but_not_while_something_is_typed() -> None:
    async with a_library() as (model, library):
        library.answers |= {"TARI": CARDS[1:2], "IMU": CARDS[2:3]}
        model.refresh()
        for about, card_id in (("TARI", "card-2"), ("IMU", "card-3")):
            model.suggest_for(about)
            await until(lambda: model.preview and model.preview.card.id == card_id)  # noqa: B023
        model.type_query("anag")
        await until(lambda: model.answer.query == "anag")
        library.asked.clear()
        model.suggest_for("TARI")
        assert await model.card_in_use() is not None
        assert library.asked == []


async def test_what_is_asked_most_keeps_its_places_while_it_is_on_the_screen() -> None:
    async with a_library() as (model, library):
        library.most = CARDS[:2]
        model.refresh()
        await until(lambda: model.preview is not None)
        library.most = (CARDS[2], CARDS[1], CARDS[0])
        model.refresh()
        await until(lambda: len(model.answer.hits) == 3)
        assert model.answer.hits == CARDS[:3]


async def test_a_card_shown_long_enough_counts_as_read() -> None:
    async with a_library() as (model, _):
        read: list[str] = []
        model.card_read.connect(lambda card: read.append(card.id))
        model.type_query("anag")
        await until(lambda: read == ["card-1"])


async def test_a_card_passed_over_does_not_count_as_read() -> None:
    async with a_library(read_after_s=0.2) as (model, _):
        read: list[str] = []
        model.card_read.connect(lambda card: read.append(card.id))
        model.type_query("anag")
        await until(lambda: model.preview is not None)
        model.step(1)
        await until(lambda: read)
        assert read == ["card-2"]


async def test_the_card_in_use_waits_for_the_last_letter() -> None:
    async with a_library() as (model, library):
        library.answers["anagrafe"] = CARDS[2:]
        model.type_query("anag")
        model.type_query("anagrafe")
        card = await model.card_in_use()
        assert card is not None
        assert card.id == "card-3"


async def test_using_a_hit_by_number_tells_its_card() -> None:
    async with a_library() as (model, _):
        used: list[str] = []
        model.card_used.connect(lambda card: used.append(card.id))
        model.type_query("anag")
        await until(lambda: model.preview is not None)
        model.use(1)
        await until(lambda: used == ["card-2"])
        model.use()
        await until(lambda: used == ["card-2", "card-2"])


async def test_a_number_pressed_before_the_last_letter_is_searched_is_that_of_its_answer() -> None:
    """Else the first card of the new list would be taken, which nobody has chosen."""
    async with a_library() as (model, library):
        library.answers["anagrafe"] = ranked(CARDS[2], CARDS[0], CARDS[1])
        used: list[str] = []
        model.card_used.connect(lambda card: used.append(card.id))
        model.type_query("anag")
        await until(lambda: model.preview is not None)
        library.gate.clear()
        model.type_query("anagrafe")
        model.use(1)
        library.gate.set()
        await until(lambda: used)
        assert used == ["card-1"]
        assert model.selected == 1


async def test_a_number_beyond_the_answer_of_the_last_letter_takes_nothing() -> None:
    async with a_library() as (model, library):
        library.answers["anagrafe"] = CARDS[:1]
        used: list[str] = []
        model.card_used.connect(lambda card: used.append(card.id))
        model.type_query("anag")
        await until(lambda: model.preview is not None)
        library.gate.clear()
        model.type_query("anagrafe")
        model.use(2)
        library.gate.set()
        await until(lambda: model.answer.query == "anagrafe")
        await model.card_in_use()
        model.use(0)
        await until(lambda: used)
        assert used == ["card-1"]


async def test_enter_before_the_last_letter_is_searched_takes_the_best_of_its_answer() -> None:
    async with a_library() as (model, library):
        library.answers["anagrafe"] = ranked(CARDS[2], CARDS[0])
        used: list[str] = []
        model.card_used.connect(lambda card: used.append(card.id))
        model.type_query("anag")
        await until(lambda: model.preview is not None)
        model.step(1)
        library.gate.clear()
        model.type_query("anagrafe")
        model.use(model.selected)
        library.gate.set()
        await until(lambda: used)
        assert used == ["card-3"]


async def test_an_office_or_a_question_is_previewed_too() -> None:
    async with a_library() as (model, library):
        library.answers["uff"] = (OFFICE, FAQ)
        model.type_query("uff")
        await until(lambda: model.preview is not None)
        assert model.preview.card is None
        assert model.preview.offices[0].id == "office-1"
        answering = await model.card_in_use()
        assert answering is not None
        assert answering.id == "card-1"
        model.step(1)
        await until(lambda: model.preview.card is not None)
        assert model.preview.card.id == "card-2"  # type: ignore[attr-defined]  # it changed meanwhile


async def test_a_hit_whose_card_is_gone_leaves_the_preview_empty() -> None:
    async with a_library() as (model, library):
        library.answers["x"] = (SearchHit(kind=HitKind.CARD, id="gone", title="x"),)
        model.type_query("x")
        await until(lambda: model.selected == 0)
        assert await model.card_in_use() is None
        assert model.preview is None


async def test_nothing_found_can_be_searched_again_as_suggested() -> None:
    async with a_library() as (model, library):
        library.answers["tarri"] = ()
        library.suggestion = "tari"
        model.type_query("tarri")
        await until(lambda: model.answer.query == "tarri")
        assert model.selected == -1
        model.type_query(model.answer.suggestion)
        await until(lambda: model.answer.query == "tari")


async def test_a_new_contact_starts_with_an_empty_search() -> None:
    async with a_library() as (model, _):
        model.type_query("anag")
        await until(lambda: model.answer.query == "anag")
        model.clear()
        await until(lambda: model.is_most_asked)
        assert model.text == ""


async def test_a_new_contact_begins_at_the_first_of_what_is_asked_most() -> None:
    async with a_library() as (model, library):
        library.most = CARDS
        await shown(model)
        model.step(2)
        model.clear()
        await until(lambda: model.selected == 0)


async def test_an_office_answers_with_the_service_given_there_and_with_itself_alone() -> None:
    async with a_library(read_after_s=0.01) as (model, library):
        used: list[ServiceCard] = []
        model.card_used.connect(used.append)
        library.answers["ufficio"] = (OFFICE,)
        model.type_query("ufficio")
        await until(lambda: model.preview is not None)
        model.use(0)
        await until(lambda: used)
        assert used[0].id == "card-1"
        assert used[0].office_ids == ("office-1",)
        assert model.preview.card is None


NEWS = TodayNews(hit=CARDS[1], what=NewsKind.CHANGED, at=NOW, why="Scadenza nuova")


async def shown(model: KnowledgeViewModel) -> None:
    model.refresh()
    await until(lambda: model.preview is not None)


def ids(model: KnowledgeViewModel) -> list[str]:
    return [hit.id for hit in model.answer.hits]


async def test_what_is_new_stands_before_what_is_asked_most_and_nothing_twice() -> None:
    async with a_library() as (model, library):
        library.most = CARDS
        library.told = Today(at=NOW, news=(NEWS,))
        await shown(model)
        assert ids(model) == ["card-2", "card-1", "card-3"]
        assert model.preview.card.id == "card-2"


async def test_news_that_come_later_leave_the_selection_on_its_card() -> None:
    async with a_library() as (model, library):
        library.most = CARDS
        await shown(model)
        model.step(2)
        await until(lambda: model.preview.card.id == "card-3")
        library.told = Today(at=NOW, news=(NEWS,))
        shown_again: list[int] = []
        model.answer_changed.connect(lambda: shown_again.append(model.selected))
        model.refresh_today()
        await until(lambda: shown_again)
        library.most = (CARDS[2],)
        model.refresh_today()
        await until(lambda: ids(model) == ["card-2", "card-3"])
        assert shown_again == [2, 1]
        assert model.preview.card.id == "card-3"


async def test_what_comes_again_as_it_was_changes_nothing() -> None:
    async with a_library() as (model, library):
        await shown(model)
        asked, changed = library.asked_today, []
        model.answer_changed.connect(lambda: changed.append(1))
        model.refresh_today()
        await until(lambda: library.asked_today > asked)
        await model.card_in_use()
        assert changed == []


async def test_news_wait_while_she_searches_and_are_there_when_the_box_is_empty_again() -> None:
    async with a_library() as (model, library):
        await shown(model)
        model.type_query("anag")
        await until(lambda: model.answer.query == "anag")
        model.step(1)
        library.told = Today(at=NOW, news=(NEWS,))
        model.refresh_today()
        await model.card_in_use()
        assert (library.asked, model.selected) == (["anag"], 1)
        model.type_query("")
        await until(lambda: model.is_most_asked)
        assert ids(model) == ["card-2", "card-1"]


async def test_news_told_while_the_first_list_is_on_its_way_are_not_lost() -> None:
    async with a_library() as (model, library):
        library.gate.clear()
        model.refresh()
        await until(lambda: library.asked_today == 1)
        library.told = Today(at=NOW, news=(NEWS,))
        model.refresh_today()
        library.gate.set()
        await until(lambda: ids(model) == ["card-2", "card-1"])


async def test_what_was_withdrawn_can_be_read_but_never_answered_with() -> None:
    async with a_library() as (model, library):
        gone = SearchHit(kind=HitKind.CARD, id="card-gone", title="Ritirata")
        library.told = Today(at=NOW, news=(TodayNews(hit=gone, what=NewsKind.WITHDRAWN, at=NOW),))
        used: list[ServiceCard] = []
        model.card_used.connect(used.append)
        await shown(model)
        assert model.preview.card.withdrawn
        model.use(0)
        model.use(1)
        await until(lambda: used)
        assert [card.id for card in used] == ["card-1"]


async def test_a_result_keeps_its_place_while_another_is_hardly_better() -> None:
    async with a_library() as (model, library):
        library.answers["tari d"] = ranked(CARDS[0], CARDS[1])
        one, other = ranked(CARDS[0], CARDS[1])
        library.answers["tari doppia"] = (msgspec.structs.replace(other, score=1.05), one)
        model.type_query("tari d")
        await until(lambda: model.answer.query == "tari d")
        model.type_query("tari doppia")
        await until(lambda: model.answer.query == "tari doppia")
        assert [hit.id for hit in model.answer.hits] == ["card-1", "card-2"]


async def test_it_is_loading_until_the_first_index_is_there() -> None:
    async with a_library() as (model, _):
        assert model.is_loading
        model.clear()
        assert model.is_loading, "a contact that opens before it brings no index"
        model.refresh()
        assert not model.is_loading
