"""Where a case stands on its way, in four steps, and what saving an outcome leads to."""

from datetime import datetime

from PySide6.QtCore import QObject

from console.model.callbacks.case_file import CaseFile
from console.screens.kit.moments import clock_time, day_and_time, is_today, rome_day, short_day
from contract.domain.callback import MAX_ATTEMPTS, AttemptOutcome, Callback, CallbackState, retried
from contract.domain.case import ActivityKind, Case, CaseState
from widgets.cases.case_steps import DONE, NEXT, NOW, Step

_WAITING = frozenset({CaseState.WAITING_OFFICE, CaseState.WAITING_CITIZEN})


class StepTexts(QObject):
    def steps(self, callback: Callback, file: CaseFile) -> tuple[Step, ...]:
        """Return none where the case is not known yet."""
        case = file.case
        if case is None:
            return ()
        is_begun = case.state is not CaseState.OPEN or bool(file.attempts)
        is_begun = is_begun or callback.state is CallbackState.CLAIMED
        is_closed = case.state is CaseState.CLOSED
        begun = DONE if is_closed else NOW if is_begun else NEXT
        return (
            Step(
                word=self.tr("Ricevuta"),
                detail=_day(case.opened_at),
                state=DONE if is_begun else NOW,
            ),
            Step(word=self.tr("In lavorazione"), detail=self._work(case, file), state=begun),
            Step(
                word=self.tr("Risposta data"),
                detail=_day(_answered_at(file)),
                state=DONE if is_closed and case.answer else NEXT,
            ),
            Step(
                word=self.tr("Chiusa"),
                detail=_day(case.closed_at),
                state=DONE if is_closed else NEXT,
            ),
        )

    def sentence(self, steps: tuple[Step, ...]) -> str:
        """Return the same for who hears it, as "Stato: In lavorazione, da 25/11. Passo 2 di 4."."""
        if not steps:
            return ""
        reached = [number for number, step in enumerate(steps) if step.state != NEXT]
        now = next((one for one in reached if steps[one].state == NOW), reached[-1])
        said = ", ".join(part for part in (steps[now].word, steps[now].detail) if part)
        words = self.tr("Stato della pratica: {0}. Passo {1} di {2}.")
        return words.format(said, now + 1, len(steps))

    def _work(self, case: Case, file: CaseFile) -> str:
        """Return since when it is worked on, or put off; a case nobody touched has neither."""
        if case.state in _WAITING:
            since = _day(_since(file, case.state))
            return self.tr("Sospesa {0}").format(since).strip()
        told = [one.at for one in file.attempts] + [one.at for one in file.activities]
        later = [at for at in told if at > case.opened_at]
        return self.tr("da {0}").format(_day(min(later))) if later else ""


class AfterTexts(QObject):
    """What saving an outcome leads to, told before it is saved."""

    def sentence(self, callback: Callback, outcome: AttemptOutcome, now: datetime) -> str:
        """Return as the server will decide it (contract.domain.callback.Callback.after)."""
        again = self._when(retried(now)[0], now)
        if outcome is AttemptOutcome.SOLVED:
            return self.tr("Salvando: risposta data, la pratica si chiude.")
        if outcome is AttemptOutcome.ASK_OFFICE:
            return self.tr("Salvando: aspetta l'ufficio, di nuovo in coda {0}.").format(again)
        if outcome is AttemptOutcome.NO_ANSWER and callback.silences + 1 >= MAX_ATTEMPTS:
            return self.tr("Salvando: era l'ultimo tentativo, il richiamo finisce qui.")
        return self.tr("Salvando: di nuovo in coda {0}.").format(again)

    def _when(self, at: datetime, now: datetime) -> str:
        if is_today(at, now):
            return self.tr("dalle {0}").format(clock_time(at))
        return self.tr("dal {0}").format(day_and_time(at, now))


def _since(file: CaseFile, state: CaseState) -> datetime | None:
    """Return when the case last came into a state, as its history has it."""
    states = [one for one in file.activities if one.kind is ActivityKind.STATE]
    return next((one.at for one in reversed(states) if one.text == state), None)


def _answered_at(file: CaseFile) -> datetime | None:
    solved = [one.at for one in file.attempts if one.outcome is AttemptOutcome.SOLVED]
    return solved[-1] if solved else None


def _day(moment: datetime | None) -> str:
    return short_day(rome_day(moment)) if moment is not None else ""
