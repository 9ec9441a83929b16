"""Signing in: who, with which secret, at which seat."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QWidget

from widgets.fields.labelled_field import LineField
from widgets.fields.sign_in_answers import SignInAnswers
from widgets.kit.action_button import action_button
from widgets.kit.centred_page import CentredPage
from widgets.kit.doors.provider_button import ProviderButton
from widgets.kit.plain_text import wrapped_label

NOTE_MOST = 600  # characters


class SignInPage(CentredPage):
    """submitted carries login, secret and seat when all three are filled.

    Whoever takes no calls says so and is asked for no seat: then it is "". What it says is said in
    another language as soon as that is spoken: who reads no Italian chooses before she signs in.
    """

    submitted = Signal(str, str, str)
    provider_chosen = Signal(str)  # with the seat: the browser asks who it is
    browser_left = Signal()
    given_up = Signal()  # what was begun for the name that stood here
    said_anew = Signal()  # in another language; what others say here has its own words

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("ChiamaRoma"), parent)
        self.setObjectName("sign_in_page")
        self._login = LineField("login", "", left_to_right=True)
        self._secret = LineField("secret", "", secret=True, left_to_right=True)
        self._seat = LineField("seat", "", left_to_right=True)
        self._is_seat_fixed = False
        self._no_phone = QCheckBox()
        self._no_phone.setObjectName("sign_in_no_phone")
        self._has_phone = True
        self.answers = SignInAnswers()
        self._enter = action_button("sign_in_submit", "", kind="primary")
        self._provider = ProviderButton("sign_in_provider")
        self._note = wrapped_label("", "info", self)
        self._note.hide()
        self._house = wrapped_label("", "muted")
        self.content.addWidget(self._house)
        self.content.addWidget(self._note)
        asked = (self._login, self._secret, self._seat, self._no_phone, self.answers)
        for part in (*asked, self._enter):
            self.content.addWidget(part)
        self.content.addWidget(self._provider)
        self.content.addWidget(self.message)
        self.answers.entered.connect(self._submit)
        for field in (self._login, self._secret, self._seat):
            field.entered.connect(self._submit)
            field.edited.connect(lambda _, mended=field: mended.show_error(""))
        self._login.edited.connect(lambda _: self._on_other_name())
        self._no_phone.toggled.connect(self._on_no_phone)
        _enter_in(self._no_phone, self._submit)
        self._enter.clicked.connect(self._submit)
        self._provider.pressed.connect(self._choose_provider)
        self._provider.left.connect(self.browser_left)
        self._say_words()

    @property
    def asks_seat(self) -> bool:
        return not self._no_phone.isChecked()

    @property
    def login(self) -> str:
        return self._login.value().strip()

    def set_values(self, *, login: str = "", seat: str = "", has_phone: bool = True) -> None:
        self._login.set_value(login)
        self._seat.set_value(seat)
        self._has_phone = has_phone
        self._no_phone.setChecked(not has_phone)

    def fix_seat(self) -> None:
        """Make the seat read-only: the machine's policy has set it."""
        self._seat.fix()
        self._is_seat_fixed = True
        self._say_words()

    def show_note(self, text: str) -> None:
        """Show above the fields what the operator should know at sign-in; "" for nothing."""
        self._note.setText(text[:NOTE_MOST])
        self._note.setVisible(bool(text))

    def ask_anew(self) -> None:
        """Prepare for the next operator, who has neither this name nor this choice of no calls.

        With a name left there she would type her own as a password, and her password in clear.
        """
        self._login.set_value("")
        self.answers.ask_nothing()
        self._no_phone.setChecked(not self._has_phone)
        self.focus_first()

    def offer_provider(self, name: str) -> None:
        """Offer the city's identity provider beside the password; "" for none."""
        self._provider.offer(name)

    def set_busy(self, is_busy: bool, *, in_browser: bool = False) -> None:
        """While the answer is awaited nothing can be sent twice; in_browser: it may be given up."""
        self._enter.setEnabled(not is_busy)
        self._provider.set_busy(is_busy, is_waiting=in_browser)

    def clear_secret(self) -> None:
        self._secret.set_value("")
        self.answers.ask_nothing()

    def focus_first(self) -> None:
        """Go to the first field that is empty."""
        fields = (self._login, self._secret, *self._asked_seat(), *self.answers.asked())
        # Where a name stands the cursor waits in the password: the usual morning is one word to
        # type.
        empty = next((field for field in fields if not field.value()), self._secret)
        empty.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_house"):
            self._say_words()

    def _say_words(self) -> None:
        """Say all of it in the language of now; an error of before goes with its language."""
        self._house.setText(self.tr("Contact center di Roma"))
        self._login.label.setText(self.tr("&Nome utente"))
        self._secret.label.setText(self.tr("P&assword"))
        self.answers.say_words()
        fixed = self.tr("P&ostazione, impostata dall'amministratore")
        self._seat.label.setText(fixed if self._is_seat_fixed else self.tr("P&ostazione"))
        self._no_phone.setText(self.tr("Oggi lavoro senza &telefono"))
        self._no_phone.setAccessibleDescription(
            self.tr("Nessuna telefonata arriverà qui, e la postazione non serve.")
        )
        self._enter.show_words(self.tr("Entra"), QCoreApplication.translate("Keyboard", "Invio"))
        for field in (self._login, self._secret, self._seat):
            field.show_error("")
            field.words.require()
        self.said_anew.emit()

    def _submit(self) -> None:
        # Enter in a field goes past the button: nothing is sent twice while an answer is awaited.
        if not self._enter.isEnabled():
            return
        own = (self._login, self._secret, *self._asked_seat())
        self._ask_for(own)
        self.answers.check()
        if _are_right((*own, *self.answers.asked())):
            self.submitted.emit(self.login, self._secret.value(), self._line())

    def _on_other_name(self) -> None:
        """Of somebody else's name nothing was asked yet, and the password was not theirs."""
        if self.answers.asked():
            self.clear_secret()
            self.given_up.emit()

    def _choose_provider(self) -> None:
        """Who comes by the browser says there who it is: here only the seat is asked for."""
        for field in (self._login, self._secret, *self.answers.asked()):
            field.show_error("")
        self._ask_for(self._asked_seat())
        if _are_right(self._asked_seat()):
            self.clear_secret()  # for as long as the browser is in front nobody looks here
            self.provider_chosen.emit(self._line())

    def _ask_for(self, fields: Sequence[LineField]) -> None:
        missing = {
            self._login: self.tr("Scrivi il nome utente."),
            self._secret: self.tr("Scrivi la password."),
            # As short as the line beside the label: under the field stands what it speaks of.
            self._seat: self.tr("Scrivi il numero, o segna senza telefono."),
        }
        for field in fields:
            field.show_error("" if field.value().strip() else missing[field])

    def _line(self) -> str:
        return self._seat.value().strip() if self.asks_seat else ""

    def _asked_seat(self) -> tuple[LineField, ...]:
        return (self._seat,) if self.asks_seat else ()

    def _on_no_phone(self, is_on: bool) -> None:
        """The number stays in the field, for the operator's next day with calls."""
        if is_on and self._seat.editor.hasFocus():
            self._no_phone.setFocus(Qt.FocusReason.OtherFocusReason)  # else nothing had the cursor
        self._seat.setEnabled(not is_on)
        if is_on:
            self._seat.show_error("")


def _enter_in(box: QCheckBox, submit: Callable[[], None]) -> None:
    """Let Enter submit from there too: a tick box leaves it to nobody."""
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        enters = QShortcut(QKeySequence(key), box)
        enters.setContext(Qt.ShortcutContext.WidgetShortcut)
        enters.activated.connect(submit)


def _are_right(fields: Sequence[LineField]) -> bool:
    """Return whether none has an error; else go to the first one."""
    wrong = next((field for field in fields if field.error()), None)
    if wrong is not None:
        wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    return wrong is None
