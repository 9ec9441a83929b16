"""The knowledge base as the seat has it: searched with wishes, narrowed, read entry by entry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from msgspec.structs import replace

from console.knowledge.knowledge_search import KnowledgeSearch
from console.knowledge.office_names import fitting_name, one_word, with_those_below
from console.model.knowledge.office_now import OfficeNow
from console.model.knowledge.search_facets import FacetValue
from console.model.knowledge.search_hit import SearchAnswer
from console.model.knowledge.search_wish import Facet, SearchWish, wish_of, with_wish, without
from console.runtime.clock import Clock
from console.store.knowledge import knowledge_repository
from console.store.knowledge.knowledge_repository import offices
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.usecases.knowledge.keep_today import ReadToday
from contract.domain.ids import CardId, OfficeId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.knowledge_entries.service_at_office import desk_layers
from contract.domain.opening_times.opening_hours import ROME
from contract.domain.opening_times.opening_state import bands_of_day, opening_at
from contract.domain.opening_times.opening_times import WEEK_DAYS
from contract.knowledge.language.municipio import COUNT, number_in
from contract.knowledge.language.question_context import weekday_in
from contract.knowledge.language.text_folding import words
from contract.knowledge.search_hit import HitKind, SearchFilters

LIMIT = 20  # more than are shown: one that was seen is kept though others have come before it
_Asked = tuple[str, int | None]  # id of an office, and a day of the week


class LocalKnowledge:
    """Answers from the replica and the index beside it, without the server."""

    def __init__(self, *, database: LocalDatabase, search: KnowledgeSearch, clock: Clock) -> None:
        self._database = database
        self._search = search
        self._clock = clock
        self._found: dict[SearchWish, frozenset[str]] = {}
        self._found_at: datetime | None = None
        self._offices_now = OfficesNow(database=database, clock=clock)
        self.most_asked = search.most_asked
        self.today = ReadToday(database=database, clock=clock)

    async def search(self, text: str) -> SearchAnswer:
        """Return what fits; the answer tells the wish it was made for."""
        asked, wish = wish_of(text)
        answer = await self._search.search(asked, LIMIT, await self._filters(wish))
        offices = [hit.id for hit in answer.hits if hit.kind is HitKind.OFFICE]
        now = await self._offices_now(offices, weekday_in(words(asked))) if offices else {}
        answer = replace(answer, query=text, wish=wish, offices=now)
        if answer.hits or not wish.facets:
            return answer
        if hindrance := await self._hindrance(asked, wish):
            rest = without(text, *hindrance)  # and no search in vain: the words do find something
            return replace(answer, suggestion=rest, hindrance=hindrance, stems=(), rare=())
        return replace(answer, suggestion=answer.suggestion and with_wish(answer.suggestion, wish))

    async def card(self, card_id: CardId) -> ServiceCard | None:
        return await self._database.read(lambda c: knowledge_repository.card(c, card_id))

    async def offices(self, office_ids: Sequence[OfficeId]) -> tuple[Office, ...]:
        """Return those there are, in this order, with one wait for the store."""
        return await self._database.read(
            lambda c: knowledge_repository.offices_named(c, office_ids)
        )

    async def card_at(self, office_id: OfficeId) -> ServiceCard | None:
        """Return the card of the service given at an office."""
        return await self._database.read(lambda c: knowledge_repository.card_at(c, office_id))

    async def faqs_of(self, card_id: CardId) -> tuple[Faq, ...]:
        return await self._database.read(lambda c: knowledge_repository.faqs_of(c, card_id))

    async def _hindrance(self, asked: str, wish: SearchWish) -> tuple[Facet, ...]:
        """Return the least that must be wished no more for something to be found; () for nothing.

        Asked only where nothing was found: one more search for each filter.
        """
        each = [(facet,) for facet in wish.facets]
        for dropped in [*each, wish.facets]:
            _, rest = wish_of(without(with_wish("", wish), *dropped))
            answer = await self._search.search(asked, 1, await self._filters(rest))
            if answer.hits:
                return dropped
        return ()

    async def _filters(self, wish: SearchWish) -> SearchFilters:
        return SearchFilters(language=wish.language, office_ids=await self._office_ids(wish))

    async def _office_ids(self, wish: SearchWish) -> frozenset[str] | None:
        """Return the offices wished for, looked up once a minute and not at every key."""
        if not wish.is_about_offices:
            return None
        wish = replace(wish, language="")
        minute = self._clock().replace(second=0, microsecond=0)
        # A minute is as exact as opening times are; the cache would otherwise grow with each wish.
        if self._found_at != minute:
            self._found, self._found_at = {}, minute
        if wish not in self._found:
            # on the store's thread: thousands of timetables take longer than a frame
            found = await self._database.read(
                lambda c: _fitting(knowledge_repository.offices(c), wish, minute)
            )
            self._found[wish] = found
        return self._found[wish]


class OfficesNow:
    """When offices are open, now or on a day; each is looked up once a minute, not at every key."""

    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: dict[_Asked, OfficeNow] = {}
        self._known_at: datetime | None = None

    async def __call__(self, ids: Iterable[str], weekday: int | None) -> Mapping[str, OfficeNow]:
        """Return what is known of these; weekday: 0 is Monday, None asks for now."""
        minute = self._clock().replace(second=0, microsecond=0)
        # A minute is as exact as opening times are.
        if self._known_at != minute:
            self._known, self._known_at = {}, minute
        known, asked = self._known, [(one, weekday) for one in ids]
        if missing := [one for one in asked if one not in known]:
            # On the store's thread: a timetable that looks a year ahead takes milliseconds.
            known |= await self._database.read(partial(_read, asked=missing, now=minute))
        return {one[0]: known[one] for one in asked if one in known}


def _read(
    connection: Connection, asked: Iterable[_Asked], now: datetime
) -> dict[_Asked, OfficeNow]:
    found = ((one, knowledge_repository.office(connection, OfficeId(one[0]))) for one in asked)
    return {one: _at(office, now, one[1]) for one, office in found if office is not None}


def _at(office: Office, now: datetime, weekday: int | None) -> OfficeNow:
    layers = desk_layers(None, office)
    opening = opening_at(layers, now)
    if weekday is None:
        return OfficeNow(opening=opening, address=office.address)
    today = now.astimezone(ROME).date()
    day = today + timedelta(days=(weekday - today.weekday()) % WEEK_DAYS)
    bands = tuple((band.opens, band.closes) for band in bands_of_day(layers, day))
    return OfficeNow(opening=opening, address=office.address, day=day, bands=bands)


def _fitting(every: Iterable[Office], wish: SearchWish, now: datetime) -> frozenset[str]:
    every = tuple(every)
    named = with_those_below(fitting_name(every, wish.office), every) if wish.office else None
    return frozenset(
        office.id
        for office in every
        if (named is None or office.id in named)
        and (not wish.municipio or number_in(words(office.municipio)) == wish.municipio)
        and (not wish.only_open or opening_at(desk_layers(None, office), now).is_open)
    )


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
