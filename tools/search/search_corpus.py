"""Corpora and queries of the search benches, as rows of a replica or of the knowledge base."""

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from contract.domain.ids import CardId, FaqId, TopicId
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from contract.knowledge.thesaurus import lines_of
from contract.wire.changes import Kind

type Record = dict[str, Any]
type Row = tuple[Kind, str, str]


def records(path: Path) -> list[Record]:
    """Read jsonl, packed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def inflated(corpus: list[Record], wanted: int, luck: random.Random) -> list[Record]:
    """Add altered copies until there are enough: a new word in each title, a few in each text.

    copy_of tells what a record was copied from.
    """
    originals = list(corpus)
    while originals and len(corpus) < wanted:
        copied = dict(originals[len(corpus) % len(originals)])
        place = "zona" + "".join(luck.choices("abcdefghilmnoprstuvz", k=3))
        copied["copy_of"] = copied["id"]
        copied["id"] = f"copy-{len(corpus)}"
        copied["title"] = f"{copied['title']} {place} {luck.randrange(1000)}"
        words = copied["text"].split()
        copied["text"] = " ".join(w + place[-2:] if luck.random() < 0.04 else w for w in words)
        corpus.append(copied)
    return corpus


def entry_of(record: Record, language: str) -> ServiceCard | Faq:
    """Return a record as the knowledge base would hold it."""
    text = "\n".join(part for part in (record["text"], record.get("theme", "")) if part)
    if "faq" in (record.get("type"), record.get("kind")):
        return Faq(
            id=FaqId(record["id"]),
            card_id=CardId(""),
            question=record["title"],
            answer=text,
            language=language,
        )
    return ServiceCard(
        id=CardId(record["id"]),
        title=record["title"],
        topic_id=TopicId("bench"),
        say="",
        how_to=text,
        language=language,
    )


def row_of(entry: ServiceCard | Faq) -> Row:
    kind = Kind.FAQ if isinstance(entry, Faq) else Kind.CARD
    return kind, entry.id, msgspec.json.encode(entry).decode()


def thesaurus_rows(path: Path, language: str) -> list[Row]:
    if not path.exists():
        return []
    lines = lines_of(path.read_text(encoding="utf-8"), language)
    return [(Kind.THESAURUS, line.id, msgspec.json.encode(line).decode()) for line in lines]


def vector_rows(entries: Sequence[ServiceCard | Faq], numbers: Sequence[str]) -> list[Row]:
    from contract.domain.knowledge_entries.text_vector import TextVector, vector_id
    from contract.sentence_encoder import MODEL

    rows = []
    for entry, found in zip(entries, numbers, strict=True):
        kind = Kind.FAQ if isinstance(entry, Faq) else Kind.CARD
        vector = TextVector(id=vector_id(kind, entry.id), model=MODEL, digest="", numbers=found)
        rows.append((Kind.VECTOR, vector.id, msgspec.json.encode(vector).decode()))
    return rows
