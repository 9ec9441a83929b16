"""Keeps the search index equal to the replica: from what was kept, then only what changed."""

import asyncio
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import chain

import msgspec

from console.knowledge.index_building import Changes
from console.knowledge.knowledge_search import KnowledgeSearch
from console.knowledge.turn_taking import TurnTaking
from console.store.contact.contact_repository import own_contacts
from console.store.knowledge.indexed_rows import Indexed, Reading, compared, feed_head
from console.store.knowledge.sealed_file import SealedFile
from console.store.knowledge.today_record import asked_today
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from contract.domain.ids import CardId
from contract.knowledge import FORMAT
from contract.knowledge.search_hit import HitKind
from contract.version import VERSION
from contract.wire.changes import Kind

MOST_ASKED = 9
LOOKED_AT = 200  # own contacts that tell what is asked most
KEPT_AGAIN_AFTER = 25  # changes: fewer are indexed at the next start in less time than a write
_SHOWN = {Kind.CARD: HitKind.CARD, Kind.OFFICE: HitKind.OFFICE, Kind.FAQ: HitKind.FAQ}
_INDEXED = msgspec.msgpack.Decoder(Indexed)


class RefreshSearch:
    """One of it per open replica. kept: where the index of this replica is kept, if anywhere."""

    def __init__(
        self,
        *,
        database: LocalDatabase,
        search: KnowledgeSearch,
        kept: Callable[[], SealedFile | None] = lambda: None,
    ) -> None:
        self._database = database
        self._search = search
        self._kept = kept
        self._indexed: Indexed | None = None
        self._unkept = 0  # changes since the index was kept

    async def __call__(self) -> bool:
        """Bring the index up to date; return whether anything changed in it."""
        self._search.expect()
        begins = self._indexed is None or not self._search.ready
        before, parts = await self._kept_before() if begins else (self._indexed, [])
        reading = await self._database.read(partial(compared, before=before))
        if parts and reading.rows is None:
            if not await self._search.restore(parts, _changes(reading)):
                reading = await self._database.read(partial(compared, before=None))
        elif reading.rows is None and reading.count:
            await self._search.update(_changes(reading))
        if reading.rows is not None:
            self._unkept += sum(map(len, reading.rows))
            await self._search.rebuild(*reading.rows)
            await self._search.let_go(reading.rows)
        self._indexed = reading.now
        self._unkept += reading.count
        await self.rank()
        return begins or reading.rows is not None or reading.count > 0

    async def keep(self) -> None:
        """Have the index written where much of it is new; call it when there is time."""
        file, indexed = self._kept(), self._indexed
        if file is None or indexed is None or self._unkept < KEPT_AGAIN_AFTER:
            return
        if not indexed.head.is_known:  # the knowledge base is being copied: no head to begin from
            return
        first = msgspec.msgpack.encode(indexed)
        unkept, self._unkept = self._unkept, 0
        if not await self._search.keep(
            lambda parts: file.write(chain((first,), parts), TurnTaking())
        ):
            self._unkept += unkept

    async def rank(self) -> None:
        """Tell the search what is asked most: by the city; where nobody knows, by the operator."""
        ranked = dict.fromkeys(await self._database.read(_cards_asked))
        await self._search.use(tuple(ranked))
        # All cards are looked through for it: only where the others do not fill the list.
        if self._indexed is not None and len(ranked) < MOST_ASKED:
            ranked |= dict.fromkeys(self._indexed.first_cards(MOST_ASKED))
        self._search.set_most_asked(tuple(ranked)[:MOST_ASKED])

    async def _kept_before(self) -> tuple[Indexed | None, list[bytes]]:
        """Return what was kept of this replica's rows; of others it is thrown away."""
        file = self._kept()
        parts = None if file is None else await asyncio.to_thread(file.read, TurnTaking())
        if file is None or not parts:
            return None, []
        indexed = _INDEXED.decode(parts.pop(0))
        head = await self._database.read(feed_head)
        if not head.follows(indexed.head):
            await asyncio.to_thread(file.remove)
            return None, []
        return indexed, parts


def index_beside(database: LocalDatabase) -> SealedFile | None:
    """Return where the index of a replica lies: sealed like it, read by the same program only."""
    path, key_hex = database.location
    if path is None:
        return None
    stamp = f"{VERSION} {FORMAT}".encode()
    return SealedFile(path.with_suffix(".words"), bytes.fromhex(key_hex), stamp)


def _changes(reading: Reading) -> Changes:
    changed, gone = reading.changed, reading.gone
    return Changes(
        cards=changed.get(Kind.CARD, ()),
        offices=changed.get(Kind.OFFICE, ()),
        faqs=changed.get(Kind.FAQ, ()),
        thesaurus_lines=changed.get(Kind.THESAURUS, ()),
        removed=[(hit, row_id) for kind, hit in _SHOWN.items() for row_id in gone.get(kind, ())],
        removed_thesaurus_ids=gone.get(Kind.THESAURUS, ()),
    )


def _cards_asked(connection: Connection) -> list[CardId]:
    """Return the city's most asked, then the deciding card of the operator's own contacts."""
    contacts = own_contacts(connection, LOOKED_AT)
    own = Counter(contact.card_ids[0] for contact in contacts if contact.card_ids)
    return [*asked_today(connection), *(card_id for card_id, _ in own.most_common(MOST_ASKED))]
