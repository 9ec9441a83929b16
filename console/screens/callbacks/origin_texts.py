"""Why a citizen is to be called whom nobody has promised it: he waited, and gave up."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from contract.domain.callback import Callback

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class OriginTexts(QObject):
    """Of callbacks that came of abandoned calls; nothing is said of those that were promised."""

    def origin(self, callback: Callback, now: datetime) -> str:
        """Return "ha riagganciato in coda dopo 3 min, 2 volte · 2 h fa", "" for a promise."""
        if callback.abandoned_at is None:
            return ""
        words = (
            self.tr("ha riagganciato in coda dopo {0}, %n volte", "", callback.abandoned_calls)
            if callback.abandoned_calls > 1
            else self.tr("ha riagganciato in coda dopo {0}")
        )
        return self._since(words, callback, now - callback.abandoned_at)

    def _since(self, words: str, callback: Callback, age: timedelta) -> str:
        return f"{words.format(self._wait(callback.abandoned_s))} · {self._age(age)}"

    def _wait(self, seconds: int) -> str:
        if seconds < _MINUTE.total_seconds():
            return self.tr("{0} s").format(seconds)
        return self.tr("{0} min").format(seconds // 60)

    def _age(self, age: timedelta) -> str:
        """Of the first time: what has waited longest is seen as such, over nights and weekends."""
        if age < _MINUTE:
            return self.tr("adesso")
        if age < _HOUR:
            return self.tr("%n min fa", "", age // _MINUTE)
        if age < _DAY:
            return self.tr("%n h fa", "", age // _HOUR)
        return self.tr("%n giorni fa", "", age // _DAY)
