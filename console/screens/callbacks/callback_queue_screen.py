"""Level II: the queue of callbacks, the case being answered, the knowledge base beside it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.screens.callbacks.case_presenter import CasePresenter
from console.screens.callbacks.queue_presenter import QueuePresenter
from console.screens.kit.case_columns import CASE, KNOWLEDGE, QUEUE, CaseColumns
from console.viewmodels.session.seat_models import SeatModels
from widgets.cases.case_view import CaseView
from widgets.kit.typed_text import cursor_of
from widgets.panels.floating_panel import is_in_panel
from widgets.panels.search_panel import SearchPanel
from widgets.tables.callback_table import CallbackTable

CALLBACKS = "callbacks"


class CallbackQueueScreen(QWidget):
    """search: the panel of the knowledge base, which this page has while it is in front."""

    def __init__(
        self,
        models: SeatModels,
        queue: CallbackTable,
        case: CaseView,
        search: SearchPanel,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("callback_queue_screen")
        self._models = models
        self.queue, self.case = queue, case
        self.search = search
        self.columns = CaseColumns(self.queue, self.case, search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)
        models.case_work.opened.connect(self._on_opened)  # before the view locks its fields
        CasePresenter(self.case, models, now)
        self._queue = QueuePresenter(self.queue, models, now)
        models.call.answered.connect(self._on_answered)
        self.queue.table.refreshed.connect(self._choose_first)
        models.connection.changed.connect(self._choose_first)

    def start_typing(self) -> None:
        if self._models.case_work.callback is None:
            self._to_queue()
        else:
            self.queue.table.select_key(self._models.case_work.callback.id)
            self.columns.reveal(CASE)
            self.case.focus_field("answer")

    def reveal_search(self) -> None:
        self.columns.reveal(KNOWLEDGE)

    def focus_search(self, *, afresh: bool = False) -> None:
        self.reveal_search()
        self.search.focus_box(afresh=afresh)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts F6 goes through, also those it has to bring onto the screen."""
        card = self.search.card_view
        is_read = card.card() is not None and card.isVisibleTo(self)
        return (self.queue, self.case, self.search, *((card,) if is_read else ()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._queue.refresh()

    def _to_queue(self) -> None:
        self.columns.reveal(QUEUE)
        self.queue.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose_first()

    def _choose_first(self) -> None:
        """Look at the most urgent one until another is chosen: Enter takes what is looked at.

        Not while the queue comes in: what is first then is not the most urgent one.
        """
        table, connection = self.queue.table, self._models.connection.connection
        is_free = self._models.case_work.callback is None and connection.synced_at is not None
        if is_free and table.isVisible() and not table.current_key():
            table.selectRow(0)

    def _on_answered(self) -> None:
        """The citizen answers: the next thing to write is what is said.

        A panel in which she types keeps the cursor: it would close.
        """
        is_in_hand = self._models.case_work.callback is not None
        if is_in_hand and self.isVisible() and not is_in_panel(cursor_of(self)):
            self.columns.reveal(CASE)
            self.case.focus_field("answer")

    def _on_opened(self) -> None:
        """A case taken comes onto the screen; put down it leaves nothing to write but the queue."""
        if not self.isVisible() or is_in_panel(cursor_of(self)):
            return
        if self._models.case_work.callback is None:
            self._to_queue()
        else:
            self.queue.table.select_key(self._models.case_work.callback.id)
            self.columns.reveal(CASE)
