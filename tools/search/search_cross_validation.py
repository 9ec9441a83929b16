"""Figures on questions that had no part in choosing the weights: five folds, one JSON line.

  python -m tools.search.search_cross_validation --corpus FILE --queries DEV_FILE --lang it

Each fold of the questions is answered with the weights that did best on the four others, out of a
small grid. Questions: the development queries, those of tools/search_queries, and those made from
titles. What this cannot take out: thesaurus and word lists were written with most of the first two
known; tools/search/search_made.py --only unseen makes the questions that were not.
"""

import argparse
import itertools
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from contract.domain.knowledge_entries.knowledge import Faq
from contract.domain.knowledge_entries.text_vector import TextVector, vector_id
from contract.knowledge import meaning, phrases
from contract.knowledge.documents import card_document, faq_document
from contract.knowledge.language_engines import LanguageEngines
from contract.knowledge.thesaurus import lines_of
from contract.sentence_encoder import MODEL, SentenceEncoder
from tools.search.search_corpus import Record, entry_of, records
from tools.search.search_made import made_queries, own_queries
from tools.search.search_ranks import LOOKED_AT, RanksByKind
from tools.search.search_vectors import vectors_of

ROOT = Path(__file__).resolve().parents[2]
FOLDS = 5
GRID: dict[tuple[Any, str], tuple[float, ...]] = {
    (phrases, "SYNONYM"): (0.65, 0.75, 0.85),
    (meaning, "MOST"): (0.15, 0.25),
    (meaning, "OF_UNEXPLAINED"): (0.7, 0.85, 1.0),
}

type Setting = tuple[float, ...]
type Found = list[list[str]]  # of each query the ids, best first


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True, help="the development queries")
    parser.add_argument("--lang", default="it")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    corpus, development = records(arguments.corpus), records(arguments.queries)
    queries = development + own_queries(corpus, f"{arguments.lang}*")
    queries += made_queries(corpus, development, arguments.lang, arguments.seed)
    random.Random(arguments.seed).shuffle(queries)
    engines = engines_over(corpus, arguments.lang)
    answers = {setting: _answers(engines, queries, setting) for setting in _settings()}
    print(json.dumps({"folds": FOLDS, **_validated(queries, answers)}, ensure_ascii=False))


def engines_over(corpus: Sequence[Record], language: str) -> LanguageEngines:
    """Return the search of a seat over a corpus, its vectors and its model included."""
    entries = sorted((entry_of(record, language) for record in corpus), key=lambda e: e.id)
    thesaurus = (ROOT / f"resources/thesaurus_{language}.txt").read_text(encoding="utf-8")
    faqs = [entry for entry in entries if isinstance(entry, Faq)]
    cards = [entry for entry in entries if not isinstance(entry, Faq)]
    documents = [*map(card_document, cards), *map(faq_document, faqs)]
    engines = LanguageEngines(language, documents, lines_of(thesaurus, language))
    vectors = (
        TextVector(
            id=vector_id("faq" if isinstance(entry, Faq) else "card", entry.id),
            model=MODEL,
            digest="",
            numbers=numbers,
        )
        for entry, numbers in zip(entries, vectors_of(entries), strict=True)
    )
    engines.change_vectors(vectors, ())
    engines.understand(SentenceEncoder.load())
    while engines.read_some():
        pass
    return engines


def _settings() -> Iterator[Setting]:
    return itertools.product(*GRID.values())


@contextmanager
def _applied(setting: Setting) -> Iterator[None]:
    before = [getattr(module, name) for module, name in GRID]
    for (module, name), value in zip(GRID, setting, strict=True):
        setattr(module, name, value)
    try:
        yield
    finally:
        for (module, name), value in zip(GRID, before, strict=True):
            setattr(module, name, value)


def _answers(engines: LanguageEngines, queries: Sequence[Record], setting: Setting) -> Found:
    with _applied(setting):
        return [[hit.id for hit in engines.search(q["query"], LOOKED_AT)] for q in queries]


def _validated(queries: Sequence[Record], answers: dict[Setting, Found]) -> dict[str, Any]:
    held_out, chosen = RanksByKind(), []
    for fold in range(FOLDS):
        best = max(answers, key=lambda setting: _worth(queries, answers[setting], without=fold))
        chosen.append(dict(zip((name for _, name in GRID), best, strict=True)))
        for at in range(fold, len(queries), FOLDS):
            held_out.count(queries[at], answers[best][at])
    return {**held_out.summary(), "chosen": chosen}


def _worth(queries: Sequence[Record], found: Found, *, without: int) -> float:
    """Return the mean over the kinds of success at one and at three, on the other folds."""
    ranks = RanksByKind()
    for at, query in enumerate(queries):
        if at % FOLDS != without:
            ranks.count(query, found[at])
    kinds: list[dict[str, float]] = list(ranks.summary()["by_kind"].values())
    return sum(kind["success_at_1"] + kind["success_at_3"] for kind in kinds) / len(kinds)


if __name__ == "__main__":
    main()
