"""What is wrong with files to import: where, a code for programs, a sentence for the editor."""

from typing import NoReturn

import msgspec

MAX_PROBLEMS = 200  # the reading stops there: nobody reads more
_SHOWN = 40  # characters of a cell repeated in a sentence

SENTENCES = {
    "not_a_folder": "«{value}» non è una cartella leggibile.",
    "missing_file": "Manca il file.",
    "unreadable_file": "Il file non si può leggere.",
    "file_too_big": "Il file supera i 50 MB.",
    "empty_file": "Il file è vuoto: la prima riga deve contenere i nomi delle colonne.",
    "empty_table": "Il file ha solo la riga dei nomi: importarlo cancellerebbe tutto.",
    "encoding": "Il testo non è UTF-8 da qui in poi: salva il file come «CSV UTF-8».",
    "broken_character": "C'è un carattere rovinato (�): il file è stato salvato male.",
    "control_character": "C'è un carattere di controllo invisibile: riscrivi la cella.",
    "cut_off": "L'ultima riga non finisce con un a capo: il file sembra troncato.",
    "wrong_delimiter": "Le colonne sono separate da «;»: esporta il file con la virgola.",
    "malformed_csv": "Le virgolette non tornano: una cella non è chiusa bene.",
    "missing_column": "Manca questa colonna.",
    "unknown_column": "Questa colonna non è prevista.",
    "duplicate_column": "Questa colonna c'è due volte.",
    "row_too_long": "La riga ha {value} celle in più delle colonne.",
    "row_too_short": "La riga ha {value} celle in meno delle colonne.",
    "formula": "C'è una formula o un errore del foglio di calcolo («{value}»): serve il valore.",
    "required": "La cella è vuota e serve un valore.",
    "bad_id": "«{value}» non va bene come identificativo: lettere senza accento, cifre e - . _",
    "duplicate_id": "L'identificativo «{value}» è già usato in un'altra riga.",
    "too_long": "Il testo è troppo lungo: al massimo {value} caratteri.",
    "bad_date": "«{value}» non è una data: scrivi anno-mese-giorno, per esempio 2027-03-31.",
    "date_order": "La scadenza viene prima della data di verifica.",
    "bad_flag": "«{value}» non va bene: scrivi sì o no.",
    "bad_email": "«{value}» non è un indirizzo e-mail.",
    "bad_municipio": "«{value}» non è un municipio: scrivi un numero romano da I a XV.",
    "bad_hours": "Gli orari «{value}» non si capiscono: per esempio Mo-Fr 08:30-12:30; PH off",
    "phone_malformed": "«{value}» non è un numero di telefono.",
    "phone_too_short": "Il numero di telefono «{value}» è troppo corto.",
    "unknown_desk": "Lo sportello di secondo livello «{value}» non c'è in desks.csv.",
    "unknown_topic": "L'argomento «{value}» non c'è in topics.csv.",
    "unknown_office": "L'ufficio «{value}» non c'è in offices.csv.",
    "unknown_card": "La scheda «{value}» non c'è in cards.csv.",
    "bad_thesaurus_line": "La riga non va bene: scrivi «a, b > c, d» oppure «a = b = c».",
}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """row 1 is the header, 0 the file as a whole; column is its name, "" the whole row."""

    file: str
    row: int
    column: str
    code: str  # a key of SENTENCES
    sentence: str  # Italian, one line, without the place


class ImportRefused(Exception):
    """The files cannot be taken; nothing was. Carries the problems in the order of reading."""

    def __init__(self, problems: tuple[Problem, ...], *, are_all: bool = True) -> None:
        super().__init__(f"{len(problems)} problems, first: {problems[0].code}")
        self.problems = problems
        self.are_all = are_all  # False: there may be more than MAX_PROBLEMS


class Findings:
    """Collects problems, so that an editor sees all of them at once."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(
        self, code: str, *, file: str, row: int = 0, column: str = "", value: object = ""
    ) -> None:
        """Note a problem. Raise ImportRefused at the MAX_PROBLEMS-th."""
        sentence = SENTENCES[code].format(value=_shown(str(value)))
        self._problems.append(
            Problem(file=file, row=row, column=_shown(column), code=code, sentence=sentence)
        )
        if len(self._problems) >= MAX_PROBLEMS:
            self._refuse(are_all=False)

    def refuse_if_any(self) -> None:
        """Raise ImportRefused when something was found."""
        if self._problems:
            self._refuse(are_all=True)

    def _refuse(self, *, are_all: bool) -> NoReturn:
        raise ImportRefused(tuple(self._problems), are_all=are_all)


def _shown(text: str) -> str:
    """Return what fits into one line of a terminal and does nothing to it."""
    line = " ".join(text[: _SHOWN * 4].split())
    line = "".join(character if character.isprintable() else "�" for character in line)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
