"""Keeps the search index equal to the replica: whole at first, then only what changed."""

from collections import Counter
from typing import Any

from console.knowledge.knowledge_search import KnowledgeSearch
from console.store.cipher import Connection
from console.store.contact_repository import own_contacts
from console.store.knowledge_repository import Knowledge, all_knowledge
from console.store.local_database import LocalDatabase
from console.store.today_record import asked_today
from contract.domain.ids import CardId
from contract.knowledge.search_hit import HitKind

MOST_ASKED = 9
LOOKED_AT = 200  # own contacts that tell what is asked most
FEW = 500  # more changes than this are indexed faster by starting anew

_Known = dict[str, int]  # id -> version


class RefreshSearch:
    def __init__(self, *, database: LocalDatabase, search: KnowledgeSearch) -> None:
        self._database = database
        self._search = search
        self._known: tuple[_Known, _Known, _Known, _Known] | None = None
        self._cards: tuple[CardId, ...] = ()

    async def __call__(self) -> bool:
        """Bring the index up to date; return whether anything changed in it."""
        self._search.expect()
        knowledge = await self._database.read(_searched)
        now = tuple(_versions(rows) for rows in knowledge)
        before, self._known = self._known, now  # type: ignore[assignment]  # four each
        changed = before is None or before != now
        if before is None or _count(before, now) > FEW or not self._search.ready:
            await self._search.rebuild(*knowledge)
        elif changed:
            await self._update(before, knowledge)
        self._cards = tuple(card.id for card in knowledge[0])
        rows = [list(part) for part in knowledge]
        del knowledge
        await self._search.let_go(rows)
        await self.rank()
        return changed

    async def rank(self) -> None:
        """Tell the search what is asked most: by the city; where nobody knows, by the operator."""
        ranked = dict.fromkeys(await self._database.read(_cards_asked))
        ranked |= dict.fromkeys(self._cards[:MOST_ASKED])
        self._search.set_most_asked(tuple(ranked)[:MOST_ASKED])

    def forget(self) -> None:
        """Another replica was opened: start anew next time."""
        self._known = None
        self._cards = ()

    async def _update(self, before: Any, knowledge: Any) -> None:
        cards, offices, faqs, lines = (
            tuple(row for row in rows if known.get(row.id) != row.version)
            for known, rows in zip(before, knowledge, strict=True)
        )
        gone = [
            known.keys() - {row.id for row in rows}
            for known, rows in zip(before, knowledge, strict=True)
        ]
        kinds = (HitKind.CARD, HitKind.OFFICE, HitKind.FAQ)
        await self._search.update(
            cards=cards,
            offices=offices,
            faqs=faqs,
            thesaurus_lines=lines,
            removed=[
                (kind, row_id) for kind, ids in zip(kinds, gone, strict=False) for row_id in ids
            ],
            removed_thesaurus_ids=list(gone[3]),
        )


def _searched(connection: Connection) -> Knowledge:
    """Return all that may be found: what was withdrawn must not be read to anybody."""
    cards, offices, faqs, lines = all_knowledge(connection)
    return (
        tuple(one for one in cards if not one.withdrawn),
        tuple(one for one in offices if not one.withdrawn),
        tuple(one for one in faqs if not one.withdrawn),
        lines,
    )


def _versions(rows: Any) -> _Known:
    return {row.id: row.version for row in rows}


def _count(before: Any, now: Any) -> int:
    return sum(len(old.items() ^ new.items()) for old, new in zip(before, now, strict=True))


def _cards_asked(connection: Connection) -> list[CardId]:
    """Return the city's most asked, then the deciding card of the operator's own contacts."""
    contacts = own_contacts(connection, LOOKED_AT)
    own = Counter(contact.card_ids[0] for contact in contacts if contact.card_ids)
    return [*asked_today(connection), *(card_id for card_id, _ in own.most_common(MOST_ASKED))]
