"""The pages by mouse where the rail has no room: the status line names this one, and lists all."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from console.screens.kit.feature import Page
from widgets.kit.rail import MAX_SHORTCUTS
from widgets.kit.status_line import StatusLine


class PageMenu(QObject):
    """chosen carries the name of a page."""

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
