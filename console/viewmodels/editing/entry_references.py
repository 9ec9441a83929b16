"""Names of the offices and cards an entry may refer to, read when an editor needs them."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, TaskScope

type Named = tuple[tuple[str, str], ...]  # id, name


class EntryReferencesViewModel(QObject):
    """Read again after each change, but only once somebody asked: a seat may never edit."""

    changed = Signal()

    def __init__(
        self,
        *,
        load: Callable[[], Awaitable[tuple[Named, Named]]],
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._load = load
        self._is_wanted = False
        self.offices: Named = ()
        self.cards: Named = ()
        self._refresh = Coalesced("entry-references.refresh", self._read, scope)
        self.close = feed.subscribe(frozenset({Topic.KNOWLEDGE}), self._on_changed)

    def want(self) -> None:
        """An editor opened the knowledge editor."""
        if not self._is_wanted:
            self._is_wanted = True
            self._refresh()

    def _on_changed(self) -> None:
        if self._is_wanted:
            self._refresh()

    async def _read(self) -> None:
        found = await self._load()
        if found != (self.offices, self.cards):
            self.offices, self.cards = found
            self.changed.emit()
