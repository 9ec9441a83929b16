"""What a file of others holds either comes in or is told, with how much of it there was."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.cli.knowledge.knowledge_files import _print_notes
from server.knowledge_import.import_problems import Problem
from server.knowledge_import.take_in_knowledge import REASON_LIMIT, Intake, _reason
from tests.support.knowledge.foreign_files import intake_of


def told(intake: Intake) -> list[tuple[str, str, str, str]]:
    return [(one.file, one.column, one.code, one.value) for one in intake.notes]


def of_json(folder: Path, content: Any) -> Intake:
    path = folder / "hsds.json"
    path.write_text(json.dumps(content))
    return intake_of(path, "hsds")


def of_tables(folder: Path, **tables: str) -> Intake:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    return intake_of(folder, "hsds")


OLDER = {
    "locations": "id,name\n1,Sede\n",
    "services": "id,name,description\n1,Residenza,Si cambia indirizzo.\n",
    "services_at_location": "id,service_id,location_id\n1,1,1\n",
    "physical_addresses": "id,location_id,address_1,city\n1,1,Via del Teatro 1,Roma\n",
    "accessibility_for_disabilities": "id,location_id,accessibility\n1,1,Ascensore\n",
    "eligibility": "id,service_id,eligibility\n1,1,Residenti\n",
}


def test_the_tables_of_before_3_0_come_in(tmp_path: Path) -> None:
    intake = of_tables(tmp_path, **OLDER)
    (office,), (card,) = intake.knowledge.offices, intake.knowledge.cards
    assert (office.address, office.accessibility) == ("Via del Teatro 1, Roma", "Ascensore")
    assert (card.office_ids, card.who_for) == (("loc-1",), "Residenti")
    assert [one for one in told(intake) if "left_out" in one[2]] == []


def test_a_postal_address_of_before_3_0_stands_in_only_where_there_is_no_other(
    tmp_path: Path,
) -> None:
    postal = "id,location_id,address_1\n1,1,Casella 7\n"
    intake = of_tables(tmp_path, **OLDER, postal_addresses=postal)
    assert intake.knowledge.offices[0].address == "Via del Teatro 1, Roma"
    assert ("postal_addresses.csv", "address_1", "column_left_out", "1") in told(intake)
    (tmp_path / "physical_addresses.csv").unlink()
    assert intake_of(tmp_path, "hsds").knowledge.offices[0].address == "Casella 7"


def test_every_file_that_is_not_read_is_told_with_its_rows(tmp_path: Path) -> None:
    others = {f"table_{n}": "id,name\n" + "1,x\n" * n for n in range(1, 6)}
    (tmp_path / "notes.xlsx").write_bytes(b"PK")
    intake = of_tables(tmp_path, **OLDER, **others)
    rows = {file: value for file, _, code, value in told(intake) if code == "passed_over_rows"}
    assert rows == {f"table_{n}.csv": str(n) for n in range(1, 6)}
    assert ("notes.xlsx", "", "passed_over", "") in told(intake)


def test_every_list_of_json_that_is_not_read_is_told_with_its_things(tmp_path: Path) -> None:
    service = {"id": "s", "name": "Residenza", "languages": [{"name": "it"}, {"name": "en"}]}
    intake = of_json(tmp_path, {"services": [service], "funding_sources": [{"id": 1}]})
    lists = [one for one in told(intake) if one[2] == "table_left_out"]
    assert lists == [
        ("hsds.json › funding_sources", "", "table_left_out", "1"),
        ("hsds.json › services[].languages", "", "table_left_out", "2"),
    ]


def test_every_column_without_a_place_is_told_with_its_values(tmp_path: Path) -> None:
    organizations = "id,name,legal_status,logo\n1,Comune,ente,\n2,Regione,ente,x.png\n"
    intake = of_tables(tmp_path, organizations=organizations)
    assert [one for one in told(intake) if one[2] == "column_left_out"] == [
        ("organizations.csv", "legal_status", "column_left_out", "2"),
        ("organizations.csv", "logo", "column_left_out", "1"),
    ]


def test_columns_of_indicepa_without_a_place_and_further_addresses_are_told(
    tmp_path: Path,
) -> None:
    path = tmp_path / "uo.csv"
    columns = "Codice_uni_uo,Codice_uni_uo_padre,Descrizione_uo,Codice_IPA,Mail1,Mail2,Data"
    path.write_text(f"{columns}\nA,,Anagrafe,c_x,a@c.example,b@c.example,\nB,,Tributi,c_x,,,n.d.\n")
    assert told(intake_of(path, "ipa")) == [
        ("uo.csv", "Codice_IPA", "column_left_out", "2"),
        ("uo.csv", "Mail2", "column_left_out", "1"),
    ]


def test_a_part_whose_owner_is_not_in_the_file_is_told(tmp_path: Path) -> None:
    phones = "id,location_id,number\n1,1,0655550100\n2,9,0655550101\n"
    intake = of_tables(tmp_path, **OLDER, phones=phones)
    assert ("phones.csv", "number", "column_left_out", "1") in told(intake)


def problem(number: int, code: str, column: str = "x") -> Problem:
    return Problem(file="a.csv", row=number, column=column, code=code, sentence=f"n. {number}")


def test_the_report_shortens_no_files_and_says_how_much_it_shortens_of_the_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = tuple(
        Problem(file=f"f{n}.csv", row=0, column="", code="passed_over", sentence="")
        for n in range(13)
    )
    mails = tuple(problem(n, "email_left_out", "email" if n % 2 else "mail") for n in range(2, 12))
    _print_notes((*files, *mails), "en")
    said = capsys.readouterr().err
    assert all(f"f{n}.csv: " in said for n in range(13))
    assert "… and 7 more. In all:" in said
    assert "5 × a.csv, column email" in said
    assert "5 × a.csv, column mail" in said


def test_a_reason_for_an_editor_says_how_much_it_does_not_repeat() -> None:
    reason = _reason(tuple(problem(n, "email_left_out") for n in range(1_000)))
    assert len(reason) <= REASON_LIMIT
    whole = reason.count("n. ")
    assert reason.endswith(f"… e altre {1_000 - whole} cose, dette dall'importazione.")
