"""Binds the session to the sign-in page: refusals in words, the secret never kept."""

from PySide6.QtCore import QObject

from console.screens.kit.texts import Texts
from console.viewmodels.session.session import SessionState, SessionViewModel
from widgets.kit.sign_in_page import SignInPage


class SignInScreen(QObject):
    def __init__(self, page: SignInPage, session: SessionViewModel) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._wording = Texts(self)
        self._is_starting = True  # nobody is asked in yet, but the page can be typed into
        page.submitted.connect(session.sign_in)
        page.said_anew.connect(self._say)  # why she was refused or put out, in the words of now
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        session, page = self._session, self._page
        was_starting, self._is_starting = self._is_starting, session.state is SessionState.STARTING
        page.set_busy(session.is_busy or self._is_starting)
        self._say()
        if session.is_busy or self._is_starting:
            return
        if session.state is not SessionState.SIGNED_OUT:
            page.clear_secret()
        elif session.refusal and not was_starting:
            # else she may be in the middle of her name or password
            page.clear_secret()
            page.focus_first()

    def _say(self) -> None:
        session, page = self._session, self._page
        if session.is_busy:
            page.show_message("info", self.tr("Controllo l'accesso…"))
        elif session.state is SessionState.SIGNED_OUT:
            page.show_message("error", self._wording.sign_in_refused(session.refusal))
        elif not self._is_starting:
            page.show_message("info", "")
