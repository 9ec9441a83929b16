"""How much each entry of the knowledge base is used, by day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contract.domain.knowledge_entries.revision import EntryKind
from server.store.engine.connection import Connection
from server.store.operations.old_rows import delete_some, older

_OLD = older("use of entries", "entry_use", "day", "entry_kind", "entry_id", "day")


class Use(StrEnum):
    READ = "read"
    LINKED = "linked"  # to a closed contact
    REPORTED = "reported"
    FOUND = "found"  # first of a search


@dataclass(frozen=True, slots=True, kw_only=True)
class UseFigures:
    read: int = 0
    linked: int = 0
    reported: int = 0
    found: int = 0

    @property
    def weight(self) -> int:
        """How much it matters that the entry is true: what citizens were told weighs most."""
        return self.read + 3 * self.linked


def count_use(
    connection: Connection, kind: EntryKind, entry_id: str, use: Use, day: date, times: int = 1
) -> None:
    column = use.value
    connection.execute(
        f"INSERT INTO entry_use (entry_kind, entry_id, day, {column})"
        " VALUES (:kind, :entry_id, :day, :times) ON CONFLICT (entry_kind, entry_id, day)"
        f" DO UPDATE SET {column} = entry_use.{column} + excluded.{column}",
        {"kind": str(kind), "entry_id": entry_id, "day": day.isoformat(), "times": times},
    )


def use_since(connection: Connection, day: date) -> dict[tuple[EntryKind, str], UseFigures]:
    """Return the figures of every entry that was used since a day of Rome."""
    rows = connection.execute(
        "SELECT entry_kind, entry_id, sum(read) AS read, sum(linked) AS linked,"
        " sum(reported) AS reported, sum(found) AS found FROM entry_use"
        " WHERE day >= :day GROUP BY entry_kind, entry_id",
        {"day": day.isoformat()},
    )
    return {
        (EntryKind(row["entry_kind"]), row["entry_id"]): UseFigures(
            read=int(row["read"]),
            linked=int(row["linked"]),
            reported=int(row["reported"]),
            found=int(row["found"]),
        )
        for row in rows
    }


def forget_use(connection: Connection, before: date) -> int:
    """Delete some of the figures of earlier days; return how many rows."""
    return delete_some(connection, _OLD, before.isoformat())
