"""A fiscal code as it is typed: right, mistyped or no code at all. All codes here are invented."""

import pytest
from codicefiscale import codicefiscale
from hypothesis import given
from hypothesis import strategies as st

from contract.domain.fiscal_code import MALFORMED, WRONG_CHECK, fault_of, normalized

GOOD = "RSSMRA80A01H501U"
WOMAN = "RSSMRA80A41H501Y"


@pytest.mark.parametrize("code", ["", "  ", GOOD, WOMAN, "rss mra 80a01 h501u"])
def test_a_right_or_absent_code_has_no_fault(code: str) -> None:
    assert fault_of(code) == ""


def test_letters_that_stand_for_digits_are_right_too() -> None:
    for code in codicefiscale.decode(GOOD)["omocodes"]:
        assert fault_of(code) == "", code


@pytest.mark.parametrize("code", ["RSSMRA80A01H501X", "RSSMRA80A02H501U", "RSSMAR80A01H501U"])
def test_one_wrong_character_does_not_fit_the_last(code: str) -> None:
    assert fault_of(code) == WRONG_CHECK


@pytest.mark.parametrize(
    "code",
    [
        "RSSMRA80A01H501",  # cut
        f"{GOOD}A",
        "RSSMRA80F01H501U",  # no month F
        "RSSMRA80A00H501U",  # no day 0
        "RSSMRA80A32H501U",
        "RSSMRA80A40H501U",
        "RSSMRA80A72H501U",
        "ÀSSMRA80A01H501U",
        "RSSMRA80A01H50١U",  # an Arabic digit
        "12345678901",  # a company
    ],
)
def test_what_cannot_be_a_persons_code_is_malformed(code: str) -> None:
    assert fault_of(code) == MALFORMED


def test_a_code_is_stored_in_capitals_without_blanks() -> None:
    assert normalized(" rss mra\t80a01 h501u ") == GOOD


@given(st.text(max_size=20))
def test_any_text_gets_an_answer(text: str) -> None:
    assert fault_of(text) in ("", MALFORMED, WRONG_CHECK)
