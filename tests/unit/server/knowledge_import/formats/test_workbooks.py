"""A workbook is taken as the CSV files are; what could run, reach out or burst is refused."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from server.knowledge_import.export_knowledge import tables_of
from server.knowledge_import.formats import xlsx_package
from server.knowledge_import.knowledge_files import read_knowledge
from tests.support.knowledge.foreign_files import codes, intake_of, refusals, written_to
from tests.support.knowledge.knowledge_folder import KnowledgeFolder

MIDNIGHT = datetime(2027, 3, 31)  # noqa: DTZ001 # a workbook knows no zones


@pytest.fixture
def book(tmp_path: Path) -> Path:
    city = read_knowledge(KnowledgeFolder(tmp_path / "city").path)
    return written_to(tmp_path, "xlsx", tables_of(city))


def set_cell(path: Path, sheet: str, place: str, value: object) -> None:
    workbook = load_workbook(path)
    workbook[sheet][place] = value
    workbook.save(path)


def repacked(path: Path, extra: dict[str, bytes]) -> None:
    """Add parts to the package, or replace them."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts | extra).items():
            package.writestr(name, content)


def column(path: Path, sheet: str, name: str) -> str:
    header = next(load_workbook(path)[sheet].iter_rows(values_only=True))
    letter = header.index(name)
    return chr(ord("A") + letter) if letter < 26 else f"A{chr(ord('A') + letter - 26)}"


def test_dates_numbers_and_ticks_are_taken_as_the_texts_they_stand_for(book: Path) -> None:
    set_cell(book, "offices", f"{column(book, 'offices', 'verified_on')}2", date(2026, 10, 6))
    set_cell(book, "offices", f"{column(book, 'offices', 'valid_until')}2", MIDNIGHT)
    set_cell(book, "offices", f"{column(book, 'offices', 'latitude')}2", 41.9028)
    set_cell(book, "cards", f"{column(book, 'cards', 'original_version')}2", 3.0)
    knowledge = intake_of(book, "xlsx").knowledge
    office = knowledge.offices[0]
    assert (office.verified_on, office.valid_until) == (date(2026, 10, 6), date(2027, 3, 31))
    assert office.latitude == 41.9028
    assert knowledge.cards[0].original_version == 3


def test_a_formula_is_named_with_sheet_row_and_column(book: Path) -> None:
    set_cell(
        book, "offices", f"{column(book, 'offices', 'note')}3", '=HYPERLINK("http://x.example")'
    )
    (problem,) = refusals(book, "xlsx")
    assert problem.file == "base-xlsx.xlsx › offices"
    assert (problem.row, problem.column, problem.code) == (3, "note", "formula")


def test_a_value_that_a_spreadsheet_could_not_work_out_is_named(book: Path) -> None:
    set_cell(book, "offices", f"{column(book, 'offices', 'note')}3", "#REF!")
    assert codes(book, "xlsx") == ["formula"]


def test_a_sheet_nobody_knows_and_one_that_is_missing_are_named(book: Path) -> None:
    workbook = load_workbook(book)
    workbook["faqs"].title = "domande"
    workbook.save(book)
    assert codes(book, "xlsx") == ["unknown_sheet"]
    workbook.remove(workbook["domande"])
    workbook.save(book)
    assert codes(book, "xlsx") == ["missing_sheet"]


def test_macros_are_refused_before_the_workbook_is_opened(book: Path) -> None:
    repacked(book, {"xl/vbaProject.bin": b"macro"})
    assert codes(book, "xlsx") == ["has_macros"]


def test_links_to_other_workbooks_are_refused(book: Path) -> None:
    repacked(book, {"xl/externalLinks/externalLink1.xml": b"<x/>"})
    assert codes(book, "xlsx") == ["has_external_links"]


def test_a_workbook_that_would_fill_the_memory_is_not_unpacked(book: Path) -> None:
    repacked(book, {"xl/worksheets/sheet99.xml": b" " * (201 * 1024 * 1024)})
    assert book.stat().st_size < 1024 * 1024
    assert codes(book, "xlsx") == ["workbook_too_big"]


def test_more_cells_than_any_city_has_are_refused(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_package, "MAX_CELLS", 20)
    assert "workbook_too_big" in codes(book, "xlsx")


def test_entities_that_unfold_are_refused(book: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    repacked(book, {"xl/workbook.xml": bomb})
    assert codes(book, "xlsx") == ["not_a_workbook"]


@pytest.mark.parametrize("content", [b"", b"id,name\n", b"PK\x03\x04 broken", b"\xd0\xcf"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "base.xlsx"
    path.write_bytes(content)
    assert codes(path, "xlsx") == ["not_a_workbook"]


def test_a_package_without_a_workbook_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("readme.txt", "x")
    path = tmp_path / "base.xlsx"
    path.write_bytes(packed.getvalue())
    assert codes(path, "xlsx") == ["not_a_workbook"]


def test_every_cell_is_written_as_text(book: Path) -> None:
    workbook = load_workbook(book)
    cells = [cell for row in workbook["offices"].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_text_that_looks_like_a_formula_is_read_as_the_text_it_is(book: Path) -> None:
    place = f"{column(book, 'offices', 'note')}3"
    workbook = load_workbook(book)
    for text in ("=1+1", "#REF!", "'=detto"):
        workbook["offices"][place].value = text
        workbook["offices"][place].data_type = "s"
        workbook.save(book)
        assert intake_of(book, "xlsx").knowledge.offices[1].note == text


def test_an_array_formula_and_any_error_are_named_too(book: Path) -> None:
    place = f"{column(book, 'offices', 'note')}3"
    for value in (ArrayFormula("A1:A2", "=B1:B2*2"), "#NUM!"):
        set_cell(book, "offices", place, value)
        assert codes(book, "xlsx") == ["formula"]


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/STYLES.XML", "xl/any.bin"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_that_unfold_are_refused_wherever_and_however_they_are_written(
    book: Path, part: str, encoding: str
) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    repacked(book, {part: bomb.encode(encoding)})
    assert codes(book, "xlsx") == ["not_a_workbook"]
