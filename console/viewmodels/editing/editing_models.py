"""The view-models of the knowledge editor, as its screen takes them."""

from dataclasses import dataclass

from console.viewmodels.editing.bulk_hours import BulkHoursViewModel
from console.viewmodels.editing.editing_list import EditingListViewModel
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from console.viewmodels.editing.entry_hand_over import EntryHandOver
from console.viewmodels.editing.entry_orders import EntryOrders
from console.viewmodels.editing.entry_references import EntryReferencesViewModel
from console.viewmodels.editing.entry_story import EntryStoryViewModel
from console.viewmodels.editing.learning import LearningViewModel
from console.viewmodels.editing.listed_entries import ListedEntriesViewModel
from console.viewmodels.kit.unsent_input import UnsentInputViewModel


@dataclass(frozen=True, slots=True, kw_only=True)
class EditingModels:
    list: EditingListViewModel
    listed: ListedEntriesViewModel
    editor: EntryEditorViewModel
    handing: EntryHandOver
    orders: EntryOrders
    story: EntryStoryViewModel
    bulk: BulkHoursViewModel
    references: EntryReferencesViewModel
    learning: LearningViewModel
    words: UnsentInputViewModel

    @property
    def keepers(
        self,
    ) -> tuple[EntryEditorViewModel, EditingListViewModel, BulkHoursViewModel, LearningViewModel]:
        """Return those that write to the store, and tell when it fails."""
        return self.editor, self.list, self.bulk, self.learning
