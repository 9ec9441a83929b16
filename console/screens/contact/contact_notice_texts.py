"""What became of a contact, and of a card sent from it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from console.screens.contact.sending_texts import SendingTexts
from console.screens.kit.feature import NoticeAction
from console.screens.kit.moments import band, named_day, rome_day
from console.screens.kit.notice_texts import Build
from console.viewmodels.contact.contact_notices import OF_CLOSED, ContactNotice
from contract.domain.ids import ContactId
from widgets.kit.plain_text import isolated, left_to_right, one_line


class ContactNoticeTexts(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sendings = SendingTexts(self)

    def notices(self) -> dict[str, Build]:
        return {
            ContactNotice.SAVED: self._saved,
            ContactNotice.NUMBER_SENT: lambda subject: self._below_number(
                subject,
                self.tr("SMS con il numero: parte da solo tra mezzo minuto, se non annulli."),
            ),
            ContactNotice.NUMBER_WAITS: lambda subject: self._below_number(
                subject,
                self.tr(
                    "SMS con il numero: non ancora inviato, parte da solo appena il server può "
                    "riceverlo."
                ),
            ),
            ContactNotice.UNDONE: lambda subject: self._undone(
                subject, self.tr("Annullato: contatto riaperto.")
            ),
            ContactNotice.UNDONE_ASIDE: lambda subject: self._undone(
                subject, self.tr("Annullato: il contatto è di nuovo in «Da completare».")
            ),
            ContactNotice.CORRECTION_UNDONE: lambda subject: self._undone(
                subject,
                self.tr("Correzione annullata: il contatto resta chiuso e dice quello di prima."),
            ),
            ContactNotice.CONTACT_GONE: lambda _: self.tr(
                "Questo contatto non c'è più: è già stato riaperto da un'altra postazione."
            ),
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
            ).format(isolated(one_line(subject.get("title", "")))),
            ContactNotice.CARD_SENT_BY_SMS: lambda subject: self.tr(
                "Inviata al server: «{0}». L'SMS parte da solo entro pochi secondi."
            ).format(isolated(one_line(subject.get("title", "")))),
            ContactNotice.CARD_NOT_ARRIVED: self._sendings.not_arrived,
            ContactNotice.CARD_IN_DOUBT: self._sendings.in_doubt,
            # Also true where the server answers and cannot take it: it must not be called away.
            ContactNotice.CARD_WAITS: lambda subject: self.tr(
                "Non ancora inviata: «{0}» parte da sola appena il server può riceverla."
            ).format(isolated(one_line(subject.get("title", "")))),
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

    def notice_actions(
        self,
        *,
        may_undo: Callable[[], bool],
        undo: Callable[[], None],
        send_number: Callable[[ContactId], None],
    ) -> dict[str, NoticeAction | tuple[NoticeAction, ...]]:
        """Return what can still be done about a contact that was just closed."""
        back = NoticeAction(
            text=self.tr("Annulla"),
            key="Ctrl+Z",
            when=lambda _: may_undo(),
            run=lambda _: undo(),
        )
        copy = NoticeAction(
            text=self.tr("Copia"),
            when=lambda subject: bool(subject.get("number")),
            run=lambda subject: copy_number(subject["number"]),
        )
        send = NoticeAction(
            text=self.tr("SMS"),
            when=lambda subject: bool(subject.get("sms")),
            run=lambda subject: send_number(ContactId(subject["contact_id"])),
        )
        return {
            **dict.fromkeys(OF_CLOSED, (copy, back)),
            ContactNotice.FORWARDED: (copy, send, back),
        }

    def _saved(self, subject: dict[str, str]) -> str:
        topic = isolated(subject.get("topic", "").replace(" › ", ", "))
        if subject.get("corrected"):
            return self.tr("Contatto corretto: {0}.").format(topic)
        if topic:
            return self.tr("Contatto salvato: {0}.").format(topic)
        return self.tr("Contatto salvato.")

    def _undone(self, subject: dict[str, str], text: str) -> str:
        """Undone here is not undone for those who have the contact already."""
        if not subject.get("elsewhere"):
            return text
        return text + " " + self.tr("Gli altri lo vedono ancora finché non torna il collegamento.")

    def _forwarded(self, subject: dict[str, str]) -> str:
        """Return the number, where it went, and when the citizen is called: she says it now."""
        parts = [subject.get("desk", "") or self.tr("II livello")]
        if subject.get("start") and subject.get("end"):
            start, end = (datetime.fromisoformat(subject[name]) for name in ("start", "end"))
            when = f"{named_day(rome_day(start))}, {left_to_right(band(start, end))}"
            parts.append(self.tr("richiamo {0}").format(when))
        if not subject.get("number"):
            parts.append(self.tr("numero appena torna il collegamento"))
        return self._below_number(subject, " · ".join(parts) + ".")

    def _below_number(self, subject: dict[str, str], text: str) -> str:
        """Return the words below the number of the case, as long as she may have to read it out."""
        number = subject.get("number", "")
        title = self.tr("Pratica {0}").format(left_to_right(number))
        return f"{title}\n{text}" if number else text


def copy_number(number: str) -> None:
    """Put the number of a case where it can be pasted from."""
    QGuiApplication.clipboard().setText(number)
