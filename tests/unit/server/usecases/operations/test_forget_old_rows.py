"""What is old loses numbers, then names, then goes; figures and explanations stay right."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from contract.domain.opening_times.opening_hours import ROME
from contract.wire.exchange import ExchangeEvent
from server.settings import RetentionSettings
from server.store.calls.blocked_numbers import BlockedRow, save_blocked
from server.store.calls.call_recordings import CallRecording, begin_recording
from server.store.calls.call_transfers import CallTransfer, save_transfer
from server.store.calls.exchange_events import note_event
from server.store.calls.queue_calls import CallStage, QueueCall, insert_call
from server.store.calls.queue_offers import Offer, insert_offer
from server.store.engine.connection import Connection, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.duty.verify_log import verify_log
from server.usecases.operations import forget_old_rows as forgetting
from server.usecases.operations.forget_old_rows import (
    Due,
    ForgetOldRows,
    calls_kept_from,
    what_is_due,
)
from server.usecases.routing.call_account import CallAccount, day_account
from tests.support.duty.duty_floor import Floor

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
PERIODS = RetentionSettings(numbers_days=60, operators_days=90, figures_days=365)
PHONE = "+390651230001"
OUTSIDE = "+390655550100"
CALL_TABLES = ("queue_call", "queue_offer", "exchange_event", "call_quality", "call_recording")


class Records:
    """A database in which calls come in, in the past."""

    def __init__(self, database: ServerDatabase) -> None:
        self.database = database
        self.now = NOW

    def forget(self) -> ForgetOldRows:
        return ForgetOldRows(database=self.database, periods=PERIODS, clock=lambda: self.now)

    def day(self, days_ago: int) -> date:
        return NOW.astimezone(ROME).date() - timedelta(days=days_ago)

    def call(self, days_ago: int, name: str = "", minute: int = 0) -> str:
        """Note all that is kept of one answered and transferred call; return its name."""
        at = millis(NOW - timedelta(days=days_ago, minutes=minute))
        key = name or f"k{days_ago}"
        self.database.write_now(lambda c: _note(c, key, at))
        return key

    def rows(self, sql: str, **given: Any) -> list[dict[str, Any]]:
        return self.database.read_now(lambda c: c.execute(sql, given))

    def account(self, days_ago: int) -> CallAccount:
        return self.database.read_now(lambda c: day_account(c, self.day(days_ago)))

    def due(self) -> dict[str, Due]:
        found = self.database.read_now(lambda c: what_is_due(c, PERIODS, self.now))
        return {one.what: one for one in found if one.rows}

    def everything(self) -> str:
        """Return all that the tables of calls hold, as one text."""
        tables = [*CALL_TABLES, "call_transfer", "voicemail", "blocked_number"]
        return "\n".join(str(self.rows(f"SELECT * FROM {table}")) for table in tables)


def _note(connection: Connection, key: str, at: int) -> None:
    insert_call(
        connection,
        QueueCall(
            id=key,
            exchange="a",
            sip=f"sip-{key}",
            caller=PHONE,
            dialled="060606",
            queue_id="generale",
            state=CallStage.ENDED,
            arrived_at=at,
            queued_at=at,
            answered_at=at + 9000,
            ended_at=at + 99_000,
            offer_id=f"offer-{key}",
            seat="1001",
            account_id="anna",
            wanted_account_id="anna",
            callback_id="callback-1",
        ),
    )
    insert_offer(
        connection,
        Offer(id=f"offer-{key}", call_id=key, seat="1001", account_id="anna", offered_at=at),
    )
    told = (("answered", "1001", ""), ("transferred", "1002", "1001"), ("ended", "1001", "bye"))
    for ev, seat, why in told:
        event = ExchangeEvent(
            ev=ev, exchange="a", call=key, sip=f"sip-{key}", seat=seat, why=why, offer="o"
        )
        note_event(connection, event, at + 9000, at + 9000)
    for number, target in enumerate(("q-tributi", "1201", OUTSIDE)):
        transfer = CallTransfer(
            id=f"t{number}-{key}",
            call_id=key,
            from_account_id="anna",
            from_seat="1001",
            caller_phone=PHONE,
            target=target,
            note="Persona Inventata ha pagato",
            contact='{"caller": "Persona Inventata"}',
            contact_id="contact-1",
            case_id="case-1",
            override_reason="lo chiede Persona Inventata",
            taken_by="clerk",
            at=at,
        )
        save_transfer(connection, transfer)
    connection.execute(
        "INSERT INTO voicemail (id, call_id, caller, file, at) VALUES (:id, :id, :phone, :id, :at)",
        {"id": key, "phone": PHONE, "at": at},
    )
    connection.execute(
        "INSERT INTO call_quality (call_id, account_id, seat, device, mos_mean, at)"
        " VALUES (:id, 'anna', '1001', 'Cuffia di Anna', 4.2, :at)",
        {"id": key, "at": at},
    )
    recording = CallRecording(
        call_id=key, sip=f"sip-{key}", account_id="anna", notice_until_at=at, state="over"
    )
    begin_recording(connection, recording)


@pytest.fixture
def records(server_database: ServerDatabase) -> Records:
    return Records(server_database)


@pytest.fixture
def floor(server_database: ServerDatabase) -> Floor:
    return Floor(server_database)


async def test_numbers_leave_first_and_the_account_of_the_day_stays(records: Records) -> None:
    old, young = records.call(61), records.call(59)
    before = records.account(61)
    assert before.answered == 1
    assert before.is_balanced
    await records.forget()()
    (call,) = records.rows("SELECT * FROM queue_call WHERE id = :id", id=old)
    assert (call["caller"], call["account_id"], call["dialled"]) == ("", "anna", "060606")
    transfers = records.rows(
        "SELECT caller_phone, note, contact, contact_id, case_id, override_reason, target,"
        " from_seat FROM call_transfer WHERE call_id = :id ORDER BY id",
        id=old,
    )
    nothing = {"caller_phone": "", "note": "", "contact": "", "contact_id": None}
    nothing |= {"case_id": None, "override_reason": None, "from_seat": "1001"}
    assert transfers == [nothing | {"target": to} for to in ("q-tributi", "1201", "")]
    (voicemail,) = records.rows("SELECT caller FROM voicemail WHERE id = :id", id=old)
    assert voicemail["caller"] == ""
    assert records.account(61) == before
    (kept,) = records.rows("SELECT caller FROM queue_call WHERE id = :id", id=young)
    assert kept["caller"] == PHONE


async def test_nobody_can_tell_later_who_took_a_call_and_how_it_sounded_stays(
    records: Records,
) -> None:
    records.call(91)
    before = records.account(91)
    await records.forget()()
    left = records.everything()
    for gone in (PHONE, OUTSIDE, "anna", "Anna", "Persona Inventata", "'1001'", "'1201'", "clerk"):
        assert gone not in left
    assert records.rows("SELECT mos_mean FROM call_quality") == [{"mos_mean": 4.2}]
    assert records.account(91) == before


async def test_what_a_seat_calls_names_an_operator_not_a_citizen(records: Records) -> None:
    at = millis(NOW - timedelta(days=61))
    consulting = QueueCall(
        id="c", caller="1001", dialled="1201", from_seat=1, arrived_at=at, queued_at=at
    )
    records.database.write_now(lambda c: insert_call(c, consulting))
    await records.forget()()
    assert records.rows("SELECT caller, dialled FROM queue_call") == [
        {"caller": "1001", "dialled": "1201"}
    ]
    records.now = NOW + timedelta(days=31)
    await records.forget()()
    assert records.rows("SELECT caller, dialled FROM queue_call") == [{"caller": "", "dialled": ""}]


async def test_rows_go_at_last_by_whole_days_and_the_account_says_from_when(
    records: Records,
) -> None:
    records.call(366)
    records.call(365)
    assert records.database.read_now(calls_kept_from) is None
    await records.forget()()
    for table in CALL_TABLES:
        key = "id" if table == "queue_call" else "call_id"
        assert records.rows(f"SELECT DISTINCT {key} AS call FROM {table}") == [{"call": "k365"}]
    assert records.database.read_now(calls_kept_from) == records.day(365)
    assert records.account(365).is_balanced


async def test_a_day_at_the_edge_keeps_what_its_account_needs(records: Records) -> None:
    """A call just after midnight, of which an exchange with a slow clock told before it."""
    midnight = datetime(2025, 11, 25, tzinfo=ROME)
    assert midnight.date() == records.day(365)

    def work(connection: Connection) -> None:
        at = millis(midnight + timedelta(seconds=5))
        call = QueueCall(id="k", sip="s", state=CallStage.ABANDONED, arrived_at=at, queued_at=at)
        insert_call(connection, call)
        event = ExchangeEvent(ev="abandoned", exchange="a", call="k", sip="s")
        note_event(connection, event, at - 60_000, at - 60_000)

    records.database.write_now(work)
    await records.forget()()
    assert records.account(365).told_abandoned == 1


async def test_blocks_that_ended_and_wishes_nobody_agreed_to_go(records: Records) -> None:
    old, young = millis(NOW - timedelta(days=70)), millis(NOW - timedelta(days=3))
    rows = (
        BlockedRow(phone="+391", asked_at=old, approved_at=old, until_at=old + 1),
        BlockedRow(phone="+392", asked_at=old),
        BlockedRow(phone="+393", asked_at=old, approved_at=old),
        BlockedRow(phone="+394", asked_at=old, approved_at=old, until_at=young),
        BlockedRow(phone="+395", asked_at=young),
    )
    records.database.write_now(lambda c: [save_blocked(c, row) for row in rows])
    await records.forget()()
    kept = records.rows("SELECT phone FROM blocked_number ORDER BY phone")
    assert [row["phone"] for row in kept] == ["+393", "+394", "+395"]


async def test_a_run_says_what_it_did_and_a_second_one_finds_nothing(records: Records) -> None:
    records.call(400)
    records.call(100)
    records.call(1)
    expected = {what: due.rows for what, due in records.due().items()}
    assert expected["calls"] == 1
    assert expected["operators of calls"] == 2
    assert records.rows("SELECT id FROM queue_call WHERE caller = ''") == []  # only looked
    assert await records.forget()() == expected
    left = records.everything()
    assert records.due() == {}
    assert await records.forget()() == {}
    assert records.everything() == left


async def test_small_transactions_and_a_run_cut_short_goes_on_where_it_was(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "AT_ONCE", 4)
    for number in range(10):
        records.call(100, f"old-{number}", minute=number)
        records.call(400 + number)
    whole = {what: due.rows for what, due in records.due().items()}
    parts = 0
    while True:
        part, is_done = records.database.write_now(
            lambda c: forgetting._some(c, PERIODS, records.now)
        )
        assert max(part.values()) <= 4 + 2  # the three rows of one instant go together
        assert sum(part.values()) <= 8
        parts += 1
        if is_done:
            break
    assert parts > 10
    assert await records.forget()() == {}
    assert records.due() == {}
    assert records.rows("SELECT id FROM queue_call WHERE caller <> ''") == []
    assert whole["calls"] == 10


async def test_numbers_leave_rows_in_time_though_the_clock_was_once_ahead(
    records: Records,
) -> None:
    records.now = NOW + timedelta(days=400)
    await records.forget()()
    records.now = NOW
    records.call(0)
    assert records.database.read_now(calls_kept_from) is None
    for days in (1, 61):
        records.now = NOW + timedelta(days=days)
        await records.forget().when_due()
    assert records.rows("SELECT id FROM queue_call WHERE caller <> ''") == []


async def test_calls_are_whole_again_from_the_night_after_the_clock_was_ahead(
    records: Records,
) -> None:
    records.call(1)
    records.now = NOW + timedelta(days=800)
    await records.forget()()
    records.now = NOW
    await records.forget()()
    assert records.database.read_now(calls_kept_from) == records.day(0)


async def test_it_is_done_once_a_night_and_made_up_for_when_the_server_was_off(
    records: Records,
) -> None:
    records.now = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)  # half past two in Rome
    records.call(61)
    forget = records.forget()
    await forget.when_due()
    assert records.due() != {}
    records.now += timedelta(hours=1)
    await forget.when_due()
    assert records.due() == {}
    records.call(62)
    records.database.write_now(lambda c: c.execute("DELETE FROM meta WHERE name LIKE 'emptied:%'"))
    records.now += timedelta(hours=20)
    await forget.when_due()
    assert records.due() != {}
    records.now += timedelta(hours=12)
    await forget.when_due()
    assert records.due() == {}


async def test_the_log_of_duty_explains_every_state_after_a_night(floor: Floor) -> None:
    for login, seat in (("anna", "1001"), ("bruno", "1002")):
        who = floor.seated(login, seat).ready()
        who.talks()
        who.hangs_up()
    records = Records(floor.database)
    records.now = floor.now + timedelta(days=91)
    due = records.due()["events of duty"]
    gone = await records.forget()()
    assert gone["events of duty"] == due.rows - 2  # what they led to is carried
    assert "events of duty" not in records.due()
    count, unexplained = floor.database.read_now(verify_log)
    assert (count, unexplained) == (2, ())
