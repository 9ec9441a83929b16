"""The name of a person in a mail address is told, and left out where that was asked for."""

import json
from pathlib import Path

import pytest

from server.knowledge_import.formats.personal_names import is_personal_mail
from tests.support.knowledge.foreign_files import intake_of

UNITS = "Codice_uni_uo,Codice_uni_uo_padre,Descrizione_uo,Mail1,Mail_responsabile\n"


@pytest.mark.parametrize(
    "address",
    [
        "maria.rossi@c.example",
        "Rossi_Maria@c.example",
        "m.rossi@c.example",
        "john-smith2@c.example",
    ],
)
def test_an_address_with_a_given_name_or_its_initial_is_personal(address: str) -> None:
    assert is_personal_mail(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "anagrafe@c.example", "maria@c.example", "info.maria@c.example", "p.iva@c.example"),
        *("biblioteca.maria.rossi@c.example", "ufficio-stato-civile@c.example", "a.b@c.example"),
    ],
)
def test_the_address_of_an_office_is_not(address: str) -> None:
    assert not is_personal_mail(address)


def test_each_such_address_of_a_file_is_told_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "uo.csv"
    path.write_text(f"{UNITS}A,,Anagrafe,maria.rossi@c.example,m.bianchi@c.example\n")
    intake = intake_of(path, "ipa")
    assert intake.knowledge.offices[0].email == "maria.rossi@c.example"
    told = [(one.column, one.value) for one in intake.notes if one.code == "person_mail"]
    assert told == [
        ("Mail1", "maria.rossi@c.example"),
        ("Mail_responsabile", "m.bianchi@c.example"),
    ]


def test_where_it_was_asked_for_none_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "hsds.json"
    mail = "maria.rossi@c.example"
    place = {
        "id": "l",
        "name": "Sede",
        "email": mail,
        "contacts": [{"title": "Capo", "email": mail}],
    }
    service = {"id": "s", "name": "Residenza", "email": mail, "assurer_email": mail}
    path.write_text(json.dumps({"locations": [place], "services": [service]}))
    intake = intake_of(path, "hsds", keeps_personal_mail=False)
    assert "rossi" not in repr(intake.knowledge)
    left = [one.column for one in intake.notes if one.code == "person_mail_left_out"]
    assert sorted(left) == ["assurer_email", "email", "email", "email"]
