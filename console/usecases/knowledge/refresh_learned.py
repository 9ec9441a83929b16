"""Gives the search what the city's searches taught, as the server worked it out."""

import asyncio

from console.knowledge.knowledge_search import KnowledgeSearch
from console.store.knowledge.knowledge_repository import learned_words
from console.store.replica.local_database import LocalDatabase

UNSURE = -1  # a version that no row has


class RefreshLearned:
    """Call it before the first search and whenever such rows came: it tells only what is new.

    Results on screen stay as they are: the next key finds more.
    """

    def __init__(self, *, database: LocalDatabase, search: KnowledgeSearch) -> None:
        self._database = database
        self._search = search
        self._known: dict[str, int] = {}
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self) -> None:
        async with self._one_at_a_time:
            words = await self._database.read(learned_words)
            now = {word.id: word.version for word in words}
            changed = [word for word in words if self._known.get(word.id) != word.version]
            gone = [word_id for word_id in self._known if word_id not in now]
            # Broken off midway, as at a sign-out, the search may have them or not: next time they
            # are told again, or taken back.
            self._known |= dict.fromkeys((word.id for word in changed), UNSURE)
            if changed or gone:
                await self._search.change_learned(changed, gone)
            self._known = now
