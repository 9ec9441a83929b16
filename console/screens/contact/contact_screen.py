"""Level I: citizen, contact and knowledge base side by side, in the same places in every state."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.screens.contact.caller_presenter import CallerPresenter
from console.screens.contact.contact_presenter import CITIZEN_FIELDS, ContactPresenter
from console.screens.contact.idle_page import IdlePage
from console.screens.kit.columns import Columns
from console.screens.kit.receipt_columns import ReceiptColumns
from console.viewmodels.calls.one_call import IN_CALL
from console.viewmodels.contact.caller_card import CallerState
from console.viewmodels.contact.closed_contacts import ClosedContactsViewModel
from console.viewmodels.kit.opened_records import OpenedRecordsViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from contract.domain.ids import ContactId
from contract.wire.phone_socket import CallState
from widgets.cards.citizen_card import CitizenCard
from widgets.cards.contact_form import ContactForm
from widgets.kit.notice_bar import NoticeBar
from widgets.kit.page_stack import AsHighAsShown
from widgets.kit.typed_text import cursor_of, forget_typing, has_cursor
from widgets.kit.wardrobe import hold_parts
from widgets.panels.floating_panel import panel_of
from widgets.panels.search_panel import SearchPanel

CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactParts:
    """search: the panel of the knowledge base, which stands beside the work here."""

    search: SearchPanel
    citizen: CitizenCard
    form: ContactForm
    idle: IdlePage


def contact_parts(
    models: SeatModels, now: Callable[[], datetime]
) -> Generator[None, None, ContactParts]:
    """Make the large parts of the page, each in a turn of the loop."""
    search = SearchPanel()
    yield
    citizen = CitizenCard()
    yield
    form = ContactForm()
    yield
    idle = IdlePage(models.own_work, models.editor, now)
    yield
    return ContactParts(search=search, citizen=citizen, form=form, idle=idle)


class ContactScreen(QWidget):
    name = CONTACT

    def __init__(
        self,
        models: SeatModels,
        bar: NoticeBar,
        parts: ContactParts,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self.setObjectName("contact_screen")
        hold_parts(self)
        self._models = models
        self.citizen, self.form = parts.citizen, parts.form
        self.idle, self.search = parts.idle, parts.search
        self._work = AsHighAsShown()
        self._work.add_page(self.idle)
        self._work.add_page(self.form)
        self.columns = ReceiptColumns(self.citizen, self._work, self.search)
        self.columns.parted.connect(
            lambda: self.form.end_below_fields(is_short=self.columns.columns is Columns.FOUR)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)
        models.editor.errors_changed.connect(self._on_errors_changed)
        self._contact = ContactPresenter(
            self.form, self.citizen, self.search.field, bar, models, now
        )
        opened = models.of(OpenedRecordsViewModel)
        CallerPresenter(self.citizen, models.caller, models.calls.log, models.editor, opened)
        self._connect()
        self._missing = MissingParts(self.columns, models)
        self._on_draft_replaced()

    def start_typing(self) -> None:
        """Put the cursor where work goes on: where it was before a restart, else the search."""
        if part := self._contact.left_part():
            self.columns.reveal(part)
        if not self._contact.focus_where_it_was():
            self.focus_search()

    def focus_search(self, *, afresh: bool = False) -> None:
        self.columns.reveal("knowledge")
        self.search.focus_box(afresh=afresh)

    def reveal_search(self) -> None:
        self.columns.reveal("knowledge")

    def focus_caller(self) -> None:
        """Go to the possible callers to confirm one with Enter, or to the name."""
        self.columns.reveal("citizen")
        self.columns.history.open()
        if not self.citizen.focus_matches():
            self.citizen.focus_field("name")

    def focus_description(self) -> None:
        self.columns.reveal("work")
        self.form.focus_field("description")

    def use_hit(self, row: int) -> None:
        """Take a result as the answer; with a contact open, go on to its description."""
        self.search.use(row)
        if self._models.editor.draft is not None:
            self.focus_description()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts F6 goes through, in reading order; the card read is one of its own."""
        parts = tuple(
            self._work.shown_page() if part is self._work else part for part in self.columns.parts()
        )
        card = self.search.card_view
        is_read = card.card() is not None and card.isVisibleTo(self)
        read = (card,) if is_read else ()
        beside = (self.columns.history,) if self.columns.history.is_pane else ()
        return (*parts, *read, *beside)

    def callback_words(self) -> str:
        draft = self._models.editor.draft
        return self._contact.callback_words(draft.callback if draft is not None else None)

    def _connect(self) -> None:
        editor = self._models.editor
        editor.draft_replaced.connect(self._on_draft_replaced)
        editor.opened.connect(self._take_cursor)
        editor.left.connect(self._on_left)
        editor.shelved.connect(self._on_gone)
        editor.returned.connect(self._on_returned)
        self._models.call.ended.connect(self._on_call_ended)
        self._models.status.changed.connect(self._on_status_changed)
        self._models.session.changed.connect(self._on_status_changed)
        self._models.caller.confirmed.connect(lambda *_: self.focus_search())
        closed = self._models.of(ClosedContactsViewModel)
        self.idle.reopened.connect(lambda key: closed.reopen(ContactId(key)))
        self.idle.asked.connect(self.search.type_text)
        self.idle.draft_opened.connect(lambda key: closed.take_up(ContactId(key)))

    def _on_draft_replaced(self) -> None:
        has_draft = self._models.editor.draft is not None
        if not has_draft and has_cursor(self.form):
            self._take_cursor()  # else it would pass through what the idle page begins with
        self._work.show_page(self.form if has_draft else self.idle)

    def _on_left(self) -> None:
        """The search that answered it stays to be read; the next letter begins another one."""
        self._on_gone()
        # Its letters were those of the contact: the next thing to undo is that it was closed.
        forget_typing(self.search.field.editor)
        if has_cursor(self.search.field.editor):
            self.focus_search(afresh=True)

    def _on_call_ended(self) -> None:
        """Go to the topic that waits to be confirmed, unless she is writing or in a panel."""
        editor = self._models.editor
        is_free = not editor.closing.is_being_written and panel_of(cursor_of(self)) is None
        awaits = editor.draft is not None and editor.draft.awaits_topic
        if awaits and is_free and self.isVisible():
            self.columns.reveal("work")
            self.form.focus_field("topic")

    def _on_gone(self) -> None:
        """The form is gone, perhaps under her hands: the next letter must not go nowhere.

        A panel in which she types keeps the cursor: it would close, and what she types for it would
        be searched for. Closed by herself it leads to the search.
        """
        panel = panel_of(cursor_of(self))
        if panel is None:
            self._take_cursor()
        elif self.isVisible():
            self.columns.reveal("knowledge")
            panel.return_to(self.search.field.editor)

    def _on_returned(self) -> None:
        if self.isVisible():
            self.start_typing()

    def _take_cursor(self) -> None:
        """Go to the search; behind another module it waits until this one is shown."""
        if self.isVisible():
            self.focus_search()

    def _on_status_changed(self) -> None:
        call = self._models.call.call
        is_on_line = call is not None and call.state in IN_CALL
        self.idle.set_ringing(call is not None and call.state is CallState.INCOMING)
        account = self._models.session.account
        self.idle.set_on_line(
            is_on_line,
            takes_calls=self._models.status.is_on_duty,
            may_write=account is None or account.may(Capability.CONTACT_WRITE),
        )

    def _on_errors_changed(self) -> None:
        """Bring the first wrong field onto the screen before its error is shown there."""
        for name, _ in self._models.editor.errors[:1]:
            self.columns.reveal("citizen" if name in CITIZEN_FIELDS else "work")


class MissingParts(QObject):
    """Says in the switch what is missing in the part of the contact that it hides."""

    def __init__(self, columns: ReceiptColumns, models: SeatModels) -> None:
        super().__init__(columns)
        self._columns = columns
        self._models = models
        models.editor.draft_changed.connect(self.refresh)
        models.editor.draft_replaced.connect(self.refresh)
        models.caller.changed.connect(self.refresh)
        columns.parted.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        # Beside each other the parts are seen themselves: nothing is checked for a hidden switch.
        if self._columns.columns is not Columns.ONE:
            return
        self._columns.show_missing(citizen=self._of_citizen(), work=self._of_contact())

    def _of_citizen(self) -> str:
        is_guess = self._models.caller.state is CallerState.FOUND
        return self.tr("da confermare") if is_guess else ""

    def _of_contact(self) -> str:
        editor = self._models.editor
        draft = editor.draft
        if draft is None:
            return ""
        proposed = draft.proposal
        count = sum(bool(part) for part in (proposed.topic_id, proposed.desk_id)) if proposed else 0
        if count:
            return self.tr("%n da confermare", "", count)
        missing = len(editor.missing)
        return self.tr("%n da scrivere", "", missing) if missing else ""
