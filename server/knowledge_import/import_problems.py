"""What is wrong with files to import: where, a code for programs, a sentence for the editor."""

from typing import NoReturn

import msgspec

from contract.one_line import printable

MAX_PROBLEMS = 200  # the reading stops there: nobody reads more
_SHOWN = 40  # characters of a cell repeated in a sentence
_LABEL = 100  # characters of what tells a thing from others: the address of one ends with its name

SENTENCES = {
    "not_a_folder": "«{value}» non è una cartella leggibile.",
    "unfinished_export": "Esportazione interrotta («{value}»): file di due momenti. Rifalla.",
    "missing_file": "Manca il file.",
    "misnamed_file": "Manca il file: forse è «{value}», che si chiama in un altro modo.",
    "not_a_file": "Non è un file: serve un file, non una cartella o altro.",
    "unreadable_file": "Il file non si può leggere.",
    "file_too_big": "Il file supera i 50 MB.",
    "passed_over": "Il file non è tra quelli previsti e non viene letto.",
    "passed_over_rows": "Il file non è tra quelli previsti e non viene letto: {value} righe.",
    "table_left_out": "Questo elenco non è tra quelli previsti e non viene letto: {value} voci.",
    "column_left_out": "Qui non c'è posto per questa colonna: {value} valori lasciati fuori.",
    "other_pages": "Il file è la pagina {value}: le altre non ci sono.",
    "no_tables": "Nella cartella non c'è nessuno dei file previsti: desks.csv, topics.csv…",
    "empty_file": "Il file è vuoto: la prima riga deve contenere i nomi delle colonne.",
    "empty_table": "Ci sono solo i nomi delle colonne e nessuna riga: niente da importare.",
    "encoding": "Il testo non è UTF-8 da qui in poi: salva come «CSV UTF-8» o indica --encoding.",
    "not_that_encoding": "Da qui in poi il testo è UTF-8: togli --encoding o salva il file così.",
    "broken_character": "C'è un carattere rovinato (�): il file è stato salvato male.",
    "control_character": "C'è un carattere di controllo invisibile: riscrivi la cella.",
    "cut_off": "L'ultima riga non finisce con un a capo: il file sembra troncato.",
    "no_last_break": "L'ultima riga è letta ma non finisce con un a capo: il file è intero?",
    "wrong_delimiter": "Le colonne sono divise da «{value}»: usa la virgola o indica --delimiter.",
    "malformed_csv": "Le virgolette non tornano: una cella non è chiusa bene.",
    "endless_cell": "La cella non finisce: mancano le virgolette di chiusura o è troppo lunga.",
    "missing_column": "Manca questa colonna.",
    "unknown_column": "Questa colonna non è prevista.",
    "duplicate_column": "Questa colonna c'è due volte.",
    "header_again": "Questa riga ripete i nomi delle colonne: toglila.",
    "workbook_as_text": "È una cartella di lavoro e non un CSV: salvala come «CSV UTF-8».",
    "too_many_columns": "Le colonne sono più di {value}: non è una di queste tabelle.",
    "table_too_big": "La tabella ha più di {value} celle e righe: è troppo grande.",
    "row_too_long": "La riga ha {value} celle in più delle colonne.",
    "row_too_short": "La riga ha {value} celle in meno delle colonne.",
    "formula": "C'è una formula o un errore del foglio di calcolo («{value}»): scrivi il valore.",
    "required": "La cella è vuota e serve un valore.",
    "bad_id": "«{value}» non va bene come identificativo: lettere senza accento, cifre e - . _",
    "duplicate_id": "L'identificativo «{value}» è già usato in un'altra riga.",
    "too_long": "Il testo è troppo lungo: al massimo {value} caratteri.",
    "bad_date": "«{value}» non è una data: scrivi anno-mese-giorno, per esempio 2027-03-31.",
    "date_order": "La scadenza viene prima dell'inizio della validità.",
    "bad_flag": "«{value}» non va bene: scrivi sì o no.",
    "bad_email": "«{value}» non è un indirizzo e-mail.",
    "bad_municipio": "«{value}» non è un municipio: scrivi un numero romano da I a XV.",
    "bad_hours": "Gli orari «{value}» non si capiscono: per esempio Mo-Fr 08:30-12:30; PH off",
    "hours_overlap": "Gli orari «{value}» si sovrappongono.",
    "hours_replaced": "In «{value}» un orario cancella quello prima: Mo 08:00-12:00,14:00-17:00",
    "hours_part": "Qui «{value}» non si può togliere: scrivi invece le ore di apertura.",
    "hours_backwards": "Gli orari «{value}» finiscono prima di cominciare.",
    "bad_language": "«{value}» non è il codice di una lingua: scrivi it, en, fr, ar…",
    "bad_degrees": "«{value}» non è una coordinata in gradi, per esempio 41.9028.",
    "bad_web_address": "«{value}» non è un indirizzo web: comincia con https://",
    "own_parent": "L'ufficio «{value}» non può stare sotto sé stesso.",
    "office_cycle": "Gli uffici formano un cerchio: risalendo si torna a «{value}».",
    "phone_malformed": "«{value}» non è un numero di telefono.",
    "phone_too_short": "Il numero di telefono «{value}» è troppo corto.",
    "unknown_desk": "L'ufficio di II livello «{value}» non c'è in desks.csv.",
    "unknown_topic": "L'argomento «{value}» non c'è in topics.csv.",
    "unknown_office": "L'ufficio «{value}» non c'è in offices.csv.",
    "unknown_card": "La scheda «{value}» non c'è in cards.csv.",
    "unknown_queue": "La coda «{value}» non c'è in queues.csv.",
    "bad_queue_id": "«{value}» non va bene per una coda: al massimo 24 tra a-z, 0-9 e -.",
    "bad_whole": "«{value}» non è un numero intero ammesso.",
    "bad_choice": "«{value}» non è una delle parole previste.",
    "bad_entry": "«{value}» non va bene: scrivi il numero, o numero=lingua, per esempio 060606=ar.",
    "bad_language_hours": "«{value}» non va bene: scrivi lingua: orari, separate da |.",
    "bad_ring": "«{value}» non va bene: scrivi secondi=livello (da 1 a 5), per esempio 0=3;20=1.",
    "bad_menu": "«{value}» non va bene: scrivi tasto=callback, voicemail, queue:… o language:…",
    "bad_skill": "«{value}» non va bene: scrivi codice:livello (da 1 a 5), per esempio ar:4.",
    "recording_unlawful": "Per registrare servono l'annuncio e la valutazione d'impatto.",
    "not_json": "Il file non è JSON valido.",
    "json_too_deep": "Il file JSON è annidato troppo in profondità.",
    "json_number": "Il file JSON contiene un numero impossibile («{value}»).",
    "json_twice": "Lo stesso oggetto JSON dice due volte «{value}»: togline una.",
    "json_shape": "Il contenuto non ha la forma prevista: {value}",
    "no_things": "Non ci sono né organizzazioni né servizi né sedi.",
    "no_public_service": "Non c'è nessun cpsv:PublicService.",
    "no_faqs": "Mancano «faqs» o «screens».",
    "not_an_object": "Qui serve un oggetto JSON.",
    "not_a_list": "Qui serve una lista JSON.",
    "not_texts": "Qui serve un oggetto JSON i cui valori sono testi.",
    "not_a_text": "Qui serve un solo testo, non un oggetto o più testi.",
    "not_a_workbook": "Il file non è una cartella di lavoro .xlsx leggibile.",
    "old_workbook": "È un .xls di una volta, o chiede una password: salvalo come .xlsx senza.",
    "strict_workbook": "È salvata come «Strict Open XML»: salvala come .xlsx comune.",
    "cells_out_of_order": "Le righe o le celle del foglio non sono in ordine: aprilo e risalvalo.",
    "merged_cells": "Ci sono celle unite ({value}): dividile e scrivi il valore in ognuna.",
    "shown_otherwise": "Il foglio mostra il numero {value} in un altro modo: scrivilo come testo.",
    "hidden_row": "La riga è nascosta nel foglio: è stata letta lo stesso.",
    "hidden_sheet": "Il foglio è nascosto: è stato letto lo stesso.",
    "workbook_too_big": "La cartella di lavoro è troppo grande una volta aperta.",
    "has_macros": "La cartella di lavoro contiene macro: salvala come .xlsx senza macro.",
    "has_external_links": "La cartella di lavoro è collegata ad altri file: togli i collegamenti.",
    "missing_sheet": "Manca il foglio «{value}».",
    "unknown_sheet": "Il foglio «{value}» non è previsto.",
    "unknown_table": "La tabella «{value}» non è prevista in questo formato.",
    "says_nothing": "Qui non c'è nulla per «{value}»: --remove-missing toglierebbe tutto.",
    "remote_context": "Il contesto «{value}» sta altrove e non viene scaricato: includilo.",
    "not_linked_data": "Il file non è JSON-LD leggibile.",
    "no_title": "Manca il nome o il titolo.",
    "leftover": "«{value}» è una riga di prova o cancellata: non è un servizio.",
    "person_name": "«{value}» sembra il nome di una persona, non di un servizio.",
    "bad_schedule": "L'orario non si può riportare: {value}",
    "hours_joined": "Gli orari si sovrappongono con altri e sono stati uniti: {value}",
    "unknown_faq_card": "La domanda non è legata a nessuna scheda: indica --card.",
    "say_to_complete": "Il testo da dire è stato preso dalla descrizione: da completare.",
    "say_missing": "Manca il testo da dire: al suo posto c'è il titolo, da completare.",
    "phone_left_out": "Il numero «{value}» non si può chiamare da qui: lasciato fuori.",
    "extension_left_out": "Di «{value}» resta il numero: l'interno è lasciato fuori.",
    "zero_lost": "Il numero «{value}» ha forse perso lo zero iniziale in un foglio di calcolo.",
    "hours_left_out": "Gli orari «{value}» non si capiscono: lasciati fuori.",
    "email_left_out": "«{value}» non è un indirizzo e-mail: lasciato fuori.",
    "person_mail": "«{value}» contiene il nome di una persona: --no-personal-mail lo lascia fuori.",
    "person_mail_left_out": "«{value}» contiene il nome di una persona: lasciato fuori.",
    "web_left_out": "«{value}» non è un indirizzo web: lasciato fuori.",
    "degrees_left_out": "«{value}» non è una coordinata in gradi: lasciata fuori.",
    "date_left_out": "«{value}» non è una data utile: lasciata fuori.",
    "name_left_out": "I nomi di persona restano fuori: resta il ruolo.",
    "office_left_out": "L'ufficio «{value}» non è nel file, o è rifiutato: legame lasciato fuori.",
    "parent_left_out": "L'ufficio superiore «{value}» non è nel file: lasciato fuori.",
    "encoded_twice": "Il testo sembra rovinato da un salvataggio: «{value}».",
    "cut_short": "Il testo era troppo lungo ed è stato accorciato.",
    "not_carried": "«{value}» non ha posto nella scheda: lasciato fuori.",
    "bad_thesaurus_line": "La riga non va bene: scrivi «a, b > c, d» oppure «a = b = c».",
}


# These speak of a file as a whole: no row of it can be trusted.
WHOLE_FILE = frozenset(
    {
        *("not_a_folder", "missing_file", "unreadable_file", "file_too_big", "empty_file"),
        *(
            "not_a_file",
            "misnamed_file",
            "table_too_big",
            "unfinished_export",
            "workbook_as_text",
            "no_tables",
            "too_many_columns",
            "json_twice",
        ),
        *(
            "empty_table",
            "encoding",
            "not_that_encoding",
            "cut_off",
            "wrong_delimiter",
            "malformed_csv",
            "endless_cell",
        ),
        *("missing_column", "unknown_column", "duplicate_column"),
        *("not_json", "json_too_deep", "json_number", "json_shape", "not_a_workbook"),
        *("no_things", "no_public_service", "no_faqs"),
        *("old_workbook", "merged_cells", "strict_workbook", "cells_out_of_order"),
        *("workbook_too_big", "has_macros", "has_external_links", "missing_sheet"),
        *(
            "unknown_sheet",
            "unknown_table",
            "remote_context",
            "not_linked_data",
        ),
    }
)


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """row 1 is the header, 0 the file as a whole; column is its name, "" the whole row."""

    file: str
    row: int
    column: str
    code: str  # a key of SENTENCES
    sentence: str  # Italian, one line, without the place
    value: str = ""  # what the sentence is about


class ImportRefused(Exception):
    """The files cannot be taken; nothing was. Carries the problems in the order of reading."""

    def __init__(self, problems: tuple[Problem, ...], *, are_all: bool = True) -> None:
        super().__init__(f"{len(problems)} problems, first: {problems[0].code}")
        self.problems = problems
        self.are_all = are_all  # False: there may be more than MAX_PROBLEMS


class Findings:
    """Collects problems, so that an editor sees all of them at once."""

    def __init__(self, limit: int = MAX_PROBLEMS) -> None:
        self._problems: list[Problem] = []
        self._doubts: list[Problem] = []
        self._limit = limit

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems)

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """Return what looks wrong in files that are taken all the same."""
        return tuple(self._doubts)

    def doubt(self, code: str, *, file: str, row: int = 0, column: str = "") -> None:
        self._doubts.append(_problem(code, file, row, column, ""))

    def add(
        self, code: str, *, file: str, row: int = 0, column: str = "", value: object = ""
    ) -> None:
        """Note a problem. Raise ImportRefused at the last of the limit."""
        self._problems.append(_problem(code, file, row, column, value))
        if len(self._problems) >= self._limit:
            self._refuse(are_all=False)

    def refuse_if_any(self) -> None:
        """Raise ImportRefused when something was found."""
        if self._problems:
            self._refuse(are_all=True)

    def _refuse(self, *, are_all: bool) -> NoReturn:
        raise ImportRefused(tuple(self._problems), are_all=are_all)


def _problem(code: str, file: str, row: int, column: str, value: object) -> Problem:
    shown = _shown(str(value))
    sentence = SENTENCES[code].format(value=shown)
    column = _shown(column)
    return Problem(file=file, row=row, column=column, code=code, sentence=sentence, value=shown)


def label_of(text: str) -> str:
    """Return what a file calls a thing, to stand behind where it is found; "": no name."""
    return f" «{shown}»" if (shown := _shown(text, _LABEL)) else ""


def _shown(text: str, limit: int = _SHOWN) -> str:
    """Return what fits into one line of a terminal and does nothing to it."""
    line = " ".join(text[: limit * 4].split())
    # A cell of a hostile file must not move the cursor or colour the terminal.
    line = printable(line)
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
