"""What a search can be narrowed to: offered while a word behind an @ is typed, taken, dropped."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from console.model.knowledge.search_facets import FacetValue
from console.model.knowledge.search_wish import (
    MARK,
    NO_WISH,
    Facet,
    SearchWish,
    mark_at,
    wish_of,
    with_wish,
    without,
    without_mark_at,
    word_of,
)
from console.runtime.task_scope import Latest, TaskScope
from contract.knowledge.language.text_folding import words

KNOWN_FOR_S = 60.0
MOST_OFFERED = 60


class SearchFiltersViewModel(QObject):
    """The words in the box are the filters: every change made here is a text to put there."""

    changed = Signal()  # of options, of wish or of is_open
    wish_changed = Signal()

    def __init__(
        self,
        *,
        facets: Callable[[], Awaitable[tuple[FacetValue, ...]]],
        scope: TaskScope,
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__()
        self._facets = facets
        self._question = Latest("knowledge.facets", scope)
        self._monotonic_s = monotonic_s
        self._known: tuple[FacetValue, ...] = ()
        self._words: dict[FacetValue, list[str]] = {}  # of their names; a key must not wait
        self._known_at_s = float("-inf")
        self._text, self._cursor = "", 0
        self._mark: str | None = None
        self._only: Facet | None = None
        self.name_of: Callable[[FacetValue], str] = lambda value: value.name  # as on the screen
        self.wish: SearchWish = NO_WISH
        self.options: tuple[FacetValue, ...] = ()

    @property
    def is_open(self) -> bool:
        return bool(self.options)

    def look(self, text: str, cursor: int) -> None:
        """The box holds this text, its cursor stands there: follow what is wished and offered."""
        before, self.wish = self.wish, wish_of(text)[1]
        self._text, self._cursor = text, cursor
        self._mark = mark_at(text, cursor)
        if self._mark is None:
            self._only = None
        elif self._monotonic_s() - self._known_at_s > KNOWN_FOR_S:
            self._question.ask(self._facets, self._learn)
        self._offer(is_news=self.wish != before)
        if self.wish != before:
            self.wish_changed.emit()

    def close(self) -> None:
        """Offer no more until another mark is typed."""
        self._mark = self._only = None
        self._offer()

    def asking(self, facet: Facet | None = None) -> str:
        """Return the text that asks what there is of one kind, or of all: its cursor at the end."""
        self._only = facet
        text = self._said().rstrip()
        return f"{text} {MARK}" if text else MARK

    def opened(self) -> str:
        """Return the text that asks for what is open now."""
        return self._ended(with_wish(self._said(), SearchWish(only_open=True)))

    def taken(self, value: FacetValue) -> str:
        """Return the text with the mark in the making replaced by the word for this value.

        One that is wished already is dropped.
        """
        text = without_mark_at(self._text, self._cursor)
        if self.has(value):
            return self._ended(without(text, value.facet))
        return self._ended(with_wish(text, value.wish))

    def dropped(self, *facets: Facet) -> str:
        """Return the text without these filters, without all for none."""
        return self._ended(without(self._text, *(facets or tuple(Facet))))

    def has(self, value: FacetValue) -> bool:
        facet = value.facet
        is_on = facet in self.wish.facets
        return is_on and word_of(self.wish, facet) == word_of(value.wish, facet)

    def value_of(self, facet: Facet) -> FacetValue:
        """Return what is wished of this kind; with the office's name as soon as it is known."""
        wish = with_wish("", self.wish)
        alone = wish_of(without(wish, *(one for one in Facet if one is not facet)))[1]
        known = (one for one in self._known if one.wish == alone)
        return next(known, FacetValue(facet=facet, wish=alone, name=alone.office))

    def _learn(self, known: tuple[FacetValue, ...]) -> None:
        self._known = known
        self._words.clear()
        self._known_at_s = self._monotonic_s()
        self._offer(is_news=True)  # an office that is wished for has its name now

    def _offer(self, *, is_news: bool = False) -> None:
        mark, before = self._mark, self.options
        fitting = [] if mark is None else [one for one in self._known if self._fits(one, mark)]
        fitting.sort(key=lambda one: not self.has(one))  # what is on comes first, to be dropped
        self.options = tuple(fitting[:MOST_OFFERED])
        # Mostly nothing: chips that are laid out anew hold up each letter by a millisecond.
        if is_news or self.options != before:
            self.changed.emit()

    def _fits(self, value: FacetValue, mark: str) -> bool:
        """Whether the mark begins the word for it, or all its parts begin words of its name."""
        if self._only is not None and value.facet is not self._only:
            return False
        if word_of(value.wish, value.facet).startswith(MARK + mark.casefold()):
            return True
        name = self._words.get(value)
        if name is None:
            name = self._words[value] = words(self.name_of(value))
        return all(any(word.startswith(part) for word in name) for part in words(mark))

    def _said(self) -> str:
        """Return the text without a mark in the making that asks for nothing yet."""
        mark = mark_at(self._text, self._cursor)
        is_said = mark is None or wish_of(MARK + mark)[1] != NO_WISH
        return self._text if is_said else without_mark_at(self._text, self._cursor)

    def _ended(self, text: str) -> str:
        """With a space at the end the next letters are words again."""
        return f"{text} " if text else ""
