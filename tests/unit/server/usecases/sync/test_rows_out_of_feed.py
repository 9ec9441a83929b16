"""A row that the server itself cannot read: seats get all others, IT is told, and it comes back."""

import logging
from datetime import timedelta

import pytest

from contract.domain.account import Account
from contract.domain.case import Case, CaseActivity
from contract.domain.contact import Contact
from contract.domain.ids import AccountId, CardId, ContactId, Scope, account_scope
from contract.domain.sending import Sending
from contract.wire.changes import BODY_TYPES, Kind
from contract.wire.commands import HandOverCase, RecordContact, Status
from contract.wire.decoding import decode
from server.api.event_hub import EventHub
from server.api.health_routes import Traffic, prometheus
from server.cli.finding import BAD, GOOD
from server.cli.operations.doctor import _rows as doctor_on_rows
from server.store.engine.connection import Connection
from server.store.engine.faults import UnstorableValue
from server.store.engine.server_database import ServerDatabase
from server.store.sync.change_log import scope_head
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import TABLES, find
from server.store.sync.unreadable_rows import MOST_ASIDE, count_listed
from server.store.sync.withdrawn_rows import withdraw_cases
from server.usecases.citizens.forget_old_citizens import ForgetOldCitizens
from server.usecases.messages.delivery_status import forget_sendings
from server.usecases.sync.leave_out_unreadable import LeaveOutUnreadable, UnreadableRows
from server.usecases.sync.read_changes import read_changes, read_snapshot
from server.usecases.sync.recount_scopes import RecountScopes
from server.usecases.systems.seats_now import systems_now
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    NOW,
    SCHOOLS,
    a_case,
    a_clerk,
    a_contact,
    a_note,
    an_account,
    forwarded,
)
from tools.simulation.reference_seat import ReferenceSeat

CLERK = a_clerk()
DESK = "desk:tributi"
CASES = ("c1", "c2", "c3")
# What a hand, a disk or an earlier version may leave in a row; SQL for the case c2.
FAULTS = {
    "no instant": "UPDATE case_ SET opened_at = 9000000000000000000 WHERE id = 'case-c2'",
    "no such word": "UPDATE case_ SET state = 'nowhere' WHERE id = 'case-c2'",
}


class House:
    """A server with three cases, and seats that copy them as they do."""

    def __init__(self, service: RecordedService) -> None:
        self.service = service
        self.database: ServerDatabase = service.database
        self.whole = LeaveOutUnreadable(database=service.database, clock=lambda: NOW)
        for name in CASES:
            service.forward(name)

    async def run(self, sql: str) -> None:
        await self.database.write(lambda c: c.execute(sql))

    async def seat(self, account: Account = CLERK) -> ReferenceSeat:
        seat = ReferenceSeat(account)
        await self.follow(seat)
        return seat

    async def follow(self, seat: ReferenceSeat, limit: int = 2) -> None:
        while True:
            before, request = dict(seat.cursors), seat.pull_request()
            reply = await self.whole.read(lambda c: read_changes(c, seat.account, request))  # noqa: B023
            seat.on_pull(request, reply)
            for scope in seat.scopes_to_copy():
                after = seat.snapshot_position(scope)
                page = await self.whole.read(
                    lambda c: read_snapshot(c, seat.account, Scope(scope), after, limit)  # noqa: B023
                )
                seat.on_snapshot(scope, after, page)
            if not seat.scopes_to_copy() and seat.cursors == before:
                return


def cases_at(seat: ReferenceSeat) -> list[str]:
    return sorted(row_id for kind, row_id in seat.rows[DESK] if kind == Kind.CASE)


@pytest.fixture
def house(service: RecordedService) -> House:
    return House(service)


@pytest.mark.parametrize("fault", FAULTS)
async def test_seats_copy_all_rows_but_one_that_cannot_be_read(
    house: House, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    old = await house.seat()
    await house.run(FAULTS[fault])
    new = await house.seat()
    assert cases_at(new) == ["case-c1", "case-c3"]
    await house.follow(old)
    assert old.rows == new.rows
    assert (old.mismatches, new.mismatches) == (0, 0), "the sums are those of what seats have"
    lines = [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]
    (line,) = [one for one in lines if "cannot be read" in one]
    assert line.startswith("row case-c2 of case_ cannot be read (")
    assert "9000000000000000000" not in line, "what stands in the row is not for the log"


async def test_a_row_comes_back_once_it_is_mended_by_hand(house: House) -> None:
    seat = await house.seat()
    whole_before = seat.rows
    await house.run(FAULTS["no such word"])
    await house.follow(seat)
    assert "case-c2" in cases_at(seat), "nobody has asked for it since"
    await house.seat()
    await house.follow(seat)
    assert "case-c2" not in cases_at(seat)
    await house.whole.look()
    await house.follow(seat)
    assert "case-c2" not in cases_at(seat), "it is still as bad"
    await house.run("UPDATE case_ SET state = 'open' WHERE id = 'case-c2'")
    await house.whole.look()
    await house.follow(seat)
    assert {key: body for key, (_, body) in seat.rows[DESK].items()}.keys() == {
        key for key in whole_before[DESK]
    }
    assert seat.mismatches == 0
    assert house.database.read_now(count_listed) == 0
    recount = RecountScopes(database=house.database, clock=lambda: NOW)
    assert await recount(DESK) == [], "the kept sums are those of the rows"


@pytest.mark.parametrize("kind", list(Kind))
async def test_a_row_of_any_kind_stops_nobody(house: House, kind: Kind) -> None:
    """Kinds of which the city of the tests has none are looked at as tables."""
    table = TABLES[kind]
    rows = house.database.read_now(
        lambda c: c.execute(f"SELECT id, scope FROM {table} WHERE deleted = 0 LIMIT 1")
    )
    spoilt = _spoilt_column(kind)
    if not rows or not spoilt:
        pytest.skip("no such row in this city, or all that is in it is text")
    await house.run(f"UPDATE {table} SET {spoilt} WHERE id = '{rows[0]['id']}'")
    account = an_account() if rows[0]["scope"].startswith("account:") else CLERK
    seat = await house.seat(account)
    assert rows[0]["id"] not in {row_id for _, row_id in seat.rows[rows[0]["scope"]]}
    assert seat.mismatches == 0


def _spoilt_column(kind: Kind) -> str:
    """Return an assignment that no value of the kind survives; "" for text alone."""
    for name in BODY_TYPES[kind].__struct_fields__:
        if name.endswith("_at"):
            return f"{name} = 9000000000000000000"
        if name in ("topic_ids", "entries"):
            return f"{name} = '{{half'"
    return ""


async def test_it_is_told_to_it_on_their_page_by_doctor_and_to_whoever_watches(
    house: House,
) -> None:
    assert doctor_on_rows_of(house)[0] == GOOD
    await house.run(FAULTS["no such word"])
    await house.seat()
    await house.whole.look()
    assert house.database.read_now(lambda c: systems_now(c, NOW, {})).unreadable == 1
    state, text = doctor_on_rows_of(house)
    assert (state, "case_ case-c2" in text) == (BAD, True)
    assert 'chiamaroma_rows_aside{job="feed"} 1' in prometheus(EventHub(), Traffic(), [house.whole])


def doctor_on_rows_of(house: House) -> tuple[str, str]:
    return house.database.read_now(doctor_on_rows)


async def test_whoever_else_meets_it_has_it_taken_out_too(house: House) -> None:
    """A claim of the next callback meets the most urgent one, which cannot be read."""
    await house.run(
        "UPDATE callback SET window_end_at = 0, abandoned_at = 9000000000000000000"
        " WHERE id = 'callback-c1'"
    )
    with pytest.raises((OverflowError, UnstorableValue)):
        house.service.claim(CLERK, None)
    await house.whole.look()
    reply = house.service.claim(CLERK, None)
    assert reply.granted, "the next one is claimed"


async def test_work_on_it_is_refused_and_a_new_version_of_it_is_there(house: House) -> None:
    await house.run(FAULTS["no such word"])
    await house.seat()
    verdict = house.service.send(CLERK, a_note(case="c2"))
    assert verdict.status is Status.REJECTED
    written = a_case("c2")

    def write_anew(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.put(DESK, written)
        edit.finish()

    await house.database.write(write_anew)
    await house.whole.look()
    seat = await house.seat()
    assert cases_at(seat) == [f"case-{name}" for name in CASES]
    assert seat.mismatches == 0
    _, body = seat.rows[DESK][Kind.CASE, "case-c2"]
    assert decode(body, Case).version > 1
    assert house.database.read_now(count_listed) == 0


async def test_a_row_that_is_removed_meanwhile_stays_away(house: House) -> None:
    await house.run(FAULTS["no such word"])
    await house.seat()

    def remove(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.remove(Kind.CASE, "case-c2")
        edit.finish()

    await house.database.write(remove)
    await house.run("UPDATE case_ SET state = 'open' WHERE id = 'case-c2'")
    await house.whole.look()
    assert house.database.read_now(lambda c: find(c, Case, "case-c2")) is None
    assert house.database.read_now(count_listed) == 0
    head = house.database.read_now(lambda c: scope_head(c, DESK))
    seat = await house.seat()
    assert head.row_count == len(seat.rows[DESK])


async def test_a_row_that_is_mended_is_where_its_case_is_by_then(house: House) -> None:
    """The case went to another desk with all that could be read of it."""
    house.service.send(CLERK, a_note(case="c2"))
    await house.run("UPDATE case_activity SET kind = 'nothing' WHERE case_id = 'case-c2'")
    callback = house.service.held(CLERK, "c2")
    given = HandOverCase(
        callback_id=callback.id, fence=callback.fence, desk_id=SCHOOLS, note="È la mensa"
    )
    assert house.service.send(CLERK, given).status is Status.APPLIED
    await house.whole.look()
    await house.run("UPDATE case_activity SET kind = 'note' WHERE kind = 'nothing'")
    await house.whole.look()
    seat, other = await house.seat(), await house.seat(a_clerk("clerk3", desk_ids=(SCHOOLS,)))
    there = {row_id for kind, row_id in other.rows["desk:scuole"] if kind == Kind.ACTIVITY}
    assert "note-n1" in there
    assert not [row_id for kind, row_id in seat.rows[DESK] if kind == Kind.ACTIVITY]
    assert (seat.mismatches, other.mismatches) == (0, 0)


async def test_a_row_that_is_mended_stays_out_of_copies_with_its_case(house: House) -> None:
    house.service.send(CLERK, a_note(case="c2"))
    await house.run("UPDATE case_activity SET kind = 'nothing' WHERE case_id = 'case-c2'")
    seat = await house.seat()
    await house.run("UPDATE case_ SET state = 'closed', closed_at = 1 WHERE id = 'case-c2'")
    await house.run("UPDATE callback SET state = 'done' WHERE case_id = 'case-c2'")
    await house.run("UPDATE case_activity SET at = 1 WHERE case_id = 'case-c2'")
    assert await house.database.write(lambda c: withdraw_cases(c, NOW, NOW)) == 2
    await house.run("UPDATE case_activity SET kind = 'note' WHERE kind = 'nothing'")
    await house.whole.look()
    await house.follow(seat)
    assert {kind for kind, row_id in seat.rows[DESK] if row_id in ("case-c2", "note-n1")} == set()
    assert seat.mismatches == 0
    assert house.database.read_now(lambda c: find(c, CaseActivity, "note-n1")) is not None


async def test_a_sending_that_cannot_be_read_names_nobody_after_its_time(house: House) -> None:
    sent = Sending(
        id="sending-1",
        contact_id=ContactId("contact-c1"),
        card_id=CardId("card-1"),
        title="TARI",
        operator_id=AccountId("op1"),
        asked_at=NOW,
        changed_at=NOW,
    )

    def put(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.put(account_scope(AccountId("op1")), sent)
        edit.finish()

    await house.database.write(put)
    await house.run("UPDATE sending SET state = 'nowhere'")
    await house.seat(an_account())
    assert house.database.read_now(count_listed) == 1
    gone = await house.database.write(lambda c: forget_sendings(c, NOW + timedelta(days=40)))
    rows = house.database.read_now(
        lambda c: c.execute("SELECT contact_id, operator_id, deleted FROM sending")
    )
    assert (gone, rows) == (1, [{"contact_id": "", "operator_id": "", "deleted": 1}])
    await house.whole.look()
    assert house.database.read_now(count_listed) == 0


async def test_where_more_rows_fail_than_can_be_rows_faults_seats_keep_what_they_have(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_ASIDE >= 100
    monkeypatch.setattr("server.store.sync.unreadable_rows.MOST_ASIDE", 1)
    old = await house.seat()
    await house.run("UPDATE case_ SET state = 'nowhere'")
    with pytest.raises(UnreadableRows):
        await house.seat()
    assert house.database.read_now(count_listed) == 1
    assert cases_at(old) == [f"case-{name}" for name in CASES]


async def test_an_erased_or_old_citizen_is_in_no_row_that_cannot_be_read(
    service: RecordedService,
) -> None:
    for name in ("c1", "c2"):
        told = RecordContact(contact=a_contact(name, description="Chiede l'orario"))
        assert service.send(an_account(), told).status is Status.APPLIED
    await service.database.write(
        lambda c: c.execute(
            "UPDATE contact SET answered_at = 9000000000000000000 WHERE id = 'contact-c1'"
        )
    )
    house = LeaveOutUnreadable(database=service.database, clock=lambda: NOW)
    await house.read(lambda c: read_snapshot(c, an_account(), Scope("account:op1")))
    assert service.database.read_now(lambda c: find(c, Contact, "contact-c1")) is None
    later = NOW + timedelta(days=800)
    await ForgetOldCitizens(database=service.database, days=731, clock=lambda: later)()
    rows = service.database.read_now(
        lambda c: c.execute("SELECT id FROM contact WHERE caller_name <> ''")
    )
    assert rows == []


def test_text_that_is_no_text_costs_the_other_rows_nothing(service: RecordedService) -> None:
    if service.database.read_now(lambda c: c.is_postgresql):
        pytest.skip("PostgreSQL refuses it")
    service.send(an_account(), forwarded("c1"))
    service.send(an_account(), forwarded("c2"))
    service.database.write_now(
        lambda c: c.execute(
            "UPDATE case_ SET question = CAST(x'ff41' AS TEXT) WHERE id = 'case-c1'"
        )
    )
    page = service.snapshot(CLERK, DESK)
    assert [row.id for row in page.rows if row.kind == Kind.CASE] == ["case-c2"]
