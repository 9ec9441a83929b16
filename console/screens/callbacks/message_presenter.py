"""Binds the message of the case in view to its line, in words."""

from PySide6.QtCore import QObject

from console.viewmodels.callbacks.voicemail import Hearing, VoicemailViewModel
from widgets.cards.message_line import MessageLine
from widgets.kit.plain_text import duration
from widgets.speech.announcer import Announcer

KEY = "Ctrl+P"


class MessagePresenter(QObject):
    def __init__(self, line: MessageLine, voicemail: VoicemailViewModel) -> None:
        super().__init__(line)
        self._line = line
        self._voicemail = voicemail
        self._announcer = Announcer(line)
        self._said = ""
        line.toggled.connect(voicemail.toggle)
        voicemail.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        message = self._voicemail
        words = ""
        if message.voicemail_id:
            words = self.tr("Messaggio in segreteria, {0}").format(duration(message.seconds))
        error = self._error()
        may_play = message.can_be_heard
        self._line.show_message(words, self._action(), KEY, error, may_play=may_play)
        # The line is drawn again and again: aloud an error is said once.
        if error and error != self._said:
            self._announcer.announce(error)
        self._said = error

    def _action(self) -> str:
        return {
            Hearing.IDLE: self.tr("Ascolta"),
            Hearing.FETCHING: self.tr("Ferma"),
            Hearing.PLAYING: self.tr("Ferma"),
        }[self._voicemail.hearing]

    def _error(self) -> str:
        if self._voicemail.voicemail_id and not self._voicemail.can_be_heard:
            return self.tr(
                "Il telefono di questa postazione non fa ascoltare i messaggi: si sentono da una "
                "postazione con la cuffia."
            )
        return {
            "": "",
            "gone": self.tr("Il messaggio non c'è più: si conserva per un tempo limitato."),
            "offline": self.tr(
                "Il messaggio è sul server, che ora non risponde. Riprova tra poco."
            ),
            "busy": self.tr("Si ascolta senza una telefonata in corso."),
            "phone_gone": self.tr("Il telefono della postazione non risponde. Riprova."),
        }.get(
            self._voicemail.error,
            self.tr("Il messaggio non si può ascoltare. Avvisa il responsabile."),
        )
