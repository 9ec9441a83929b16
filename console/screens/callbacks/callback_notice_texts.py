"""What became of a callback that was asked for, or is in hand."""

from PySide6.QtCore import QObject

from console.screens.kit.notice_texts import Build


class CallbackNoticeTexts(QObject):
    def notices(self) -> dict[str, Build]:
        return {
            "claim_lost": lambda subject: (
                self.tr("Preso da {0}. Prendi il prossimo: F11.").format(subject["holder"])
                if subject.get("holder")
                else self.tr("Questo richiamo è già stato fatto. Prendi il prossimo: F11.")
            ),
            "claim_filed": lambda _: self.tr(
                "Senza collegamento: la richiesta è registrata. Il server dirà se il richiamo è "
                "tuo; fino ad allora non chiamare."
            ),
            "claim_granted": lambda _: self.tr("Il richiamo che avevi chiesto è tuo: aprilo."),
            "nothing_waiting": lambda _: self.tr("Nessun richiamo da fare. Buon lavoro."),
            "queue_unreachable": lambda _: self.tr(
                "Il server non risponde: il richiamo non è stato preso. Riprova tra poco."
            ),
            "lease_lost": lambda _: self.tr(
                "Il richiamo non è più tuo: il tempo è scaduto o l'ha preso un collega. Il testo "
                "resta: registralo, andrà nella pratica."
            ),
            "callback_left": lambda _: self.tr(
                "Questo richiamo non è più dei tuoi sportelli: l'esito non si può registrare. Il "
                "testo resta qui: dillo a chi lo segue."
            ),
            "attempt_recorded": lambda _: self.tr("Esito registrato."),
            "callback_released": lambda _: self.tr("Richiamo rimesso in coda."),
        }
