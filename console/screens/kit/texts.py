"""Reason codes and errors as sentences: what happened, what it means now, what to do."""

from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.kit.editing_refusals import EditingRefusals
from console.screens.kit.moments import clock_time
from console.screens.kit.sign_in_refusals import (
    FactorRefusals,
    PasswordRefusals,
    ProviderRefusals,
    SeatRefusals,
)
from console.screens.kit.state_texts import StateTexts
from widgets.kit.plain_text import isolated, one_line


class Texts(QObject):
    """Every sentence for a code. An unknown code still gives a sentence, never the code."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = StateTexts(self)
        self._editing = EditingRefusals(self)
        self.providers = ProviderRefusals(self)
        self.passwords = PasswordRefusals(self)
        self.factors = FactorRefusals(self)
        self._seats = SeatRefusals(self)

    def sign_in_refused(self, code: str) -> str:
        return {
            **self.providers.reasons(),
            **self.passwords.reasons(),
            **self.factors.reasons(),
            **self._seats.reasons(),
            "": "",
            "bad_credentials": self.tr(
                "Nome utente o password non corretti. Controlla le maiuscole e riprova."
            ),
            "left_half_way": self.tr(
                "L'accesso è rimasto a metà per troppo tempo: ricomincia dalla password."
            ),
            "too_many_attempts": self.tr(
                "Troppi tentativi. Aspetta cinque minuti, poi riprova o chiama l'assistenza."
            ),
            "account_disabled": self.tr(
                "Questo accesso è stato disattivato. Chiedi al tuo responsabile."
            ),
            "offline_too_long": self.tr(
                "Il server non risponde e da troppo tempo non conferma il tuo accesso: qui non si "
                "entra senza collegamento. Controlla il cavo di rete o chiama l'assistenza."
            ),
            "seat_taken": self.tr(
                "Con questa linea lavora già un'altra persona. Controlla il numero della linea o "
                "chiama il responsabile."
            ),
            "unreachable": self.tr(
                "Il server non risponde. Controlla il cavo di rete: se qui sei già entrato con "
                "questo nome, la tua password vale anche senza collegamento."
            ),
            "certificate": self.tr(
                "Il server che risponde non è quello vero: il suo certificato è diverso. Non è "
                "stato inviato nulla, nemmeno la password. Chiama l'assistenza."
            ),
            "session_expired": self.tr(
                "Accesso scaduto. Inserisci la password: il lavoro resta aperto."
            ),
            "server_full": self.tr(
                "Il server è raggiungibile ma non può registrare: il suo disco è pieno. Chiama "
                "l'assistenza, poi riprova."
            ),
            "no_keyring": self.tr(
                "Il server non risponde e su questa postazione manca il portachiavi: senza l'uno o "
                "l'altro non si può entrare. Controlla il cavo di rete o chiama l'assistenza."
            ),
            "protocol_unsupported": self.tr(
                "Questa versione della console è troppo vecchia per il server. Chiama "
                "l'assistenza per aggiornarla."
            ),
            "store_locked": self.tr(
                "La console è già aperta su questa postazione. Usa la finestra aperta, oppure "
                "chiudila e riprova."
            ),
        }.get(
            code,
            self.tr("L'accesso non è riuscito. Riprova; se succede ancora, chiama l'assistenza."),
        )

    def store_broken(self, code: str) -> tuple[str, str, str]:
        """Return what happened, what is safe, what the button does."""
        again = self.tr("Riprova")
        return {
            "store_full": (
                self.tr("Il disco di questa postazione è pieno: la console non può salvare."),
                self.tr(
                    "Quello che avevi salvato è al sicuro. Libera spazio o chiama l'assistenza "
                    "(codice DISCO), poi riprova."
                ),
                again,
            ),
            "store_corrupt": (
                self.tr("L'archivio di questa postazione è danneggiato e non si apre."),
                self.tr(
                    "Lo mettiamo da parte senza cancellarlo, recuperiamo le cose non inviate e "
                    "ne facciamo uno nuovo dal server."
                ),
                self.tr("Ricomincia con un archivio nuovo"),
            ),
            "store_newer_version": (
                self.tr("L'archivio è di una versione più nuova della console."),
                self.tr(
                    "I dati sono al sicuro. Chiama l'assistenza per aggiornare questa postazione."
                ),
                again,
            ),
            "store_unwritable": (
                self.tr("La console non può scrivere nella sua cartella."),
                self.tr(
                    "Quello che avevi salvato è al sicuro. Chiama l'assistenza (codice DISCO), "
                    "poi riprova."
                ),
                again,
            ),
            "store_locked": (
                self.tr("La console è già aperta su questa postazione."),
                self.tr("I dati sono al sicuro. Usa la finestra aperta, oppure chiudila."),
                again,
            ),
        }.get(
            code,
            (
                self.tr("L'archivio di questa postazione non si apre."),
                self.tr("Chiama l'assistenza: i dati già inviati sono al sicuro sul server."),
                again,
            ),
        )

    def field_error(self, field: str, code: str) -> str:
        missing = {
            "topic": self.tr("Scegli l'argomento: scrivi le prime lettere, per esempio «tar»."),
            "desk": self.tr("Scegli l'ufficio di II livello a cui mandarlo."),
            "description": self.tr("Scrivi che cosa chiede il cittadino: serve al II livello."),
            "phone": self.tr("Scrivi il numero: serve per richiamare il cittadino."),
            "outcome": self.tr("Scegli l'esito del richiamo."),
            "handed_over": self.tr("Scrivi qui che cosa deve sapere l'altro ufficio."),
            "note": self.tr("Scrivi la risposta data al cittadino."),
        }
        # missing_field, missing_note, missing_outcome: each form has a code of its own.
        if code.startswith("missing"):
            return missing.get(field, self.tr("Questo campo serve: compilalo."))
        return self._wrong_value(code)

    def summary(self, fields: tuple[str, ...]) -> str:
        """One line for all that stands against closing, with the names of the fields."""
        if not fields:
            return ""
        names = ", ".join(self._words.field(field) for field in fields)
        text = self.tr("Ci sono %n cose da sistemare: {0}.", "", len(fields))
        return text.format(names)

    def refused_by_server(self, code: str, subject: dict[str, str]) -> str:
        """Return that the server refused a command; nothing the operator wrote is lost."""
        what = {
            "record_contact": self.tr("il contatto"),
            "reopen_contact": self.tr("la riapertura del contatto"),
            "correct_contact": self.tr("la correzione del contatto"),
            "record_attempt": self.tr("l'esito del richiamo"),
            "request_callback": self.tr("la richiesta del richiamo"),
            "hand_over_case": self.tr("il cambio di ufficio della pratica"),
            "assign_topic": self.tr("l'argomento della pratica"),
            "add_case_note": self.tr("la nota della pratica"),
            "edit_revision": self.tr("la modifica della scheda"),
            "settle_clash": self.tr("la scelta tra due testi"),
            "request_review": self.tr("la richiesta di revisione"),
            "review_revision": self.tr("la revisione"),
            "review_batch": self.tr("la revisione di più schede"),
            "discard_revision": self.tr("l'eliminazione della bozza"),
            "withdraw_entry": self.tr("il ritiro della scheda"),
            "restore_version": self.tr("il ripristino della scheda"),
            "change_many_hours": self.tr("il cambio degli orari"),
            "report_entry": self.tr("la segnalazione sulla scheda"),
            "answer_report": self.tr("la risposta alla segnalazione"),
            "send_card": self.tr("l'invio della scheda al cittadino"),
            "send_case_number": self.tr("l'invio del numero della pratica al cittadino"),
        }.get(subject.get("command", ""), self.tr("una registrazione"))
        if author := subject.get("author"):  # it was handed over, and they are gone
            what = f"{what} ({isolated(one_line(author))})"
        at = _hour(subject, "at") if subject.get("at") else ""
        when = self.tr("{0} delle {1}").format(what, at) if at else what
        return self.tr("Il server non ha accettato {0}: {1}").format(
            when, self._why_refused(code, subject)
        )

    def _why_refused(self, code: str, subject: dict[str, str]) -> str:
        holder = isolated(one_line(subject.get("holder", "")))
        taken = (
            self.tr("il richiamo è di {0}. Prendine un altro: F11.").format(holder)
            if holder
            else self.tr("il richiamo è di un collega. Prendine un altro: F11.")
        )
        field = self._words.field(subject.get("field", ""))
        return {
            **self._editing.reasons(subject),
            "already_claimed": taken,
            "stale_fence": self.tr(
                "intanto il richiamo è diventato di un collega. Il tuo testo è nella pratica."
            ),
            "unknown_callback": self.tr("il richiamo non esiste più."),
            "unknown_contact": self.tr("il contatto non è mai arrivato. Chiudilo di nuovo: F9."),
            "too_late": self.tr("sono passate più di 24 ore: il contatto resta com'era."),
            "case_in_work": self.tr(
                "il II livello ha già preso in carico la pratica. Il contatto resta chiuso: quello "
                "che scrivi ora diventa una correzione."
            ),
            "unknown_case": self.tr("la pratica non esiste più."),
            "unknown_desk": self.tr("l'ufficio scelto non esiste più. Aprilo e scegline un altro."),
            "unknown_topic": self.tr(
                "l'argomento scelto non esiste più. Aprilo e scegline un altro."
            ),
            "exists": self.tr("era già arrivato. Non è stato registrato due volte."),
            "id_reused": self.tr("il suo numero era già usato. Avvisa l'assistenza."),
            "forbidden": self.tr("il tuo accesso non lo permette. Chiedi al tuo responsabile."),
            "too_old": self.tr("ha una data di mesi fa. Se non è registrato, registralo ora."),
            "written_after": self.tr(
                "è di dopo la chiusura dell'accesso da cui è stato scritto. Se è vero, registralo."
            ),
            "missing_field": self.tr("manca «{0}». Aprilo in «Da completare».").format(field),
            "invalid": self.tr("«{0}» non va bene. Aprilo in «Da completare».").format(field),
            "text_too_long": self.tr("«{0}» è troppo lungo. Aprilo e accorcialo.").format(field),
            "case_state": self.tr("la pratica è già stata chiusa da altri."),
            "phone_forbidden": self.tr("questo numero non si può chiamare."),
            "too_large": self.tr("è troppo lungo. Aprilo in «Da completare» e accorcialo."),
            "read_only": self.tr("il suo disco è pieno. Resta qui e riparte da solo."),
            "unavailable": self.tr("per ora non può registrare. Resta qui e riparte da solo."),
            "internal": self.tr("si è guastato mentre registrava. Avvisa l'assistenza."),
        }.get(code, self.tr("non è valido per questa versione del server. Avvisa l'assistenza."))

    def _wrong_value(self, code: str) -> str:
        return {
            "phone_too_short": self.tr(
                "Il numero è troppo corto: per un cellulare servono 10 cifre, per esempio "
                "347 123 4567."
            ),
            "phone_malformed": self.tr(
                "Questo non è un numero di telefono. Scrivi solo cifre, per esempio 06 5123 4567."
            ),
            "phone_forbidden": self.tr("Questo numero non si può chiamare dal centralino."),
            "fiscal_code_malformed": self.tr(
                "Il codice fiscale ha 16 caratteri. Controlla con il cittadino oppure lascialo "
                "vuoto."
            ),
            "fiscal_code_check": self.tr(
                "Il codice fiscale non torna (ultima lettera). Controlla con il cittadino oppure "
                "lascialo vuoto."
            ),
            "text_too_long": self.tr("Il testo è troppo lungo: accorcialo a 20 000 caratteri."),
            "line_too_long": self.tr("Il testo è troppo lungo: accorcialo a 1 000 caratteri."),
        }.get(code, self.tr("Questo valore non va bene: controllalo."))

    def to_send(self, count: int) -> str:
        """For the status line, where there is little room."""
        return self.tr("{0} da inviare").format(count)

    def still_to_send(self, count: int) -> str:
        return self.tr("%n cose da inviare.", "", count)


def _hour(subject: dict[str, str], name: str) -> str:
    text = subject.get(name, "")
    return clock_time(datetime.fromisoformat(text)) if text else "–"
