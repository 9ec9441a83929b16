"""The index follows the replica; the window's thread gets to see only what has changed."""

from functools import partial
from pathlib import Path

from console.knowledge.index_building import Changes
from console.knowledge.knowledge_search import KnowledgeSearch
from console.runtime.change_feed import Topic
from console.usecases.knowledge.refresh_search import RefreshSearch
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.knowledge.search_hit import HitKind
from contract.wire.changes import Kind
from tests.support.seats.seat import open_replica, put_server_row


def a_card(number: int, title: str, version: int = 1, withdrawn: str = "") -> ServiceCard:
    return ServiceCard(
        id=CardId(f"c{number}"),
        title=title,
        say="",
        topic_id=TopicId("t"),
        version=version,
        withdrawn=withdrawn,
    )


class WatchedSearch(KnowledgeSearch):
    """A search that notes which changes reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[Changes] = []

    async def update(self, changes: Changes) -> None:
        self.changes.append(changes)
        await super().update(changes)


async def test_after_the_first_time_only_what_changed_leaves_the_thread_of_the_store(
    tmp_path: Path,
) -> None:
    async with open_replica(tmp_path / "replica.db") as database:

        async def keep(*cards: ServiceCard) -> None:
            for one in cards:
                await database.write(
                    partial(put_server_row, kind=Kind.CARD, value=one, scope=KNOWLEDGE_SCOPE),
                    changes={Topic.KNOWLEDGE},
                )

        search = WatchedSearch()
        refresh = RefreshSearch(database=database, search=search)
        try:
            await keep(a_card(1, "Carta d'identità"), a_card(2, "Mensa"), a_card(3, "Tributi"))
            assert await refresh()
            assert not await refresh()
            await keep(
                a_card(2, "Mensa scolastica", 2), a_card(3, "Tributi", 2, withdrawn="outdated")
            )
            assert await refresh()
            (changes,) = search.changes
            assert [card.id for card in changes.cards] == ["c2"]
            assert changes.removed == [(HitKind.CARD, "c3")]
            assert [hit.id for hit in (await search.search("scolastica")).hits] == ["c2"]
            assert [hit.id for hit in (await search.search("tributi")).hits] == []
        finally:
            await search.close()
