"""What is typed in panels: at hand until handed over, also after a crash of the console."""

from collections.abc import Awaitable, Callable, Mapping

from PySide6.QtCore import QObject, Signal

from console.runtime.task_scope import TaskScope
from console.viewmodels.draft_saver import DraftSaver
from console.work.panel_words import Words

type WordsByPlace = Mapping[str, Words]


class PanelWordsViewModel(QObject):
    """Each panel asks for the words of its place when it opens, and tells what is typed there."""

    store_failed = Signal(str)

    def __init__(
        self,
        *,
        load: Callable[[], Awaitable[WordsByPlace]],
        save: Callable[[WordsByPlace], Awaitable[WordsByPlace]],
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._load = load
        self._words: dict[str, Words] = {}
        self._unsaved: dict[str, Words] = {}  # (): to be taken off the disk
        self._saver: DraftSaver[WordsByPlace] = DraftSaver(
            name="panel-words.save",
            save=save,
            on_saved=self._on_saved,
            on_failed=self.store_failed.emit,
            scope=scope,
        )

    @property
    def is_saved(self) -> bool:
        """Return whether the disk has everything typed, and nothing that was handed over."""
        return not self._saver.is_due

    def of(self, place: str, fields: int = 1) -> Words:
        """Return what was typed there last, a text for each of so many fields."""
        return (self._words.get(place, ()) + ("",) * fields)[:fields]

    def type(self, place: str, words: Words) -> None:
        if words == self._words.get(place, ()):
            return
        self._words[place] = words
        self._unsaved[place] = words
        self._saver.edited(dict(self._unsaved))

    def handed_over(self, place: str, words: Words) -> None:
        """Forget them; what was typed there meanwhile stays."""
        if self._words.get(place, ()) == words:
            self.drop(place)

    def drop(self, place: str) -> None:
        """Forget whatever was typed there: nobody waits for it any more."""
        self.type(place, ())

    async def restore(self) -> None:
        """Have at hand what lay on disk when the console last stopped. Raise LocalStoreBroken."""
        self._words = {**await self._load(), **self._words}

    async def flush(self) -> None:
        """Save now what is due. Raise LocalStoreBroken."""
        await self._saver.flush()

    def forget(self) -> None:
        """The next one is somebody else; what is on disk lies in her own replica."""
        self._saver.drop()
        self._words.clear()
        self._unsaved.clear()

    def _on_saved(self, saved: WordsByPlace) -> None:
        for place, words in saved.items():
            if self._unsaved.get(place) == words:
                del self._unsaved[place]
