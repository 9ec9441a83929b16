"""What is typed in panels: at hand until handed over, also after a crash of the console."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from console.model.contact.unsent_input import (
    NOTHING,
    About,
    Typed,
    Words,
    is_of_call,
    is_stale,
    read_words,
)
from console.runtime.task_scope import TaskScope
from console.viewmodels.kit.draft_saver import DraftSaver
from console.viewmodels.kit.notice_code import SeatNotice

WAITING = SeatNotice.WORDS_WAIT  # code of the notice that one key shows them
type InputByPlace = Mapping[str, Typed]


class UnsentInputViewModel(QObject):
    """Each panel asks for the words of its place when it opens, and tells what is typed there."""

    saved = Signal()
    store_failed = Signal(str)
    places_changed = Signal()  # there are words at another place, or none any more at one

    def __init__(
        self,
        *,
        load: Callable[[], Awaitable[InputByPlace]],
        save: Callable[[InputByPlace], Awaitable[InputByPlace]],
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._load = load
        self._now = now
        self._words: dict[str, Typed] = {}  # places with words
        self._unsaved: dict[str, Typed] = {}  # without words: to be taken off the disk
        self._touched: set[str] = set()  # typed at or handed over since the disk was last asked
        self.saver: DraftSaver[InputByPlace] = DraftSaver(
            name="panel-words.save",
            save=save,
            on_saved=self._on_saved,
            on_failed=self.store_failed.emit,
            scope=scope,
            counts=lambda due: sum(any(one.words) for one in due.values()),
        )

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
        self._touched = set(self._unsaved)
        found = await self._load()
        for place, typed in found.items():
            if place not in self._touched:
                self._words.setdefault(place, typed)
        self.places_changed.emit()

    def _at(self, place: str) -> Words:
        typed = self._words.get(place)
        return typed.words if typed is not None else ()

    def _on_saved(self, saved: InputByPlace) -> None:
        for place, typed in saved.items():
            if self._unsaved.get(place) == typed:
                del self._unsaved[place]
        self.saved.emit()
