"""Work of any kind that was refused and waits for its author is shown and erased with a citizen."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from contract.domain.caller import CallerDetails
from contract.domain.ids import CardId, CaseId, CommandId, ContactId
from contract.wire.commands import (
    CommandData,
    CorrectContact,
    RecordContact,
    SendCard,
    Status,
    Verdict,
)
from server.store.sync.refused_work import all_refused
from server.usecases.citizens.citizen_records import find_citizens, records_of
from server.usecases.citizens.erase_citizen import erase_citizen
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from server.usecases.sync.kept_refusals import KeptRefusals
from tests.support.citizens.erased_citizen import ERASED_AT, OTHER, WHO, forwarded_of
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    NOW,
    a_clerk,
    a_command,
    a_contact,
    a_note,
    a_request,
    an_account,
    an_attempt,
    the_result,
)

KEYS = [b"new" + b"k" * 29, b"k" * 32]


@pytest.fixture
def marks(tmp_path: Path) -> ErasedMarks:
    return ErasedMarks(marks_file(tmp_path), b"k" * 32)


def keep(service: RecordedService, marks: ErasedMarks, told: dict[str, CommandData]) -> None:
    """Have these refused while they lay under the key of before."""
    refusals = KeptRefusals(
        private=KEYS[1:], database=service.database, clock=lambda: NOW, erased=marks
    )
    raw = {CommandId(name): msgspec.Raw(a_command(data, name)) for name, data in told.items()}
    verdicts = dict.fromkeys(raw, Verdict(status=Status.REJECTED))
    asyncio.run(refusals.keep(a_clerk().id, raw, verdicts))


def about_the_citizen() -> dict[str, CommandData]:
    """One of each kind that can be about somebody, each known by something else."""
    by_number = CallerDetails(phone=WHO.phone)
    by_code = CallerDetails(fiscal_code=WHO.fiscal_code)
    return {
        "attempt": the_result(an_attempt(note="Richiamata"), 7),
        "callback": a_request(),
        "card": SendCard(
            card_id=CardId("card"),
            card_version=1,
            to=WHO.phone,
            language="it",
            contact_id=ContactId("contact-c1"),
        ),
        "code": RecordContact(contact=a_contact("code", caller=by_code)),
        "correction": CorrectContact(contact=a_contact("c1", caller=CallerDetails())),
        "note": a_note(text="È allagata"),
        "number": RecordContact(contact=a_contact("number", caller=by_number)),
    }


def about_others() -> dict[str, CommandData]:
    asks = a_contact("asks", caller=OTHER, case_id=CaseId("case-c1"))
    return {
        "asks-of-the-case": RecordContact(contact=asks),
        "other": RecordContact(contact=a_contact("other", caller=OTHER)),
        "other-note": a_note(case="other"),
    }


def waiting(service: RecordedService) -> set[str]:
    rows = service.database.read_now(lambda c: list(all_refused(c)))
    return {row["command_id"] for row in rows}


def test_refused_work_of_each_kind_is_exported_and_erased_with_its_citizen(
    service: RecordedService, marks: ErasedMarks
) -> None:
    assert service.send(an_account(), forwarded_of(WHO)).status is Status.APPLIED
    keep(service, marks, about_the_citizen() | about_others())
    (who,) = service.database.write_now(lambda c: find_citizens(c, WHO.fiscal_code))
    found = service.database.read_now(lambda c: records_of(c, who, KEYS)).refused
    assert {row["command_id"] for row in found} == set(about_the_citizen())
    note = next(row["box"] for row in found if row["command_id"] == "note")
    assert note["data"]["activity"]["text"] == "È allagata"
    service.database.write_now(lambda c: erase_citizen(c, who, marks, ERASED_AT, private=KEYS))
    assert waiting(service) == set(about_others())


def test_a_box_that_nobody_can_open_keeps_no_other_from_being_found(
    service: RecordedService, marks: ErasedMarks
) -> None:
    service.send(an_account(), forwarded_of(WHO))
    keep(service, marks, about_the_citizen())
    for name, box in (("a", "no box"), ("b", "bm8gYm94"), ("c", "%")):
        row = {"command_id": name, "account_id": "clerk1", "box": box, "at": 1}
        service.database.write_now(lambda c, row=row: c.insert("refused_work", row))  # type: ignore[misc]
    (who,) = service.database.write_now(lambda c: find_citizens(c, WHO.fiscal_code))
    found = service.database.read_now(lambda c: records_of(c, who, KEYS)).refused
    assert {row["command_id"] for row in found} == set(about_the_citizen())
