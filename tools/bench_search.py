"""Measures the knowledge search: what it finds, and what a keystroke costs. One JSON line.

  .venv/bin/python tools/bench_search.py --corpus cards.jsonl.gz --queries queries.jsonl

The corpus (id, title, text, optionally theme and type or kind "faq") goes into a real replica and
is read back from there; queries (query, relevant ids, kind) go through the search of the console.
"""

import argparse
import asyncio
import gzip
import json
import random
import secrets
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from console.knowledge.knowledge_search import KnowledgeSearch
from console.knowledge.thesaurus import lines_of
from console.runtime.change_feed import ChangeFeed, Topic
from console.store.cipher import Connection
from console.store.knowledge_repository import all_knowledge
from console.store.local_database import LocalDatabase
from console.store.replica_rows import put_row
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, FaqId, TopicId
from contract.domain.knowledge import Faq, ServiceCard
from contract.wire.changes import Kind

ROOT = Path(__file__).resolve().parent.parent
TYPED_QUERIES = 60
LOOKED_AT = 10

type Record = dict[str, Any]
type Row = tuple[Kind, str, str]


@dataclass(slots=True)
class Ranks:
    """Rank (0 is first) of the first relevant hit of each query; None: not in the first ten."""

    ranks: list[int | None] = field(default_factory=list)

    def success(self, within: int) -> float:
        found = sum(rank is not None and rank < within for rank in self.ranks)
        return round(found / max(1, len(self.ranks)), 4)

    def summary(self) -> dict[str, float]:
        reciprocal = sum(1 / (rank + 1) for rank in self.ranks if rank is not None)
        return {
            "n": len(self.ranks),
            "success_at_1": self.success(1),
            "success_at_3": self.success(3),
            "mrr_at_10": round(reciprocal / max(1, len(self.ranks)), 4),
        }


def main() -> None:
    arguments = _arguments()
    report = asyncio.run(_measure(arguments))
    print(json.dumps(report, ensure_ascii=False))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="jsonl or jsonl.gz")
    parser.add_argument("--queries", type=Path, required=True, help="jsonl or jsonl.gz")
    parser.add_argument("--lang", choices=("it", "fr", "en"), default="it")
    parser.add_argument(
        "--thesaurus",
        type=Path,
        help="default: resources/thesaurus_<lang>.txt; give an empty file for none",
    )
    parser.add_argument("--inflate", type=int, default=0, help="copy cards up to this number")
    parser.add_argument("--seed", type=int, default=1, help="for copies and typed queries")
    return parser.parse_args()


async def _measure(arguments: argparse.Namespace) -> dict[str, Any]:
    luck = random.Random(arguments.seed)
    corpus = _inflated(_records(arguments.corpus), arguments.inflate, luck)
    queries = _records(arguments.queries)
    thesaurus = arguments.thesaurus or ROOT / f"resources/thesaurus_{arguments.lang}.txt"
    rows = [_row(record) for record in corpus] + _thesaurus_rows(thesaurus, arguments.lang)
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        database = LocalDatabase(Path(folder) / "replica.db", secrets.token_hex(32), ChangeFeed())
        await database.open()
        search = KnowledgeSearch(arguments.lang)
        try:
            return await _report(database, search, rows, queries, luck)
        finally:
            await search.close()
            await database.close()


async def _report(
    database: LocalDatabase,
    search: KnowledgeSearch,
    rows: Sequence[Row],
    queries: Sequence[Record],
    luck: random.Random,
) -> dict[str, Any]:
    await database.write(lambda replica: _fill(replica, rows), changes=frozenset({Topic.KNOWLEDGE}))
    started, started_cpu = time.perf_counter(), time.process_time()
    knowledge = await database.read(all_knowledge)
    await search.rebuild(*knowledge)
    build_s, build_cpu_s = time.perf_counter() - started, time.process_time() - started_cpu
    typed = luck.sample(queries, min(TYPED_QUERIES, len(queries)))
    keystroke_ms = await _type([query["query"] for query in typed], search)
    ranks, query_ms = await _ask(queries, search)
    return {
        **ranks["ALL"].summary(),
        "by_kind": {kind: ranks[kind].summary() for kind in sorted(ranks) if kind != "ALL"},
        "query_ms": _percentiles(query_ms),
        "keystroke_ms": _percentiles(keystroke_ms),
        "docs": len(knowledge[0]) + len(knowledge[2]),
        "build_s": round(build_s, 2),
        "build_cpu_s": round(build_cpu_s, 2),
    }


async def _type(texts: Sequence[str], search: KnowledgeSearch) -> list[float]:
    """Return the CPU milliseconds of each keystroke, all threads; nothing is remembered yet."""
    spent = []
    for text in texts:
        for end in range(1, len(text) + 1):
            started = time.process_time()
            await search.search(text[:end], LOOKED_AT)
            spent.append((time.process_time() - started) * 1000)
    return spent


async def _ask(
    queries: Sequence[Record], search: KnowledgeSearch
) -> tuple[dict[str, Ranks], list[float]]:
    """Return ranks by kind and the milliseconds (wall clock) of each whole query."""
    ranks: dict[str, Ranks] = defaultdict(Ranks)
    ranks["ALL"] = Ranks()
    took = []
    for query in queries:
        started = time.perf_counter()
        answer = await search.search(query["query"], LOOKED_AT)
        took.append((time.perf_counter() - started) * 1000)
        relevant = set(query["relevant"])
        rank = next((at for at, hit in enumerate(answer.hits) if hit.id in relevant), None)
        for kind in ("ALL", query.get("kind", "other")):
            ranks[kind].ranks.append(rank)
    return ranks, took


def _records(path: Path) -> list[Record]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _inflated(corpus: list[Record], wanted: int, luck: random.Random) -> list[Record]:
    """Add altered copies until there are enough: a new word in each title, a few in each text."""
    originals = list(corpus)
    while originals and len(corpus) < wanted:
        copied = dict(originals[len(corpus) % len(originals)])
        place = "zona" + "".join(luck.choices("abcdefghilmnoprstuvz", k=3))
        copied["id"] = f"copy-{len(corpus)}"
        copied["title"] = f"{copied['title']} {place} {luck.randrange(1000)}"
        words = copied["text"].split()
        copied["text"] = " ".join(w + place[-2:] if luck.random() < 0.04 else w for w in words)
        corpus.append(copied)
    return corpus


def _row(record: Record) -> Row:
    text = "\n".join(part for part in (record["text"], record.get("theme", "")) if part)
    if "faq" in (record.get("type"), record.get("kind")):
        faq = Faq(id=FaqId(record["id"]), card_id=CardId(""), question=record["title"], answer=text)
        return Kind.FAQ, faq.id, msgspec.json.encode(faq).decode()
    card = ServiceCard(
        id=CardId(record["id"]),
        title=record["title"],
        topic_id=TopicId("bench"),
        say="",
        how_to=text,
    )
    return Kind.CARD, card.id, msgspec.json.encode(card).decode()


def _thesaurus_rows(path: Path, language: str) -> list[Row]:
    if not path.exists():
        return []
    lines = lines_of(path.read_text(encoding="utf-8"), language)
    return [(Kind.THESAURUS, line.id, msgspec.json.encode(line).decode()) for line in lines]


def _fill(replica: Connection, rows: Sequence[Row]) -> None:
    for kind, row_id, body in rows:
        put_row(replica, KNOWLEDGE_SCOPE, kind, row_id, 1, body)


def _percentiles(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values) or [0.0]
    return {
        f"p{percent}": round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 2)
        for percent in (50, 95, 99)
    }


if __name__ == "__main__":
    main()
