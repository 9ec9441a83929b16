"""A citizen who was erased is in no row, and comes back out of no seat."""

import asyncio
import json
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contract.domain.callback import CallbackState
from contract.domain.caller import CallerDetails, Citizen
from contract.domain.case import ActivityKind, CaseActivity, CaseState
from contract.domain.contact import Disposition
from contract.domain.ids import AccountId, ActivityId, CaseId, desk_scope
from contract.wire.commands import (
    AddCaseNote,
    CorrectContact,
    PushRequest,
    RecordContact,
    Status,
)
from contract.wire.decoding import encode
from server.store.calls.call_transfers import CallTransfer, save_transfer
from server.store.engine.connection import Connection, millis
from server.store.messages.outgoing import OUTBOXES, TEXTS, Outbox, OutgoingMessage, add
from server.store.sync.change_log import hidden_at
from server.usecases.citizens.citizen_records import find_citizens, records_of
from server.usecases.citizens.erase_citizen import erase_citizen
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from server.usecases.messages.send_messages import Delivery
from server.usecases.sync.push_commands import PushCommands
from tests.support.seats.seat import StoppedClock
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.sending_jobs import sending_mails, sending_texts
from tests.support.servers.server_records import (
    NOW,
    TAXES,
    a_callback,
    a_case,
    a_clerk,
    a_command,
    a_contact,
    an_account,
    forwarded,
)

WHO = CallerDetails(
    name="Persona Cancellanda", fiscal_code="CNRZNB80A41H501X", phone="+390612345678"
)
CODE = WHO.fiscal_code
WORDS = ("Cancellanda", CODE, "390612345678", "allagata", "richiamarla")
OTHER = CallerDetails(name="Persona Rimasta", fiscal_code="SMPGUO80A01H501Y", phone="+390698765432")
LATER = NOW + timedelta(hours=1)


class Rejected(Exception):
    """Takes an erasure back."""


@pytest.fixture
def marks(tmp_path: Path) -> ErasedMarks:
    return ErasedMarks(marks_file(tmp_path), b"k" * 32)


def told(name: str, who: CallerDetails, **contact: object) -> RecordContact:
    fields = {"caller": who, "description": "Ha la cantina allagata", **contact}
    return msgspec.structs.replace(
        forwarded(name, **fields),
        case=a_case(name, caller=who, question="La cantina è allagata: chi viene?"),
        callback=a_callback(name, caller=who),
    )


def a_long_story(service: RecordedService) -> None:
    """Have the citizen call, the contact corrected, the desk note and call back."""
    account = an_account()
    assert service.send(account, told("c1", WHO)).status is Status.APPLIED
    note = CaseActivity(
        id=ActivityId("note"),
        case_id=CaseId("case-c1"),
        desk_id=TAXES,
        kind=ActivityKind.NOTE,
        at=NOW,
        author_id=AccountId("clerk1"),
        text="Ha chiesto di richiamarla domani",
    )
    assert service.send(a_clerk(), AddCaseNote(activity=note)).status is Status.APPLIED
    second = a_contact("c2", caller=WHO, description="Ancora allagata")
    assert service.send(account, RecordContact(contact=second)).status is Status.APPLIED
    mended = msgspec.structs.replace(second, description="Sempre allagata")
    assert service.send(account, CorrectContact(contact=mended)).status is Status.APPLIED


def a_lost_call(service: RecordedService) -> None:
    """Have the citizen hang up while waiting: a case that knows the number alone."""
    unnamed = CallerDetails(phone=WHO.phone)
    service.send(an_account(), told("c4", unnamed, description="Ha riattaccato"))


def everything(service: RecordedService) -> str:
    """Return all rows of all tables as one text."""

    def read(connection: Connection) -> str:
        if connection.is_postgresql:
            names = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
        else:
            names = "SELECT name FROM sqlite_schema WHERE type = 'table'"
        tables = [row["name"] for row in connection.execute(names)]
        rows = [connection.execute(f"SELECT * FROM {table}") for table in tables]
        return json.dumps(rows, default=str, ensure_ascii=False)

    return service.database.read_now(read)


def erased(service: RecordedService, marks: ErasedMarks) -> Citizen:
    (who,) = service.database.write_now(lambda c: find_citizens(c, WHO.fiscal_code))
    service.database.write_now(lambda c: erase_citizen(c, who, marks, LATER))
    return who


def test_nothing_of_the_citizen_is_in_any_row_and_the_figures_stay(
    service: RecordedService, marks: ErasedMarks
) -> None:
    a_long_story(service)
    a_lost_call(service)
    service.send(an_account(), told("c9", OTHER))
    assert all(word in everything(service) for word in WORDS)
    who = erased(service, marks)
    left = everything(service)
    assert [word for word in WORDS if word in left] == ["allagata"], "of another"
    assert left.count("cantina") == 2, "in his contact and his case"
    assert who.id in left, "the audit says who was erased"
    contacts = "SELECT topic_id, operator_id FROM contact ORDER BY id"
    assert len(service.database.read_now(lambda c: c.execute(contacts))) == 4
    assert service.database.write_now(lambda c: find_citizens(c, WHO.phone)) == ()


def test_every_scope_the_citizen_was_in_says_that_rows_were_emptied(
    service: RecordedService, marks: ErasedMarks
) -> None:
    """Else a page of a copy that was made before would be given to more seats."""
    a_long_story(service)
    before = heads(service)
    erased(service, marks)
    moved = {scope: head for scope, head in heads(service).items() if head > before[scope]}
    assert desk_scope(TAXES) in moved
    for scope, head in moved.items():
        assert service.database.read_now(lambda c, scope=scope: hidden_at(c, scope)) == head


def heads(service: RecordedService) -> dict[str, int]:
    rows = service.database.read_now(lambda c: c.execute("SELECT scope, head FROM scope_head"))
    return {row["scope"]: row["head"] for row in rows}


def test_erasing_reads_nothing_of_the_calls_of_later_years(
    service: RecordedService, marks: ErasedMarks
) -> None:
    if service.database.read_now(lambda c: c.is_postgresql):
        pytest.skip("SQLite alone counts its steps; the statement is the same")

    def steps(connection: Connection) -> int:
        """Return how many thousand steps of the database it takes; nothing of it stays."""
        (who,) = find_citizens(connection, CODE)
        taken: list[None] = []
        driver: Any = connection._driver
        driver.set_progress_handler(lambda: taken.append(None), 1000)
        with suppress(Rejected), connection.savepoint():
            erase_citizen(connection, who, marks, LATER)
            raise Rejected
        driver.set_progress_handler(None, 1000)
        return len(taken)

    a_long_story(service)
    before = service.database.write_now(steps)
    words = dict.fromkeys(
        ("call_id", "from_account_id", "from_seat", "caller_phone", "target", "state", "note"), ""
    )
    for day in range(2, 730):
        at = {"at": millis(NOW + timedelta(days=day)), "is_consult": 0, "contact": ""}
        rows = [{"id": f"{day}-{number}", **words, **at} for number in range(10)]
        service.database.write_now(lambda c, rows=rows: c.insert("call_transfer", *rows))  # type: ignore[misc]
    assert service.database.write_now(steps) <= before + 1


def test_seats_are_told_and_nobody_is_called_back(
    service: RecordedService, marks: ErasedMarks
) -> None:
    a_long_story(service)
    heads = "SELECT head FROM scope_head WHERE scope = :scope"
    scope = {"scope": desk_scope(TAXES)}
    before = service.database.read_now(lambda c: c.number(heads, scope))
    erased(service, marks)
    assert service.database.read_now(lambda c: c.number(heads, scope)) > before
    assert not service.claim(a_clerk(), None).granted
    states = "SELECT state FROM callback UNION SELECT state FROM case_"
    found = {row["state"] for row in service.database.read_now(lambda c: c.execute(states))}
    assert found == {str(CallbackState.DONE), str(CaseState.CLOSED)}


def test_no_mark_tells_who_was_erased(
    service: RecordedService, marks: ErasedMarks, tmp_path: Path
) -> None:
    a_long_story(service)
    who = erased(service, marks)
    kept = marks_file(tmp_path).read_text()
    assert [word for word in (*WORDS, who.id, "contact-c1") if word in kept] == []
    assert marks_file(tmp_path).stat().st_mode & 0o777 == 0o600
    assert ErasedMarks(marks_file(tmp_path), b"another").erased_at([f"citizen:{who.id}"]) is None


def test_an_old_seat_brings_nothing_back_and_a_new_call_is_kept(
    service: RecordedService, marks: ErasedMarks
) -> None:
    """As after a restore: the server has lost what the seat still has, and asks for it again."""
    a_long_story(service)
    erased(service, marks)

    def lose(connection: Connection) -> None:
        for table in ("contact", "case_", "case_activity", "callback", "command"):
            connection.execute(f"DELETE FROM {table}")

    service.database.write_now(lose)
    clock = StoppedClock(LATER)
    push = PushCommands(database=service.database, clock=clock, erased=marks)

    def send(account: object, data: object, name: str) -> None:
        batch = PushRequest(commands=(msgspec.Raw(a_command(data, name)),))
        (verdict,) = asyncio.run(push(account, batch)).results.values()
        assert verdict.status is Status.APPLIED, verdict

    send(an_account(), told("c1", WHO), "again-1")
    note = CaseActivity(
        id=ActivityId("late"),
        case_id=CaseId("case-c1"),
        desk_id=TAXES,
        kind=ActivityKind.NOTE,
        at=NOW,
        author_id=AccountId("clerk1"),
        text="Ha chiesto di richiamarla domani",
    )
    send(a_clerk(), AddCaseNote(activity=note), "again-2")
    # Told by number and name alone, at another seat, days before: nobody has seen this one yet.
    spoken = msgspec.structs.replace(WHO, fiscal_code="")
    send(an_account(), told("c5", spoken), "again-3")
    left = everything(service)
    assert [word for word in WORDS if word in left] == []
    clock.advance(timedelta(days=2).total_seconds())
    called_again = {"closed_at": LATER + timedelta(days=1), "answered_at": LATER}
    contact = a_contact("new", caller=WHO, description="Chiede della TARI", **called_again)
    send(an_account(), RecordContact(contact=contact), "new")
    assert "Cancellanda" in everything(service)


@pytest.mark.parametrize("outbox", OUTBOXES, ids=lambda one: one.table)
def test_what_waits_for_the_citizen_is_sent_to_nobody(
    service: RecordedService, marks: ErasedMarks, outbox: Outbox
) -> None:
    service.send(an_account(), told("c1", WHO))
    waits = OutgoingMessage(
        id="m1", recipient="+393331234567", contact_id="contact-c1", created_at=NOW
    )
    service.database.write_now(lambda c: add(c, outbox, waits, NOW))
    erased(service, marks)

    async def refuse(_: object) -> Delivery:
        raise AssertionError("nothing of it leaves")

    texts = sending_texts(service.database, refuse, lambda: LATER)
    nowhere = sending_mails(service.database, 9, lambda: LATER)
    asyncio.run((texts if outbox is TEXTS else nowhere)())
    sql = f"SELECT state, recipient FROM {outbox.table}"
    assert service.database.read_now(lambda c: c.execute(sql)) == [
        {"state": "dropped", "recipient": ""}
    ]


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        (WHO, WHO.fiscal_code),
        (CallerDetails(phone=WHO.phone), WHO.phone),
        (CallerDetails(fiscal_code=WHO.fiscal_code), WHO.fiscal_code),
    ],
    ids=("named", "number", "code"),
)
def test_a_case_that_a_correction_took_back_goes_too(
    service: RecordedService, marks: ErasedMarks, who: CallerDetails, asked: str
) -> None:
    closing = msgspec.structs.replace(told("c1", who), callback=None)
    assert service.send(an_account(), closing).status is Status.APPLIED
    right = msgspec.structs.replace(
        closing.contact, disposition=Disposition.INFORMATION_GIVEN, desk_id=None
    )
    assert service.send(an_account(), CorrectContact(contact=right)).status is Status.APPLIED
    (citizen,) = service.database.write_now(lambda c: find_citizens(c, asked))
    service.database.write_now(lambda c: erase_citizen(c, citizen, marks, LATER))
    left = everything(service)
    assert not [word for word in (WHO.name, WHO.fiscal_code, "cantina") if word and word in left]


def test_what_travelled_from_a_shared_telephone_goes_with_whom_it_names(
    service: RecordedService, marks: ErasedMarks
) -> None:
    """Its contact was never closed: nothing but the number leads to it, and a sister has that."""
    sister = CallerDetails(name="Sorella Rimasta", phone=WHO.phone)
    for name, caller in (("own", WHO), ("sister", sister)):
        service.send(an_account(), RecordContact(contact=a_contact(name, caller=caller)))
    for name, caller in (("t1", WHO), ("t2", sister)):
        typed = encode(a_contact(f"open-{name}", caller=caller)).decode()
        row = CallTransfer(id=name, caller_phone=WHO.phone, at=millis(NOW), contact=typed)
        service.database.write_now(lambda c, row=row: save_transfer(c, row))  # type: ignore[misc]
    erased(service, marks)
    sql = "SELECT id, contact FROM call_transfer ORDER BY id"
    mine, hers = service.database.read_now(lambda c: c.execute(sql))
    assert mine["contact"] == ""
    assert sister.name in hers["contact"]


def test_what_a_contact_said_before_it_was_corrected_is_of_whom_it_named_then(
    service: RecordedService, marks: ErasedMarks
) -> None:
    other = CallerDetails(name="Persona Giusta", phone="+390655500009")
    wrong = a_contact("c2", caller=WHO, description="Ha la cantina allagata")
    for contact in (a_contact("own", caller=WHO), wrong):
        service.send(an_account(), RecordContact(contact=contact))
    right = msgspec.structs.replace(wrong, caller=other)
    assert service.send(an_account(), CorrectContact(contact=right)).status is Status.APPLIED
    (shown,) = service.database.write_now(lambda c: find_citizens(c, other.phone))
    rows = service.database.read_now(lambda c: records_of(c, shown))
    assert WHO.name not in str(rows)
    erased(service, marks)
    assert WHO.name not in everything(service)
    assert other.name in everything(service)
