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
