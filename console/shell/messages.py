"""The last things that were told, for who did not hear or see them in time."""

from collections import deque
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.screens.kit.moments import clock_time
from console.screens.kit.notice_texts import NoticeTexts
from console.viewmodels.kit.notices import NoticesViewModel, Passing
from widgets.panels.floating_panel import FloatingPanel
from widgets.speech.announcer import Announcer
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

MOST = 10


class Messages(QObject):
    """Confirmations and conditions alike, the newest last; of one operator, gone with her work."""

    def __init__(
        self,
        model: NoticesViewModel,
        texts: NoticeTexts,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._now = now
        self._told: deque[tuple[datetime, str]] = deque(maxlen=MOST)
        model.told.connect(self._on_told)
        for passing in model.passing.values():
            self._on_told(passing)

    def latest_first(self) -> tuple[tuple[datetime, str], ...]:
        return tuple(reversed(self._told))

    def _on_told(self, passing: Passing) -> None:
        sentence = self._texts.sentence(passing.code, passing.subject).replace("\n", ". ")
        # A condition is told again with each change of what waits: in the same words it is old.
        if not self._told or self._told[-1][1] != sentence:
            self._told.append((self._now(), sentence))


class MessagesPanel(FloatingPanel):
    """Says the last message, and lists it with those before."""

    width_px = 660

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(self.tr("Ultimi messaggi"), parent)
        self.setObjectName("messages_panel")
        self._messages = messages
        self._announcer = Announcer(parent)
        self.table = RecordTable(
            self.tr("Ultimi messaggi"),
            (
                Column(title=self.tr("Ora"), width=7, is_ltr=True),
                Column(title=self.tr("Messaggio"), width=0),
            ),
        )
        self.content.addWidget(self.table)

    def show_messages(self) -> None:
        told = self._messages.latest_first()
        rows = [
            Record(key=str(at), cells=(clock_time(when), sentence))
            for at, (when, sentence) in enumerate(told)
        ]
        self.table.set_records(rows)
        self.table.flush()
        self.table.want_rows(MOST)
        last = told[0][1] if told else self.tr("Nessun messaggio.")
        # Asked for: said also where another part said just this a moment ago.
        self._announcer.announce(last, urgent=True, kind=None)
        self.open()

    def first_focus(self) -> QWidget:
        return self.table
