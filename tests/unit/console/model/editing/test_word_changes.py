"""Which words of two texts differ, so that an editor sees what changes."""

from hypothesis import given
from hypothesis import strategies as st

from console.model.editing.word_changes import MOST_WORDS, WordRun, word_changes


def test_only_the_words_that_differ_are_marked() -> None:
    before, after = word_changes("Scade il 16 dicembre.", "Scade il 18 dicembre.")
    assert before == (WordRun("Scade il "), WordRun("16 ", True), WordRun("dicembre."))
    assert after == (WordRun("Scade il "), WordRun("18 ", True), WordRun("dicembre."))


def test_equal_texts_have_no_mark_and_empty_ones_no_run() -> None:
    assert word_changes("uguale", "uguale") == ((WordRun("uguale"),), (WordRun("uguale"),))
    assert word_changes("", "nuovo") == ((), (WordRun("nuovo", True),))


def test_very_long_texts_are_shown_as_wholly_rewritten() -> None:
    long = "parola " * (MOST_WORDS + 1)
    assert word_changes(long, f"{long}fine")[0] == (WordRun(long, True),)


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_letter_is_lost_on_either_side(before: str, after: str) -> None:
    left, right = word_changes(before, after)
    assert "".join(run.text for run in left) == before
    assert "".join(run.text for run in right) == after
