"""What numpy makes of a word table: which documents hold each word, and the words in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from contract.knowledge.postings import Held, Postings, head_postings, text_postings
from contract.knowledge.search_hit import HitKind
from contract.knowledge.vocabulary import PORTION
from contract.knowledge.word_table import KEYWORDS, TEXT, TITLE, Numbers, WordTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """alphabet: the numbers of all words in the order of their letters."""

    heads: Postings
    texts: Postings
    alphabet: Numbers


def arranged(table: WordTable, pause: Callable[[], None]) -> Arrangement:
    """Take some tenths of a second for 20,000 documents."""
    owners = np.repeat(np.arange(len(table), dtype=np.int32), table.lengths.sum(axis=1))
    runs = np.tile(np.arange(3, dtype=np.int8), len(table)).repeat(table.lengths.ravel())
    pause()
    held = [(table.numbers[runs == run], owners[runs == run]) for run in (KEYWORDS, TITLE, TEXT)]
    pause()
    heads = head_postings(held[KEYWORDS], held[TITLE], table.content_words, len(table.words))
    pause()
    terms, slots = _with_questions(table, held)
    texts = text_postings(terms, slots, documents=len(table), term_count=len(table.words))
    pause()
    return Arrangement(heads=heads, texts=texts, alphabet=_alphabet(table.words, pause))


def _with_questions(table: WordTable, held: list[Held]) -> Held:
    """Return the words of the texts; a card is found by the questions of its FAQs too."""
    position = dict(zip(table.keys, range(len(table)), strict=True))
    cards = np.full(len(table), -1, np.int32)
    for key, card_id in table.cards.items():
        cards[position[key]] = position.get((HitKind.CARD, card_id), -1)
    terms, slots = held[TITLE]
    asked = cards[slots] >= 0
    return (
        np.concatenate((held[TEXT][0], terms[asked])),
        np.concatenate((held[TEXT][1], cards[slots][asked])),
    )


def _alphabet(words: Sequence[str], pause: Callable[[], None]) -> Numbers:
    """Sort in small portions: one big sort would hold the interpreter too long."""
    portions: dict[str, list[tuple[str, int]]] = {}
    for at, word in enumerate(words):
        portions.setdefault(word[:2], []).append((word, at))
        if not at % PORTION:
            pause()
    ordered: list[int] = []
    for beginning in sorted(portions):
        ordered.extend(at for _, at in sorted(portions[beginning]))
        pause()
    return np.array(ordered, np.int32)
