"""What a file says, value by value, and what became of each: by no reader of the product.

Files are read by the csv and json modules alone. A value must be somewhere in the base, or the
report of the import must name it: by its row, by its column with how many there are, or by its
table.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from server.knowledge_import.import_problems import Problem
from server.knowledge_import.take_in_knowledge import Intake

# Said of a row whose values all came in.
_NOTHING_LOST = frozenset({"say_to_complete", "say_missing", "hours_joined", "person_mail"})
_LABEL, _NUMBER, _FIRST = re.compile(r" «.*»$"), re.compile(r"\[\d*\]"), re.compile(r"\[1\]")
_ROOT = re.compile(r" › (?:service_at_location|service|location|organization)(?=$|[\[.])")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_TIME = re.compile(r"(\d{1,2})(?::(\d\d))?(?::00)?z? ?(am|pm)?")
# What a link names is another row: see whether the base has the link.
LINK = re.compile(
    r"(?:id|(?:organization|service|location|service_at_location|contact|schedule|phone|program"
    r"|parent_organization|taxonomy_term|taxonomy|link|parent)_id)"
)
# Words of a standard that the base says otherwise, by column.
WORDS = {
    "status": {"active", "inactive", "defunct", "temporarily closed"},
    "location_type": {"physical"},
    "address_type": {"physical", "postal"},
    "type": {"voice", "fax"},
    "number_type": {"voice", "fax"},
    "freq": {"weekly"},
    "closed": {"true", "false"},
    "link_type": {"chiamaroma"},
    "identifier_scheme": {"it-ipa"},
    "sm:emailType": {"e-mail", "pec"},
    "dct:identifier": {"03.1", "04"},
    **{f"Tipo_Mail{number}": {"pec", "altro"} for number in range(1, 6)},
}


@dataclass(frozen=True, slots=True)
class Said:
    """A value where it stands: place is the list that its thing is in, number the thing's in it."""

    place: str
    number: int
    column: str
    value: str
    thing: str = ""  # nested files repeat what several things share, and it is told of once


def said_in(path: Path, encoding: str = "utf-8-sig") -> Iterator[Said]:
    """Yield all that a file, or each of the files of a folder, says."""
    for one in sorted(path.iterdir()) if path.is_dir() else (path,):
        if one.suffix == ".csv":
            yield from _of_csv(one, encoding)
        elif one.suffix == ".json" and one == path:
            content = json.loads(one.read_text(encoding))
            things = content.get("contents", content) if isinstance(content, dict) else content
            is_one = isinstance(things, dict) and "id" in things
            yield from _of_json([things] if is_one else things, f"{one.name} › ", 1)


def _of_csv(path: Path, encoding: str) -> Iterator[Said]:
    rows = csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline=""))
    header = next(rows, [])
    for number, row in enumerate(rows, 2):
        for column, value in zip(header, row, strict=False):
            if value.strip():
                yield Said(path.name, number, column.strip(), value)


def _of_json(thing: Any, place: str, number: int) -> Iterator[Said]:
    if isinstance(thing, list):
        for at, one in enumerate(thing, 1):
            yield from _of_json(one, place, at)
        return
    known = str(thing.get("id") or "") if isinstance(thing, dict) else ""
    for name, value in thing.items() if isinstance(thing, dict) else ():
        is_first = place.endswith(" › ")
        within = f"{place}{name}" if is_first and "id" not in thing else f"{place}[{number}].{name}"
        if isinstance(value, dict | list) and any(isinstance(one, dict) for one in [value, *value]):
            yield from _of_json(value, within, 1)
        elif isinstance(value, list):
            yield from (Said(_row_of(place), number, name, str(one), known) for one in value)
        elif value not in (None, ""):
            yield Said(_row_of(place), number, name, str(value), known)


def said_in_graph(path: Path) -> list[Said]:
    """Return what a file of JSON-LD says, by the names under which it does; it has no rows."""
    found: list[Said] = []

    def walk(thing: Any, name: str) -> None:
        if isinstance(thing, list):
            for one in thing:
                walk(one, name)
        elif isinstance(thing, dict):
            for inner, value in thing.items():
                if inner == "@value":
                    walk(value, name)
                elif not inner.startswith("@"):
                    walk(value, inner)
        else:
            found.append(Said("", 0, name, str(thing)))

    walk(json.loads(path.read_text("utf-8"))["@graph"], "")
    return found


def _row_of(place: str) -> str:
    """Return a place in one way of writing: readers name a list without a name by its kind."""
    return _FIRST.sub("", _ROOT.sub(" › ", _LABEL.sub("", place)))


def _list_of(place: str) -> str:
    return _NUMBER.sub("", _row_of(place))


class Report:
    """What an import says that it left out. has_rows: the file says where its values stand."""

    def __init__(self, intake: Intake, *, has_rows: bool) -> None:
        self._has_rows = has_rows
        self._tables: set[str] = set()
        self._columns = Counter[tuple[str, str]]()
        self._rows: set[tuple[str, int, str]] = set()
        for one in intake.notes:
            self._take(one)
        for one in intake.refused:
            self._rows.add((_row_of(one.file), one.row, ""))

    def _take(self, one: Problem) -> None:
        if one.code in ("passed_over", "passed_over_rows", "table_left_out"):
            self._tables.add(_list_of(one.file))
        elif one.code == "column_left_out":
            place = _list_of(one.file) if self._has_rows else ""
            self._columns[place, one.column] += int(one.value)
        elif not self._has_rows and one.code not in _NOTHING_LOST:
            self._columns["", one.column] += 1
        elif one.code not in _NOTHING_LOST:
            self._rows.add((_row_of(one.file), one.row, one.column))

    def lost(self, missing: list[Said]) -> list[Said]:
        """Return which of the missing values it does not name."""
        unnamed = [one for one in missing if not self._names(one)]
        counts = Counter((_list_of(one.place), one.column) for one in unnamed)
        told = {key for key, count in counts.items() if count <= self._columns[key]}
        rest = [one for one in unnamed if (_list_of(one.place), one.column) not in told]
        is_told = {_shared(one) for one in missing if one.thing and one not in rest}
        return [one for one in rest if _shared(one) not in is_told]

    def _names(self, one: Said) -> bool:
        place = f"{_list_of(one.place)}.{one.column}."
        rows = {(one.place, one.number, name) for name in (one.column, "")}
        is_of_table = any(place.startswith(f"{table}.") for table in self._tables)
        return is_of_table or not rows.isdisjoint(self._rows)


def _shared(one: Said) -> tuple[str, str, str]:
    return one.thing or one.place, one.column, one.value


def lost_in(said: list[Said], intake: Intake) -> list[Said]:
    """Return what is neither in the base nor named by the report."""
    texts = list(_texts(msgspec.to_builtins(intake.knowledge)))
    plain = "\n".join(map(_plain, texts))
    digits = "\n".join(re.sub(r"\D", "", text) for text in texts)
    missing = [one for one in said if not _is_there(one, plain, digits)]
    has_rows = all(one.number for one in said)
    return Report(intake, has_rows=has_rows).lost(missing)


def _is_there(one: Said, base: str, digits: str) -> bool:
    value = _plain(one.value)
    if LINK.fullmatch(one.column) or value in WORDS.get(one.column, ()):
        return True
    if any(form in base for form in _forms(value)):
        return True
    number = re.sub(r"\D", "", value)
    return len(number) > 6 and not re.search(r"[a-z]", value) and number in digits


def _forms(value: str) -> Iterator[str]:
    """Yield how a value may stand in the base."""
    yield value
    yield value.rstrip("/")
    if value in _DAYS:
        yield str(_DAYS.index(value))
    if set(value.split(",")) <= {day[:2] for day in _DAYS}:
        yield str([day[:2] for day in _DAYS].index(value[:2]))
    if found := _ISO_DAY.match(value):
        yield found[0]
    if found := _TIME.fullmatch(value):
        half = 12 * 60 if found[3] == "pm" and found[1] != "12" else 0
        yield str(int(found[1]) * 60 + int(found[2] or 0) + half)
    for shape in ("%B %d, %Y", "%m/%d/%Y", "%m/%d/%y"):
        with suppress(ValueError):
            day = datetime.strptime(value, shape).replace(tzinfo=UTC).date()
            yield day.isoformat()
            yield f"{day.month} {day.day}"  # of every year


def _plain(text: str) -> str:
    """Return the words of a text in one line; an "=" in front would be reckoned."""
    return " ".join(text.replace("\\n", " ").replace("\n=", "\n").split()).lstrip("=").casefold()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        yield " ".join(str(one) for one in value if isinstance(one, int))
        for one in value:
            yield from _texts(one)
    elif value is not None:
        yield str(value)
