"""CSV files as a spreadsheet and a clerk in a hurry leave them."""

from pathlib import Path

import pytest

from server.knowledge_import.knowledge_files import read_knowledge
from server.knowledge_import.take_in_knowledge import ImportOrder, read_order
from tests.support.knowledge.knowledge_folder import KnowledgeFolder, places_of, problems_of

MARK = "\N{BYTE ORDER MARK}"
NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture
def city(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder(tmp_path / "city")


def test_names_of_columns_that_stand_again_are_no_row(city: KnowledgeFolder) -> None:
    desks = city.text("desks.csv")
    header, *rows = desks.splitlines()
    city.write("desks.csv", "\n".join((header, header, *rows, f" {header.replace(',', ' ,')}", "")))
    assert places_of(city.path) == [
        ("desks.csv", 2, "id", "header_again"),
        ("desks.csv", 5, "id", "header_again"),
    ]
    order = ImportOrder(path=city.path, format="csv", keeps_others=False, skips_refused=True)
    intake = read_order(order, None)
    assert [desk.id for desk in intake.knowledge.desks] == ["tributi", "scuola"]
    assert intake.refused_rows == 2


def test_two_files_with_marks_of_their_own_that_were_joined_meet_at_the_second_header(
    city: KnowledgeFolder,
) -> None:
    desks = city.text("desks.csv")
    city.write("desks.csv", f"{MARK}{desks}{MARK}id,name\nanagrafe,Anagrafe\n")
    assert places_of(city.path) == [("desks.csv", 4, "id", "header_again")]


def test_the_mark_that_begins_files_leaves_no_trace_within_one(city: KnowledgeFolder) -> None:
    city.write("desks.csv", f"sep=;\n{MARK}id;name{MARK}\n{MARK}tributi;Tri{MARK}buti\n")
    (desk,) = read_knowledge(city.path).desks
    assert (desk.id, desk.name) == ("tributi", "Tributi")


def test_columns_that_a_spreadsheet_adds_at_the_end_are_nothing(city: KnowledgeFolder) -> None:
    city.write("desks.csv", "id,name,,\ntributi,Tributi,,\nscuola,Scuola, ,\n,,,\n")
    assert [desk.id for desk in read_knowledge(city.path).desks] == ["tributi", "scuola"]


def test_a_column_with_values_and_without_a_name_is_told_by_its_letter(
    city: KnowledgeFolder,
) -> None:
    city.write("desks.csv", "id,,name,,\ntributi,,Tributi,,\nscuola,,Scuola,,nota\n")
    assert places_of(city.path) == [("desks.csv", 1, "(E)", "unknown_column")]


def test_blanks_without_a_break_around_codes_and_names_are_blanks(city: KnowledgeFolder) -> None:
    before = read_knowledge(city.path)
    city.replace("desks.csv", "tributi,", f"{NO_BREAK}tributi{NO_BREAK} ,")
    city.replace("topics.csv", "tari,", f"tari{NO_BREAK},")
    city.replace("cards.csv", "centrale;sud", f"centrale;{NO_BREAK}sud{NO_BREAK}")
    city.replace("offices.csv", "Mo-Fr 08:30", f"Mo-Fr{NO_BREAK}08:30")
    city.replace("offices.csv", "06 5555 0100", f"06{NO_BREAK}5555{NO_BREAK}0100")
    city.replace("desks.csv", "id,name", f"id{NO_BREAK},{NO_BREAK}name")
    assert read_knowledge(city.path) == before


def test_cells_with_line_ends_of_every_kind_and_of_five_thousand_characters_come_in(
    city: KnowledgeFolder,
) -> None:
    long = "à" * 4_999 + "."
    city.set("cards.csv", 2, "costs", f"uno\r\ndue\rtre\n{long}")
    card = read_knowledge(city.path).cards[0]
    assert card.costs == f"uno\ndue\ntre\n{long}"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("id,name,name", "duplicate_column"),
        ("id,name,name ", "duplicate_column"),
        ("ID,name", "missing_column"),
    ],
)
def test_names_of_columns_that_are_there_twice_or_in_capitals_are_named(
    city: KnowledgeFolder, header: str, code: str
) -> None:
    city.write("desks.csv", f"{header}\ntributi,Tributi{',x' * (header.count(',') - 1)}\n")
    assert code in [one.code for one in problems_of(city.path)]


def test_a_blank_cell_too_much_is_told_for_a_comma_may_have_moved_the_others(
    city: KnowledgeFolder,
) -> None:
    city.replace("offices.csv", "sud,Sede sud,,", "sud,Sede, sud,,")
    assert [(one.row, one.code) for one in problems_of(city.path)] == [(3, "row_too_long")]
