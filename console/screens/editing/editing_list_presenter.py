"""Binds the list of what an editor may turn to: groups with numbers, the items of one, a search."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from console.model.editing.editing_work import EditingItem, Group
from console.screens.editing.editing_item_texts import EditingItemTexts
from console.screens.kit.entry_texts import EntryTexts
from console.viewmodels.editing.editing_list import TO_DO, EditingListViewModel
from console.viewmodels.editing.learning import LearningViewModel
from contract.domain.ids import CardId
from contract.domain.knowledge_entries.revision import EntryKind
from widgets.fields.labelled_field import LineField
from widgets.kit.action_button import action_button
from widgets.kit.announcer import Announcer
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import isolated, one_line, plain_label, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS, TABLE_ROW_PX, scaled
from widgets.tables.record_detail import RecordDetail
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

# More lines than anybody goes through; an import may bring thousands.
SHOWN = 200
LEAST_GROUPS = 5
OTHER_ROWS = 5  # as high as the box, the heading and the buttons are together
DETAIL_LINES = 5  # of a long report: the buttons below it stay on the screen
LEAST_FOUND = 6  # rows of what a search found; with less height the groups make room for them


class EditingListPanel(QFrame):
    """Search box, groups, items, and what can be begun; with little height the column scrolls.

    While a search stands, the groups go away where what was found would lie below the fold.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editing_list")
        self.setAccessibleName(self.tr("Elenco della redazione"))
        self._is_searching = False
        self.setProperty("panel", "true")
        self.search = LineField("editing_search", self.tr("Cerca in tutte le voci  F2"))
        self.search.editor.setAccessibleName(self.tr("Cerca in tutte le voci"))
        self.groups = RecordTable(
            self.tr("Gruppi"),
            (Column(title=self.tr("Gruppo"), width=0), Column(title=self.tr("Quante"), width=7)),
        )
        self.heading = plain_label("", "section")
        self.empty = wrapped_label("", "muted")
        self.items = RecordTable(
            self.tr("Voci"),
            (Column(title=self.tr("Voce"), width=0), Column(title=self.tr("Che cosa"), width=11)),
        )
        self.detail = RecordDetail(self.items, most_lines=DETAIL_LINES)
        self.told = wrapped_label("", "info")
        self.told.hide()
        self.new = action_button("editing_new", self.tr("Nuova"), "Ctrl+N")
        self.report = action_button("editing_report", self.tr("Rispondi alla segnalazione"))
        self.bulk = action_button("editing_bulk", self.tr("Orari in blocco"))
        self.words = action_button("editing_words", self.tr("Parole dei cittadini"))
        self.question = action_button("editing_question", self.tr("Fra le domande di prova"))
        self.question.hide()
        self._column = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = column_scroll(self._column)
        outer.addWidget(self._area)
        layout = QVBoxLayout(self._column)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        for part in (self.search, self.groups, self.heading, self.empty):
            layout.addWidget(part)
        layout.addWidget(self.items, 100)
        layout.addWidget(self.detail)
        layout.addWidget(self.told)
        layout.addStretch(1)
        row = QWidget()
        flow = FlowLayout(row, SPACE_XS)
        for button in (self.question, self.report, self.new, self.bulk, self.words):
            flow.addWidget(button)
        layout.addWidget(row)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        self.detail.changed.connect(self.fit)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Qt changes the style while the constructor still runs.
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_area"):
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def show_searching(self, *, is_searching: bool) -> None:
        self._is_searching = is_searching
        self.fit()

    def fit(self) -> None:
        """Groups make room, so that what can be done with an item stays on the screen."""
        row = scaled(TABLE_ROW_PX)
        least, wanted = row * (LEAST_GROUPS + 1) + SPACE_M, self.groups.sizeHint().height()
        searching = wanted + row * (LEAST_FOUND + OTHER_ROWS)
        # In a low window what a search found lay below the fold.
        self.groups.setHidden(self._is_searching and self.height() < searching)
        self.groups.setMinimumHeight(least)
        self.groups.setMaximumHeight(max(least, wanted))
        # Measured with the groups at full height: only then is the overflow theirs to give.
        over = self._wanted_height() - self.contentsRect().height()
        self.groups.setMaximumHeight(max(least, wanted - max(0, over)))

    def _wanted_height(self) -> int:
        """Pixels of all parts, with the longest detail: no part moves from item to item."""
        layout, width = self._column.layout(), self.contentsRect().width()
        assert layout is not None
        detail = self.detail.heightForWidth(width - 2 * SPACE_M)
        longest = self.fontMetrics().lineSpacing() * DETAIL_LINES
        is_shown = not self.detail.isHidden()
        return layout.totalHeightForWidth(width) + (longest - detail if is_shown else 0)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._column.isAncestorOf(now):
            bring_into_sight(self._area, now)


class EditingListPresenter(QObject):
    chosen = Signal(object)  # EditingItem, with Enter or a double click

    def __init__(
        self, panel: EditingListPanel, model: EditingListViewModel, learning: LearningViewModel
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._model = model
        self._learning = learning
        self._words = EntryTexts(self)
        self._item_words = EditingItemTexts(model, self._words, self)
        self._is_showing = False
        self._is_told = True
        self._goes_to_items = False  # as soon as the search is answered
        self._announcer = Announcer(panel.search.editor)
        panel.search.edited.connect(self._on_typed)
        panel.search.entered.connect(self._on_entered)
        panel.groups.selected.connect(self._on_group)
        panel.groups.opened.connect(lambda _: self._to_items())
        panel.items.opened.connect(self._on_opened)
        panel.items.selected.connect(self._offer_report)
        panel.items.refreshed.connect(self._offer_report)
        model.changed.connect(self.refresh)
        model.group_changed.connect(self.refresh)
        learning.changed.connect(self._show_learning)
        self.refresh()

    def refresh(self) -> None:
        self._is_showing = True
        model, panel = self._model, self._panel
        panel.groups.set_records([self._group_row(group) for group in model.groups])
        panel.groups.flush()
        panel.groups.want_rows(len(model.groups))
        panel.groups.select_key(model.group)
        # Only when it differs: setting it moves the cursor of somebody typing to the end.
        if panel.search.value() != model.text:
            panel.search.set_value(model.text)
        searching = model.is_searching
        panel.show_searching(is_searching=searching)
        name = self._words.group(Group.FOUND if searching else model.group)
        panel.heading.setText(name)
        panel.items.setAccessibleName(name)
        items = model.items[:SHOWN]
        panel.empty.setText(
            self.tr("Nessuna voce con queste parole.")
            if searching
            else self.tr("Qui non c'è niente da fare.")
        )
        panel.empty.setVisible(not items)
        panel.items.setVisible(bool(items))
        panel.items.set_records([self._item_words.row(item) for item in items])
        panel.items.flush()
        self._is_showing = False
        self._tell_found(searching=searching)

    def _offer_report(self, *_: object) -> None:
        """Only a report can be answered; the first row counts while none was chosen."""
        item = self.current()
        self._panel.report.setVisible(item is not None and item.report is not None)
        self._panel.question.setVisible(self.may_keep_question())
        self._panel.fit()

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
            self._tell(self.tr("«{0}» è fra le domande di prova.").format(one_line(words)))

    def tell_opened(self, title: str) -> None:
        """Announce that an awaited entry is open, without moving the cursor."""
        self._tell(self.tr("«{0}» è arrivata: adesso è aperta.").format(isolated(one_line(title))))

    def _tell(self, sentence: str) -> None:
        self._announcer.announce(sentence)
        self._panel.told.setText(sentence)
        self._panel.told.show()

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
        if goes and self._panel.search.editor.hasFocus():  # else the editor is elsewhere by now
            self._to_items()

    def current(self) -> EditingItem | None:
        """Return the marked item, the first one while none is marked."""
        record = self._panel.items.current_record()
        return self._model.item(record.key) if record is not None else None

    def _on_group(self, key: str) -> None:
        # Filling the table selects a row: taken for a choice, it would end the search.
        if not self._is_showing and (key != self._model.group or self._model.text):
            self._panel.told.hide()
            self._model.choose(Group(key))

    def _on_opened(self, key: str) -> None:
        item = self._model.item(key)
        if item is not None:
            self.chosen.emit(item)

    def _on_typed(self, text: str) -> None:
        self._goes_to_items = self._is_told = False
        self._panel.told.hide()
        self._model.type_query(text)

    def _on_entered(self) -> None:
        self._goes_to_items = not self._model.is_answered
        if not self._goes_to_items:
            self._to_items()

    def _to_items(self) -> None:
        table = self._panel.items
        if table.records():
            if not table.current_key():
                table.select_key(table.records()[0].key)
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group_row(self, group: Group) -> Record:
        count = len(self._model.groups[group])
        is_quiet = not count or group not in TO_DO
        return Record(key=group, cells=(self._words.group(group), str(count)), is_muted=is_quiet)
