"""The texts of the announcements: complete in every language, a city's own before the product's."""

from pathlib import Path

import pytest

from server.usecases.announcement_texts import (
    LANGUAGES,
    UnusableTexts,
    merged,
    read_texts,
    spoken,
)

SEATS = ("1001", "1002")


def test_every_language_says_the_same_things() -> None:
    texts = read_texts()
    assert tuple(texts) == LANGUAGES
    names = [dict(spoken(texts[code], SEATS)).keys() for code in LANGUAGES]
    assert all(found == names[0] for found in names)
    assert {"position-1", "position-99", "wait-60", "closed", "operator-1002"} <= names[0]
    assert not names[0] & {"position", "wait", "operator"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_said_and_no_place_for_one_is_left(language: str) -> None:
    said = dict(spoken(read_texts()[language], SEATS))
    assert "17" in said["position-17"]
    assert "17" in said["wait-17"]
    assert "1 0 0 2" in said["operator-1002"]
    assert not [text for text in said.values() if "{" in text]


def test_a_number_may_have_a_text_of_its_own() -> None:
    said = dict(spoken(read_texts()["ar"], ()))
    assert "دقيقتين" in said["wait-2"]
    assert "10 دقائق" in said["wait-10"]
    assert "11 دقيقة" in said["wait-11"]


def test_a_citys_own_texts_come_first_and_may_be_in_further_languages(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,it,ro\nclosed,Chiuso.,Închis.\nemergency-neve,Nevica.,\n")
    texts = merged(read_texts(own), read_texts())
    assert texts["it"]["closed"] == "Chiuso."
    assert texts["it"]["emergency-neve"] == "Nevica."
    assert texts["it"]["blocked"] == read_texts()["it"]["blocked"]
    assert texts["ro"] == {"closed": "Închis."}


@pytest.mark.parametrize("content", [b"", b"nome,it\nclosed,Chiuso\n", b"name,it\nclosed,\xff\n"])
def test_a_table_that_is_none_is_refused_in_clear_words(tmp_path: Path, content: bytes) -> None:
    own = tmp_path / "own.csv"
    own.write_bytes(content)
    with pytest.raises(UnusableTexts, match=r"own\.csv"):
        read_texts(own)
