"""A folder of knowledge files, read and checked as a whole before anything is taken."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from contract.domain.ids import CardId, DeskId, FaqId, OfficeId, TopicId
from contract.domain.knowledge import Desk, Faq, Office, ServiceCard, ThesaurusLine, Topic
from server.usecases.csv_sheet import read_sheet, read_text
from server.usecases.import_problems import Findings
from server.usecases.knowledge_cells import Cells

THESAURUS_FILE = "thesaurus.txt"
PRODUCT_THESAURUS = Path(__file__).parents[2] / "resources" / "thesaurus_it.txt"
SAY_LIMIT = 300  # characters an operator can read aloud in one breath or two
_THESAURUS_LIMIT = 1_000  # characters of a line


class Knowledge(msgspec.Struct, frozen=True, kw_only=True):
    """Everything seats search in; a folder without a thesaurus gets the product's own."""

    topics: tuple[Topic, ...]
    desks: tuple[Desk, ...]
    offices: tuple[Office, ...]
    cards: tuple[ServiceCard, ...]
    faqs: tuple[Faq, ...]
    thesaurus: tuple[ThesaurusLine, ...]


def read_knowledge(folder: Path) -> Knowledge:
    """Return what the folder holds. Raise ImportRefused with everything that is wrong."""
    findings = Findings()
    if not folder.is_dir():
        findings.add("not_a_folder", file=folder.name, value=folder)
    findings.refuse_if_any()
    reader = _FolderReader(folder, findings)
    desks = reader.rows("desks.csv", ("id", "name"), _desk)
    topics = reader.rows("topics.csv", ("id", "path", "desk_id"), _topic)
    offices = reader.rows("offices.csv", _columns_of(Office), _office)
    cards = reader.rows("cards.csv", _columns_of(ServiceCard), _card)
    faqs = reader.rows("faqs.csv", _columns_of(Faq), _faq)
    own = folder / THESAURUS_FILE
    lines = _thesaurus(own if own.exists() else PRODUCT_THESAURUS, findings)
    findings.refuse_if_any()
    return Knowledge(
        topics=topics,
        desks=tuple(_with_topics(desk, topics) for desk in desks),
        offices=offices,
        cards=cards,
        faqs=faqs,
        thesaurus=lines,
    )


type _Known = dict[str, set[str] | None]  # by file: its ids; None: nobody can say


class _FolderReader:
    """Reads file after file, each after those it refers to."""

    def __init__(self, folder: Path, findings: Findings) -> None:
        self._folder = folder
        self._findings = findings
        self._known: _Known = {}

    def rows[S](
        self, file: str, columns: tuple[str, ...], value: Callable[["_Row"], S]
    ) -> tuple[S, ...]:
        sheet = read_sheet(self._folder / file, columns, self._findings)
        if sheet is None:
            self._known[file] = None
            return ()
        values, seen = [], set[str]()
        for row in sheet.rows:
            values.append(value(_Row(Cells(file, row, self._findings), self._known, seen)))
            seen.add(row.cells["id"])
        self._known[file] = seen if sheet.is_whole else None
        return tuple(values)


class _Row:
    """A row's cells, its own id and its references to rows of other files."""

    def __init__(self, cells: Cells, known: _Known, seen: set[str]) -> None:
        self.cells = cells
        self.id = cells.own_id(seen)
        self._known = known

    def reference(self, column: str, file: str, code: str) -> str:
        target = self.cells.needed(column)
        return self._checked(column, target, file, code) if target else ""

    def references(self, column: str, file: str, code: str) -> tuple[str, ...]:
        targets = self.cells.many(column)
        return tuple(self._checked(column, target, file, code) for target in targets)

    def _checked(self, column: str, target: str, file: str, code: str) -> str:
        known = self._known[file]
        if known is not None and target not in known:
            self.cells.note(code, column, target)
        return target


def _desk(row: _Row) -> Desk:
    return Desk(id=DeskId(row.id), name=row.cells.needed("name"))


def _topic(row: _Row) -> Topic:
    desks = row.references("desk_id", "desks.csv", "unknown_desk")
    return Topic(
        id=TopicId(row.id),
        path=row.cells.needed("path"),
        desk_id=DeskId(desks[0]) if desks else None,
    )


def _office(row: _Row) -> Office:
    cells = row.cells
    return Office(
        id=OfficeId(row.id),
        name=cells.needed("name"),
        municipio=cells.municipio("municipio"),
        address=cells.text("address"),
        phones=cells.phones("phones"),
        email=cells.email("email"),
        hours=cells.hours("hours"),
        by_appointment=cells.flag("by_appointment"),
        how_to_get_there=cells.text("how_to_get_there"),
        note=cells.text("note"),
        keywords=cells.text("keywords"),
        verified_on=cells.day("verified_on"),
    )


def _card(row: _Row) -> ServiceCard:
    cells = row.cells
    office_ids = row.references("office_ids", "offices.csv", "unknown_office")
    card = ServiceCard(
        id=CardId(row.id),
        title=cells.needed("title"),
        topic_id=TopicId(row.reference("topic_id", "topics.csv", "unknown_topic")),
        say=cells.needed("say", SAY_LIMIT),
        who_for=cells.text("who_for"),
        how_to=cells.text("how_to"),
        what_is_needed=cells.text("what_is_needed"),
        what_you_get=cells.text("what_you_get"),
        times=cells.text("times"),
        costs=cells.text("costs"),
        access=cells.text("access"),
        office_ids=tuple(OfficeId(office_id) for office_id in office_ids),
        keywords=cells.text("keywords"),
        source=cells.text("source"),
        verified_on=cells.day("verified_on"),
        valid_until=cells.day("valid_until"),
    )
    if card.verified_on and card.valid_until and card.valid_until < card.verified_on:
        cells.note("date_order", "valid_until")
    return card


def _faq(row: _Row) -> Faq:
    return Faq(
        id=FaqId(row.id),
        card_id=CardId(row.reference("card_id", "cards.csv", "unknown_card")),
        question=row.cells.needed("question"),
        answer=row.cells.needed("answer", 2_000),
    )


def _columns_of(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name != "version")


def _with_topics(desk: Desk, topics: tuple[Topic, ...]) -> Desk:
    mine = tuple(topic.id for topic in topics if topic.desk_id == desk.id)
    return msgspec.structs.replace(desk, topic_ids=mine)


def _thesaurus(path: Path, findings: Findings) -> tuple[ThesaurusLine, ...]:
    """Return one value an entry; "#" starts a comment. Ids follow the words, not the place."""
    lines: dict[str, ThesaurusLine] = {}
    for number, raw in enumerate((read_text(path, findings) or "").split("\n"), 1):
        line = " ".join(raw.split("#")[0].split())
        if not line:
            continue
        if not _is_entry(line):
            findings.add("bad_thesaurus_line", file=path.name, row=number)
        digest = hashlib.blake2b(line.encode(), digest_size=8).hexdigest()
        lines[digest] = ThesaurusLine(id=f"it-{digest}", line=line)
    return tuple(lines.values())


def _is_entry(line: str) -> bool:
    """Return whether the line is "a, b > c, d" or "a = b = c"."""
    sides = line.split(">") if ">" in line else line.split("=")
    if not line.isprintable() or len(line) > _THESAURUS_LIMIT or len(sides) < 2:
        return False
    words = [word.strip() for side in sides for word in side.split(",")]
    is_one_way = ">" in line
    return all(words) and not (is_one_way and (len(sides) > 2 or "=" in line))
