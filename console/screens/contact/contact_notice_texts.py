"""What became of a contact, and of a card sent from it."""

from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.contact.sending_texts import SendingTexts
from console.screens.kit.moments import band, named_day, rome_day
from console.screens.kit.notice_texts import Build
from console.viewmodels.contact.contact_notices import ContactNotice
from widgets.kit.plain_text import left_to_right, one_line


class ContactNoticeTexts(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sendings = SendingTexts(self)

    def notices(self) -> dict[str, Build]:
        return {
            ContactNotice.SAVED: lambda _: self.tr("Contatto salvato sulla postazione."),
            # Without a keyring nothing is on the disk: "saved" would be a promise nobody keeps.
            ContactNotice.SAVED_IN_MEMORY: lambda _: self.tr(
                "Contatto chiuso: resta in memoria finché il server lo riceve. Non chiudere la "
                "console prima."
            ),
            ContactNotice.FORWARDED: self._forwarded,
            ContactNotice.PUT_ASIDE: lambda _: self.tr(
                "Tempo finito: il contatto è rimasto in «Da completare»."
            ),
            ContactNotice.CARD_SENT: lambda subject: self.tr(
                "Inviata al server: «{0}». L'e-mail parte da sola entro pochi secondi."
            ).format(one_line(subject.get("title", ""))),
            ContactNotice.CARD_SENT_BY_SMS: lambda subject: self.tr(
                "Inviata al server: «{0}». L'SMS parte da solo entro pochi secondi."
            ).format(one_line(subject.get("title", ""))),
            ContactNotice.CARD_NOT_ARRIVED: self._sendings.not_arrived,
            ContactNotice.CARD_IN_DOUBT: self._sendings.in_doubt,
            # Also true where the server answers and cannot take it: it must not be called away.
            ContactNotice.CARD_WAITS: lambda subject: self.tr(
                "Non ancora inviata: «{0}» parte da sola appena il server può riceverla."
            ).format(one_line(subject.get("title", ""))),
            ContactNotice.SEND_NEEDS_CONTACT: lambda _: self.tr(
                "Per inviare una scheda serve un contatto aperto: Ctrl+N."
            ),
            ContactNotice.RESUMED: lambda _: self.tr(
                "La console si è riavviata. Il testo è stato recuperato (fino a 1 secondo prima)."
            ),
            ContactNotice.RESUMED_IN_CALL: lambda _: self.tr(
                "La console si è riavviata. La telefonata è ancora in corso e il testo è stato "
                "recuperato (fino a 1 secondo prima)."
            ),
        }

    def _forwarded(self, subject: dict[str, str]) -> str:
        """Return where it went and when the citizen is called: the operator says it now."""
        text = self.tr("Contatto inoltrato al II livello.")
        if desk := subject.get("desk", ""):
            text = self.tr("Contatto inoltrato a: {0}.").format(desk)
        if not subject.get("start") or not subject.get("end"):
            return text
        start, end = (datetime.fromisoformat(subject[name]) for name in ("start", "end"))
        when = f"{named_day(rome_day(start))}, {left_to_right(band(start, end))}"
        return f"{text} " + self.tr("Richiamo promesso: {0}.").format(when)
