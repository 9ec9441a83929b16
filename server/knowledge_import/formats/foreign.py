"""Options for the reader of a foreign format, beside its file."""

import re

import msgspec

from server.knowledge_import.csv_records import USUAL_SHAPE, CsvShape
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.formats.personal_names import is_person
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.knowledge_tables import TOPICS

_LEFTOVER = re.compile(r"\b(?:DELETED?|CANCELLAT[OA]|ELIMINAT[OA])_|^\s*(?:test|prova)\b", re.I)
_NAME = re.compile(r"[^\W\d_][\w'’]+(?: [^\W\d_][\w'’]+){1,2}")
_ID_CHARACTERS = re.compile(r"[^A-Za-z0-9._-]+")
ID_ROOM = 64  # characters; longer ones no command could name


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """What the file cannot say: where its cards belong, and how it is written."""

    topic_id: str = ""  # of cards the file gives none
    topic_path: str = ""  # not empty: the topic is made as well
    card_id: str = ""  # of FAQs that belong to no card
    country: str = "39"  # calling code of numbers written without one
    language: str = ""  # of what the file says, where it does not say so; "": Italian
    keeps_personal_mail: bool = True  # addresses that hold the name of a person
    shape: CsvShape = USUAL_SHAPE

    def assumed_of_card(self, **cells: str) -> dict[str, str]:
        """Return cells that hold until somebody says otherwise."""
        language = {"language": self.language} if self.language else {}
        return {"topic_id": self.topic_id, **language, **cells}


def add_mapped_topic(made: MadeTables, mapping: Mapping) -> None:
    """Add the topic that the mapping makes, so that cards may belong to it."""
    ids = {row.cells["id"] for row in made.rows.get(TOPICS, ())}
    if mapping.topic_path and mapping.topic_id not in ids:
        cells = {"id": mapping.topic_id, "path": mapping.topic_path}
        made.add(TOPICS, ("--topic", 0), cells)


def own_id(kind: str, given: object) -> str:
    """Return an identifier for ours; a bare number is only unique among its kind."""
    text = _ID_CHARACTERS.sub("-", str(given or "").strip()).strip("-._")
    if not text:
        return ""
    # "7" of an office and "7" of a service would be one entry.
    return (f"{kind}-{text}" if text.isdigit() else text)[:ID_ROOM]


def is_title(made: MadeTables, place: tuple[str, int], column: str, title: str) -> bool:
    """Return whether a title may name a service or an office; refuse the row otherwise."""
    fault = fault_of_title(title)
    if fault:
        made.refuse(place, fault, column, title)
    return not fault


def fault_of_title(title: str) -> str:
    """Return the code of what real catalogues hold in place of a title; "": nothing."""
    if not title.strip():
        return "no_title"
    # Real catalogues hold them: an operator would read "DELETED_" to a citizen.
    if _LEFTOVER.search(title):
        return "leftover"
    # Some catalogues publish an employee's name as a service: no person may become a card.
    return "person_name" if _NAME.fullmatch(title.strip()) and is_person(title.split()) else ""


def unlimited() -> Findings:
    """Return findings for notes, of which a large file has many."""
    return Findings(10**9)
