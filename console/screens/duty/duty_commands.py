"""The commands of the operator's own state, of safety, text and sound."""

from functools import cached_property, partial

from PySide6.QtCore import QObject

from console.model.calls.live_call import PhoneAbility
from console.model.duty.seat_state import AgentState
from console.screens.duty.audio_presenter import AudioPresenter
from console.screens.duty.pause_presenter import PausePresenter
from console.screens.duty.safety_presenter import DangerMenu
from console.screens.duty.text_presenter import TextPresenter
from console.screens.kit.command import Command
from console.screens.kit.feature import Frame
from console.screens.kit.menu_texts import MenuTexts
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from widgets.cards.call_strip import CallStrip


class DutyCommands(QObject):
    """all: in the order of the menu."""

    def __init__(
        self,
        models: SeatModels,
        frame: Frame,
        strip: CallStrip,
        pauses: PausePresenter,
        text: TextPresenter,
    ) -> None:
        super().__init__(strip)
        self._models = models
        self._frame = frame
        self._pauses = pauses
        self._text = text
        self._menu = MenuTexts(self).calls()
        self.danger = DangerMenu(models.duty.safety, frame.host)
        self.all = (*self._state(), *self._safety(), *self._voice_and_text())

    def refusals(self) -> dict[str, str]:
        """Return why one of them is not offered, in a line that fits the strip, and what to do."""
        return {
            "no_more_time": self.tr("Altro tempo adesso non c'è: F5 per una pausa."),
            "no_text_here": self.tr("Questa telefonata non ha il testo."),
            "no_112": self.tr("Il 112 adesso non si può chiamare da qui."),
            "no_112_answered": self.tr("Il 112 non ha ancora risposto."),
        }

    @cached_property
    def audio(self) -> AudioPresenter:
        """Made when it is first asked for."""
        return AudioPresenter(self._models.duty.audio, self._models.call, self._frame.host)

    def _state(self) -> tuple[Command, ...]:
        status = self._models.status
        command = partial(Command, menu=self._menu, group="state", needs=Capability.PHONE_USE)
        return (
            command(
                name="status.pause",
                title=self.tr("Pronto / Pausa con motivo"),
                title_now=self._f5_now,
                daily=self.tr("Pausa"),
                keys=("F5",),
                run=self._pause_or_ready,
                is_offered=lambda: status.is_on_duty,
                why=lambda: "off_duty",
            ),
            command(
                name="wrap_up.more_time",
                title=self.tr("Altro minuto dopo la telefonata"),
                keys=("Ctrl+T",),
                run=self._more_time,
                is_offered=lambda: status.wrap_up.may_be_longer or status.wrap_up.may_be_wanted,
                why=lambda: "no_more_time",
            ),
        )

    def _f5_now(self) -> str:
        """Return what F5 does now."""
        status = self._models.status
        if status.pending_pause is not None:
            return self.tr("Niente pausa dopo la telefonata")
        is_off = status.state is AgentState.NOT_READY
        return self.tr("Pronto") if is_off else self.tr("Pausa con motivo")

    def _safety(self) -> tuple[Command, ...]:
        safety = self._models.duty.safety
        command = partial(Command, menu=self._menu, group="safety", needs=Capability.PHONE_USE)
        return (
            command(
                name="safety.open",
                title=self.tr("Sicurezza: pericolo, minaccia, 112"),
                keys=("Ctrl+F12",),
                run=self.danger.open,
            ),
            command(
                name="safety.next",
                title=self.tr("Sicurezza: chiama il 112 e unisci"),
                keys=("Ctrl+Shift+F12",),
                run=self._next_to_112,
                is_offered=self._may_go_on_to_112,
                why=lambda: "no_112",
            ),
            command(
                name="safety.call_112",
                title=self.tr("Sicurezza: chiama il 112 in questa telefonata"),
                run=safety.call_112,
                is_offered=lambda: safety.may_call_112,
                why=lambda: "no_112",
            ),
            command(
                name="safety.join_112",
                title=self.tr("Sicurezza: unisci cittadino e 112"),
                run=safety.join,
                is_offered=lambda: safety.may_join_112,
                why=lambda: "no_112_answered",
            ),
        )

    def _voice_and_text(self) -> tuple[Command, ...]:
        command = partial(Command, menu=self._menu, group="safety", needs=Capability.PHONE_USE)
        return (
            command(
                name="text.focus",
                title=self.tr("Testo in tempo reale con il cittadino"),
                keys=("Ctrl+M",),
                run=self._to_text,
                is_offered=self._may_have_text,
                why=lambda: "no_text_here",
            ),
            command(
                name="audio.open",
                title=self.tr("Prova audio e rete"),
                section=MenuTexts(self).seat().replace("&", ""),
                keys=("Ctrl+Shift+D",),
                run=lambda: self.audio.open(),
            ),
        )

    def _may_go_on_to_112(self) -> bool:
        safety = self._models.duty.safety
        return safety.danger is None or safety.may_call_112 or safety.may_join_112

    def _next_to_112(self) -> None:
        """One key for both steps; it never calls 112 before she has said what happens."""
        safety = self._models.duty.safety
        if safety.danger is None:
            self.danger.open()
        elif safety.may_join_112:
            safety.join()
        else:
            safety.call_112()

    def _may_have_text(self) -> bool:
        """The exchange may carry text past a phone that has none."""
        return self._models.duty.text.is_there or PhoneAbility.TEXT in self._models.call.can

    def _pause_or_ready(self) -> None:
        """F5 turns ready into a pause and back; a pause that waits for the end is taken back."""
        status = self._models.status
        if status.state is AgentState.NOT_READY or status.pending_pause is not None:
            self._pauses.menu.close_panel()  # it may ask why she could not answer
            status.get_ready()
        else:
            self._pauses.open()

    def _more_time(self) -> None:
        status = self._models.status
        if status.wrap_up.may_be_longer:
            status.wrap_up.lengthen()
        else:
            status.wrap_up.want()

    def _to_text(self) -> None:
        if self._models.duty.text.is_there:
            self._text.open()
        else:
            self._models.notices.tell(DutyNotice.NO_TEXT)
