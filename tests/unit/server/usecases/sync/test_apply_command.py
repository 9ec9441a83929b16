"""A command is applied once, however often, mangled or doubled it arrives."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.wire import reason_codes
from contract.wire.commands import RecordContact, Status, Verdict
from server.store.engine.faults import UnstorableValue
from server.usecases.sync.apply_command import apply_command
from server.usecases.sync.refill import verdict_key
from tests.support.at_once import at_once
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    NOW,
    a_clerk,
    a_command,
    a_contact,
    a_note,
    a_request,
    altered,
    an_account,
    an_attempt,
    forwarded,
    the_result,
)

OPERATOR, CLERK = an_account(), a_clerk()


def stored(service: RecordedService) -> int:
    rows = service.database.read_now(lambda c: c.execute("SELECT id FROM command"))
    return len(rows)


def heads(service: RecordedService) -> dict[str, int]:
    rows = service.database.read_now(lambda c: c.execute("SELECT scope, head FROM scope_head"))
    return {row["scope"]: row["head"] for row in rows}


def test_command_sent_again_gets_the_same_word_and_no_second_effect(
    service: RecordedService,
) -> None:
    raw = a_command(forwarded())
    first = service.send_raw(OPERATOR, raw)
    before = heads(service)
    assert service.send_raw(OPERATOR, raw) == first
    assert heads(service) == before


def test_keys_and_spaces_do_not_make_another_command(service: RecordedService) -> None:
    raw = a_command(RecordContact(contact=a_contact()))
    first = service.send_raw(OPERATOR, raw)
    document = msgspec.json.decode(raw)
    document["data"] = dict(reversed(document["data"].items()))
    spaced = msgspec.json.format(msgspec.json.encode(dict(reversed(document.items()))))
    assert service.send_raw(OPERATOR, spaced) == first


def test_refusal_is_given_again_even_when_it_would_now_be_applied(
    service: RecordedService,
) -> None:
    raw = a_command(a_note())
    assert service.send_raw(CLERK, raw).reason == reason_codes.UNKNOWN_CASE
    service.forward()
    assert service.send_raw(CLERK, raw).reason == reason_codes.UNKNOWN_CASE


def test_id_of_another_command_is_refused(service: RecordedService) -> None:
    raw = a_command(RecordContact(contact=a_contact()))
    service.send_raw(OPERATOR, raw)
    other = a_command(RecordContact(contact=a_contact("c2")))
    assert service.send_raw(OPERATOR, other).reason == reason_codes.ID_REUSED
    assert service.send_raw(an_account("op2"), raw).reason == reason_codes.ID_REUSED
    assert stored(service) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b'{"id": 7}',
        b'{"id": ""}',
        b'{"id": "' + b"x" * 65 + b'"}',
        b'{"id": "a\\u0000"}',
        b"[" * 5000,
    ],
)
def test_command_without_a_readable_id_is_refused_and_not_stored(
    service: RecordedService, raw: bytes
) -> None:
    assert service.send_raw(OPERATOR, raw).reason == reason_codes.MALFORMED
    assert stored(service) == 0


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"id": "x"}', reason_codes.MALFORMED),
        (b'{"id": "x", "at": "yesterday", "data": {}}', reason_codes.MALFORMED),
        (b'{"id": "x", "data": {"type": "book_slot", "z": 1}}', reason_codes.UNKNOWN_KIND),
        (b'{"id": "x", "data": {"type": "record_contact"}}', reason_codes.MALFORMED),
        (b'{"id": "x", "data": [1]}', reason_codes.MALFORMED),
    ],
)
def test_malformed_command_is_refused_under_its_id(
    service: RecordedService, raw: bytes, reason: str
) -> None:
    first = service.send_raw(OPERATOR, raw)
    assert (first.status, first.reason) == (Status.REJECTED, reason)
    assert stored(service) == 1
    assert service.send_raw(OPERATOR, raw) == first


def test_refused_command_leaves_no_gap_in_the_feed(service: RecordedService) -> None:
    service.send(OPERATOR, RecordContact(contact=a_contact()))
    service.send(OPERATOR, RecordContact(contact=a_contact()))
    service.send(OPERATOR, RecordContact(contact=a_contact("c2")))
    reply = service.pull(OPERATOR, {"account:op1": 0}, service.pull(OPERATOR, {}, None).epoch)
    changes = reply.scopes["account:op1"].changes
    assert [(change.seq, change.id) for change in changes] == [(1, "contact-c1"), (2, "contact-c2")]


def test_bug_in_one_command_blocks_no_other(
    service: RecordedService, caplog: pytest.LogCaptureFixture
) -> None:
    """A row no release of ours writes makes the work fail in a way nobody thought of."""
    service.forward()
    service.database.write_now(lambda c: c.execute("UPDATE case_ SET state = 'strange'"))
    fence = service.held(CLERK).fence
    verdict = service.send(CLERK, the_result(an_attempt(), fence))
    assert (verdict.status, verdict.reason) == (Status.REJECTED, reason_codes.INVALID)
    assert verdict.detail == {"fault": "ValueError"}
    assert "strange" not in caplog.text
    assert service.send(OPERATOR, RecordContact(contact=a_contact("c2"))).reason is None


def test_value_no_column_takes_is_told_apart(service: RecordedService) -> None:
    with pytest.raises(UnstorableValue):
        service.database.write_now(
            lambda c: c.execute("UPDATE scope_head SET head = :n", {"n": 2**70})
        )


@pytest.mark.parametrize("data", [{"type": "record_contact", "contact": None}, {"contact": 5}])
def test_wrong_member_is_malformed(service: RecordedService, data: dict[str, Any]) -> None:
    raw = altered(a_command(RecordContact(contact=a_contact())), **data)
    assert service.send_raw(OPERATOR, raw).reason == reason_codes.MALFORMED


def test_twins_on_two_nodes_get_one_answer(service: RecordedService) -> None:
    verdicts: dict[str, list[Verdict]] = {}
    names = [f"c{n}" for n in range(12)]

    def node() -> None:
        for name in names:
            raw = a_command(forwarded(name), f"twin-{name}")
            verdicts.setdefault(name, []).append(service.send_raw(OPERATOR, raw))

    at_once(*[node] * 4)
    assert all(
        len(answers) == 4 and len(set(map(repr, answers))) == 1 for answers in verdicts.values()
    )
    assert heads(service)["account:op1"] == len(names)
    assert stored(service) == len(names)


COMMANDS = [
    (OPERATOR, a_command(forwarded("c1"), "k1")),
    (OPERATOR, a_command(RecordContact(contact=a_contact("c1")), "k2")),
    (OPERATOR, a_command(RecordContact(contact=a_contact("c2")), "k3")),
    (CLERK, a_command(a_note(), "k4")),
    (CLERK, a_command(a_request(), "k5")),
    (CLERK, a_command(the_result(an_attempt(), 1), "k6")),
    (OPERATOR, b'{"id": "k7", "data": {"type": "new_kind"}}'),
]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(order=st.lists(st.sampled_from(range(len(COMMANDS))), max_size=20))
def test_any_repetition_changes_nothing(sqlite_service: RecordedService, order: list[int]) -> None:
    """Sending a history with repetitions ends as sending each command once, at first mention."""
    sqlite_service.database.write_now(verdict_key)  # as at a server's start

    class Undo(Exception):
        pass

    def states(connection: Any, sequence: list[int]) -> tuple[dict[int, Verdict], list[Any]]:
        verdicts: dict[int, Verdict] = {}
        for number in sequence:
            account, raw = COMMANDS[number]
            verdict = apply_command(connection, account, raw, NOW)
            assert verdicts.setdefault(number, verdict) == verdict
        tables = ("change_row", "contact", "case_", "callback", "case_activity", "scope_head")
        return verdicts, [
            sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in tables
        ]

    def compare(connection: Any) -> None:
        seen = []
        for sequence in (order, list(dict.fromkeys(order))):
            try:
                with connection.savepoint("history"):
                    seen.append(states(connection, sequence))
                    raise Undo
            except Undo:
                pass
        assert seen[0] == seen[1]

    sqlite_service.database.write_now(compare)
