"""What was done for a case, one row each: when, what, and the words that were written."""

from datetime import datetime

from PySide6.QtCore import QObject

from console.model.callbacks.case_file import CaseFile
from console.screens.kit.moments import clock_time, day_and_time, is_today
from console.screens.kit.state_texts import StateTexts
from contract.domain.callback import MAX_ATTEMPTS, AttemptOutcome, Callback, CallbackAttempt
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from widgets.cases.case_story import StoryRow


class HistoryTexts(QObject):
    """Nothing of how a line sounded: that helps nobody to answer the citizen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words = StateTexts(self)

    def rows(
        self, callback: Callback | None, file: CaseFile, now: datetime
    ) -> tuple[StoryRow, ...]:
        """Attempts and notes in one line of time; newest first: that is what she has to know."""
        # The history notes attempts as well: the same words would be there twice.
        said = {"", *(attempt.note for attempt in file.attempts)}
        told = [
            (one.at, *self._activity(one))
            for one in file.activities
            if one.kind is not ActivityKind.ATTEMPT or one.text not in said
        ]
        number = 0  # since the citizen was last reached
        for attempt in file.attempts:
            number += 1
            told.append((attempt.at, *self._attempt(number, attempt)))
            if attempt.outcome is not AttemptOutcome.NO_ANSWER:
                number = 0
        if file.case is not None:
            told.append((file.case.opened_at, *self._beginning(callback, file.case)))
        told.sort(key=lambda row: row[0], reverse=True)
        return tuple(
            StoryRow(when=self._when(at, now), what=what, rest=rest) for at, what, rest in told
        )

    def _when(self, at: datetime, now: datetime) -> str:
        if is_today(at, now):
            return self.tr("oggi {0}").format(clock_time(at))
        return day_and_time(at, now)

    def _beginning(self, callback: Callback | None, case: Case) -> tuple[str, str]:
        if case.voicemail_id is not None and not case.question:
            return self.tr("Segreteria"), self.tr("il cittadino ha lasciato un messaggio")
        if callback is not None and callback.abandoned_at is not None:
            return self.tr("In coda"), self.tr("il cittadino ha riagganciato prima della risposta")
        return self.tr("I livello"), self.tr("ha mandato la pratica al II livello")

    def _attempt(self, number: int, attempt: CallbackAttempt) -> tuple[str, str]:
        outcome = self._words.outcome(attempt.outcome)
        outcome = outcome[:1].lower() + outcome[1:]
        what = self.tr("Tentativo {0} di {1}").format(number, MAX_ATTEMPTS)
        return what, f"{outcome}. {attempt.note}" if attempt.note else outcome

    def _activity(self, one: CaseActivity) -> tuple[str, str]:
        if one.kind is ActivityKind.STATE:
            return self._state(one.text), ""
        if one.kind is ActivityKind.ATTEMPT:
            return self.tr("Tentativo"), one.text
        if one.kind is ActivityKind.HANDED_OVER:
            return self.tr("Passata da"), one.text
        if one.kind is ActivityKind.LATE_NOTE:
            return self.tr("Arrivata tardi"), one.text
        return self.tr("Nota"), one.text

    def _state(self, code: str) -> str:
        """Return the state in words; what a newer server calls it is not shown as a code."""
        if code not in list(CaseState):
            return self.tr("Stato cambiato")
        if code == CaseState.OPEN:
            return self.tr("Di nuovo in lavorazione")
        words = self._words.case_state(CaseState(code))
        return words[:1].upper() + words[1:]
