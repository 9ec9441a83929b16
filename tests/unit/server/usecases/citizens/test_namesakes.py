"""Whoever has the name and the number of somebody erased keeps what is theirs."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from contract.domain.caller import CallerDetails
from contract.wire.commands import RecordContact, Status
from server.store.contacts.citizen_words import note_shown
from server.usecases.citizens.citizen_records import find_citizens
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from tests.support.citizens.erased_citizen import WHO, Erasing, forwarded_of
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, a_contact, an_account

OPERATOR = an_account()
SON = replace(WHO, fiscal_code="CNRZNB05A41H501Y")
WIFE = CallerDetails(name="Moglie Rimasta", phone="+390698765432")
CODE, NUMBER, SAID = WHO.fiscal_code, WHO.phone, "Chiede della scuola"


@pytest.fixture
def erasing(service: RecordedService, tmp_path: Path) -> Erasing:
    return Erasing(service, ErasedMarks(marks_file(tmp_path), b"k" * 32))


def record(erasing: Erasing, name: str, who: CallerDetails, said: str, **contact_: object) -> None:
    contact = a_contact(name, caller=who, description=said, **contact_)
    verdict = erasing.send(OPERATOR, RecordContact(contact=contact))
    assert verdict.status is Status.APPLIED, verdict


def said_by(erasing: Erasing) -> list[str]:
    found = erasing.rows("SELECT description FROM contact WHERE description <> '' ORDER BY id")
    return [str(row["description"]) for row in found]


def citizens(erasing: Erasing) -> set[tuple[str, str]]:
    return {(row["name"], row["fiscal_code"]) for row in erasing.rows("SELECT * FROM citizen")}


def test_a_restore_leaves_a_son_of_the_same_name_at_the_same_number(erasing: Erasing) -> None:
    erasing.send(OPERATOR, forwarded_of(WHO))
    record(erasing, "c2", SON, SAID)
    record(erasing, "c3", replace(WHO, fiscal_code=""), "one of the two")
    erasing.erase_and_restore(CODE)
    assert said_by(erasing) == [SAID, "one of the two"]
    assert citizens(erasing) == {(SON.name, SON.fiscal_code)}


def test_a_restore_leaves_a_son_whose_code_was_noted_for_his_father(erasing: Erasing) -> None:
    """The operator had the father on the screen, and confirmed him."""
    record(erasing, "c2", SON, SAID)
    erasing.send(OPERATOR, forwarded_of(WHO))
    (father,) = erasing.write(lambda c: find_citizens(c, CODE))
    erasing.write(lambda c: note_shown(c, OPERATOR.id, [father.id], NOW))
    record(erasing, "c3", SON, "of the father", citizen_id=father.id)
    erasing.erase_and_restore(CODE)
    assert said_by(erasing) == [SAID]
    assert citizens(erasing) == {(SON.name, SON.fiscal_code)}


def test_a_restore_leaves_a_wife_who_had_spelled_the_code(erasing: Erasing) -> None:
    """She is known by what she said of herself, and not erased with it."""
    erasing.send(OPERATOR, forwarded_of(WHO))
    record(erasing, "c2", WIFE, SAID)
    record(erasing, "c3", replace(WIFE, fiscal_code=CODE), "for her husband")
    erasing.erase_and_restore(CODE)
    assert said_by(erasing) == [SAID]
    assert citizens(erasing) == {(WIFE.name, "")}


def test_a_wife_who_is_not_known_yet_is_not_taken_for_him(erasing: Erasing) -> None:
    erasing.send(OPERATOR, forwarded_of(WHO))
    record(erasing, "c3", replace(WIFE, fiscal_code=CODE), "for her husband")
    erasing.erase(CODE)
    record(erasing, "c2", WIFE, SAID)
    assert said_by(erasing) == [SAID]


def test_a_son_whom_a_late_contact_names_is_not_taken_for_his_father(erasing: Erasing) -> None:
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.erase(CODE)
    record(erasing, "c2", SON, SAID)
    assert said_by(erasing) == [SAID]
    record(erasing, "c3", replace(SON, fiscal_code=""), "known by then")
    assert said_by(erasing) == [SAID, "known by then"]


def test_whoever_had_told_no_code_is_known_again_with_one(erasing: Erasing) -> None:
    erasing.send(OPERATOR, forwarded_of(replace(WHO, fiscal_code="")))
    erasing.erase(NUMBER)
    record(erasing, "c2", WHO, SAID)
    assert said_by(erasing) == []
    assert citizens(erasing) == set()


def test_without_a_code_they_are_known_by_number_and_name(erasing: Erasing) -> None:
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.erase(CODE)
    record(erasing, "c2", replace(WHO, fiscal_code=""), SAID)
    assert said_by(erasing) == []


def test_what_is_late_of_somebody_who_has_called_again_since_is_emptied(erasing: Erasing) -> None:
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.erase(CODE)
    record(erasing, "new", WHO, "said since", closed_at=erasing.now)
    record(erasing, "c2", replace(WHO, fiscal_code=""), SAID)
    assert said_by(erasing) == ["said since"]
    assert citizens(erasing) == {(WHO.name, CODE)}
