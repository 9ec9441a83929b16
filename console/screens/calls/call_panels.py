"""The panels around calls: transfer, digits for menus, the last calls."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.model.calls.live_call import PhoneAbility
from console.model.calls.past_call import PastCall
from console.model.contact.unsent_input import Typed, is_of_call
from console.screens.calls.call_texts import CallTexts
from console.screens.calls.transfer_panel import TransferPanel
from console.screens.kit.feature import Door, InputKind
from console.screens.kit.moments import day_and_time
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.story_texts import StoryTexts
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionState
from contract.domain.phone_number import spoken
from contract.whole_number import whole_number
from contract.wire.phone_socket import CallState, EndCause
from widgets.kit.plain_text import duration, isolated, left_to_right, one_line
from widgets.panels.dial_pad import DialPad
from widgets.tables.call_list import CallList
from widgets.tables.record_model import Record


class CallPanels(QObject):
    def __init__(
        self,
        models: SeatModels,
        window: QWidget,
        texts: CallTexts,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._models = models
        self._window = window
        self._now = now
        self._words = StateTexts(self)
        self._stories = StoryTexts(self)
        self._notices = texts.notices()
        calls = models.calls
        self.transfer = TransferPanel(
            models.call, calls.transfer, calls.directory, models.words, window, now
        )

    @cached_property
    def dial_pad(self) -> DialPad:
        """Made when it is first asked for, as the list of calls is."""
        panel = DialPad(self._window)
        panel.pressed.connect(self._models.call.controls.dtmf)
        self._models.call.changed.connect(self._refresh_dial_pad)
        return panel

    @cached_property
    def call_list(self) -> CallList:
        panel = CallList(self._window)
        panel.chosen.connect(self._call_back)
        self._models.calls.log.changed.connect(self._refresh_call_list)
        return panel

    def transfer_is_open(self) -> bool:
        return self.transfer.is_open

    def details(self) -> tuple[str, ...]:
        """Return what the panel of the connection says of the telephone."""
        call, phone = self._models.call, self._models.call.line
        if phone.registered:
            line = self.tr("Telefono: collegato a {0}").format(isolated(phone.server) or "–")
        else:
            line = self.tr("Telefono: non collegato")
        if call.has_microphone:
            return (line,)
        return line, self._notices["no_microphone"]({})

    def inputs(self) -> dict[str, InputKind]:
        """Return what is typed here and not sent."""
        return {
            "transfer": InputKind(title=self.tr("Nota per chi riceve"), door=self._door),
            "closed-line": InputKind(title=self.tr("Motivo per una linea chiusa"), door=self._door),
        }

    def stays(self) -> str:
        """Return the code of why nobody may leave while a citizen is on the line, "" for may."""
        calls, state = self._models.call, self._models.session.state
        if not calls.is_live:
            return ""
        if state is SessionState.SIGNED_IN:
            return "hang_up_first" if calls.ringing is None else "answer_first"
        return "call_behind_lock" if state is SessionState.LOCKED else "call_goes_on"

    def _door(self, place: str, _: Typed) -> Door | None:
        main = self._models.call.main
        is_his = main is not None and is_of_call(place, main.key)
        return self.transfer.show if is_his else None

    @property
    def may_send_digits(self) -> bool:
        spoken_with = self._models.call.spoken
        return spoken_with is not None and spoken_with.call.state is CallState.ACTIVE

    def open_dial_pad(self) -> None:
        self.dial_pad.open()
        self._refresh_dial_pad()
        self.dial_pad.place.refit()

    def open_call_list(self) -> None:
        self._show_calls()
        self.call_list.open()

    def _refresh_dial_pad(self) -> None:
        """Digits still under her fingers when the call ends must not land in another field."""
        if self.dial_pad.isHidden():
            return
        spoken_with = self._models.call.spoken
        if spoken_with is None or not self.may_send_digits:
            self.dial_pad.say(self.tr("Le cifre non partono: adesso non parli con nessuno. Esc."))
        else:
            self.dial_pad.say()
            self.dial_pad.show_sent(spoken_with.digits)

    def _refresh_call_list(self) -> None:
        if not self.call_list.isHidden():
            self._show_calls()

    def _show_calls(self) -> None:
        calls = self._models.calls.log.calls
        records = tuple(self._record(at, call) for at, call in enumerate(calls))
        may_call = PhoneAbility.DIAL in self._models.call.can
        self.call_list.show_calls(records, may_call=may_call)

    def _record(self, at: int, call: PastCall) -> Record:
        queue = self._models.status.queue_of(call.queue)
        queue_name = one_line(queue.name if queue is not None else call.queue)
        phone = left_to_right(spoken(call.peer))
        who = one_line(call.label) or phone or self.tr("numero nascosto")
        talked = duration(call.talk_s) if call.answered_at is not None else ""
        return Record(
            key=str(at),
            cells=(
                day_and_time(call.began_at, self._now()),
                self._kind(call),
                " · ".join(part for part in (who, queue_name) if part),
                talked,
                self._stories.sound(call.story.quality),
                ""
                if call.cause is EndCause.NONE
                else self._words.end_of_call(call.cause, call.peer),
            ),
            detail=self._stories.story(call.story),
        )

    def _kind(self, call: PastCall) -> str:
        if not call.is_incoming:
            return self.tr("fatta")
        if call.answered_at is not None:
            return self.tr("ricevuta")
        return self.tr("persa") if call.is_missed else self.tr("di un collega")

    def _call_back(self, key: str) -> None:
        """Call the number again, unless somebody is on the line already."""
        calls = self._models.calls.log.calls
        if (at := whole_number(key, len(calls) - 1)) is None:
            return
        call = calls[at]
        if self._models.call.is_live:
            self._models.call.refused.emit("busy")
        elif call.peer:
            self._models.call.controls.dial(call.peer, call.label)
        else:
            self._models.call.refused.emit("number_hidden")
