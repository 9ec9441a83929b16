"""A command that the server cannot carry out is refused; what waits behind it is taken."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from contract.wire import reason_codes
from contract.wire.commands import PushReply, PushRequest, RecordContact, Status, Verdict
from server.store.engine.server_database import ServerDatabase
from server.usecases.citizens.erased_marks import ErasedMarks, row_subject
from server.usecases.sync import push_commands
from server.usecases.sync.push_commands import SLOW_TRIES, PushCommands
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_databases import PrivatePostgresql
from tests.support.servers.server_records import (
    NOW,
    a_clerk,
    a_command,
    a_contact,
    a_note,
    an_account,
)

# As PostgreSQL itself ends what takes longer than statement_timeout: no clock decides the test.
CUT_OFF = (
    "CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN IF NEW.id LIKE '%c1' THEN"
    " RAISE EXCEPTION 'canceling statement' USING ERRCODE = 'query_canceled';"
    " END IF; RETURN NEW; END $$;"
    " CREATE TRIGGER slow BEFORE INSERT ON contact FOR EACH ROW EXECUTE FUNCTION cut_off()"
)


@contextmanager
def a_wrong_statement(database: ServerDatabase) -> Iterator[None]:
    """Have the statements that write a note of a case name a table that is not there."""
    rename = "ALTER TABLE {} RENAME TO {}".format
    database.write_now(lambda c: c.execute(rename("case_activity", "elsewhere")))
    try:
        yield
    finally:
        database.write_now(lambda c: c.execute(rename("elsewhere", "case_activity")))


def pushed(push: PushCommands, *commands: bytes) -> list[Verdict]:
    async def send() -> PushReply:
        return await push(
            a_clerk(), PushRequest(commands=tuple(msgspec.Raw(one) for one in commands))
        )

    return list(asyncio.run(send()).results.values())


def a_push(database: ServerDatabase) -> PushCommands:
    return PushCommands(database=database, clock=lambda: NOW)


def recorded(name: str) -> bytes:
    contact = msgspec.structs.replace(a_contact(name), operator_id=a_clerk().id)
    return a_command(RecordContact(contact=contact), f"k-{name}")


def test_a_wrong_statement_of_one_kind_of_command_stops_nothing_behind_it(
    service: RecordedService,
) -> None:
    service.forward()
    push, note = a_push(service.database), a_command(a_note(), "poison")
    with a_wrong_statement(service.database):
        first, second = pushed(push, note, recorded("c7"))
    assert (first.status, first.reason) == (Status.REJECTED, reason_codes.INVALID)
    assert second.status is Status.APPLIED
    # The word is kept: the seat has given the text back to whoever wrote it.
    assert pushed(push, note) == [first]
    assert service.send(an_account(), RecordContact(contact=a_contact("c8"))).status is (
        Status.APPLIED
    )


def test_a_command_that_is_cut_off_each_time_is_refused_in_the_end(
    postgresql: PrivatePostgresql,
) -> None:
    url = postgresql.create_database()  # of its own: the trigger stays in it
    with closing(ServerDatabase.open(url)) as database:
        RecordedService(database)
        database.write_now(lambda c: c.execute(CUT_OFF))
        push = a_push(database)
        waits = [pushed(push, recorded("c1"), recorded("c2")) for _ in range(SLOW_TRIES - 1)]
        # What builds on it must not overtake it: all behind it waits as well.
        assert [[one.status for one in answers] for answers in waits] == [[Status.RETRY]] * 9
        last, behind = pushed(push, recorded("c1"), recorded("c2"))
    assert (last.status, last.detail) == (Status.REJECTED, {"fault": "StoreTooSlow"})
    assert behind.status is Status.APPLIED


def test_tries_are_counted_of_a_limited_number_of_commands(
    service: RecordedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push_commands, "_SLOW_KEPT", 2)
    push = a_push(service.database)
    for name in "abcd":
        assert not push._is_too_slow(name)
    assert list(push._slow) == ["c", "d"]


def test_half_a_line_of_the_erased_refuses_nobodys_work_and_hides_no_other_line(
    service: RecordedService, tmp_path: Path
) -> None:
    path = tmp_path / "erased.jsonl"
    marks = ErasedMarks(path, b"k" * 32)
    marks.add([row_subject("contact", "before")], NOW)
    path.write_bytes(path.read_bytes() + json.dumps({"at": 2, "marks": ["a"]})[:15].encode())
    push = PushCommands(database=service.database, clock=lambda: NOW, erased=marks)
    assert [one.status for one in pushed(push, recorded("c1"))] == [Status.APPLIED]
    marks.add([row_subject("contact", "behind")], NOW)
    assert marks.erased_at([row_subject("contact", "before")]) == NOW
    assert marks.erased_at([row_subject("contact", "behind")]) == NOW


def test_what_the_machine_cannot_do_now_is_no_fault_of_a_command(
    service: RecordedService, tmp_path: Path
) -> None:
    path = tmp_path / "erased.jsonl"
    path.mkdir()  # no account can read it, root neither
    push = PushCommands(
        database=service.database, clock=lambda: NOW, erased=ErasedMarks(path, b"k" * 32)
    )
    for _ in range(SLOW_TRIES + 1):
        verdict = pushed(push, recorded("c1"))[0]
        assert (verdict.status, verdict.reason) == (Status.RETRY, reason_codes.UNAVAILABLE)
    path.rmdir()
    assert [one.status for one in pushed(push, recorded("c1"))] == [Status.APPLIED]


@pytest.mark.parametrize("trouble", [OSError, MemoryError])
def test_trouble_of_the_machine_with_one_command_ends_after_some_tries(
    service: RecordedService, monkeypatch: pytest.MonkeyPatch, trouble: type[Exception]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise trouble

    monkeypatch.setattr(push_commands, "apply_command", fails)
    push = a_push(service.database)
    told = [pushed(push, recorded("c1"))[0].status for _ in range(SLOW_TRIES)]
    assert told == [*[Status.RETRY] * (SLOW_TRIES - 1), Status.REJECTED]
