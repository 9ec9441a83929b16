"""The queue of commands: order, verdicts, overlay, and what is kept how long."""

from datetime import timedelta
from itertools import product
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from console.store.contact.contact_repository import own_contacts
from console.store.replica.cipher import Connection, connect
from console.store.replica.local_effects import replay
from console.store.replica.outbox import (
    enqueue,
    find_command,
    forget_old,
    forget_sent,
    hide_reached,
    next_batch,
    offer_again,
    settle,
    waiting_commands,
    waiting_count,
)
from console.store.replica.replica_schema import migrate
from console.store.session.session_record import save_session
from contract.domain.callback import Callback
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, Case, CaseActivity
from contract.domain.contact import Contact
from contract.domain.ids import (
    AccountId,
    ActivityId,
    CallbackId,
    CardId,
    CaseId,
    CommandId,
    ContactId,
    DeskId,
    TopicId,
)
from contract.wire.changes import Kind
from contract.wire.commands import (
    AddCaseNote,
    Again,
    AssignTopic,
    Command,
    CommandData,
    HandOverCase,
    RecordContact,
    SendCard,
    SendCaseNumber,
    Status,
    Verdict,
)
from contract.wire.decoding import decode, encode
from tests.support.seats.seat import NOW, an_account

CASE = Case(
    id=CaseId("case-1"),
    desk_id=DeskId("schools"),
    contact_id=ContactId(""),
    opened_by=AccountId(""),
    opened_at=NOW,
    topic_id=TopicId(""),
    caller=CallerDetails(phone="+390651234567"),
    question="",
)
CALLBACK = Callback(
    id=CallbackId("callback-1"),
    case_id=CASE.id,
    desk_id=CASE.desk_id,
    topic_id=TopicId(""),
    caller=CASE.caller,
    window_start_at=NOW,
    window_end_at=NOW + timedelta(hours=2),
)
NOTE = CaseActivity(
    id=ActivityId("note-1"),
    case_id=CASE.id,
    desk_id=CASE.desk_id,
    kind=ActivityKind.NOTE,
    at=NOW,
    author_id=an_account().id,
    text="they called again",
)
APPLIED = Verdict(status=Status.APPLIED, marks={"account:account-1": 5})
REJECTED = Verdict(status=Status.REJECTED, reason="invalid")


def _replica() -> Connection:
    connection = connect(None, "")
    migrate(connection)
    save_session(connection, an_account(), None, "token")
    return connection


def _command(number: int, **changes: Any) -> Command:
    contact = Contact(
        id=ContactId(f"contact-{number}"),
        operator_id=an_account().id,
        closed_at=NOW + timedelta(minutes=number),
        **changes,
    )
    return Command(id=CommandId(f"command-{number}"), at=NOW, data=RecordContact(contact=contact))


def _shown(connection: Connection) -> list[str]:
    return [one.id for one in own_contacts(connection, 99)]


def test_commands_leave_in_the_order_they_were_made() -> None:
    replica = _replica()
    for number in (3, 1, 2):
        enqueue(replica, _command(number))
    assert [command.id for command in waiting_commands(replica)] == [
        "command-3",
        "command-1",
        "command-2",
    ]
    assert [command_id for command_id, _ in next_batch(replica, 2)] == ["command-3", "command-1"]
    assert find_command(replica, CommandId("command-1")) == _command(1)
    assert find_command(replica, CommandId("none")) is None


def test_a_verdict_counts_once() -> None:
    replica = _replica()
    enqueue(replica, _command(1))
    assert settle(replica, CommandId("command-1"), APPLIED, NOW)
    assert not settle(replica, CommandId("command-1"), REJECTED, NOW)
    assert waiting_count(replica) == 0


def test_an_applied_effect_stays_on_screen_until_its_marks_are_reached() -> None:
    replica = _replica()
    enqueue(replica, _command(1))
    settle(replica, CommandId("command-1"), APPLIED, NOW)
    assert hide_reached(replica, {"account:account-1": 4}) == 0
    replay(replica)
    assert _shown(replica) == ["contact-1"]
    assert hide_reached(replica, {"account:account-1": 5}) == 1
    replay(replica)
    assert _shown(replica) == []  # the pulled row shows it from here on


def test_marks_of_scopes_out_of_sight_are_not_waited_for() -> None:
    replica = _replica()
    enqueue(replica, _command(1))
    settle(replica, CommandId("command-1"), APPLIED, NOW)
    assert hide_reached(replica, {"base": 1}) == 1


def test_a_refused_command_has_no_effect_any_more() -> None:
    replica = _replica()
    enqueue(replica, _command(1))
    settle(replica, CommandId("command-1"), REJECTED, NOW)
    replay(replica)
    assert _shown(replica) == []


def test_what_was_acknowledged_is_offered_again_however_old_what_was_refused_never() -> None:
    """The seat was off while the server was restored: it learns of that before it forgets."""
    replica = _replica()
    for number, at in ((1, NOW - timedelta(days=14)), (2, NOW - timedelta(days=6)), (3, NOW)):
        enqueue(replica, _command(number))
        settle(replica, CommandId(f"command-{number}"), REJECTED if number == 3 else APPLIED, at)
    assert offer_again(replica, NOW) == 2
    forget_old(replica, NOW)
    assert [one.id for one in waiting_commands(replica)] == ["command-1", "command-2"]


def test_what_is_offered_again_goes_with_what_was_said_of_it_and_what_waited_is_marked() -> None:
    replica = _replica()
    said = replace(APPLIED, detail={"case_number": "2026-000007"}, seal="5ea1")
    for number in (1, 2):
        enqueue(replica, _command(number))
    settle(replica, CommandId("command-1"), said, NOW)
    for _ in range(2):  # the server went back twice
        assert offer_again(replica, NOW) == 2
    sent = [decode(raw, Command) for _, raw in next_batch(replica, 9)]
    assert [one.again for one in sent] == [Again(since=NOW, verdict=said), Again(since=NOW)]
    assert sent[0].data == _command(1).data
    settle(replica, CommandId("command-1"), APPLIED, NOW)
    settle(replica, CommandId("command-2"), REJECTED, NOW)
    assert offer_again(replica, NOW) == 1, "what was refused went back as a draft"


@pytest.mark.parametrize(
    "data",
    [
        HandOverCase(callback_id=CALLBACK.id, fence=1, desk_id=DeskId("taxes"), note="of taxes"),
        AssignTopic(callback_id=CALLBACK.id, topic_id=TopicId("t")),
        AddCaseNote(activity=NOTE),
    ],
    ids=lambda data: type(data).__name__,
)
def test_a_case_that_the_server_made_comes_back_though_it_has_left_this_seat(
    data: CommandData,
) -> None:
    """Handed over, or of a desk that this account has no more."""
    replica = _replica()
    for kind, row in ((Kind.CASE, CASE), (Kind.CALLBACK, CALLBACK)):
        replica.execute(
            "INSERT INTO replica_row (scope, copy, kind, id, version, body)"
            " VALUES ('desk:schools', 0, ?, ?, 1, ?)",
            (kind, row.id, encode(row).decode()),
        )
    enqueue(replica, Command(id=CommandId("command-1"), at=NOW, data=data))
    (first,) = (decode(raw, Command) for _, raw in next_batch(replica, 9))
    assert first.again is None, "nothing was lost yet"
    settle(replica, CommandId("command-1"), APPLIED, NOW)
    replica.execute("DELETE FROM replica_row")
    offer_again(replica, NOW)
    (sent,) = (decode(raw, Command) for _, raw in next_batch(replica, 9))
    callback = None if isinstance(data, AddCaseNote) else CALLBACK
    assert sent.again == Again(since=NOW, verdict=APPLIED, case=CASE, callback=callback)
    settle(replica, CommandId("command-1"), REJECTED, NOW)
    kept = replica.execute("SELECT again FROM outbox").fetchall()
    assert kept == [("",)], "nothing of a citizen stays with what was refused"


@pytest.mark.parametrize(
    "data",
    [
        HandOverCase(callback_id=CALLBACK.id, fence=1, desk_id=DeskId("taxes"), note="of taxes"),
        AddCaseNote(activity=NOTE),
    ],
    ids=lambda data: type(data).__name__,
)
def test_of_a_case_of_a_contact_goes_along_who_opened_it_and_no_word(data: CommandData) -> None:
    """After a loss somebody else may have used its id."""
    replica = _replica()
    case = msgspec.structs.replace(CASE, contact_id=ContactId("k1"), opened_by=AccountId("op2"))
    for kind, row in ((Kind.CASE, case), (Kind.CALLBACK, CALLBACK)):
        replica.execute(
            "INSERT INTO replica_row (scope, copy, kind, id, version, body)"
            " VALUES ('desk:schools', 0, ?, ?, 1, ?)",
            (kind, row.id, encode(row).decode()),
        )
    enqueue(replica, Command(id=CommandId("command-1"), at=NOW, data=data))
    settle(replica, CommandId("command-1"), APPLIED, NOW)
    replica.execute("DELETE FROM replica_row")
    offer_again(replica, NOW)
    (sent,) = (decode(raw, Command) for _, raw in next_batch(replica, 9))
    assert sent.again == Again(since=NOW, verdict=APPLIED, opened_by=AccountId("op2"))


def test_settled_commands_are_forgotten_after_a_week_waiting_ones_never() -> None:
    replica = _replica()
    for number in (1, 2):
        enqueue(replica, _command(number))
    settle(replica, CommandId("command-1"), APPLIED, NOW)
    assert forget_old(replica, NOW + timedelta(days=6)) == 0
    assert forget_old(replica, NOW + timedelta(days=8)) == 1
    assert waiting_count(replica) == 1


def test_a_command_of_another_version_is_sent_but_shown_nowhere() -> None:
    replica = _replica()
    replica.execute(
        'INSERT INTO outbox (command_id, body) VALUES (\'k\', \'{"id":"k","data":{}}\')'
    )
    replay(replica)
    assert _shown(replica) == []
    assert len(next_batch(replica, 9)) == 1


def test_where_something_was_sent_to_is_forgotten_with_the_verdict() -> None:
    connection = _replica()
    card = SendCard(
        card_id=CardId("c1"),
        card_version=1,
        to="bianca@posta.example",
        language="it",
        contact_id=ContactId("k1"),
    )
    number = SendCaseNumber(contact_id=ContactId("k1"), to="+393471234567")
    for at, (data, verdict) in enumerate(product((card, number), (APPLIED, REJECTED))):
        command = Command(id=CommandId(f"sent-{at}"), at=NOW, data=data)
        enqueue(connection, command)
        forget_sent(connection)
        assert find_command(connection, command.id) == command
        assert settle(connection, command.id, verdict, NOW)
        forget_sent(connection)
        assert find_command(connection, command.id) is None
        assert not settle(connection, command.id, verdict, NOW), "a repeated word is no news"
    assert offer_again(connection, NOW) == 0
