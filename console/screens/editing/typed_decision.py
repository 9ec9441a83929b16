"""What a reviewer typed to decide on a revision: it stays until the decision lies on disk."""

from PySide6.QtCore import QObject

from console.model.contact.unsent_input import About, Words, review_place
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
from widgets.cards.compare_page import ComparePage

_DECIDED = frozenset({"published", "scheduled", "sent_back"})


class TypedDecision(QObject):
    """Note and day belong to one revision: another one that is looked at has its own."""

    def __init__(
        self,
        page: ComparePage,
        editor: EntryEditorViewModel,
        words: UnsentInputViewModel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._editor = editor
        self._words = words
        self._deciding: tuple[str, Words] = ("", ())  # the place whose decision is being written
        for field in (page.note, page.when):
            field.edited.connect(self._on_typed)
            field.edited.connect(lambda _, mended=field: mended.show_error(""))
        editor.order_kept.connect(self._on_ordered)
        words.places_changed.connect(self._on_places)

    def show(self) -> None:
        """Show what was typed for the revision in hand."""
        note, when = self._words.of(self._place(), 2)
        self._page.note.set_value(note)
        self._page.when.set_value(when)
        self.clear_errors()

    def begin(self) -> None:
        """It is being decided on."""
        place = self._place()
        self._deciding = place, self._words.of(place, 2)
        self.clear_errors()

    def clear_errors(self) -> None:
        for field in (self._page.note, self._page.when):
            field.show_error("")

    def _place(self) -> str:
        """Return "" without a revision in hand."""
        revision = self._editor.revision
        return review_place(revision.id) if revision is not None else ""

    def _on_typed(self, _: str) -> None:
        revision = self._editor.revision
        if revision is not None:
            words = self._page.note.value(), self._page.when.value()
            about = About(title=revision.title, kind=revision.entry_kind, id=revision.entry_id)
            self._words.type(self._place(), words, about)

    def _on_places(self) -> None:
        """What was thrown away elsewhere leaves the screen too."""
        place, page = self._place(), self._page
        if place and not any(self._words.of(place, 2)) and (page.note.value() or page.when.value()):
            self.show()

    def _on_ordered(self, done: str) -> None:
        if done in _DECIDED:
            self._words.handed_over(*self._deciding)
