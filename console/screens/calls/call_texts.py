"""Sentences about transfers, consultations and calls that did not come about."""

from PySide6.QtCore import QObject

from console.model.calls.live_call import EndCause
from console.screens.kit.feature import NoticeAction
from console.screens.kit.notice_texts import Build
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.texts import Texts
from console.viewmodels.callbacks.first_callbacks import CODE, DROPPED, TURN_CODE
from contract.domain.phone_number import spoken
from contract.domain.queue import NUMBER_PREFIX
from widgets.kit.plain_text import isolated, one_line


class CallTexts(QObject):
    """What happened, what it means for the citizen on the line, what to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = StateTexts(self)
        self._texts = Texts(self)

    def notices(self) -> dict[str, Build]:
        return {
            **self._on_the_line(),
            **self._transfers(),
            **self._refusals(),
            **self._ends(),
            **self._phone(),
        }

    def notice_actions(self) -> dict[str, NoticeAction]:
        """Return the buttons of notices: one key calls back whom a number is known of."""
        back = NoticeAction(
            text=self.tr("Richiama"), key="F4", when=lambda subject: bool(subject.get("phone"))
        )
        return dict.fromkeys((CODE, TURN_CODE, DROPPED), back)

    def _on_the_line(self) -> dict[str, Build]:
        return {
            "call_dropped": self._dropped,
            "hold_reminder": lambda subject: self.tr(
                "Il cittadino aspetta da {0} secondi. F4 per riprendere."
            ).format(subject.get("seconds", "45")),
            "bad_line": lambda subject: self.tr(
                "Linea disturbata (perdita {0} %). Se non senti il cittadino, proponi un "
                "richiamo: F11."
            ).format(subject.get("lost", "?")),
            "no_line": lambda _: self.tr(
                "Il telefono non è collegato al centralino: non si può chiamare."
            ),
            "unknown_call": lambda _: self.tr("La telefonata è già finita."),
            "busy": lambda _: self.tr("C'è già una telefonata in corso."),
        }

    def _dropped(self, subject: dict[str, str]) -> str:
        after = subject.get("after", "")
        if subject.get("phone"):
            return self.tr(
                "La linea è caduta dopo {0}. Vuoi richiamare? F4. La bozza resta com'è."
            ).format(after)
        return self.tr(
            "La linea è caduta dopo {0}. Il numero è nascosto: non si può richiamare. La bozza "
            "resta com'è."
        ).format(after)

    def _transfers(self) -> dict[str, Build]:
        return {
            "transferred": lambda subject: self.tr(
                "Il cittadino è con: {0}. L'esito è «Trasferito»: F9 chiude il contatto."
            ).format(self._line(subject)),
            "transfer_without_case": lambda _: self.tr(
                "Il server non risponde: passa solo la voce. Di' tu a chi risponde che cosa "
                "chiede il cittadino."
            ),
            "transfer_bridged": lambda _: self.tr(
                "La linea del cittadino non si può trasferire: siete in tre. Resta in linea "
                "finché parlano."
            ),
            "transfer_failed": lambda subject: self.tr(
                "Il passaggio a {0} non è riuscito: il cittadino è ancora con te. F4 per "
                "riprendere."
            ).format(self._line(subject)),
        }

    def _refusals(self) -> dict[str, Build]:
        return {
            "transfer_closed": lambda subject: self.tr(
                "{0} è chiuso adesso. Scrivi perché passi lo stesso, oppure proponi un richiamo: "
                "F11."
            ).format(self._line(subject)),
            "transfer_forbidden_number": lambda _: self.tr(
                "A questo numero non si può passare una telefonata. Scegline un altro: F7."
            ),
            "transfer_nobody": lambda subject: self.tr(
                "Nessuno può rispondere per {0} adesso. Scegli un'altra linea: F7."
            ).format(self._line(subject)),
            "transfer_unknown_line": lambda subject: self.tr(
                "Senza il server non si sa come raggiungere {0}. Scegli un'altra linea: F7."
            ).format(self._line(subject)),
            "line_closed": lambda _: self.tr(
                "Questa linea è chiusa adesso: il cittadino è ancora con te. Scrivi perché passi "
                "lo stesso, oppure proponi un richiamo: F11."
            ),
            "number_blocked": lambda _: self.tr(
                "Questo numero è bloccato: la chiamata non è partita. Per sbloccarlo chiedi al "
                "responsabile."
            ),
            "unknown_queue": lambda _: self.tr(
                "Questa coda non esiste più: il cittadino è ancora con te. Scegli un'altra linea: "
                "F7."
            ),
            "number_hidden": lambda _: self.tr(
                "Chi ha chiamato nascondeva il numero: non si può richiamare."
            ),
            "too_many": lambda _: self.tr(
                "Troppe chiamate in un minuto da questa postazione. Aspetta qualche secondo."
            ),
            "forbidden_number": lambda _: self.tr(
                "Questo numero non si può chiamare dal centralino."
            ),
            "bad_number": lambda _: self.tr("Questo non è un numero che si può chiamare."),
            "wrong_state": lambda _: self.tr(
                "Adesso non si può: la telefonata è cambiata. Guarda la fascia in alto."
            ),
            "phone_cannot": lambda _: self.tr(
                "Il telefono di questa postazione non lo fa da qui: usa i suoi tasti."
            ),
            "no_device": lambda _: self.tr("Manca la cuffia: collegala, poi riprova."),
            "engine": lambda _: self.tr(
                "Il telefono non ha eseguito il comando. Riprova; se succede ancora, chiama "
                "l'assistenza."
            ),
        }

    def _ends(self) -> dict[str, Build]:
        return {
            "consultation_ended": lambda subject: self.tr(
                "{0}: {1}. Il cittadino aspetta: F4 per riprendere."
            ).format(self._line(subject), self._cause(subject)),
            "outgoing_cut_off": lambda subject: self.tr(
                "{0}: la chiamata non è partita. È guasta la linea verso l'esterno, non il numero: "
                "riprova quando torna."
            ).format(self._line(subject)),
            "outgoing_ended": lambda subject: self.tr("{0}: {1}.").format(
                self._line(subject), self._cause(subject)
            ),
        }

    def _phone(self) -> dict[str, Build]:
        return {
            "missed_call": lambda _: self.tr(
                "Non hai risposto in 15 secondi: la chiamata è tornata in coda. Sei in Non pronto: "
                "F5 quando puoi rispondere."
            ),
            "no_microphone": lambda _: self.tr(
                "Il microfono non si sente. Controlla la cuffia, poi Ctrl+Maiusc+D. Sei in Non "
                "pronto: nessuna chiamata arriverà."
            ),
            "line_lost": lambda _: self.tr(
                "Il telefono non è collegato al centralino: nessuna chiamata arriverà. Riprova da "
                "solo; se dura più di un minuto chiama l'assistenza."
            ),
            "line_refused": lambda _: self.tr(
                "Il centralino non accetta questa postazione. Esci e rientra; se non basta chiama "
                "l'assistenza."
            ),
            "line_certificate": lambda _: self.tr(
                "Il centralino che risponde non è quello vero (certificato diverso). Nessuna "
                "chiamata arriverà: chiama l'assistenza."
            ),
            "line_not_set": lambda _: self.tr(
                "Questa postazione non ha ricevuto una linea telefonica. Puoi lavorare senza "
                "telefonate; per riprovare esci e rientra."
            ),
            "phone_gone": lambda _: self.tr(
                "Il telefono si è fermato: lo stiamo riavviando. Aspetta qualche secondo; il testo "
                "resta com'è."
            ),
            "phone_failing": lambda _: self.tr(
                "Il telefono non resta acceso: riprova da solo ogni quarto di minuto. Chiama "
                "l'assistenza; intanto puoi scrivere, il testo resta com'è."
            ),
            "phone_gone_in_call": lambda _: self.tr(
                "Il telefono si è fermato e la telefonata è caduta. Lo stiamo riavviando: tra "
                "qualche secondo puoi richiamare il cittadino. La bozza resta com'è."
            ),
            "phone_forbidden": lambda _: self._texts.field_error("phone", "phone_forbidden"),
            "phone_malformed": lambda _: self._texts.field_error("phone", "phone_malformed"),
            "phone_too_short": lambda _: self._texts.field_error("phone", "phone_too_short"),
        }

    def _line(self, subject: dict[str, str]) -> str:
        number = subject.get("number", "")
        told = "" if number.startswith(NUMBER_PREFIX) else spoken(number)
        return isolated(one_line(subject.get("line", ""))) or told or self.tr("La linea scelta")

    def _cause(self, subject: dict[str, str]) -> str:
        cause = subject.get("cause", "")
        if cause == EndCause.HUNG_UP_THERE:
            return self.tr("ha riagganciato")
        known = cause in set(EndCause)
        words = self._words.end_of_call(EndCause(cause)) if known else ""
        return words or self.tr("non ha risposto")
