"""The words of IT's pages."""

from datetime import datetime

from console.screens.kit.duty_words import DutyWords
from console.screens.kit.hours_texts import HoursTexts
from console.screens.kit.language_texts import LanguageTexts
from console.screens.kit.moments import clock_time, day_and_time
from contract.domain.account import Role
from contract.domain.opening_times.opening_formats import UnreadableTimes
from contract.domain.opening_times.opening_text import times_of_text
from contract.wire.systems import CONCERNS, FAULTS, AccountLine, QueueLine, SeatState, SystemsNow
from widgets.figures.figure_table import ERROR, GOOD, WARNING
from widgets.kit.plain_text import isolated, left_to_right, one_line, with_isolated_numbers

NONE = "–"
MINUTE_S, HOUR_S = 60, 3600
MIB_IN_GIB = 1024


class SystemsTexts(DutyWords):
    def health(self, code: str) -> str:
        return {
            "ok": self.tr("a posto"),
            "off": self.tr("spenta"),
            "silent": self.tr("non si sente"),
            "no_phone": self.tr("telefono fermo"),
            "no_line": self.tr("linea assente"),
            "no_microphone": self.tr("microfono muto"),
            "unsent": self.tr("lavoro non inviato"),
            "little_disk": self.tr("disco quasi pieno"),
            "slow_network": self.tr("rete lenta"),
            "old_version": self.tr("da aggiornare"),
        }.get(code, self.tr("da guardare"))

    def why(self, seat: SeatState, now: datetime) -> str:
        """What the word means for who works there, and what to look at; "" for nothing."""
        return {
            "silent": self.tr("La postazione non risponde al server: nessuna telefonata arriva."),
            "no_phone": self.tr("Il programma del telefono è fermo: nessuna telefonata arriva."),
            "no_line": self.tr("Il centralino non conosce la linea: nessuna telefonata arriva."),
            "no_microphone": self.tr("Il microfono tace: nessuna telefonata arriva."),
            "unsent": self._unsent(seat, now),
            "little_disk": self.tr("Resta poco spazio: libera il disco, le bozze vanno salvate."),
            "slow_network": self.tr("Il server risponde lentamente: guarda la rete."),
            "old_version": self.tr("La versione non è quella del server: aggiorna la postazione."),
            "off": self.tr("Nessuno vi risponde al telefono adesso."),
        }.get(seat.health, "")

    def _unsent(self, seat: SeatState, now: datetime) -> str:
        since = self.seen(seat.told.unsent_since, now)
        return self.tr(
            "Contatti che qui altri non hanno inviato: {0}. Il più vecchio: {1}."
        ).format(seat.told.unsent, since)

    def ink(self, code: str) -> str:
        if code in FAULTS:
            return ERROR
        if code in CONCERNS:
            return WARNING
        return GOOD if code == "ok" else ""

    def phone(self, seat: SeatState) -> str:
        return NONE if seat.state == "off" else self.state(seat.state)

    def network(self, seat: SeatState) -> str:
        known = seat.told.network_ms and seat.state != "off"
        return left_to_right(f"{seat.told.network_ms} ms") if known else NONE

    def disk(self, seat: SeatState) -> str:
        free = seat.told.disk_free_mb
        if not free:
            return NONE
        return left_to_right(f"{free} MB" if free < MIB_IN_GIB else f"{free // MIB_IN_GIB} GB")

    def seen(self, at: datetime | None, now: datetime) -> str:
        if at is None:
            return self.tr("mai")
        seconds = max(0, int((now - at).total_seconds()))
        if seconds < MINUTE_S:
            return self.tr("{0} s fa").format(seconds)
        if seconds < HOUR_S:
            return self.tr("{0} min fa").format(seconds // MINUTE_S)
        return left_to_right(day_and_time(at, now))

    def head(self, now: SystemsNow) -> str:
        return self.tr("%n postazioni", "", len(now.seats))

    def summary(self, now: SystemsNow) -> str:
        on = sum(one.state != "off" for one in now.seats)
        faults = sum(one.health in FAULTS for one in now.seats)
        parts = [self.tr("%n accese", "", on)]
        if faults:
            parts.append(self.tr("%n con un guasto", "", faults))
        if now.unreadable:
            parts.append(self.tr("%n righe illeggibili sul server", "", now.unreadable))
        return " · ".join(parts)

    def versions(self, now: SystemsNow, told_at: datetime | None, *, is_old: bool) -> str:
        """The second line: versions, or what is old or missing."""
        if is_old:
            at = left_to_right(clock_time(told_at))
            return self.tr("Il server non risponde: tutto è fermo alle {0}.").format(at)
        parts = [
            self.tr("Il centralino «{0}» tace dalle {1}.").format(
                isolated(one_line(one.name)), left_to_right(clock_time(one.heard_at))
            )
            for one in now.silent
        ]
        parts += [
            self.tr("Linea esterna «{0}» guasta.").format(isolated(one_line(one.exchange)))
            for one in now.trunks
        ]
        if now.clock_ahead:
            parts.append(
                self.tr("L'orologio del server è troppo avanti: i dati vecchi non si cancellano.")
            )
        same = sum(one.told.version == now.version for one in now.seats)
        known = sum(bool(one.told.version) for one in now.seats)
        version = left_to_right(now.version)
        parts.append(self.tr("versione {0} su {1} di {2}").format(version, same, known))
        return " ".join(parts)

    def role(self, role: Role) -> str:
        return {
            Role.OPERATOR: self.tr("Operatore"),
            Role.LEVEL_TWO: self.tr("II livello"),
            Role.TEAM_LEAD: self.tr("Responsabile"),
            Role.EDITOR: self.tr("Redazione"),
            Role.IT: self.tr("Sistemi"),
            Role.EXCHANGE: self.tr("Centralino"),
        }[role]

    def account(self, line: AccountLine) -> tuple[str, str]:
        """Return the word for the state of an account, and its ink."""
        return {
            "active": (self.tr("attivo"), GOOD),
            "blocked": (self.tr("bloccato"), ERROR),
        }.get(line.state, (self.tr("senza password"), WARNING))

    def languages(self, line: AccountLine) -> str:
        words = LanguageTexts(self)
        return ", ".join(words.name(code) for code in line.languages)

    def hours(self, line: QueueLine) -> str:
        """Return the hours of a queue in the language of the page, as they stand if unreadable."""
        if not line.hours:
            return self.tr("sempre aperta")
        try:
            times = times_of_text(line.hours)
        except UnreadableTimes:
            return left_to_right(one_line(line.hours))
        return with_isolated_numbers(one_line(HoursTexts(self).in_short(times)))
