"""Which published entries must be looked at again, those that citizens hear most often first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.mail_address import is_address
from contract.wire.changes import Kind
from server.store.engine.connection import Connection, Row
from server.store.knowledge.entry_use import use_since
from server.store.sync.replicated_rows import passed_over
from server.usecases.knowledge.maintenance.entries import TREE_DEPTH
from server.usecases.knowledge.maintenance.review_dates import TRAFFIC_OF, review_due_on

_COLUMNS = "id, version, owner_email, review_on, verified_on, valid_from, valid_until"
_SHOWN = "deleted = 0 AND withdrawn = ''"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueEntry:
    kind: EntryKind
    id: str
    version: int
    title: str
    owner_email: str
    due_on: date
    weight: int


def due_entries(connection: Connection, today: date) -> list[DueEntry]:
    """Return what is due, the heaviest first. Translations follow their originals."""
    found = [entry for entry in entries_in_force(connection, today) if entry.due_on <= today]
    # Owners get a few a day: what citizens are told most comes first.
    return sorted(found, key=lambda entry: (-entry.weight, entry.due_on, entry.id))


def expired_entries(connection: Connection, today: date) -> list[DueEntry]:
    """Return what is no longer in force and was not withdrawn: somebody must say what holds now."""
    owners = _Owners(connection)
    found = []
    for kind, row in _rows(connection):
        with passed_over(connection, Kind(kind), row["id"]):
            until = _day(row["valid_until"])
            if until is not None and until < today:
                found.append(_entry(kind, row, owners.of(row), until, 0))
    return found


class _Owners:
    """Who answers for the rows of one reading; offices are asked from below."""

    def __init__(self, connection: Connection) -> None:
        # All at once: asked from below it would be a query for each card and level.
        rows = connection.execute("SELECT id, parent_id, owner_email FROM office WHERE deleted = 0")
        self._offices = {row["id"]: (row["owner_email"], row["parent_id"]) for row in rows}

    def of(self, row: Row) -> str:
        if is_address(row["owner_email"]):
            return str(row["owner_email"])
        above = row["above"]
        # Offices in a circle have no owner, and must not hold the campaign for ever.
        for _ in range(TREE_DEPTH):
            email, above = self._offices.get(above or "", ("", None))
            if is_address(email):
                return str(email)
        return ""


def entries_in_force(connection: Connection, today: date) -> list[DueEntry]:
    """Return cards and offices operators may answer with, and when each is due. No translations."""
    owners, used = _Owners(connection), use_since(connection, today - TRAFFIC_OF)
    found = []
    for kind, row in _rows(connection):
        with passed_over(connection, Kind(kind), row["id"]):
            if not _is_in_force(row, today):
                continue
            figures = used.get((kind, row["id"]))
            weight = figures.weight if figures else 0
            verified_on, review_on = _day(row["verified_on"]), _day(row["review_on"])
            due_on = review_due_on(verified_on, review_on, weight, today)
            found.append(_entry(kind, row, owners.of(row), due_on, weight))
    return found


def _rows(connection: Connection) -> Iterator[tuple[EntryKind, Row]]:
    for row in connection.execute(
        f"SELECT {_COLUMNS}, title, responsible_id AS above FROM service_card"
        f" WHERE {_SHOWN} AND original_id IS NULL"
    ):
        yield EntryKind.CARD, row
    for row in connection.execute(
        f"SELECT {_COLUMNS}, name AS title, parent_id AS above FROM office WHERE {_SHOWN}"
    ):
        yield EntryKind.OFFICE, row


def _entry(kind: EntryKind, row: Row, owner: str, due_on: date, weight: int) -> DueEntry:
    return DueEntry(
        kind=kind,
        id=row["id"],
        version=row["version"],
        title=row["title"],
        owner_email=owner,
        due_on=due_on,
        weight=weight,
    )


def _is_in_force(row: Row, today: date) -> bool:
    begins, ends = _day(row["valid_from"]), _day(row["valid_until"])
    return (begins is None or begins <= today) and (ends is None or ends >= today)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
