"""What became of a callback that was asked for, or is in hand."""

from PySide6.QtCore import QObject

from console.screens.kit.notice_texts import Build
from console.screens.kit.state_texts import StateTexts
from console.viewmodels.callbacks.callback_notices import CallbackNotice
from contract.domain.callback import AttemptOutcome
from widgets.kit.plain_text import isolated, left_to_right


class CallbackNoticeTexts(QObject):
    def notices(self) -> dict[str, Build]:
        return {
            CallbackNotice.CLAIM_LOST: lambda subject: (
                self.tr("Preso da {0}. Prendi il prossimo: F11.").format(
                    isolated(subject["holder"])
                )
                if subject.get("holder")
                else self.tr("Questo richiamo è già stato fatto. Prendi il prossimo: F11.")
            ),
            CallbackNotice.CLAIM_FILED: lambda _: self.tr(
                "Senza collegamento: la richiesta è registrata. Il server dirà se il richiamo è "
                "tuo; fino ad allora non chiamare."
            ),
            CallbackNotice.CLAIM_GRANTED: lambda _: self.tr(
                "Il richiamo che avevi chiesto è tuo: aprilo."
            ),
            CallbackNotice.NOTHING_WAITING: lambda _: self.tr(
                "Nessun richiamo da fare adesso. Buon lavoro."
            ),
            CallbackNotice.QUEUE_UNREACHABLE: lambda _: self.tr(
                "Il server non risponde: il richiamo non è stato preso. Riprova tra poco."
            ),
            CallbackNotice.LEASE_LOST: lambda _: self.tr(
                "Il richiamo non è più tuo: il tempo è scaduto o l'ha preso un collega. Il testo "
                "resta: registralo, andrà nella pratica."
            ),
            CallbackNotice.CALLBACK_LEFT: lambda _: self.tr(
                "Questo richiamo non è più dei tuoi uffici: l'esito non si può registrare. "
                "Il testo resta qui: dillo a chi lo segue."
            ),
            CallbackNotice.ATTEMPT_RECORDED: self._recorded,
            CallbackNotice.HANDED_OVER: self._handed_over,
            CallbackNotice.CALLBACK_RELEASED: lambda _: self.tr("Richiamo rimesso in coda."),
        }

    def _handed_over(self, subject: dict[str, str]) -> str:
        desk, number = isolated(subject.get("desk", "")), subject.get("case_number", "")
        if not number:
            return self.tr("Pratica passata a {0}.").format(desk)
        return self.tr("Pratica {0} passata a {1}.").format(left_to_right(number), desk)

    def _recorded(self, subject: dict[str, str]) -> str:
        """Return what was saved, and of which case where the seat knows its number."""
        number, outcome = subject.get("case_number", ""), subject.get("outcome", "")
        if outcome == AttemptOutcome.SOLVED and number:
            return self.tr("Salvato: pratica {0} chiusa.").format(left_to_right(number))
        if outcome not in list(AttemptOutcome):
            return self.tr("Esito salvato.")
        words = StateTexts().outcome(AttemptOutcome(outcome))
        said = self.tr("Salvato: {0}").format(words[:1].lower() + words[1:])
        of = self.tr("pratica {0}").format(left_to_right(number)) if number else ""
        return " · ".join(part for part in (said, of) if part)
