"""Quality on the customer's data: development queries, and queries made from card titles."""

import gzip
import json
import os
import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from contract.knowledge.documents import Document
from contract.knowledge.engine import Engine
from contract.knowledge.language.stop_words import STOP_WORDS
from contract.knowledge.language.text_folding import words
from contract.knowledge.search_hit import HitKind
from contract.knowledge.thesaurus import lines_of

pytestmark = pytest.mark.shared_data

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("CHIAMAROMA_SHARED") or ROOT.parent / "shared" / "data")
SEED = 5

type Asked = tuple[str, set[str]]  # a query and the ids that answer it


@cache
def _corpus(language: str) -> list[dict[str, Any]]:
    path = SHARED / "search" / f"{language}_corpus.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@cache
def _engine(language: str, with_thesaurus: bool) -> Engine:
    documents = [
        Document(
            kind=HitKind.CARD,
            id=record["id"],
            title=record["title"],
            text=f"{record['text']}\n{record.get('theme', '')}",
        )
        for record in _corpus(language)
    ]
    thesaurus = (ROOT / "resources" / "thesaurus_it.txt").read_text(encoding="utf-8")
    return Engine(language, documents, lines_of(thesaurus) if with_thesaurus else ())


def _development(language: str, *kinds: str) -> list[Asked]:
    path = SHARED / "search" / f"{language}_dev_queries.jsonl"
    asked = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (query["query"], set(query["relevant"]))
        for query in asked
        if not kinds or query["kind"] in kinds
    ]


def _success(engine: Engine, asked: Sequence[Asked], within: int) -> float:
    found = sum(
        any(hit.id in relevant for hit in engine.search(text, within)) for text, relevant in asked
    )
    return found / len(asked)


def test_italian_development_queries_reach_the_bars() -> None:
    engine = _engine("it", True)
    assert _success(engine, _development("it"), 3) >= 0.95
    assert _success(engine, _development("it"), 1) >= 0.90
    assert _success(engine, _development("it", "typo", "prefix", "operator"), 3) == 1.0


def test_words_alone_reach_the_bars_that_need_no_thesaurus() -> None:
    italian = _development("it", "typo", "prefix", "operator")
    assert _success(_engine("it", False), italian, 3) == 1.0
    assert _success(_engine("it", False), _development("it"), 3) >= 0.87
    assert _success(_engine("fr", False), _development("fr"), 3) >= 0.92
    assert _success(_engine("fr", False), _development("fr"), 1) >= 0.82


def _titles(language: str) -> dict[str, set[str]]:
    """Return title -> ids of the cards that have it, of two to eight words."""
    found: dict[str, set[str]] = {}
    for record in _corpus(language):
        found.setdefault(" ".join(words(record["title"])), set()).add(record["id"])
    return {title: ids for title, ids in found.items() if 2 <= len(title.split()) <= 8}


def _mistyped(word: str, luck: random.Random) -> str:
    at = luck.randrange(1, len(word) - 1)
    left, here, after, rest = word[:at], word[at], word[at + 1], word[at + 2 :]
    return luck.choice(
        (
            left + after + rest,
            left + here + here + after + rest,
            left + after + here + rest,
            left + luck.choice("aeioulnrst") + after + rest,
        )
    )


def _made(language: str, way: str) -> Iterator[Asked]:
    luck = random.Random(SEED)
    stop = STOP_WORDS[language]
    titles = _titles(language)
    for title in luck.sample(sorted(titles), min(300, len(titles))):
        listed = title.split()
        long = [at for at, word in enumerate(listed) if len(word) > 5 and word not in stop]
        if way == "typo" and long:
            at = luck.choice(long)
            yield (
                " ".join([*listed[:at], _mistyped(listed[at], luck), *listed[at + 1 :]]),
                titles[title],
            )
        if way == "cut" and len(listed[-1]) > 4:
            cut = listed[-1][: luck.randrange(2, len(listed[-1]) - 1)]
            yield " ".join([*listed[:-1], cut]), titles[title]
        if way == "short" and len(long) > 1:
            content = [word for word in listed if word not in stop]
            yield " ".join(word[: luck.choice((4, 5))] for word in content), titles[title]


def _codes(language: str) -> dict[str, set[str]]:
    """Return the acronyms and numbers of titles, with the cards whose title holds them."""
    found: dict[str, set[str]] = {}
    written_small = {
        word
        for record in _corpus(language)
        for word in words(" ".join(w for w in record["title"].split() if not w.isupper()))
    }
    for record in _corpus(language):
        for word in words(record["title"]):
            is_code = word.isdigit() or (2 <= len(word) <= 5 and word not in written_small)
            if is_code and word not in STOP_WORDS[language]:
                found.setdefault(word, set()).add(record["id"])
    return found


@pytest.mark.parametrize(
    ("language", "way", "at_1", "at_3"),
    [
        ("it", "typo", 0.93, 0.98),
        ("it", "cut", 0.90, 0.97),
        ("it", "short", 0.82, 0.96),
        ("fr", "typo", 0.98, 0.99),
        ("fr", "cut", 0.95, 0.98),
        ("fr", "short", 0.97, 0.99),
    ],
)
def test_spoilt_titles_still_find_their_card(
    language: str, way: str, at_1: float, at_3: float
) -> None:
    asked = list(_made(language, way))
    engine = _engine(language, language == "it")
    assert len(asked) > 100
    assert _success(engine, asked, 3) >= at_3
    assert _success(engine, asked, 1) >= at_1


@pytest.mark.parametrize(("before", "at_3"), [("", 0.93), ("modulo ", 0.91)])
def test_codes_find_the_cards_that_carry_them(before: str, at_3: float) -> None:
    asked = [(before + code, ids) for code, ids in sorted(_codes("it").items())]
    assert len(asked) > 80
    assert _success(_engine("it", True), asked, 3) >= at_3


def test_the_order_is_the_same_whoever_asks_twice() -> None:
    engine = _engine("it", True)
    for text, _ in _development("it")[:20]:
        first = [hit.id for hit in engine.search(text, 10)]
        assert [hit.id for hit in engine.search(text, 10)] == first
