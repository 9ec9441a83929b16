"""The locked seat: the work stays open behind it, the same person unlocks it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from widgets.fields.labelled_field import LineField
from widgets.kit.action_button import action_button
from widgets.kit.centred_page import CentredPage
from widgets.kit.doors.provider_button import ProviderButton
from widgets.kit.plain_text import wrapped_label


class LockPage(CentredPage):
    """submitted carries the secret."""

    submitted = Signal(str)
    provider_chosen = Signal()  # the browser asks who it is
    browser_left = Signal()
    sign_out_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Postazione bloccata"), parent)
        self.setObjectName("lock_page")
        self._spoken = ""
        self._who = wrapped_label()
        self._secret = LineField(
            "lock_secret", self.tr("P&assword o PIN"), secret=True, left_to_right=True
        )
        enter = QCoreApplication.translate("Keyboard", "Invio")
        self._unlock = action_button("lock_submit", self.tr("Sblocca"), enter, "primary")
        self._sign_out = action_button(
            "lock_sign_out", self.tr("Cambia operatore"), "Alt+C", "flat"
        )
        QShortcut(QKeySequence("Alt+C"), self, self.sign_out_requested.emit)
        self._provider = ProviderButton("lock_provider")
        ways = (self._unlock, self._provider, self._sign_out)
        for part in (self._who, self._secret, *ways, self.message):
            self.content.addWidget(part)
        self._secret.entered.connect(self._submit)
        self._secret.edited.connect(lambda _: self._secret.show_error(""))
        self._unlock.clicked.connect(self._submit)
        self._sign_out.clicked.connect(self.sign_out_requested)
        self._provider.pressed.connect(self.provider_chosen)
        self._provider.left.connect(self.browser_left)

    def show_locked(self, title: str, sentence: str) -> None:
        """Say why it is locked and what stays open; spoken once each time it is locked."""
        self.title.setText(title)
        self._who.setText(sentence)
        self._secret.words.set_hint(sentence)
        words = f"{title}. {sentence}"
        # Shown anew with each change of the session; heard once is enough until it is locked again.
        if words != self._spoken:
            self._spoken = words
            self._announcer.announce(words, urgent=True, kind="locked")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._spoken = ""

    def offer_provider(self, name: str) -> None:
        """Offer the city's identity provider beside the password; "" for none."""
        self._provider.offer(name)

    def set_busy(self, is_busy: bool, *, in_browser: bool = False) -> None:
        self._unlock.setEnabled(not is_busy)
        self._provider.set_busy(is_busy, is_waiting=in_browser)

    def clear_secret(self) -> None:
        self._secret.set_value("")

    def focus_first(self) -> None:
        self._secret.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _submit(self) -> None:
        # Enter goes past the button: a second try while the first is awaited would count as
        # another.
        if not self._unlock.isEnabled():
            return
        has_secret = bool(self._secret.value())
        self._secret.show_error("" if has_secret else self.tr("Scrivi la password o il PIN."))
        if has_secret:
            self.submitted.emit(self._secret.value())
        else:
            self.focus_first()
