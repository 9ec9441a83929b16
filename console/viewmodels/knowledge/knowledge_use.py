"""Counts what is read and found at this seat, and tells it now and then."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject

from console.runtime.task_scope import TaskScope
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from contract.knowledge.search_hit import SearchHit
from contract.wire.commands import CountUse, EntryUse

TELL_EVERY_S = 120.0
MOST_TOLD = 100  # entries in one message


class KnowledgeUseViewModel(QObject):
    def __init__(
        self,
        *,
        knowledge: KnowledgeViewModel,
        tell: Callable[[CountUse], Awaitable[None]],
        scope: TaskScope,
        tell_every_s: float = TELL_EVERY_S,
    ) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._tell = tell
        self._scope = scope
        self._tell_every_s = tell_every_s
        self._read: Counter[str] = Counter()
        self._found: Counter[tuple[EntryKind, str]] = Counter()
        self._is_telling = False
        knowledge.card_read.connect(self._on_read)

    async def tell(self) -> None:
        """Queue the figures of now; nothing counted, nothing told."""
        entries = self._entries()[:MOST_TOLD]
        self._read.clear()
        self._found.clear()
        if entries:
            await self._tell(CountUse(entries=entries))

    def _entries(self) -> tuple[EntryUse, ...]:
        cards = {(EntryKind.CARD, card_id): times for card_id, times in self._read.items()}
        return tuple(
            EntryUse(
                entry_kind=kind,
                entry_id=entry_id,
                read=cards.get((kind, entry_id), 0),
                found=self._found[kind, entry_id],
            )
            for kind, entry_id in sorted({*cards, *self._found})
        )

    def _on_read(self, card: ServiceCard) -> None:
        self._read[card.id] += 1
        answer = self._knowledge.answer
        if answer.query.strip() and answer.hits:
            self._found[_entry(answer.hits[max(0, self._knowledge.selected)])] += 1
        self._tell_later()

    def _tell_later(self) -> None:
        if not self._is_telling:
            self._is_telling = True
            self._scope.start("knowledge.tell-use", self._told_later())

    async def _told_later(self) -> None:
        try:
            await asyncio.sleep(self._tell_every_s)
        finally:
            self._is_telling = False
        await self.tell()


def _entry(hit: SearchHit) -> tuple[EntryKind, str]:
    return EntryKind(hit.kind.value), hit.id
