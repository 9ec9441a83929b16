"""Makes queries out of a corpus's own titles, as hurried people type: the same ones for a seed.

  .venv/bin/python -m tools.search.search_made --corpus FILE --queries DEV_FILE --out FILE

Titles with one slip, cut in their last word, with every word cut, their acronyms and numbers; and
the sentences of the development queries with slips in their long words. Questions written for
nobody's tuning, one a line, come from tools/search_queries: kind | question | pattern of titles;
--only unseen takes those of one file alone. Those in its folder drawn, about texts that were drawn
by chance, take part in nothing else.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from contract.knowledge.language.stop_words import STOP_WORDS
from contract.knowledge.language.text_folding import words
from server.usecases.knowledge.learning.trial_questions import LONG_WORD, LONGEST_TITLE, slip
from tools.search.search_corpus import Record, records

OWN = Path(__file__).resolve().parent / "search_queries"
TITLES = 150  # of each kind


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True, help="the development queries")
    parser.add_argument("--lang", default="it")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one file alone: more, unseen, drawn/held, drawn/later")
    arguments = parser.parse_args()
    corpus = records(arguments.corpus)
    if arguments.only:
        folder, slash, name = arguments.only.rpartition("/")
        made = own_queries(corpus, f"{folder}{slash}{arguments.lang}_{name}")
    else:
        made = made_queries(corpus, records(arguments.queries), arguments.lang, arguments.seed)
        made += own_queries(corpus, f"{arguments.lang}*")
    arguments.out.write_text("".join(json.dumps(query) + "\n" for query in made))
    print(f"{len(made)} queries")


def made_queries(
    corpus: Sequence[Record], development: Sequence[Record], language: str, seed: int
) -> list[Record]:
    """Return queries of the kinds typo, prefix, cut, code and sentence."""
    luck = random.Random(seed)
    titles = _Titles(corpus, language)
    return [
        *titles.misspelt(luck),
        *titles.begun(luck),
        *titles.cut(luck),
        *titles.codes(luck),
        *_misspelt_sentences(development, luck),
    ]


def own_queries(corpus: Sequence[Record], files: str) -> list[Record]:
    """Return the questions of tools/search_queries, with the ids their patterns stand for.

    files: the beginning of their names, "it" for one or "it*" for all of a language.
    """
    read = [file.read_text(encoding="utf-8") for file in sorted(OWN.glob(f"{files}.txt"))]
    lines = [line for text in read for line in text.splitlines()]
    titles = [(record["id"], " ".join(words(record["title"]))) for record in corpus]
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            kind, question, pattern = (part.strip() for part in line.split(" | ", 2))
            relevant = [entry for entry, title in titles if re.search(pattern, title)]
            found.append({"query": question, "relevant": relevant, "kind": kind})
    return found


class _Titles:
    """Titles of a few words, with everything that bears the same title or code."""

    def __init__(self, corpus: Sequence[Record], language: str) -> None:
        self._stop_words = STOP_WORDS[language]
        self._bearing: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._holding: dict[str, list[str]] = defaultdict(list)
        self._acronyms: set[str] = set()
        for record in corpus:
            title = tuple(words(record["title"]))
            self._bearing[title].append(record["id"])
            for word in set(title):
                self._holding[word].append(record["id"])
            is_shouted = record["title"].isupper()
            written = re.findall(r"\b[A-Z]{2,6}\b|\b[A-Z]*\d+[A-Z]*\b", record["title"])
            self._acronyms.update(() if is_shouted else map(str.lower, written))
        self._short = sorted(t for t in self._bearing if 0 < len(t) <= LONGEST_TITLE)

    def misspelt(self, luck: random.Random) -> Iterator[Record]:
        able = [title for title in self._short if any(len(w) >= LONG_WORD for w in title)]
        for title in luck.sample(able, min(TITLES, len(able))):
            at = luck.choice([at for at, word in enumerate(title) if len(word) >= LONG_WORD])
            typed = [slip(word, luck) if at == place else word for place, word in enumerate(title)]
            yield self._query(" ".join(typed), title, "typo")

    def begun(self, luck: random.Random) -> Iterator[Record]:
        able = [title for title in self._short if len(title[-1]) >= LONG_WORD]
        for title in luck.sample(able, min(TITLES, len(able))):
            end = luck.randint(3, len(title[-1]) - 2)
            yield self._query(" ".join((*title[:-1], title[-1][:end])), title, "prefix")

    def cut(self, luck: random.Random) -> Iterator[Record]:
        content = {title: [w for w in title if w not in self._stop_words] for title in self._short}
        able = [title for title, found in content.items() if 2 <= len(found) <= 4]
        for title in luck.sample(able, min(TITLES, len(able))):
            typed = [word[: luck.randint(4, 5)] for word in content[title]]
            yield self._query(" ".join(typed), title, "cut")

    def codes(self, luck: random.Random) -> Iterator[Record]:
        codes = sorted(code for code in self._acronyms if len(self._holding[code]) <= TITLES)
        for code in luck.sample(codes, min(TITLES, len(codes))):
            before = luck.choice(("", "", "modulo "))
            relevant = self._holding[code]
            yield {"query": before + code, "relevant": relevant, "kind": "code"}

    def _query(self, typed: str, title: tuple[str, ...], kind: str) -> Record:
        return {"query": typed, "relevant": self._bearing[title], "kind": kind}


def _misspelt_sentences(development: Sequence[Record], luck: random.Random) -> Iterator[Record]:
    for query in development:
        typed = query["query"].split()
        if query.get("kind") != "natural" or not any(len(word) >= LONG_WORD for word in typed):
            continue
        for _ in range(3):
            slipped = [slip(w, luck) if len(w) >= LONG_WORD else w for w in typed]
            yield {**query, "query": " ".join(slipped), "kind": "misspelt sentence"}


if __name__ == "__main__":
    main()
