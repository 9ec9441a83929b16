"""Filters of a search and the words behind an @ are the same thing, in both directions."""

import asyncio
from collections.abc import AsyncIterator

from console.model.knowledge.search_facets import FacetValue
from console.model.knowledge.search_wish import Facet, SearchWish
from console.viewmodels.knowledge.search_filters import SearchFiltersViewModel
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import HandClock, a_scope

OPEN = FacetValue(facet=Facet.OPEN, wish=SearchWish(only_open=True), name="Aperti adesso")
EIGHTH = FacetValue(facet=Facet.MUNICIPIO, wish=SearchWish(municipio=8), name="Municipio 8")
NINTH = FacetValue(facet=Facet.MUNICIPIO, wish=SearchWish(municipio=9), name="Municipio 9")
EUR = FacetValue(facet=Facet.OFFICE, wish=SearchWish(office="anagrafe-eur"), name="Anagrafe Eur")
ENGLISH = FacetValue(facet=Facet.LANGUAGE, wish=SearchWish(language="en"), name="Inglese")
ALL = (OPEN, EIGHTH, NINTH, EUR, ENGLISH)


class Box:
    """A search box: what the filters want in it stands in it, the cursor at the end."""

    def __init__(self, model: SearchFiltersViewModel, clock: HandClock) -> None:
        self.model = model
        self.clock = clock
        self.asked = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.text = ""

    def put(self, text: str) -> None:
        self.text = text
        self.model.look(text, len(text))

    async def typed(self, text: str) -> None:
        self.put(text)
        await until(lambda: self.model.is_open)


@async_fixture
async def box() -> AsyncIterator[Box]:
    async with a_scope() as scope:
        clock = HandClock()

        async def facets() -> tuple[FacetValue, ...]:
            box.asked += 1
            await box.gate.wait()
            return ALL

        box = Box(SearchFiltersViewModel(facets=facets, scope=scope, monotonic_s=clock), clock)
        yield box


async def test_an_at_sign_offers_all_there_is(box: Box) -> None:
    await box.typed("residenza @")
    assert box.model.options == ALL


async def test_letters_narrow_the_offer_by_the_word_or_by_the_name(box: Box) -> None:
    await box.typed("@m")
    assert box.model.options == (EIGHTH, NINTH)
    await box.typed("@9")
    assert box.model.options == (NINTH,)
    await box.typed("@ingl")
    assert box.model.options == (ENGLISH,)
    await box.typed("@uff-an")
    assert box.model.options == (EUR,)
    box.put("@zz")
    assert not box.model.is_open


async def test_letters_that_wish_nothing_and_are_offered_nothing_change_nothing(box: Box) -> None:
    told: list[str] = []
    box.model.changed.connect(lambda: told.append(box.text))
    for text in ("r", "re", "res @", "res @9", "res @9 ", "res @9 o"):
        box.put(text)
        await asyncio.sleep(0)
    assert told[-1] == "res @9 "
    assert not {"r", "re", "res @9 o"} & set(told)


async def test_what_is_taken_stands_in_the_box_and_is_wished(box: Box) -> None:
    await box.typed("residenza @9")
    box.put(box.model.taken(NINTH))
    assert box.text == "residenza @m9 "
    assert box.model.wish == NINTH.wish
    assert not box.model.is_open, "the next letters are words again"


async def test_a_word_typed_by_hand_is_the_same_filter(box: Box) -> None:
    told: list[SearchWish] = []
    box.model.wish_changed.connect(lambda: told.append(box.model.wish))
    for text in ("t @m", "t @m8", "t @m8 ", "t @m8 x"):
        box.put(text)
    assert told == [EIGHTH.wish]
    assert box.model.has(EIGHTH)
    assert not box.model.has(NINTH)


async def test_what_is_on_comes_first_and_taking_it_again_drops_it(box: Box) -> None:
    await box.typed("residenza @m8 @")
    assert box.model.options[0] == EIGHTH
    box.put(box.model.taken(EIGHTH))
    assert (box.text, box.model.wish) == ("residenza ", SearchWish())


async def test_one_or_all_filters_are_dropped_and_the_words_stay(box: Box) -> None:
    box.put("residenza @m8 @aperti ")
    assert box.model.dropped(Facet.OPEN) == "residenza @m8 "
    assert box.model.dropped() == "residenza "


async def test_a_chip_asks_for_its_own_kind_only(box: Box) -> None:
    await box.typed("residenza @")
    box.model.close()
    assert not box.model.is_open
    box.put(box.model.asking(Facet.OFFICE))
    assert (box.text, box.model.options) == ("residenza @", (EUR,))


async def test_a_chip_leaves_the_filter_typed_just_before_in_force(box: Box) -> None:
    await box.typed("residenza @m8")
    assert box.model.opened() == "residenza @m8 @aperti "
    assert box.model.asking(Facet.OFFICE) == "residenza @m8 @"


async def test_what_there_is_is_asked_once_a_minute_and_nobody_waits_for_it(box: Box) -> None:
    box.gate.clear()
    box.put("tari @m8")
    assert box.model.wish == EIGHTH.wish, "a filter typed in full works at once"
    assert not box.model.is_open
    box.gate.set()
    await until(lambda: box.model.is_open)
    asked = box.asked
    box.put("tari @m")
    assert box.asked == asked
    box.clock.turn(61)
    await box.typed("tari @")
    await until(lambda: box.asked == asked + 1)


async def test_the_chip_of_an_office_bears_its_name(box: Box) -> None:
    box.put("@uff-anagrafe-eur ")
    assert box.model.value_of(Facet.OFFICE).name == "anagrafe-eur"
    await box.typed("@uff-anagrafe-eur @")
    assert box.model.value_of(Facet.OFFICE).name == "Anagrafe Eur"
