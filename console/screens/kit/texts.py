"""Reason codes and errors as sentences: what happened, what it means now, what to do."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.calls.call_texts import CallTexts
from console.screens.contact.sending_texts import SendingTexts
from console.screens.duty.duty_texts import DutyTexts
from console.screens.kit.editing_refusals import EditingRefusals
from console.screens.kit.moments import band, clock_time, named_day, rome_day
from console.screens.kit.state_texts import StateTexts
from widgets.kit.plain_text import left_to_right, one_line


class Texts(QObject):
    """Every sentence for a code. An unknown code still gives a sentence, never the code."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = StateTexts(self)
        self._calls = CallTexts(self)
        self._duty = DutyTexts(self)
        self._editing = EditingRefusals(self)
        self._sendings = SendingTexts(self)

    def sign_in_refused(self, code: str) -> str:
        return {
            "": "",
            "bad_credentials": self.tr(
                "Nome utente o password non corretti. Controlla le maiuscole e riprova."
            ),
            "too_many_attempts": self.tr(
                "Troppi tentativi. Aspetta cinque minuti, poi riprova o chiama l'assistenza."
            ),
            "account_disabled": self.tr(
                "Questo accesso è stato disattivato. Chiedi al tuo responsabile."
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
            "empty_login": self.tr("Scrivi il nome utente."),
            "empty_password": self.tr("Scrivi la password."),
            "store_locked": self.tr(
                "La console è già aperta su questa postazione. Usa la finestra aperta, oppure "
                "chiudila e riprova."
            ),
        }.get(
            code,
            self.tr("L'accesso non è riuscito. Riprova; se succede ancora, chiama l'assistenza."),
        )

    def store_broken(self, code: str) -> tuple[str, str, str]:
        """What happened, what is safe, what the button does."""
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
            "desk": self.tr("Scegli l'ufficio di II livello a cui inoltrare."),
            "description": self.tr("Scrivi che cosa chiede il cittadino: serve al II livello."),
            "phone": self.tr("Scrivi il numero: serve per richiamare il cittadino."),
            "outcome": self.tr("Scegli l'esito del richiamo."),
            "note": self.tr("Scrivi la risposta data al cittadino."),
        }
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

    def notice(self, code: str, subject: dict[str, str]) -> str:
        """A notice, stored or passing."""
        build = self._notices().get(code)
        if build is not None:
            return build(subject)
        return self.refused_by_server(code, subject)

    def refused_by_server(self, code: str, subject: dict[str, str]) -> str:
        """A command the server did not take; nothing the operator wrote is lost."""
        what = {
            "record_contact": self.tr("il contatto"),
            "record_attempt": self.tr("l'esito del richiamo"),
            "request_callback": self.tr("la richiesta del richiamo"),
            "add_case_note": self.tr("la nota della pratica"),
            "edit_revision": self.tr("la modifica della scheda"),
            "settle_clash": self.tr("la scelta tra due testi"),
            "request_review": self.tr("la richiesta di revisione"),
            "review_revision": self.tr("la revisione"),
            "review_batch": self.tr("la revisione di più schede"),
            "discard_revision": self.tr("lo scarto della bozza"),
            "withdraw_entry": self.tr("il ritiro della scheda"),
            "restore_version": self.tr("il ripristino della scheda"),
            "change_many_hours": self.tr("il cambio degli orari"),
            "report_entry": self.tr("la segnalazione sulla scheda"),
            "answer_report": self.tr("la risposta alla segnalazione"),
            "send_card": self.tr("l'invio della scheda al cittadino"),
        }.get(subject.get("command", ""), self.tr("una registrazione"))
        at = _hour(subject, "at") if subject.get("at") else ""
        when = self.tr("{0} delle {1}").format(what, at) if at else what
        return self.tr("Il server non ha accettato {0}: {1}").format(
            when, self._why_refused(code, subject)
        )

    def _why_refused(self, code: str, subject: dict[str, str]) -> str:
        holder = subject.get("holder", "")
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
                "nel frattempo il richiamo è passato a un collega. Il tuo testo è nella pratica."
            ),
            "unknown_callback": self.tr("il richiamo non esiste più."),
            "unknown_case": self.tr("la pratica non esiste più."),
            "unknown_desk": self.tr("l'ufficio scelto non esiste più. Aprilo e scegline un altro."),
            "unknown_topic": self.tr(
                "l'argomento scelto non esiste più. Aprilo e scegline un altro."
            ),
            "exists": self.tr("era già arrivato. Non è stato registrato due volte."),
            "id_reused": self.tr("il suo numero era già usato. Avvisa l'assistenza."),
            "forbidden": self.tr("il tuo accesso non lo permette. Chiedi al tuo responsabile."),
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

    def _notices(self) -> dict[str, Callable[[dict[str, str]], str]]:
        return {
            **self._seat_notices(),
            **self._store_notices(),
            **self._phone_notices(),
            **self._queue_notices(),
            **self._calls.notices(),
            **self._duty.notices(),
        }

    def _seat_notices(self) -> dict[str, Callable[[dict[str, str]], str]]:
        return {
            "offline": self._offline,
            "came_back": self._came_back,
            "session_ended": lambda _: self.tr(
                "Accesso scaduto e il server non risponde. Puoi continuare: quello che scrivi "
                "resta qui. Quando torna il collegamento premi Ctrl+L e riscrivi la password."
            ),
            "server_full": lambda _: self.tr(
                "Il server non può registrare: il suo disco è pieno. Puoi continuare: quello che "
                "salvi resta qui e parte da solo. Avvisa l'assistenza."
            ),
            "certificate": lambda _: self.tr(
                "Il server che risponde non è quello vero (certificato diverso). Non inviamo "
                "nulla: continua a lavorare e chiama l'assistenza."
            ),
            "clock": lambda subject: self.tr(
                "L'orologio della postazione è sbagliato di {0} minuti. Usiamo l'ora del server: "
                "continua a lavorare e avvisa l'assistenza."
            ).format(subject.get("minutes", "?")),
            "unexpected": lambda subject: self.tr(
                "Qualcosa è andato storto ({0}). Puoi continuare; se succede ancora, di' questo "
                "codice all'assistenza."
            ).format(subject.get("reference", "?")),
            "saved": lambda _: self.tr("Contatto salvato sulla postazione."),
            "saved_in_memory": lambda _: self.tr(
                "Contatto chiuso: resta in memoria finché il server lo riceve. Non chiudere la "
                "console prima."
            ),
            "forwarded": self._forwarded,
            "put_aside": lambda _: self.tr(
                "Tempo finito: il contatto è rimasto in «Da completare»."
            ),
            "entry_reported": lambda subject: self.tr(
                "Segnalata: «{0}». Arriva da sola alla redazione e all'ufficio."
            ).format(one_line(subject.get("title", ""))),
            "card_sent": lambda subject: self.tr(
                "Inviata al server: «{0}». L'e-mail parte da sola entro pochi secondi."
            ).format(one_line(subject.get("title", ""))),
            "card_sent_by_sms": lambda subject: self.tr(
                "Inviata al server: «{0}». L'SMS parte da solo entro pochi secondi."
            ).format(one_line(subject.get("title", ""))),
            "card_not_arrived": self._sendings.not_arrived,
            "card_in_doubt": self._sendings.in_doubt,
            "card_waits": lambda subject: self.tr(
                "Non ancora inviata: «{0}» parte da sola appena il server può riceverla."
            ).format(one_line(subject.get("title", ""))),
            "send_needs_contact": lambda _: self.tr(
                "Per inviare una scheda serve un contatto aperto: Ctrl+N."
            ),
        }

    def _store_notices(self) -> dict[str, Callable[[dict[str, str]], str]]:
        return {
            "store_full": lambda _: self.tr(
                "Disco pieno: l'ultima modifica non è salvata. Non chiudere la console, libera "
                "spazio o chiama l'assistenza (codice DISCO): riprovo da sola ogni secondo."
            ),
            "store_corrupt": lambda _: self.tr(
                "L'archivio non si legge più. Finisci la telefonata, poi riavvia la console: "
                "recupera da sola quello che non è stato inviato."
            ),
            "store_locked": lambda _: self.tr(
                "L'archivio è occupato: l'ultima modifica non è ancora salvata. Riprovo ogni "
                "secondo."
            ),
            "store_unwritable": lambda _: self.tr(
                "La postazione non riesce a scrivere sul disco: l'ultima modifica non è salvata. "
                "Non chiudere la console e chiama l'assistenza (codice DISCO)."
            ),
            "recovered": lambda subject: self.tr(
                "Abbiamo messo da parte un archivio danneggiato e recuperato {0} contatti su {1}. "
                "Puoi lavorare."
            ).format(subject.get("recovered", "0"), subject.get("total", "0")),
            "words_wait": lambda _: self.tr(
                "Ci sono testi che hai scritto e non hai inviato: Ctrl+O li mostra."
            ),
            "words_entry_gone": lambda subject: self.tr(
                "«{0}» non c'è più. Quello che ne avevi scritto resta: Ctrl+O."
            ).format(one_line(subject.get("title", ""))),
            "resumed": lambda _: self.tr(
                "La console si è riavviata. Il testo è stato recuperato (fino a 1 secondo prima)."
            ),
            "resumed_in_call": lambda _: self.tr(
                "La console si è riavviata. La telefonata è ancora in corso e il testo è stato "
                "recuperato (fino a 1 secondo prima)."
            ),
            "no_keyring": lambda _: self.tr(
                "Su questa postazione manca il portachiavi. Puoi lavorare, ma l'archivio resta "
                "solo in memoria: alla chiusura quello che non è stato inviato si perde. Avvisa "
                "l'assistenza."
            ),
            "store_low": lambda _: self.tr(
                "Il disco di questa postazione è quasi pieno. Quello che scrivi si salva ancora: "
                "libera spazio o chiama l'assistenza (codice DISCO)."
            ),
        }

    def _phone_notices(self) -> dict[str, Callable[[dict[str, str]], str]]:
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
            "phone_forbidden": lambda _: self._wrong_value("phone_forbidden"),
            "phone_malformed": lambda _: self._wrong_value("phone_malformed"),
            "phone_too_short": lambda _: self._wrong_value("phone_too_short"),
        }

    def _queue_notices(self) -> dict[str, Callable[[dict[str, str]], str]]:
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
            "some_refused": self._editing.some_refused,
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

    def _offline(self, subject: dict[str, str]) -> str:
        waiting = int(subject.get("waiting", "0"))
        text = self.tr(
            "Senza collegamento dalle {0}. Puoi continuare: telefonate, banca dati (copia delle "
            "{1}) e bozze funzionano."
        ).format(_hour(subject, "since"), _hour(subject, "synced"))
        return f"{text} {self.still_to_send(waiting)}" if waiting else text

    def to_send(self, count: int) -> str:
        """For the status line, where there is little room."""
        return self.tr("{0} da inviare").format(count)

    def still_to_send(self, count: int) -> str:
        return self.tr("%n cose da inviare.", "", count)

    def _forwarded(self, subject: dict[str, str]) -> str:
        """Where it went and when the citizen is called: the operator says it to her now."""
        text = self.tr("Contatto inoltrato al II livello.")
        if desk := subject.get("desk", ""):
            text = self.tr("Contatto inoltrato a: {0}.").format(desk)
        if not subject.get("start") or not subject.get("end"):
            return text
        start, end = (datetime.fromisoformat(subject[name]) for name in ("start", "end"))
        when = f"{named_day(rome_day(start))}, {left_to_right(band(start, end))}"
        return f"{text} " + self.tr("Richiamo promesso: {0}.").format(when)

    def _came_back(self, subject: dict[str, str]) -> str:
        sent = int(subject.get("sent", "0"))
        if not sent:
            return self.tr("Collegato di nuovo.")
        return self.tr("Collegato di nuovo. %n cose inviate.", "", sent)


def _hour(subject: dict[str, str], name: str) -> str:
    text = subject.get(name, "")
    return clock_time(datetime.fromisoformat(text)) if text else "–"
