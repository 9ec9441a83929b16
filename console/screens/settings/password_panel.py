"""Three lines to change one's own password, and what became of it."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from widgets.fields.labelled_field import LineField
from widgets.kit.action_button import action_button
from widgets.kit.plain_text import wrapped_label
from widgets.kit.theme import set_look
from widgets.panels.floating_panel import FloatingPanel
from widgets.speech.announcer import Announcer


class PasswordPanel(FloatingPanel):
    """submitted carries the password of now and the new one, when all is filled and equal."""

    submitted = Signal(str, str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName("password_panel")
        labels = {
            "password_now": self.tr("Password attuale"),
            "password_new": self.tr("Password nuova"),
            "password_again": self.tr("Ripeti la password nuova"),
        }
        self.now, self.new, self.again = self._fields = tuple(
            LineField(name, label, secret=True, left_to_right=True)
            for name, label in labels.items()
        )
        enter = QCoreApplication.translate("Keyboard", "Invio")
        self._button = action_button("password_submit", title, enter, "primary")
        self._rules = wrapped_label("", "muted")
        self._message = wrapped_label("")
        self._announcer = Announcer(self)
        for part in (self.now, self._rules, self.new, self.again, self._button, self._message):
            self.content.addWidget(part)
        for field in self._fields:
            field.words.require()
            field.entered.connect(self._submit)
            field.edited.connect(lambda _, mended=field: mended.show_error(""))
        self._button.clicked.connect(self._submit)

    def tell_rules(self, words: str) -> None:
        """Say what a good one is, before it is refused; also to who hears the field."""
        self._rules.setText(words)
        self.new.words.set_hint(words)

    def first_focus(self) -> QWidget:
        return self.now.editor

    def set_busy(self, is_busy: bool) -> None:
        self._button.setEnabled(not is_busy)

    def say(self, kind: str, sentence: str) -> None:
        """kind: "error", "ok" or "info"; an empty sentence takes the line away."""
        is_new = sentence != self._message.text()
        set_look(self._message, "role", kind)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        if sentence and is_new and self.isVisible():
            self._announcer.announce(sentence, urgent=kind == "error")
        self.place.refit()

    def clear(self, *fields: LineField) -> None:
        """Empty these, the first of which is typed anew; without any all are emptied."""
        for field in fields or self._fields:
            field.set_value("")
            field.show_error("")
        if fields and self.isVisible():
            fields[0].setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.clear()  # no password waits in a panel that nobody sees

    def _submit(self) -> None:
        # Enter goes past the button: nothing is sent twice while an answer is awaited.
        if not self._button.isEnabled():
            return
        self.now.show_error("" if self.now.value() else self.tr("Scrivi la password di adesso."))
        self.new.show_error("" if self.new.value() else self.tr("Scrivi la password nuova."))
        is_same = self.again.value() == self.new.value()
        self.again.show_error("" if is_same else self.tr("Non è uguale a quella sopra."))
        wrong = next((field for field in self._fields if field.error()), None)
        if wrong is not None:
            wrong.setFocus()
            return
        self.submitted.emit(self.now.value(), self.new.value())
