"""Builds the view-models of the knowledge editor over the seat's store, search and server."""

from console.knowledge.knowledge_search import KnowledgeSearch
from console.model.editing.editing_work import EntryFile
from console.model.editing.revision_draft import RevisionDraft
from console.runtime.change_feed import ChangeFeed
from console.runtime.clock import Clock
from console.runtime.task_scope import TaskScope
from console.store.editing import editing_repository, learning_repository
from console.store.knowledge import knowledge_repository
from console.store.replica.local_database import LocalDatabase
from console.sync.editing_link import EditingLink
from console.sync.knowledge_link import KnowledgeLink
from console.sync.server_link import ServerLink
from console.usecases.editing.edit_revision import EditRevision
from console.usecases.editing.order_editing import OrderEditing
from console.usecases.editing.save_revision_draft import DropRevisionDraft, SaveRevisionDraft
from console.viewmodels.editing.bulk_hours import BulkHoursViewModel
from console.viewmodels.editing.editing_list import EditingListViewModel
from console.viewmodels.editing.editing_models import EditingModels
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from console.viewmodels.editing.entry_hand_over import EntryHandOver
from console.viewmodels.editing.entry_orders import EntryOrders
from console.viewmodels.editing.entry_references import EntryReferencesViewModel
from console.viewmodels.editing.entry_story import EntryStoryViewModel
from console.viewmodels.editing.learning import LearningViewModel
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.ids import RevisionId
from contract.domain.knowledge_entries.revision import EntryKind


def build_editing_models(
    *,
    operator: SignedInOperator,
    database: LocalDatabase,
    link: ServerLink,
    search: KnowledgeSearch,
    words: UnsentInputViewModel,
    feed: ChangeFeed,
    scope: TaskScope,
    clock: Clock,
) -> EditingModels:
    order = OrderEditing(database=database, clock=clock)
    edit = EditRevision(database=database, clock=clock)
    server = EditingLink(link)

    async def load(kind: EntryKind, entry_id: str) -> EntryFile:
        return await database.read(lambda c: editing_repository.entry_file(c, kind, entry_id))

    async def hand_over(draft: RevisionDraft, ask_review: bool) -> RevisionId | None:
        return await edit(draft, ask_review=ask_review)

    editor = EntryEditorViewModel(
        operator=operator,
        load=load,
        save_draft=SaveRevisionDraft(database=database, clock=clock),
        drop_draft=DropRevisionDraft(database=database, clock=clock),
        feed=feed,
        scope=scope,
        now=clock,
    )
    work = EditingListViewModel(
        operator=operator,
        load=lambda: database.read(editing_repository.editing_work),
        search=search.search,
        order=order,
        feed=feed,
        scope=scope,
        now=clock,
    )
    return EditingModels(
        list=work,
        editor=editor,
        handing=EntryHandOver(
            editor=editor, reports_on=work.reports_on, hand_over=hand_over, scope=scope
        ),
        orders=EntryOrders(editor=editor, order=order, scope=scope),
        story=EntryStoryViewModel(
            editor=editor,
            versions=server.versions,
            body=server.body,
            tell=server.tell,
            use=KnowledgeLink(link).use_of,
            order=order,
            scope=scope,
        ),
        bulk=BulkHoursViewModel(
            offices=lambda: database.read(knowledge_repository.offices),
            order=order,
            scope=scope,
            now=clock,
        ),
        learning=LearningViewModel(
            operator=operator,
            load=lambda: database.read(learning_repository.learning_work),
            order=order,
            feed=feed,
            scope=scope,
        ),
        references=EntryReferencesViewModel(
            load=lambda: database.read(editing_repository.reference_names), feed=feed, scope=scope
        ),
        words=words,
    )
