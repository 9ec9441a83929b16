"""What a reviewer typed to decide on a revision: it stays until the decision lies on disk."""

from PySide6.QtCore import QObject

from console.viewmodels.entry_editor import EntryEditorViewModel
from widgets.compare_page import ComparePage

_DECIDED = frozenset({"published", "scheduled", "sent_back"})
_NOTHING = ("", "")


class TypedDecision(QObject):
    """Note and day belong to one revision: another one that is looked at has its own."""

    def __init__(self, page: ComparePage, editor: EntryEditorViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._editor = editor
        self._typed: dict[str, tuple[str, str]] = {}
        self._deciding = ""  # the revision whose decision is being written
        for field in (page.note, page.when):
            field.edited.connect(self._on_typed)
        editor.ordered.connect(self._on_ordered)
        editor.forgotten.connect(self._forget)

    def show(self) -> None:
        """Show what was typed for the revision in hand."""
        note, when = self._typed.get(self._revision_id(), _NOTHING)
        self._page.note.set_value(note)
        self._page.when.set_value(when)
        self.clear_errors()

    def begin(self) -> None:
        """It is being decided on."""
        self._deciding = self._revision_id()
        self.clear_errors()

    def clear_errors(self) -> None:
        for field in (self._page.note, self._page.when):
            field.show_error("")

    def _revision_id(self) -> str:
        revision = self._editor.revision
        return revision.id if revision is not None else ""

    def _on_typed(self, _: str) -> None:
        self._typed[self._revision_id()] = (self._page.note.value(), self._page.when.value())

    def _on_ordered(self, done: str) -> None:
        if done in _DECIDED:
            self._typed.pop(self._deciding, None)

    def _forget(self) -> None:
        """Whoever typed it has left."""
        self._typed.clear()
        self.show()
