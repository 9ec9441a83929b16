"""Builds the view-models of the knowledge editor over the seat's store, search and server."""

from console.bootstrap.operator_parts import OperatorParts
from console.sync.links.editing_link import EditingLink
from console.sync.links.knowledge_link import KnowledgeLink
from console.usecases.editing.editing_desk import EditingDesk
from console.usecases.editing.revision_drafts import RevisionDrafts
from console.viewmodels.editing.bulk_hours import BulkHoursViewModel
from console.viewmodels.editing.editing_list import EditingListViewModel
from console.viewmodels.editing.editing_models import EditingModels
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from console.viewmodels.editing.entry_hand_over import EntryHandOver
from console.viewmodels.editing.entry_orders import EntryOrders
from console.viewmodels.editing.entry_references import EntryReferencesViewModel
from console.viewmodels.editing.entry_story import EntryStoryViewModel
from console.viewmodels.editing.learning import LearningViewModel
from console.viewmodels.editing.listed_entries import ListedEntriesViewModel
from console.viewmodels.kit.unsent_input import UnsentInputViewModel


def build_editing_models(parts: OperatorParts, words: UnsentInputViewModel) -> EditingModels:
    operator, feed, scope, clock = parts.operator, parts.feed, parts.scope, parts.clock
    desk = EditingDesk(database=parts.database, clock=clock)
    drafts = RevisionDrafts(database=parts.database, clock=clock)
    editor = EntryEditorViewModel(
        operator=operator, drafts=drafts, feed=feed, scope=scope, now=clock
    )
    work = EditingListViewModel(
        operator=operator, desk=desk, search=parts.search.search, feed=feed, scope=scope, now=clock
    )
    return EditingModels(
        list=work,
        listed=ListedEntriesViewModel(
            work=work, facts=desk.facts, load=drafts.load, scope=scope, now=clock
        ),
        editor=editor,
        handing=EntryHandOver(
            editor=editor, reports_on=work.reports_on, hand_over=drafts.hand_over, scope=scope
        ),
        orders=EntryOrders(editor=editor, order=desk.order, scope=scope),
        story=EntryStoryViewModel(
            editor=editor,
            server=EditingLink(parts.link),
            use=KnowledgeLink(parts.link).use_of,
            order=desk.order,
            scope=scope,
        ),
        bulk=BulkHoursViewModel(
            offices=desk.offices,
            order=desk.order,
            scope=scope,
            now=clock,
        ),
        learning=LearningViewModel(
            operator=operator,
            load=desk.learning,
            order=desk.order,
            feed=feed,
            scope=scope,
        ),
        references=EntryReferencesViewModel(load=desk.references, feed=feed, scope=scope),
        words=words,
    )
