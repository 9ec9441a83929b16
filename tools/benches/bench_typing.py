"""Types what citizens say, letter by letter: does a right result stay in sight? One JSON line.

  .venv/bin/python tools/benches/bench_typing.py            # --words: without the sentence model

The sentences and the cards that answer them are those of tools/search/phone_sentences.txt, asked
of the demo city through the search of the console. A question of a right card is right too: it
leads to the card. left: how often a right result that was among the first three was not after the
next letter. doubted: right results among the first three that are marked as doubtful; marked: of
30 questions that nothing answers those whose first three results all are.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from console.knowledge.knowledge_search import KnowledgeSearch
from console.model.knowledge.search_hit import SearchAnswer
from console.model.knowledge.steady_results import settled
from console.usecases.knowledge.local_knowledge import LIMIT
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from contract.domain.knowledge_entries.text_vector import TextVector, vector_id
from contract.knowledge.search_hit import SearchHit
from contract.sentence_encoder import MODEL
from contract.wire.changes import Kind
from server.knowledge_import.knowledge_files import read_knowledge
from tools.search.search_ranks import Ranks, percentiles
from tools.search.search_vectors import vectors_of

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = ROOT / "tools" / "search" / "phone_sentences.txt"
UNANSWERED = ROOT / "tools" / "search" / "unanswered_questions.txt"
FIRST = 3  # results a glance takes in


class Sentence(NamedTuple):
    language: str
    text: str
    right: frozenset[str]


def sentences(path: Path = SENTENCES) -> list[Sentence]:
    parts = [line.split(" | ") for line in _lines(path)]
    return [Sentence(language, text, frozenset(ids.split())) for language, text, ids in parts]


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--words", action="store_true", help="search by words alone")
    parser.add_argument("--each", action="store_true", help="a line for each sentence as well")
    arguments = parser.parse_args()
    asyncio.run(_measure(with_vectors=not arguments.words, tells_each=arguments.each))


async def _measure(*, with_vectors: bool, tells_each: bool) -> None:
    search = await _city(with_vectors=with_vectors)
    try:
        figures_of = [await typed(one, search) for one in sentences()]
        unanswered = [await search.search(text, LIMIT) for text in _lines(UNANSWERED)]
    finally:
        await search.close()
    spent = [ms for figures in figures_of for ms in figures.pop("keystroke_ms")]
    if tells_each:
        for one, figures in zip(sentences(), figures_of, strict=True):
            print(json.dumps({"text": one.text, **figures}, ensure_ascii=False))
    ranks = Ranks([figures["rank"] for figures in figures_of])
    letters = [figures["letters"] for figures in figures_of if figures["letters"] is not None]
    report = {
        **ranks.summary(),
        "left": sum(figures["left"] for figures in figures_of),
        "doubted": sum(figures["doubted"] for figures in figures_of),
        "marked": sum(all(hit.is_doubtful for hit in one.hits[:FIRST]) for one in unanswered),
        "letters_until_seen": percentiles(letters),
        "keystroke_ms": percentiles(spent),
    }
    print(json.dumps(report))


async def _city(*, with_vectors: bool) -> KnowledgeSearch:
    city = read_knowledge(ROOT / "resources" / "demo_city")
    search = KnowledgeSearch(rest_share=0)
    await search.rebuild(city.cards, city.offices, city.faqs, city.thesaurus)
    if with_vectors:
        entries: list[ServiceCard | Faq] = [*city.cards, *city.faqs]
        numbers = vectors_of(entries)
        vectors = [
            TextVector(id=vector_id(_kind(one), one.id), model=MODEL, digest="", numbers=found)
            for one, found in zip(entries, numbers, strict=True)
        ]
        await search.change_vectors(vectors)
        await search.understand()
        await search.has_read()
    return search


def _kind(entry: ServiceCard | Faq) -> Kind:
    return Kind.CARD if isinstance(entry, ServiceCard) else Kind.FAQ


async def typed(sentence: Sentence, search: KnowledgeSearch) -> dict[str, Any]:
    """Return what happened to the right results while the sentence was typed.

    letters: typed until one was among the first three. rank: of the whole sentence.
    """
    left, letters, seen = 0, None, frozenset[str]()
    spent: list[float] = []
    shown = SearchAnswer(query="", hits=())
    for end in range(1, len(sentence.text) + 1):
        started = time.process_time()
        shown = settled(shown, await search.search(sentence.text[:end], LIMIT))
        spent.append((time.process_time() - started) * 1000)
        right = _answers(shown.hits[:FIRST]) & sentence.right
        left += len(seen - right)
        if right and letters is None:
            letters = end
        seen = right
    ids = [_answer(hit) for hit in shown.hits]
    doubted = sum(hit.is_doubtful for hit in shown.hits[:FIRST] if _answer(hit) in sentence.right)
    rank = next((at for at, one in enumerate(ids) if one in sentence.right), None)
    told = {"rank": rank, "left": left, "letters": letters, "doubted": doubted}
    return {**told, "keystroke_ms": spent}


def _answers(hits: Iterable[SearchHit]) -> frozenset[str]:
    return frozenset(map(_answer, hits))


def _answer(hit: SearchHit) -> str:
    return hit.card_id or hit.id


if __name__ == "__main__":
    main()
