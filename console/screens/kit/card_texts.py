"""A previewed card or office as the text of a card view: what to say first, then the rest."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from console.screens.kit.moments import ROME, full_day, short_day
from console.screens.kit.opening_texts import OpeningTexts
from console.viewmodels.knowledge.knowledge import Preview
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard, ServiceStatus
from contract.domain.knowledge_entries.service_at_office import (
    desk_layers,
    phone_layers,
    phones_at,
    place_of,
)
from contract.domain.opening_times.opening_state import OpeningState, opening_at
from contract.domain.phone_number import spoken
from widgets.cards.card_text import CardText, OfficeText
from widgets.kit.plain_text import isolated

MAX_OFFICES = 3
_KNOWN = {OpeningState.OPEN: True, OpeningState.CLOSED: False}


class CardTexts(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opening = OpeningTexts(self)

    def text_of(self, preview: Preview, now: datetime) -> CardText:
        if preview.card is None:
            return self._office_text(preview.offices[0], now)
        return self._card_text(preview.card, preview, now)

    def _card_text(self, card: ServiceCard, preview: Preview, now: datetime) -> CardText:
        asked = next((faq for faq in preview.faqs if faq.id == preview.hit.id), None)
        facts = self._facts(card)
        warning, *others = self.warnings_of(card, now.astimezone(ROME).date()) or ("",)
        if others:  # one notice is seen: many would be passed over
            facts = ((self.tr("Attenzione"), "\n".join(others)), *facts)
        if asked is not None:
            # Whoever asked this wants its answer; what the card says is a fact beside it.
            facts = ((self.tr("Da dire, dalla scheda"), card.say), *facts)
        return CardText(
            title=card.title,
            question=asked.question if asked is not None else "",
            say=asked.answer if asked is not None else card.say,
            facts=facts,
            offices=self._offices(card, preview.offices, now),
            questions=tuple((faq.question, faq.answer) for faq in preview.faqs if faq != asked),
            footer=self._footer(card),
            warning=warning,
            is_markdown=True,
            is_withdrawn=bool(card.withdrawn),
        )

    def _facts(self, card: ServiceCard) -> tuple[tuple[str, str], ...]:
        """What is asked most on the telephone first."""
        return (
            (self.tr("Che cosa serve"), card.what_is_needed),
            (self.tr("Tempi"), card.times),
            (self.tr("Costi"), card.costs),
            (self.tr("Per chi"), card.who_for),
            (self.tr("Come si fa"), card.how_to),
            (self.tr("Condizioni"), card.conditions),
            (self.tr("Che cosa si ottiene"), card.what_you_get),
            (self.tr("Dove e come si accede"), card.access),
            (self.tr("Contatti"), card.contacts),
            (self.tr("In breve"), card.short_description),
        )

    def _offices(
        self, card: ServiceCard, offices: Sequence[Office], now: datetime
    ) -> tuple[OfficeText, ...]:
        shown = tuple(self._office(card, office, now) for office in offices[:MAX_OFFICES])
        if len(offices) < 2:
            return shown
        # Of several offices it is asked first whether any is open.
        words, is_open = self._open_where(card, offices, now)
        return (OfficeText(name=self.tr("Sedi"), tag=words, is_open=is_open), *shown)

    def _office(self, card: ServiceCard, office: Office, now: datetime) -> OfficeText:
        layers = desk_layers(card, office)
        return OfficeText(
            name=office.name,
            tag=self._opening.tag(layers, now),
            is_open=_KNOWN.get(opening_at(layers, now).state),
            lines=self._office_lines(office, card, now),
            has_phone=bool(phones_at(card, office)),
        )

    def _open_where(
        self, card: ServiceCard, offices: Sequence[Office], now: datetime
    ) -> tuple[str, bool | None]:
        """Return how many of several offices are open now; nothing where no hours are known."""
        states = [opening_at(desk_layers(card, office), now).state for office in offices]
        is_open = states.count(OpeningState.OPEN)
        if is_open:
            words = self.tr("Aperto adesso in %n sedi su {0}.", "", is_open)
            return words.format(len(offices)), True
        # One office of unknown hours may be open: "all closed" could send a citizen home.
        if states and OpeningState.UNKNOWN not in states:
            return self.tr("Chiuso adesso in tutte le sedi."), False
        return "", None

    def warnings_of(self, card: ServiceCard, today: date) -> tuple[str, ...]:
        """Return why a card cannot be read as it stands, the gravest reason first."""
        return tuple(line for line in self._warnings(card, today) if line)

    def _warnings(self, card: ServiceCard, today: date) -> Iterator[str]:
        if card.withdrawn:
            words = self.tr("Scheda ritirata: {0}. Non leggerla.")
            # The reason was typed by hand, often with a full stop of its own.
            yield words.format(isolated(card.withdrawn.rstrip(" .")))
        if card.valid_from is not None and card.valid_from > today:
            yield self.tr("Vale solo dal {0}.").format(short_day(card.valid_from))
        if card.valid_until is not None and card.valid_until < today:
            yield self.tr(
                "Scheda scaduta il {0}. Non leggerla come certa: di' che stai verificando."
            ).format(short_day(card.valid_until))
        yield self._status(card)
        yield card.alert

    def _status(self, card: ServiceCard) -> str:
        words = {
            ServiceStatus.SUSPENDED: self.tr("Servizio sospeso"),
            ServiceStatus.PLANNED: self.tr("Servizio non ancora attivo"),
            ServiceStatus.ENDED: self.tr("Servizio cessato"),
        }.get(card.status, "")
        return f"{words}: {isolated(card.status_reason)}" if words and card.status_reason else words

    def _footer(self, card: ServiceCard) -> str:
        parts = []
        if card.source:
            parts.append(self.tr("Fonte: {0}").format(isolated(card.source)))
        if card.verified_on is not None:
            parts.append(self.tr("Verificata il {0}").format(full_day(card.verified_on)))
        if card.valid_until is not None:
            parts.append(self.tr("Vale fino al {0}").format(full_day(card.valid_until)))
        return " · ".join(parts)

    def _gone(self, office: Office) -> str:
        words = self.tr("Sede ritirata: {0}. Non indicarla.")
        return words.format(isolated(office.withdrawn.rstrip(" ."))) if office.withdrawn else ""

    def _office_text(self, office: Office, now: datetime) -> CardText:
        return CardText(
            title=office.name,
            warning=self._gone(office),
            say=self._opening.sentence(office.desk_times, now),
            facts=(
                (self.tr("Indirizzo"), office.address),
                (self.tr("Oggi"), self._today(office, now)),
                (self.tr("Telefono"), self._answered(office, now)),
                (self.tr("E-mail"), office.email),
                (self.tr("Posta certificata"), office.pec),
                (self.tr("Fax"), ", ".join(spoken(number) for number in office.faxes)),
                (self.tr("Come si arriva"), office.how_to_get_there),
                (self.tr("Accessibilità"), office.accessibility),
                (self.tr("Chi risponde"), self._staff(office)),
                (self.tr("Note"), self._notes(office)),
            ),
            footer=(
                self.tr("Verificata il {0}").format(full_day(office.verified_on))
                if office.verified_on
                else ""
            ),
        )

    def _office_lines(self, office: Office, card: ServiceCard, now: datetime) -> tuple[str, ...]:
        desk = desk_layers(card, office)
        today = self._opening.bands(desk, now.astimezone(ROME).date())
        reached = (office.address, self.tr("Oggi: {0}").format(today) if today else "")
        called = (self._phones(card, office), self._telephone(card, office, now))
        # An Arabic word behind an Italian street would be read from the wrong end.
        is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        joint = "\n" if is_mirrored else " · "
        lines = [joint.join(filter(None, pair)) for pair in (reached, called)]
        lines += [*(one.note for one in desk), place_of(card, office).note]
        lines += [office.how_to_get_there, office.accessibility]
        return tuple(part for line in lines for part in line.split("\n") if part)

    def _staff(self, office: Office) -> str:
        lines = (
            (one.role, one.name, ", ".join(map(spoken, one.phones)), one.email, one.note)
            for one in office.staff
        )
        return "\n".join(" · ".join(part for part in parts if part) for parts in lines)

    def _notes(self, office: Office) -> str:
        notes = (office.desk_times.note, office.phone_times.note, office.note)
        return "\n".join(text for text in notes if text)

    def _phones(self, card: ServiceCard | None, office: Office) -> str:
        return ", ".join(spoken(phone) for phone in phones_at(card, office))

    def _telephone(self, card: ServiceCard | None, office: Office, now: datetime) -> str:
        """Return whether the phone is answered now, where its hours are not the desk's."""
        times = phone_layers(card, office)
        if times == desk_layers(card, office):
            return ""
        words = self._opening.sentence(times, now)
        return self.tr("Al telefono: {0}").format(words) if words else ""

    def _answered(self, office: Office, now: datetime) -> str:
        lines = (self._phones(None, office), self._telephone(None, office, now))
        return "\n".join(line for line in lines if line)

    def _today(self, office: Office, now: datetime) -> str:
        return self._opening.bands(office.desk_times, now.astimezone(ROME).date())
