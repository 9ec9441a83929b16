"""The commands of the telephone: answer, hold, mute, transfer, digits, last calls, hang up."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from console.model.calls.live_call import PhoneAbility
from console.screens.calls.call_panels import CallPanels
from console.screens.calls.passed_presenter import PassedPresenter
from console.screens.kit.command import Command, Valid
from console.screens.kit.menu_texts import MenuTexts
from console.viewmodels.calls.one_call import CANNOT, CallAction, actions_for
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionState
from contract.domain.account import Capability
from contract.wire.phone_socket import CallState
from widgets.cards.call_strip import CallStrip

_REACHING = frozenset({PhoneAbility.DIAL, PhoneAbility.TRANSFER, PhoneAbility.CONSULT})


class CallCommands(QObject):
    """all: in the order of the menu."""

    declined = Signal()  # now ask why

    def __init__(
        self, models: SeatModels, strip: CallStrip, panels: CallPanels, passed: PassedPresenter
    ) -> None:
        super().__init__(strip)
        self._models = models
        self._panels = panels
        self._passed = passed
        self._menu = MenuTexts(self).calls()
        self.all = (*self._on_the_call(), *self._to_others())

    def refusals(self) -> dict[str, str]:
        """Return why one of them is not offered, in a line that fits the strip, and what to do."""
        return {
            "hang_up_first": self.tr(
                "Sei in conversazione: prima chiudi la telefonata, Maiusc+F8."
            ),
            "answer_first": self.tr("Squilla una telefonata: prima F4 o Maiusc+F4."),
            "call_behind_lock": self.tr(
                "C'è una telefonata in corso: scrivi la password e chiudila."
            ),
            "call_goes_on": self.tr("C'è una telefonata in corso: entra e chiudila."),
            "no_call": self.tr("Nessuna telefonata in corso."),
            "no_ringing": self.tr("Nessuna telefonata sta squillando."),
            "no_digits": self.tr("I toni si mandano mentre parli con qualcuno."),
            "not_recorded": self.tr("Nessuna telefonata registrata in corso."),
            "off_duty": self.tr("Non sei in servizio al telefono."),
            "no_transfer": self.tr("Adesso la telefonata non si può trasferire."),
            "no_consultation": self.tr("Nessuna consultazione in corso: F7."),
            "nothing_passed": self.tr("Nessun testo di un collega da riprendere."),
        }

    def _on_the_call(self) -> tuple[Command, ...]:
        call, status = self._models.call, self._models.status
        recording = self._models.duty.recording
        command = partial(Command, menu=self._menu, group="call", needs=Capability.PHONE_USE)
        return (
            command(
                name="call.answer_or_hold",
                valid=Valid.ALWAYS,  # a call goes on behind the lock
                title=self.tr("Rispondi / Attesa / Riprendi / Alterna / Richiama chi è caduto"),
                title_now=self._f4_now,
                daily=self.tr("Rispondi, attesa"),
                keys=("F4",),
                run=self._answer_or_hold,
                is_offered=self._may_answer_or_hold,
                why=self._why_not_answer_or_hold,
            ),
            command(
                name="call.decline",
                title=self.tr("Non posso rispondere"),
                keys=("Shift+F4",),
                run=self._decline,
                is_offered=lambda: call.ringing is not None and PhoneAbility.REJECT in call.can,
                why=lambda: "no_ringing" if call.ringing is None else CANNOT,
            ),
            command(
                name="call.mute",
                valid=Valid.ALWAYS,  # a call goes on behind the lock
                title=self.tr("Muto"),
                title_now=self._f8_now,
                keys=("F8",),
                run=call.controls.toggle_mute,
                is_offered=lambda: self._offers(CallAction.MUTE, CallAction.UNMUTE),
                why=lambda: "no_call" if PhoneAbility.MUTE in call.can else CANNOT,
            ),
            command(
                name="call.digits",
                title=self.tr("Tastiera toni (DTMF)"),
                keys=("Ctrl+F8",),
                run=self._panels.open_dial_pad,
                is_offered=lambda: self._panels.may_send_digits and PhoneAbility.DTMF in call.can,
                why=lambda: "no_digits" if PhoneAbility.DTMF in call.can else CANNOT,
            ),
            command(
                name="call.hang_up",
                valid=Valid.ALWAYS,  # a call goes on behind the lock
                title=self.tr("Chiudi la telefonata"),
                daily=self.tr("Chiudi"),
                keys=("Shift+F8",),
                run=call.controls.hang_up,
                is_offered=lambda: self._offers(CallAction.HANG_UP),
                why=lambda: "no_call",
            ),
            command(
                name="recording.mask",
                title=self.tr("Sospendi la registrazione per un minuto / riprendi"),
                title_now=self._recording_now,
                keys=("Ctrl+Shift+R",),
                run=recording.toggle,
                is_offered=lambda: recording.may_mask,
                why=lambda: "not_recorded",
            ),
            command(
                name="call.list",
                title=self.tr("Ultime telefonate"),
                keys=("Ctrl+H",),
                run=self._panels.open_call_list,
                is_offered=lambda: status.is_on_duty,
                why=lambda: "off_duty",
            ),
        )

    def _f4_now(self) -> str:
        """Return what F4 does now."""
        call = self._models.call
        if not call.is_live:
            return self.tr("Richiama chi è caduto")
        if call.ringing is not None:
            return self.tr("Rispondi")
        if len(call.calls) == 2:
            return self.tr("Alterna")
        return self.tr("Riprendi") if self._offers(CallAction.RESUME) else self.tr("Attesa")

    def _f8_now(self) -> str:
        return self.tr("Togli il muto") if self._offers(CallAction.UNMUTE) else self.tr("Muto")

    def _recording_now(self) -> str:
        if self._models.duty.recording.is_masked:
            return self.tr("Riprendi la registrazione")
        return self.tr("Sospendi la registrazione per un minuto")

    def _join_now(self) -> str:
        return self.tr("Separa") if self._models.call.is_joined else self.tr("Conferenza")

    def in_hand(self) -> str:
        return self.tr("In questa telefonata") if self._models.call.is_live else ""

    def _to_others(self) -> tuple[Command, ...]:
        transfer, panel = self._models.calls.transfer, self._panels.transfer
        command = partial(Command, menu=self._menu, group="others", needs=Capability.PHONE_USE)
        return (
            command(
                name="call.transfer",
                title=self.tr("Trasferisci, consulta o chiama"),
                keys=("F7",),
                run=panel.toggle,
                is_offered=lambda: panel.is_open or self._may_reach_others(),
                why=self._why_not_reach_others,
            ),
            command(
                name="call.complete",
                title=self.tr("Trasferisci a chi consulti"),
                keys=("Shift+F7",),
                run=transfer.complete,
                is_offered=lambda: transfer.may_complete,
                why=lambda: "no_consultation",
            ),
            command(
                name="call.join",
                title=self.tr("Conferenza / separa"),
                title_now=self._join_now,
                keys=("Ctrl+F7",),
                run=transfer.join,
                is_offered=lambda: transfer.may_join,
                why=lambda: "no_consultation",
            ),
            command(
                name="call.take_passed",
                title=self.tr("Riprendi quello che ha scritto il collega"),
                keys=("Ctrl+F3",),
                run=self._passed.take,
                is_offered=lambda: self._passed.may_take,
                why=lambda: "nothing_passed",
            ),
            command(
                name="call.show_passed",
                title=self.tr("Mostra di nuovo quello che sa il collega"),
                run=self._passed.show,
                is_offered=lambda: self._passed.may_show,
                why=lambda: "nothing_passed",
            ),
        )

    def _offers(self, *actions: CallAction) -> bool:
        """Return whether any of these can be done with the call spoken with."""
        calls = self._models.call
        one = calls.spoken
        return one is not None and bool(set(actions) & actions_for(one.call, calls.can))

    def _may_reach_others(self) -> bool:
        calls, transfer = self._models.call, self._models.calls.transfer
        if calls.main is None:
            return self._models.status.is_on_duty and PhoneAbility.DIAL in calls.can
        is_busy_with_two = len(calls.calls) == 2 and calls.ringing is None
        return is_busy_with_two or transfer.may_send or transfer.may_consult

    def _may_answer_or_hold(self) -> bool:
        call = self._models.call
        if self._models.session.state is not SessionState.SIGNED_IN:
            return self._offers(
                CallAction.HOLD, CallAction.RESUME
            )  # she answers after the password
        if not call.is_live:
            return bool(self._models.duty.first.phone) and PhoneAbility.DIAL in call.can
        return call.ringing is not None or PhoneAbility.HOLD in call.can

    def _why_not_answer_or_hold(self) -> str:
        call = self._models.call
        if call.ringing is not None and self._models.session.state is SessionState.LOCKED:
            return "locked"
        return CANNOT if call.is_live else "no_call"

    def _why_not_reach_others(self) -> str:
        if not _REACHING & self._models.call.can:
            return CANNOT
        if self._models.call.main is None and not self._models.status.is_on_duty:
            return "off_duty"
        return "answer_first" if self._models.call.ringing is not None else "no_transfer"

    def _answer_or_hold(self) -> None:
        call = self._models.call
        if not call.is_live:
            self._models.duty.first.call_back()
        elif self._models.session.state is not SessionState.SIGNED_IN:
            call.controls.toggle_hold()
        elif call.ringing is not None:
            call.controls.answer()
        else:
            call.controls.toggle_hold()

    def _decline(self) -> None:
        """A call beside another is refused without any change of the operator's own state."""
        call = self._models.call
        if call.main is not None and call.main.call.state is CallState.INCOMING:
            self._models.status.calls.decline()
            self.declined.emit()
        elif call.controls.reject():
            self._models.notices.tell(DutyNotice.SECOND_DECLINED, Level.DONE)
