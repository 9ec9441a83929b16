"""The index follows the replica; the window's thread gets to see only what has changed."""

from functools import partial
from pathlib import Path

from console.knowledge.knowledge_search import KnowledgeSearch
from console.runtime.change_feed import Topic
from console.usecases.knowledge import refresh_search
from console.usecases.knowledge.refresh_search import RefreshSearch
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
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

        search = KnowledgeSearch()
        refresh = RefreshSearch(database=database, search=search)
        try:
            await keep(a_card(1, "Carta d'identità"), a_card(2, "Mensa"), a_card(3, "Tributi"))
            assert await refresh()
            assert not await refresh()
            await keep(
                a_card(2, "Mensa scolastica", 2), a_card(3, "Tributi", 2, withdrawn="outdated")
            )
            read = partial(refresh_search._read, before=refresh._known)
            reading = await database.read(read)
            assert (reading.rows, reading.is_changed) == ([], True)
            assert [[one.id for one in part] for part in reading.changed] == [["c2"], [], [], []]
            assert reading.gone == [["c3"], [], [], []]
            assert await refresh()
            assert [hit.id for hit in (await search.search("scolastica")).hits] == ["c2"]
            assert [hit.id for hit in (await search.search("tributi")).hits] == []
        finally:
            await search.close()
