"""The texts an import prints in the terminal, in the language of --lang."""

import sys

from contract.wire.changes import Kind
from server.cli.knowledge.entry_fault_texts import fault_words
from server.knowledge_import.import_summary import ImportSummary, KindSummary

INTAKE = {
    "it": {
        "read": "{file}: {count} righe lette",
        "rows": "{rows_in} righe entrate, {rows_out} uscite",
        "refused": "Righe rifiutate: {count}.",
        "more": "    … e altri {count}. In tutto:",
        "where": "{file}, colonna {column}",
        "nothing": "Non è stato importato nulla. Problemi trovati: {count}.",
        "format": "Serve --format: {formats}.",
        "topic": 'Con --topic ID, o --topic "ID=Percorso", si dice di che argomento sono.',
    },
    "en": {
        "read": "{file}: {count} rows read",
        "rows": "{rows_in} rows in, {rows_out} rows out",
        "refused": "Rows refused: {count}.",
        "more": "    … and {count} more. In all:",
        "where": "{file}, column {column}",
        "nothing": "Nothing was imported. Problems found: {count}.",
        "format": "--format is needed: {formats}.",
        "topic": '--topic ID, or --topic "ID=Path", says where such cards belong.',
    },
}
_KINDS_IT = {
    Kind.DESK: "sportelli",
    Kind.TOPIC: "argomenti",
    Kind.OFFICE: "uffici",
    Kind.CARD: "schede",
    Kind.FAQ: "domande",
    Kind.THESAURUS: "parole",
    Kind.QUEUE: "code",
}
_ONE_IT = {
    Kind.DESK: "sportello",
    Kind.TOPIC: "argomento",
    Kind.OFFICE: "ufficio",
    Kind.CARD: "scheda",
    Kind.FAQ: "domanda",
    Kind.THESAURUS: "riga di parole",
    Kind.QUEUE: "coda",
}
_SUMMARY = {
    "it": {
        "counts": "aggiunte {added}, modifiche {changed}, rimozioni {withdrawn},"
        " senza modifiche {unchanged}",
        "drafts": ", bozze {drafts}",
        "waiting": ", già in bozza {waiting}",
        "removed": "tolta: {one}",
        "kept": "resta: {one}",
        "stay": "{count} che mancano nei file restano. --remove-missing le toglie.",
        "unfit": "in bozza: {one} {id}, ",
        "wait": "Le bozze aspettano un redattore in «Importate».",
        "dry": "Prova: non è stato salvato nulla.",
        "unknown": "Nota: l'account {login} non c'è ancora, le sue competenze restano fuori.",
    },
    "en": {
        "counts": "{added} added, {changed} changed, {withdrawn} withdrawn, {unchanged} unchanged",
        "drafts": ", {drafts} drafts",
        "waiting": ", {waiting} drafts already",
        "removed": "removed: {one}",
        "kept": "kept: {one}",
        "stay": "{count} not in the files stay. --remove-missing takes them out.",
        "unfit": "draft: {one} {id}, ",
        "wait": "Drafts wait for an editor under «Importate».",
        "dry": "Dry run: nothing was stored.",
        "unknown": "Note: no account {login} yet, its skills were passed over.",
    },
}


def print_summary(
    summary: ImportSummary, unknown: tuple[str, ...], language: str, *, is_dry: bool
) -> None:
    """Print what was done, or would be. unknown: logins no account has."""
    words = _SUMMARY[language]
    for kind, count in summary.kinds.items():
        print(_counts(kind, count, language))
    for one in summary.missing:
        told = words["removed" if summary.is_removed else "kept"]
        _tell(told.format(one=_missing(one, language)))
    if summary.missing and not summary.is_removed:
        _tell(words["stay"].format(count=len(summary.missing)))
    for kind, entry_id, found in summary.unfit:
        _tell(
            words["unfit"].format(one=_one(kind, language), id=entry_id)
            + fault_words(found, language)
        )
    if any(count.drafts or count.waiting for count in summary.kinds.values()):
        _tell(words["wait"])
    if is_dry:
        _tell(words["dry"])
    for login in unknown:
        _tell(words["unknown"].format(login=login))


def _missing(one: str, language: str) -> str:
    """Return it in the language. one: "card k1 «Title»"."""
    kind, _, rest = one.partition(" ")
    return f"{_one(Kind(kind), language)} {rest}"


def _one(kind: Kind, language: str) -> str:
    return _ONE_IT.get(kind, str(kind)) if language == "it" else str(kind)


def _counts(kind: Kind, count: KindSummary, language: str) -> str:
    words = _SUMMARY[language]
    name = _KINDS_IT.get(kind, str(kind)) if language == "it" else str(kind)
    told = words["counts"].format(
        added=count.added,
        changed=count.changed,
        withdrawn=count.withdrawn,
        unchanged=count.unchanged,
    )
    drafts = words["drafts"].format(drafts=count.drafts) if count.drafts else ""
    waiting = words["waiting"].format(waiting=count.waiting) if count.waiting else ""
    return f"{name:<10} {told}{drafts}{waiting}"


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr)
