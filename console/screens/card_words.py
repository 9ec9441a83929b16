"""A previewed card or office as the text of a card view: what to say first, then the rest."""

from datetime import date, datetime

from PySide6.QtCore import QObject

from console.screens.moments import ROME, clock_time, full_day, named_day, short_day
from console.viewmodels.knowledge import Preview
from contract.domain.knowledge import Faq, Office, ServiceCard
from contract.domain.opening_hours import OfficeHours, OfficeState, hours_at, open_bands
from contract.domain.phone_number import spoken
from widgets.card_view import CardText

MAX_OFFICES = 3


class CardWords(QObject):
    def text_of(self, preview: Preview, now: datetime) -> CardText:
        if preview.card is None:
            return self._office_text(preview.offices[0], now)
        return self._card_text(preview.card, preview, now)

    def _card_text(self, card: ServiceCard, preview: Preview, now: datetime) -> CardText:
        asked = [faq for faq in preview.faqs if faq.id == preview.hit.id]
        sections = [(faq.question, faq.answer) for faq in asked]
        sections += [
            (self.tr("Che cosa serve"), card.what_is_needed),
            (self.tr("Costi"), card.costs),
            (self.tr("Tempi"), card.times),
            (self.tr("Come si fa"), card.how_to),
            (self.tr("Per chi"), card.who_for),
            (self.tr("Che cosa si ottiene"), card.what_you_get),
            (self.tr("Dove e come si accede"), card.access),
        ]
        sections += [
            (office.name, self._office_lines(office, now))
            for office in preview.offices[:MAX_OFFICES]
        ]
        others: list[Faq] = [faq for faq in preview.faqs if faq not in asked]
        sections += [(faq.question, faq.answer) for faq in others]
        return CardText(
            title=card.title,
            say=card.say,
            sections=tuple(sections),
            footer=self._footer(card),
            warning=self.warning_of(card, now.astimezone(ROME).date()),
        )

    def warning_of(self, card: ServiceCard, today: date) -> str:
        """Say that a card is out of date, "" while it holds."""
        if card.valid_until is None or card.valid_until >= today:
            return ""
        return self.tr(
            "Scheda scaduta il {0}. Non leggerla come certa: di' che stai verificando."
        ).format(short_day(card.valid_until))

    def _footer(self, card: ServiceCard) -> str:
        parts = []
        if card.source:
            parts.append(self.tr("Fonte: {0}").format(card.source))
        if card.verified_on is not None:
            parts.append(self.tr("Verificata il {0}").format(full_day(card.verified_on)))
        if card.valid_until is not None:
            parts.append(self.tr("Vale fino al {0}").format(full_day(card.valid_until)))
        return " · ".join(parts)

    def _office_text(self, office: Office, now: datetime) -> CardText:
        return CardText(
            title=office.name,
            say=self._open_now(office, now),
            sections=(
                (self.tr("Indirizzo"), office.address),
                (self.tr("Oggi"), self._today(office, now)),
                (self.tr("Telefono"), self._phones(office)),
                (self.tr("E-mail"), office.email),
                (self.tr("Come si arriva"), office.how_to_get_there),
                (self.tr("Note"), self._notes(office)),
            ),
            footer=(
                self.tr("Verificata il {0}").format(full_day(office.verified_on))
                if office.verified_on
                else ""
            ),
        )

    def _office_lines(self, office: Office, now: datetime) -> str:
        lines = [office.address, self._open_now(office, now), self._phones(office)]
        if office.by_appointment:
            lines.append(self.tr("Solo su appuntamento."))
        return "\n".join(line for line in lines if line)

    def _notes(self, office: Office) -> str:
        appointment = self.tr("Solo su appuntamento.") if office.by_appointment else ""
        return "\n".join(text for text in (appointment, office.note) if text)

    def _phones(self, office: Office) -> str:
        return ", ".join(spoken(phone) for phone in office.phones)

    def _today(self, office: Office, now: datetime) -> str:
        bands = open_bands(office.hours, now.astimezone(ROME).date())
        return ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in bands)

    def _open_now(self, office: Office, now: datetime) -> str:
        """Whether one can go there now, and from when if not."""
        hours = hours_at(office.hours, now)
        if hours.state is OfficeState.UNKNOWN:
            return hours.comment
        if hours.until is None:
            return (
                self.tr("Aperto sempre.")
                if hours.state is OfficeState.OPEN
                else self.tr("Chiuso. Non è noto quando riapre.")
            )
        if hours.state is OfficeState.OPEN:
            return self.tr("Aperto ora, fino alle {0}.").format(clock_time(hours.until))
        return self._opens(hours, now)

    def _opens(self, hours: OfficeHours, now: datetime) -> str:
        assert hours.until is not None
        at = clock_time(hours.until)
        day = hours.until.astimezone(ROME).date()
        if day == now.astimezone(ROME).date():
            return self.tr("Chiuso ora, apre oggi alle {0}.").format(at)
        return self.tr("Chiuso ora, apre {0} alle {1}.").format(named_day(day), at)
