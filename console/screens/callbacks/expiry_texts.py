"""By when a case is due and why, in words and boxes of days."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QLocale, QObject

from console.model.callbacks.case_days import CaseDay, DayKind, counted, days_until
from console.model.callbacks.case_file import CaseFile
from console.screens.kit.moments import (
    band,
    clock_time,
    hours_and_minutes,
    is_today,
    is_tomorrow,
    rome_day,
    short_day,
)
from contract.domain.callback import AttemptOutcome, Callback
from widgets.cases import day_boxes
from widgets.cases.case_text import Expiry
from widgets.cases.day_boxes import DayBox
from widgets.kit.plain_text import left_to_right

SHOWN = 9  # boxes beside each other; what lies between stands in one
AFTER_GAP = 6
_DAYS_LATE = timedelta(hours=24)
_BOXES = {
    DayKind.FIRST: day_boxes.FIRST,
    DayKind.COUNTED: day_boxes.COUNTED,
    DayKind.LAST: day_boxes.LAST,
}


class ExpiryTexts(QObject):
    """Of callbacks that are not done yet."""

    def expiry(self, callback: Callback, file: CaseFile, now: datetime) -> Expiry:
        """Return it without days where the case is not known yet."""
        due_at = callback.window_end_at
        tag, kind = self.tag(due_at, now)
        if file.case is None:
            return Expiry(tag=tag, kind=kind)
        days = days_until(file.case.opened_at, due_at, file.activities)
        parts = (self._counted(days), self._not_counted(days))
        return Expiry(
            tag=tag,
            kind=kind,
            heading=self._heading(due_at, now),
            reason=self._promise(callback, file),
            days=self._boxes(days, rome_day(now)),
            sentence=" ".join(part for part in parts if part),
        )

    def late(self, due_at: datetime, now: datetime) -> str:
        """Return by how much it is late, "" when it is not."""
        by = now - due_at
        if by <= timedelta(0):
            return ""
        if by >= _DAYS_LATE:
            return self.tr("in ritardo di %n giorni", "", by.days)
        return self.tr("in ritardo {0}").format(hours_and_minutes(by.total_seconds()))

    def tag(self, due_at: datetime, now: datetime) -> tuple[str, str]:
        """Return words and kind of the tag."""
        if late := self.late(due_at, now):
            return late, "error"
        if is_today(due_at, now):
            return self.tr("scade oggi {0}").format(clock_time(due_at)), "warning"
        if is_tomorrow(due_at, now):
            return self.tr("scade domani {0}").format(clock_time(due_at)), "warning"
        when = f"{short_day(rome_day(due_at))} {clock_time(due_at)}"
        return self.tr("scade {0}").format(when), ""

    def _heading(self, due_at: datetime, now: datetime) -> str:
        if due_at < now and not is_today(due_at, now):
            return self.tr("Perché è scaduta")
        if is_today(due_at, now):
            return self.tr("Perché scade oggi")
        if is_tomorrow(due_at, now):
            return self.tr("Perché scade domani")
        return self.tr("Perché scade il {0}").format(short_day(rome_day(due_at)))

    def _promise(self, callback: Callback, file: CaseFile) -> str:
        """Return who set the hour: the promise to the citizen, or what became of the last try."""
        hours = band(callback.window_start_at, callback.window_end_at)
        last = file.attempts[-1].outcome if file.attempts else None
        if callback.abandoned_at is not None and last is None:
            words = self.tr("ha riagganciato in coda: da richiamare {0}")
        elif last is None:
            words = self.tr("promesso al cittadino per le {0}")
        elif last is AttemptOutcome.NO_ANSWER:
            words = self.tr("non ha risposto: si riprova {0}")
        elif last is AttemptOutcome.ASK_OFFICE:
            words = self.tr("si aspettava l'ufficio: si riprende {0}")
        else:
            words = self.tr("rinviato con il cittadino alle {0}")
        return words.format(left_to_right(hours))

    def _counted(self, days: Sequence[CaseDay]) -> str:
        if len(days) == 1:
            return ""
        words = self.tr("%n giorni lavorativi dal {0}.", "", counted(days))
        return words.format(short_day(days[0].day))

    def _not_counted(self, days: Sequence[CaseDay]) -> str:
        """Return which of them do not count: weekends in a word, the others by their date."""
        kinds = {one.kind for one in days}
        names = [
            *([self.tr("sabato")] if DayKind.SATURDAY in kinds else []),
            *([self.tr("domenica")] if DayKind.SUNDAY in kinds else []),
        ]
        if DayKind.HOLIDAY in kinds:
            names.append(self.tr("il {0}, festivo").format(_dates(days, DayKind.HOLIDAY)))
        if DayKind.WAITED in kinds:
            waited = self.tr("il {0}: la pratica aspettava il cittadino")
            names.append(waited.format(_dates(days, DayKind.WAITED)))
        if not names:
            return ""
        return self.tr("Non contano {0}.").format(self._listed(names))

    def _listed(self, names: Sequence[str]) -> str:
        *first, last = names
        return self.tr("{0} e {1}").format(", ".join(first), last) if first else last

    def _boxes(self, days: Sequence[CaseDay], today: date) -> tuple[DayBox, ...]:
        if len(days) <= SHOWN:
            return tuple(_box(one, today) for one in days)
        left_out = days[1:-AFTER_GAP]
        gap = DayBox(word="…", number=f"+{counted(left_out)}", kind=day_boxes.LEFT_OUT)
        return (_box(days[0], today), gap, *(_box(one, today) for one in days[-AFTER_GAP:]))


def _dates(days: Sequence[CaseDay], kind: DayKind) -> str:
    return ", ".join(short_day(one.day) for one in days if one.kind is kind)


def _box(one: CaseDay, today: date) -> DayBox:
    return DayBox(
        word=QLocale().dayName(one.day.isoweekday(), QLocale.FormatType.ShortFormat).lower(),
        number=QLocale().toString(one.day.day),
        kind=_BOXES.get(one.kind, day_boxes.SKIPPED),
        is_today=one.day == today,
    )
