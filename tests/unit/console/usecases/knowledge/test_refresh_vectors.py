"""Vectors that came with a pull reach the search; the ones that went leave it."""

from collections.abc import Sequence
from pathlib import Path

from console.knowledge.knowledge_search import KnowledgeSearch
from console.runtime.change_feed import ChangeFeed
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_rows import drop_row, put_row
from console.usecases.knowledge import refresh_vectors
from console.usecases.knowledge.refresh_vectors import RefreshVectors
from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.text_vector import TextVector
from contract.knowledge.search_hit import HitKind
from contract.wire.changes import Kind
from contract.wire.decoding import encode


class Listening(KnowledgeSearch):
    """A search that remembers what it was told."""

    def __init__(self, *, is_ready: bool = True) -> None:
        super().__init__()
        self.is_ready = is_ready
        self.told: list[TextVector] = []
        self.gone: list[tuple[HitKind, str]] = []
        self.models_loaded = 0

    @property
    def ready(self) -> bool:
        return self.is_ready

    async def change_vectors(
        self, changed: Sequence[TextVector], removed: Sequence[tuple[HitKind, str]] = ()
    ) -> None:
        self.told += changed
        self.gone += removed

    async def understand(self) -> None:
        self.models_loaded += 1


def a_vector(number: int, version: int = 1) -> TextVector:
    return TextVector(
        id=f"card:{number}", model="m", digest="", numbers=f"v{version}", version=version
    )


async def a_replica(tmp_path: Path, *vectors: TextVector) -> LocalDatabase:
    database = LocalDatabase(tmp_path / "replica.db", "0" * 64, ChangeFeed())
    await database.open()
    await keep(database, *vectors)
    return database


async def keep(database: LocalDatabase, *vectors: TextVector) -> None:
    def write(connection: Connection) -> None:
        for one in vectors:
            body = encode(one).decode()
            put_row(connection, KNOWLEDGE_SCOPE, Kind.VECTOR, one.id, one.version, body)

    await database.write(write, changes=frozenset())


async def test_each_vector_is_told_once_and_again_when_it_changed(tmp_path: Path) -> None:
    database, search = await a_replica(tmp_path, a_vector(1), a_vector(2)), Listening()
    refresh = RefreshVectors(database=database, search=search)
    await refresh()
    await refresh()
    assert sorted(vector.id for vector in search.told) == ["card:1", "card:2"]
    await keep(database, a_vector(2, version=2))
    await database.write(
        lambda c: drop_row(c, KNOWLEDGE_SCOPE, Kind.VECTOR, "card:1"), changes=frozenset()
    )
    await refresh()
    assert [(vector.id, vector.numbers) for vector in search.told[2:]] == [("card:2", "v2")]
    assert search.gone == [(HitKind.CARD, "1")]
    await search.close()
    await database.close()


async def test_many_come_in_portions(tmp_path: Path) -> None:
    count = refresh_vectors.AT_ONCE + 1
    database, search = await a_replica(tmp_path, *map(a_vector, range(count))), Listening()
    await RefreshVectors(database=database, search=search)()
    assert len(search.told) == count
    await search.close()
    await database.close()


async def test_the_model_is_loaded_only_where_there_is_something_to_compare(
    tmp_path: Path,
) -> None:
    database, search = await a_replica(tmp_path), Listening()
    refresh = RefreshVectors(database=database, search=search)
    await refresh()
    assert search.models_loaded == 0
    await keep(database, a_vector(1))
    search.is_ready = False
    await refresh()
    assert search.told == [], "there is no index yet to tell"
    search.is_ready = True
    await refresh()
    assert search.models_loaded == 1
    await search.close()
    await database.close()
