"""Binds the connection to the status line, and the notices to the line above the form."""

import math
import time
from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QLocale, QObject

from console.model.duty.seat_state import FORGED, WAITS_TO_COPY, Copying
from console.screens.kit.feature import NoticeAction
from console.screens.kit.moments import clock_time
from console.screens.kit.notice_texts import NoticeTexts
from console.screens.kit.texts import Texts
from console.viewmodels.kit.notice_code import Moment, NoticeCode, SeatNotice
from console.viewmodels.kit.notices import Level, NoticesViewModel, Passing
from console.viewmodels.kit.unsent_input import WAITING
from console.viewmodels.session.connection import ConnectionViewModel
from contract.domain.ids import KNOWLEDGE_SCOPE, NoticeId
from widgets.kit.notice_bar import Notice, NoticeBar
from widgets.kit.plain_text import left_to_right
from widgets.kit.status_line import StatusLine

STORED = "stored:"
_KINDS = {
    Level.INFORM: "info",
    Level.ACT_SOON: "warning",
    Level.ACT_NOW: "error",
    Level.SAFETY: "error",
}


class ConnectionLine(QObject):
    """ "Collegato · 0 da inviare", or since when not."""

    def __init__(self, line: StatusLine, model: ConnectionViewModel) -> None:
        super().__init__(line)
        self._line = line
        self._model = model
        self._wording = Texts(self)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        connection = self._model.connection
        begins = connection.since_at is None and not connection.trouble
        # To connect and to copy is work under way: a crossed cloud would say that something fails.
        icon = "hourglass" if begins or connection.copying is not None else ""
        self._line.show_connection(is_online=connection.online, text=self.sentence(), icon=icon)
        # Said here alone: on results, card and idle page it would say five times one thing.
        is_old = not connection.online and connection.synced_at is not None
        at = clock_time(connection.synced_at)
        self._line.show_copy(self.tr("Banca dati delle {0}").format(at) if is_old else "")
        waiting = self._model.waiting
        self._line.show_waiting(self._wording.to_send(waiting) if waiting else "")

    def sentence(self) -> str:
        connection = self._model.connection
        if connection.copying is not None:
            return self._copying(connection.copying)
        if connection.online:
            return self.tr("Collegato")
        if connection.trouble == "certificate":
            return self.tr("Server non riconosciuto")
        if connection.trouble == FORGED:
            return self.tr("Dati non firmati dal server: uso la copia di prima")
        if connection.trouble == "session_expired":
            return self.tr("Accesso scaduto")
        if connection.trouble == "server_full":
            return self.tr("Il server non registra")
        if connection.trouble == "disk_full":
            return self.tr("Disco pieno")
        if connection.since_at is None:
            return self.tr("In collegamento…")
        return self.tr("Senza collegamento dalle {0}").format(clock_time(connection.since_at))

    def _copying(self, copying: Copying) -> str:
        if copying == WAITS_TO_COPY:
            return self.tr("Dati di prima: fra poco copio i nuovi")
        what = self.tr("Copio i dati")
        if copying.scope == KNOWLEDGE_SCOPE:
            what = self.tr("Copio la banca dati")
        rows, total = (QLocale().toString(number) for number in (copying.rows, copying.total))
        if not copying.total:
            return self.tr("{0}: {1}").format(what, left_to_right(rows))
        how_far = self.tr("{0} di {1}").format(left_to_right(rows), left_to_right(total))
        return self.tr("{0}: {1}").format(what, how_far)


class StandingLine(QObject):
    """Names in the status bar the two gravest things that stand; the line above has all words.

    What only happened does not hide them there: of a missed call the line above tells.
    """

    def __init__(self, bar: NoticeBar, status: StatusLine) -> None:
        super().__init__(status)
        self._bar = bar
        self._status = status
        bar.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        notices = self._bar.conditions()
        words, also = (*(in_short(one.text) for one in notices), "", "")[:2]
        self._status.show_condition(notices[0].kind if notices else "", words, also)


def in_short(sentence: str) -> str:
    """Return what happened, without what to do: up to the first full stop or colon."""
    # With the blank behind it: the "." and ":" of a number or an hour end nothing.
    ends = (at for at in (sentence.find(". "), sentence.find(": ")) if at > 0)
    return sentence[: min(ends, default=len(sentence))].removesuffix(".")


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
