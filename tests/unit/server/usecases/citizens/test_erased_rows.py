"""A seat asks which rows it has sent something of are of somebody erased; nobody else's are."""

from pathlib import Path

import msgspec
import pytest

from contract.citizen_rows import CitizenRows, all_of, rows_of
from contract.domain.ids import CaseId, ContactId
from contract.wire.commands import CommandData, RecordContact
from contract.wire.decoding import MalformedMessage
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file, row_subject
from server.usecases.citizens.erased_rows import erased_of, is_about_erased
from tests.support.citizens.erased_citizen import ERASED_AT, OTHER, WHO, Erasing, forwarded_of
from tests.support.servers.maintenance_records import a_report
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    TAXES,
    a_callback,
    a_clerk,
    a_command,
    a_contact,
    a_note,
    an_account,
)

OPERATOR, CLERK = an_account(), a_clerk(desk_ids=(TAXES,))
OF_WHO = CitizenRows(
    contacts=("contact-c1",),
    cases=("case-c1",),
    callbacks=("callback-c1",),
)
OF_OTHER = CitizenRows(
    contacts=("contact-c2",),
    cases=("case-c2",),
    callbacks=("callback-c2",),
)


@pytest.fixture
def erasing(service: RecordedService, tmp_path: Path) -> Erasing:
    erasing = Erasing(service, ErasedMarks(marks_file(tmp_path), b"k" * 32))
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.send(OPERATOR, forwarded_of(OTHER, "c2"))
    return erasing


def erased(erasing: Erasing, asked: CitizenRows) -> CitizenRows:
    return erasing.service.database.read_now(lambda c: erased_of(c, asked, erasing.marks))


def both() -> CitizenRows:
    return all_of((OF_WHO, OF_OTHER))


def test_nobody_was_erased(erasing: Erasing) -> None:
    assert erasing.marks.edition == ""
    assert erased(erasing, both()) == CitizenRows()


def test_rows_of_who_was_erased_are_told_and_nobody_elses(erasing: Erasing) -> None:
    erasing.erase()
    assert erased(erasing, both()) == OF_WHO


def test_they_are_told_where_the_server_has_lost_them(erasing: Erasing) -> None:
    erasing.erase()
    for table in ("contact", "case_", "callback"):
        erasing.write(lambda c, table=table: c.execute(f"DELETE FROM {table}"))  # type: ignore[misc]
    assert erased(erasing, both()) == OF_WHO


def test_whoever_is_erased_next_makes_the_seats_ask_again(erasing: Erasing) -> None:
    erasing.erase()
    before = erasing.marks.edition
    erasing.erase(OTHER.fiscal_code)
    assert erasing.marks.edition != before
    assert erased(erasing, both()) == both()


def test_a_callback_erased_before_callbacks_were_marked_is_known_by_its_case(
    erasing: Erasing,
) -> None:
    erasing.erase()
    only_cases = ErasedMarks(erasing.marks._path.with_name("before.jsonl"), b"k" * 32)
    only_cases.add([row_subject("case", "case-c1")], ERASED_AT)
    asks = a_contact("c3", case_id=CaseId("case-c1"), description="Chiede novità")
    promised = a_callback("c3", case_id=CaseId("case-c1"), caller=OTHER)
    erasing.send(OPERATOR, RecordContact(contact=asks, callback=promised))
    asked = CitizenRows(callbacks=(*OF_WHO.callbacks, promised.id))
    told = erasing.service.database.read_now(lambda c: erased_of(c, asked, only_cases))
    assert told.callbacks == OF_WHO.callbacks, "who asks for news of a case is somebody else"


@pytest.mark.parametrize(
    ("data", "is_about"),
    [
        pytest.param(a_note(case="c1"), True, id="a note"),
        pytest.param(a_note(case="c2"), False, id="a note in a case of another"),
        pytest.param(
            RecordContact(contact=a_contact("c3", case_id=CaseId("case-c1"))),
            False,
            id="somebody asks for news of the case",
        ),
        pytest.param(
            a_report(contact_id=ContactId("contact-c1")),
            False,
            id="a fault seen in the contact",
        ),
    ],
)
def test_a_command_is_about_the_rows_it_is_of(
    erasing: Erasing, data: CommandData, is_about: bool
) -> None:
    erasing.erase()
    raw = a_command(data, "sent-9")
    told = erasing.service.database.read_now(lambda c: is_about_erased(c, raw, erasing.marks))
    assert told is is_about


def test_what_goes_with_a_command_says_too_what_it_is_about() -> None:
    command = {"data": {"type": "record_attempt", "attempt": {"callback_id": "callback-1"}}}
    again = {"again": {"case": {"id": "case-1"}}}
    about = rows_of(msgspec.json.encode(command | again))
    assert about == CitizenRows(cases=("case-1",), callbacks=("callback-1",))


@pytest.mark.parametrize("raw", [b"", b"null", b"[]", b'{"data": 1}', b"\xff"])
def test_what_is_no_command_is_malformed(raw: bytes) -> None:
    with pytest.raises(MalformedMessage):
        rows_of(raw)
