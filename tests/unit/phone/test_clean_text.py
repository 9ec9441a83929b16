"""Texts from the network are short and harmless, and numbers take one form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phone.clean_text import clean_peer, clean_text


@given(st.text())
def test_text_is_capped_and_holds_nothing_that_disturbs(text: str) -> None:
    cleaned = clean_text(text)
    assert len(cleaned) == min(len(text), 256)
    kinds = {unicodedata.category(letter) for letter in cleaned}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_ordinary_names_stay_as_they_are() -> None:
    assert clean_text("Niccolò D'Àngelo <x> 李") == "Niccolò D'Àngelo <x> 李"


def test_direction_marks_and_controls_become_visible() -> None:
    assert clean_text("a\u202eb\u2066c\u200fd\ne\x00") == "a�b�c�d�e�"


@pytest.mark.parametrize(
    ("user", "shown"),
    [
        ("+390612345678", "+390612345678"),
        ("0612345678", "+390612345678"),
        ("3331234567", "+393331234567"),
        ("1002", "1002"),
        ("+39-06-1234.5678", "+390612345678"),
        ("+1234567", "1234567"),  # no number, though it says so
        ("anonymous", "anonymous"),
        ("0", "0"),
        ("99999999999999999999", "99999999999999999999"),
        ("\u202e12", "�12"),
        ("٣٣٣١٢٣٤٥٦٧", "٣٣٣١٢٣٤٥٦٧"),
    ],
)
def test_peer_is_a_number_in_one_form_or_the_cleaned_text(user: str, shown: str) -> None:
    assert clean_peer(user) == shown
