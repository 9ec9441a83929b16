"""Binds call and operator status to the band on top: words, timer, what can be done."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.screens.moments import clock_time
from console.screens.state_words import StateWords
from console.viewmodels.operator_status import MORE_TIME_S, WRAP_UP_S
from console.viewmodels.seat_models import SeatModels
from console.work.live_call import Quality
from console.work.seat_state import AgentState
from contract.domain.phone_number import spoken
from widgets.call_strip import CallStrip, StripAction, StripState
from widgets.plain_text import one_line

GOOD_MOS, FAIR_MOS = 3.8, 3.1


class SeatStrip(QObject):
    """Shows the models' state; a button runs the command of the same name."""

    def __init__(
        self, strip: CallStrip, models: SeatModels, run_command: Callable[[str], None]
    ) -> None:
        super().__init__(strip)
        self._strip = strip
        self._models = models
        self._words = StateWords(self)
        strip.action_triggered.connect(run_command)
        for signal in (
            models.call.changed,
            models.status.changed,
            models.caller.changed,
            models.editor.draft_replaced,
            models.editor.draft_changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self._strip.show_state(self._state())

    def spoken_state(self) -> str:
        """One sentence for the screen reader: state, who, since when."""
        state = self._strip.state()
        parts = (state.word, state.who, state.phone, state.detail, state.chip)
        return ", ".join(part for part in parts if part)

    def _state(self) -> StripState:
        call, status = self._models.call, self._models.status
        quality, quality_words = self._quality(call.quality)
        return StripState(
            look=str(status.state),
            word=self._words.state(status.state),
            started_at=self._started_at(),
            limit_s=self._limit_s(),
            phone=self._phone(),
            who=self._who(),
            detail=self._detail(),
            chip=self._chip(),
            quality=quality,
            quality_words=quality_words,
            actions=self._actions(),
        )

    def _started_at(self) -> float | None:
        status, call = self._models.status, self._models.call.call
        if status.state is AgentState.OFFLINE:
            return None
        if status.is_in_call and call is not None:
            return call.answered_mono_s or call.started_mono_s
        return status.since_s

    def _limit_s(self) -> int | None:
        status = self._models.status
        if status.state is not AgentState.WRAP_UP:
            return None
        return round(WRAP_UP_S + (0 if status.may_have_more_time else MORE_TIME_S))

    def _phone(self) -> str:
        call = self._models.call.call
        if call is None:
            draft = self._models.editor.draft
            shown = self._models.status.state is AgentState.WRAP_UP and draft is not None
            return draft.phone_text if shown and draft is not None else ""
        return spoken(call.peer) or self.tr("Numero nascosto")

    def _who(self) -> str:
        status, caller, draft = self._models.status, self._models.caller, self._models.editor.draft
        if not status.is_in_call and status.state is not AgentState.WRAP_UP:
            return ""
        if draft is not None and draft.caller.name:
            return one_line(draft.caller.name)
        if status.state is AgentState.RINGING and len(caller.matches) > 1:
            return self.tr("%n schede con questo numero", "", len(caller.matches))
        if status.state is AgentState.RINGING and caller.match is not None:
            return self.tr("{0} (non confermato)").format(
                one_line(caller.match.citizen.details.name)
            )
        return ""

    def _detail(self) -> str:
        status, call = self._models.status, self._models.call.call
        if status.state is AgentState.WRAP_UP:
            return self._what_misses()
        if call is not None and status.is_in_call:
            if call.is_peer_held:
                return self.tr("Il cittadino ti ha messo in attesa")
            return self.tr("Coda {0}").format(call.queue) if call.queue else ""
        return self._words.reason(status.reason)

    def _what_misses(self) -> str:
        missing = [self._words.field(name) for name in self._models.editor.missing]
        if missing:
            return self.tr("Manca: {0}").format(", ".join(missing))
        draft = self._models.editor.draft
        ended = clock_time(draft.ended_at) if draft is not None else ""
        return self.tr("Telefonata finita alle {0}").format(ended) if ended else ""

    def _chip(self) -> str:
        pause = self._models.status.pending_pause
        if pause is None:
            return self.tr("Muto") if self._is_muted() else ""
        return self.tr("{0} dopo questa chiamata").format(self._words.pause(pause))

    def _is_muted(self) -> bool:
        call = self._models.call.call
        return call is not None and call.is_muted

    def _quality(self, quality: Quality | None) -> tuple[str, str]:
        if quality is None:
            return "", ""
        if quality.mos >= GOOD_MOS:
            return "good", self.tr("Linea buona")
        if quality.mos >= FAIR_MOS:
            return "fair", self.tr("Linea discreta")
        return "bad", self.tr("Linea disturbata")

    def _actions(self) -> tuple[StripAction, ...]:
        state = self._models.status.state
        if state is AgentState.RINGING:
            return self._when_ringing()
        if state in (AgentState.TALKING, AgentState.HELD):
            return self._when_talking()
        if state is AgentState.CALLING:
            return (self._hang_up(),)
        if state is AgentState.WRAP_UP:
            return self._when_wrapping_up()
        if state is AgentState.READY:
            return (self._pause(),)
        if state is AgentState.NOT_READY:
            return (
                StripAction(name="status.pause", label=self.tr("Pronto"), key="F5", kind="primary"),
            )
        return ()

    def _when_ringing(self) -> tuple[StripAction, ...]:
        return (
            StripAction(
                name="call.answer_or_hold", label=self.tr("Rispondi"), key="F4", kind="primary"
            ),
            StripAction(name="call.decline", label=self.tr("Non posso"), key=self.tr("Maiusc+F4")),
        )

    def _when_talking(self) -> tuple[StripAction, ...]:
        held = self._models.status.state is AgentState.HELD
        hold = self.tr("Riprendi") if held else self.tr("Attesa")
        return (
            StripAction(
                name="call.answer_or_hold",
                label=hold,
                key="F4",
                kind="primary" if held else "",
            ),
            StripAction(
                name="call.mute", label=self.tr("Muto"), key="F8", checked=self._is_muted()
            ),
            StripAction(name="callback.act", label=self.tr("Richiamo"), key="F11"),
            self._pause(),
            self._hang_up(),
        )

    def _when_wrapping_up(self) -> tuple[StripAction, ...]:
        more = self._models.status.may_have_more_time
        return (
            StripAction(
                name="wrap_up.more_time", label=self.tr("+60 s"), key="Ctrl+T", enabled=more
            ),
            self._pause(),
            StripAction(name="contact.close", label=self.tr("Salva"), key="F9", kind="primary"),
        )

    def _pause(self) -> StripAction:
        return StripAction(name="status.pause", label=self.tr("Pausa"), key="F5")

    def _hang_up(self) -> StripAction:
        return StripAction(
            name="call.hang_up",
            label=self.tr("Chiudi telefonata"),
            key=self.tr("Maiusc+F8"),
            kind="danger",
        )
