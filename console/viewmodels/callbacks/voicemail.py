"""The message a citizen left, of the case in view: heard in the headset, stopped, or why not."""

import contextlib
from collections.abc import Awaitable, Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.errors import NOT_TOLD, PhoneRefused, PhoneUnavailable, VoicemailGone
from console.model.calls.live_call import PhoneAbility
from console.model.calls.message_sound import UnusableSound, message_sound
from console.model.calls.phone_commands import MessagePlayer
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.one_call import CANNOT


class Hearing(StrEnum):
    IDLE = "idle"
    FETCHING = "fetching"
    PLAYING = "playing"


class VoicemailViewModel(QObject):
    """voicemail_id "": the case in view has no message. error: why it is not heard."""

    changed = Signal()

    def __init__(
        self,
        *,
        call: ActiveCallViewModel,
        fetch: Callable[[str], Awaitable[bytes]],
        phone: MessagePlayer,
        scope: TaskScope,
    ) -> None:
        """fetch returns a WAV file; phone tells call what it plays."""
        super().__init__()
        self._call = call
        self._fetch = fetch
        self._phone = phone
        self._scope = scope
        self.voicemail_id = ""
        self.seconds = 0
        self.hearing = Hearing.IDLE
        self.error = ""
        call.message_heard.connect(self._on_heard)
        call.changed.connect(self._forget_busy)

    @property
    def can_be_heard(self) -> bool:
        """Return whether the phone of this seat plays messages."""
        return PhoneAbility.MESSAGES in self._call.can

    @property
    def is_on(self) -> bool:
        return self.hearing is not Hearing.IDLE

    def show(self, voicemail_id: str, seconds: int) -> None:
        """Another message stands in view; one of another case is no longer heard."""
        if voicemail_id == self.voicemail_id:
            return
        self.voicemail_id, self.seconds, self.error = voicemail_id, seconds, ""
        if self.is_on:
            self._stop()
        self.changed.emit()

    def toggle(self) -> None:
        """Hear the message from its beginning, or stop it."""
        if self.is_on:
            self._stop()
        elif self.voicemail_id:
            self._begin()
        self.changed.emit()

    def _begin(self) -> None:
        if PhoneAbility.MESSAGES not in self._call.can:
            self.error = CANNOT
        elif self._call.is_live:
            self.error = "busy"
        else:
            self.error, self.hearing = "", Hearing.FETCHING
            self._scope.start("voicemail.hear", self._heard(self.voicemail_id), replaces=True)

    def _stop(self) -> None:
        self.hearing = Hearing.IDLE
        self._scope.start("voicemail.hear", self._stopped(), replaces=True)

    async def _heard(self, voicemail_id: str) -> None:
        error = ""
        try:
            # Nothing of it is kept at the seat: the server notes each hearing.
            law, samples = message_sound(await self._fetch(voicemail_id))
            await self._phone.play_message(law, samples)
        except VoicemailGone:
            error = "gone"
        except NOT_TOLD:
            error = "offline"
        except UnusableSound:
            error = "unreadable"
        except PhoneUnavailable:
            error = "phone_gone"
        except PhoneRefused as refused:
            error = "busy" if refused.code == "busy" or self._call.is_live else "phone_gone"
        if error:
            self.error, self.hearing = error, Hearing.IDLE
            self.changed.emit()
        elif self.hearing is Hearing.FETCHING:  # so short that its end was told before
            self._on_heard(False)

    def _forget_busy(self) -> None:
        if self.error == "busy" and not self._call.is_live:
            self.error = ""
            self.changed.emit()

    async def _stopped(self) -> None:
        with contextlib.suppress(PhoneUnavailable, PhoneRefused):  # nothing sounds without a phone
            await self._phone.stop_message()

    def _on_heard(self, is_heard: bool) -> None:
        if is_heard and self.hearing is Hearing.FETCHING:
            self.hearing = Hearing.PLAYING
        elif not is_heard and self.hearing is Hearing.PLAYING:
            self.hearing = Hearing.IDLE
        else:
            return
        self.changed.emit()
