"""Binds the list of what an editor may turn to: groups with numbers, the items of one, a search."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal

from console.model.editing.editing_work import EditingItem, Group, decisions_in
from console.model.editing.listed_entry import ListedState
from console.screens.editing.editing_item_texts import EditingItemTexts
from console.screens.editing.editing_list_panel import EditingListPanel
from console.screens.editing.entry_sights import EntrySights
from console.screens.kit.entry_texts import EntryTexts
from console.viewmodels.editing.learning import LearningViewModel
from console.viewmodels.editing.listed_entries import ListedEntriesViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.ids import CardId
from contract.domain.knowledge_entries.revision import EntryKind
from widgets.cards.entry_preview import EntryGlance
from widgets.fields.labelled_field import Choice
from widgets.kit.plain_text import isolated, one_line
from widgets.kit.typed_text import has_cursor
from widgets.speech.announcer import Announcer
from widgets.tables.record_model import Record


class EditingListPresenter(QObject):
    chosen = Signal(object)  # EditingItem, with Enter or a double click

    listed = Signal()  # she turned to the list: a group, or a search

    def __init__(self, panel: EditingListPanel, models: SeatModels) -> None:
        super().__init__(panel)
        self._panel = panel
        self._results = panel.results
        self._model = models.editing.list
        self._listed: ListedEntriesViewModel = models.editing.listed
        self._learning: LearningViewModel = models.editing.learning
        self._words = EntryTexts(self)
        self._item_words = EditingItemTexts(models, self._words, self)
        self._is_showing = False
        self._is_told = True
        self._goes_to_items = False  # as soon as the search is answered
        self._announcer = Announcer(panel.search.editor)
        panel.search.edited.connect(self._on_typed)
        panel.search.entered.connect(self._on_entered)
        panel.search.box.went_down.connect(self._on_entered)
        panel.groups.selected.connect(self._on_group)
        panel.groups.opened.connect(lambda _: self._to_items())
        panel.items.opened.connect(self._on_opened)
        panel.items.selected.connect(self._on_marked)
        panel.items.refreshed.connect(self._on_marked)
        self._results.state_chosen.connect(self._on_state)
        self._listed.changed.connect(self.refresh)  # and with it when the list itself changes
        self._model.group_changed.connect(self.refresh)
        self._learning.changed.connect(self._show_learning)
        self.refresh()

    def refresh(self) -> None:
        self._is_showing = True
        self._show_groups()
        model, searching = self._model, self._model.is_searching
        # Only when it differs: setting it moves the cursor of somebody typing to the end.
        if self._panel.search.value() != model.text:
            self._panel.search.set_value(model.text)
        self._panel.items.setAccessibleName(
            self._words.group(Group.FOUND if searching else model.group)
        )
        items = self._listed.items
        self._results.empty.setText(
            self.tr("Nessuna voce con queste parole.")
            if searching
            else self.tr("Qui non c'è niente da fare.")
        )
        self._results.empty.setVisible(not items)
        self._panel.items.setVisible(bool(items))
        self._panel.items.set_records([self._item_words.row(item) for item in items])
        self._panel.items.flush()
        if items and not self._panel.items.current_key():  # the preview beside is of the first one
            self._panel.items.select_key(items[0].key)
        self._show_states()
        self._is_showing = False
        self._tell_found(searching=searching)

    def _show_groups(self) -> None:
        """Show what there is something in, and where she is."""
        model, groups = self._model, self._panel.groups
        there = [one for one in model.groups if model.groups[one] or one is model.group]
        groups.set_records([self._group_row(group) for group in there])
        groups.flush()
        groups.want_exactly(len(there))
        groups.select_key(model.group)

    def _show_states(self) -> None:
        counts, chosen = self._listed.counts, self._listed.chosen
        words = {"": self.tr("Tutte {0}").format(self._listed.total)}
        for state in ListedState:
            words[state] = self._words.listed(state, counts[state]) if state in counts else ""
        self._results.show_states(words, chosen or "")
        found = self.tr("%n voci", "", self._listed.total) if self._model.is_searching else ""
        self._panel.search.box.show_count(found)

    def _on_state(self, state: str) -> None:
        self._listed.choose(ListedState(state) if state else None)

    def _on_marked(self, *_: object) -> None:
        self._listed.look(self.current())
        self._offer_report()

    def _offer_report(self, *_: object) -> None:
        """Only a report can be answered; the first row counts while none was chosen."""
        item = self.current()
        self._panel.report.setVisible(item is not None and item.report is not None)
        self._panel.question.setVisible(self.may_keep_question())

    def may_keep_question(self) -> bool:
        """Return whether a card is marked that was found by what stands in the search box."""
        item = self.current()
        is_card = item is not None and item.entry_kind is EntryKind.CARD
        return is_card and self._model.is_searching and self._model.is_answered

    def keep_question(self) -> None:
        """From now on the search must find this card by these words, whatever it learns."""
        item = self.current()
        if item is not None and self.may_keep_question():
            self._learning.keep_question(self._model.text, CardId(item.entry_id))
            words = self._model.text.strip()
            self.tell(self.tr("«{0}» è fra le domande di prova.").format(isolated(one_line(words))))

    def tell_opened(self, title: str) -> None:
        """Announce that an awaited entry is open, without moving the cursor."""
        self.tell(self.tr("«{0}» è arrivata: adesso è aperta.").format(isolated(one_line(title))))

    def tell(self, sentence: str) -> None:
        """Say something below the list, and announce it."""
        self._announcer.announce(sentence)
        self._results.told.show_text(sentence)

    def _show_learning(self) -> None:
        """Show on the button how much waits for a decision."""
        count = self._learning.to_do_count
        label = self.tr("Parole dei cittadini")
        self._panel.words.show_words(f"{label} ({count})" if count else label)

    def _tell_found(self, *, searching: bool) -> None:
        """Announce how many were found, once an answer; Enter pressed before it goes on now."""
        if not self._model.is_answered:
            self._is_told = False
            return
        # Once for each answer: every change of the feed draws the list anew.
        if searching and not self._is_told and self._panel.search.editor.hasFocus():
            found = self.tr("%n voci trovate", "", len(self._model.items))
            self._announcer.announce(found)
        self._is_told = True
        goes = self._goes_to_items and bool(self._model.items)
        # Nothing yet: the index may be learning the entry just now, and is then asked again.
        self._goes_to_items = self._goes_to_items and not goes
        if goes and has_cursor(self._panel.search.editor):  # else the editor is elsewhere by now
            self._to_items()

    def current(self) -> EditingItem | None:
        """Return the marked item, the first one while none is marked."""
        record = self._panel.items.current_record()
        return self._model.item(record.key) if record is not None else None

    def _on_group(self, key: str) -> None:
        # Filling the table selects a row: taken for a choice, it would end the search.
        if not self._is_showing and (key != self._model.group or self._model.text):
            self._results.told.show_text("")
            self._model.choose(Group(key))
            self.listed.emit()

    def _on_opened(self, key: str) -> None:
        item = self._model.item(key)
        if item is not None:
            self.chosen.emit(item)

    def _on_typed(self, text: str) -> None:
        self._goes_to_items = self._is_told = False
        self._results.told.show_text("")
        self._model.type_query(text)
        self.listed.emit()

    def _on_entered(self) -> None:
        self._goes_to_items = not self._model.is_answered
        if not self._goes_to_items:
            self._to_items()

    def _to_items(self) -> None:
        table = self._panel.items
        self.listed.emit()
        if table.records():
            if not table.current_key():
                table.select_key(table.records()[0].key)
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group_row(self, group: Group) -> Record:
        count = str(decisions_in(self._model.groups[group]))
        return Record(key=group, cells=(self._words.group(group), count))


class GlancePresenter(QObject):
    """Binds what is marked in the list to the view of it as operators have it."""

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
