"""The language of the window: the seat's, her own, or what was chosen at the sign-in page."""

from PySide6.QtCore import QObject

from console.screens.kit.language_texts import OF_CONSOLE
from console.shell.translation import speak, spoken_language
from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.sign_in_page import SignInPage


class LanguageChoice(QObject):
    """is_fixed: by a policy of IT; then nobody is asked."""

    def __init__(self, page: SignInPage, *, is_fixed: bool) -> None:
        super().__init__(page)
        self._page = page
        self._is_fixed = is_fixed
        self._chosen = self._built_in = ""  # of what stands behind the sign-in page
        self._buttons: dict[str, ActionButton] = {}
        self._offer()

    def note_built(self) -> None:
        """What is built now has the language of now."""
        self._built_in = spoken_language()

    def await_next(self) -> None:
        """The seat is free: what was chosen for one sign-in is not chosen for the next."""
        self._chosen = ""

    def speak(self, language: str) -> bool:
        """Speak an operator's language from here on, "" for the seat's.

        What she chose at the sign-in page goes before what she has kept. Tell whether what stands
        was built in another.
        """
        speak("" if self._is_fixed else self._chosen or language)
        self._offer()
        return spoken_language() != self._built_in

    def _on_chosen(self, language: str) -> None:
        self._chosen = language
        self._built_in = ""  # pages that are being built just now have words of both
        speak(language)

    def _offer(self) -> None:
        """Offer each language by its own name, behind size and contrast."""
        if self._is_fixed:
            return
        for code, name in OF_CONSOLE:
            if code not in self._buttons:
                button = action_button(f"language_{code}", name, kind="flat")
                button.setCheckable(True)
                button.setAutoExclusive(True)  # to a reader one of several, as which it stands
                button.clicked.connect(lambda _=False, one=code: self._on_chosen(one))
                self._buttons[code] = button
                self._page.comfort.addWidget(button)
            self._buttons[code].setChecked(code == spoken_language())
