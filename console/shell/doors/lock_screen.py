"""Binds the session to the lock page: why it is locked, and what stays open behind it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.screens.kit.texts import Texts
from console.viewmodels.session.session import SessionState, SessionViewModel
from widgets.kit.lock_page import LockPage


class LockScreen(QObject):
    def __init__(
        self, page: LockPage, session: SessionViewModel, sign_out: Callable[[], None]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._wording = Texts(self)
        page.submitted.connect(session.unlock)
        page.sign_out_requested.connect(sign_out)
        session.changed.connect(self.refresh)

    def refresh(self) -> None:
        session, page = self._session, self._page
        page.set_busy(session.is_busy)
        if session.state is not SessionState.LOCKED:
            page.clear_secret()
            page.show_message("info", "")
            return
        expired = session.refusal == "session_expired"
        name = session.account.display_name if session.account is not None else ""
        page.show_locked(
            self.tr("Accesso scaduto") if expired else self.tr("Postazione bloccata"),
            self.tr(
                "{0}, il lavoro resta aperto: telefonata e bozza restano come sono. Scrivi la "
                "password per continuare."
            ).format(name),
        )
        if not session.is_busy:
            refusal = "" if expired else session.refusal
            page.show_message("error", self._refused(refusal))
            page.clear_secret()
            page.focus_first()

    def _refused(self, refusal: str) -> str:
        if refusal == "bad_credentials":  # nobody is asked for a name here
            return self.tr("Password o PIN non corretti. Controlla le maiuscole e riprova.")
        return self._wording.sign_in_refused(refusal)
