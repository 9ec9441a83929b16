"""What is typed in panels: at hand until handed over, also after a crash of the console."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from console.errors import LocalStoreBroken
from console.model.contact.unsent_input import (
    BULK_HOURS,
    NOTHING,
    About,
    Typed,
    Words,
    is_of_call,
    is_refused,
    is_stale,
    kind_of,
    meant_place,
    read_words,
)
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, TaskScope
from console.viewmodels.kit.draft_saver import DraftSaver
from console.viewmodels.kit.notice_code import SeatNotice

WAITING = SeatNotice.WORDS_WAIT  # code of the notice that one key shows them
type InputByPlace = Mapping[str, Typed]


class UnsentInputViewModel(QObject):
    """Each panel asks for the words of its place when it opens, and tells what is typed there."""

    saved = Signal()
    store_failed = Signal(str)
    places_changed = Signal()  # there are words at another place, or none any more at one
    came_back = Signal()  # words that had been sent, or stood elsewhere, are here now

    def __init__(
        self,
        *,
        load: Callable[[], Awaitable[InputByPlace]],
        save: Callable[[InputByPlace], Awaitable[InputByPlace]],
        feed: ChangeFeed,
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._load = load
        self._now = now
        self._words: dict[str, Typed] = {}  # places with words
        self._unsaved: dict[str, Typed] = {}  # without words: to be taken off the disk
        self._touched: set[str] = set()  # typed at or handed over since the disk was last asked
        self._one_look = asyncio.Lock()
        self._is_restored = False
        self.saver: DraftSaver[InputByPlace] = DraftSaver(
            name="panel-words.save",
            save=save,
            on_saved=self._on_saved,
            on_failed=self.store_failed.emit,
            scope=scope,
            counts=lambda due: sum(any(one.words) for one in due.values()),
        )
        self.refresh = Coalesced("panel-words.refresh", self._refresh, scope)
        # Words that come from elsewhere come with a notice, or are told as one.
        self.close = feed.subscribe(frozenset({Topic.NOTICES}), self.refresh)

    @property
    def is_saved(self) -> bool:
        """Return whether the disk has everything typed, and nothing that was handed over."""
        return not self.saver.is_due

    @property
    def waiting(self) -> InputByPlace:
        """Return the places where somebody wrote something to be handed over, latest first."""
        found = [pair for pair in self._words.items() if read_words(pair[0], pair[1].words)]
        return dict(sorted(found, key=lambda pair: pair[1].typed_at or self._now(), reverse=True))

    def of(self, place: str, fields: int = 1) -> Words:
        """Return what was typed there last, a text for each of so many fields."""
        return (self._at(place) + ("",) * fields)[:fields]

    def type(self, place: str, words: Words, about: About = NOTHING) -> None:
        """about: what is shown of the place to whoever comes back to it."""
        words = words if any(words) else ()
        if words == self._at(place):
            return
        typed = Typed(words=words, typed_at=self._now(), about=about)
        was_here = place in self._words
        self._words.pop(place, None)
        if words:
            self._words[place] = typed
        self._touched.add(place)
        self._unsaved[place] = typed
        self.saver.edited(dict(self._unsaved))
        if was_here != (place in self._words):
            self.places_changed.emit()

    def handed_over(self, place: str, words: Words) -> None:
        """Forget them; what was typed there meanwhile stays."""
        if self._at(place) == words:
            self.drop(place)

    def drop(self, place: str) -> None:
        """Forget whatever was typed there: nobody waits for it any more."""
        self.type(place, ())

    def call_ended(self, call_key: str) -> None:
        """Forget what was typed for whoever would have got its citizen."""
        for place in [one for one in self._words if is_of_call(one, call_key)]:
            self.drop(place)

    def drop_old(self) -> None:
        """Forget what was typed so long ago that it must not be kept."""
        now = self._now()
        for place in [one for one, typed in self._words.items() if is_stale(one, typed, now)]:
            self.drop(place)

    async def restore(self) -> None:
        """Have at hand what lay on disk when the console last stopped. Raise LocalStoreBroken.

        What the operator has at hand already, or types or hands over meanwhile, is newer: at its
        place it counts alone.
        """
        async with self._one_look:
            self._touched = set(self._unsaved)
            found = await self._load()
            for place, typed in found.items():
                if place not in self._touched:
                    self._words.setdefault(place, typed)
            self._is_restored = True
        self.places_changed.emit()

    def may_take_up(self, place: str) -> bool:
        """Return whether words can go on where they were typed: nothing newer stands there."""
        # The offices they were for are not among the words: for none typed all would be meant.
        is_whole = kind_of(place) != BULK_HOURS
        return not is_refused(place) or (is_whole and not any(self._at(meant_place(place))))

    def take_up(self, place: str) -> str:
        """Have words that came back where they were typed, if they may; return where they are."""
        meant, typed = meant_place(place), self._words.get(place)
        if meant == place or typed is None or not self.may_take_up(place):
            return place
        self.type(meant, typed.words, typed.about)
        self.drop(place)
        return meant

    async def _refresh(self) -> None:
        """What was refused, or another text took the place of, was put on disk beside these."""
        if not self._is_restored:
            return  # all of it is about to be read
        before = set(self._words)
        with suppress(LocalStoreBroken):  # it is told elsewhere, and the words stay where they are
            await self.restore()
        if self._words.keys() - before:
            self.came_back.emit()

    def _at(self, place: str) -> Words:
        typed = self._words.get(place)
        return typed.words if typed is not None else ()

    def _on_saved(self, saved: InputByPlace) -> None:
        for place, typed in saved.items():
            if self._unsaved.get(place) == typed:
                del self._unsaved[place]
        self.saved.emit()
