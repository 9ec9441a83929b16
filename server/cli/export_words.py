"""What an export tells in the terminal, in the language it was asked for."""

import sys
from collections.abc import Sequence

from contract.domain.entry_findings import CheckCode, EntryFinding

EXPORT = {
    "it": {
        "file": "Scritto {path}.",
        "files": "Scritti {count} file in {path}.",
        "refused": "Un'importazione rifiuta queste righe finché un redattore non le corregge.",
    },
    "en": {
        "file": "Wrote {path}.",
        "files": "Wrote {count} files to {path}.",
        "refused": "An import refuses these rows until an editor has corrected them.",
    },
}
_WRONG = {
    "it": {
        CheckCode.TITLE_MISSING: "manca il titolo o il nome",
        CheckCode.TOPIC_MISSING: "manca l'argomento",
        CheckCode.CARD_MISSING: "manca la scheda",
        CheckCode.TEXT_MISSING: "manca il testo da dire",
        CheckCode.SAY_TOO_LONG: "il testo da dire è troppo lungo: {excerpt} caratteri",
        CheckCode.VALIDITY_REVERSED: "la scadenza viene prima dell'inizio della validità",
        CheckCode.HOURS_UNUSABLE: "gli orari non si possono usare",
        CheckCode.LINE_UNUSABLE: "la riga «{excerpt}» non va bene",
        CheckCode.TEXT_UNUSABLE: "ci sono caratteri invisibili o rovinati: «{excerpt}»",
        CheckCode.VALUE_TOO_LONG: "il testo è troppo lungo: {excerpt} caratteri",
        CheckCode.VALUE_MALFORMED: "«{excerpt}» non va bene",
    },
    "en": {
        CheckCode.TITLE_MISSING: "there is no title or name",
        CheckCode.TOPIC_MISSING: "there is no topic",
        CheckCode.CARD_MISSING: "there is no card",
        CheckCode.TEXT_MISSING: "there is no text to say",
        CheckCode.SAY_TOO_LONG: "the text to say is too long: {excerpt} characters",
        CheckCode.VALIDITY_REVERSED: "the validity ends before it begins",
        CheckCode.HOURS_UNUSABLE: "the hours cannot be used",
        CheckCode.LINE_UNUSABLE: "the line «{excerpt}» is none",
        CheckCode.TEXT_UNUSABLE: "there are invisible or broken characters: «{excerpt}»",
        CheckCode.VALUE_TOO_LONG: "the text is too long: {excerpt} characters",
        CheckCode.VALUE_MALFORMED: "«{excerpt}» is none",
    },
}


def print_uncarried(uncarried: Sequence[tuple[str, str, EntryFinding]], language: str) -> None:
    """Name the values that an import would refuse: (table, id, what is wrong)."""
    for table, entry_id, found in uncarried:
        wrong = _WRONG[language][found.code].format(excerpt=found.excerpt)
        print(f"{table}, {entry_id}, {found.field}: {wrong}", file=sys.stderr)
    if uncarried:
        print(EXPORT[language]["refused"], file=sys.stderr)
