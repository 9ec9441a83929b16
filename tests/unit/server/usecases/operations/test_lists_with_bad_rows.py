"""A list of which one row cannot be read: it shows the others, and the log names the row.

Lists whose rows seats copy are in test_rows_out_of_feed.py, jobs in test_bad_rows.py.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from contract.domain.account import Role
from contract.domain.ids import AccountId, CommandId
from contract.wire.commands import Status, Verdict
from server.store.calls.trunks import trunk_states
from server.store.duty.duties import duties_of
from server.store.duty.duty_log import pause_rows_since
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.store.knowledge.knowledge_versions import versions_of_entry, written_since
from server.store.operations.audit_log import audit_lines
from server.store.systems.seat_healths import unsent_work
from server.usecases.accounts.enrolled_seats import list_seats
from server.usecases.accounts.manage_accounts import list_accounts
from server.usecases.citizens.erased_marks import ErasedMarks
from server.usecases.duty.available import all_skills, available
from server.usecases.duty.pause_limits import all_rules
from server.usecases.knowledge.editing.keep_draft import drafts_of
from server.usecases.operations.write_audit import write_audits
from server.usecases.routing.block_numbers import list_blocked
from server.usecases.sync.kept_refusals import KeptRefusals
from server.usecases.systems.systems_setup import systems_setup
from tests.support.duty.duty_floor import Floor
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, a_clerk, a_command, a_note, an_account

NEVER = 9_000_000_000_000_000_000  # no instant that any calendar knows
AT = millis(NOW)
SOON = AT + 60_000
LEAD = an_account("lead", role=Role.TEAM_LEAD)
EDITOR = an_account("editor")
DRAFT = {"account_id": EDITOR.id, "entry_kind": "card", "body": "{}", "number": 1}
OF_CARD = {"entry_kind": "card", "entry_id": "c", "body": "{}", "author_id": "op1"}


@dataclass(frozen=True)
class Listed:
    """read returns what the list shows of a good and a bad row."""

    table: str
    good: Row
    bad: Row
    read: Callable[[Connection], Sequence[object]]


LISTS = {
    "drafts of an editor": Listed(
        "kept_draft",
        {**DRAFT, "entry_id": "b", "kept_at": AT},
        {**DRAFT, "entry_id": "a", "kept_at": NEVER},
        lambda c: drafts_of(c, EDITOR, "d").drafts,
    ),
    "accounts for commands": Listed(
        "account",
        {"id": "b", "login": "b", "role": "operator"},
        {"id": "a", "login": "a", "role": "nobody"},
        list_accounts,
    ),
    "accounts for IT": Listed(
        "account",
        {"id": "b", "login": "b", "role": "operator", "is_active": 1},
        {"id": "a", "login": "a", "role": "nobody", "is_active": 1},
        lambda c: systems_setup(c).accounts,
    ),
    "keys of seats": Listed(
        "seat_key",
        {"key": "b" * 44, "seat": "1002", "enrolled_at": AT},
        {"key": "a" * 44, "seat": "1001", "enrolled_at": NEVER},
        lambda c: [key for seat in list_seats(c, NOW) for key in seat.keys],
    ),
    "codes of seats": Listed(
        "seat_code",
        {"seat": "1002", "digest": "b", "expires_at": SOON},
        {"seat": "1001", "digest": "a", "expires_at": NEVER},
        lambda c: list_seats(c, NOW),
    ),
    "blocked numbers": Listed(
        "blocked_number",
        {"phone": "+390612345678", "asked_at": AT},
        {"phone": "+390612345679", "asked_at": NEVER},
        lambda c: list_blocked(c, LEAD).numbers,
    ),
    "trunks": Listed(
        "trunk",
        {"exchange": "b", "is_up": 1, "since_at": AT},
        {"exchange": "a", "is_up": 1, "since_at": NEVER},
        trunk_states,
    ),
    "unsent work": Listed(
        "seat_health",
        {"seat": "1002", "unsent": 1, "unsent_since": AT},
        {"seat": "1001", "unsent": 1, "unsent_since": NEVER},
        unsent_work,
    ),
    "rules of pauses": Listed("pause_rule", {"reason": "break"}, {"reason": "dreaming"}, all_rules),
    "versions of an entry": Listed(
        "knowledge_version",
        {**OF_CARD, "version": 2, "at": AT},
        {**OF_CARD, "version": 1, "at": NEVER},
        lambda c: versions_of_entry(c, "card", "c", 9),
    ),
    "what was published lately": Listed(
        "knowledge_version",
        {**OF_CARD, "version": 2, "at": AT},
        {**OF_CARD, "version": 1, "at": NEVER},
        lambda c: written_since(c, NOW - timedelta(days=1), 9),
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_the_rows_that_can_be_read_and_the_other_is_told(
    service: RecordedService, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    listed = LISTS[name]
    service.database.write_now(lambda c: c.insert(listed.table, listed.good))
    assert len(service.database.read_now(listed.read)) == 1
    service.database.write_now(lambda c: c.insert(listed.table, listed.bad))
    assert len(service.database.read_now(listed.read)) == 1
    assert f"of {listed.table} cannot be read" in caplog.text


def test_a_skill_or_a_duty_that_cannot_be_read_keeps_no_call_from_the_others(
    server_database: ServerDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    floor = Floor(server_database)
    anna, bruno = floor.seated().ready(), floor.seated("bruno", "1002").ready()

    def spoil(connection: Connection) -> None:
        skill = {"account_id": bruno.account.id, "code": "x", "level": 1}
        connection.insert("account_skill", {**skill, "kind": "talent"})
        connection.insert("account_skill", {**skill, "kind": "language", "code": "ar"})
        told = {"account_id": anna.account.id, "idle_since_at": NEVER}
        connection.change("duty", told, "account_id")

    server_database.write_now(spoil)
    (agent,) = server_database.read_now(lambda c: available(c, floor.now))
    assert agent.seat == "1002"
    assert [one.code for one in agent.skills] == ["ar"]
    assert server_database.read_now(all_skills).keys() == {bruno.account.id}
    both = [str(anna.account.id), str(bruno.account.id)]
    (duty,) = server_database.read_now(lambda c: duties_of(c, both))
    assert duty.account_id == bruno.account.id
    assert "of account_skill cannot be read" in caplog.text
    assert "of duty cannot be read" in caplog.text


def test_an_event_that_cannot_be_read_costs_no_other_of_a_pause(
    server_database: ServerDatabase,
) -> None:
    floor = Floor(server_database)
    anna = floor.seated().ready().account.id
    read = lambda c: pause_rows_since(c, anna, floor.now - timedelta(days=1))  # noqa: E731
    before = len(server_database.read_now(read))
    sql = "UPDATE duty_event SET state = 'dreaming' WHERE seq = (SELECT max(seq) FROM duty_event)"
    server_database.write_now(lambda c: c.execute(sql))
    assert len(server_database.read_now(read)) == before - 1


def test_a_line_of_the_audit_that_tells_no_time_hides_no_other(
    server_database: ServerDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    def write(connection: Connection) -> None:
        write_audits(connection, None, "done", [str(number) for number in range(1203)], NOW)
        # A whole page of them, the last line too.
        connection.execute(
            "UPDATE audit SET at = :never WHERE seq BETWEEN 301 AND 1100 OR seq = 1203",
            {"never": NEVER},
        )

    server_database.write_now(write)
    seen = server_database.read_now(lambda c: [line.seq for line in audit_lines(c)])
    assert seen == [*range(1, 301), *range(1101, 1203)]
    assert "row 301 of audit cannot be read" in caplog.text


@pytest.mark.parametrize("spoilt", ["no Base64!", "bm8gYm94", "é"])
def test_a_refusal_that_cannot_be_opened_hides_no_other(
    service: RecordedService, tmp_path: Path, spoilt: str
) -> None:
    clerk = a_clerk()
    refusals = KeptRefusals(
        private=[b"k" * 32],
        database=service.database,
        clock=lambda: NOW,
        erased=ErasedMarks(tmp_path / "marks", b"k" * 32),
    )
    raw = {CommandId(one): msgspec.Raw(a_command(a_note(), one)) for one in ("a", "b")}
    refused = dict.fromkeys(raw, Verdict(status=Status.REJECTED))
    asyncio.run(refusals.keep(AccountId(clerk.id), raw, refused))
    sql = "UPDATE refused_work SET box = :box WHERE command_id = 'a'"
    service.database.write_now(lambda c: c.execute(sql, {"box": spoilt}))
    (told,) = asyncio.run(refusals.of(clerk))
    assert b'"b"' in bytes(told.command)
