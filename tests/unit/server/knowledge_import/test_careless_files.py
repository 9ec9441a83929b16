"""Files of a clerk in a hurry, or of an enemy: each is refused in a sentence, in no time."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from server.knowledge_import import csv_records, file_text, knowledge_folder
from server.knowledge_import.csv_sheet import MAX_COLUMNS
from server.knowledge_import.file_text import read_bytes
from server.knowledge_import.import_problems import Findings, ImportRefused
from server.knowledge_import.take_in_knowledge import ImportOrder, Intake, read_order
from tests.support.knowledge.foreign_files import NOTHING_STORED, codes, intake_of, refusals
from tests.support.knowledge.knowledge_folder import KnowledgeFolder, places_of, problems_of

AT_ONCE_S = 10  # seconds, of a busy machine; what is wrong here takes hours


@pytest.fixture
def city(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder(tmp_path / "city")


def part_of(folder: Path) -> Intake:
    order = ImportOrder(path=folder, format="csv", keeps_others=True)
    return read_order(order, NOTHING_STORED)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path)])
def test_what_is_there_and_is_no_file_is_not_called_missing(
    city: KnowledgeFolder, make: Callable[[Path], None]
) -> None:
    (city.path / "desks.csv").unlink()
    make(city.path / "desks.csv")
    assert places_of(city.path) == [("desks.csv", 0, "", "not_a_file")]


def test_a_folder_given_for_a_file_is_not_called_missing(city: KnowledgeFolder) -> None:
    for name in ("cpsv", "ipa", "faq"):
        assert codes(city.path, name) == ["not_a_file"]


def test_two_files_that_were_joined_are_refused_where_the_second_begins(
    city: KnowledgeFolder,
) -> None:
    desks = city.text("desks.csv")
    city.write("desks.csv", f"{desks}\ufeff{desks}")
    found = places_of(city.path)
    assert ("desks.csv", 4, "id", "header_again") in found
    assert ("desks.csv", 5, "id", "duplicate_id") in found


def test_a_file_whose_last_row_has_no_line_break_is_taken_and_told(city: KnowledgeFolder) -> None:
    city.write("desks.csv", city.text("desks.csv").removesuffix("\n"))
    last = len(city.text("desks.csv").split("\n"))
    whole = ImportOrder(path=city.path, format="csv", keeps_others=False)
    intake = read_order(whole, None)
    assert len(intake.knowledge.desks) == last - 1
    assert [(n.file, n.row, n.code) for n in intake.notes] == [("desks.csv", last, "no_last_break")]
    # It may be cut off: nothing is taken out for what it lacks.
    removing = ImportOrder(path=city.path, format="csv", keeps_others=False, removes_missing=True)
    with pytest.raises(ImportRefused) as refused:
        read_order(removing, None)
    assert [one.code for one in refused.value.problems] == ["cut_off"]


def test_a_last_row_that_was_cut_off_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "uo.csv"
    path.write_text("Codice_uni_uo,Codice_uni_uo_padre,Descrizione_uo\nA,,Anagrafe\nB,A")
    intake = intake_of(path, "ipa", skips=True)
    assert [one.id for one in intake.knowledge.offices] == ["A"]
    assert [(one.row, one.code) for one in intake.refused] == [(3, "row_too_short")]
    assert [(one.row, one.code) for one in intake.notes] == [(3, "no_last_break")]


def test_a_file_that_never_stops_growing_is_read_no_further_than_fifty_megabytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_text, "MAX_BYTES", 1_000)
    path = tmp_path / "cards.csv"
    path.write_bytes(b"x" * 999)
    ended = threading.Event()

    def write() -> None:
        with path.open("ab", buffering=0) as file:
            while not ended.is_set():
                file.write(b"x" * 100)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        findings = Findings()
        while read_bytes(path, findings) is not None:
            continue
    finally:
        ended.set()
        writer.join()
    assert [problem.code for problem in findings.problems] == ["file_too_big"]


def test_a_row_of_a_million_columns_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "uo.csv"
    path.write_text(",".join(f"c{n}" for n in range(1_000_000)) + "\n" + "," * 999_999 + "\n")
    begins = time.monotonic()
    found = refusals(path, "ipa")
    assert [(one.row, one.code, one.value) for one in found] == [
        (1, "too_many_columns", str(MAX_COLUMNS))
    ]
    assert time.monotonic() - begins < AT_ONCE_S


def test_a_row_of_a_million_cells_below_a_right_header_is_refused_by_its_number(
    city: KnowledgeFolder,
) -> None:
    city.write("desks.csv", city.text("desks.csv") + "x" + "," * 1_000_000 + "\n")
    assert ("desks.csv", 4, "name", "row_too_long") in places_of(city.path)


def test_more_rows_than_any_city_has_are_refused_before_they_fill_the_memory(
    city: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_records, "MAX_CELLS", 100)
    city.write("desks.csv", "id,name\n" + "\n" * 1_000)
    assert places_of(city.path)[0] == ("desks.csv", 99, "", "table_too_big")


def test_a_thesaurus_longer_than_any_is_refused_before_it_fills_the_memory(
    city: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge_folder, "MAX_LINES", 100)
    city.write("thesaurus.txt", "a > b\n" * 1_000)
    assert places_of(city.path) == [("thesaurus.txt", 0, "", "table_too_big")]


def test_a_long_line_of_offices_above_each_other_is_looked_at_once(city: KnowledgeFolder) -> None:
    head = "id,name,municipio,address,phones,email,hours,parent_id"
    rows = "".join(f"u{n},Ufficio,,,,,,u{n + 1}\n" for n in range(20_000))
    city.write("offices.csv", f"{head}\n{rows}u20000,Ufficio,,,,,,u19999\ncentrale,A,,,,,,u0\n")
    city.set("cards.csv", 2, "office_ids", "centrale")
    begins = time.monotonic()
    assert places_of(city.path) == [
        ("offices.csv", 20_001, "parent_id", "office_cycle"),
        ("offices.csv", 20_002, "parent_id", "office_cycle"),
    ]
    assert time.monotonic() - begins < 3 * AT_ONCE_S


def test_json_cut_off_within_a_long_text_of_quotes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "base.json"
    path.write_text('{"services": [{"name": "' + '\\"' * 500_000)
    begins = time.monotonic()
    assert codes(path, "hsds") == ["not_json"]
    assert time.monotonic() - begins < AT_ONCE_S


@pytest.mark.parametrize("name", ["hsds", "cpsv", "faq"])
def test_json_that_says_something_twice_is_refused_for_one_would_be_lost(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "base.json"
    path.write_text('{"services": [{"id": "a"}], "x": {}, "services": []}')
    (problem,) = refusals(path, name)
    assert (problem.code, problem.value) == ("json_twice", "services")


def test_files_that_nobody_reads_are_named(city: KnowledgeFolder) -> None:
    for name in ("card.csv", "Uffici.XLSX", "staff (copia).csv", "LEGGIMI.md"):
        city.write(name, "x")
    assert [(one.file, one.code) for one in part_of(city.path).notes] == [
        ("Uffici.XLSX", "passed_over"),
        ("card.csv", "passed_over"),
        ("staff (copia).csv", "passed_over"),
    ]


@pytest.mark.parametrize("name", ["card.csv", "Cards.csv", "cards.CSV", "cards (1).csv"])
def test_a_file_that_is_named_a_little_otherwise_is_found(city: KnowledgeFolder, name: str) -> None:
    (city.path / "cards.csv").rename(city.path / name)
    (city.path / "offices.csv").rename(city.path / "uffici.csv")
    found = {(one.file, one.code, one.value) for one in problems_of(city.path)}
    assert found == {
        ("cards.csv", "misnamed_file", name),
        ("offices.csv", "missing_file", ""),
    }


def test_a_folder_with_none_of_the_files_is_refused_and_not_taken_for_no_change(
    tmp_path: Path,
) -> None:
    (tmp_path / "uffici.csv").write_text("id,name\n")
    with pytest.raises(ImportRefused, match="no_tables"):
        part_of(tmp_path)


def test_an_empty_table_of_others_with_old_line_ends_is_no_table_without_rows(
    tmp_path: Path,
) -> None:
    (tmp_path / "organizations.csv").write_text("id,name\no-1,Comune\n")
    (tmp_path / "phones.csv").write_bytes(b"id,organization_id,number\r1,o-1,06 5555 0100\r")
    (tmp_path / "addresses.csv").write_text("id,location_id\n")
    (tmp_path / "languages.csv").write_text("id\n1\n")
    intake = intake_of(tmp_path, "hsds")
    assert intake.knowledge.offices[0].phones == ("+390655550100",)
    assert [(one.file, one.code) for one in intake.notes] == [("languages.csv", "passed_over_rows")]
