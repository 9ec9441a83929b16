"""Records of HSDS by kind, whatever file they come from, with what they belong to."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

POSTAL = ("postal_addresses", "postal_address")
# A kind by the names it goes under: alone, several, as a table.
_NAMES = {
    "organization": ("organizations",),
    "service": ("services",),
    "location": ("locations",),
    "service_at_location": ("service_at_locations", "services_at_location"),
    "phone": ("phones",),
    "schedule": ("schedules",),
    "regular_schedule": ("regular_schedules",),
    "holiday_schedule": ("holiday_schedules",),
    "contact": ("contacts",),
    # Before 3.0 in tables of their own; a postal one is marked where it is read.
    "address": ("addresses", "physical_addresses", "physical_address", *POSTAL),
    "accessibility": ("accessibility_for_disabilities",),
    "eligibility": ("eligibilities",),
    "required_document": ("required_documents",),
    "cost_option": ("cost_options",),
    "organization_identifier": ("organization_identifiers",),
    "taxonomy_term": ("taxonomy_terms", "taxonomy"),
    "attribute": ("attributes",),
}
KIND_OF = {name: kind for kind, names in _NAMES.items() for name in (kind, *names)}
KINDS = tuple(_NAMES)
# Columns that name another record; any other that ends so holds a value, as tax_id does.
_LINKS = frozenset({"id", *(f"{kind}_id" for kind in KINDS)})
OWN_TABLES = "chiamaroma_tables"  # of ours, in a file of ours
OWN_PREFIX = "chiamaroma-"  # of files with tables of ours, among CSV files
NO_ROWS = "none"  # all there is in the file of one that has no rows: whoever empties it says less


class Fields(dict[str, Any]):
    """What a file says of a thing, and which of it somebody asked for."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)

    def unasked(self, *, with_links: bool) -> Iterator[str]:
        """Yield the names of values that nobody asked for.

        with_links: of a record that nobody looked at, also what it would have joined.
        """
        is_unseen = with_links and not self.asked - {"id"}
        for name, value in self.items():
            is_link = name in _LINKS and not (is_unseen and name != "id")
            if value not in (None, "") and not is_link and name not in self.asked:
                yield name


class Record(msgspec.Struct, frozen=True):
    place: tuple[str, int]
    fields: Fields

    @property
    def key(self) -> str:
        """Return what its parts name it by: parts nested in it need no identifier of it."""
        return key_of(self.get("id"), self.place)

    def get(self, name: str) -> Any:
        return self.fields.get(name)

    def says(self, name: str, word: str) -> bool:
        """Return whether it says just this; whatever else it says counts as not asked for."""
        is_so: bool = dict.get(self.fields, name) == word
        return is_so and self.get(name) == word


def key_of(given: object, place: tuple[str, int]) -> str:
    return str(given) if given not in (None, "") else f"{place[0]}, {place[1]}"


class HsdsRecords:
    """Records by kind, with the ids of what they belong to; asked once all are there."""

    def __init__(self) -> None:
        self.by_kind: dict[str, list[Record]] = {kind: [] for kind in KINDS}
        self.own_tables: dict[str, list[Record]] = {}
        self.are_ours = False  # written by an export of ours
        self.contradicting: list[Record] = []  # have the id of another thing, and say otherwise
        self.unreadable: list[tuple[tuple[str, int], str]] = []  # no things where things belong
        self.spoilt: list[tuple[tuple[str, int], str]] = []  # names that hold no single value
        self.passed_over: dict[str, int | None] = {}  # files nobody here reads, with their rows
        self.pages = ("", "")  # a file that is one of several, and which
        self.unknown: Counter[str] = Counter()  # lists of things that nobody here reads
        self._seen: dict[tuple[str, ...], Record] = {}
        self._indexes: dict[tuple[str, str], dict[str, list[Record]]] = {}

    def of(self, kind: str, owner_kind: str = "", owner: Record | None = None) -> list[Record]:
        """Return the records of a kind, or those that belong to an owner."""
        if owner is None:
            return self.by_kind[kind]
        return self._index(kind, f"{owner_kind}_id").get(owner.key, [])

    def add(self, kind: str, place: tuple[str, int], fields: dict[str, Any]) -> None:
        """Add a record, once: nested files repeat what several things share, whole or in part."""
        key = (kind, *(f"{name}={fields.get(name)}" for name in _identity(kind, fields)))
        # Without an id two things that say the same are still two.
        first = self._seen.get(key) if fields.get("id") not in (None, "") else None
        if first is None:
            self._seen[key] = Record(place, Fields(fields))
            self.by_kind[kind].append(self._seen[key])
            return
        both = first.fields.keys() & fields.keys()
        # Repeated in parts is usual; said otherwise it is another thing under the same id.
        if any(first.fields[name] != fields[name] for name in both if fields[name]):
            self.contradicting.append(Record(place, Fields(fields)))
        first.fields.update({name: fields[name] for name in fields.keys() - both})

    def see_around(self, page: dict[str, Any], file: str) -> None:
        """Note what stands beside the things of a page: other lists, and other pages."""
        for name, value in page.items():
            if isinstance(value, list | dict) and name != "contents":
                self.unknown[f"{file} › {name}"] += len(value)
        pages = page.get("total_pages")
        if isinstance(pages, int) and pages > 1:
            self.pages = (file, f"{page.get('page_number', '?')}/{pages}")

    def _index(self, kind: str, link: str) -> dict[str, list[Record]]:
        cached = self._indexes.get((kind, link))
        if cached is None:
            cached = {}
            for record in self.by_kind[kind]:
                if record.fields.setdefault(link, "") not in (None, ""):
                    cached.setdefault(str(record.fields[link]), []).append(record)
            self._indexes[kind, link] = cached
        return cached


def _identity(kind: str, fields: dict[str, Any]) -> list[str]:
    """Return the fields that identify a record; parts may belong to several owners."""
    if kind in ("organization", "service", "location", "taxonomy_term"):
        return ["id"]
    # Before 3.0 physical and postal addresses count from 1 each.
    own = ("address_type",) if kind == "address" else ()
    return ["id", *own, *sorted(name for name in fields if name.endswith("_id"))]


def own_file(table: str) -> str:
    """Return the name of the CSV file that holds a table of ours."""
    return f"{OWN_PREFIX}{table.rpartition('.')[0]}.csv"


def file_name(kind: str) -> str:
    """Return the name of the CSV file of a kind."""
    return f"{next(iter(_NAMES[kind]), kind)}.csv"
