"""Binds the session to the lock page: why it is locked, and what stays open behind it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.screens.kit.texts import Texts
from console.viewmodels.session.session import SessionState, SessionViewModel
from contract.wire import reason_codes
from widgets.kit.lock_page import LockPage
from widgets.kit.plain_text import isolated


class LockScreen(QObject):
    def __init__(
        self, page: LockPage, session: SessionViewModel, sign_out: Callable[[], None]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._wording = Texts(self)
        page.submitted.connect(session.unlock)
        page.provider_chosen.connect(self._by_provider)
        page.browser_left.connect(session.by_provider.leave)
        session.by_provider.changed.connect(self.refresh)
        page.sign_out_requested.connect(sign_out)
        session.changed.connect(self.refresh)

    def refresh(self) -> None:
        session, page = self._session, self._page
        in_browser = session.is_busy and session.by_provider.is_in_browser
        page.offer_provider(session.by_provider.name)
        page.set_busy(session.is_busy, in_browser=in_browser)
        if session.state is not SessionState.LOCKED:
            page.clear_secret()
            page.show_message("info", "")
            return
        name = session.account.display_name if session.account is not None else ""
        title, text = self._ended(session.refusal)
        page.show_locked(title or self.tr("Postazione bloccata"), text.format(isolated(name)))
        if in_browser:
            page.show_message("info", self._wording.providers.in_browser())
        elif not session.is_busy:
            page.show_message("error", "" if title else self._refused(session.refusal))
            page.clear_secret()
            page.focus_first()

    def _by_provider(self) -> None:
        self._session.unlock_by_provider(self._wording.providers.at_the_end())

    def _ended(self, refusal: str) -> tuple[str, str]:
        """Return title and text; no title for a page that was locked, whatever it refused."""
        stays = self.tr(
            "{0}, il lavoro resta aperto: telefonata e bozza restano come sono. Scrivi la "
            "password per continuare."
        )
        return {
            reason_codes.SESSION_EXPIRED: (self.tr("Accesso scaduto"), stays),
            reason_codes.SIGNED_IN_ELSEWHERE: (
                self.tr("Accesso aperto altrove"),
                self.tr(
                    "{0}, con il tuo nome si lavora ora a un'altra postazione. Quello che non era "
                    "inviato non è perso. Scrivi la password per continuare qui: l'altra "
                    "postazione si blocca."
                ),
            ),
            reason_codes.SEAT_TAKEN: (
                self.tr("Linea in uso altrove"),
                self.tr(
                    "{0}, con la linea di questa postazione lavora ora un'altra persona. Quello "
                    "che non era inviato non è perso. Esci e rientra con un'altra linea, o chiama "
                    "il responsabile."
                ),
            ),
            reason_codes.SIGNED_OUT_BY_OTHERS: (
                self.tr("Accesso chiuso"),
                self.tr(
                    "{0}, il responsabile o l'assistenza ha chiuso il tuo accesso. Quello che non "
                    "era inviato non è perso. Scrivi la password per continuare."
                ),
            ),
        }.get(refusal, ("", stays))

    def _refused(self, refusal: str) -> str:
        if refusal in self._wording.factors.reasons():
            return self.tr(
                "Il tuo accesso è scaduto e per riaprirlo serve anche il codice di verifica. "
                "Cambia operatore e rientra: il lavoro resta qui."
            )
        if refusal == "bad_credentials":  # nobody is asked for a name here
            return self.tr("Password o PIN non corretti. Controlla le maiuscole e riprova.")
        return self._wording.sign_in_refused(refusal)
