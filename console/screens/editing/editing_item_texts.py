"""What stands in the list of an editor: each line in a word, and all of it beneath the list."""

from collections.abc import Iterator

from PySide6.QtCore import QObject

from console.model.editing.editing_work import EditingItem
from console.screens.kit.entry_texts import EntryTexts
from console.screens.kit.report_texts import ReportTexts
from console.viewmodels.editing.editing_list import EditingListViewModel
from contract.domain.knowledge_entries.entry_report import EntryReport
from contract.domain.knowledge_entries.revision import Revision
from widgets.kit.plain_text import isolated, one_line
from widgets.tables.record_model import Record


class EditingItemTexts(QObject):
    def __init__(self, model: EditingListViewModel, words: EntryTexts, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._words = words
        self._reports = ReportTexts(words, self)

    def row(self, item: EditingItem) -> Record:
        return Record(
            key=item.key,
            cells=(one_line(item.title) or self.tr("Senza titolo"), self._what(item)),
            detail=" · ".join(part for part in self._detail(item) if part),
        )

    def _what(self, item: EditingItem) -> str:
        if item.report is not None and (word := self._of_report(item.report)):
            return word
        if item.batch_size > 1:
            return self.tr("{0} voci").format(item.batch_size)
        if item.is_unsent:
            return self.tr("da salvare")
        if item.findings:
            return self.tr("%n errori", "", len(item.findings))
        return self._words.kind(item.entry_kind)

    def _of_report(self, report: EntryReport) -> str:
        """Return that it is being mended, else its owner's answer, else how often it came."""
        revision = self._mending(report)
        if revision is not None:
            return self._words.state(revision.state)
        often = self.tr("{0} volte").format(report.times) if report.times > 1 else ""
        return self._reports.state(report) or often

    def _detail(self, item: EditingItem) -> Iterator[str]:
        yield isolated(one_line(item.title))
        yield self._words.kind(item.entry_kind)
        if item.batch_size > 1:
            yield self.tr("%n voci da decidere insieme", "", item.batch_size)
        if item.revision is not None:
            yield from self._of_revision(item, item.revision)
        if item.report is not None:
            yield from self._reports.parts(item.report)
            if revision := self._mending(item.report):
                yield self.tr("ci lavora {0}").format(self._words.authors(revision.author_names))

    def _of_revision(self, item: EditingItem, revision: Revision) -> Iterator[str]:
        yield self._words.authors(revision.author_names or ("import",))
        yield from (self._words.check(one) for one in (*item.findings, *revision.held_for))
        yield isolated(one_line(revision.why))
        yield isolated(one_line(revision.review_note))

    def _mending(self, report: EntryReport) -> Revision | None:
        """Return the open revision whose publication closes the report."""
        open_ones = self._model.work.revisions
        return next((one for one in open_ones if report.id in one.report_ids), None)
