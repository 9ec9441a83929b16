"""What an index holds of the knowledge base, compared with what the replica holds now."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from console.store.knowledge.knowledge_repository import all_knowledge, rows_of
from console.store.replica.cipher import Connection
from console.store.replica.sync_cursor import epoch
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId
from contract.wire.changes import Kind

INDEXED = (Kind.CARD, Kind.OFFICE, Kind.FAQ, Kind.THESAURUS)
FEW = 500  # more changes than this are indexed faster by starting anew

type Versions = dict[Kind, dict[str, int]]


class FeedHead(msgspec.Struct, frozen=True, kw_only=True):
    """How far the feed of the knowledge base was read. copy: of the rows that are shown."""

    epoch: str = ""
    cursor: int = 0
    copy: int = 0

    @property
    def is_known(self) -> bool:
        return self.cursor > 0

    def follows(self, before: "FeedHead") -> bool:
        """Return whether a row of a version seen at the one before is the same row now."""
        # Ahead of the replica, or of another life of the server, the same version is another row.
        return self.epoch == before.epoch and self.cursor >= before.cursor


class Indexed(msgspec.Struct, frozen=True, kw_only=True):
    """versions: of all rows. withdrawn: cards among them that are not shown."""

    head: FeedHead
    versions: Versions
    withdrawn: frozenset[str] = frozenset()

    def first_cards(self, count: int) -> tuple[CardId, ...]:
        """Return the cards that have changed least often."""
        shown = ((version, card) for card, version in self.versions[Kind.CARD].items())
        least = heapq.nsmallest(count, (one for one in shown if one[1] not in self.withdrawn))
        return tuple(CardId(card) for _, card in least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """rows: all that is shown, by kind, to begin anew with; None where the changes are few.

    changed: what has come, by kind; gone: ids of what is shown no more.
    """

    now: Indexed
    rows: list[list[Any]] | None = None
    changed: Mapping[Kind, Sequence[Any]]
    gone: Mapping[Kind, Sequence[str]]

    @property
    def count(self) -> int:
        return sum(map(len, (*self.changed.values(), *self.gone.values())))


def feed_head(connection: Connection) -> FeedHead:
    row = connection.execute(
        "SELECT coalesce(cursor, 0), copy FROM sync_scope WHERE scope = ?", (KNOWLEDGE_SCOPE,)
    ).fetchone()
    cursor, copy = row or (0, 0)
    return FeedHead(epoch=epoch(connection) or "", cursor=cursor, copy=copy)


def compared(connection: Connection, before: Indexed | None) -> Reading:
    """Read what an index lacks; everything for one that holds nothing of this replica."""
    head = feed_head(connection)
    if before is not None and head.is_known and head == before.head:  # the versions need no look
        return Reading(now=before, changed={}, gone={})
    # Versions first: reading all rows to find three that changed took most of a change's time.
    versions = _row_versions(connection)
    if before is None or not head.follows(before.head):
        return _everything(connection, head, versions)
    ids = {kind: _changed(before.versions[kind], versions[kind]) for kind in INDEXED}
    gone = {kind: before.versions[kind].keys() - versions[kind].keys() for kind in INDEXED}
    if sum(map(len, (*ids.values(), *gone.values()))) > FEW:
        return _everything(connection, head, versions)
    changed = {kind: _shown(rows_of(connection, kind, ids[kind])) for kind in INDEXED}
    # Withdrawn since: for the search it is gone, though its row stays.
    hidden = {kind: ids[kind] - {row.id for row in changed[kind]} for kind in INDEXED}
    withdrawn = before.withdrawn - ids[Kind.CARD] - gone[Kind.CARD] | hidden[Kind.CARD]
    return Reading(
        now=Indexed(head=head, versions=versions, withdrawn=withdrawn),
        changed=changed,
        gone={kind: sorted(gone[kind] | hidden[kind]) for kind in INDEXED},
    )


def _everything(connection: Connection, head: FeedHead, versions: Versions) -> Reading:
    rows = [_shown(part) for part in all_knowledge(connection)]
    withdrawn = versions[Kind.CARD].keys() - {card.id for card in rows[0]}
    now = Indexed(head=head, versions=versions, withdrawn=frozenset(withdrawn))
    return Reading(now=now, rows=rows, changed={}, gone={})


def _shown(rows: Iterable[Any]) -> list[Any]:
    """Return what may be found: what was withdrawn must not be read to anybody."""
    return [row for row in rows if not getattr(row, "withdrawn", "")]


def _row_versions(connection: Connection) -> Versions:
    """Return id -> version by kind; tens of thousands."""
    kinds = ", ".join("?" * len(INDEXED))
    rows = connection.execute(
        f"SELECT kind, id, max(version) FROM shown_row WHERE kind IN ({kinds}) GROUP BY kind, id",
        INDEXED,
    )
    found: Versions = {kind: {} for kind in INDEXED}
    for kind, row_id, version in rows:
        found[Kind(kind)][row_id] = version
    return found


def _changed(before: Mapping[str, int], now: Mapping[str, int]) -> set[str]:
    return {row_id for row_id, version in now.items() if before.get(row_id) != version}
