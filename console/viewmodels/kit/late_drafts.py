"""Drafts that left the screen before the disk took them: tried again beside what goes on."""

import asyncio
from collections.abc import Awaitable, Callable

from console.errors import LocalStoreBroken
from console.runtime.task_scope import TaskScope
from console.viewmodels.kit.draft_saver import RETRY_S


class LateDrafts[Key, Draft]:
    """By what each is about. Until a draft is on disk, what is there of it is older."""

    def __init__(
        self, *, name: str, save: Callable[[Draft], Awaitable[Draft]], scope: TaskScope
    ) -> None:
        self._name = name
        self._save = save
        self._scope = scope
        self._drafts: dict[Key, Draft] = {}
        scope.owe(self)

    @property
    def unsaved(self) -> int:
        return len(self._drafts)

    def keep(self, key: Key, draft: Draft) -> None:
        """Save it as soon as the disk takes it."""
        self._drafts[key] = draft
        self._scope.start(self._name, self._saved_in_the_end(), replaces=True)

    def of(self, key: Key) -> Draft | None:
        """Return the draft that no disk has yet. To be asked before the disk is."""
        return self._drafts.get(key)

    def drop(self, key: Key) -> None:
        """It is on the screen again, and saved from there."""
        self._drafts.pop(key, None)

    async def flush(self) -> None:
        """Save all of them now. Raise LocalStoreBroken, once each was tried."""
        fault: LocalStoreBroken | None = None
        for key, draft in tuple(self._drafts.items()):
            try:
                await self._flush_one(key, draft)
            except LocalStoreBroken as error:
                fault = error
        if fault is not None:
            raise fault

    async def _flush_one(self, key: Key, draft: Draft) -> None:
        if self._drafts.get(key) is draft:
            await self._save(draft)
        if self._drafts.get(key) is draft:
            del self._drafts[key]

    async def _saved_in_the_end(self) -> None:
        while self._drafts:
            try:
                await self.flush()
            except LocalStoreBroken:
                await asyncio.sleep(RETRY_S)
