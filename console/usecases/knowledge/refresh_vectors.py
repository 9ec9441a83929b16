"""Gives the search what texts mean, as the server computed it, and the model to read questions."""

import asyncio
from functools import partial

from console.knowledge.knowledge_search import KnowledgeSearch
from console.store.knowledge.knowledge_repository import vector_versions, vectors_of
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from contract.knowledge.search_hit import HitKind

AT_ONCE = 500
UNSURE = -1  # a version that no row has


class RefreshVectors:
    """Call it after RefreshSearch, and whenever vectors came: it asks only for what is new.

    Results on screen stay as they are: the next key finds more.
    """

    def __init__(self, *, database: LocalDatabase, search: KnowledgeSearch) -> None:
        self._database = database
        self._search = search
        self._known: dict[str, int] = {}
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self) -> None:
        """Bring the vectors up to date. With the first ones the model is loaded."""
        async with self._one_at_a_time:
            if self._search.ready:
                await self._read()

    async def _read(self) -> None:
        now, changed, gone = await self._database.read(partial(_compared, known=self._known))
        for first in range(0, len(changed), AT_ONCE):
            await self._take(changed[first : first + AT_ONCE])
        if gone:
            await self._search.change_vectors((), [key for key in map(_key, gone) if key])
        self._known = now
        if now:
            await self._search.understand()

    async def _take(self, ids: list[str]) -> None:
        # Broken off midway, as at a sign-out, the search may have them or not.
        self._known |= dict.fromkeys(ids, UNSURE)
        await self._search.change_vectors(
            await self._database.read(lambda connection: vectors_of(connection, ids))
        )


def _compared(
    connection: Connection, known: dict[str, int]
) -> tuple[dict[str, int], list[str], list[str]]:
    """Return versions by id, what changed, what is gone: on the store's thread, they are many."""
    now = vector_versions(connection)
    changed = [entry for entry, version in now.items() if known.get(entry) != version]
    return now, changed, [entry for entry in known if entry not in now]


def _key(vector_id: str) -> tuple[HitKind, str] | None:
    """Return whose vector it is."""
    kind, _, entity_id = vector_id.partition(":")
    return (HitKind(kind), entity_id) if kind in HitKind else None
