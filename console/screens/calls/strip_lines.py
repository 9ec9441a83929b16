"""The two lines of the strip: with whom, and what there is to know or to do."""

from PySide6.QtCore import QObject

from console.model.calls.line_quality import Light
from console.model.duty.seat_state import AgentState, PauseReason
from console.screens.calls.figures_line import FiguresLine
from console.screens.calls.strip_texts import StripTexts
from console.screens.kit.moments import clock_time
from console.screens.kit.state_texts import StateTexts
from console.viewmodels.calls.one_call import CallViewModel
from console.viewmodels.duty.duty_reminders import PauseAlert
from console.viewmodels.duty.recording import MASKED, ON
from console.viewmodels.floor.floor import FloorViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from contract.domain.agents.skill_levels import languages_of, topic_level
from contract.domain.contact import Disposition
from widgets.kit.plain_text import isolated, left_to_right, one_line

IN_SHORT = 2  # queues named in the strip; the others are counted


class StripLines(QObject):
    """shown: the call in front, None for none."""

    def __init__(
        self, models: SeatModels, of_call: StripTexts, figures: FiguresLine, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._of_call = of_call
        self._figures = figures
        self._words = StateTexts(self)
        self._served = ServedTexts(models, self)
        self._floor = FloorLine(models.of(FloorViewModel), self)

    @property
    def is_pause(self) -> bool:
        return self._models.status.reason in set(PauseReason)

    def who_in_full(self, shown: CallViewModel | None) -> str:
        return self._served.in_full() if self.is_idle(shown) else ""

    def phone(self, shown: CallViewModel | None) -> str:
        if shown is not None:
            return self._of_call.phone(shown)
        draft = self._models.editor.draft
        is_after = self._models.status.state is AgentState.WRAP_UP and draft is not None
        return draft.phone_text if is_after and draft is not None else ""

    def who(self, shown: CallViewModel | None) -> str:
        if shown is not None:
            return self._of_call.name(shown)
        draft = self._models.editor.draft
        if self._models.status.state is AgentState.WRAP_UP and draft is not None:
            return one_line(draft.caller.name)
        people = self._floor.people()
        return people or (self._served.in_short() if self.is_idle(shown) else "")

    def case(self, shown: CallViewModel | None) -> str:
        return self._of_call.of_case(shown) if shown is not None else ""

    def detail(self, shown: CallViewModel | None) -> str:
        status = self._models.status
        if shown is not None:
            return self._detail_of(shown)
        if status.state is AgentState.WRAP_UP:
            return self._what_misses()
        usual = self._words.reason(status.reason) or self._what_to_press()
        if status.state is AgentState.READY:
            usual = self._to_call_back() or self._figures.sentence()
        elif self.is_pause and status.reason == PauseReason.BREAK:
            usual = ""  # the word of the state has said it
        # What a lead reads may be old: that stands before what she knows.
        return " · ".join(part for part in (self._floor.trouble(), usual) if part)

    def _to_call_back(self) -> str:
        """Return how many callbacks wait for whoever makes them; the queues are in the foot."""
        account, queue = self._models.session.account, self._models.queue
        if account is None or not account.may(Capability.CASE_WORK):
            return ""
        parts = [self.tr("%n da richiamare", "", queue.open_count)]
        if queue.overdue_count:
            parts.append(self.tr("%n oltre il termine", "", queue.overdue_count))
        return " · ".join(parts)

    def _what_to_press(self) -> str:
        """Nobody is left not ready without a word: the reason may be a newer server's."""
        is_hers = self._models.status.state is AgentState.NOT_READY
        return self.tr("F5 quando puoi rispondere") if is_hers else ""

    def is_idle(self, shown: CallViewModel | None) -> bool:
        return shown is None and self._models.status.state is AgentState.READY

    def _detail_of(self, shown: CallViewModel) -> str:
        """What is wrong with the line stands first: the rest may be cut in a narrow window."""
        light, words = self._of_call.quality(shown)
        parts = (
            words if light == Light.BAD else "",
            self._of_call.detail(shown),
            self._recording(),
        )
        return " · ".join(part for part in parts if part)

    def _recording(self) -> str:
        """What the server says is done, not what the queue asks for."""
        return {
            ON: self.tr("si registra"),
            MASKED: self.tr("registrazione sospesa"),
        }.get(self._models.duty.recording.state, "")

    def _what_misses(self) -> str:
        """How the call ended, and what the contact still needs."""
        last, draft = self._models.call.last_ended, self._models.editor.draft
        parts = []
        if draft is not None and draft.disposition is Disposition.TRANSFERRED:
            parts.append(self._words.disposition(draft.disposition))
        elif last is not None and last.is_incoming:
            parts.append(self._of_call.ended(last))
        missing = [self._missing(name) for name in self._models.editor.missing]
        if missing:
            parts.append(self.tr("Manca: {0}").format(", ".join(missing)))
        elif draft is not None and draft.ended_at is not None:
            parts.append(self.tr("Telefonata finita alle {0}").format(clock_time(draft.ended_at)))
        return " · ".join(part for part in parts if part)

    def _missing(self, name: str) -> str:
        draft = self._models.editor.draft
        if name == "topic" and draft is not None and draft.awaits_topic:
            return self.tr("la conferma dell'argomento")
        return self._words.field(name)

    def is_to_confirm(self, shown: CallViewModel | None) -> bool:
        return shown is not None and self._of_call.is_to_confirm(shown)

    def aside(self) -> str:
        """The button of the pause is tinted while one waits; it is also said."""
        pause = self._models.status.pending_pause
        if pause is None:
            return ""
        return self.tr("{0} dopo questa telefonata").format(self._words.pause(pause))

    def chip(self, shown: CallViewModel | None) -> str:
        if self._models.notices.alarm is not None:
            return self.tr("Allarme: F1")
        if self.is_to_confirm(shown):
            return self.tr("da confermare")
        if shown is None and self._models.duty.reminders.pause_alert is PauseAlert.OVER:
            return self.tr("tempo finito")
        calls = self._models.call
        if calls.spoken is not None and calls.spoken.call.is_muted:
            return self.tr("Muto")
        if calls.main is not None and calls.main.rings_here and calls.main.call.auto_answer_ms:
            return self.tr("Risponde da sola")
        return ""


class ServedTexts(QObject):
    """Whose calls ring here: queues and languages of the operator who is ready."""

    def __init__(self, models: SeatModels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models = models

    def in_short(self) -> str:
        """Return queues and languages for the strip, "" before the server has told them."""
        names = self._queues()
        if len(names) > IN_SHORT + 1:
            more = self.tr("altre {0}").format(len(names) - IN_SHORT)
            names = [*names[:IN_SHORT], more]
        return self._said(names)

    def in_full(self) -> str:
        return self._said(self._queues())

    def _said(self, names: list[str]) -> str:
        view = self._models.status.view
        if view is None:
            return ""
        queues = ", ".join(names)
        spoken = left_to_right(" ".join(code.upper() for code in languages_of(view.skills)))
        return " · ".join(part for part in (queues, spoken) if part)

    def _queues(self) -> list[str]:
        view, account = self._models.status.view, self._models.session.account
        if view is None or account is None:
            return []
        return [
            one_line(queue.name)
            for queue in self._models.status.queues
            if topic_level(view.skills, account.desk_ids, queue)
        ]


class FloorLine(QObject):
    """The room, for a lead on no call; for an operator, and without news, both are empty."""

    def __init__(self, model: FloorViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def people(self) -> str:
        """Return "86 in servizio · 25 pronti"."""
        if self._model.now is None:
            return ""
        on_duty = self.tr("{0} in servizio").format(self._model.on_duty)
        count = self._model.ready
        ready = self.tr("%n pronti", "", count) if count else self.tr("nessuno pronto")
        return f"{on_duty} · {ready}"

    def trouble(self) -> str:
        """Return what is old or missing in the figures, in a few words."""
        model = self._model
        if model.now is None:
            return ""
        if model.is_old:
            at = left_to_right(clock_time(model.told_at))
            return self.tr("dati fermi alle {0}").format(at)
        for one in model.now.silent:
            since = left_to_right(clock_time(one.heard_at))
            return self.tr("manca una fonte: {0}, dalle {1}").format(
                isolated(one_line(one.name)), since
            )
        return ""
