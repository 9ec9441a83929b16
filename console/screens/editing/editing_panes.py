"""The large parts of the editors' page, built in steps: all at once they hold the window still."""

from collections.abc import Iterator
from typing import Self

from PySide6.QtCore import QObject

from console.screens.editing.editing_list_panel import EditingListPanel
from contract.domain.knowledge_entries.pasted_html import markdown_of
from widgets.cards.compare_page import ComparePage
from widgets.cards.entry_form import EntryForm
from widgets.cards.entry_page import EntryPage
from widgets.cards.entry_preview import EntryGlance, EntryPreview
from widgets.tables.record_model import Column


def clean(html: str) -> tuple[str, bool, int]:
    pasted = markdown_of(html)
    return pasted.text, pasted.was_cut, pasted.images


class EditingPanes(QObject):
    """Those of one screen; all are there once steps() has been gone through."""

    list: EditingListPanel
    page: EntryPage
    preview: EntryPreview
    glance: EntryGlance

    def __init__(self) -> None:
        super().__init__()
        self._left = self._build()

    def steps(self) -> Iterator[None]:
        yield from self._left

    def built(self) -> Self:
        """Build what is left: the screen is asked for before its turn."""
        for _ in self._left:
            pass
        return self

    def _build(self) -> Iterator[None]:
        self.list = EditingListPanel()
        yield
        form = EntryForm(clean)
        yield
        compare = ComparePage(
            (
                Column(title=self.tr("Versione"), width=8, is_ltr=True),
                Column(title=self.tr("Pubblicata"), width=14, is_ltr=True),
                Column(title=self.tr("Da chi"), width=16),
                Column(title=self.tr("Perché"), width=0),
            )
        )
        yield
        self.page = EntryPage(form, compare)
        yield
        self.preview, self.glance = EntryPreview(), EntryGlance()
        yield
