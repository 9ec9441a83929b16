"""What store and server would answer the knowledge editor in a scene."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from console.errors import ServerUnreachable
from console.model.editing.editing_work import EditingWork, EntryFile, UseOfEntry
from console.model.editing.learning_work import LearningWork
from console.model.editing.revision_draft import RevisionDraft
from console.model.knowledge.search_hit import SearchAnswer
from console.runtime.change_feed import ChangeFeed
from console.runtime.task_scope import TaskScope
from console.scenes import scene_city as city
from console.scenes.scene_editing_work import LEARNING, OTHER_NAME, REPORTS, REVISIONS
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
from contract.domain.knowledge_entries.entry_fields import body_of
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.editing import EditingPresence, EntryVersion, PresentEditor
from contract.wire.knowledge_use import EntryFigures


class SceneEditing:
    """Change the fields before a scene opens anything."""

    def __init__(self) -> None:
        self.work = EditingWork(revisions=REVISIONS, reports=REPORTS)
        self.others: tuple[PresentEditor, ...] = ()
        self.is_offline = False
        self.orders: list[Any] = []
        self.handed: list[RevisionDraft] = []
        self.learning = LEARNING

    async def load_work(self) -> EditingWork:
        return self.work

    async def load_learning(self) -> LearningWork:
        return self.learning

    async def load(self, kind: EntryKind, entry_id: str) -> EntryFile:
        rows: dict[EntryKind, tuple[Any, ...]] = {
            EntryKind.CARD: city.CARDS,
            EntryKind.OFFICE: city.OFFICES,
            EntryKind.FAQ: city.FAQS,
            EntryKind.THESAURUS: (),
        }
        published = next((one for one in rows[kind] if one.id == entry_id), None)
        found = [one for one in self.work.revisions if one.entry_id == entry_id]
        card_id = getattr(published, "card_id", entry_id)
        translation = ServiceCard(
            id=city.CARDS[0].id, title="", topic_id=city.TOPICS[0].id, say="", language="en"
        )
        return EntryFile(
            entry_kind=kind,
            entry_id=entry_id,
            published=published,
            revision=found[0] if found else None,
            translations=(translation,) if entry_id == city.CARDS[0].id else (),
            card=next((one for one in city.CARDS if one.id == card_id), None),
            offices=city.OFFICES,
            faqs=tuple(faq for faq in city.FAQS if faq.card_id == entry_id),
        )

    async def save(self, draft: RevisionDraft) -> RevisionDraft:
        return replace(draft, saved_at=city.NOW)

    async def drop(self, key: str) -> None:
        """Nothing lies on a disk in a scene."""

    async def hand_over(
        self, draft: RevisionDraft, *, ask_review: bool = False
    ) -> RevisionId | None:
        self.handed.append(draft)
        return draft.revision_id

    async def order(self, order: Any) -> None:
        self.orders.append(order)

    async def versions(self, kind: EntryKind, entry_id: str) -> tuple[EntryVersion, ...]:
        if self.is_offline:
            raise ServerUnreachable
        return (
            EntryVersion(
                version=2,
                at=city.NOW - timedelta(days=14),
                author_names=(OTHER_NAME,),
                why="Orario invernale",
            ),
            EntryVersion(version=1, at=city.NOW - timedelta(days=90), author_names=("Anna Prova",)),
        )

    async def body(self, kind: EntryKind, entry_id: str, version: int) -> str:
        before = replace(city.CARDS[0], costs="", say="«Lo sportello è in Via degli Esempi 48.»")
        return body_of(city.CARDS[0] if version == 2 else before)

    async def tell(self, presence: EditingPresence) -> tuple[PresentEditor, ...]:
        if self.is_offline:
            raise ServerUnreachable
        return self.others

    async def use(self, kind: EntryKind, entry_id: str) -> UseOfEntry | None:
        if self.is_offline:
            raise ServerUnreachable
        figures = EntryFigures(entry_kind=kind, entry_id=entry_id, read=38, linked=12, reported=1)
        return UseOfEntry(date(2026, 8, 28), figures)

    async def offices(self) -> tuple[Office, ...]:
        return tuple(
            replace(city.OFFICES[0], id=f"{city.OFFICES[0].id}-{number}", name=name)
            for number, name in enumerate(
                ("Anagrafe di Via degli Esempi", "Biblioteca della Prova", "Ufficio tributi")
            )
        )

    async def names(self) -> tuple[Any, Any]:
        return (
            tuple((one.id, one.name) for one in city.OFFICES),
            tuple((one.id, one.title) for one in city.CARDS),
        )


def editing_models(
    store: SceneEditing,
    operator: SignedInOperator,
    search: Callable[[str], Awaitable[SearchAnswer]],
    words: UnsentInputViewModel,
    feed: ChangeFeed,
    scope: TaskScope,
) -> EditingModels:
    editor = EntryEditorViewModel(
        operator=operator,
        drafts=store,
        feed=feed,
        scope=scope,
        now=lambda: city.NOW,
        quiet_s=0.0,
    )
    editor.look_after_s = 0.0
    work = EditingListViewModel(
        operator=operator,
        desk=store,
        search=search,
        feed=feed,
        scope=scope,
        now=lambda: city.NOW,
    )
    return EditingModels(
        list=work,
        editor=editor,
        handing=EntryHandOver(
            editor=editor, reports_on=work.reports_on, hand_over=store.hand_over, scope=scope
        ),
        orders=EntryOrders(editor=editor, order=store.order, scope=scope),
        story=EntryStoryViewModel(
            editor=editor,
            server=store,
            use=store.use,
            order=store.order,
            scope=scope,
        ),
        bulk=BulkHoursViewModel(
            offices=store.offices, order=store.order, scope=scope, now=lambda: city.NOW
        ),
        learning=LearningViewModel(
            operator=operator,
            load=store.load_learning,
            order=store.order,
            feed=feed,
            scope=scope,
        ),
        references=EntryReferencesViewModel(load=store.names, feed=feed, scope=scope),
        words=words,
    )
