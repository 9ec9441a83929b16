"""What the report of an import does not name as left out is found again in the base.

By a reader that shares nothing with the product; over generated files of each format and version,
and over the real ones where a folder with them is given by CHIAMAROMA_SHARED.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from server.knowledge_import.csv_records import CsvShape
from server.knowledge_import.take_in_knowledge import ImportOrder, Intake, read_order
from tests.support.knowledge.filled_catalogues import (
    VERSIONS,
    Rows,
    Words,
    csv_files,
    nested,
    public_services,
    screens,
    spoilt,
    tables,
    units,
)
from tests.support.knowledge.foreign_files import MAPPED, NOTHING_STORED, intake_of
from tests.support.knowledge.values_of_files import Said, lost_in, said_in, said_in_graph
from tools.figures.import_figures import SHARED, SOURCES, Source

# Read, they hold nothing that a base could: they are refused as a whole.
_REFUSED_WHOLE = ("base", "taxonomy", "taxonomy_list", "taxonomy_term", "taxonomy_term_list")


def right(version: str) -> Rows:
    return tables(version, Words())


def wrong(version: str) -> Rows:
    words = Words()
    return spoilt(tables(version, words), words)


def as_folder(folder: Path, made: Rows, *, last_break: bool = True) -> Path:
    for name, text in csv_files(made, last_break=last_break).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def as_json(folder: Path, made: Rows) -> Path:
    path = folder / "catalogue.json"
    path.write_text(json.dumps(nested(made)), encoding="utf-8")
    return path


def lost(path: Path, name: str, **mapping: str) -> tuple[list[Said], Intake]:
    intake = intake_of(path, name, skips=True, **mapping)
    return lost_in(list(said_in(path)), intake), intake


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("made", [right, wrong])
@pytest.mark.parametrize("written", [as_folder, as_json])
def test_each_value_of_each_table_of_hsds_is_in_the_base_or_told(
    version: str,
    made: Callable[[str], Rows],
    written: Callable[[Path, Rows], Path],
    tmp_path: Path,
) -> None:
    missing, intake = lost(written(tmp_path, made(version)), "hsds")
    assert missing == []
    assert not intake.refused
    assert len(intake.knowledge.cards) == 3
    assert len(intake.knowledge.offices) == 6


def test_a_file_without_its_last_break_loses_nothing(tmp_path: Path) -> None:
    missing, _ = lost(as_folder(tmp_path, right("3.0"), last_break=False), "hsds")
    assert missing == []


def test_each_column_of_indicepa_is_in_the_base_or_told(tmp_path: Path) -> None:
    path = tmp_path / "uo.csv"
    path.write_text(units(Words()), encoding="utf-8")
    assert lost(path, "ipa")[0] == []


def test_each_word_of_an_app_is_in_the_base_or_told(tmp_path: Path) -> None:
    path = tmp_path / "app.json"
    path.write_text(json.dumps(screens(Words())), encoding="utf-8")
    missing, intake = lost(path, "faq")
    assert missing == []
    told = {(one.file, one.column, one.code, one.value) for one in intake.notes}
    assert ("app.json › pt", "", "table_left_out", "3") in told
    assert ("app.json › it.gestori", "", "table_left_out", "1") in told
    assert ("app.json › it.screens", "title", "column_left_out", "1") in told


def test_each_statement_of_a_public_service_is_in_the_base_or_told(tmp_path: Path) -> None:
    path = tmp_path / "servizi.json"
    path.write_text(json.dumps(public_services(Words())), encoding="utf-8")
    intake = intake_of(path, "cpsv", skips=True)
    assert lost_in(said_in_graph(path), intake) == []
    told = {(one.file, one.column, one.value) for one in intake.notes}
    assert ("servizi.json › PublicService", "l0:name", "3") in told  # in another language


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "cp437", "cp850", "mac-roman"])
def test_each_code_page_is_read_as_it_was_written(encoding: str, tmp_path: Path) -> None:
    made = right("2.0")
    for number, row in enumerate(made["services"]):
        row["description"] = f"Servizio {number}: è più semplice così, già oggi"
    for name, text in csv_files(made).items():
        (tmp_path / name).write_bytes(text.encode(encoding))
    order = ImportOrder(
        path=tmp_path,
        format="hsds",
        keeps_others=True,
        mapping=MAPPED,
        shape=CsvShape(encoding=encoding),
    )
    intake = read_order(order, NOTHING_STORED)
    assert lost_in(list(said_in(tmp_path, encoding)), intake) == []


def test_a_reader_that_passes_something_over_is_found(tmp_path: Path) -> None:
    path = as_folder(tmp_path, right("3.0"))
    intake = intake_of(path, "hsds", skips=True)
    said = [*said_in(path), Said("services.csv", 2, "mai detto", "parola che nessuno ha letto")]
    assert [one.column for one in lost_in(said, intake)] == ["mai detto"]


def test_a_page_of_several_says_that_there_are_others(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    service = {"id": "s", "name": "Residenza", "status": "active"}
    path.write_text(json.dumps({"page_number": 1, "total_pages": 5, "contents": [service]}))
    assert ("other_pages", "1/5") in {(n.code, n.value) for n in intake_of(path, "hsds").notes}


def test_a_cost_of_nothing_and_a_day_that_is_not_closed_are_words_too(tmp_path: Path) -> None:
    path = tmp_path / "hsds.json"
    service = {
        **{"id": "s", "name": "Residenza", "status": "active"},
        "cost_options": [{"id": "c", "amount": 0, "currency": "EUR"}],
        "holiday_schedules": [{"id": "h", "start_date": "2026-12-24", "closed": False}],
    }
    path.write_text(json.dumps({"services": [service]}))
    intake = intake_of(path, "hsds")
    (card,) = intake.knowledge.cards
    assert card.costs == "0 EUR"
    assert card.desk_times is None or not card.desk_times.exceptions
    assert "bad_schedule" in {note.code for note in intake.notes}


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no real files: {SHARED} is not there")
@pytest.mark.parametrize(
    "source",
    [one for one in SOURCES if Path(one.path).stem not in _REFUSED_WHOLE],
    ids=lambda one: one.path,
)
def test_each_value_of_a_real_file_is_in_the_base_or_told(source: Source) -> None:
    assert lost(SHARED / source.path, source.format, country=source.country)[0] == []
