"""Binds a broken local store to its page: what happened, what is safe, one button."""

from PySide6.QtCore import QObject

from console.screens.kit.texts import Texts
from console.viewmodels.session.session import SessionState, SessionViewModel
from widgets.kit.broken_page import BrokenPage


class BrokenScreen(QObject):
    def __init__(self, page: BrokenPage, session: SessionViewModel) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._wording = Texts(self)
        page.button_pressed.connect(session.start)
        session.changed.connect(self.refresh)

    def refresh(self) -> None:
        if self._session.state is not SessionState.STORE_BROKEN:
            return
        happened, safe, button = self._wording.store_broken(self._session.refusal)
        self._page.show_break(
            title=self.tr("La console non può cominciare"),
            happened=happened,
            safe=safe,
            button=button,
        )
        self._page.focus_first()
