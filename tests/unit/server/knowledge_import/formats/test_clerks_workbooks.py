"""A workbook as a clerk saves it: what she sees in it comes in, or she is told why it does not."""

from datetime import timedelta
from pathlib import Path

import pytest

from server.knowledge_import.export_knowledge import tables_of
from server.knowledge_import.formats import xlsx_package
from server.knowledge_import.knowledge_files import read_knowledge
from tests.support.knowledge.foreign_files import codes, intake_of, refusals, written_to
from tests.support.knowledge.knowledge_folder import KnowledgeFolder
from tests.support.knowledge.workbook import Book, parts_of, repack, text_cell, with_first_sheet
from tests.support.steps import steps_of

Place = tuple[str, int, str, str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    city = read_knowledge(KnowledgeFolder(tmp_path / "city").path)
    return written_to(tmp_path, "xlsx", tables_of(city))


@pytest.fixture
def book(path: Path) -> Book:
    return Book(path)


def places(path: Path) -> list[Place]:
    found = refusals(path, "xlsx")
    return [(one.file.partition(" › ")[2], one.row, one.column, one.code) for one in found]


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize(
    "kind", ['<{0}c t="inlineStr"><is><t>x</t></is></{0}c>', "<{0}c><v/></{0}c>"]
)
def test_a_row_of_a_million_cells_is_refused_before_any_of_them_is_built(
    path: Path, kind: str, prefix: str
) -> None:
    row = "<{0}row>" + kind * 1_000_000 + "</{0}row>"
    with_first_sheet(path, row.format(prefix).encode())
    found: list[Place] = []
    assert steps_of(lambda: found.extend(places(path))) < 10_000
    assert found == [("sheet1", 1, "", "too_many_columns")]


def test_rows_without_end_are_refused_before_any_of_them_is_built(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_package, "MAX_CELLS", 1_000)
    with_first_sheet(path, b"<row/>" * 1_001)
    assert codes(path, "xlsx") == ["workbook_too_big"]


def test_rows_painted_to_the_end_of_the_sheet_are_no_columns(path: Path) -> None:
    texts = "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in ("id", "name"))
    desk = '<c t="inlineStr"><is><t>tributi</t></is></c>' * 2
    painted = '<c s="1"/>' * 1_000
    with_first_sheet(path, f"<row>{texts}{painted}</row><row>{desk}{painted}</row>".encode())
    assert codes(path, "xlsx") == []


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ((("5", "A5", "B5"), ("3", "A3", "B3")), 3),
        ((("2", "A2", "B2"), ("2", "A2", "B2")), 2),
        ((("2", "B2", "A2"),), 2),
        ((("2", "A2", "A2"),), 2),
        ((("2", "AA2", "Z2"),), 2),
    ],
)
def test_rows_and_cells_out_of_order_are_refused_for_some_would_be_passed_over(
    path: Path, rows: tuple[tuple[str, str, str], ...], number: int
) -> None:
    sheet = f'<row r="1">{text_cell("id", "A1")}{text_cell("name", "B1")}</row>'
    for row, *cells in rows:
        told = "".join(text_cell(f"d{row}", cell) for cell in cells)
        sheet += f'<row r="{row}">{told}</row>'
    with_first_sheet(path, sheet.encode())
    assert places(path) == [("sheet1", number, "", "cells_out_of_order")]


def test_rows_with_gaps_and_cells_with_or_without_a_place_are_in_order(path: Path) -> None:
    sheet = f"<row>{text_cell('id')}{text_cell('name')}</row>"
    sheet += f'<row r="7">{text_cell("tributi", "A7")}{text_cell("Tributi", "B7")}</row>'
    sheet += f"<row>{text_cell('scuola')}{text_cell('Scuola')}</row>"
    with_first_sheet(path, sheet.encode())
    assert [one.id for one in intake_of(path, "xlsx").knowledge.desks] == ["tributi", "scuola"]


def test_the_order_in_which_formulas_are_reckoned_is_no_order_of_cells(
    path: Path, book: Book
) -> None:
    book.put("offices", "note", 2, "=1+1")
    book.save()
    chain = b'<calcChain><c r="B5" i="1"/><c r="A3"/><c r="A3"/></calcChain>'
    repack(path, parts_of(path) | {"xl/calcChain.xml": chain})
    assert places(path) == [("offices", 2, "note", "formula")]


def test_a_workbook_in_the_strict_dialect_is_not_called_empty(path: Path) -> None:
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts = parts_of(path)
    repack(path, {name: content.replace(usual, strict) for name, content in parts.items()})
    assert codes(path, "xlsx") == ["strict_workbook"]


def test_line_ends_that_a_workbook_escapes_are_line_ends(path: Path, book: Book) -> None:
    book.put("cards", "costs", 2, "uno_x000D_\ndue_x000d_tre _x005F_x000D_ _x0041_")
    book.save()
    costs = {one.costs for one in intake_of(path, "xlsx").knowledge.cards}
    assert costs == {"uno\ndue\ntre _x000D_ _x0041_", ""}


def test_a_cell_left_far_to_the_right_is_named_by_its_row(path: Path, book: Book) -> None:
    book.sheet("desks")["KZ3"] = "appunto"
    book.save()
    assert places(path) == [("desks", 3, "", "too_many_columns")]


def test_merged_cells_are_refused_for_only_the_first_of_them_has_the_value(
    path: Path, book: Book
) -> None:
    letter = book.letter("offices", "email")
    book.sheet("offices").merge_cells(f"{letter}2:{letter}3")
    book.save()
    (problem,) = refusals(path, "xlsx")
    assert (problem.code, problem.value) == ("merged_cells", f"{letter}2:{letter}3")
    assert problem.file.endswith(" › offices")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12_345_678_901_234_567_890, "0"),
        (timedelta(hours=30), "[h]:mm"),
        (0.22, "0%"),
        (16, "0.00 €"),
        (144, "00000"),
        (1e9, "0.00E+00"),
        (16.5, '"circa "0'),
    ],
)
def test_a_number_that_the_sheet_shows_otherwise_is_not_taken_for_what_it_shows(
    path: Path, book: Book, value: object, shown: str
) -> None:
    book.put("cards", "costs", 2, value, shown)
    book.save()
    assert places(path) == [("cards", 2, "costs", "shown_otherwise")]


@pytest.mark.parametrize("shown", ["General", "0", "0.00", "@", "#,##0"])
def test_a_number_that_is_shown_as_it_is_is_taken(path: Path, book: Book, shown: str) -> None:
    book.put("cards", "costs", 2, 16, shown)
    book.save()
    assert {one.costs for one in intake_of(path, "xlsx").knowledge.cards} == {"16", ""}


def test_a_telephone_that_a_sheet_took_for_a_number_is_told(path: Path, book: Book) -> None:
    book.put("offices", "phones", 2, 655_550_100)
    book.save()
    (note,) = intake_of(path, "xlsx").notes
    assert (note.row, note.column, note.code) == (2, "phones", "zero_lost")


def test_a_date_that_became_a_number_is_named(path: Path, book: Book) -> None:
    book.put("cards", "valid_until", 2, 46_477)
    book.save()
    assert places(path) == [("cards", 2, "valid_until", "bad_date")]


def test_hidden_rows_and_sheets_are_read_and_named(path: Path, book: Book) -> None:
    book.sheet("offices").row_dimensions[3].hidden = True
    book.sheet("offices").row_dimensions[90].hidden = True
    book.sheet("faqs").sheet_state = "hidden"
    book.save()
    intake = intake_of(path, "xlsx")
    assert [one.id for one in intake.knowledge.offices] == ["centrale", "sud"]
    assert len(intake.knowledge.faqs) == 2
    assert [(one.file, one.row, one.code) for one in intake.notes] == [
        (f"{path.name} › offices", 3, "hidden_row"),
        (f"{path.name} › faqs", 0, "hidden_sheet"),
    ]


def test_a_sheet_that_is_protected_from_changes_is_read(path: Path, book: Book) -> None:
    book.sheet("offices").protection.sheet = True
    book.sheet("offices").protection.password = "x"
    book.save()
    assert codes(path, "xlsx") == []


def test_a_workbook_of_old_or_with_a_password_is_told_from_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "schede.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    assert codes(path, "xlsx") == ["old_workbook"]


@pytest.mark.parametrize("begins", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_that_was_only_renamed_is_no_csv_file(tmp_path: Path, begins: bytes) -> None:
    (tmp_path / "uo.csv").write_bytes(begins + b"\x14\x00\x06\x00" * 100)
    assert codes(tmp_path / "uo.csv", "ipa") == ["workbook_as_text"]


def test_columns_without_name_and_values_are_nothing_and_with_values_have_a_letter(
    path: Path, book: Book
) -> None:
    book.sheet("desks")["E1"] = "  "
    book.save()
    assert codes(path, "xlsx") == []
    book.sheet("desks")["D3"] = "da rivedere"
    book.save()
    assert places(path) == [("desks", 1, "(D)", "unknown_column")]
