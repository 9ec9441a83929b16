"""Binds the session to the sign-in page: refusals in words, the secret never kept."""

from PySide6.QtCore import QObject

from console.screens.kit.texts import Texts
from console.viewmodels.session.session import SessionState, SessionViewModel
from widgets.kit.sign_in_page import SignInPage

NO_MISTAKE = ("password_temporary", "second_factor", "second_factor_new", "left_half_way")


class SignInScreen(QObject):
    def __init__(self, page: SignInPage, session: SessionViewModel) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._wording = Texts(self)
        self._is_starting = True  # nobody is asked in yet, but the page can be typed into
        page.submitted.connect(self._sign_in)
        page.provider_chosen.connect(self._by_provider)
        page.browser_left.connect(session.by_provider.leave)
        session.by_provider.changed.connect(self._offer)
        page.given_up.connect(session.give_up)
        page.answers.left_alone.connect(self._on_left)
        page.said_anew.connect(self._say)  # why she was refused or put out, in the words of now
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        session, page = self._session, self._page
        was_starting, self._is_starting = self._is_starting, session.state is SessionState.STARTING
        is_busy, in_browser = session.is_busy, session.by_provider.is_in_browser
        page.set_busy(is_busy or self._is_starting, in_browser=is_busy and in_browser)
        self._say()
        if session.is_busy or self._is_starting:
            return
        if session.state is not SessionState.SIGNED_OUT:
            page.clear_secret()
        elif self._is_asked() and page.login != session.login:
            session.give_up()  # another name was typed before the answer came
        elif session.refusal in self._wording.passwords.reasons():
            # The right one, and it goes along with the next: it stays typed.
            page.answers.ask_new_secret(self._wording.passwords.rules())
        elif session.refusal in self._wording.factors.reasons():
            factors = self._wording.factors
            page.answers.ask_code(factors.hint(), factors.shown(session.detail))
        elif session.refusal and not was_starting:
            # else she may be in the middle of her name or password
            page.clear_secret()
            page.focus_first()

    def _is_asked(self) -> bool:
        own = self._wording
        return self._session.refusal in {**own.passwords.reasons(), **own.factors.reasons()}

    def _on_left(self) -> None:
        self._session.give_up("left_half_way")

    def _sign_in(self, login: str, secret: str, seat: str) -> None:
        answers = self._page.answers
        self._session.sign_in(login, secret, seat, answers.new_secret(), answers.code())

    def _offer(self) -> None:
        self._page.offer_provider(self._session.by_provider.name)

    def _by_provider(self, seat: str) -> None:
        self._session.sign_in_by_provider(seat, self._wording.providers.at_the_end())

    def _say(self) -> None:
        session, page = self._session, self._page
        if session.is_busy and session.by_provider.is_in_browser:
            page.show_message("info", self._wording.providers.in_browser())
        elif session.is_busy:
            page.show_message("info", self.tr("Controllo l'accesso…"))
        elif session.state is SessionState.SIGNED_OUT:
            # What is asked for only now is no mistake of whoever signs in.
            kind = "warning" if session.refusal in NO_MISTAKE else "error"
            page.show_message(kind, self._wording.sign_in_refused(session.refusal))
        elif not self._is_starting:
            page.show_message("info", "")
