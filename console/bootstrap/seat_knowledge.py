"""Joins what the operator's seat knows of the city: index, news of today, choices, drafts."""

from console.bootstrap.operator_parts import SeatParts
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, TaskScope
from console.store.calls import queue_repository
from console.store.knowledge import knowledge_repository
from console.sync.links.editing_link import EditingLink
from console.sync.links.knowledge_link import KnowledgeLink
from console.usecases.editing.keep_revision_drafts import KeepRevisionDrafts
from console.usecases.knowledge.keep_today import KeepToday
from console.usecases.knowledge.refresh_search import RefreshSearch, index_beside
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Account, Capability


class SeatKnowledge:
    """join() it with the models before anybody signs in; begin() once somebody did."""

    models: SeatModels

    def __init__(self, parts: SeatParts, feed: ChangeFeed) -> None:
        self._parts = parts
        self._refresh_search = RefreshSearch(
            database=parts.database,
            search=parts.search,
            kept=lambda: index_beside(parts.database),
        )
        self._keep_today = KeepToday(
            database=parts.database,
            ask=KnowledgeLink(parts.link).today,
            is_online=lambda: parts.connection.current.online,
            feed=feed,
        )
        self._keep_drafts = KeepRevisionDrafts(
            database=parts.database,
            server=EditingLink(parts.link),
            is_online=lambda: parts.connection.current.online,
            feed=feed,
            clock=parts.clock,
        )
        self.send_drafts = self._keep_drafts.send

    def join(self, models: SeatModels) -> None:
        self.models = models

    def begin(self, tasks: TaskScope, feed: ChangeFeed, account: Account) -> None:
        """tasks and feed: end when the operator leaves."""
        index = Coalesced("session.index", self._index, tasks)
        vectors = Coalesced("session.vectors", self._parts.refresh_vectors, tasks)
        learned = Coalesced("session.learned", self._parts.refresh_learned, tasks)
        today = Coalesced("session.today", self._show_today, tasks)
        choices = Coalesced("session.choices", self.show_choices, tasks)
        feed.subscribe(frozenset({Topic.KNOWLEDGE}), index)
        feed.subscribe(frozenset({Topic.VECTORS}), vectors)
        feed.subscribe(frozenset({Topic.LEARNED}), learned)
        feed.subscribe(frozenset({Topic.TODAY}), today)
        feed.subscribe(frozenset({Topic.BASE}), choices)
        index()
        if account.may(Capability.KNOWLEDGE_READ):
            tasks.start("knowledge.today", self._keep_today.follow())
        if account.may(Capability.KNOWLEDGE_EDIT):
            tasks.start("knowledge.drafts", self._keep_drafts.follow())

    async def show_choices(self) -> None:
        """Read topics, desks and queues anew, for the forms that offer them."""
        database = self._parts.database
        topics = await database.read(knowledge_repository.topics)
        desks = await database.read(knowledge_repository.desks)
        self.models.editor.show_choices(topics, desks)
        self.models.status.show_queues(await database.read(queue_repository.queues))

    async def _index(self) -> None:
        if await self._refresh_search():
            self.models.knowledge.refresh()
            # Who searched before the index knew the entry would look at "0 found" for ever.
            self.models.editing.list.search_again()
        await self._parts.refresh_learned()
        await self._parts.refresh_vectors()
        await self._refresh_search.keep()  # last: what a question needs comes before

    async def _show_today(self) -> None:
        await self._refresh_search.rank()
        self.models.knowledge.refresh_today()
        self.models.words.drop_old()
