"""The locked seat: the work stays open behind it, the same person unlocks it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from widgets.fields.labelled_field import LineField
from widgets.kit.action_button import action_button
from widgets.kit.centred_page import CentredPage
from widgets.kit.plain_text import wrapped_label


class LockPage(CentredPage):
    """submitted carries the secret."""

    submitted = Signal(str)
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
        for part in (self._who, self._secret, self._unlock, self._sign_out, self.message):
            self.content.addWidget(part)
        self._secret.entered.connect(self._submit)
        self._secret.edited.connect(lambda _: self._secret.show_error(""))
        self._unlock.clicked.connect(self._submit)
        self._sign_out.clicked.connect(self.sign_out_requested)

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

    def set_busy(self, is_busy: bool) -> None:
        self._unlock.setEnabled(not is_busy)

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
