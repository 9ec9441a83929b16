"""Measures the knowledge search: what it finds, and what a keystroke costs. One JSON line.

  .venv/bin/python tools/benches/bench_search.py --corpus cards.jsonl.gz --queries queries.jsonl

The corpus (id, title, text, optionally theme and type or kind "faq") goes into a real replica and
is read back from there, its vectors computed as the server does; queries (query, relevant ids,
kind) go through the search of the console. --rivals puts them to three other engines as well.
"""

import argparse
import asyncio
import gc
import json
import os
import random
import secrets
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from console.knowledge.knowledge_search import KnowledgeSearch
from console.runtime.change_feed import ChangeFeed, Topic
from console.store.knowledge.knowledge_repository import all_knowledge
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_rows import put_row
from console.usecases.knowledge.refresh_search import RefreshSearch
from console.usecases.knowledge.refresh_vectors import RefreshVectors
from contract.domain.ids import KNOWLEDGE_SCOPE
from tools.search.search_corpus import (
    Record,
    Row,
    entry_of,
    inflated,
    records,
    row_of,
    thesaurus_rows,
    vector_rows,
)
from tools.search.search_ranks import LOOKED_AT, RanksByKind, percentiles

ROOT = Path(__file__).resolve().parents[2]
TYPED_QUERIES = 60
TICK_S = 0.002


def main() -> None:
    arguments = _arguments()
    report = asyncio.run(_measure(arguments))
    print(json.dumps(report, ensure_ascii=False))
    if arguments.rivals:
        from tools.search.search_rivals import rivals

        for line in rivals(records(arguments.corpus), records(arguments.queries)):
            print(json.dumps(line, ensure_ascii=False))


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
    parser.add_argument("--no-vectors", action="store_true", help="search by words alone")
    parser.add_argument("--rivals", action="store_true", help="three other engines, a line each")
    parser.add_argument("--inflate", type=int, default=0, help="copy cards up to this number")
    parser.add_argument("--seed", type=int, default=1, help="for copies and typed queries")
    return parser.parse_args()


async def _measure(arguments: argparse.Namespace) -> dict[str, Any]:
    luck = random.Random(arguments.seed)
    queries = records(arguments.queries)
    rows = _rows(arguments, luck)
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        database = LocalDatabase(Path(folder) / "replica.db", secrets.token_hex(32), ChangeFeed())
        await database.open()
        search = KnowledgeSearch(arguments.lang, rest_share=0)
        try:
            await database.write(
                lambda replica: _fill(replica, rows), changes=frozenset({Topic.KNOWLEDGE})
            )
            rows.clear()
            return await _report(database, search, queries, luck)
        finally:
            await search.close()
            await database.close()


def _rows(arguments: argparse.Namespace, luck: random.Random) -> list[Row]:
    """Return what the server would have sent to the seat."""
    corpus = inflated(records(arguments.corpus), arguments.inflate, luck)
    entries = [entry_of(record, arguments.lang) for record in corpus]
    thesaurus = arguments.thesaurus or ROOT / f"resources/thesaurus_{arguments.lang}.txt"
    rows = [row_of(entry) for entry in entries] + thesaurus_rows(thesaurus, arguments.lang)
    if not arguments.no_vectors:
        from tools.search.search_vectors import vectors_of

        rows += vector_rows(entries, vectors_of(entries))
    return rows


async def _report(
    database: LocalDatabase,
    search: KnowledgeSearch,
    queries: Sequence[Record],
    luck: random.Random,
) -> dict[str, Any]:
    gc.collect()
    gc.disable()  # as the console does: it collects between two frames, never in a thread
    memory = _resident_mb()
    late: list[float] = []
    watching = asyncio.create_task(_watch_loop(late))
    started, started_cpu = time.perf_counter(), time.process_time()
    await RefreshSearch(database=database, search=search)()
    build_s, build_cpu_s = time.perf_counter() - started, time.process_time() - started_cpu
    started = time.perf_counter()
    await RefreshVectors(database=database, search=search)()
    await search.has_read()
    vectors_s = time.perf_counter() - started
    watching.cancel()
    typed = luck.sample(queries, min(TYPED_QUERIES, len(queries)))
    keystroke_ms = await _type([query["query"] for query in typed], search)
    ranks, query_ms = await _ask(queries, search)
    answer = await search.search(queries[0]["query"], LOOKED_AT)
    documents = await database.read(all_knowledge)
    return {
        "engine": "ours, by words" if answer.by_words_only else "ours",
        **ranks.summary(),
        "query_ms": percentiles(query_ms),
        "keystroke_ms": percentiles(keystroke_ms),
        "docs": len(documents[0]) + len(documents[2]),
        "build_s": round(build_s, 2),
        "build_cpu_s": round(build_cpu_s, 2),
        "vectors_s": round(vectors_s, 2),
        "loop_late_ms": {**percentiles(late), "max": round(max(late), 2)},
        "added_mb": round(_resident_mb() - memory),
    }


async def _watch_loop(late: list[float]) -> None:
    """Note by how much the loop comes late while other threads build: windows are drawn on it."""
    while True:
        started = time.perf_counter()
        await asyncio.sleep(TICK_S)
        late.append((time.perf_counter() - started - TICK_S) * 1000)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


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
) -> tuple[RanksByKind, list[float]]:
    """Return ranks by kind and the milliseconds (wall clock) of each whole query."""
    ranks, took = RanksByKind(), []
    for query in queries:
        started = time.perf_counter()
        answer = await search.search(query["query"], LOOKED_AT)
        took.append((time.perf_counter() - started) * 1000)
        ranks.count(query, (hit.id for hit in answer.hits))
    return ranks, took


def _fill(replica: Connection, rows: Sequence[Row]) -> None:
    for kind, row_id, body in rows:
        put_row(replica, KNOWLEDGE_SCOPE, kind, row_id, 1, body)


if __name__ == "__main__":
    main()
