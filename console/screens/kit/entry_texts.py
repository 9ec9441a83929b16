"""The words of the knowledge editor: fields, kinds, groups, states and what the checks say."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from console.model.editing.editing_work import Group
from console.model.editing.listed_entry import ListedState
from contract.domain.knowledge_entries.entry_checks import EASY
from contract.domain.knowledge_entries.entry_findings import CheckCode, EntryFinding
from contract.domain.knowledge_entries.entry_values import SAY_LIMIT
from contract.domain.knowledge_entries.knowledge import OfficeKind, ServiceStatus
from contract.domain.knowledge_entries.revision import EntryKind, RevisionState
from widgets.kit.cell_row import RowColumn
from widgets.kit.plain_text import isolated, one_line


class EntryTexts(QObject):
    def field(self, name: str) -> str:
        return self._fields().get(name, name)

    def _fields(self) -> dict[str, str]:
        return {**self._fields_of_texts(), **self._fields_of_entries()}

    def _fields_of_texts(self) -> dict[str, str]:
        return {
            "category": self.tr("Categoria"),
            "title": self.tr("Titolo"),
            "keywords": self.tr("Parole che usa il cittadino"),
            "say": self.tr("Da dire"),
            "topic_id": self.tr("Argomento collegato"),
            "other_topic_ids": self.tr("Altri argomenti"),
            "status": self.tr("Stato del servizio"),
            "status_reason": self.tr("Perché non è attivo"),
            "alert": self.tr("Avviso: che cosa è diverso adesso"),
            "short_description": self.tr("Descrizione breve"),
            "who_for": self.tr("A chi è rivolto"),
            "how_to": self.tr("Come fare"),
            "what_is_needed": self.tr("Cosa serve"),
            "what_you_get": self.tr("Cosa si ottiene"),
            "times": self.tr("Tempi e scadenze"),
            "costs": self.tr("Quanto costa"),
            "access": self.tr("Accedi al servizio"),
            "conditions": self.tr("Condizioni di servizio"),
            "contacts": self.tr("Contatti"),
            "question": self.tr("Domanda"),
            "answer": self.tr("Risposta"),
            "line": self.tr("Riga del dizionario"),
            "why": self.tr("Che cosa cambia e perché, per chi rivede"),
        }

    def _fields_of_entries(self) -> dict[str, str]:
        return {
            "responsible_id": self.tr("Ufficio responsabile"),
            "office_ids": self.tr("Sedi"),
            "places": self.tr("Differenze per sede"),
            "desk_times": self.tr("Orari dello sportello"),
            "phone_times": self.tr("Orari del telefono"),
            "phones": self.tr("Telefoni"),
            "faxes": self.tr("Fax"),
            "source": self.tr("Fonte"),
            "language": self.tr("Lingua"),
            "valid_from": self.tr("Vale dal"),
            "valid_until": self.tr("Vale fino al"),
            "review_on": self.tr("Da rivedere il"),
            "verified_on": self.tr("Verificata il"),
            "owner_email": self.tr("Chi ne risponde (e-mail)"),
            "reviewer": self.tr("Chi la rivede (nome utente)"),
            "name": self.tr("Nome"),
            "kind": self.tr("Livello"),
            "parent_id": self.tr("Fa parte di"),
            "municipio": self.tr("Municipio"),
            "address": self.tr("Indirizzo"),
            "latitude": self.tr("Latitudine, in gradi"),
            "longitude": self.tr("Longitudine, in gradi"),
            "email": self.tr("E-mail"),
            "pec": self.tr("PEC"),
            "website": self.tr("Sito"),
            "staff": self.tr("Persone e ruoli"),
            "how_to_get_there": self.tr("Come si arriva"),
            "accessibility": self.tr("Accessibilità"),
            "note": self.tr("Note"),
            "ipa_code": self.tr("Codice IPA"),
            "card_id": self.tr("Scheda a cui risponde"),
            "other_card_ids": self.tr("Altre schede"),
            "withdrawn": self.tr("Ritirata"),
            "original_version": self.tr("Versione tradotta"),
            "original_id": self.tr("Scheda tradotta"),
        }

    def hint(self, name: str) -> str:
        return {
            "line": self.tr("immondizia, pattume > rifiuti"),
            "valid_from": self.tr("gg/mm/aaaa"),
            "valid_until": self.tr("gg/mm/aaaa"),
            "review_on": self.tr("gg/mm/aaaa"),
            "verified_on": self.tr("gg/mm/aaaa"),
        }.get(name, "")

    def authors(self, names: Sequence[str]) -> str:
        """Return who wrote: people by name, an import and an owner by what they are."""
        ours = {"import": self.tr("importazione"), "owner": self.tr("chi ne risponde")}
        once_each = dict.fromkeys(names)  # who began it may also be the last one who wrote
        return ", ".join(ours.get(name, isolated(one_line(name))) for name in once_each)

    def columns(self, name: str) -> tuple[RowColumn, ...]:
        """Return the cells of a field that holds rows, in the order of its value; else none."""
        return {
            "staff": (
                RowColumn(label=self.tr("Ruolo")),
                RowColumn(label=self.tr("Nome")),
                RowColumn(label=self.tr("Telefoni"), left_to_right=True),
                RowColumn(label=self.tr("E-mail"), left_to_right=True),
                RowColumn(label=self.tr("Stanza, giorni")),
            ),
            "places": (
                RowColumn(label=self.tr("Ufficio"), is_reference=True),
                RowColumn(label=self.tr("Telefoni"), left_to_right=True),
                RowColumn(label=self.tr("Orari dello sportello"), left_to_right=True),
                RowColumn(label=self.tr("Orari del telefono"), left_to_right=True),
                RowColumn(label=self.tr("Nota")),
            ),
        }.get(name, ())

    def kind(self, kind: EntryKind) -> str:
        return {
            EntryKind.CARD: self.tr("Scheda"),
            EntryKind.OFFICE: self.tr("Ufficio"),
            EntryKind.FAQ: self.tr("Domanda frequente"),
            EntryKind.THESAURUS: self.tr("Riga del dizionario"),
        }[kind]

    def group(self, group: Group) -> str:
        return {
            Group.CLASHES: self.tr("Testi doppi da scegliere"),
            Group.TO_REVIEW: self.tr("Da rivedere"),
            Group.FLAGGED: self.tr("Segnalate"),
            Group.DUE: self.tr("Scadute o da verificare"),
            Group.IN_VAIN: self.tr("Ricerche senza risultato"),
            Group.IMPORTED: self.tr("Importate"),
            Group.MINE: self.tr("Le mie bozze"),
            Group.IN_REVIEW: self.tr("In revisione"),
            Group.SCHEDULED: self.tr("Programmate"),
            Group.OTHERS: self.tr("Bozze di altri"),
            Group.FOUND: self.tr("Trovate"),
        }[group]

    def state(self, state: RevisionState) -> str:
        return {
            RevisionState.DRAFT: self.tr("bozza"),
            RevisionState.IN_REVIEW: self.tr("in revisione"),
            RevisionState.SCHEDULED: self.tr("programmata"),
            RevisionState.PUBLISHED: self.tr("pubblicata"),
            RevisionState.DISCARDED: self.tr("eliminata"),
        }[state]

    def listed_state(self, state: ListedState) -> str:
        return {
            ListedState.PUBLISHED: self.state(RevisionState.PUBLISHED),
            ListedState.DRAFT: self.state(RevisionState.DRAFT),
            ListedState.IN_REVIEW: self.state(RevisionState.IN_REVIEW),
            ListedState.SCHEDULED: self.state(RevisionState.SCHEDULED),
            ListedState.WITHDRAWN: self.tr("ritirata"),
        }[state]

    def listed(self, state: ListedState, count: int) -> str:
        """Return the words on a chip, with how many there are."""
        words = {
            ListedState.PUBLISHED: self.tr("Pubblicate {0}"),
            ListedState.DRAFT: self.tr("Bozze {0}"),
            ListedState.IN_REVIEW: self.tr("In revisione {0}"),
            ListedState.SCHEDULED: self.tr("Programmate {0}"),
            ListedState.WITHDRAWN: self.tr("Ritirate {0}"),
        }
        return words[state].format(count)

    def status(self, status: ServiceStatus) -> str:
        return {
            ServiceStatus.ACTIVE: self.tr("Attivo"),
            ServiceStatus.SUSPENDED: self.tr("Sospeso"),
            ServiceStatus.PLANNED: self.tr("In arrivo"),
            ServiceStatus.ENDED: self.tr("Chiuso"),
        }[status]

    def office_kind(self, kind: OfficeKind) -> str:
        return {
            OfficeKind.DEPARTMENT: self.tr("Dipartimento"),
            OfficeKind.OFFICE: self.tr("Ufficio"),
            OfficeKind.SITE: self.tr("Sede per il pubblico"),
        }[kind]

    def unreadable(self, code: str) -> str:
        """Return what a text that is no value should have been."""
        return {
            "date": self.tr("La data si scrive così: 31/12/2026."),
            "phone": self.tr("Un numero non va: scrivili così, 06 5123 4567, 060606."),
            "place": self.tr("A una riga manca l'ufficio."),
            "hours": self.tr("Un orario non si legge."),
            "number": self.tr("Scrivi i gradi così: 41,8933."),
        }.get(code, self.tr("Questo valore non va bene: controllalo."))

    def check(self, finding: EntryFinding) -> str:
        return self.tr("{0}: {1}").format(self.field(finding.field), self.check_words(finding))

    def check_words(self, finding: EntryFinding) -> str:
        """Return what is wrong and what to do, without the place."""
        say: dict[CheckCode, Callable[[str], str]] = {
            **self._checks_of_fields(),
            **self._checks_of_texts(),
            **self._checks_of_values(finding),
        }
        words = say[finding.code](finding.excerpt)
        # Published before the check existed: a thing to mend, no fault of whoever opens it.
        if finding.is_old:
            words = self.tr("{0} È già pubblicato così: correggilo appena puoi.").format(words)
        return words

    def hidden_exception(self, field: str, days: str) -> str:
        return self.tr("{0}: {1}").format(self.field(field), self.hidden_words(days))

    def hidden_words(self, days: str) -> str:
        return self.tr(
            "il giorno diverso «{0}» non vale: uno scritto dopo parla degli stessi giorni."
        ).format(isolated(days))

    def _checks_of_fields(self) -> dict[CheckCode, Callable[[str], str]]:
        return {
            CheckCode.TITLE_MISSING: lambda _: self.tr("manca. Scrivilo."),
            CheckCode.TOPIC_MISSING: lambda _: self.tr("manca. Sceglilo."),
            CheckCode.CARD_MISSING: lambda _: self.tr("manca. Scegli la scheda."),
            CheckCode.TEXT_MISSING: lambda _: self.tr("manca quello che l'operatore legge."),
            CheckCode.SAY_TOO_LONG: lambda length: self.tr(
                "{0} caratteri, al massimo {1}. Accorcia."
            ).format(length, SAY_LIMIT),
            CheckCode.HOURS_MISSING: lambda _: self.tr("mancano gli orari."),
            CheckCode.HOURS_UNUSABLE: lambda _: self.tr(
                "orari che si accavallano o finiscono prima di cominciare."
            ),
            CheckCode.VALIDITY_REVERSED: lambda _: self.tr("finisce prima di cominciare."),
            CheckCode.EXPIRED: lambda _: self.tr("è già passata: gli operatori la vedono scaduta."),
            CheckCode.STALE_TRANSLATION: lambda _: self.tr(
                "l'originale è cambiato dopo la traduzione."
            ),
            CheckCode.LINE_UNUSABLE: lambda _: self.tr(
                "servono parole da tutte e due le parti di > oppure =, senza #."
            ),
        }

    def _checks_of_values(self, finding: EntryFinding) -> dict[CheckCode, Callable[[str], str]]:
        """The server names no values: then the words are without."""
        return {
            CheckCode.TEXT_UNUSABLE: lambda words: self.tr(
                "c'è un carattere rovinato o invisibile («{0}»). Riscrivi quel punto."
            ).format(isolated(words) or "�"),
            CheckCode.ENCODED_TWICE: lambda words: self.tr(
                "«{0}» sembra rovinato da un salvataggio: forse era «{1}»."
            ).format(isolated(words), isolated(finding.meant)),
            CheckCode.VALUE_TOO_LONG: self._too_long,
            CheckCode.VALUE_MALFORMED: lambda value: self._malformed(finding.field, value),
        }

    def _too_long(self, excerpt: str) -> str:
        """excerpt: "250/200"."""
        length, _, limit = excerpt.partition("/")
        if not limit:
            return self.tr("è troppo lungo. Accorcia.")
        return self.tr("{0} caratteri, al massimo {1}. Accorcia.").format(length, limit)

    def _malformed(self, field: str, value: str) -> str:
        if not value:
            is_staff = field == "staff"
            return self.tr("a una riga manca il ruolo.") if is_staff else self.tr("non va bene.")
        mail = self.tr("«{0}» non è un indirizzo e-mail.")
        phone = self.tr("«{0}» non è un numero di telefono.")
        words = {
            **dict.fromkeys(("email", "pec", "owner_email"), mail),
            **dict.fromkeys(("phones", "faxes", "places"), phone),
            "website": self.tr("«{0}» non è un indirizzo web: comincia con https://"),
            "municipio": self.tr("«{0}» non è un municipio: scrivi da I a XV."),
        }
        return words.get(field, self.tr("«{0}» non va bene qui.")).format(isolated(value))

    def _checks_of_texts(self) -> dict[CheckCode, Callable[[str], str]]:
        return {
            CheckCode.HEADINGS_OUT_OF_ORDER: lambda words: self.tr(
                "il titolo «{0}» salta un livello."
            ).format(isolated(words)),
            CheckCode.HEADING_EMPTY: lambda _: self.tr("c'è un titolo vuoto."),
            CheckCode.LINK_VAGUE: lambda words: self.tr(
                "il link «{0}» non dice dove porta. Scrivi il nome della pagina."
            ).format(isolated(words)),
            CheckCode.LINK_UNREADABLE: lambda words: self.tr(
                "un indirizzo che non si legge a voce: {0}"
            ).format(isolated(words)),
            CheckCode.LINK_UNSAFE: lambda words: self.tr(
                "il link «{0}» non porta a una pagina, a un'e-mail o a un telefono."
            ).format(isolated(words)),
            CheckCode.IMAGE_UNDESCRIBED: lambda _: self.tr("immagine senza descrizione."),
            CheckCode.IMAGE_REMOTE: lambda words: self.tr(
                "immagine da un altro sito: {0}. Toglila: non viene caricata."
            ).format(isolated(words)),
            CheckCode.HTML: lambda words: self.tr("codice HTML: {0}. Scrivi solo testo.").format(
                isolated(words)
            ),
            CheckCode.HARD_TO_READ: lambda index: self.tr(
                "si legge male (Gulpease {0}, almeno {1}). Frasi e parole più corte."
            ).format(index, EASY),
        }
