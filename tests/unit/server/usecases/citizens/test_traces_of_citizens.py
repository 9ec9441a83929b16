"""What is stored of a citizen is shown and erased, wherever it stands and whatever leads to it."""

from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from contract.domain.caller import CallerDetails, Citizen
from contract.domain.ids import CaseId
from contract.wire.commands import CorrectContact, RecordContact, Status
from server.store.calls.blocked_numbers import BlockedRow, is_blocked, save_blocked
from server.store.calls.call_transfers import CallTransfer, save_transfer
from server.store.calls.queue_calls import CallStage
from server.store.engine.connection import Connection, millis
from server.store.engine.schema import metadata
from server.store.messages.outgoing import MAILS, TEXTS, OutgoingMessage, add
from server.usecases.citizens.citizen_records import find_citizens, records_of
from server.usecases.citizens.erase_again import erase_marked
from server.usecases.citizens.erase_citizen import erase_citizen
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from tests.support.servers.call_rows import a_call_row
from tests.support.servers.columns_of_callers import (
    NOBODYS,
    SEALED,
    SHOWN_AND_EMPTIED,
    SHOWN_AND_KEPT,
    columns,
)
from tests.support.servers.recorded_service import RecordedService, callback_of
from tests.support.servers.server_records import (
    NOW,
    a_callback,
    a_case,
    a_clerk,
    a_contact,
    a_note,
    an_account,
    an_attempt,
    forwarded,
    the_result,
)

HOME, WORK = "+390612345678", "+390611112222"
CODE = "CNRZNB80A41H501X"
WHO = CallerDetails(name="Persona Cancellanda", fiscal_code=CODE, phone=HOME)
SISTER = CallerDetails(name="Sorella Rimasta", phone=HOME)
LATER, DAY = NOW + timedelta(hours=1), timedelta(days=1)
# Of what the citizen said, in every text of the story.
WORDS = ("cancellanda", CODE.lower(), HOME, WORK, "allagata")


class Lost(Exception):
    """Takes an erasure back, as a restore does: only its marks stay."""


@pytest.fixture
def marks(tmp_path: Path) -> ErasedMarks:
    return ErasedMarks(marks_file(tmp_path), b"k" * 32)


def record(service: RecordedService, name: str, caller: CallerDetails, **contact: object) -> None:
    said = RecordContact(contact=a_contact(name, caller=caller, **contact))
    assert service.send(an_account(), said).status is Status.APPLIED


def the_citizen(service: RecordedService, asked: str = CODE) -> Citizen:
    (one,) = service.database.write_now(lambda c: find_citizens(c, asked))
    return one


def confirm_at_work(service: RecordedService, who: Citizen) -> None:
    """Have the citizen call from another number, and an operator who has them on the screen."""
    service.looked_up(an_account(), HOME)
    spoken = msgspec.structs.replace(WHO, phone=WORK)
    record(service, "work", spoken, citizen_id=who.id, description="La cantina è allagata")


def a_case_with_its_end(service: RecordedService) -> None:
    """Have the citizen's case promised, noted, called back and closed."""
    told = msgspec.structs.replace(
        forwarded("c1", caller=WHO, fact_address="Via allagata 1", description="È allagata"),
        case=a_case("c1", caller=WHO, question="Quando finisce di essere allagata?"),
        callback=a_callback("c1", caller=WHO),
    )
    assert service.send(an_account(), told).status is Status.APPLIED
    corrected = msgspec.structs.replace(
        told.contact, description="Sempre allagata", case_id=told.case and told.case.id
    )
    correction = CorrectContact(contact=corrected, case=told.case, callback=told.callback)
    assert service.send(an_account(), correction).status is Status.APPLIED
    clerk = a_clerk()
    assert service.send(clerk, a_note(text="È ancora allagata")).status is Status.APPLIED
    fence = service.held(clerk).fence
    attempt = an_attempt(note="Non è più allagata")
    assert service.send(clerk, the_result(attempt, fence)).status is Status.APPLIED
    answered = {"id": "case-c1", "answer": "Non sarà più allagata"}
    service.database.write_now(lambda c: c.change("case_", answered))


def calls_and_messages(connection: Connection) -> None:
    """Leave what nothing links with the citizen: each row has one of the numbers."""
    at = millis(NOW)
    for number, phone in enumerate((HOME, WORK)):
        a_call_row(connection, f"call-{number}", NOW, gave_up_s=9, caller=phone)
        words = {"note": "È allagata", "contact": '{"description":"allagata"}'}
        passed = CallTransfer(id=f"transfer-{number}", caller_phone=phone, at=at, **words)
        save_transfer(connection, msgspec.structs.replace(passed, override_reason="È allagata"))
        mail = {"id": f"message-{number}", "caller": phone, "file": f"allagata-{number}.wav"}
        connection.insert("voicemail", {**mail, "at": at})
        reason = "Dice sempre che è allagata"
        save_blocked(connection, BlockedRow(phone=phone, reason=reason, asked_at=at))
        text = OutgoingMessage(
            id=f"text-{number}", recipient=phone, body="allagata", created_at=NOW
        )
        add(connection, TEXTS, text, NOW)
    mailed = OutgoingMessage(
        id="mail", recipient="cancellanda@posta.example", contact_id="contact-c1", created_at=NOW
    )
    add(connection, MAILS, mailed, NOW)


def a_life(service: RecordedService) -> Citizen:
    """Leave something of the citizen in every place where something can be."""
    record(service, "code", CallerDetails(fiscal_code=CODE), description="È allagata")
    a_case_with_its_end(service)
    who = the_citizen(service)
    confirm_at_work(service, who)
    service.database.write_now(calls_and_messages)
    return who


def said(connection: Connection, table: str, column: str) -> list[str]:
    """Return what a column has of the citizen."""
    rows = connection.execute(f"SELECT DISTINCT {column} AS told FROM {table}")
    texts = [str(row["told"]) for row in rows]
    return [one for one in texts if any(word in one.lower() for word in WORDS)]


def exported(connection: Connection, who: Citizen) -> str:
    """Return what the citizen gets, as one text."""
    rows = asdict(records_of(connection, who))
    texts = [str(value) for some in rows.values() for row in some for value in row.values()]
    return "\n".join([*texts, *map(str, msgspec.structs.astuple(who.details))])


def left_of(service: RecordedService, table: str, column: str) -> list[str]:
    return service.database.read_now(lambda c: said(c, table, column))


def test_each_column_of_the_server_says_whether_it_holds_a_caller() -> None:
    """New ones, too: whoever adds a column answers for it in columns_of_callers."""
    answered = columns(SHOWN_AND_EMPTIED, SHOWN_AND_KEPT, SEALED, NOBODYS)
    there = [
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        # A number of this schema is a time or a count.
        if column.type.python_type not in (int, float)
    ]
    assert answered == sorted(there)


def test_what_a_caller_left_in_any_column_is_exported_and_then_erased(
    service: RecordedService, marks: ErasedMarks
) -> None:
    who = a_life(service)
    of_callers = columns(SHOWN_AND_EMPTIED)
    empty = [one for one in of_callers if not left_of(service, *one)]
    assert empty == [], "the story leaves nothing there to find"
    shown = service.database.read_now(lambda c: exported(c, who))
    hidden = [
        (table, column, told)
        for table, column in of_callers
        for told in left_of(service, table, column)
        if told not in shown and column != "name_key"
    ]
    assert hidden == []
    files = service.database.write_now(lambda c: erase_citizen(c, who, marks, LATER))
    assert sorted(files) == ["allagata-0.wav", "allagata-1.wav"]
    everywhere = columns(SHOWN_AND_EMPTIED, SHOWN_AND_KEPT, SEALED, NOBODYS)
    assert [(*one, told) for one in everywhere for told in left_of(service, *one)] == []


def numbers_left(service: RecordedService, phone: str) -> set[str]:
    """Return the tables that hold a number."""
    held = (("queue_call", "caller"), ("call_transfer", "caller_phone"), ("voicemail", "caller"),
            ("blocked_number", "phone"), ("text_message", "recipient"))  # fmt: skip
    return {table for table, column in held if phone in left_of(service, table, column)}


ALL_WITH_NUMBERS = {"queue_call", "call_transfer", "voicemail", "blocked_number", "text_message"}


def test_what_has_the_number_of_a_family_alone_stays_until_the_last_of_them_is_erased(
    service: RecordedService, marks: ErasedMarks
) -> None:
    """Nobody knows whose call it was; what a contact says of somebody goes at once."""
    who = a_life(service)
    record(service, "sister", SISTER)
    record(service, "nobody", CallerDetails(phone=HOME), description="Non è allagata")
    assert "Non è allagata" not in service.database.read_now(lambda c: exported(c, who))
    service.database.write_now(lambda c: erase_citizen(c, who, marks, LATER))
    assert numbers_left(service, HOME) == ALL_WITH_NUMBERS
    assert numbers_left(service, WORK) == set()
    assert left_of(service, "contact", "caller_name") == []
    assert "Non è allagata" in left_of(service, "contact", "description")
    sister = the_citizen(service, HOME)
    assert sister.details.name == SISTER.name
    service.database.write_now(lambda c: erase_citizen(c, sister, marks, LATER))
    assert numbers_left(service, HOME) == set()
    assert left_of(service, "contact", "description") == []


def test_a_number_that_a_sister_confirmed_counts_as_hers_too(
    service: RecordedService, marks: ErasedMarks
) -> None:
    who = a_life(service)
    record(service, "sister", msgspec.structs.replace(SISTER, phone="+390633334444"))
    sister = the_citizen(service, "+390633334444")
    service.looked_up(an_account(), "+390633334444")
    record(service, "at-work", msgspec.structs.replace(SISTER, phone=WORK), citizen_id=sister.id)
    service.database.write_now(lambda c: erase_citizen(c, who, marks, LATER))
    assert numbers_left(service, WORK) == ALL_WITH_NUMBERS
    assert numbers_left(service, HOME) == set()


def test_what_two_of_one_name_said_from_one_number_goes_with_the_second(
    service: RecordedService, marks: ErasedMarks
) -> None:
    """A father and a son: no contact of theirs could be given to either."""
    record(service, "father", WHO)
    son = msgspec.structs.replace(WHO, fiscal_code="CNRZNB11A01H501Y")
    record(service, "son", son)
    unsure = msgspec.structs.replace(WHO, fiscal_code="")
    record(service, "unsure", unsure, description="È allagata")
    father = the_citizen(service)
    service.database.write_now(lambda c: erase_citizen(c, father, marks, LATER))
    assert left_of(service, "contact", "description") == ["È allagata"]
    heir = the_citizen(service, son.fiscal_code)
    service.database.write_now(lambda c: erase_citizen(c, heir, marks, LATER))
    assert left_of(service, "contact", "description") == []
    assert left_of(service, "contact", "caller_name") == []


def test_a_call_that_goes_on_is_led_as_before(service: RecordedService, marks: ErasedMarks) -> None:
    who = a_life(service)
    service.database.write_now(lambda c: a_call_row(c, "now", LATER, caller=HOME))
    service.database.write_now(lambda c: erase_citizen(c, who, marks, LATER))
    sql = "SELECT id, state FROM queue_call WHERE caller = :phone"
    left = service.database.read_now(lambda c: c.execute(sql, {"phone": HOME}))
    assert left == [{"id": "now", "state": str(CallStage.WAITING)}]


def test_a_block_of_the_number_ends_with_it(service: RecordedService, marks: ErasedMarks) -> None:
    who = a_life(service)
    at = millis(NOW)
    agreed = BlockedRow(phone=HOME, asked_at=at, approved_at=at)
    service.database.write_now(lambda c: save_blocked(c, agreed))
    assert service.database.read_now(lambda c: is_blocked(c, HOME, at))
    service.database.write_now(lambda c: erase_citizen(c, who, marks, LATER))
    assert not service.database.read_now(lambda c: is_blocked(c, HOME, at))


def test_a_backup_brings_no_number_back_and_takes_nobodys_new_call(
    service: RecordedService, marks: ErasedMarks
) -> None:
    """The backup is of before the citizen was erased, and has a call that came afterwards."""
    who = a_life(service)

    def erase_in_vain(connection: Connection) -> None:
        with suppress(Lost), connection.savepoint():
            erase_citizen(connection, who, marks, LATER)
            raise Lost

    service.database.write_now(erase_in_vain)
    after = {"gave_up_s": 9.0, "caller": HOME}
    service.database.write_now(lambda c: a_call_row(c, "new", LATER + DAY, **after))
    service.database.write_now(lambda c: erase_marked(c, marks, LATER + DAY))
    left = {one: numbers_left(service, one) for one in (HOME, WORK)}
    assert left == {HOME: {"queue_call"}, WORK: set()}
    everywhere = columns(SHOWN_AND_EMPTIED, SHOWN_AND_KEPT, SEALED, NOBODYS)
    found = [(*one, told) for one in everywhere for told in left_of(service, *one)]
    assert found == [("queue_call", "caller", HOME)]


def test_whoever_asked_for_news_of_a_case_keeps_the_promise_and_is_shown_to_nobody(
    service: RecordedService, marks: ErasedMarks
) -> None:
    a_case_with_its_end(service)
    friend = CallerDetails(name="Persona Rimasta", phone="+390633334444")
    asks = RecordContact(
        contact=a_contact("asks", caller=friend, case_id=CaseId("case-c1")),
        callback=a_callback("asks", caller=friend, case_id=CaseId("case-c1")),
    )
    assert service.send(an_account(), asks).status is Status.APPLIED
    who = the_citizen(service)
    assert friend.name not in service.database.read_now(lambda c: exported(c, who))
    service.database.write_now(lambda c: erase_citizen(c, who, marks, LATER))
    assert callback_of(service, "asks").caller == friend
    asker = the_citizen(service, friend.phone)
    service.database.write_now(lambda c: erase_citizen(c, asker, marks, LATER))
    assert callback_of(service, "asks").caller.name == ""


@pytest.mark.parametrize(("asked", "caller"), [(HOME, "phone"), (CODE, "fiscal_code")])
def test_who_never_said_a_name_is_found_by_the_number_or_code_alone(
    service: RecordedService, marks: ErasedMarks, asked: str, caller: str
) -> None:
    record(service, "nobody", CallerDetails(**{caller: asked}), description="È allagata")
    service.database.write_now(calls_and_messages)
    unnamed = the_citizen(service, asked)
    assert "È allagata" in service.database.read_now(lambda c: exported(c, unnamed))
    service.database.write_now(lambda c: erase_citizen(c, unnamed, marks, LATER))
    assert left_of(service, "contact", "description") == []
    assert numbers_left(service, WORK) == ALL_WITH_NUMBERS
    assert (numbers_left(service, HOME) == set()) == (asked == HOME)
    assert service.database.write_now(lambda c: find_citizens(c, asked)) == ()


def test_a_backup_of_before_a_citizen_was_known_brings_no_number_back(
    service: RecordedService, marks: ErasedMarks
) -> None:
    who = a_life(service)
    service.database.write_now(lambda c: erase_citizen(c, who, marks, LATER))
    for table in ("queue_call", "call_transfer", "voicemail", "text_message", "mail"):
        service.database.write_now(lambda c, table=table: c.execute(f"DELETE FROM {table}"))  # type: ignore[misc]
    service.database.write_now(calls_and_messages)
    service.database.write_now(lambda c: erase_marked(c, marks, LATER + DAY))
    assert numbers_left(service, HOME) | numbers_left(service, WORK) == set()
