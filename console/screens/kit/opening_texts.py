"""The words for opening times: open or closed now, until when, and why."""

from datetime import date, datetime

from PySide6.QtCore import QObject

from console.screens.kit.moments import clock_time, is_today, is_tomorrow, named_day, rome_day
from contract.domain.opening_times.opening_holidays import Holiday
from contract.domain.opening_times.opening_plan import Layers, Reason, ReasonKind
from contract.domain.opening_times.opening_state import (
    Opening,
    OpeningState,
    bands_of_day,
    opening_at,
)
from contract.domain.opening_times.opening_times import OpeningTimes, clock


class OpeningTexts(QObject):
    def sentence(self, times: OpeningTimes | Layers, now: datetime) -> str:
        """Return "Aperto adesso, chiude alle 12:30.", "" when nothing is known."""
        opening = opening_at(times, now)
        if opening.state is OpeningState.UNKNOWN:
            return self._unknown(opening, now)
        words = self._open(opening, now) if opening.is_open else self._closed(opening, now)
        if not opening.by_appointment_only:
            return words
        return " ".join((self.tr("Solo su appuntamento."), words))

    def tag(self, times: OpeningTimes | Layers, now: datetime) -> str:
        """Return the same in the few words of a tag, as "chiuso · apre domani 08:30"."""
        opening = opening_at(times, now)
        if opening.state is OpeningState.UNKNOWN:
            return self._unknown(opening, now).removesuffix(".")
        words = self._open_now(opening, now) if opening.is_open else self._closed_now(opening, now)
        if why := self.why(opening.reason):
            words = f"{words} ({why})"
        return (
            self.tr("{0} · su appuntamento").format(words) if opening.by_appointment_only else words
        )

    def _open_now(self, opening: Opening, now: datetime) -> str:
        if opening.until is None:
            return self.tr("aperto sempre")
        return self.tr("aperto · chiude {0}").format(self._short_moment(opening.until, now))

    def _closed_now(self, opening: Opening, now: datetime) -> str:
        if opening.opens_at is None:
            return self.tr("chiuso")
        return self.tr("chiuso · apre {0}").format(self._short_moment(opening.opens_at, now))

    def _short_moment(self, at: datetime, now: datetime) -> str:
        if is_today(at, now):
            return clock_time(at)
        if is_tomorrow(at, now):
            return self.tr("domani {0}").format(clock_time(at))
        return f"{named_day(rome_day(at))} {clock_time(at)}"

    def bands(self, times: OpeningTimes | Layers, day: date) -> str:
        """Return "08:30-12:30, 14:30-16:30"."""
        found = bands_of_day(times, day)
        return ", ".join(f"{clock(band.opens)}-{clock(band.closes)}" for band in found)

    def why(self, reason: Reason | None) -> str:
        """Return what makes the day a special one, "" on any other."""
        if reason is None:
            return ""
        if reason.holiday is not None:
            return self._holiday(reason.holiday)
        return reason.text or {
            ReasonKind.EXCEPTION: self.tr("orario straordinario"),
            ReasonKind.SEASON: self.tr("orario stagionale"),
            ReasonKind.PRE_HOLIDAY: self.tr("prefestivo"),
        }.get(reason.kind, "")

    def moment(self, at: datetime, now: datetime) -> str:
        """Return "alle 14:30", "domani alle 08:30" or "mar 30/6 alle 08:30"."""
        if is_today(at, now):
            return self.tr("alle {0}").format(clock_time(at))
        if is_tomorrow(at, now):
            return self.tr("domani alle {0}").format(clock_time(at))
        words = self.tr("{0} alle {1}")
        return words.replace("{1}", clock_time(at)).replace("{0}", named_day(rome_day(at)))

    def _open(self, opening: Opening, now: datetime) -> str:
        if opening.until is None:
            return self.tr("Aperto sempre.")
        words = self.tr("Aperto adesso, chiude {0}.").format(self.moment(opening.until, now))
        return self._with_why(words, opening.reason)

    def _closed(self, opening: Opening, now: datetime) -> str:
        why = self.why(opening.reason)
        if opening.opens_at is None:
            words = self.tr("Chiuso. Non è noto quando riapre.")
            return self._with_why(words, opening.reason)
        opens = self.moment(opening.opens_at, now)
        if why and opening.reason.kind in (ReasonKind.HOLIDAY, ReasonKind.EXCEPTION):
            words = self.tr("Chiuso: {0}; riapre {1}.")
            return words.replace("{1}", opens).replace("{0}", why)
        words = self.tr("Chiuso adesso, riapre {0}.").format(opens)
        return self._with_why(words, opening.reason)

    def _unknown(self, opening: Opening, now: datetime) -> str:
        if opening.reason.kind is ReasonKind.BY_APPOINTMENT:
            return self.tr("Solo su appuntamento.")
        # Hours that were never known need no warning; hours that have run out do.
        if opening.reason.kind is not ReasonKind.OUT_OF_VALIDITY:
            return ""
        if opening.opens_at is None:
            return self.tr("L'orario che conosciamo è scaduto: verifica prima di dirlo.")
        words = self.tr("L'orario di oggi non è noto. Apre {0}.")
        return words.format(self.moment(opening.opens_at, now))

    def _with_why(self, words: str, reason: Reason) -> str:
        """Put the reason before the full stop, in brackets."""
        why = self.why(reason)
        return f"{words.removesuffix('.')} ({why})." if why else words

    def _holiday(self, holiday: Holiday) -> str:
        return {
            Holiday.NEW_YEAR: self.tr("Capodanno"),
            Holiday.EPIPHANY: self.tr("Epifania"),
            Holiday.EASTER: self.tr("Pasqua"),
            Holiday.EASTER_MONDAY: self.tr("lunedì dell'Angelo"),
            Holiday.LIBERATION_DAY: self.tr("festa della Liberazione"),
            Holiday.LABOUR_DAY: self.tr("festa del lavoro"),
            Holiday.REPUBLIC_DAY: self.tr("festa della Repubblica"),
            Holiday.PATRON_DAY: self.tr("festa dei Santi Pietro e Paolo"),
            Holiday.ASSUMPTION: self.tr("Ferragosto"),
            Holiday.SAINT_FRANCIS: self.tr("San Francesco"),
            Holiday.ALL_SAINTS: self.tr("Ognissanti"),
            Holiday.IMMACULATE_CONCEPTION: self.tr("Immacolata Concezione"),
            Holiday.CHRISTMAS: self.tr("Natale"),
            Holiday.SAINT_STEPHEN: self.tr("Santo Stefano"),
        }[holiday]
