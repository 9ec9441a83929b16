"""What led to a card in a contact is told when it is closed, without a word that was typed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import msgspec
from PySide6.QtCore import QObject, Signal

from console.model.contact.contact_draft import ContactDraft
from console.model.knowledge.search_hit import SearchAnswer
from console.runtime.task_scope import TaskScope
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel
from console.viewmodels.knowledge.search_log import SearchLogViewModel, with_links
from contract.domain.ids import CardId, ContactId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.knowledge.search_hit import HitKind, SearchHit
from contract.wire.commands import TellSearches, ToldSearch
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NoKnowledge

NEVER_S = 3600.0


def a_hit(card_id: str) -> SearchHit:
    return SearchHit(kind=HitKind.CARD, id=card_id, title=card_id)


class Contacts(QObject):
    """The contacts of an operator, as far as the log looks at them."""

    closed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.draft: ContactDraft | None = None
        self.closing = SimpleNamespace(last_closed=None)

    def open(self, name: str) -> None:
        self.draft = ContactDraft(contact_id=ContactId(name))

    def close(self, *card_ids: str) -> None:
        assert self.draft is not None
        ids = tuple(map(CardId, card_ids))
        closed = self.closing.last_closed = msgspec.structs.replace(self.draft, card_ids=ids)
        self.draft = None
        self.closed.emit(closed.contact_id)


class Desk(NoKnowledge):
    """Every word finds the card of that name."""

    def __init__(self, scope: TaskScope, settled_after_s: float, opened_after_s: float) -> None:
        self.told: list[TellSearches] = []
        self.now_s = 0.0
        self.contacts = Contacts()
        self.knowledge = KnowledgeViewModel(reader=self, scope=scope, read_after_s=NEVER_S)
        self.log = SearchLogViewModel(
            knowledge=self.knowledge,
            editor=self.contacts,
            tell=self._tell,
            scope=scope,
            monotonic_s=lambda: self.now_s,
        )
        self.log.settled_after_s = settled_after_s
        self.log.opened_after_s = opened_after_s

    async def searched(self, text: str) -> None:
        """Type, and wait until it counts as a search."""
        before = len(self.log.searches)
        await self.typed(text)
        await until(lambda: len(self.log.searches) > before)

    async def typed(self, text: str) -> None:
        self.knowledge.type_query(text)
        await until(lambda: self.knowledge.answer.query == text and self.knowledge.preview)

    async def closed(self, *card_ids: str) -> tuple[ToldSearch, ...]:
        self.contacts.close(*card_ids)
        await until(lambda: bool(self.told))
        return self.told.pop().searches

    async def search(self, text: str) -> SearchAnswer:
        words = text.split()
        return SearchAnswer(
            query=text,
            hits=tuple(map(a_hit, words)),
            language="it",
            stems=tuple(word[:4] for word in words if word != "rossi"),
            rare=tuple(word[:4] for word in words if word == "rossi"),
        )

    async def card(self, card_id: CardId) -> ServiceCard | None:
        return ServiceCard(id=card_id, title=card_id, topic_id=TopicId("t"), say="")

    async def _tell(self, told: TellSearches) -> None:
        self.told.append(told)


@asynccontextmanager
async def a_desk(
    settled_after_s: float = 0.0, opened_after_s: float = NEVER_S
) -> AsyncIterator[Desk]:
    crashes: list[BaseException] = []
    scope = TaskScope(on_crash=lambda _, error: crashes.append(error))
    try:
        yield Desk(scope, settled_after_s, opened_after_s)
    finally:
        await scope.close()
    assert crashes == []


desk = async_fixture(a_desk)


async def test_the_search_that_showed_the_card_is_told_with_it(desk: Desk) -> None:
    desk.contacts.open("c1")
    await desk.searched("spazzatura")
    desk.now_s = 59.0
    await desk.searched("tari rossi")
    desk.now_s = 200.0
    await desk.searched("nido")
    first, second, third = await desk.closed("tari")
    assert (first.stems, first.linked_ids, first.is_reformulation) == (("spaz",), (), False)
    assert second == ToldSearch(
        language="it",
        stems=("tari",),
        rare=("ross",),
        shown_ids=(CardId("tari"), CardId("rossi")),
        linked_ids=(CardId("tari"),),
        is_reformulation=True,
    )
    assert not third.is_reformulation, "more than a minute later it is another question"


async def test_a_search_on_its_way_is_none_until_a_card_is_chosen() -> None:
    async with a_desk(settled_after_s=NEVER_S) as desk:
        desk.contacts.open("c1")
        await desk.typed("ta")
        await desk.typed("tari")
        assert desk.log.searches == ()
        desk.knowledge.use()
        await until(lambda: bool(desk.log.searches))
        (told,) = await desk.closed("tari")
        assert (told.stems, told.linked_ids) == (("tari",), ("tari",))


async def test_a_card_long_on_screen_was_opened() -> None:
    async with a_desk(settled_after_s=NEVER_S, opened_after_s=0.0) as desk:
        desk.contacts.open("c1")
        await desk.typed("tari")
        await until(lambda: bool(desk.log.searches) and bool(desk.log.searches[-1].opened_id))
        (told,) = await desk.closed()
        assert (told.opened_id, told.linked_ids) == ("tari", ())


async def test_searches_without_a_contact_and_of_another_one_are_not_told(desk: Desk) -> None:
    await desk.typed("tari")
    for _ in range(20):  # turns of the loop, more than the search needs to settle
        await asyncio.sleep(0)
    assert desk.log.searches == ()
    desk.contacts.open("c1")
    await desk.searched("nido")
    desk.contacts.open("c2")  # the first was put aside
    await desk.typed("mensa")
    await until(lambda: desk.log.searches[-1].stems == ("mens",))
    told = await desk.closed("mensa")
    assert [one.stems for one in told] == [("mens",)]


async def test_the_same_words_again_are_one_search(desk: Desk) -> None:
    desk.contacts.open("c1")
    await desk.searched("tari nido")
    await desk.typed("nido tari")
    await until(lambda: desk.log.searches[0].shown_ids == ("nido", "tari"))
    assert len(desk.log.searches) == 1


def test_a_card_counts_for_the_last_search_that_showed_it() -> None:
    first = ToldSearch(language="it", stems=("a",), shown_ids=(CardId("x"), CardId("y")))
    last = ToldSearch(language="it", stems=("b",), shown_ids=(CardId("y"),))
    told = with_links([first, last], (CardId("y"), CardId("x"), CardId("elsewhere")))
    assert [one.linked_ids for one in told] == [("x",), ("y",)]
