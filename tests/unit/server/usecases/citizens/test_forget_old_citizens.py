"""Two years after a contact, or after its case was closed, nobody can tell whose it was."""

import asyncio
from datetime import timedelta

import pytest
from msgspec import structs

from contract.domain.case import Case, CaseState
from contract.domain.contact import Disposition
from contract.domain.ids import desk_scope
from contract.wire.commands import CorrectContact, RecordContact, Status
from server.store.contacts.old_contacts import delete_citizens
from server.store.engine.connection import Connection, millis
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.citizens.forget_old_citizens import (
    NEVER_CLOSED,
    ForgetOldCitizens,
    citizens_due,
)
from server.usecases.operations.forget_old_rows import Due
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    CITIZEN,
    NOW,
    TAXES,
    a_contact,
    an_account,
    forwarded,
)

DAYS = 731


@pytest.fixture
def office(service: RecordedService) -> RecordedService:
    """A contact without a case, and one with a case that is open."""
    alone = a_contact("alone", description="Chiede l'orario")
    assert service.send(an_account(), RecordContact(contact=alone)).status is Status.APPLIED
    service.send(an_account(), forwarded("c1", description="Chiede del bollettino"))
    return service


def forget(office: RecordedService, **ago: float) -> int:
    now = NOW + timedelta(**ago)
    return asyncio.run(ForgetOldCitizens(database=office.database, days=DAYS, clock=lambda: now)())


def names(office: RecordedService) -> dict[str, str]:
    """Return whom each row names, by its id."""
    sql = (
        "SELECT id, caller_name AS name FROM contact UNION SELECT id, caller_name FROM case_"
        " UNION SELECT id, caller_name FROM callback UNION SELECT 'citizen', name FROM citizen"
    )
    rows = office.database.read_now(lambda c: c.execute(sql))
    return {row["id"]: row["name"] for row in rows if row["name"]}


def close_case(office: RecordedService, **ago: float) -> None:
    def close(connection: Connection) -> None:
        case = find(connection, Case, "case-c1")
        assert case is not None
        closed = structs.replace(case, state=CaseState.CLOSED, closed_at=NOW + timedelta(**ago))
        edit = FeedEdit(connection, now=NOW)
        edit.put(desk_scope(TAXES), closed)
        edit.finish()

    office.database.write_now(close)


def test_a_contact_is_nobodys_after_its_time_and_one_whose_case_is_open_waits(
    office: RecordedService,
) -> None:
    assert set(names(office)) == {
        "contact-alone", "contact-c1", "case-c1", "callback-c1", "citizen",
    }  # fmt: skip
    forget(office, days=DAYS - 1)
    assert len(names(office)) == 5
    forget(office, days=DAYS + 1)
    assert set(names(office)) == {"contact-c1", "case-c1", "callback-c1", "citizen"}
    assert set(names(office).values()) == {CITIZEN.name}


def test_a_case_goes_with_its_contact_after_its_end_and_then_the_citizen(
    office: RecordedService,
) -> None:
    close_case(office, days=400)
    forget(office, days=DAYS + 1)
    assert "case-c1" in names(office), "closed not long enough"
    forget(office, days=DAYS + 402)
    assert names(office) == {}
    rows = office.database.read_now(lambda c: c.execute("SELECT topic_id FROM contact"))
    assert len(rows) == 2, "the figures of the day stay"
    assert forget(office, days=DAYS + 403) == 0, "nothing is emptied again each night"


def test_who_calls_between_the_look_and_the_end_is_kept(office: RecordedService) -> None:
    rows = office.database.read_now(lambda c: c.execute("SELECT id FROM citizen"))
    looked_at = [row["id"] for row in rows]
    before = millis(NOW + timedelta(days=1))
    office.database.write_now(lambda c: delete_citizens(c, looked_at, before=before))
    assert "citizen" in names(office), "a contact names the record"


def due(office: RecordedService, **ago: float) -> dict[str, int]:
    now = NOW + timedelta(**ago)
    found = office.database.read_now(lambda c: citizens_due(c, DAYS, now))
    return {one.what: one.rows for one in found}


def test_what_the_next_night_empties_is_counted_before(office: RecordedService) -> None:
    nothing = {"people in contacts": 0, "people in cases": 0, "people in citizens": 0}
    assert due(office, days=DAYS - 1) == nothing
    assert due(office, days=DAYS + 1) == nothing | {"people in contacts": 1}, "one waits"
    close_case(office)
    told = due(office, days=DAYS + 1)
    assert told == nothing | {"people in contacts": 2, "people in cases": 1}
    forget(office, days=DAYS + 1)
    assert due(office, days=DAYS + 1) == nothing, "the citizen goes in the same night"


def test_a_case_that_nobody_closes_is_told_each_night(
    office: RecordedService, caplog: pytest.LogCaptureFixture
) -> None:
    forget(office, days=DAYS - 1)
    assert caplog.messages == []
    forget(office, days=DAYS + 1)
    assert NEVER_CLOSED % (1, DAYS) in caplog.messages
    close_case(office)
    caplog.clear()
    forget(office, days=DAYS + 2)
    assert NEVER_CLOSED % (1, DAYS) not in caplog.messages


def test_the_clock_of_a_seat_makes_no_contact_old_and_keeps_none_young(
    office: RecordedService,
) -> None:
    for name, years in (("behind", -5), ("ahead", 9)):
        said = a_contact(name, closed_at=NOW + timedelta(days=365 * years))
        assert office.send(an_account(), RecordContact(contact=said)).status is Status.APPLIED
    forget(office, days=1)
    assert {"contact-behind", "contact-ahead"} <= set(names(office)), "they came yesterday"
    forget(office, days=DAYS + 1)
    assert {"contact-behind", "contact-ahead"}.isdisjoint(names(office))


def test_one_that_comes_late_is_forgotten_though_its_day_was_looked_at(
    office: RecordedService,
) -> None:
    forget(office, days=DAYS + 1)
    late = NOW + timedelta(days=DAYS + 2)
    said = RecordContact(contact=a_contact("late", closed_at=NOW))
    assert office.send(an_account(), said, late).status is Status.APPLIED
    forget(office, days=2 * DAYS + 1)
    assert "contact-late" in names(office)
    forget(office, days=2 * DAYS + 4)
    assert "contact-late" not in names(office)


def test_nothing_says_any_more_whose_a_forgotten_contact_was(office: RecordedService) -> None:
    close_case(office, days=400)
    forget(office, days=DAYS + 1)
    assert "citizen" in names(office), "a case still names the record"
    sql = "SELECT contact_id FROM citizen_told"
    told = {row["contact_id"] for row in office.database.read_now(lambda c: c.execute(sql))}
    assert told == {"contact-c1"}
    forget(office, days=DAYS + 402)
    assert office.database.read_now(lambda c: c.execute(sql)) == []


def test_a_case_that_a_correction_took_back_is_forgotten_too(office: RecordedService) -> None:
    told = forwarded("c1", description="Chiede del bollettino")
    right = structs.replace(told.contact, disposition=Disposition.INFORMATION_GIVEN, desk_id=None)
    assert office.send(an_account(), CorrectContact(contact=right)).status is Status.APPLIED
    due = {one.what: one.rows for one in citizens_after(office, DAYS)}
    assert due["people in cases"] == 1
    forget(office, days=DAYS + 1)
    assert names(office) == {}


def citizens_after(office: RecordedService, days: int) -> tuple[Due, ...]:
    now = NOW + timedelta(days=days + 1)
    return office.database.read_now(lambda c: citizens_due(c, days, now))
