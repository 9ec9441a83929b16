"""What became of a contact, and of a card sent from it."""

from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.contact.sending_texts import SendingTexts
from console.screens.kit.moments import band, named_day, rome_day
from console.screens.kit.notice_texts import Build
from widgets.kit.plain_text import left_to_right, one_line


class ContactNoticeTexts(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sendings = SendingTexts(self)

    def notices(self) -> dict[str, Build]:
        return {
            "saved": lambda _: self.tr("Contatto salvato sulla postazione."),
            "saved_in_memory": lambda _: self.tr(
                "Contatto chiuso: resta in memoria finché il server lo riceve. Non chiudere la "
                "console prima."
            ),
            "forwarded": self._forwarded,
            "put_aside": lambda _: self.tr(
                "Tempo finito: il contatto è rimasto in «Da completare»."
            ),
            "card_sent": lambda subject: self.tr(
                "Inviata al server: «{0}». L'e-mail parte da sola entro pochi secondi."
            ).format(one_line(subject.get("title", ""))),
            "card_sent_by_sms": lambda subject: self.tr(
                "Inviata al server: «{0}». L'SMS parte da solo entro pochi secondi."
            ).format(one_line(subject.get("title", ""))),
            "card_not_arrived": self._sendings.not_arrived,
            "card_in_doubt": self._sendings.in_doubt,
            "card_waits": lambda subject: self.tr(
                "Non ancora inviata: «{0}» parte da sola appena il server può riceverla."
            ).format(one_line(subject.get("title", ""))),
            "send_needs_contact": lambda _: self.tr(
                "Per inviare una scheda serve un contatto aperto: Ctrl+N."
            ),
            "resumed": lambda _: self.tr(
                "La console si è riavviata. Il testo è stato recuperato (fino a 1 secondo prima)."
            ),
            "resumed_in_call": lambda _: self.tr(
                "La console si è riavviata. La telefonata è ancora in corso e il testo è stato "
                "recuperato (fino a 1 secondo prima)."
            ),
        }

    def _forwarded(self, subject: dict[str, str]) -> str:
        """Where it went and when the citizen is called: the operator says it to her now."""
        text = self.tr("Contatto inoltrato al II livello.")
        if desk := subject.get("desk", ""):
            text = self.tr("Contatto inoltrato a: {0}.").format(desk)
        if not subject.get("start") or not subject.get("end"):
            return text
        start, end = (datetime.fromisoformat(subject[name]) for name in ("start", "end"))
        when = f"{named_day(rome_day(start))}, {left_to_right(band(start, end))}"
        return f"{text} " + self.tr("Richiamo promesso: {0}.").format(when)
