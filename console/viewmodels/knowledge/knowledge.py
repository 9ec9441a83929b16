"""Search as you type: hits, the selected one, its preview, and the card that was read."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from console.model.calls.card_lines import lines_of_card
from console.model.calls.directory_entry import DirectoryEntry
from console.model.knowledge.search_hit import SearchAnswer
from console.model.knowledge.steady_results import settled
from console.model.knowledge.today import NO_NEWS, Today
from console.runtime.task_scope import TaskScope
from contract.domain.ids import CardId, OfficeId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.knowledge.search_hit import HitKind, SearchHit

READ_AFTER_S = 3.0
MOST_SUGGESTED = 3


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of the selected hit. card None: the hit is an office.

    answering is the card a contact is about when this hit answers it; for an office, the card of
    the service given there, naming this office alone.
    """

    hit: SearchHit
    card: ServiceCard | None = None
    answering: ServiceCard | None = None
    offices: tuple[Office, ...] = ()
    faqs: tuple[Faq, ...] = ()


class KnowledgeReader(Protocol):
    """What is known at this seat. offices: those there are, in order; card_at: of the service
    given at an office."""

    async def search(self, text: str) -> SearchAnswer: ...
    async def most_asked(self) -> tuple[SearchHit, ...]: ...
    async def today(self) -> Today: ...
    async def card(self, card_id: CardId) -> ServiceCard | None: ...
    async def offices(self, office_ids: Sequence[OfficeId]) -> tuple[Office, ...]: ...
    async def card_at(self, office_id: OfficeId) -> ServiceCard | None: ...
    async def faqs_of(self, card_id: CardId) -> tuple[Faq, ...]: ...


class KnowledgeViewModel(QObject):
    """One search is in flight; a newer text replaces the one that waits."""

    cleared = Signal()  # the box is empty at once: the next letter begins another search
    answer_changed = Signal()
    selection_changed = Signal()
    preview_changed = Signal()
    card_read = Signal(object)  # ServiceCard shown for READ_AFTER_S
    card_used = Signal(object)  # ServiceCard chosen by the operator as the answer

    def __init__(
        self, *, reader: KnowledgeReader, scope: TaskScope, read_after_s: float = READ_AFTER_S
    ) -> None:
        super().__init__()
        self._reader = reader
        self._scope = scope
        self._read_after_s = read_after_s
        self._searched: str | None = None
        self._answered: str | None = None  # what the answer shown was searched with
        self._previewed: SearchHit | None = None
        self._is_wanted = False
        self._is_past = False  # what is on screen answered a contact that has gone
        self._stays = False  # the selection: what it is in is to be read again
        self._about = ""  # words of a case: what answers them is offered before anything is typed
        self._idle = asyncio.Event()
        self._idle.set()
        self.text = ""
        self.answer = SearchAnswer(query="", hits=())
        self.today = NO_NEWS  # its news are the first hits before anything is typed
        self.suggested = 0  # hits after the news that answer a case
        self.selected = -1
        self.preview: Preview | None = None
        self.is_loading = True  # there is no index yet: what is shown says nothing of what there is

    @property
    def is_most_asked(self) -> bool:
        return not self.answer.query.strip()

    def type_query(self, text: str) -> None:
        if text != self.text:
            self.text, self._is_past = text, False
            self._want()

    def restore(self, text: str) -> None:
        """Take back an earlier contact's text; with no index yet, refresh() will search it."""
        self.text, self._is_past = text, False
        if self._is_shown:
            self._want()

    def refresh(self) -> None:
        """The knowledge base changed: search and show again; the selection stays on its hit."""
        self.is_loading = False
        self._search_again()

    def _search_again(self) -> None:
        self._searched = self._previewed = None
        self._want()

    def refresh_today(self) -> None:
        """The server told of today: before anything is typed it is shown, else it waits."""
        if self._is_shown and not self.text.strip():
            self._stays = True
            self._want()

    def suggest_for(self, about: str) -> None:
        """Offer, before anything is typed, what answers these words of a case; "" for none."""
        if about == self._about:
            return
        self._about = about
        if self._is_shown and not self.text.strip():
            self._answered = None  # the selection goes to what answers the case
            self._search_again()

    def clear(self) -> None:
        """A new contact begins with an empty search."""
        self.text, self._answered, self._is_past = "", None, False
        self.cleared.emit()
        self._search_again()

    def leave(self) -> None:
        """The contact has gone. What answered it stays to be read, and counts for no other one."""
        self._is_past = True

    def select(self, index: int) -> None:
        if 0 <= index < len(self.answer.hits) and index != self.selected:
            self._is_past = False
            self._select(index)
            self._want()

    def step(self, by: int) -> None:
        """Move the selection by so many hits; it stops at the ends."""
        if self.answer.hits:
            self.select(min(max(self.selected + by, 0), len(self.answer.hits) - 1))

    def use(self, index: int | None = None) -> None:
        """Take a hit (None: the selected one) as the answer, once all letters are searched."""
        self._is_past = False
        number = index if index != self.selected else None
        if number is not None:
            self.select(number)
        used = self._used(number, self.answer.query)
        self._scope.start("knowledge.use", used, replaces=True)

    def lines(self) -> tuple[DirectoryEntry, ...]:
        """Return the telephones named by the card the operator has found."""
        if self.is_most_asked or self.preview is None or self.preview.answering is None:
            return ()
        return lines_of_card(self.preview.answering, self.preview.offices)

    async def card_in_use(self) -> ServiceCard | None:
        """Return the card on screen if the operator searched for it; waits for the last letter."""
        await self._idle.wait()
        if self._is_past or self.is_most_asked or self.preview is None:
            return None
        return self.preview.answering

    async def preview_of(self, hit: SearchHit) -> Preview | None:
        """Return what would be shown of a hit; None: it is not there any more."""
        if hit.kind is HitKind.OFFICE:
            return await self._office_preview(hit, OfficeId(hit.id))
        card_id = CardId(hit.card_id if hit.kind is HitKind.FAQ else hit.id)
        card = await self._reader.card(card_id)
        if card is None:
            return None
        return Preview(
            hit=hit,
            card=card,
            answering=None if card.withdrawn else card,
            offices=await self._reader.offices(card.office_ids),
            faqs=await self._reader.faqs_of(card_id),
        )

    @property
    def _is_shown(self) -> bool:
        """Return whether anything was searched: until then the index may not be there."""
        return self._searched is not None or not self._idle.is_set()

    def _want(self) -> None:
        self._is_wanted = True
        if self._idle.is_set():
            self._idle.clear()
            self._scope.start("knowledge.search", self._follow())

    async def _follow(self) -> None:
        try:
            while self._is_wanted:
                self._is_wanted = False
                if self.text != self._searched or self._stays:
                    await self._answer(self.text)
                await self._show_preview()
        finally:
            self._idle.set()

    async def _answer(self, text: str) -> None:
        # Before the answer: what changes while it is on its way asks again.
        self._searched = text
        stays, self._stays = self._stays and self.is_most_asked and not text.strip(), False
        today, suggested, first = self.today, 0, 0
        if text.strip():
            answer = settled(self.answer, await self._reader.search(text))
        else:
            today, suggested, answer = await self._before_typing()
            first = len(today.news) if suggested else 0
        if stays and (today, suggested, answer) == (self.today, self.suggested, self.answer):
            return
        kept = self._place_in(answer) if stays or text == self._answered else first
        self._answered = text
        self.today, self.suggested, self.answer = today, suggested, answer
        self.selected = kept if answer.hits else -1
        self.answer_changed.emit()
        self.selection_changed.emit()

    async def _before_typing(self) -> tuple[Today, int, SearchAnswer]:
        """Return what is new, then what answers the case and how many, then what is asked most.

        Nothing twice. What is on the screen keeps its order: the number of a row is pressed
        without looking.
        """
        today = await self._reader.today()
        new = [one.hit for one in today.news]
        found = (await self._reader.search(self._about)).hits if self._about else ()
        case = _without(found, new)[:MOST_SUGGESTED]
        asked = _without(await self._reader.most_asked(), [*new, *case])
        if self.is_most_asked:
            places = {(one.kind, one.id): n for n, one in enumerate(self.answer.hits)}
            asked.sort(key=lambda one: places.get((one.kind, one.id), len(places)))
        return today, len(case), SearchAnswer(query="", hits=(*new, *case, *asked))

    def _place_in(self, answer: SearchAnswer) -> int:
        """Return where the selected hit is now; the first where it is gone."""
        before = self.answer.hits[self.selected] if self.selected >= 0 else None
        places = [n for n, hit in enumerate(answer.hits) if before and _is_same(hit, before)]
        return places[0] if places else 0

    def _select(self, index: int) -> None:
        self.selected = index
        self.selection_changed.emit()

    async def _show_preview(self) -> None:
        hit = self.answer.hits[self.selected] if self.selected >= 0 else None
        if hit == self._previewed and (hit is None) == (self.preview is None):
            return
        self._previewed = hit
        self.preview = await self.preview_of(hit) if hit is not None else None
        self.preview_changed.emit()
        self._scope.start("knowledge.reading", self._read(self.preview), replaces=True)

    async def _office_preview(self, hit: SearchHit, office_id: OfficeId) -> Preview | None:
        found = await self._reader.offices((office_id,))
        if not found:
            return None
        [office] = found
        card = None if office.withdrawn else await self._reader.card_at(office_id)
        if card is not None:
            card = msgspec.structs.replace(card, office_ids=(office_id,))
        return Preview(hit=hit, answering=card, offices=(office,))

    async def _read(self, preview: Preview | None) -> None:
        if preview is None or preview.answering is None or self.is_most_asked:
            return
        await asyncio.sleep(self._read_after_s)
        if self._is_past:
            return  # read for a contact that closed meanwhile: the next one is another citizen's
        self.card_read.emit(preview.answering)

    async def _used(self, number: int | None, query: str) -> None:
        await self._idle.wait()
        if number is not None and self.answer.query != query:  # it counts in the list that came
            self.select(number)
            await self._idle.wait()
            if number != self.selected:
                return  # that list is too short
        if self.preview is not None and self.preview.answering is not None:
            self.card_used.emit(self.preview.answering)


def _without(hits: Sequence[SearchHit], shown: Sequence[SearchHit]) -> list[SearchHit]:
    return [hit for hit in hits if not any(_is_same(hit, one) for one in shown)]


def _is_same(one: SearchHit, other: SearchHit) -> bool:
    return (one.kind, one.id) == (other.kind, other.id)
