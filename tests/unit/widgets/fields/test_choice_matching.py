import unicodedata
from typing import Literal

import pytest

from widgets.fields.choice_matching import folded, matching_choices
from widgets.fields.labelled_field import Choice

TOPICS = (
    Choice("tari", "Tributi › TARI", "spazzatura"),
    Choice("imu", "Tributi › IMU"),
    Choice("cie", "Anagrafe › CIE", "carta identità"),
    Choice("late", "Tardivi"),
)


def _values(text: str) -> list[str]:
    return [choice.value for choice in matching_choices(text, TOPICS)]


def test_letters_find_any_word_that_begins_with_them() -> None:
    assert _values("imu") == ["imu"]


def test_entries_that_begin_as_typed_come_first() -> None:
    assert _values("tar") == ["late", "tari"]


def test_all_typed_words_must_be_found() -> None:
    assert _values("trib im") == ["imu"]


def test_accents_and_capitals_do_not_matter() -> None:
    assert _values("IDENTITA") == ["cie"]


def test_an_empty_text_offers_everything_in_order() -> None:
    assert _values("") == ["tari", "imu", "cie", "late"]


def test_nothing_matches_nonsense() -> None:
    assert _values("xyz") == []


def test_folding_keeps_the_length_of_the_text() -> None:
    text = "È ½ İstanbul ﬁne"
    assert len(folded(text)) == len(text)


def test_a_text_is_folded_letter_for_letter_in_any_script() -> None:
    for text in ("Perché è già più", "ÀÉ İstanbul", "ﬁne Ǆ ß", "Año 2026 – 日本 العربية", "plain"):
        letter_by_letter = "".join(
            unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in text
        )
        assert folded(text) == letter_by_letter


def test_each_letter_of_a_long_card_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    real = unicodedata.normalize

    def normalize(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        looked_up.append(text)
        return real(form, text)

    monkeypatch.setattr(unicodedata, "normalize", normalize)

    folded("Ŧĸŋ ŧħĸ ŋŋŋ " * 500)

    assert len(looked_up) == len(set(looked_up))
