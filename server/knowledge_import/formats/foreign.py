"""Options for the reader of a foreign format, beside its file."""

import re

import msgspec

from server.knowledge_import.csv_records import USUAL_SHAPE, CsvShape
from server.knowledge_import.formats.made_tables import MadeTables
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
    language: str = "it"
    shape: CsvShape = USUAL_SHAPE

    def assumed_of_card(self, **cells: str) -> dict[str, str]:
        """Return cells that hold until somebody says otherwise."""
        return {"topic_id": self.topic_id, **cells}


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
    return "person_name" if _NAME.fullmatch(title.strip()) and _is_person(title.split()) else ""


def _is_person(words: list[str]) -> bool:
    """Return whether two or three words are a given name beside a surname, and name no place."""
    folded = [word.casefold() for word in words]
    has_given_name = folded[0] in _GIVEN_NAMES or folded[-1] in _GIVEN_NAMES
    return (
        has_given_name
        and all(word[0].isupper() for word in words)
        and not _OF_PLACES.intersection(folded)
    )


def unlimited() -> Findings:
    """Return findings for notes, of which a large file has many."""
    return Findings(10**9)


_OF_PLACES = frozenset(
    {
        *("san", "santa", "santo", "piazza", "via", "viale", "largo", "ponte", "porta", "parco"),
        *("villa", "palazzo", "museo", "teatro", "scuola", "istituto", "centro", "casa", "borgo"),
        *("biblioteca", "ospedale", "municipio", "ufficio", "sportello", "servizio", "comune"),
    }
)
# The commonest in Italy. Those that are as often something else (Santa, Rosa, Marina, Grazia,
# Libero, Felice, Pace) are left out, for a title must not be lost.
_LISTED = """
andrea alessandro alessandra alberto alessio angela angelo anna antonella antonio
antonietta barbara carlo carla carmela caterina chiara claudio claudia cristina cristiano
daniela daniele davide domenico elena eleonora elisa elisabetta emanuele enrico fabio
fabrizio federica federico filippo francesca francesco franco gabriele giacomo gianluca
gianni giorgio giovanna giovanni giulia giulio giuseppe giuseppina ilaria laura lorenzo
luca lucia luciano luigi luisa marco maria mario martina massimo matteo maurizio michela
michele monica nicola paola paolo patrizia piero pietro raffaele riccardo roberta roberto
sabrina salvatore sandro sara sergio silvia silvio simona simone stefania stefano teresa
tiziana valentina valeria valerio vincenzo vittorio
"""
_GIVEN_NAMES = frozenset(_LISTED.split())
