"""Lists what a search may be narrowed to, and how much each value leaves."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from console.knowledge.knowledge_search import KnowledgeSearch
from console.knowledge.office_names import one_word, with_those_below
from console.model.knowledge.search_facets import FacetValue
from console.model.knowledge.search_wish import Facet, SearchWish
from console.runtime.clock import Clock
from console.store.knowledge.knowledge_repository import offices
from console.store.replica.local_database import LocalDatabase
from contract.domain.knowledge_entries.knowledge import Office
from contract.domain.knowledge_entries.service_at_office import desk_layers
from contract.domain.opening_times.opening_state import opening_at
from contract.knowledge.language.municipio import COUNT, number_in
from contract.knowledge.language.text_folding import words

_OPEN = "@open"
_Groups = dict[str, frozenset[str]]  # office -> what is counted of it


class ListFacets:
    def __init__(self, *, database: LocalDatabase, search: KnowledgeSearch, clock: Clock) -> None:
        self._database = database
        self._search = search
        self._clock = clock

    async def __call__(self) -> tuple[FacetValue, ...]:
        """Return every value something is found under, offices by name; counted bit by bit."""
        now = self._clock()
        # On the store's thread: thousands of timetables take longer than a frame.
        groups, names = await self._database.read(lambda c: _grouped(offices(c), now))
        counted = await self._search.count(groups)
        return tuple(
            (
                FacetValue(facet=Facet.OPEN, wish=SearchWish(only_open=True), count=counted[_OPEN]),
                *_municipi(counted),
                *_offices(names, counted),
                *_languages(counted),
            )
        )


def _grouped(every: Iterable[Office], now: datetime) -> tuple[_Groups, dict[str, str]]:
    """Return what each office is counted under, and office names by the word for them."""
    # A filter must not promise what a search would not show.
    shown = tuple(office for office in every if not office.withdrawn)
    groups: dict[str, set[str]] = {office.id: set() for office in shown}
    names: dict[str, str] = {}
    for office in shown:
        word = one_word(office.name)
        names.setdefault(word, office.name)
        # An office stands for those below it, as the search itself takes it.
        for below in with_those_below((office.id,), shown):
            groups[below].add(f"@{word}")
        municipio = number_in(words(office.municipio))
        if municipio:
            groups[office.id].add(f"@m{municipio}")
        if opening_at(desk_layers(None, office), now).is_open:
            groups[office.id].add(_OPEN)
    return {office_id: frozenset(found) for office_id, found in groups.items()}, names


def _municipi(counted: dict[str, int]) -> Iterator[FacetValue]:
    for number in range(1, COUNT + 1):
        if count := counted.get(f"@m{number}", 0):
            wish = SearchWish(municipio=number)
            yield FacetValue(facet=Facet.MUNICIPIO, wish=wish, count=count)


def _offices(names: dict[str, str], counted: dict[str, int]) -> Iterator[FacetValue]:
    for word, name in sorted(names.items()):
        if word and (count := counted.get(f"@{word}", 0)):
            wish = SearchWish(office=word)
            yield FacetValue(facet=Facet.OFFICE, wish=wish, name=name, count=count)


def _languages(counted: dict[str, int]) -> Iterator[FacetValue]:
    codes = (code for code in counted if not code.startswith("@"))
    for code in sorted(codes, key=lambda one: (-counted[one], one)):
        wish = SearchWish(language=code)
        yield FacetValue(facet=Facet.LANGUAGE, wish=wish, count=counted[code])
