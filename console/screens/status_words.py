"""Binds the connection to the status line, and the notices to the line above the form."""

from PySide6.QtCore import QObject

from console.screens.moments import clock_time
from console.screens.wording import Wording
from console.viewmodels.connection import ConnectionViewModel
from console.viewmodels.notices import Level, NoticesViewModel, Passing
from contract.domain.ids import NoticeId
from widgets.notice_bar import Notice, NoticeBar
from widgets.status_line import StatusLine

STORED = "stored:"
_KINDS = {
    Level.DONE: "ok",
    Level.INFORM: "info",
    Level.ACT_SOON: "warning",
    Level.ACT_NOW: "error",
}


class ConnectionLine(QObject):
    """ "Collegato · 0 da inviare", or since when not."""

    def __init__(self, line: StatusLine, model: ConnectionViewModel) -> None:
        super().__init__(line)
        self._line = line
        self._model = model
        self._wording = Wording(self)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        connection = self._model.connection
        self._line.show_connection(is_online=connection.online, text=self.sentence())
        self._line.show_waiting(self._wording.to_send(self._model.waiting))

    def sentence(self) -> str:
        connection = self._model.connection
        if connection.online:
            return self.tr("Collegato")
        if connection.trouble == "certificate":
            return self.tr("Server non riconosciuto")
        if connection.trouble == "session_expired":
            return self.tr("Accesso scaduto")
        if connection.trouble == "server_full":
            return self.tr("Il server non registra")
        if connection.trouble == "disk_full":
            return self.tr("Disco pieno")
        if connection.since_at is None:
            return self.tr("In collegamento…")
        return self.tr("Senza collegamento dalle {0}").format(clock_time(connection.since_at))


class NoticeLine(QObject):
    """Words the notices; closing a stored one marks it seen."""

    def __init__(self, bar: NoticeBar, model: NoticesViewModel) -> None:
        super().__init__(bar)
        self._bar = bar
        self._model = model
        self._wording = Wording(self)
        self._shown: set[str] = set()
        model.told.connect(self._on_told)
        model.taken_back.connect(bar.remove)
        model.stored_changed.connect(self._on_stored_changed)
        bar.closed.connect(self._on_closed)
        for passing in model.passing.values():
            self._on_told(passing)
        self._on_stored_changed()

    def _on_told(self, passing: Passing) -> None:
        kind = "offline" if passing.code == "offline" else _KINDS[passing.level]
        text = self._wording.notice(passing.code, passing.subject)
        self._bar.show_notice(Notice(key=passing.code, kind=kind, text=text))

    def _on_stored_changed(self) -> None:
        keys = {f"{STORED}{notice.id}" for notice in self._model.stored}
        for gone in self._shown - keys:
            self._bar.remove(gone)
        for notice in self._model.stored:
            text = self._wording.notice(notice.code, notice.subject)
            self._bar.show_notice(Notice(key=f"{STORED}{notice.id}", kind="warning", text=text))
        self._shown = keys

    def _on_closed(self, key: str) -> None:
        if key.startswith(STORED):
            self._model.seen(NoticeId(key.removeprefix(STORED)))
        else:
            self._model.take_back(key)
