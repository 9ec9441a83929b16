"""Redazione: what is to be done at the side, the entry in hand, how operators will see it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.model.editing.editing_work import EditingItem
from console.screens.editing.bulk_hours_panel import BulkHoursPanel, BulkHoursPresenter
from console.screens.editing.compare_presenter import ComparePresenter
from console.screens.editing.editing_list_presenter import EditingListPresenter, GlancePresenter
from console.screens.editing.editing_panels import EditingPanels
from console.screens.editing.editing_panes import EditingPanes
from console.screens.editing.entry_columns import ENTRY, LIST, PREVIEW, EntryColumns
from console.screens.editing.entry_presenter import EntryPresenter
from console.screens.editing.learning_panel import LearningPanel
from console.screens.editing.learning_presenter import LearningPresenter
from console.screens.kit.columns import Columns
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from widgets.fields.labelled_field import Choice
from widgets.kit.key_footer import add_footer
from widgets.kit.page_stack import PageStack
from widgets.kit.typed_text import cursor_of, has_cursor
from widgets.kit.wardrobe import hold_parts

EDITING = "editing"


class EditingScreen(QWidget):
    turned = Signal()  # from the list to the entry in hand, or back

    def __init__(
        self, models: SeatModels, now: Callable[[], datetime], panes: EditingPanes
    ) -> None:
        super().__init__()
        self.setObjectName("editing_screen")
        hold_parts(self)
        self._models = models
        self._editing = models.editing
        self.list, self.page = panes.list, panes.page
        self.preview, self.glance = panes.preview, panes.glance
        self.middle, self.beside = PageStack(), PageStack()
        for stack, parts in (
            (self.middle, (self.list.results, self.page)),
            (self.beside, (self.glance, self.preview)),
        ):
            for part in parts:
                stack.add_page(part)
        self.columns = EntryColumns(self.list, self.middle, self.beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)
        footer = add_footer(
            layout,
            (
                ("↑↓", self.tr("scegli")),
                ("Ctrl+K", self.tr("tutti i comandi")),
                ("F6", self.tr("altra parte")),
            ),
        )
        # With one part at a time its rows need the room more, and tabs show the way to the others.
        self.columns.arranged.connect(
            lambda: footer.setVisible(self.columns.columns is not Columns.ONE)
        )
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self._asked_at: QWidget | None = None  # the cursor's place when an entry was asked for
        self._marked = ""  # key of the row marked then
        self._is_elsewhere = False  # the cursor is, when that entry opens
        self._editing.editor.wanted.connect(self._on_wanted)
        self._editing.editor.opened.connect(self._on_opening)  # before its fields are shown
        self.side = EditingListPresenter(self.list, models)
        self.entry = EntryPresenter(
            self.page, self.preview, self._editing, models.connection, self.choices, now
        )
        self.compare = ComparePresenter(self.page, self._editing, self.choices, now)
        self.looked_at = GlancePresenter(self.glance, self._editing.listed, self.choices, now)
        self.panels = EditingPanels(self._editing, self)
        self._do: dict[str, Callable[[], None]] = {
            "save": self._editing.handing.save,
            "ask": self._editing.handing.ask_review,
            "act": self.act,
            "answer": self.act,
            "decide": self.compare.show_changes,
            "changes": self.compare.show_changes,
            "clash": self.compare.show_clash,
            "versions": self.compare.show_versions,
            "translate": self.panels.ask_translation,
            "retranslated": self._retranslated,
            "reinstate": self._reinstate,
            "discard": self.panels.ask_discard,
            "withdraw": self.panels.ask_withdraw,
            "new": self.panels.ask_new,
            "bulk": lambda: self.bulk.open(),
            "words": lambda: self.learning.open(),
            "question": self.side.keep_question,
            "preview": self.show_preview,
            "report": self._answer_report,
            "resume": self._resume,
        }
        self._connect()
        self._renew_choices()
        self.columns.reveal(LIST)

    @cached_property
    def bulk_panel(self) -> BulkHoursPanel:
        """Made when it is first asked for, as the words to learn are."""
        return BulkHoursPanel(self)

    @cached_property
    def bulk(self) -> BulkHoursPresenter:
        return BulkHoursPresenter(self.bulk_panel, self._editing.bulk, self._editing.words)

    @cached_property
    def learning_panel(self) -> LearningPanel:
        return LearningPanel(self)

    @cached_property
    def learning(self) -> LearningPresenter:
        return LearningPresenter(
            self.learning_panel,
            self._editing.learning,
            self._editing.words,
            lambda: dict(self._editing.references.cards),
        )

    def choices(self) -> Mapping[str, Sequence[Choice]]:
        """Return what references may be: thousands, so made once for each change."""
        return self._choices

    def _renew_choices(self) -> None:
        topics = tuple(Choice(one.id, one.path) for one in self._models.editor.topics)
        known = self._editing.references
        self._choices = {
            "topic": topics,
            "office": tuple(Choice(key, name) for key, name in known.offices),
            "card": tuple(Choice(key, title) for key, title in known.cards),
        }
        self.entry.offer_choices()

    def run(self, action: str) -> None:
        """Do one of the page's actions, by button, key or palette."""
        self._do[action]()
        if action in ("changes", "decide", "clash", "versions"):
            self.show_entry()

    @property
    def is_listing(self) -> bool:
        """Return whether the list is in the middle, and not the entry in hand."""
        return self.middle.shown_page() is self.list.results

    def show_list(self) -> None:
        """Show the list and what is marked in it; the entry in hand stays as it is behind it."""
        self.middle.show_page(self.list.results)
        self.beside.show_page(self.glance)
        self.columns.reveal(ENTRY)
        self.turned.emit()

    def show_entry(self) -> None:
        self.middle.show_page(self.page)
        self.beside.show_page(self.preview)
        self.columns.reveal(ENTRY)
        self.turned.emit()

    def start_typing(self) -> None:
        if self._editing.editor.draft is None:
            self.columns.reveal(LIST)
            self.list.groups.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.is_listing:
            self.focus_search()
        else:
            self.show_entry()
            self.entry.start_typing()

    def focus_search(self) -> None:
        self.show_list()
        self.list.search.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_preview(self) -> None:
        """F3: what the operator will see and what to mend, and back to the text."""
        if has_cursor(self.preview):
            self.show_entry()
            self.entry.start_typing()
        else:
            self.show_entry()
            self.columns.reveal(PREVIEW)
            self.preview.checks.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_current(self) -> None:
        item = self.side.current()
        if item is not None:
            self._on_chosen(item)

    def act(self) -> None:
        """F9: decide what waits for me, else ask somebody else to look."""
        self.run("decide" if self._editing.editor.may_review else "ask")

    def panes(self) -> tuple[QWidget, ...]:
        """Return the groups, what is in the middle, and what is beside it."""
        return (self.list, self.middle.shown_page(), self.beside.shown_page())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._editing.references.want()
        QTimer.singleShot(0, self, self.entry.prepare)  # once the page is on the screen
        self._editing.list.refresh()
        self._editing.learning.refresh()

    def _connect(self) -> None:
        self.side.chosen.connect(self._on_chosen)
        self.side.listed.connect(self.show_list)
        self.glance.open.clicked.connect(self.open_current)
        self._editing.editor.awaited.connect(self._on_awaited)
        self.page.action_requested.connect(self.run)
        self.list.new.clicked.connect(lambda: self.run("new"))
        self.list.bulk.clicked.connect(lambda: self.run("bulk"))
        self.list.words.clicked.connect(lambda: self.run("words"))
        self.list.question.clicked.connect(lambda: self.run("question"))
        self.list.report.clicked.connect(lambda: self.run("report"))
        self._models.editor.choices_changed.connect(self._renew_choices)
        self._editing.references.changed.connect(self._renew_choices)
        self._editing.editor.opened.connect(self._on_opened)
        self._editing.editor.ordered.connect(self._on_ordered)

    def _answer_report(self) -> None:
        """Answer those of the entry in hand where the cursor is in it, else the marked one."""
        if has_cursor(self.page) and self._ask_reports():
            return
        item = self.side.current()
        if item is not None and item.report is not None:
            self.panels.ask_report((item.report,))

    def _ask_reports(self) -> bool:
        """Ask what becomes of the reports on the entry in hand; return whether there are any."""
        draft = self._editing.editor.draft
        reports = (
            self._editing.list.reports_on(draft, self._editing.editor.revision) if draft else ()
        )
        if draft is not None and reports:
            self.panels.ask_report(reports, draft.why.strip())
        return bool(reports)

    def _on_ordered(self, done: str) -> None:
        """F9 with nothing to review closes what was reported there with a word."""
        if done == "nothing_to_review" and self.isVisible():
            self._ask_reports()

    def _on_chosen(self, item: EditingItem) -> None:
        editor = self._editing.editor
        reports = (item.report.id,) if item.report is not None else ()
        if item.entry_id:
            field = item.report.field if item.report is not None else ""
            editor.open(item.entry_kind, item.entry_id, reports, field)
        else:  # searched in vain: the words are the citizen's
            words = item.report.text if item.report is not None else ""
            editor.open_new(EntryKind.CARD, reports, {"keywords": words})

    def _on_awaited(self) -> None:
        """The list stays: what she asked for opens when it comes."""
        self.show_list()
        self.side.tell(self.page.nothing.text())

    def _resume(self) -> None:
        self.show_entry()
        self.entry.start_typing()

    def _on_wanted(self) -> None:
        self._asked_at, self._marked = cursor_of(self), self._marked_now()

    def _on_opening(self) -> None:
        """Look whether she does something else by now: an entry may take long to come."""
        now = cursor_of(self)
        has_gone_on = now is self.list.items and self._marked_now() != self._marked
        is_free = now is None or now is self._asked_at or self.page.isAncestorOf(now)
        self._is_elsewhere = has_gone_on or not is_free

    def _marked_now(self) -> str:
        return marked.key if (marked := self.side.current()) is not None else ""

    def _on_opened(self) -> None:
        draft = self._editing.editor.draft
        if draft is None:  # it was thrown away, or there is none yet
            self.show_list()
            return
        if not self.isVisible():
            return
        if self._is_elsewhere:  # the next letter belongs where she types
            self.side.tell_opened(draft.title)
            return
        self.show_entry()
        if self._editing.editor.may_review:
            self.compare.show_changes()
        elif self._editing.editor.revision is not None and self._editing.editor.revision.clashes:
            self.compare.show_clash()
        else:
            self.entry.start_typing()
        self.panels.follow_opened(draft)

    def _reinstate(self) -> None:
        """A withdrawn entry comes back as any other change: somebody else approves it."""
        self._editing.editor.write("withdrawn", "")

    def _retranslated(self) -> None:
        file = self._editing.editor.file
        original = file.original if file is not None else None
        if isinstance(original, ServiceCard | Faq):
            self._editing.editor.write("original_version", str(original.version))
