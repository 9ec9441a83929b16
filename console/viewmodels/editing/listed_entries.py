"""The rows of the editors' list: what each says, the states to choose from, and a look at one."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from console.model.editing.editing_work import EditingItem, EntryFile
from console.model.editing.entry_typing import base_of, look_at, new_draft
from console.model.editing.listed_entry import EntryFacts, EntryKey, ListedState, key_of, state_of
from console.runtime.task_scope import TaskScope
from console.viewmodels.editing.editing_list import EditingListViewModel
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_state import ROME

# More lines than anybody goes through; an import may bring thousands.
SHOWN = 200


class ListedEntriesViewModel(QObject):
    changed = Signal()  # rows, what they say, or the states
    glanced = Signal()  # the one that is looked at

    def __init__(
        self,
        *,
        work: EditingListViewModel,
        facts: Callable[[tuple[EntryKey, ...]], Awaitable[Mapping[EntryKey, EntryFacts]]],
        load: Callable[[EntryKind, str], Awaitable[EntryFile]],
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._work = work
        self._load_facts = facts
        self._load = load
        self._scope = scope
        self._now = now
        self._facts: Mapping[EntryKey, EntryFacts] = {}
        self._looked_at: EntryKey | None = None
        self.chosen: ListedState | None = None
        self.file: EntryFile | None = None
        self.entry: Entry | None = None
        work.changed.connect(self._on_listed)

    @property
    def today(self) -> date:
        return self._now().astimezone(ROME).date()

    @property
    def items(self) -> tuple[EditingItem, ...]:
        """Return what is listed in the chosen state, so many at most."""
        listed = self._work.items
        if self.chosen is not None:
            listed = tuple(one for one in listed if self.state_of(one) is self.chosen)
        return listed[:SHOWN]

    @property
    def counts(self) -> dict[ListedState, int]:
        """Return how many are in each state that there is."""
        found = Counter(self.state_of(one) for one in self._work.items)
        return {state: found[state] for state in ListedState if found[state]}

    @property
    def total(self) -> int:
        return len(self._work.items)

    def state_of(self, item: EditingItem) -> ListedState | None:
        return state_of(item, self._work.work, self._facts.get(key_of(item)))

    def facts_of(self, item: EditingItem) -> EntryFacts:
        return self._facts.get(key_of(item)) or EntryFacts()

    def choose(self, state: ListedState | None) -> None:
        """List only what is in a state; None: all."""
        self.chosen = state
        self.changed.emit()

    def look(self, item: EditingItem | None) -> None:
        """Show how operators see an entry, with what was typed into it here."""
        wanted = key_of(item) if item is not None and item.entry_id else None
        if wanted == self._looked_at:
            return
        self._looked_at = wanted
        if wanted is None:
            self.file = self.entry = None
            self.glanced.emit()
        else:
            self._scope.start("listed-entries.look", self._look(*wanted), replaces=True)

    def _on_listed(self) -> None:
        self._looked_at = None  # it may be another text by now
        if self.chosen is not None and self.chosen not in self.counts:
            self.chosen = None
        self.changed.emit()
        keys = tuple(dict.fromkeys(key_of(one) for one in self._work.items[:SHOWN] if one.entry_id))
        self._scope.start("listed-entries.facts", self._read(keys), replaces=True)

    async def _read(self, keys: tuple[EntryKey, ...]) -> None:
        facts = await self._load_facts(keys)
        if facts != self._facts:
            self._facts = facts
            self.changed.emit()

    async def _look(self, kind: EntryKind, entry_id: str) -> None:
        file = await self._load(kind, entry_id)
        base = base_of(file)
        seen = look_at(file, base, file.draft or new_draft(file), self.today)
        self.file, self.entry = file, seen.entry
        self.glanced.emit()
