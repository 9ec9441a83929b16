"""What an editor reads of a report: where the fault is, who told it, what its owner says."""

from collections.abc import Iterator

from PySide6.QtCore import QObject

from console.screens.kit.entry_texts import EntryTexts
from contract.domain.knowledge_entries.entry_report import (
    TEXT_LIMIT,
    EntryReport,
    ReportCause,
    ReportState,
)
from widgets.kit.plain_text import NAME_LIMIT, isolated, one_line


class ReportTexts(QObject):
    def __init__(self, words: EntryTexts, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    def line(self, report: EntryReport) -> str:
        """All of it."""
        return " · ".join(self.parts(report, TEXT_LIMIT))

    def parts(self, report: EntryReport, limit: int = NAME_LIMIT) -> Iterator[str]:
        """limit: characters of each text."""
        if report.field:
            yield self._words.field(report.field)
        if report.text:
            yield self._told(report, limit)
        if report.state is not ReportState.OPEN:
            yield self._answered(report, limit)

    def state(self, report: EntryReport) -> str:
        """What its owner did, in a word; "" while there is none."""
        return {
            ReportState.ASKED: self.tr("chiesta"),
            ReportState.CONFIRMED: self.tr("confermata"),
            ReportState.DENIED: self.tr("smentita"),
        }.get(report.state, "")

    def _told(self, report: EntryReport, limit: int) -> str:
        words = isolated(one_line(report.text, limit))
        if report.cause is not ReportCause.OPERATOR or not report.author_name:
            return f"«{words}»"
        name = isolated(one_line(report.author_name))
        return self.tr("{0} segnala: «{1}»").format(name, words)

    def _answered(self, report: EntryReport, limit: int) -> str:
        says = {
            ReportState.ASKED: self.tr("chiesto a chi ne risponde"),
            ReportState.CONFIRMED: self.tr("chi ne risponde conferma"),
            ReportState.DENIED: self.tr("per chi ne risponde è giusto così"),
        }.get(report.state, "")
        if not report.answer:
            return says
        return self.tr("{0}: «{1}»").format(says, isolated(one_line(report.answer, limit)))
