"""A result as its row says it: what it is called, and what decides about it first."""

from datetime import date, datetime

from PySide6.QtCore import QObject

from console.model.knowledge.office_now import OfficeNow
from console.model.knowledge.search_hit import SearchAnswer
from console.screens.kit.moments import clock_time, is_today, is_tomorrow, named_day, rome_day
from contract.domain.opening_times.opening_state import Opening, OpeningState
from contract.domain.opening_times.opening_times import clock
from contract.knowledge.search_hit import HitKind, SearchHit
from widgets.kit.plain_text import isolated, one_line, with_isolated_numbers
from widgets.tables.hit_list import HitRow


class HitTexts(QObject):
    def rows(self, answer: SearchAnswer, now: datetime) -> tuple[HitRow, ...]:
        return tuple(self._row(hit, answer.offices.get(hit.id), now) for hit in answer.hits)

    def _row(self, hit: SearchHit, office: OfficeNow | None, now: datetime) -> HitRow:
        return HitRow(
            title=one_line(hit.title),
            subtitle=self._line(hit, office, now),
            mark=self.tr("forse") if hit.is_doubtful else "",
        )

    def _line(self, hit: SearchHit, office: OfficeNow | None, now: datetime) -> str:
        if hit.kind is HitKind.FAQ:
            title = isolated(one_line(hit.subtitle))
            return self.tr("domanda · {0}").format(title) if title else self.tr("domanda")
        if office is None:
            return one_line(hit.subtitle)
        # Whether it is open decides; the address is read out afterwards.
        parts = (self._state(office, now), isolated(one_line(office.address)))
        return " · ".join(part for part in parts if part)

    def _state(self, office: OfficeNow, now: datetime) -> str:
        if office.day is not None:
            return self._on_day(office.day, office)
        return with_isolated_numbers(self._at_now(office.opening, now))

    def _on_day(self, day: date, office: OfficeNow) -> str:
        if office.opening.state is OpeningState.UNKNOWN and not office.bands:
            return ""
        bands = ", ".join(f"{clock(opens)}–{clock(closes)}" for opens, closes in office.bands)
        words = self.tr("{0}: {1}").format(named_day(day), bands or self.tr("chiuso"))
        return with_isolated_numbers(words)

    def _at_now(self, opening: Opening, now: datetime) -> str:
        if opening.state is OpeningState.UNKNOWN:
            return ""
        if opening.is_open:
            if opening.until is None:
                return self.tr("aperto sempre")
            if is_today(opening.until, now):
                return self.tr("aperto fino alle {0}").format(clock_time(opening.until))
            return self.tr("aperto, chiude {0}").format(self._moment(opening.until, now))
        if opening.opens_at is None:
            return self.tr("chiuso")
        return self.tr("apre {0}").format(self._moment(opening.opens_at, now))

    def _moment(self, at: datetime, now: datetime) -> str:
        """Return "14:30", "domani 8:30" or "lunedì 30/11 8:30"."""
        if is_today(at, now):
            return clock_time(at)
        if is_tomorrow(at, now):
            return self.tr("domani {0}").format(clock_time(at))
        return f"{named_day(rome_day(at))} {clock_time(at)}"
