"""Opening times in the words of the form, for who compares two of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from PySide6.QtCore import QObject

from contract.domain.opening_holiday_lines import OWN
from contract.domain.opening_lines import DAY_WORDS, HoursLines, lines_of
from contract.domain.opening_text import is_short, text_of_times
from contract.domain.opening_times import OpeningTimes


class HoursWords(QObject):
    def shown(self, times: OpeningTimes) -> str:
        """Return line by line what the form shows; rules it has no words for in the short text."""
        lines = lines_of(times)
        text = text_of_times(times) if lines.own is not None else ""
        if text and is_short(text):
            return text if lines.note in text else f"{text}\n{lines.note}"
        return "\n".join(filter(None, (*self._lines(lines), lines.note)))

    def _lines(self, lines: HoursLines) -> Iterator[str]:
        yield "; ".join(_days(lines.week))
        yield from (lines.exceptions, lines.seasons)
        yield from self._holidays(lines)
        if lines.valid_from:
            yield self.tr("Valido dal {0}").format(lines.valid_from)
        if lines.valid_until:
            yield self.tr("Valido fino al {0}").format(lines.valid_until)
        if lines.by_appointment:
            yield self.tr("Solo su appuntamento")

    def _holidays(self, lines: HoursLines) -> Iterator[str]:
        rules = {
            "closed": self.tr("chiuso"),
            "as_usual": self.tr("aperto come sempre"),
            OWN: self.tr("regole proprie"),
        }
        if lines.holidays:
            yield self.tr("Festivi: {0}").format(rules[lines.holidays])
        if lines.patron_day:
            yield self.tr("29 giugno: {0}").format(rules[lines.patron_day])
        if lines.eve:
            yield self.tr("La vigilia fino alle {0}").format(lines.eve)


def _days(week: Sequence[str]) -> Iterator[str]:
    """Yield "lun-ven 8:30-13": days of the same hours that follow each other are said once."""
    for bands, group in groupby(zip(DAY_WORDS, week, strict=True), key=itemgetter(1)):
        words = [word for word, _ in group]
        if bands:
            days = words[0] if len(words) == 1 else f"{words[0]}-{words[-1]}"
            yield f"{days} {bands}"
