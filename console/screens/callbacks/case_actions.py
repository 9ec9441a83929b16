"""What can be done with the case in view: hear its message, take it, call, save."""

from PySide6.QtCore import QObject

from console.model.calls.live_call import PhoneAbility
from console.viewmodels.callbacks.voicemail import Hearing, VoicemailViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.callback import CallbackState
from widgets.cards.message_line import MessageLine
from widgets.cases.case_view import CALL, SAVE, TAKE, CaseView
from widgets.kit.plain_text import duration
from widgets.speech.announcer import Announcer

KEY = "Ctrl+P"


class MessagePresenter(QObject):
    """Binds the message of the case in view to its line, in words."""

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


class CaseOffer:
    """Shows one button of the view as the thing to do: take it, call, or save what was said."""

    def __init__(self, view: CaseView, models: SeatModels) -> None:
        self._view = view
        self._work = models.case_work
        self._queue = models.queue
        self._call = models.call

    @property
    def phone_dials(self) -> bool:
        """Return whether the phone of this seat can make a call."""
        return PhoneAbility.DIAL in self._call.can

    def refresh(self) -> None:
        work, selected = self._work, self._queue.selected
        if work.callback is None:
            # Held is held: only the server knows when the lease of somebody else ends.
            is_free = selected is not None and selected.state is CallbackState.OPEN
            main, can_call = TAKE if is_free else "", False
        else:
            is_free, can_call = False, self._can_call
            main = CALL if can_call and work.is_to_call else SAVE
        self._view.show_main(main, can_call=can_call, can_take=is_free)

    @property
    def _can_call(self) -> bool:
        return self._work.can_dial and self.phone_dials and not self._call.is_live
