"""Words about a lead's team: alarms, people, queues, blocked numbers, and how an order went."""

from PySide6.QtCore import QObject

from contract.wire.queues import BlockedNumber


class TeamTexts(QObject):
    def alarm(self, kind: str) -> str:
        """What was raised; a kind of a newer server is an alarm all the same."""
        return {
            "emergency": self.tr("Allarme: serve il 112"),
            "threat": self.tr("Allarme: minaccia"),
            "suicide": self.tr("Allarme: pericolo di vita"),
        }.get(kind, self.tr("Allarme"))

    def reason(self, reason: str) -> str:
        """Why a lead looks at names."""
        return {
            "safety": self.tr("Sicurezza di chi risponde"),
            "complaint": self.tr("Reclamo di un cittadino"),
            "shift": self.tr("Turno e presenze"),
            "training": self.tr("Formazione"),
        }[reason]

    def trunk_down(self) -> str:
        return self.tr("Linea esterna guasta")

    def block(self, number: BlockedNumber) -> str:
        if number.approved_at is not None:
            return self.tr("bloccato")
        return self.tr("chiesto da te") if number.is_own else self.tr("da decidere")

    def fault(self, code: str) -> str:
        """Why an order was not followed, and what to do."""
        if not code:
            return ""
        return {
            "unreachable": self.tr("Il server non risponde: niente è cambiato. Riprova."),
            "forbidden": self.tr("Questo lo decide un altro responsabile, non tu."),
            "not_signed_in": self.tr("Intanto questa persona è uscita: niente da fare."),
            "unknown_account": self.tr("Questa persona non è più in servizio."),
            "missing_field": self.tr("Scrivi il motivo, poi scegli per quanto."),
            "invalid": self.tr(
                "Il server non accetta quello che hai scritto: controllalo e riprova."
            ),
            "text_too_long": self.tr("Il testo è troppo lungo: accorcialo e riprova."),
            "unknown_queue": self.tr("Questa coda non c'è più."),
            "phone_forbidden": self.tr("Questo numero non si può bloccare."),
        }.get(code, self.tr("Non è riuscito: riprova. Se succede ancora chiama l'assistenza."))
