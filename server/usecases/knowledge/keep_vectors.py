"""Gives every published card, FAQ and office its vector, after the publication, never in it."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.text_vector import TextVector, vector_id
from contract.sentence_encoder import MODEL, NoSentenceModel
from contract.wire.changes import BODY_TYPES, Kind
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.change_log import scope_head
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import TABLES, find
from server.usecases.knowledge.vector_text import VectorText, vector_text

log = logging.getLogger(__name__)

DESCRIBED = (Kind.CARD, Kind.FAQ, Kind.OFFICE)
# One transaction each: calls are routed between two of them.
AT_ONCE = 32  # texts computed and written together

Compute = Callable[[Sequence[VectorText]], Awaitable[list[str]]]


class Place(NamedTuple):
    kind: Kind
    id: str
    version: int

    @property
    def vector_id(self) -> str:
        return vector_id(self.kind, self.id)


class KeepVectors:
    """Call it again and again. What it has looked at it does not read again until it changes."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        compute: Compute,
        close: Callable[[], Awaitable[None]],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._compute = compute
        self._close = close
        self._clock = clock
        self._head = -1
        self._looked_at: dict[str, int] = {}
        self._has_model = True

    async def __call__(self) -> None:
        """Bring the vectors up to date with the knowledge base as it is now."""
        if not self._has_model:
            return
        # Head and places of one state: what is published during the work is found at the next look.
        head, places, stored = await self._database.read(_state)
        # Nothing was published: thousands of rows need not be compared each time.
        if head == self._head:
            return
        try:
            await self._drop(stored - {place.vector_id for place in places})
            due = [place for place in places if self._is_due(place)]
            for first in range(0, len(due), AT_ONCE):
                await self._keep(due[first : first + AT_ONCE])
        except NoSentenceModel as error:
            # Not tried again: without its packages it fails each time, and the server goes on by
            # words.
            self._has_model = False
            log.warning("no sentence model, seats search by words alone: %s", error)
        finally:
            # 200 MB of memory go with the process until texts change again.
            await self._close()
        # Only when all went well: cut short, the rest is found again.
        self._head = head

    def _is_due(self, place: Place) -> bool:
        return self._looked_at.get(place.vector_id) != place.version

    async def _keep(self, places: Sequence[Place]) -> None:
        texts = await self._database.read(lambda c: _changed_texts(c, places))
        if texts:
            numbers = await self._compute([text for _, text in texts])
            vectors = [
                TextVector(id=place.vector_id, model=MODEL, digest=text.digest, numbers=found)
                for (place, text), found in zip(texts, numbers, strict=True)
            ]
            await self._database.write(lambda c: _write(c, vectors, self._clock()))
        # After the write: a lost one is computed again.
        self._looked_at |= {place.vector_id: place.version for place in places}

    async def _drop(self, ids: Iterable[str]) -> None:
        gone = sorted(ids)
        for first in range(0, len(gone), AT_ONCE):
            part = gone[first : first + AT_ONCE]
            await self._database.write(lambda c: _remove(c, part, self._clock()))  # noqa: B023 # awaited
            for entry in part:
                self._looked_at.pop(entry, None)


def _state(connection: Connection) -> tuple[int, list[Place], set[str]]:
    """Return the head of the feed, every text there is, and the vectors there are."""
    places = [
        Place(kind, row["id"], row["version"])
        for kind in DESCRIBED
        for row in connection.execute(f"SELECT id, version FROM {TABLES[kind]} WHERE deleted = 0")
    ]
    stored = connection.execute(f"SELECT id FROM {TABLES[Kind.VECTOR]} WHERE deleted = 0")
    head = scope_head(connection, KNOWLEDGE_SCOPE).head
    return head, places, {row["id"] for row in stored}


def _changed_texts(
    connection: Connection, places: Sequence[Place]
) -> list[tuple[Place, VectorText]]:
    """Return the texts whose vector is missing, of another model or of another text."""
    changed = []
    for place in places:
        entry = find(connection, BODY_TYPES[place.kind], place.id)
        if entry is None:
            continue  # deleted meanwhile
        text = vector_text(entry)  # type: ignore[arg-type] # of a kind in DESCRIBED
        stored = find(connection, TextVector, place.vector_id)
        # Other hours make another version but no other text: no vector is computed twice.
        if stored is None or stored.digest != text.digest:
            changed.append((place, text))
    return changed


def _write(connection: Connection, vectors: Sequence[TextVector], now: datetime) -> None:
    edit = FeedEdit(connection, now=now)
    for vector in vectors:
        edit.put(KNOWLEDGE_SCOPE, vector)
    edit.finish()


def _remove(connection: Connection, ids: Sequence[str], now: datetime) -> None:
    edit = FeedEdit(connection, now=now)
    for vector in ids:
        edit.remove(Kind.VECTOR, vector)
    edit.finish()
