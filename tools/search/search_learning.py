"""What links of past contacts teach the search, as one line of JSON: success before and after.

  python -m tools.search.search_learning --corpus FILE --queries FILE --links 5 --wrong 0.1

Each need of the queries was searched in so many contacts of several operators, each time with a
word dropped or misspelt; a share of the links is wrong, and a search that did not show the right
card among three was linked all the same in 40 of 100 cases. Then come wordings never seen. Words
and the thesaurus only, no vectors.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from contract.domain.knowledge_entries.knowledge import Faq
from contract.knowledge.documents import card_document, faq_document
from contract.knowledge.language_engines import LanguageEngines
from contract.knowledge.thesaurus import lines_of
from contract.knowledge.vocabulary import Vocabulary
from server.store.knowledge.searches import LinkTally
from server.usecases.knowledge.learning.learned_words import LINKS, PEOPLE, learned_words
from server.usecases.knowledge.learning.tell_searches import RELEASED_BY
from server.usecases.knowledge.learning.trial_questions import LONG_WORD, slip
from tools.search.search_corpus import Record, entry_of, records

KINDS = frozenset({"natural", "synonym", "operator"})
LINKED_THOUGH_UNFOUND = 0.4
OPERATORS = 6
NEW_WORDINGS = 3  # of each need
TODAY = date(2026, 11, 25)
LANGUAGE = "it"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--thesaurus", type=Path, help="none: words alone")
    parser.add_argument("--links", type=int, default=5, help="contacts of each need")
    parser.add_argument("--wrong", type=float, default=0.1, help="share of wrong links")
    parser.add_argument("--kind", choices=sorted(KINDS), help="needs of one kind only")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines = options.thesaurus.read_text(encoding="utf-8") if options.thesaurus else ""
    corpus = [one for one in records(options.corpus) if one["title"]]
    simulation = Simulation(corpus, lines, random.Random(options.seed))
    wanted = {options.kind} if options.kind else KINDS
    needs = [one for one in records(options.queries) if one.get("kind") in wanted]
    print(json.dumps(simulation.run(needs, options.links, options.wrong)))


class Simulation:
    def __init__(self, corpus: Sequence[Record], lines: str, luck: random.Random) -> None:
        entries = [entry_of(record, LANGUAGE) for record in corpus]
        documents = [
            faq_document(one) if isinstance(one, Faq) else card_document(one) for one in entries
        ]
        self._engine = LanguageEngines(LANGUAGE, documents, lines_of(lines, LANGUAGE))
        self._cards = [one.id for one in entries if not isinstance(one, Faq)]
        self._titles = {record["id"]: record["title"] for record in corpus}
        self._vocabulary = Vocabulary(LANGUAGE)
        self._luck = luck

    def run(self, needs: Sequence[Record], links: int, wrong: float) -> dict[str, object]:
        cards = set(self._cards)
        needs = [one for one in needs if cards.intersection(one["relevant"])]
        past = [(need, self._wording(need["query"])) for need in needs for _ in range(links)]
        new = [(need, self._wording(need["query"])) for need in needs for _ in range(NEW_WORDINGS)]
        before = self._success(new)
        self._learn(past, wrong)
        after = self._success(new)
        return {
            "needs": len(needs),
            "wordings": len(new),
            "links": links,
            "wrong": wrong,
            "before": before,
            "after": after,
        }

    def _learn(self, past: Sequence[tuple[Record, str]], wrong: float) -> None:
        """Keep what the server would keep of these contacts, and learn as it does each night."""
        cards = set(self._cards)
        typed: dict[str, set[int]] = defaultdict(set)
        kept: list[tuple[int, tuple[str, ...], str]] = []
        for number, (need, text) in enumerate(past):
            operator = number % OPERATORS
            reading = self._engine.reading(f"{text} ")
            for stem in reading.rare:
                typed[stem].add(operator)
            if not self._finds(need, text, 3) and self._luck.random() > LINKED_THOUGH_UNFOUND:
                continue
            right = sorted(cards.intersection(need["relevant"]))
            is_wrong = self._luck.random() < wrong
            linked = self._luck.choice(self._cards if is_wrong else right[:1])
            kept.append((operator, (*reading.stems, *reading.rare), linked))
        times: Counter[tuple[str, str]] = Counter()
        people: dict[tuple[str, str], set[int]] = defaultdict(set)
        for operator, stems, card in kept:
            for stem in stems:
                if stem not in typed or len(typed[stem]) >= RELEASED_BY:
                    times[stem, card] += 1
                    people[stem, card].add(operator)
        tallies = [
            LinkTally(language=LANGUAGE, stem=stem, card_id=card, day=TODAY, times=count)
            for (stem, card), count in times.items()
        ]
        agreed = {
            (LANGUAGE, stem, card)
            for (stem, card), count in times.items()
            if count >= LINKS and len(people[stem, card]) >= PEOPLE
        }
        self._engine.change_learned(learned_words(tallies, agreed, self._in_title, TODAY), ())

    def _in_title(self, language: str, stem: str, card_id: str) -> bool:
        title = self._titles[card_id].lower().split()
        return stem in {self._vocabulary.stem(word) for word in title}

    def _wording(self, text: str) -> str:
        """Return the question with a word dropped, or with a slip in a long one."""
        words = text.split()
        long = [at for at, word in enumerate(words) if len(word) >= LONG_WORD]
        if long and (len(words) < 3 or self._luck.random() < 0.5):
            at = self._luck.choice(long)
            words[at] = slip(words[at], self._luck)
        elif len(words) > 1:
            del words[self._luck.randrange(len(words))]
        return " ".join(words)

    def _success(self, asked: Sequence[tuple[Record, str]]) -> dict[str, float]:
        return {
            f"at_{within}": round(
                sum(self._finds(need, text, within) for need, text in asked) / max(1, len(asked)), 3
            )
            for within in (1, 3)
        }

    def _finds(self, need: Record, text: str, within: int) -> bool:
        hits = self._engine.search(text, within)
        return not {hit.id for hit in hits}.isdisjoint(need["relevant"])


if __name__ == "__main__":
    main()
