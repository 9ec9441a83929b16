"""Sentences about transfers, consultations and calls that did not come about."""

from PySide6.QtCore import QObject

from console.screens.kit.feature import NoticeAction
from console.screens.kit.notice_texts import Build
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.texts import Texts
from console.viewmodels.callbacks.first_callbacks import CODE, DROPPED, TURN_CODE
from console.viewmodels.calls.call_notices import CallNotice
from contract.domain.phone_number import spoken
from contract.domain.queue import NUMBER_PREFIX
from contract.wire.phone_socket import EndCause
from widgets.kit.plain_text import duration, isolated, one_line


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
            CallNotice.CALL_DROPPED: self._dropped,
            CallNotice.HOLD_REMINDER: lambda subject: self.tr(
                "Il cittadino aspetta da {0} secondi. F4 per riprendere."
            ).format(subject.get("seconds", "45")),
            CallNotice.BAD_LINE: lambda subject: self.tr(
                "Linea disturbata (perdita {0} %). Se non senti il cittadino, proponi un "
                "richiamo: F11."
            ).format(subject.get("lost", "?")),
            CallNotice.NO_LINE: lambda _: self.tr(
                "Il telefono non è collegato al centralino: non si può chiamare."
            ),
            CallNotice.UNKNOWN_CALL: lambda _: self.tr("La telefonata è già finita."),
            CallNotice.BUSY: lambda _: self.tr("C'è già una telefonata in corso."),
        }

    def _dropped(self, subject: dict[str, str]) -> str:
        after = duration(int(subject.get("talked_s", "0")))
        # A withheld number cannot be called back: F4 must not be promised.
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
            CallNotice.TRANSFERRED: lambda subject: self.tr(
                "Il cittadino è con: {0}. L'esito è «Trasferito»: F9 chiude il contatto."
            ).format(self._line(subject)),
            CallNotice.TRANSFER_WITHOUT_CASE: lambda _: self.tr(
                "Il server non risponde: si trasferisce solo la voce. Di' tu a chi risponde "
                "che cosa chiede il cittadino."
            ),
            CallNotice.TRANSFER_BRIDGED: lambda _: self.tr(
                "La linea del cittadino non si può trasferire: siete in conferenza. Resta in "
                "linea finché parlano."
            ),
            CallNotice.TRANSFER_FAILED: lambda subject: self.tr(
                "Il trasferimento a {0} non è riuscito: il cittadino è ancora con te. F4 per "
                "riprendere."
            ).format(self._line(subject)),
        }

    def _refusals(self) -> dict[str, Build]:
        return {
            CallNotice.TRANSFER_CLOSED: lambda subject: self.tr(
                "{0} è chiuso adesso. Scrivi perché trasferisci lo stesso, oppure proponi un "
                "richiamo: F11."
            ).format(self._line(subject)),
            CallNotice.TRANSFER_FORBIDDEN_NUMBER: lambda _: self.tr(
                "A questo numero non si può trasferire una telefonata. Scegline un altro: F7."
            ),
            CallNotice.TRANSFER_NOBODY: lambda subject: self.tr(
                "Nessuno può rispondere per {0} adesso. Scegli un'altra linea: F7."
            ).format(self._line(subject)),
            CallNotice.TRANSFER_UNKNOWN_LINE: lambda subject: self.tr(
                "Senza il server non si sa come raggiungere {0}. Scegli un'altra linea: F7."
            ).format(self._line(subject)),
            CallNotice.LINE_CLOSED: lambda _: self.tr(
                "Questa linea è chiusa adesso: il cittadino è ancora con te. Scrivi perché "
                "trasferisci lo stesso, oppure proponi un richiamo: F11."
            ),
            CallNotice.NUMBER_BLOCKED: lambda _: self.tr(
                "Questo numero è bloccato: la telefonata non è partita. Per sbloccarlo "
                "chiedi al responsabile."
            ),
            CallNotice.UNKNOWN_QUEUE: lambda _: self.tr(
                "Questa coda non esiste più: il cittadino è ancora con te. Scegli un'altra linea: "
                "F7."
            ),
            CallNotice.NUMBER_HIDDEN: lambda _: self.tr(
                "Chi ha chiamato nascondeva il numero: non si può richiamare."
            ),
            CallNotice.TOO_MANY: lambda _: self.tr(
                "Troppe telefonate in un minuto da questa postazione. Aspetta qualche secondo."
            ),
            CallNotice.FORBIDDEN_NUMBER: lambda _: self.tr(
                "Questo numero non si può chiamare dal centralino."
            ),
            CallNotice.BAD_NUMBER: lambda _: self.tr("Questo non è un numero che si può chiamare."),
            CallNotice.WRONG_STATE: lambda _: self.tr(
                "Adesso non si può: la telefonata è cambiata. Guarda in alto com'è."
            ),
            CallNotice.PHONE_CANNOT: lambda _: self.tr(
                "Il telefono di questa postazione non lo fa da qui: usa i suoi tasti."
            ),
            CallNotice.NO_DEVICE: lambda _: self.tr("Manca la cuffia: collegala, poi riprova."),
            CallNotice.ENGINE: lambda _: self.tr(
                "Il telefono non ha eseguito il comando. Riprova; se succede ancora, chiama "
                "l'assistenza."
            ),
        }

    def _ends(self) -> dict[str, Build]:
        return {
            CallNotice.CONSULTATION_ENDED: lambda subject: self.tr(
                "{0}: {1}. Il cittadino aspetta: F4 per riprendere."
            ).format(self._line(subject), self._cause(subject)),
            CallNotice.OUTGOING_CUT_OFF: lambda subject: self.tr(
                "{0}: la telefonata non è partita. È guasta la linea verso l'esterno, non il "
                "numero: riprova quando torna."
            ).format(self._line(subject)),
            CallNotice.OUTGOING_ENDED: lambda subject: self.tr("{0}: {1}.").format(
                self._line(subject), self._cause(subject)
            ),
        }

    def _phone(self) -> dict[str, Build]:
        return {
            CallNotice.MISSED_CALL: lambda _: self.tr(
                "Non hai risposto in 15 secondi: la telefonata è tornata in coda. Sei in Non "
                "pronto: F5 quando puoi rispondere."
            ),
            CallNotice.NO_MICROPHONE: lambda _: self.tr(
                "Il microfono non si sente. Controlla la cuffia, poi Ctrl+Maiusc+D. Sei in "
                "Non pronto: nessuna telefonata arriverà."
            ),
            CallNotice.LINE_LOST: lambda _: self.tr(
                "Il telefono non è collegato al centralino: nessuna telefonata arriverà. "
                "Riprova da solo; se dura più di un minuto chiama l'assistenza."
            ),
            CallNotice.LINE_REFUSED: lambda _: self.tr(
                "Il centralino non accetta questa postazione. Esci e rientra; se non basta chiama "
                "l'assistenza."
            ),
            CallNotice.LINE_CERTIFICATE: lambda _: self.tr(
                "Il centralino che risponde non è quello vero (certificato diverso). Nessuna "
                "telefonata arriverà: chiama l'assistenza."
            ),
            CallNotice.LINE_NOT_SET: lambda _: self.tr(
                "Questa postazione non ha ricevuto una linea telefonica. Puoi lavorare senza "
                "telefonate; per riprovare esci e rientra."
            ),
            # "Stays as it is", not "is safe": without a keyring nothing lies on the disk.
            CallNotice.PHONE_GONE: lambda _: self.tr(
                "Il telefono si è fermato: lo stiamo riavviando. Aspetta qualche secondo; il testo "
                "resta com'è."
            ),
            CallNotice.PHONE_FAILING: lambda _: self.tr(
                "Il telefono non resta acceso: riprova da solo ogni quarto di minuto. Chiama "
                "l'assistenza; intanto puoi scrivere, il testo resta com'è."
            ),
            CallNotice.PHONE_GONE_IN_CALL: lambda _: self.tr(
                "Il telefono si è fermato e la telefonata è caduta. Lo stiamo riavviando: tra "
                "qualche secondo puoi richiamare il cittadino. La bozza resta com'è."
            ),
            CallNotice.PHONE_FORBIDDEN: lambda _: self._texts.field_error(
                "phone", "phone_forbidden"
            ),
            CallNotice.PHONE_MALFORMED: lambda _: self._texts.field_error(
                "phone", "phone_malformed"
            ),
            CallNotice.PHONE_TOO_SHORT: lambda _: self._texts.field_error(
                "phone", "phone_too_short"
            ),
        }

    def _line(self, subject: dict[str, str]) -> str:
        number = subject.get("number", "")
        # "q-…" is a name for machines, nothing to be read aloud.
        told = "" if number.startswith(NUMBER_PREFIX) else spoken(number)
        return isolated(one_line(subject.get("line", ""))) or told or self.tr("La linea scelta")

    def _cause(self, subject: dict[str, str]) -> str:
        cause = subject.get("cause", "")
        # StateTexts would say "the citizen": here the other side is whoever was consulted.
        if cause == EndCause.HUNG_UP_THERE:
            return self.tr("ha riagganciato")
        known = cause in set(EndCause)
        words = self._words.end_of_call(EndCause(cause)) if known else ""
        return words or self.tr("non ha risposto")
