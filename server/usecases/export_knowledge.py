"""The knowledge base as the files the importer takes."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE, Scope
from contract.wire.changes import BODY_TYPES, Kind
from server.store.connection import Connection
from server.store.replicated_rows import values_after
from server.usecases.knowledge_cells import LIST_SEPARATOR
from server.usecases.knowledge_files import THESAURUS_FILE

_FILES: dict[str, tuple[Kind, Scope]] = {
    "desks.csv": (Kind.DESK, BASE_SCOPE),
    "topics.csv": (Kind.TOPIC, BASE_SCOPE),
    "offices.csv": (Kind.OFFICE, KNOWLEDGE_SCOPE),
    "cards.csv": (Kind.CARD, KNOWLEDGE_SCOPE),
    "faqs.csv": (Kind.FAQ, KNOWLEDGE_SCOPE),
}
_LEFT_OUT = {"version", "topic_ids"}  # the server's own, and what topics.csv says already
_PAGE = 500


def knowledge_texts(connection: Connection) -> dict[str, str]:
    """Return the content of each file by its name; needs a transaction that sees one state."""
    values = {name: _all_values(connection, kind, scope) for name, (kind, scope) in _FILES.items()}
    values["topics.csv"].sort(key=_place_at_desk(values["desks.csv"]))
    texts = {name: _sheet(kind, values[name]) for name, (kind, _) in _FILES.items()}
    lines = _all_values(connection, Kind.THESAURUS, KNOWLEDGE_SCOPE)
    texts[THESAURUS_FILE] = "".join(f"{line.line}\n" for line in lines)  # type: ignore[attr-defined]
    return texts


def write_texts(folder: Path, texts: dict[str, str]) -> None:
    """Write the files; a folder that holds other ones keeps them. Raise OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _all_values(connection: Connection, kind: Kind, scope: Scope) -> list[msgspec.Struct]:
    values: list[msgspec.Struct] = []
    after = ""
    while page := list(values_after(connection, kind, scope, after, _PAGE)):
        values += page
        after = page[-1].id  # type: ignore[attr-defined] # every replicated value has one
    return values


def _place_at_desk(desks: list[msgspec.Struct]) -> Callable[[msgspec.Struct], int]:
    """Return the sort key that keeps the order each desk gives its topics."""
    ordered = [topic_id for desk in desks for topic_id in getattr(desk, "topic_ids")]  # noqa: B009
    places = {topic_id: place for place, topic_id in enumerate(ordered)}
    return lambda topic: places.get(getattr(topic, "id"), len(places))  # noqa: B009


def _sheet(kind: Kind, values: list[msgspec.Struct]) -> str:
    columns = [name for name in BODY_TYPES[kind].__struct_fields__ if name not in _LEFT_OUT]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for value in values:
        writer.writerow([_cell(getattr(value, column)) for column in columns])
    return text.getvalue()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "sì" if value else "no"
        case date():
            return value.isoformat()
        case tuple():
            return LIST_SEPARATOR.join(map(str, value))
    return str(value)
