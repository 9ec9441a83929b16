"""What became of a report on an entry."""

from PySide6.QtCore import QObject

from console.screens.kit.notice_texts import Build
from console.viewmodels.knowledge.knowledge_notices import KnowledgeNotice
from widgets.kit.plain_text import isolated, one_line


class KnowledgeNoticeTexts(QObject):
    def notices(self) -> dict[str, Build]:
        return {
            KnowledgeNotice.ENTRY_REPORTED: lambda subject: self.tr(
                "Segnalata: «{0}». Arriva da sola alla redazione e all'ufficio."
            ).format(isolated(one_line(subject.get("title", "")))),
            KnowledgeNotice.WORDS_ENTRY_GONE: lambda subject: self.tr(
                "«{0}» non c'è più. Quello che ne avevi scritto resta: Ctrl+O."
            ).format(isolated(one_line(subject.get("title", "")))),
        }
