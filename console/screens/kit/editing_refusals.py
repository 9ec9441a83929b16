"""Why the server did not take a change of the knowledge base, as the end of a sentence."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.screens.kit.entry_texts import EntryTexts
from contract.domain.knowledge_entries.entry_findings import CheckCode, EntryFinding
from contract.wire import reason_codes
from widgets.kit.plain_text import isolated, one_line


class EditingRefusals(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = EntryTexts(self)

    def notices(self) -> dict[str, Callable[[dict[str, str]], str]]:
        return {reason_codes.SOME_REFUSED: self.some_refused}

    def some_refused(self, subject: dict[str, str]) -> str:
        """Of hours of many offices, which were left as they are and why."""
        return self.tr(
            "Orari in blocco: {0} uffici restano come sono ({1}). {2} Correggili uno per uno."
        ).format(
            subject.get("refused", ""),
            isolated(one_line(subject.get("names", ""))),
            self._fault(subject),
        )

    def _fault(self, subject: dict[str, str]) -> str:
        """The first error, in the words of the checks; an older server names none."""
        check, field = subject.get("check", ""), subject.get("field", "")
        if check not in set(CheckCode):
            return self.tr("nella bozza c'è un errore da correggere.")
        return self._words.check(EntryFinding(code=CheckCode(check), field=field))

    def reasons(self, subject: dict[str, str]) -> dict[str, str]:
        """Return the words by code. subject: what the server named of it."""
        entry = subject.get("id", "")
        return {
            "stale_revision": self.tr(
                "intanto qualcuno ha scritto nella stessa bozza. Rileggila e riprova."
            ),
            "unread_batch": self.tr(
                "qualche voce è cambiata da quando le hai lette. Rileggile e decidi di nuovo."
            ),
            "has_clashes": self.tr(
                "in un campo ci sono due testi diversi. Apri la bozza e scegli quale vale."
            ),
            "own_work": self.tr(
                "chi ha scritto non può anche approvare. Chiedi la revisione a un collega."
            ),
            "revision_state": self.tr(
                "la bozza è già stata pubblicata, eliminata o rimandata. Aprila per vedere com'è."
            ),
            "unknown_revision": self.tr("la bozza non esiste più."),
            "entry_fault": self.tr("{0} Apri la bozza: i controlli dicono dove.").format(
                self._fault(subject)
            ),
            "unknown_reference": self.tr(
                "rimanda a qualcosa che non c'è ({0}). Apri la bozza e correggi."
            ).format(entry or "?"),
            "unknown_entry": self.tr("la scheda non esiste più."),
            "unknown_report": self.tr("la segnalazione non esiste più."),
            "unknown_proposal": self.tr("la proposta non esiste più."),
            "proposal_state": self.tr("la proposta è già stata decisa."),
            "bad_line": self.tr("la riga del dizionario non va bene. Correggila e riprova."),
            "report_state": self.tr("la segnalazione ha già una risposta, o è già chiusa."),
            "no_owner": self.tr("la scheda non dice quale ufficio ne risponde. Scrivilo lì."),
            "no_mail": self.tr("questo server non manda e-mail. Avvisa l'assistenza."),
            "no_sms": self.tr(
                "gli SMS non sono attivi. Serve un altro modo, per esempio un'e-mail."
            ),
            "bad_number": self.tr(
                "a quel numero non si mandano SMS. Serve un cellulare italiano o un'e-mail."
            ),
            "bad_address": self.tr("l'indirizzo e-mail non va bene. Fattelo ripetere e riprova."),
            "not_in_force": self.tr("la scheda è scaduta, ritirata o non ancora valida."),
            "sent_enough": self.tr("in quel contatto ne erano già partite troppe."),
            "texts_enough": self.tr(
                "per oggi hai finito gli SMS. Serve un altro modo, per esempio un'e-mail."
            ),
            "mails_enough": self.tr(
                "per oggi hai finito le e-mail. Serve un altro modo, per esempio un SMS."
            ),
            "office_cycle": self.tr(
                "l'ufficio finirebbe sotto sé stesso. Scegli un altro ufficio superiore."
            ),
        }
