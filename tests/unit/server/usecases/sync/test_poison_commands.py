"""A command that the server cannot carry out is refused; what waits behind it is taken."""

import asyncio
from collections.abc import Iterator
from contextlib import closing, contextmanager

import msgspec
import pytest

from contract.wire import reason_codes
from contract.wire.commands import PushReply, PushRequest, RecordContact, Status, Verdict
from server.store.engine.server_database import ServerDatabase
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
