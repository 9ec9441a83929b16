"""In which languages an entry is there, in one line: "italiano, inglese · 2 di 10"."""

from PySide6.QtCore import QObject

from console.model.editing.editing_work import EntryFile
from console.screens.kit.language_texts import LANGUAGES, LanguageTexts
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from widgets.fields.fold_row import FoldWords
from widgets.kit.plain_text import isolated


class EntryLanguages(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words = LanguageTexts(self)

    def row(self, file: EntryFile, entry: Entry) -> FoldWords:
        """Return which are there, which of these are to be brought up to date, and how many."""
        there = _fresh_by_language(file, entry)
        names = [self._name(code, there) for code, _ in LANGUAGES if code in there]
        is_fresh = all(there.values())
        return FoldWords(
            words=", ".join(names),
            tag=self.tr("{0} di {1}").format(len(names), len(LANGUAGES)),
            kind="info" if is_fresh else "warning",
        )

    def _name(self, code: str, there: dict[str, bool]) -> str:
        shown = isolated(self._words.name(code))
        return shown if there[code] else self.tr("{0} da aggiornare").format(shown)


def _fresh_by_language(file: EntryFile, entry: Entry) -> dict[str, bool]:
    """Return of each language that is there whether its text is as new as the original."""
    original = file.original or file.published
    if not isinstance(entry, ServiceCard | Faq):
        return {}
    there = {entry.language: True}
    for one in (*file.translations, *((original,) if original is not None else ())):
        if isinstance(one, ServiceCard | Faq) and isinstance(original, ServiceCard | Faq):
            is_fresh = one.id == original.id or one.original_version >= original.version
            there[one.language] = is_fresh
    return there
