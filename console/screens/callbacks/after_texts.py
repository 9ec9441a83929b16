"""What saving an outcome leads to, told before it is saved."""

from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.kit.moments import clock_time, day_and_time, is_today
from contract.domain.callback import MAX_ATTEMPTS, AttemptOutcome, Callback, retried


class AfterTexts(QObject):
    def sentence(self, callback: Callback, outcome: AttemptOutcome, now: datetime) -> str:
        """Return as the server will decide it (contract.domain.callback.Callback.after)."""
        again = self._when(retried(now)[0], now)
        if outcome is AttemptOutcome.SOLVED:
            return self.tr("Salvando: risposta data, la pratica si chiude.")
        if outcome is AttemptOutcome.ASK_OFFICE:
            return self.tr("Salvando: aspetta l'ufficio, di nuovo in coda {0}.").format(again)
        if outcome is AttemptOutcome.NO_ANSWER and callback.attempts + 1 >= MAX_ATTEMPTS:
            return self.tr("Salvando: era l'ultimo tentativo, il richiamo finisce qui.")
        return self.tr("Salvando: di nuovo in coda {0}.").format(again)

    def _when(self, at: datetime, now: datetime) -> str:
        if is_today(at, now):
            return self.tr("dalle {0}").format(clock_time(at))
        return self.tr("dal {0}").format(day_and_time(at, now))
