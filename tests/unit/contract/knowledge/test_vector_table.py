"""Vectors by whose they are: replaced, given back, and never believed when misshapen."""

import base64

import numpy as np
import pytest

from contract.domain.knowledge_entries.text_vector import TextVector
from contract.knowledge.search_hit import HitKind
from contract.knowledge.vector_table import VectorTable
from contract.sentence_encoder import MODEL, NUMBERS


def a_vector(entry: str, direction: int, model: str = MODEL) -> TextVector:
    row = np.zeros(NUMBERS, "<f2")
    row[direction] = 1
    return TextVector(
        id=entry, model=model, digest="", numbers=base64.b64encode(row.tobytes()).decode()
    )


def near(table: VectorTable, direction: int) -> dict[str, float]:
    question = np.zeros(NUMBERS, np.float32)
    question[direction] = 1
    row = table.nearness(question)
    places = {key[1]: table.place(key) for key in table.moved(0)}
    return {entry: float(row[place]) for entry, place in places.items() if place >= 0}


def test_each_text_is_as_near_as_its_vector() -> None:
    table = VectorTable()
    table.put(a_vector("card:a", 0))
    table.put(a_vector("faq:b", 1))
    assert near(table, 0) == {"a": 1.0, "b": 0.0}
    table.put(a_vector("card:a", 1))
    assert near(table, 1) == {"a": 1.0, "b": 1.0}


def test_a_place_given_back_is_used_again() -> None:
    table = VectorTable()
    for number in range(20):
        table.put(a_vector(f"card:{number}", 0))
    size = table.size
    for number in range(20):
        table.drop((HitKind.CARD, str(number)))
        table.put(a_vector(f"card:new{number}", 1))
    assert table.size == size
    assert set(near(table, 0).values()) == {0.0}


def test_only_what_came_or_went_since_is_told() -> None:
    table = VectorTable()
    for number in range(20):
        table.put(a_vector(f"card:{number}", 0))
    seen = len(table.moved(0))
    table.put(a_vector("card:7", 1))  # it means something else now, at its old place
    assert table.moved(seen) == []
    table.put(a_vector("faq:new", 1))
    table.drop((HitKind.CARD, "7"))
    assert table.moved(seen) == [(HitKind.FAQ, "new"), (HitKind.CARD, "7")]
    assert table.place((HitKind.CARD, "7")) == -1


@pytest.mark.parametrize(
    "numbers",
    ["", "????", base64.b64encode(b"short").decode(), base64.b64encode(b"\xff" * 512).decode()],
)
def test_a_misshapen_vector_takes_the_old_one_away(numbers: str) -> None:
    table = VectorTable()
    table.put(a_vector("card:a", 0))
    table.put(TextVector(id="card:a", model=MODEL, digest="", numbers=numbers))
    assert len(table) == 0


def test_a_vector_of_another_model_or_of_nothing_known_is_left_out() -> None:
    table = VectorTable()
    table.put(a_vector("card:a", 0, model="of tomorrow"))
    table.put(a_vector("planet:mars", 0))
    table.put(a_vector("nonsense", 0))
    assert len(table) == 0
