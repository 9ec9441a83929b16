"""What an editor may turn to: groups with their numbers, the items of one, a search in all."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.errors import LocalStoreBroken
from console.model.editing.editing_work import (
    EditingItem,
    EditingWork,
    Group,
    decisions_in,
    groups_of,
)
from console.model.editing.revision_draft import RevisionDraft
from console.model.knowledge.search_hit import SearchAnswer
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, Latest, TaskScope
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Capability
from contract.domain.ids import ReportId
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportState
from contract.domain.knowledge_entries.revision import EntryKind, Revision
from contract.domain.opening_times.opening_state import ROME
from contract.knowledge.search_hit import SearchHit
from contract.wire.commands import AnswerReport

TO_DO = (Group.CLASHES, Group.TO_REVIEW, Group.FLAGGED, Group.DUE, Group.IN_VAIN)


class EditingDesk(Protocol):
    """What there is to do, on disk. Each may raise LocalStoreBroken."""

    async def load_work(self) -> EditingWork: ...
    async def order(self, order: AnswerReport) -> None: ...


class EditingListViewModel(QObject):
    """A search shows what it finds in place of a group, until it is emptied."""

    changed = Signal()  # groups or items
    group_changed = Signal()
    answered = Signal(str)  # the report whose answer is on disk
    store_failed = Signal(str)

    def __init__(
        self,
        *,
        operator: SignedInOperator,
        desk: EditingDesk,
        search: Callable[[str], Awaitable[SearchAnswer]],
        feed: ChangeFeed,
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._operator = operator
        self._desk = desk
        self._search = search
        self._scope = scope
        self._now = now
        self._found: tuple[EditingItem, ...] = ()
        self._has_chosen = False
        self.work = EditingWork()
        self.groups: dict[Group, tuple[EditingItem, ...]] = {}
        self.group = Group.TO_REVIEW
        self.text = ""
        self._searched_text = ""
        self._question = Latest("editing-list.search", scope)
        self.refresh = Coalesced("editing-list.refresh", self._refresh, scope)
        self.close = feed.subscribe(frozenset({Topic.EDITING, Topic.SESSION}), self.refresh)

    @property
    def may_edit(self) -> bool:
        account = self._operator.account
        return account is not None and account.may(Capability.KNOWLEDGE_EDIT)

    @property
    def items(self) -> tuple[EditingItem, ...]:
        """Return what is listed: what was found, else the items of the group."""
        return self._found if self.is_searching else self.groups.get(self.group, ())

    @property
    def is_searching(self) -> bool:
        """Return whether what is listed was found by a search; the last answer stays until then."""
        return bool(self._searched_text.strip())

    @property
    def is_answered(self) -> bool:
        """Return whether the search for what stands in the box has been answered."""
        return self.text.strip() == self._searched_text.strip()

    @property
    def to_do_count(self) -> int:
        return sum(decisions_in(self.groups.get(group, ())) for group in TO_DO)

    def choose(self, group: Group) -> None:
        """Show a group; what was searched for goes."""
        self._has_chosen = True
        self.group = group
        self._stop_searching()
        self.group_changed.emit()
        self.changed.emit()

    def type_query(self, text: str) -> None:
        if text == self.text:
            return
        self.text = text
        if text.strip():
            self.search_again()
        else:
            self._stop_searching()
            self.changed.emit()

    def search_again(self) -> None:
        """Ask for what stands in the box; also when there is more to be found than before."""
        if text := self.text.strip():
            self._question.ask(lambda: self._search(text), lambda found: self._show(text, found))

    def answer(self, report_id: ReportId, state: ReportState, note: str = "") -> None:
        """Ask the owner about a report, close it or dismiss it."""
        order = AnswerReport(report_id=report_id, state=state, note=note.strip())
        self._scope.start("editing-list.answer", self._answered(order))

    def item(self, key: str) -> EditingItem | None:
        return next((one for one in self.items if one.key == key), None)

    def reports_on(
        self, draft: RevisionDraft, revision: Revision | None
    ) -> tuple[EntryReport, ...]:
        """Return the open reports on an entry, and those that it is changed for."""
        named = {*draft.report_ids, *(revision.report_ids if revision is not None else ())}
        entry = (draft.entry_kind, draft.entry_id)
        return tuple(
            one
            for one in self.work.reports
            if one.id in named or (one.entry_kind, one.entry_id) == entry
        )

    def _stop_searching(self) -> None:
        self._question.drop()
        self.text = self._searched_text = ""
        self._found = ()

    async def _answered(self, order: AnswerReport) -> None:
        try:
            await self._desk.order(order)
        except LocalStoreBroken as error:
            self.store_failed.emit(error.kind)
            return
        self.answered.emit(order.report_id)

    def _show(self, text: str, answer: SearchAnswer) -> None:
        self._searched_text = text
        self._found = tuple(_found(hit) for hit in answer.hits)
        self.changed.emit()

    async def _refresh(self) -> None:
        account = self._operator.account
        if account is None or not self.may_edit:
            return
        self.work = await self._desk.load_work()
        self.groups = groups_of(self.work, account, self._now().astimezone(ROME).date())
        if not self._has_chosen and not self.groups[self.group]:
            self.group = next((one for one in self.groups if self.groups[one]), self.group)
            self.group_changed.emit()
        self.changed.emit()


def _found(hit: SearchHit) -> EditingItem:
    return EditingItem(
        key=f"{hit.kind} {hit.id}",
        group=Group.FOUND,
        entry_kind=EntryKind(hit.kind.value),
        entry_id=hit.id,
        title=hit.title,
    )
