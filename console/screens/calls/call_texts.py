"""Sentences about transfers, consultations and calls that did not come about."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.model.calls.live_call import EndCause
from console.screens.kit.state_texts import StateTexts
from contract.domain.phone_number import spoken
from contract.domain.queue import NUMBER_PREFIX
from widgets.kit.plain_text import isolated, one_line

Build = Callable[[dict[str, str]], str]


class CallTexts(QObject):
    """What happened, what it means for the citizen on the line, what to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = StateTexts(self)

    def notices(self) -> dict[str, Build]:
        return {**self._on_the_line(), **self._transfers(), **self._refusals(), **self._ends()}

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
