"""A file of HSDS on its way into our tables: its records, our identifiers, our own cells."""

from typing import Any

from server.knowledge_import.formats.foreign import Mapping, is_title, own_id
from server.knowledge_import.formats.hsds.hsds_records import HsdsRecords, Record
from server.knowledge_import.formats.json_file import parsed
from server.knowledge_import.formats.lenient import Lenient
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.formats.remainder import Remainder
from server.knowledge_import.knowledge_tables import CARDS, OFFICES, TOPICS

OWN_ATTRIBUTE = "chiamaroma"  # link_type of what only we read
_IDS = (("organization", "org"), ("location", "loc"), ("service", "svc"))


class HsdsSource:
    """Asked by whoever makes rows of it; knows which of our cells hang on which of its things."""

    def __init__(self, records: HsdsRecords, mapping: Mapping, made: MadeTables) -> None:
        self.records = records
        self.mapping = mapping
        self.made = made
        self._ids = {
            kind: {str(one.get("id")): own_id(short, one.get("id")) for one in records.of(kind)}
            for kind, short in _IDS
        }
        self._own: dict[tuple[str, str], dict[str, str]] = {}
        for one in records.of("attribute"):
            if one.says("link_type", OWN_ATTRIBUTE):
                of = (str(one.get("link_entity")), str(one.get("link_id")))
                self._own[of] = self._own.get(of, {}) | _cells_of(one, made)
        for (kind, link), cells in self._own.items():
            # Our own identifier travels beside HSDS's UUID: an entry comes home as itself.
            if "id" in cells and kind in self._ids:  # one of ours that looks like theirs
                self._ids[kind][link] = cells["id"]

    def id(self, kind: str, given: Any) -> str:
        """Return our identifier of a thing; "": it is not in the file."""
        return self._ids[kind].get(str(given), "")

    def linked(self, kind: str, given: Any, cells: Lenient, column: str) -> str:
        """Return our identifier of a thing that another names; "", noted, where it is not taken."""
        found = self.id(kind, given)
        if given not in (None, "") and not found:
            cells.note("office_left_out", column, given)
        return found

    def topic_id(self, term: Record) -> str:
        given = str(term.get("id") or "")
        return self._own.get(("taxonomy_term", given), {}).get("id", given)

    def titled(self, kind: str, one: Record, name: Any) -> tuple[Lenient, str] | None:
        """Return what makes cells of a thing, and its name; None, noted, where that will not do.

        A name of ours always does.
        """
        cells = Lenient(self.made, one.place)
        line = cells.line(name, "name")
        if self.records.are_ours or is_title(self.made, one.place, "name", line):
            return cells, line
        # What names it comes in without it: a refused row must not take others along.
        self._ids[kind].pop(str(one.get("id")), None)
        return None

    def part(self, one: Record, owner: Record) -> Lenient:
        """Return what makes cells of a part, and notes at the part what is said of its owner."""
        self.made.belongs(one.place, owner.place)
        return Lenient(self.made, one.place)

    def remainder(self) -> Remainder:
        """Return the cells that hang on things, and the tables kept beside them."""
        cells: dict[str, dict[str, dict[str, str]]] = {OFFICES: {}, CARDS: {}, TOPICS: {}}
        for (kind, link), own in self._own.items():
            table = {"service": CARDS, "taxonomy_term": TOPICS}.get(kind, OFFICES)
            cells[table][own.get("id") or self._ids.get(kind, {}).get(link, link)] = own
        tables = self.records.own_tables
        return Remainder(
            cells,
            {table: [dict(row.fields) for row in rows] for table, rows in tables.items()},
            {table: [row.place for row in rows] for table, rows in tables.items()},
        )


def named(record: Record, *names: str) -> str:
    """Return under which of several names it says something; the first one where it does not."""
    return next((name for name in names if record.get(name) not in (None, "")), names[0])


def _cells_of(attribute: Record, made: MadeTables) -> dict[str, str]:
    """Return the cells an attribute of ours holds; none, noted, when somebody spoilt it."""
    file, number = attribute.place
    held = parsed(str(attribute.get("value") or ""), file, made.findings, number)
    if isinstance(held, dict) and all(isinstance(cell, str) for cell in held.values()):
        return held
    if held is not None:
        made.refuse(attribute.place, "not_texts", "value")
    return {}
