"""Binds what is marked in the list to the view of it as operators have it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.editing.entry_sights import EntrySights
from console.viewmodels.editing.listed_entries import ListedEntriesViewModel
from widgets.cards.entry_preview import EntryGlance
from widgets.fields.labelled_field import Choice


class GlancePresenter(QObject):
    def __init__(
        self,
        glance: EntryGlance,
        listed: ListedEntriesViewModel,
        choices: Callable[[], Mapping[str, Sequence[Choice]]],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(glance)
        self._glance = glance
        self._listed = listed
        self._sights = EntrySights(choices, now, self)
        listed.glanced.connect(self._show)
        listed.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        file, entry = self._listed.file, self._listed.entry
        card = self._sights.preview(file, entry) if file is not None and entry else None
        self._glance.show_card(card, may_open=bool(self._listed.items))
