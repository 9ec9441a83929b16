"""What is read and found is counted, and told as numbers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from console.model.knowledge.search_hit import SearchAnswer
from console.runtime.task_scope import TaskScope
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel
from console.viewmodels.knowledge.knowledge_use import KnowledgeUseViewModel
from contract.domain.ids import CardId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.knowledge.search_hit import HitKind, SearchHit
from contract.wire.commands import CountUse, EntryUse
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NoKnowledge

CARD = ServiceCard(id=CardId("c1"), title="TARI", topic_id=TopicId("t"), say="Si paga.")
HIT = SearchHit(kind=HitKind.CARD, id="c1", title="TARI")


class Desk(NoKnowledge):
    """A search that finds "tari" and nothing else."""

    def __init__(self, scope: TaskScope) -> None:
        self.told: list[CountUse] = []
        self.knowledge = KnowledgeViewModel(reader=self, scope=scope, read_after_s=0.0)
        self.use = KnowledgeUseViewModel(
            knowledge=self.knowledge,
            tell=self._tell,
            scope=scope,
            tell_every_s=3600.0,
        )

    async def answered(self, text: str) -> None:
        self.knowledge.type_query(text)
        await until(lambda: self.knowledge.answer.query == text)

    async def search(self, text: str) -> SearchAnswer:
        if text == "tari":
            return SearchAnswer(query=text, hits=(HIT,), stems=("tari",))
        stems = tuple(word[:5] for word in text.split() if word != "rossi")
        return SearchAnswer(query=text, hits=(), stems=stems)

    async def card(self, card_id: CardId) -> ServiceCard | None:
        return CARD

    async def _tell(self, use: CountUse) -> None:
        self.told.append(use)


@asynccontextmanager
async def a_desk() -> AsyncIterator[Desk]:
    crashes: list[BaseException] = []
    scope = TaskScope(on_crash=lambda _, error: crashes.append(error))
    try:
        yield Desk(scope)
    finally:
        await scope.close()
    assert crashes == []


async def told_when(desk: Desk, ask: Callable[[], Awaitable[None]]) -> CountUse:
    """Tell again and again until there is something to tell."""
    while not desk.told:
        await ask()
        await asyncio.sleep(0)
    return desk.told.pop()


async def test_a_card_that_was_read_is_counted_as_read_and_found() -> None:
    async with a_desk() as desk:
        await desk.answered("tari")
        use = await told_when(desk, desk.use.tell)
        assert use.entries == (EntryUse(entry_kind="card", entry_id="c1", read=1, found=1),)
        await desk.use.tell()
        assert desk.told == [], "what was told is not told again"
