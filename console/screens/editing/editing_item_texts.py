"""What stands in the list of an editor: each line in a word, and all of it beneath the list."""

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import QObject

from console.model.editing.editing_work import EditingItem
from console.model.editing.listed_entry import ListedState
from console.screens.kit.entry_texts import EntryTexts
from console.screens.kit.report_texts import ReportTexts
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.knowledge_entries.entry_report import EntryReport
from contract.domain.knowledge_entries.revision import Revision
from widgets.kit.plain_text import isolated, left_to_right, one_line
from widgets.tables.record_model import Record

_TAGS = {
    ListedState.PUBLISHED: "ok",
    ListedState.DRAFT: "info",
    ListedState.IN_REVIEW: "warning",
    ListedState.SCHEDULED: "promise",
}
SOON = timedelta(days=60)  # an end that near is counted in days


class EditingItemTexts(QObject):
    def __init__(self, models: SeatModels, words: EntryTexts, parent: QObject) -> None:
        super().__init__(parent)
        self._model = models.editing.list
        self._listed = models.editing.listed
        self._topics = models.editor
        self._words = words
        self._reports = ReportTexts(words, self)

    def row(self, item: EditingItem) -> Record:
        """Return two lines for each column; a screen reader has them as one."""
        state = self._listed.state_of(item)
        title = one_line(item.title) or self.tr("Senza titolo")
        lines = (
            (title, self._topic(item)),
            (self._words.listed_state(state) if state is not None else "",),
            self._until(item),
        )
        return Record(
            key=item.key,
            cells=tuple("\n".join(filter(None, cell)) for cell in lines),
            said=tuple(", ".join(filter(None, cell)) for cell in lines),
            detail=" · ".join(part for part in self._detail(item) if part),
            tag_kind=_TAGS.get(state, "") if state is not None else "",
        )

    def _topic(self, item: EditingItem) -> str:
        """Return the path of its topic; of what has none, what it is."""
        wanted = self._listed.facts_of(item).topic_id
        path = next((one.path for one in self._topics.topics if one.id == wanted), "")
        return path or self._words.kind(item.entry_kind)

    def _until(self, item: EditingItem) -> tuple[str, str]:
        """Return until when it holds, and below it what is most to be known of it."""
        until = self._listed.facts_of(item).valid_until
        day = left_to_right(f"{until:%d/%m/%Y}") if until is not None else ""
        told = self._what(item)
        if not told and until is not None:
            left = (until - self._listed.today).days
            if left < 0:
                told = self.tr("scaduta")
            elif left <= SOON.days:
                told = self.tr("scade fra %n giorni", "", left)
        return day, told

    def _what(self, item: EditingItem) -> str:
        if item.report is not None and (word := self._of_report(item.report)):
            return word
        if item.batch_size > 1:
            return self.tr("{0} voci").format(item.batch_size)
        if item.is_sample:
            return self.tr("a campione")
        if item.is_unsent:
            return self.tr("da salvare")
        if item.findings:
            return self.tr("%n errori", "", len(item.findings))
        return ""

    def _of_report(self, report: EntryReport) -> str:
        """Return that it is being mended, else its owner's answer, else how often it came."""
        revision = self._mending(report)
        if revision is not None:
            return self._words.state(revision.state)
        often = self.tr("{0} volte").format(report.times) if report.times > 1 else ""
        return self._reports.state(report) or often

    def _detail(self, item: EditingItem) -> Iterator[str]:
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
