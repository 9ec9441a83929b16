"""What an export tells in the terminal, in the language it was asked for."""

import sys
from collections.abc import Sequence

from contract.domain.knowledge_entries.entry_findings import EntryFinding
from server.cli.knowledge.entry_fault_texts import fault_words

EXPORT = {
    "it": {
        "file": "Scritto {path}.",
        "files": "Scritti {count} file in {path}.",
        "left": "Tolto {file} di un'esportazione di prima: non c'è più nulla da metterci.",
        "refused": "Un'importazione rifiuta queste righe finché un redattore non le corregge.",
    },
    "en": {
        "file": "Wrote {path}.",
        "files": "Wrote {count} files to {path}.",
        "left": "Removed {file} of an earlier export: the server has nothing for it any more.",
        "refused": "An import refuses these rows until an editor has corrected them.",
    },
}


def print_uncarried(uncarried: Sequence[tuple[str, str, EntryFinding]], language: str) -> None:
    """Name the values that an import would refuse: (table, id, what is wrong)."""
    for table, entry_id, found in uncarried:
        print(f"{table}, {entry_id}, {fault_words(found, language)}", file=sys.stderr)
    if uncarried:
        print(EXPORT[language]["refused"], file=sys.stderr)
