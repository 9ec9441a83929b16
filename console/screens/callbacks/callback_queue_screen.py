"""Level II: the queue of callbacks beside the case being answered."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from console.screens.callbacks.case_presenter import CasePresenter
from console.screens.callbacks.origin_texts import OriginTexts
from console.screens.kit.columns import TWO_PX
from console.screens.kit.moments import band, clock_time, day_and_time
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.callback import MAX_ATTEMPTS, Callback, CallbackState
from contract.domain.ids import CallbackId, DeskId, TopicId
from contract.domain.phone_number import spoken
from widgets.cards.case_view import CaseView
from widgets.fields.labelled_field import Choice
from widgets.kit.announcer import Announcer
from widgets.kit.column_scroll import column_scroll
from widgets.kit.plain_text import left_to_right, one_line
from widgets.kit.theme import scaled
from widgets.panels.floating_panel import is_in_panel
from widgets.tables.callback_table import CallbackRow, CallbackTable

CALLBACKS = "callbacks"
ALL_DESKS = ""
AGES_MS = 60_000  # how long a row may tell an age that was
SHOWN = 200  # rows built at each change; the queue may hold thousands, nobody reads beyond


class CallbackQueueScreen(QWidget):
    def __init__(
        self, models: SeatModels, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("callback_queue_screen")
        self._models = models
        self._now = now
        self._origins = OriginTexts(self)
        self.queue = CallbackTable()
        self._announcer = Announcer(self.queue)
        self.case = CaseView()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        self._case_column = column_scroll(self.case)
        layout.addWidget(self.queue, 55)
        layout.addWidget(self._case_column, 45)
        models.case_work.opened.connect(self._on_opened)  # before the view locks its fields
        CasePresenter(self.case, models, now)
        self._connect()
        self._ages = QTimer(self)
        self._ages.timeout.connect(self._on_rows_changed)
        self._ages.start(AGES_MS)
        self._on_choices_changed()
        self._on_rows_changed()

    def start_typing(self) -> None:
        if self._models.case_work.callback is None:
            self.queue.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.case.focus_field("answer")

    def panes(self) -> tuple[QWidget, ...]:
        return tuple(part for part in (self.queue, self.case) if part.isVisible())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_rows_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        models, queue = self._models, self.queue
        queue.selected.connect(lambda key: models.queue.select(CallbackId(key)))
        queue.opened.connect(lambda key: models.queue.claim(CallbackId(key)))
        queue.next_requested.connect(models.queue.claim_next)
        queue.desk_chosen.connect(self._on_desk_chosen)
        queue.mine_toggled.connect(self._on_mine_toggled)
        models.queue.rows_changed.connect(self._on_rows_changed)
        models.editor.choices_changed.connect(self._on_choices_changed)
        models.call.answered.connect(self._on_answered)

    def _on_desk_chosen(self, key: str) -> None:
        self._models.queue.show_desk(DeskId(key) if key else None)
        self._announcer.announce(self._title())

    def _on_mine_toggled(self, is_mine: bool) -> None:
        account = self._models.session.account
        self._models.queue.show_mine(account.id if is_mine and account is not None else None)
        if self.isVisible():
            self._announcer.announce(self._title())

    def _on_answered(self) -> None:
        """The citizen answers: the next thing to write is what is said.

        A panel in which she types keeps the cursor: it would close.
        """
        is_in_hand = self._models.case_work.callback is not None
        if is_in_hand and self.isVisible() and not is_in_panel(QApplication.focusWidget()):
            self.case.focus_field("answer")

    def _on_opened(self) -> None:
        """A case put down leaves nothing to write: go back to the queue it came from."""
        self._arrange()
        is_put_down = self._models.case_work.callback is None and self.isVisible()
        if is_put_down and not is_in_panel(QApplication.focusWidget()):
            self.queue.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_choices_changed(self) -> None:
        editor, account = self._models.editor, self._models.session.account
        mine = account.desk_ids if account is not None else ()
        desks = tuple(Choice(desk.id, desk.name) for desk in editor.desks if desk.id in mine)
        chosen = self._models.queue.desk_id or ALL_DESKS
        self.queue.set_desks((Choice(ALL_DESKS, self.tr("Tutti i miei")), *desks), chosen)
        self._on_rows_changed()

    def _on_rows_changed(self) -> None:
        """Show the queue; while another page is in front it waits until this one is shown."""
        if not self.isVisible():
            return
        queue = self._models.queue
        self.queue.set_title(self._title())
        empty = self.tr("Nessun richiamo da fare. Buon lavoro.")
        topics = {topic.id: topic.path for topic in self._models.editor.topics}
        rows = tuple(self._row(callback, topics) for callback in queue.rows[:SHOWN])
        self.queue.set_rows(rows, empty)

    def _title(self) -> str:
        queue = self._models.queue
        title = self.tr("Da richiamare · %n in coda", "", queue.open_count)
        if queue.overdue_count:
            title += " · " + self.tr("%n oltre termine", "", queue.overdue_count)
        if len(queue.rows) > SHOWN:
            title += " · " + self.tr("i {0} più urgenti").format(SHOWN)
        return title

    def _row(self, callback: Callback, topics: Mapping[TopicId, str]) -> CallbackRow:
        late = self._models.queue.is_overdue(callback)
        account = self._models.session.account
        by_other = callback.state is CallbackState.CLAIMED and (
            account is None or callback.holder_id != account.id
        )
        return CallbackRow(
            key=callback.id,
            due=day_and_time(callback.window_end_at, self._now()),
            window=band(callback.window_start_at, callback.window_end_at),
            citizen=one_line(callback.caller.name)
            or left_to_right(spoken(callback.caller.phone))
            or self.tr("Numero nascosto"),
            topic=self._origins.what(callback)
            or topics.get(callback.topic_id, "").rpartition(" › ")[2],
            attempts=f"{callback.attempts}/{MAX_ATTEMPTS}",
            note=self._note(callback, by_other=by_other),
            note_said=(
                self.tr("in mano a {0}").format(one_line(callback.holder_name)) if by_other else ""
            ),
            urgency=(
                self.tr("oltre termine dalle {0}").format(clock_time(callback.window_end_at))
                if late
                else ""
            ),
            is_muted=by_other,
        )

    def _note(self, callback: Callback, *, by_other: bool) -> str:
        if by_other:
            return callback.holder_name
        if callback.state is CallbackState.CLAIMED:
            return self.tr("in mano a te")
        return self._origins.how_often(callback, self._now())

    def _arrange(self) -> None:
        """Side by side when there is room, else the case in hand, else the queue."""
        narrow = self.width() < scaled(TWO_PX)
        in_hand = self._models.case_work.callback is not None
        self.queue.setVisible(not narrow or not in_hand)
        self._case_column.setVisible(not narrow or in_hand)
