"""What became of what was sent to a citizen, as the operator reads it."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.kit.moments import clock_time
from contract.domain.sending import Sending, SendingProblem, SendingState, Way
from widgets.kit.plain_text import isolated, left_to_right, one_line


class SendingTexts(QObject):
    def story(self, sendings: Iterable[Sending]) -> str:
        """Return all that was sent in a contact, the oldest first; "" for nothing."""
        return " ".join(self._line(one) for one in sendings)

    def not_arrived(self, subject: dict[str, str]) -> str:
        """Return the notice of one that failed: to the operator, or to a lead."""
        text = self.tr("{0}: {1}. Il cittadino non l'ha ricevuta: avvisalo in un altro modo.")
        return text.format(self._asked(subject), self._problem(subject.get("problem", "")))

    def in_doubt(self, subject: dict[str, str]) -> str:
        """The notice of one that may have left and is not sent again by itself."""
        text = self.tr(
            "{0}: forse è arrivata, forse no. Da sola non riparte: se serve rimandala o avvisa il "
            "cittadino."
        )
        return text.format(self._asked(subject))

    def _asked(self, subject: dict[str, str]) -> str:
        way = self._way(subject.get("way", ""))
        what = self._what(subject.get("title", ""), subject.get("case_number", ""))
        at = subject.get("at", "")
        when = clock_time(datetime.fromisoformat(at)) if at else "–"
        if subject.get("operator"):
            text = self.tr("{0}, {1} delle {2}, inviata da {3} che non è in turno")
            return text.format(what, way, when, isolated(one_line(subject["operator"])))
        return self.tr("{0}, {1} delle {2}").format(what, way, when)

    def _line(self, one: Sending) -> str:
        what = self._what(one.title) if one.card_id else self._what(number=one.title)
        way, when = self._way(one.way), clock_time(one.asked_at)
        return self.tr("{0}, {1} delle {2}: {3}.").format(what, way, when, self._state(one))

    def _what(self, title: str = "", number: str = "") -> str:
        """Return what was sent: a card by its title, or a case by its number."""
        if number:
            return self.tr("Conferma della pratica {0}").format(left_to_right(number))
        return self.tr("Scheda «{0}»").format(isolated(one_line(title)))

    def _state(self, one: Sending) -> str:
        if one.state is SendingState.FAILED:
            return self._problem(str(one.problem or ""))
        return {
            SendingState.WAITING: self.tr("in partenza"),
            SendingState.SENT: self.tr("inviata"),
            SendingState.DELIVERED: self.tr("consegnata"),
            SendingState.UNCERTAIN: self.tr("forse non arrivata"),
        }[one.state]

    def _way(self, way: str) -> str:
        return self.tr("SMS") if way == Way.SMS else self.tr("e-mail")

    def _problem(self, problem: str) -> str:
        return {
            SendingProblem.REFUSED.value: self.tr("rifiutata, l'indirizzo o il numero non va"),
            SendingProblem.EXPIRED.value: self.tr("non partita, il servizio non rispondeva"),
            SendingProblem.UNDELIVERED.value: self.tr("non consegnata al telefono"),
            SendingProblem.WITHDRAWN.value: self.tr("non partita, non valeva più"),
        }.get(problem, self.tr("non arrivata"))
