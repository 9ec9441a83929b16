"""A table of words depends on its documents alone, not on how they came about."""

import random

import pytest

from contract.knowledge.documents import Document, Key
from contract.knowledge.search_hit import HitKind
from contract.knowledge.word_table import WordTable

WORDS = [f"parola{number}" for number in range(60)]


def a_document(number: int, luck: random.Random) -> Document:
    return Document(
        kind=luck.choice(list(HitKind)) if number % 7 else HitKind.FAQ,
        id=f"d{number}",
        title=" ".join(luck.choices(WORDS, k=3)),
        keywords=" ".join(luck.choices(WORDS, k=2)),
        text=" ".join(luck.choices(WORDS, k=12)),
        phones=("0612345678",) if luck.random() < 0.3 else (),
        card_id=f"d{luck.randrange(30)}",
    )


def columns(table: WordTable) -> dict[str, object]:
    """Return all that an index is made of; stems may be more than those of the words."""
    return {
        "words": list(table.words),
        "keys": list(table.keys),
        "numbers": table.numbers.tolist(),
        "lengths": table.lengths.tolist(),
        "content_words": table.content_words.tolist(),
        "records": list(table.records),
        "phones": dict(table.phones),
        "cards": dict(table.cards),
    }


@pytest.mark.parametrize("seed", range(5))
def test_a_table_changed_step_by_step_equals_one_made_at_once(seed: int) -> None:
    luck = random.Random(seed)
    table = WordTable(language="it")
    now: dict[Key, Document] = {}
    for _ in range(40):
        put = [a_document(luck.randrange(30), luck) for _ in range(luck.randrange(4))]
        removed = luck.sample(sorted(now), min(len(now), luck.randrange(3)))
        now = {key: one for key, one in now.items() if key not in removed}
        now |= {one.key: one for one in put}
        table = table.changed(put, removed, lambda: None)
        at_once = list(now.values())
        luck.shuffle(at_once)
        anew = WordTable(language="it").changed(at_once, (), lambda: None)
        assert columns(table) == columns(anew)


def test_a_table_that_nothing_changes_stays_the_same_one() -> None:
    table = WordTable(language="it").changed([a_document(1, random.Random(1))], (), lambda: None)
    assert table.changed((), [(HitKind.CARD, "never there")], lambda: None) is table
