"""Each fault of a knowledge file is named with file, row, column and a sentence."""

import os
from pathlib import Path

import pytest

from contract.domain.ids import DeskId, TopicId
from contract.domain.knowledge_entries.knowledge import Desk
from server.knowledge_import import file_text
from server.knowledge_import.csv_records import CsvShape
from server.knowledge_import.csv_sheet import csv_text
from server.knowledge_import.import_problems import MAX_PROBLEMS, Findings, ImportRefused
from server.knowledge_import.knowledge_files import read_knowledge
from server.knowledge_import.knowledge_folder import CsvFolder
from tests.support.knowledge.knowledge_folder import KnowledgeFolder, places_of, problems_of

SHARED = Path(os.environ.get("CHIAMAROMA_SHARED") or Path(__file__).parents[5] / "shared" / "data")


@pytest.fixture
def city(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder(tmp_path / "city")


def test_cells_become_values(city: KnowledgeFolder) -> None:
    knowledge = read_knowledge(city.path)
    office, card = knowledge.offices[0], knowledge.cards[0]
    assert office.phones == ("+390655550100", "+390655550101")
    assert office.desk_times.by_appointment_only
    assert card.office_ids == ("centrale", "sud")
    assert card.how_to == 'Prima riga\nseconda riga, con «virgolette» e "doppie"'
    desk = Desk(id=DeskId("tributi"), name="Tributi", topic_ids=(TopicId("tari"),))
    assert knowledge.desks[0] == desk
    assert knowledge.topics[1].desk_id is None
    assert [line.line for line in knowledge.thesaurus] == ["immondizia > tari"]


def test_the_product_s_thesaurus_stands_in_for_a_missing_one(city: KnowledgeFolder) -> None:
    (city.path / "thesaurus.txt").unlink()
    assert len(read_knowledge(city.path).thesaurus) > 100


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_byte_order_marks_and_line_ends_of_other_systems_change_nothing(
    city: KnowledgeFolder, line_end: str
) -> None:
    before = read_knowledge(city.path)
    for path in city.path.iterdir():
        text = path.read_bytes().decode()
        end = "\n" if path.suffix == ".txt" else line_end
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    assert read_knowledge(city.path) == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_thesaurus_that_tells_its_encoding_by_a_mark_is_read(
    city: KnowledgeFolder, encoding: str
) -> None:
    city.write("thesaurus.txt", "# nostro\r\ncittà > comune\r\n".encode(encoding))
    assert [line.line for line in read_knowledge(city.path).thesaurus] == ["città > comune"]


@pytest.mark.parametrize("content", ["utf-8", "windows-1252"])
def test_a_thesaurus_is_utf_8_or_what_is_said_of_the_other_files(
    city: KnowledgeFolder, content: str
) -> None:
    city.write("thesaurus.txt", "# «nostro»\ncittà > comune\n".encode(content))
    for name in ("desks.csv", "topics.csv", "offices.csv", "cards.csv", "faqs.csv"):
        city.write(name, city.text(name).encode("windows-1252"))
    knowledge = read_knowledge(city.path, CsvShape("windows-1252"))
    assert [line.line for line in knowledge.thesaurus] == ["città > comune"]


def test_a_thesaurus_in_no_known_encoding_is_refused_at_its_line(city: KnowledgeFolder) -> None:
    city.write("thesaurus.txt", '# "nostro\na = b\ncittà > comune\n'.encode("windows-1252"))
    (problem,) = problems_of(city.path)
    assert (problem.file, problem.row, problem.code) == ("thesaurus.txt", 3, "encoding")
    assert "--encoding" in problem.sentence
    city.write("thesaurus.txt", "città > comune\n".encode("utf-16-le"))
    assert places_of(city.path) == [("thesaurus.txt", 1, "", "encoding")]
    city.write("thesaurus.txt", "a = b\n\ncitt\ufffd = c\nd\u202e = e\n")
    assert places_of(city.path) == [
        ("thesaurus.txt", 3, "", "broken_character"),
        ("thesaurus.txt", 4, "", "bad_thesaurus_line"),
    ]


@pytest.mark.parametrize("sep", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
def test_a_first_line_that_names_the_delimiter_is_taken_at_its_word(
    city: KnowledgeFolder, sep: str
) -> None:
    before = read_knowledge(city.path)
    text = city.text("desks.csv").replace(",", ";")
    city.write("desks.csv", f"\ufeff{sep}{text}")
    assert read_knowledge(city.path) == before
    city.write("desks.csv", f"sep=\t\n{text.replace(';', chr(9))}")
    assert read_knowledge(city.path) == before


def test_below_a_line_that_names_the_delimiter_rows_count_as_the_file_has_them(
    city: KnowledgeFolder,
) -> None:
    def told(content: str | bytes) -> list[tuple[str, int, str, str]]:
        city.write("desks.csv", content)
        return [one for one in places_of(city.path) if one[0] == "desks.csv"]

    assert told("sep=;\nid;name\ntributi;\n") == [("desks.csv", 3, "name", "required")]
    assert told("sep=;\nid;nome\nx;X\n")[0] == ("desks.csv", 2, "name", "missing_column")
    assert told("sep=;\nid;name\nx;X;Y\n") == [("desks.csv", 3, "name", "row_too_long")]
    assert told("sep=;\nid;name\nx") == [("desks.csv", 3, "name", "row_too_short")]
    assert told('sep=;\nid;name\nx;X\ny;"Y\n') == [("desks.csv", 4, "name", "malformed_csv")]
    assert told("sep=;\nid,name\nx,X\n") == [("desks.csv", 2, "", "wrong_delimiter")]
    assert told("sep=;\n") == [("desks.csv", 2, "", "empty_file")]
    latin = "sep=;\nid;name\nx;Città\n".encode("windows-1252")
    assert told(latin) == [("desks.csv", 3, "name", "encoding")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_files_that_tell_their_encoding_by_a_mark_need_no_option(
    city: KnowledgeFolder, encoding: str
) -> None:
    city.set("desks.csv", 2, "name", "Città")
    before = read_knowledge(city.path)
    for path in city.path.iterdir():
        path.write_bytes(path.read_bytes().decode().encode(encoding))
    assert read_knowledge(city.path) == before


def test_a_file_saved_with_two_marks_is_read_like_any_other(city: KnowledgeFolder) -> None:
    before = read_knowledge(city.path)
    city.write("offices.csv", b"\xef\xbb\xbf" * 2 + city.text("offices.csv").encode())
    assert read_knowledge(city.path) == before


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252"])
def test_a_file_in_utf_8_is_not_garbled_by_an_option_that_says_otherwise(
    city: KnowledgeFolder, encoding: str
) -> None:
    city.write("desks.csv", "id,name\nx,y\ntributi,Città\n")
    with pytest.raises(ImportRefused) as refused:
        read_knowledge(city.path, CsvShape(encoding))
    first = refused.value.problems[0]
    assert (first.file, first.row, first.column) == ("desks.csv", 3, "name")
    assert first.code == "not_that_encoding"


def test_other_encodings_and_delimiters_are_read_when_they_are_named(city: KnowledgeFolder) -> None:
    city.write("desks.csv", "id;name\ntributi;Città\nscuola;S\n".encode("iso-8859-1"))
    assert [place[3] for place in places_of(city.path)] == ["encoding"]
    folder = CsvFolder(city.path, CsvShape("iso-8859-1", ";"))
    sheet = folder.sheet("desks.csv", Findings())
    assert sheet is not None
    assert sheet.rows[0].cells == {"id": "tributi", "name": "Città"}


def test_columns_may_stand_in_any_order_and_blank_rows_between(city: KnowledgeFolder) -> None:
    city.write("desks.csv", "name,id\n\nTributi,tributi\n , \nScuola,scuola\n")
    assert [desk.id for desk in read_knowledge(city.path).desks] == ["tributi", "scuola"]


def test_accents_made_of_two_characters_become_one(city: KnowledgeFolder) -> None:
    city.set("desks.csv", 2, "name", "Città".replace("à", "a\N{COMBINING GRAVE ACCENT}"))
    assert read_knowledge(city.path).desks[0].name == "Città"


@pytest.mark.parametrize(
    ("file", "row", "column", "cell", "code"),
    [
        ("desks.csv", 2, "name", "", "required"),
        ("desks.csv", 3, "id", "", "required"),
        ("desks.csv", 3, "id", "con spazi", "bad_id"),
        ("desks.csv", 3, "id", "tributi", "duplicate_id"),
        ("desks.csv", 2, "name", "n" * 201, "too_long"),
        ("topics.csv", 2, "desk_id", "ignoto", "unknown_desk"),
        ("offices.csv", 2, "municipio", "XVI", "bad_municipio"),
        ("offices.csv", 2, "phones", "0655550100; sempre", "phone_malformed"),
        ("offices.csv", 2, "phones", "0655", "phone_too_short"),
        ("offices.csv", 2, "email", "centrale(at)comune", "bad_email"),
        ("offices.csv", 3, "hours", "lun-ven 8-12", "bad_hours"),
        ("offices.csv", 3, "hours", "Mo 08:00-12:00,11:00-13:00; PH off", "hours_overlap"),
        ("offices.csv", 3, "hours", "Mo-Fr 12:00-08:00; PH off", "hours_backwards"),
        ("offices.csv", 3, "hours", "Mo-Fr 08:30-08:30; PH off", "hours_backwards"),
        ("offices.csv", 3, "hours", "Mo 20:00-30:00, Tu 05:00-08:00; PH off", "hours_overlap"),
        ("offices.csv", 3, "hours", "Mo 08:00-12:00; Mo 14:00-17:00", "hours_replaced"),
        ("offices.csv", 3, "hours", "Tu 8:00-12:00; Mo-Fr 9:00-10:00; PH off", "hours_replaced"),
        ("offices.csv", 3, "hours", "Mo-Fr 09:00-18:00; PH 13:00-18:00 off", "hours_part"),
        ("offices.csv", 3, "hours", "2027 Dec 31-2027 Jan 01: Mo 08:00-10:00", "hours_backwards"),
        ("offices.csv", 3, "hours", '{"weekly":[[0,720,510]]}', "hours_backwards"),
        ("offices.csv", 3, "hours", '{"weekly":[[0,510,720],[0,700,800]]}', "hours_overlap"),
        ("offices.csv", 3, "by_appointment", "forse", "bad_flag"),
        ("offices.csv", 3, "verified_on", "05/10/2026", "bad_date"),
        ("offices.csv", 3, "verified_on", "2026-02-30", "bad_date"),
        ("offices.csv", 3, "verified_on", "2026-W10-1", "bad_date"),
        ("offices.csv", 3, "note", "x" * 20_001, "too_long"),
        ("offices.csv", 3, "note", "a\x00b", "control_character"),
        ("offices.csv", 3, "note", "a\x1b[2Jb", "control_character"),
        ("offices.csv", 3, "note", "06 \u202e5555", "control_character"),
        ("offices.csv", 3, "note", "perch\N{REPLACEMENT CHARACTER}", "broken_character"),
        ("offices.csv", 3, "note", '=HYPERLINK("http://x")', "formula"),
        ("offices.csv", 3, "note", "#REF!", "formula"),
        ("cards.csv", 2, "topic_id", "ignoto", "unknown_topic"),
        ("cards.csv", 2, "topic_id", "", "required"),
        ("cards.csv", 2, "office_ids", "sud;ignoto", "unknown_office"),
        ("cards.csv", 2, "say", "a" * 301, "too_long"),
        ("cards.csv", 2, "say", "", "required"),
        ("faqs.csv", 3, "card_id", "ignota", "unknown_card"),
        ("faqs.csv", 3, "answer", "", "required"),
    ],
)
def test_a_faulty_cell_is_named(
    city: KnowledgeFolder, file: str, row: int, column: str, cell: str, code: str
) -> None:
    city.set(file, row, column, cell)
    found = places_of(city.path)
    assert (file, row, column, code) in found
    consequences = {place[3] for place in found if place != (file, row, column, code)}
    assert consequences <= {"unknown_desk"}  # of a desk that lost its id


@pytest.mark.parametrize("hours", ["Mo-Su 22:00-06:00", "Mo-Su 19:00-09:00; PH off", "24/7"])
def test_nights_are_no_mistake(city: KnowledgeFolder, hours: str) -> None:
    city.set("offices.csv", 3, "hours", hours)
    assert problems_of(city.path) == ()


@pytest.mark.parametrize(
    "hours",
    [
        "Mo-Fr 08:00-12:00; Tu 14:00-17:00",
        "Mo 08:00-12:00, Mo 14:00-17:00",
        "Mo-Fr 08:00-12:00; Aug: Mo-Fr 09:00-11:00",
        "Mo-Fr 08:00-12:00; PH 09:00-10:00",
        "Mo-Fr 08:00-12:00; Mo-Fr off",
    ],
)
def test_hours_that_stand_beside_others_or_are_an_exception_are_no_mistake(
    city: KnowledgeFolder, hours: str
) -> None:
    city.set("offices.csv", 3, "hours", hours)
    assert problems_of(city.path) == ()


def test_exactly_three_hundred_characters_may_be_read_aloud(city: KnowledgeFolder) -> None:
    city.set("cards.csv", 2, "say", "à" * 300)
    assert problems_of(city.path) == ()


def test_a_row_after_a_cell_with_line_breaks_is_counted_as_a_spreadsheet_does(
    city: KnowledgeFolder,
) -> None:
    city.set("cards.csv", 3, "valid_until", "domani")
    assert places_of(city.path) == [("cards.csv", 3, "valid_until", "bad_date")]


def test_all_faults_of_all_files_are_told_at_once(city: KnowledgeFolder) -> None:
    city.set("desks.csv", 2, "name", "")
    city.set("cards.csv", 3, "say", "")
    city.set("faqs.csv", 2, "answer", "")
    assert [place[0] for place in places_of(city.path)] == ["desks.csv", "cards.csv", "faqs.csv"]


def test_nobody_reads_more_than_two_hundred_problems(city: KnowledgeFolder) -> None:
    city.write("faqs.csv", "id,card_id,question,answer\n" + "x y,,,\n" * 1_000)
    with pytest.raises(ImportRefused) as refused:
        read_knowledge(city.path)
    assert len(refused.value.problems) == MAX_PROBLEMS
    assert not refused.value.are_all


@pytest.mark.parametrize(
    ("content", "row", "column", "code"),
    [
        (b"", 1, "", "empty_file"),
        (b"\xef\xbb\xbf \n", 1, "", "empty_file"),
        (b"id,name\n", 1, "", "empty_table"),
        (b"id;name\ntributi;Tributi\n", 1, "", "wrong_delimiter"),
        (b"id\tname\ntributi\tTributi\n", 1, "", "wrong_delimiter"),
        (b"id|name\ntributi|Tributi\n", 1, "", "wrong_delimiter"),
        (b"id\ntributi\n", 1, "name", "missing_column"),
        (b"id,name,colour\ntributi,Tributi,red\n", 1, "colour", "unknown_column"),
        (b"id,name,id\ntributi,Tributi,x\n", 1, "id", "duplicate_column"),
        (b"id,name\ntributi,Tributi,di troppo\n", 2, "name", "row_too_long"),
        (b"id,name\ntributi\n", 2, "name", "row_too_short"),
        (b"id,name\ntributi", 2, "name", "row_too_short"),
        (b'id,name\ntributi,"Tri', 2, "name", "malformed_csv"),
        (b'id,name\nscuola,S\ntributi,"Tributi\n', 3, "name", "malformed_csv"),
        (b'id,name\n"tri"buti,Tributi\n', 2, "id", "malformed_csv"),
        (b'id,name\ntributi,"Ufficio "tributi""\n', 2, "name", "malformed_csv"),
        (b'id,name\n"a\nb",Tributi\nx,"y\n', 3, "name", "malformed_csv"),
        (b"id,name\ntributi," + b"x" * 1_000_000 + b"\n", 2, "name", "endless_cell"),
        (b'id,name\ntributi,"' + b"x\n" * 500_000, 2, "name", "endless_cell"),
        (b"id,name\ntributi,Citt\xe0\n", 2, "name", "encoding"),
        (b"\xef\xbb\xbfid,name\nx,y\ntr\xe0,Citt\n", 3, "id", "encoding"),
        ("id,name\ntributi,Tributi\n".encode("utf-16-le"), 1, "", "encoding"),
        ("id,name\ntributi,Città\n".encode("utf-16-be"), 1, "", "encoding"),
        ("id,name\ntributi,Città\n".encode("utf-32"), 1, "", "encoding"),
        (b"id,name\nx," + b"a" * 200_000 + b"\n\xff", 2, "", "encoding"),
    ],
)
def test_a_faulty_file_is_named(
    city: KnowledgeFolder, content: bytes, row: int, column: str, code: str
) -> None:
    city.write("desks.csv", content)
    assert places_of(city.path) == [("desks.csv", row, column, code)]


def test_a_faulty_file_is_not_blamed_for_what_refers_to_it(city: KnowledgeFolder) -> None:
    city.replace("cards.csv", "Stia in casa.,", "Stia in casa.,,")
    city.write("desks.csv", b"id,name\n\xff,x\n")
    assert [place[3] for place in places_of(city.path)] == ["encoding", "row_too_long"]


def test_a_missing_file_is_named(city: KnowledgeFolder) -> None:
    (city.path / "faqs.csv").unlink()
    (city.path / "desks.csv").unlink()
    assert places_of(city.path) == [
        ("desks.csv", 0, "", "missing_file"),
        ("faqs.csv", 0, "", "missing_file"),
    ]


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cards.csv").write_text("id")
    for path in (tmp_path / "nowhere", tmp_path / "cards.csv"):
        assert [problem.code for problem in problems_of(path)] == ["not_a_folder"]


def test_a_file_of_more_than_fifty_megabytes_is_not_even_read(city: KnowledgeFolder) -> None:
    with (city.path / "faqs.csv").open("r+b") as file:
        file.truncate(file_text.MAX_BYTES + 1)
    assert places_of(city.path) == [("faqs.csv", 0, "", "file_too_big")]


def test_a_file_that_cannot_be_read_is_named(
    city: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: str) -> bytes:
        raise PermissionError(path, mode)

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything
    assert {problem.code for problem in problems_of(city.path)} == {"unreadable_file"}


@pytest.mark.parametrize(
    ("line", "is_right"),
    [
        ("immondizia, spazzatura > tari", True),
        ("cie = carta identità elettronica = carta didentità", True),
        ("cie = carta  # un commento", True),
        ("solo una parola", False),
        ("a > b > c", False),
        ("a = b > c", False),
        ("a, > b", False),
        ("> b", False),
        ("a\x07 > b", False),
        (f"{'a' * 1_000} > b", False),
    ],
)
def test_a_thesaurus_line_has_two_sides(city: KnowledgeFolder, line: str, is_right: bool) -> None:
    city.write("thesaurus.txt", f"# prima\n\n{line}\n")
    expected = [] if is_right else [("thesaurus.txt", 3, "", "bad_thesaurus_line")]
    assert places_of(city.path) == expected


def test_sentences_are_one_line_and_harmless_to_a_terminal(city: KnowledgeFolder) -> None:
    city.set("desks.csv", 2, "id", f"\x1b[31m{'lungo ' * 100}\nancora")
    for problem in problems_of(city.path):
        assert problem.sentence.isprintable()
        assert len(problem.sentence) < 200


@pytest.mark.shared_data
def test_a_real_file_in_latin_1_is_refused_at_its_first_accent(city: KnowledgeFolder) -> None:
    city.write("cards.csv", (SHARED / "it" / "comuni-iso8859-1.csv").read_bytes())
    (problem,) = [p for p in problems_of(city.path) if p.file == "cards.csv"]
    assert (problem.row, problem.code) == (1, "encoding")
    assert "UTF-8" in problem.sentence


@pytest.mark.parametrize("text", ["=1+1", "#REF!", "'=detto", "''=due"])
def test_a_text_like_a_formula_is_written_so_that_a_spreadsheet_reckons_nothing(
    city: KnowledgeFolder, text: str
) -> None:
    written = csv_text(
        ["id", "name"], [{"id": "tributi", "name": text}, {"id": "scuola", "name": "B"}]
    )
    assert written.splitlines()[1] == f"tributi,'{text}"
    city.write("desks.csv", written)
    assert [desk.name for desk in read_knowledge(city.path).desks] == [text, "B"]
