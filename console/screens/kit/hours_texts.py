"""Opening times in the language on the screen, for an editor who compares two."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec.structs import replace
from PySide6.QtCore import QObject

from contract.domain.opening_times.opening_lines import BAR, bands_text, days_text
from contract.domain.opening_times.opening_times import (
    CLOSED_ON_HOLIDAYS,
    WEEK_DAYS,
    Band,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    Season,
    WeeklyBand,
    clock,
)


class HoursTexts(QObject):
    def shown(self, times: OpeningTimes) -> str:
        """Return line by line what the form shows, and of rules it only keeps the hours."""
        return "\n".join(filter(None, (*self._lines(times), times.note)))

    def in_short(self, times: OpeningTimes) -> str:
        """Return all of it in one line, without the rule for holidays that goes without saying."""
        is_usual = times.holidays == CLOSED_ON_HOLIDAYS
        said = replace(times, holidays=None) if is_usual else times
        return " · ".join(self.shown(said).splitlines())

    def _lines(self, times: OpeningTimes) -> Iterator[str]:
        yield self._week(times.weekly)
        for one in times.exceptions:
            yield _joined(days_text(one.first, one.last), self._hours(one.bands), one.reason)
        for season in times.seasons:
            days = days_text(season.first, season.last)
            yield _joined(days, self._season(season), season.name)
        if times.holidays is not None:
            yield from self._holidays(times.holidays)
        if times.valid_from:
            yield self.tr("Valido dal {0}").format(days_text(times.valid_from, times.valid_from))
        if times.valid_until:
            until = days_text(times.valid_until, times.valid_until)
            yield self.tr("Valido fino al {0}").format(until)
        if times.by_appointment_only:
            yield self.tr("Solo su appuntamento")

    def _season(self, season: Season) -> str:
        return self._hours(()) if season.closed else self._week(season.weekly)

    def _hours(self, bands: Sequence[Band]) -> str:
        return bands_text(bands) or self.tr("chiuso")

    def _holidays(self, policy: HolidayPolicy) -> Iterator[str]:
        yield self.tr("Festivi: {0}").format(self._rule(policy.national))
        if policy.patron_day != policy.national:
            yield self.tr("29 giugno: {0}").format(self._rule(policy.patron_day))
        if policy.pre_holiday_closes is not None:
            yield self.tr("La vigilia fino alle {0}").format(clock(policy.pre_holiday_closes))

    def _rule(self, rule: HolidayRule) -> str:
        is_usual = rule.kind is HolidayKind.AS_USUAL
        return self.tr("aperto come sempre") if is_usual else self._hours(rule.bands)

    def _week(self, weekly: Sequence[WeeklyBand]) -> str:
        """Return "lun-ven 08:30-13:00": days of the same hours in a row are said once."""
        bands = [
            bands_text([one.band for one in weekly if one.weekday == day])
            for day in range(WEEK_DAYS)
        ]
        days = zip(self._day_words(), bands, strict=True)
        return "; ".join(
            f"{_run([word for word, _ in same])} {hours}"
            for hours, same in groupby(days, key=itemgetter(1))
            if hours
        )

    def _day_words(self) -> tuple[str, ...]:
        """Return the days in the reader's language, not as they are typed."""
        return (
            *(self.tr("lun"), self.tr("mar"), self.tr("mer"), self.tr("gio")),
            *(self.tr("ven"), self.tr("sab"), self.tr("dom")),
        )


def _run(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{words[0]}-{words[-1]}"


def _joined(*parts: str) -> str:
    return f" {BAR} ".join(part for part in parts if part)
