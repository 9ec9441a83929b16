"""The texts of the announcements: complete in every language, a city's own before the product's."""

from pathlib import Path

import pytest

from server.gateways.exchange_setup.announcement_texts import LANGUAGES, merged, read_texts, spoken
from server.knowledge_import.csv_records import CsvShape
from server.knowledge_import.import_problems import ImportRefused

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


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        ("sep=;\r\nname;it\r\nclosed;Chiuso, perché è festa.\r\n".encode(), CsvShape()),
        ("name\tit\nclosed\tChiuso, perché è festa.\n".encode("utf-16"), CsvShape("", "\t")),
        ("name;it\nclosed;Chiuso, perché è festa.\n".encode("cp1252"), CsvShape("cp1252", ";")),
        ('\ufeffname,it\nclosed,"Chiuso, perché è festa."\n'.encode(), CsvShape()),
    ],
)
def test_a_table_is_read_as_a_spreadsheet_saved_it(
    tmp_path: Path, content: bytes, shape: CsvShape
) -> None:
    own = tmp_path / "own.csv"
    own.write_bytes(content)
    assert read_texts(own, shape) == {"it": {"closed": "Chiuso, perché è festa."}}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", (1, "", "empty_file")),
        (b"nome,it\nclosed,Chiuso\n", (1, "nome", "bad_language")),
        (b"it\nChiuso\n", (1, "name", "missing_column")),
        (b"name,it\nclosed,Chiuso\nblocked,\xff\n", (3, "it", "encoding")),
        (b"name;it\nclosed;Chiuso\n", (1, "", "wrong_delimiter")),
        (b"name,it\nclosed,Chiuso\nblocked,Addio,no\n", (3, "it", "row_too_long")),
        (b"name,it\nclosed,Chiu", (2, "it", "cut_off")),
        (b'name,it\nclosed,"Chiuso\n', (2, "it", "malformed_csv")),
        (b"sep=;\nname;it\nclosed;A\nclosed;B\n", (4, "name", "duplicate_id")),
        (b"name,it\n,Chiuso\n", (2, "name", "required")),
        (b"name,it,../en\nclosed,Chiuso,Closed\n", (1, "../en", "bad_language")),
    ],
)
def test_a_table_that_is_none_is_refused_by_row_and_column(
    tmp_path: Path, content: bytes, place: tuple[int, str, str]
) -> None:
    own = tmp_path / "own.csv"
    own.write_bytes(content)
    with pytest.raises(ImportRefused) as refused:
        read_texts(own)
    problem = refused.value.problems[0]
    assert (problem.file, problem.row, problem.column, problem.code) == ("own.csv", *place)


@pytest.mark.parametrize("name", ["../../closed", "/tmp/closed", "closed/it", "..", "avviso 1"])
def test_a_name_that_would_leave_the_folder_of_the_sounds_is_refused(
    tmp_path: Path, name: str
) -> None:
    own = tmp_path / "own.csv"
    own.write_text(f"name,it\n{name},Chiuso\n")
    with pytest.raises(ImportRefused, match="bad_id"):
        read_texts(own)
