"""The published versions of an entry, each beside the present one."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import QObject

from console.screens.kit.entry_texts import EntryTexts
from console.screens.kit.moments import day_and_time
from console.screens.kit.shown_values import ShownValues
from console.viewmodels.editing.editing_models import EditingModels
from contract.domain.knowledge_entries.entry_fields import entry_of
from contract.wire.editing import EntryVersion
from widgets.cards.change_view import FieldChange
from widgets.cards.compare_page import ComparePage
from widgets.kit.plain_text import one_line
from widgets.tables.numbered_list import NumberedRow
from widgets.tables.record_model import Record


class VersionsPresenter(QObject):
    def __init__(
        self,
        page: ComparePage,
        models: EditingModels,
        values: ShownValues,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._compare = page
        self._editor = models.editor
        self._story = models.story
        self._values = values
        self._now = now
        self._words = EntryTexts(self)

    def show(self) -> None:
        versions, now = self._story.versions or (), self._now()
        sentence = ""
        if self._story.is_offline:
            sentence = self.tr("Per vedere le versioni serve il collegamento. Riprova più tardi.")
        elif self._story.versions is None:
            sentence = self.tr("Chiedo al server le versioni…")
        elif not versions:
            sentence = self.tr("Il server non ha versioni di questa voce.")
        restore = NumberedRow("restore", self.tr("Riparti da questa versione"))
        self._compare.show_page(
            self.tr("Versioni pubblicate"),
            sentence,
            choices=(restore,) if versions else (),
            has_versions=bool(versions),
        )
        self._compare.versions.set_records(
            [
                Record(
                    key=str(one.version),
                    cells=(
                        str(one.version),
                        day_and_time(one.at, now),
                        self._words.authors(one.author_names),
                        one_line(one.why),
                    ),
                )
                for one in versions
            ]
        )
        self._compare.versions.flush()
        # Only where none is chosen: a redraw must not take the chosen version away.
        if versions and not self._compare.versions.current_key():
            self._compare.versions.select_key(str(versions[0].version))
        self.show_version()

    def version(self) -> EntryVersion | None:
        key = self._compare.versions.current_key()
        return next((one for one in self._story.versions or () if str(one.version) == key), None)

    def show_version(self) -> None:
        version, file = self.version(), self._editor.file
        if file is None:
            return
        number = version.version if version is not None else 0
        body = self._story.bodies.get(number)
        # Fetched when it is looked at: an entry may have hundreds of versions.
        if version is not None and body is None:
            self._story.look_at(number)
        changes: Sequence[FieldChange] = ()
        nothing = ""
        if body:
            nothing = self.tr("Uguale a quella pubblicata.")
            try:
                changes = self._values.changes(
                    file.entry_kind, entry_of(file.entry_kind, body), file.published
                )
            # What this console cannot read is not "the same as the published one".
            except msgspec.DecodeError:
                nothing = ""
        self._compare.view.show_changes(
            changes,
            titles=(self.tr("Versione {0}").format(number), self.tr("Pubblicata")),
            nothing=nothing,
        )
