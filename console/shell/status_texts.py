"""Binds the status line: the connection, what stands, and the pages where no rail has room."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from console.model.duty.seat_state import FORGED, WAITS_TO_COPY, Copying
from console.screens.kit.feature import Page
from console.screens.kit.moments import clock_time
from console.screens.kit.texts import Texts
from console.viewmodels.session.connection import ConnectionViewModel
from contract.domain.ids import KNOWLEDGE_SCOPE
from widgets.kit.notice_bar import NoticeBar
from widgets.kit.plain_text import left_to_right
from widgets.kit.rail import MAX_SHORTCUTS
from widgets.kit.status_line import StatusLine


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


class PageMenu(QObject):
    """The pages by mouse: the line names the one in front, and lists all.

    chosen carries the name of a page.
    """

    chosen = Signal(str)

    def __init__(self, status: StatusLine, shown: Callable[[], str]) -> None:
        super().__init__(status)
        self._status = status
        self._shown = shown
        self._pages: Sequence[Page] = ()
        status.pages.clicked.connect(self._open)

    def offer(self, pages: Sequence[Page], *, is_offered: bool) -> None:
        """Name the page in front, for who signed in; not where the rail does it."""
        self._pages = pages
        title = next((one.title for one in pages if one.name == self._shown()), "")
        self._status.show_page(title if is_offered and len(pages) > 1 else "")

    def _open(self) -> None:
        menu = QMenu(self._status)
        for at, page in enumerate(self._pages):
            key = QKeySequence(f"Alt+{at + 1}") if at < MAX_SHORTCUTS else QKeySequence()
            words = key.toString(QKeySequence.SequenceFormat.NativeText)
            entry = menu.addAction(f"{self._words(page)}\t{words}")
            entry.setCheckable(True)
            entry.setChecked(page.name == self._shown())
            entry.triggered.connect(lambda _=False, name=page.name: self.chosen.emit(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._status.pages.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _words(self, page: Page) -> str:
        """Return its title, and what waits there as the rail's number would say."""
        count = page.badge.count() if page.badge is not None else 0
        return f"{page.title} · {page.badge.text(count)}" if page.badge and count else page.title
