"""The notices told in the line above the form, and the last ones of all for who missed them."""

import math
import time
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.screens.kit.feature import NoticeAction
from console.screens.kit.moments import clock_time
from console.screens.kit.notice_texts import NoticeTexts
from console.viewmodels.kit.notice_code import Moment, NoticeCode, SeatNotice
from console.viewmodels.kit.notices import Level, NoticesViewModel, Passing
from console.viewmodels.kit.unsent_input import WAITING
from contract.domain.ids import NoticeId
from widgets.kit.notice_bar import Notice, NoticeBar
from widgets.panels.floating_panel import FloatingPanel
from widgets.speech.announcer import Announcer
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

MOST = 10
STORED = "stored:"
_KINDS = {
    Level.INFORM: "info",
    Level.ACT_SOON: "warning",
    Level.ACT_NOW: "error",
    Level.SAFETY: "error",
}


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


class NoticeLine(QObject):
    """Words the notices; closing a stored one marks it seen."""

    def __init__(
        self,
        bar: NoticeBar,
        model: NoticesViewModel,
        texts: NoticeTexts,
        actions: Mapping[str, tuple[NoticeAction, ...]],
        now: Callable[[], datetime],
        told_elsewhere: frozenset[str],
    ) -> None:
        super().__init__(bar)
        own = NoticeAction(text=self.tr("Mostra"), key="Ctrl+O")
        self._actions = {**actions, WAITING: (own,)}
        self._bar = bar
        self._model = model
        self._now = now
        self._texts = texts
        self._told_elsewhere = told_elsewhere
        self._shown: set[str] = set()
        model.told.connect(self._on_told)
        model.taken_back.connect(bar.remove)
        model.stored_changed.connect(self._on_stored_changed)
        bar.closed.connect(self._on_closed)
        bar.action_triggered.connect(self._on_acted)
        for passing in model.passing.values():
            self._on_told(passing)
        self._on_stored_changed()

    def _on_told(self, passing: Passing) -> None:
        if passing.level is Level.DONE or passing.code in self._told_elsewhere:
            return  # it is no condition: the pill says it, or the strip
        kind = "offline" if passing.code == SeatNotice.OFFLINE else _KINDS[passing.level]
        text = self._texts.sentence(passing.code, passing.subject)
        is_alarm = passing.level is Level.SAFETY
        action, key_hint = self._action(passing)
        left_s = self._left_s(passing)
        stands = isinstance(passing.code, NoticeCode) and Moment.CAUSE_GONE in passing.code.until
        self._bar.show_notice(
            Notice(
                key=passing.key or passing.code,
                kind=kind,
                text=text,
                action=action,
                key_hint=key_hint,
                can_close=not is_alarm,
                stands=stands,
                # What stands and needs no answer is told in the status bar: no need to cover a row.
                opens=not (stands and passing.level is Level.INFORM),
                is_alarm=is_alarm,
                ends_at=None if left_s is None else time.monotonic() + left_s,
                spoken="" if left_s is None else self._time_to_call(left_s),
            )
        )

    def _action(self, passing: Passing) -> tuple[str, str]:
        """Return the words of a notice's button and its key; "" for no button."""
        if passing.level is Level.SAFETY:
            return self.tr("Ho letto"), "F1"
        offered = (one for one in self._actions.get(passing.code, ()) if one.when(passing.subject))
        action = next(offered, None)
        return (action.text, action.key) if action is not None else ("", "")

    def _on_acted(self, key: str) -> None:
        passing = self._model.passing.get(key)
        offered = self._actions.get(passing.code, ()) if passing is not None else ()
        run = next((one.run for one in offered if one.run is not None), None)
        if passing is not None and run is not None:
            run(passing.subject)
        else:
            self._model.act(key)

    def _left_s(self, passing: Passing) -> float | None:
        """Return for how long he is hers to call; None: nobody said, or she calls him."""
        until = passing.subject.get("until", "")
        if not until:
            return None
        return max(0.0, (datetime.fromisoformat(until) - self._now()).total_seconds())

    def _time_to_call(self, left_s: float) -> str:
        return self.tr("Hai %n secondi, poi tocca a un altro.", "", math.ceil(left_s))

    def _on_stored_changed(self) -> None:
        keys = {f"{STORED}{notice.id}" for notice in self._model.stored}
        for gone in self._shown - keys:
            self._bar.remove(gone)
        for notice in self._model.stored:
            text = self._texts.sentence(notice.code, notice.subject)
            self._bar.show_notice(Notice(key=f"{STORED}{notice.id}", kind="warning", text=text))
        self._shown = keys

    def _on_closed(self, key: str) -> None:
        if key.startswith(STORED):
            self._model.seen(NoticeId(key.removeprefix(STORED)))
        else:
            self._model.dismiss(key)


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
