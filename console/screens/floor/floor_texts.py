"""The words of a lead's first page."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QLocale

from console.screens.kit.duty_words import DutyWords
from console.screens.kit.moments import clock_time, hours_and_minutes
from console.viewmodels.floor.problems import LeftOut, Problem, ProblemKind
from contract.domain.service_level import (
    ABANDONMENT_TARGET,
    ANSWER_WITHIN_S,
    LONGEST_WAIT_TARGET_S,
    SERVICE_LEVEL_TARGET,
)
from contract.wire.floor import (
    DIALS,
    LOOK_UPS,
    SIGN_INS,
    LinesNow,
    Misuse,
    QueueNow,
    SilentSource,
    UnsentWork,
)
from contract.wire.team import OpenAlarm
from contract.wire.trunks import TrunkState
from widgets.kit.plain_text import duration, isolated, left_to_right, one_line

NONE = "–"


def percent(share: float | None, decimals: int = 0) -> str:
    """Return "86 %", or a dash for none."""
    if share is None:
        return NONE
    return left_to_right(f"{QLocale().toString(share * 100, 'f', decimals)} %")


def whole(number: int) -> str:
    return QLocale().toString(number)


def wait(seconds: int, *, is_there: bool = True) -> str:
    return left_to_right(duration(seconds)) if is_there else NONE


class FloorTexts(DutyWords):
    def within(self) -> str:
        return self.tr("Entro {0} s").format(ANSWER_WITHIN_S)

    def within_today(self) -> str:
        return self.tr("Risposte entro {0} s, oggi").format(ANSWER_WITHIN_S)

    def level_target(self) -> str:
        return self.tr("obiettivo {0}").format(percent(SERVICE_LEVEL_TARGET))

    def wait_target(self) -> str:
        return self.tr("obiettivo sotto {0}").format(wait(LONGEST_WAIT_TARGET_S))

    def abandonment_target(self) -> str:
        return self.tr("obiettivo sotto {0}").format(percent(ABANDONMENT_TARGET))

    def ready(self, count: int) -> str:
        return self.tr("%n pronti", "", count) if count else self.tr("nessuno pronto")

    def stopped(self, since: datetime) -> str:
        return self.tr("ferma alle {0}").format(left_to_right(clock_time(since)))

    def people(self, count: int) -> str:
        return self.tr("%n persone", "", count)

    def longest(self, wait: str) -> str:
        return self.tr("la più lunga {0}").format(wait)

    def arrivals(self, count: int) -> str:
        return self.tr("%n arrivi oggi", "", count)

    def lines(self, lines: LinesNow) -> str:
        if lines.total:
            return self.tr("Linee · {0} di {1} occupate").format(lines.in_use, lines.total)
        return self.tr("Linee · %n occupate", "", lines.in_use)

    def lines_parts(self, lines: LinesNow) -> str:
        return self.tr("in linea {0} · in coda {1}").format(lines.talking, lines.waiting)

    def late(self, count: int, oldest_s: int) -> str:
        return self.tr("{0} · da {1}").format(count, hours_and_minutes(oldest_s))

    def title(self, problem: Problem) -> str:
        match problem.about:
            case OpenAlarm(kind=kind):
                return {
                    "emergency": self.tr("Serve il 112"),
                    "threat": self.tr("Minaccia al telefono"),
                    "suicide": self.tr("Pericolo di vita"),
                }.get(kind, self.tr("Allarme"))
            case TrunkState(exchange=exchange):
                return self.tr("Linea esterna «{0}» guasta").format(isolated(one_line(exchange)))
            case Misuse(kind=kind):
                return {
                    LOOK_UPS: self.tr("Troppe ricerche di cittadini o pratiche"),
                    SIGN_INS: self.tr("Password provate una dopo l'altra"),
                    DIALS: self.tr("Numeri non consentiti"),
                }.get(kind, self.tr("Uso sospetto"))
            case UnsentWork(seat=seat):
                return self.tr("Postazione {0}: lavoro non inviato").format(
                    left_to_right(one_line(seat))
                )
            case LeftOut():
                return self.tr("Righe illeggibili sul server")
            case QueueNow(name=name):
                name = isolated(one_line(name))
        if problem.kind is ProblemKind.WAIT:
            return self.tr("{0}: attesa oltre l'obiettivo").format(name)
        if problem.kind is ProblemKind.LEVEL:
            return self.tr("{0} sotto l'obiettivo").format(name)
        return self.tr("{0}: troppi abbandoni").format(name)

    def detail(self, problem: Problem, now: datetime) -> str:
        match problem.about:
            case OpenAlarm(seat=seat, at=at):
                return self.tr("postazione {0} · da {1}").format(
                    left_to_right(seat) or NONE, wait(round((now - at).total_seconds()))
                )
            case TrunkState(since_at=since):
                return self.tr("nessuno entra e nessuno esce da {0}").format(
                    wait(round((now - since).total_seconds()))
                )
            case Misuse(seat=seat, since_at=since):
                where = self.tr("postazione {0}").format(left_to_right(one_line(seat)))
                hour = self.tr("dalle {0}").format(left_to_right(clock_time(since)))
                return " · ".join((where, hour) if seat else (hour,))
            case UnsentWork(contacts=count, since_at=since):
                waited = hours_and_minutes((now - since).total_seconds()) if since else NONE
                return self.tr("contatti: {0} · il più vecchio da {1}").format(count, waited)
            case LeftOut(count=count):
                return self.tr("{0} in nessun elenco · avvisa l'assistenza").format(count)
            case QueueNow() as queue:
                return " · ".join((self._figure(problem.kind, queue), self.ready(queue.ready)))

    def _figure(self, kind: ProblemKind, queue: QueueNow) -> str:
        if kind is ProblemKind.WAIT:
            return wait(queue.longest_wait_s)
        if kind is ProblemKind.LEVEL:
            return self.tr("{0} entro {1} s oggi").format(
                percent(queue.today.service_level), ANSWER_WITHIN_S
            )
        return self.tr("{0} di abbandoni oggi").format(percent(queue.today.abandonment, 1))

    def data(
        self, silent: Sequence[SilentSource], told_at: datetime | None, *, is_old: bool
    ) -> str:
        """What is old or missing; "" when all is fresh."""
        if told_at is None:
            return self.tr("Chiedo al server come sta la sala…")
        if is_old:
            at = left_to_right(clock_time(told_at))
            return self.tr("Il server non risponde: tutto è fermo alle {0}.").format(at)
        parts = [
            self.tr("Il centralino «{0}» tace dalle {1}: le sue code sono ferme.").format(
                isolated(one_line(one.name)), left_to_right(clock_time(one.heard_at))
            )
            for one in silent
        ]
        return " ".join(parts)

    def nothing_wrong(self, *, is_old: bool) -> str:
        """Never that all is well by figures that may be old."""
        if is_old:
            return self.tr("I dati sono fermi: che cosa non va adesso non si sa.")
        return self.tr("Nessuna promessa si rompe adesso.")

    def fresh(self) -> str:
        return self.tr("Tutti i dati sono di adesso.")
