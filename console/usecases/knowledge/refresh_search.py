"""Keeps the search index equal to the replica: whole at first, then only what changed."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Any

from console.knowledge.index_building import free_in_turns
from console.knowledge.knowledge_search import KnowledgeSearch
from console.store.contact.contact_repository import own_contacts
from console.store.knowledge.knowledge_repository import Knowledge, all_knowledge
from console.store.knowledge.today_record import asked_today
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from contract.domain.ids import CardId
from contract.knowledge.search_hit import HitKind

MOST_ASKED = 9
LOOKED_AT = 200  # own contacts that tell what is asked most
FEW = 500  # more changes than this are indexed faster by starting anew

_Known = tuple[dict[str, int], ...]  # of cards, offices, FAQs, lines: id -> version
_KINDS = (HitKind.CARD, HitKind.OFFICE, HitKind.FAQ)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the replica holds, compared with what the index has of it.

    rows: all of it, to begin anew with; none where changed and gone say what is to be done.
    """

    known: _Known
    first: tuple[CardId, ...]
    is_changed: bool
    rows: list[list[Any]]
    changed: list[list[Any]]
    gone: list[list[str]]


class RefreshSearch:
    def __init__(self, *, database: LocalDatabase, search: KnowledgeSearch) -> None:
        self._database = database
        self._search = search
        self._known: _Known | None = None
        self._first: tuple[CardId, ...] = ()

    async def __call__(self) -> bool:
        """Bring the index up to date; return whether anything changed in it."""
        self._search.expect()
        before = self._known if self._search.ready else None
        reading = await self._database.read(partial(_read, before=before))
        self._known, self._first = reading.known, reading.first
        if reading.rows:
            await self._search.rebuild(*reading.rows)
            await self._search.let_go(reading.rows)
        elif reading.is_changed:
            await self._update(reading)
        await self.rank()
        return reading.is_changed

    async def rank(self) -> None:
        """Tell the search what is asked most: by the city; where nobody knows, by the operator."""
        ranked = dict.fromkeys(await self._database.read(_cards_asked))
        ranked |= dict.fromkeys(self._first)
        self._search.set_most_asked(tuple(ranked)[:MOST_ASKED])

    def forget(self) -> None:
        """Another replica was opened: start anew next time."""
        self._known = None
        self._first = ()

    async def _update(self, reading: _Reading) -> None:
        cards, offices, faqs, lines = reading.changed
        await self._search.update(
            cards=cards,
            offices=offices,
            faqs=faqs,
            thesaurus_lines=lines,
            removed=[
                (kind, row_id)
                for kind, ids in zip(_KINDS, reading.gone, strict=False)
                for row_id in ids
            ],
            removed_thesaurus_ids=reading.gone[3],
        )


def _read(connection: Connection, before: _Known | None) -> _Reading:
    """Read and compare on the store's thread: 20,000 cards cost the window's two frames."""
    rows: list[list[Any]] = [list(part) for part in _searched(connection)]
    known = tuple({row.id: row.version for row in part} for part in rows)
    first = tuple(card.id for card in rows[0][:MOST_ASKED])
    if before is None or _count(before, known) > FEW:
        is_changed = before is None or before != known
        return _Reading(known, first, is_changed, rows, changed=[], gone=[])
    parts = tuple(zip(before, rows, known, strict=True))
    changed = [[one for one in part if old.get(one.id) != one.version] for old, part, _ in parts]
    gone = [sorted(old.keys() - now.keys()) for old, _, now in parts]
    del parts
    free_in_turns(rows)
    return _Reading(known, first, before != known, [], changed, gone)


def _searched(connection: Connection) -> Knowledge:
    """Return all that may be found: what was withdrawn must not be read to anybody."""
    cards, offices, faqs, lines = all_knowledge(connection)
    return (
        tuple(one for one in cards if not one.withdrawn),
        tuple(one for one in offices if not one.withdrawn),
        tuple(one for one in faqs if not one.withdrawn),
        lines,
    )


def _count(before: _Known, now: _Known) -> int:
    return sum(len(old.items() ^ new.items()) for old, new in zip(before, now, strict=True))


def _cards_asked(connection: Connection) -> list[CardId]:
    """Return the city's most asked, then the deciding card of the operator's own contacts."""
    contacts = own_contacts(connection, LOOKED_AT)
    own = Counter(contact.card_ids[0] for contact in contacts if contact.card_ids)
    return [*asked_today(connection), *(card_id for card_id, _ in own.most_common(MOST_ASKED))]
