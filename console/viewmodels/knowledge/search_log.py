"""Remembers the searches of one contact until it is closed: which led to a card, which did not.

What was typed is not remembered, only what its answer says may be: stems of its words.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from console.errors import LocalStoreBroken
from console.model.knowledge.search_hit import SearchAnswer
from console.runtime.task_scope import TaskScope
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel
from contract.domain.ids import CardId, ContactId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.knowledge.search_hit import HitKind
from contract.wire.commands import TellSearches, ToldSearch

SETTLED_AFTER_S = 2.0  # a search that was only on its way to another one is none
OPENED_AFTER_S = 10.0  # on screen: it was looked at, not passed over
REFORMULATED_WITHIN_S = 60.0
MOST_SEARCHES = 30  # of one contact
MOST_SHOWN = 5


class SearchLogViewModel(QObject):
    told = Signal()

    def __init__(
        self,
        *,
        knowledge: KnowledgeViewModel,
        editor: ContactEditorViewModel,
        tell: Callable[[TellSearches], Awaitable[None]],
        scope: TaskScope,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._editor = editor
        self._tell = tell
        self._scope = scope
        self._monotonic_s = monotonic_s
        self.settled_after_s = SETTLED_AFTER_S
        self.opened_after_s = OPENED_AFTER_S
        self._contact_id: ContactId | None = None
        self._searches: list[ToldSearch] = []
        self._last_at_s = 0.0
        knowledge.answer_changed.connect(self._on_answer_changed)
        knowledge.preview_changed.connect(self._on_preview_changed)
        knowledge.card_used.connect(self._on_card_used)
        editor.closed.connect(self._on_closed)

    @property
    def searches(self) -> tuple[ToldSearch, ...]:
        """Return what is remembered of the open contact."""
        return tuple(self._searches)

    def _on_answer_changed(self) -> None:
        answer = self._knowledge.answer
        work = self._settled(answer) if answer.query.strip() else _nothing()
        self._scope.start("search-log.settle", work, replaces=True)

    async def _settled(self, answer: SearchAnswer) -> None:
        await asyncio.sleep(self.settled_after_s)
        self._note(answer)

    def _on_preview_changed(self) -> None:
        work = self._opened(self._card_on_screen())
        self._scope.start("search-log.open", work, replaces=True)

    async def _opened(self, card_id: CardId | None) -> None:
        await asyncio.sleep(self.opened_after_s)
        if card_id is not None and card_id == self._card_on_screen():
            self._note(self._knowledge.answer)
            self._change_last(opened_id=card_id)

    def _on_card_used(self, card: ServiceCard) -> None:
        """Chosen before anybody waited: a search it was all the same."""
        self._note(self._knowledge.answer)

    def _card_on_screen(self) -> CardId | None:
        preview = self._knowledge.preview
        if self._knowledge.is_most_asked or preview is None or preview.card is None:
            return None
        return preview.card.id

    def _note(self, answer: SearchAnswer) -> None:
        """Remember a search of the contact that is open now, once."""
        draft = self._editor.draft
        if draft is None or not answer.query.strip() or not (answer.stems or answer.rare):
            return
        if draft.contact_id != self._contact_id:
            self._searches.clear()
            self._contact_id = draft.contact_id
        told = ToldSearch(
            language=answer.language,
            stems=answer.stems,
            rare=answer.rare,
            shown_ids=_cards(answer),
        )
        if self._searches and _same_words(self._searches[-1], told):
            self._change_last(shown_ids=told.shown_ids)
            return
        now_s = self._monotonic_s()
        is_soon = bool(self._searches) and now_s - self._last_at_s <= REFORMULATED_WITHIN_S
        self._last_at_s = now_s
        if len(self._searches) < MOST_SEARCHES:
            again = msgspec.structs.replace(told, is_reformulation=is_soon)
            self._searches.append(again)

    def _change_last(self, **changes: object) -> None:
        if self._searches:
            self._searches[-1] = msgspec.structs.replace(self._searches[-1], **changes)

    def _on_closed(self, contact_id: ContactId) -> None:
        closed = self._editor.closing.last_closed
        if contact_id == self._contact_id and closed is not None and self._searches:
            told = TellSearches(searches=with_links(self._searches, closed.card_ids))
            self._scope.start("search-log.tell", self._told(told))
        self._searches.clear()
        self._contact_id = None

    async def _told(self, told: TellSearches) -> None:
        try:
            await self._tell(told)
        except LocalStoreBroken:
            return  # the contact itself says that the disk fails; figures are worth no second word
        self.told.emit()


def with_links(searches: list[ToldSearch], card_ids: tuple[CardId, ...]) -> tuple[ToldSearch, ...]:
    """Return the searches with the cards of the closed contact, each at the last that showed it."""
    linked: dict[int, list[CardId]] = {}
    for card_id in card_ids:
        places = [
            place
            for place, one in enumerate(searches)
            if card_id in one.shown_ids or card_id == one.opened_id
        ]
        if places:
            linked.setdefault(places[-1], []).append(card_id)
    return tuple(
        msgspec.structs.replace(one, linked_ids=tuple(linked.get(place, ())))
        for place, one in enumerate(searches)
    )


def _cards(answer: SearchAnswer) -> tuple[CardId, ...]:
    """Return the cards found, those of FAQs too, in their order."""
    hits = [hit for hit in answer.hits if hit.kind is not HitKind.OFFICE]
    ids = (hit.card_id if hit.kind is HitKind.FAQ else hit.id for hit in hits)
    return tuple(CardId(one) for one in dict.fromkeys(ids))[:MOST_SHOWN]


def _same_words(one: ToldSearch, other: ToldSearch) -> bool:
    return {*one.stems, *one.rare} == {*other.stems, *other.rare}


async def _nothing() -> None:
    """Take the place of what was waiting."""
