"""Puts on disk what is typed in panels; handed over or emptied, it goes from there."""

from collections.abc import Mapping

from console.runtime.change_feed import Topic
from console.store.local_database import LocalDatabase
from console.store.panel_words_record import save_panel_words
from console.work.panel_words import Words


class KeepPanelWords:
    def __init__(self, *, database: LocalDatabase) -> None:
        self._database = database

    async def __call__(self, typed: Mapping[str, Words]) -> Mapping[str, Words]:
        """Return what lies on disk, by place. Raise LocalStoreBroken."""
        await self._database.write(
            lambda connection: save_panel_words(connection, typed),
            changes=frozenset({Topic.DRAFTS}),
        )
        return typed
