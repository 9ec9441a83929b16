"""One row that a job cannot read or work on: it is set aside, and all others have their turn.

Each job of the server is here: with a bad row planted, or with the reason why none can stop it.
"""

import ast
import asyncio
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

import server.bootstrap.wiring
from contract.domain.callback import LEASE_S
from contract.domain.contact import UNDONE_FOR
from contract.domain.ids import ContactId, DeskId, QueueId
from contract.domain.knowledge_entries.revision import RevisionState
from contract.domain.queue import Entry, Queue
from contract.wire.commands import RecordContact, SendCaseNumber, Status
from contract.wire.exchange import ExchangeCall, Wait
from server.api.event_hub import EventHub
from server.api.health_routes import Traffic, prometheus
from server.store.engine.connection import Connection
from server.store.engine.faults import StoreFull
from server.store.engine.server_database import ServerDatabase
from server.store.operations.old_rows import mark, set_mark
from server.usecases.citizens.erase_returned import ERASED_IN, EraseReturned
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from server.usecases.citizens.forget_old_citizens import ForgetOldCitizens
from server.usecases.contacts.claim_callback import expire_leases, keep_leases
from server.usecases.duty.watch_duties import WatchDuties
from server.usecases.knowledge.editing.publish_scheduled import PublishScheduled
from server.usecases.messages.available_ways import note_sms
from server.usecases.messages.delivery_status import give_up_sendings
from server.usecases.messages.send_messages import Delivered, Delivery
from server.usecases.messages.text_channel import Part
from server.usecases.operations.rows_aside import FIRST_WAIT, RowsAside
from server.usecases.routing.routing_work import RoutingWork
from tests.support.citizens.erased_citizen import OTHER, WHO, Erasing, forwarded_of
from tests.support.duty.duty_floor import Floor
from tests.support.knowledge.knowledge_desk import KnowledgeDesk, a_card
from tests.support.phones.call_centre import CITY, CallCentre
from tests.support.seats.seat import StoppedClock
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.sending_jobs import sending_texts
from tests.support.servers.server_records import NOW, a_clerk, a_contact, an_account
from tests.unit.server.usecases.knowledge.editing.test_checks_at_publication import in_review
from tests.unit.server.usecases.operations import test_bad_rows_of_jobs as jobs

NEVER = 9_000_000_000_000_000_000  # no instant that any calendar knows
OFFERING = Queue(
    id=QueueId("generale"),
    name="Informazioni",
    entries=(Entry(number=CITY),),
    offers_callback_s=60,
    callback_desk_id=DeskId("tributi"),
)
LAPSED = NOW + timedelta(seconds=LEASE_S + 10)


def spoil(database: ServerDatabase, sql: str, row_id: str) -> None:
    database.write_now(lambda c: c.execute(sql, {"id": row_id, "never": NEVER}))


def spoil_callback(database: ServerDatabase, row_id: str) -> None:
    spoil(database, "UPDATE callback SET window_start_at = :never WHERE id = :id", row_id)


def state_of(service: RecordedService, name: str) -> str:
    sql = "SELECT state FROM callback WHERE id = :id"
    row = service.database.read_now(lambda c: c.one(sql, {"id": f"callback-{name}"}))
    assert row is not None
    return str(row["state"])


@pytest.fixture
def held(service: RecordedService) -> RecordedService:
    """Three callbacks in hand, of which the first to lapse cannot be read any more."""
    for number in (1, 2, 3):
        service.forward(f"c{number}")
        service.held(a_clerk(f"clerk{number}"), f"c{number}", NOW + timedelta(seconds=number))
    spoil_callback(service.database, "callback-c1")
    return service


async def test_leases(held: RecordedService, caplog: pytest.LogCaptureFixture) -> None:
    now = LAPSED
    aside = RowsAside("leases", lambda: now)

    def turn() -> int:
        return held.database.write_now(lambda c: expire_leases(c, now, aside))

    assert turn() == 2
    assert [state_of(held, f"c{number}") for number in (1, 2, 3)] == ["claimed", "open", "open"]
    assert turn() == 0
    (line,) = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert line.startswith("job leases sets callback-c1 aside, try 1: OverflowError")
    assert str(NEVER) not in line, "what stands in the row is not for the log"
    now += FIRST_WAIT
    turn()
    assert "try 2" in caplog.messages[-1], "it is tried again, after a while"
    now += FIRST_WAIT
    turn()
    assert "try 2" in caplog.messages[-1], "and then after a longer one"
    spoil(held.database, "UPDATE callback SET window_start_at = 0 WHERE id = :id", "callback-c1")
    now += FIRST_WAIT
    assert turn() == 1
    assert len(aside) == 0


def test_a_lease_that_cannot_be_read_keeps_no_server_from_starting(held: RecordedService) -> None:
    assert held.database.write_now(lambda c: keep_leases(c, LAPSED)) == 2


async def test_a_callback_that_cannot_be_read_keeps_no_citizen_waiting(database_url: str) -> None:
    """The turn of routing: the first in the queue asked to be called back."""
    async with CallCentre.open(database_url, OFFERING) as centre:
        asked = await centre.call("+390651230001")
        centre.now += timedelta(seconds=61)
        await asked.press("1")
        (callback,) = await centre.callbacks()
        await asyncio.to_thread(spoil_callback, centre.database, callback.id)
        waits = await centre.call("+390651230002")
        await centre.operator("anna", "1001")
        for _ in range(2):  # the first one finds out
            await centre.turn()
        ring = await waits.ring()
        assert ring.seat == "1001"
        assert len(centre.dispatcher.aside) == 1


async def test_an_event_that_cannot_be_followed_is_not_told_for_ever(database_url: str) -> None:
    """The citizen gave up before, and what was promised for it cannot be read."""
    async with CallCentre.open(database_url, OFFERING) as centre:
        gave_up = await centre.call("+390651230001")
        centre.now += timedelta(seconds=190)
        await gave_up.tell("abandoned", why="cancel")
        (callback,) = await centre.callbacks()
        await asyncio.to_thread(spoil_callback, centre.database, callback.id)
        phone, ring = await centre.ringing()
        await phone.answered_by(ring)
        assert await phone.state() == "answered", "whoever answered talks with the citizen"
        assert ("callback", callback.id) in centre.database.take_unreadable()


async def test_duty(server_database: ServerDatabase) -> None:
    floor = Floor(server_database)
    anna, bruno = floor.seated().ready(), floor.seated("bruno", "1002").ready()
    watch = WatchDuties(
        database=server_database,
        clock=lambda: floor.now,
        tell=lambda *_: None,
        list_calls=nobody_calls,
    )
    sql = "UPDATE duty SET memory = '{' WHERE account_id = :id"
    await asyncio.to_thread(spoil, server_database, sql, anna.account.id)
    for _ in range(20):  # longer than a seat that works is silent
        floor.wait(1)
        await watch.tick()
    assert bruno.state == "not_ready seat_lost"
    await watch.reconcile()
    assert len(watch.aside) == 1


async def nobody_calls() -> Sequence[ExchangeCall]:
    return ()


async def test_scheduled(service: RecordedService) -> None:
    desk = KnowledgeDesk(service)
    scheduled = {"state": RevisionState.SCHEDULED, "publish_at": NOW}
    in_review(desk, a_card("k1"), a_card("k2"), **scheduled)
    sql = "UPDATE revision SET begun_at = :never WHERE id = :id"
    await asyncio.to_thread(spoil, service.database, sql, "r-k1")
    publish = PublishScheduled(database=service.database, clock=lambda: NOW)
    for _ in range(2):
        await publish()
    assert (await asyncio.to_thread(desk.card, "k2")).version == 1
    assert len(publish.aside) == 1


async def test_texts_and_mails(service: RecordedService) -> None:
    """Both are the same job over another outbox."""
    left: list[Part] = []

    async def take(part: Part) -> Delivery:
        left.append(part)
        return Delivery(Delivered.TAKEN, id=f"part-{len(left)}")

    clock = StoppedClock(NOW)
    service.database.write_now(lambda c: note_sms(c, True))
    for name in ("c1", "c2"):
        service.forward(name)
        told = SendCaseNumber(contact_id=ContactId(f"contact-{name}"), to="+393471234567")
        assert service.send(an_account(), told).status is Status.APPLIED
    sql = "UPDATE contact SET answered_at = :never WHERE id = :id"
    await asyncio.to_thread(spoil, service.database, sql, "contact-c1")
    clock.advance(UNDONE_FOR.total_seconds())
    send = sending_texts(service.database, take, clock)
    assert await send() == 1
    assert len(left) == 1
    states = await service.database.read(
        lambda c: c.execute("SELECT state, fault FROM text_message ORDER BY fault")
    )
    assert [tuple(row.values()) for row in states] == [
        ("sent", ""),
        ("waiting", "no letter: OverflowError"),
    ]


async def test_a_message_that_cannot_be_read_is_given_up_by_its_id(
    service: RecordedService, caplog: pytest.LogCaptureFixture
) -> None:
    """One that waits, and one of a server that ended while it was sent; both were the first."""
    left: list[Part] = []

    async def take(part: Part) -> Delivery:
        left.append(part)
        return Delivery(Delivered.TAKEN, id=f"part-{len(left)}")

    clock = StoppedClock(NOW)
    service.database.write_now(lambda c: note_sms(c, True))
    for name in ("c1", "c2", "c3"):
        service.forward(name)
        told = SendCaseNumber(contact_id=ContactId(f"contact-{name}"), to="+393471234567")
        assert service.send(an_account(), told).status is Status.APPLIED
    clock.advance(UNDONE_FOR.total_seconds())
    for row_id, also in (("contact-c1", ""), ("contact-c2", ", state = 'sending', begun_at = 0")):
        sql = f"UPDATE text_message SET next_at = 0, created_at = :never{also}"
        await asyncio.to_thread(spoil, service.database, f"{sql} WHERE contact_id = :id", row_id)
    send = sending_texts(service.database, take, clock)
    assert await send() == 1
    assert len(left) == 1
    rows = await service.database.read(
        lambda c: c.execute("SELECT state, fault, recipient FROM text_message ORDER BY contact_id")
    )
    told = "cannot be read: OverflowError"
    assert [tuple(row.values()) for row in rows] == [
        ("failed", told, ""),
        ("uncertain", told, ""),
        ("sent", "", ""),
    ]
    shown = await service.database.read(
        lambda c: c.execute("SELECT problem FROM sending WHERE scope <> 'team' ORDER BY contact_id")
    )
    assert [row["problem"] for row in shown] == ["refused", None, None]
    assert caplog.text.count("of text_message cannot be read") == 2


async def test_sendings(service: RecordedService) -> None:
    """What never left is given up, and whom it was for goes, though one cannot be shown."""
    old = {"contact_id": "c", "recipient": "+39", "state": "waiting", "created_at": 0}
    messages = [{"id": name, **old} for name in ("m1", "m2")]
    own = {"id": "m1", "scope": "account:op1", "version": 1, "asked_at": NEVER, "changed_at": NEVER}

    def given_up(connection: Connection) -> int:
        connection.insert("text_message", *messages)
        connection.insert("sending", own)
        return give_up_sendings(connection, NOW)

    assert await service.database.write(given_up) == 2
    rows = await service.database.read(lambda c: c.execute("SELECT recipient FROM text_message"))
    assert [row["recipient"] for row in rows] == ["", ""]


async def test_old_citizens(service: RecordedService) -> None:
    for name in ("c1", "c2"):
        told = RecordContact(contact=a_contact(name, description="Chiede l'orario"))
        assert service.send(an_account(), told).status is Status.APPLIED
    sql = "UPDATE contact SET answered_at = :never WHERE id = :id"
    await asyncio.to_thread(spoil, service.database, sql, "contact-c1")
    later = NOW + timedelta(days=800)
    forget = ForgetOldCitizens(database=service.database, days=731, clock=lambda: later)
    await forget()
    rows = await service.database.read(
        lambda c: c.execute("SELECT id FROM contact WHERE caller_name <> ''")
    )
    assert rows == [], "what nobody can read is nobody's any more either"
    assert len(forget.aside) == 0


def test_what_a_row_did_before_it_failed_is_undone_and_told_to_nobody(
    server_database: ServerDatabase,
) -> None:
    def decide(connection: Connection) -> RoutingWork:
        work = RoutingWork(connection, NOW)

        def good(name: str) -> None:
            set_mark(connection, name, 1)
            work.effects.answers[name] = Wait()

        def bad() -> None:
            good("bad")
            raise ValueError("whatever it is")

        work.each({"one": partial(good, "one"), "bad": bad, "two": partial(good, "two")})
        return work

    work = server_database.write_now(decide)
    assert set(work.effects.answers) == {"one", "two"}
    kept = server_database.read_now(lambda c: [mark(c, name) for name in ("one", "bad", "two")])
    assert kept == [1, 0, 1]


def test_trouble_of_the_store_is_no_rows_fault(server_database: ServerDatabase) -> None:
    aside = RowsAside("job", lambda: NOW)

    def full() -> None:
        raise StoreFull

    with pytest.raises(StoreFull):
        server_database.write_now(lambda c: aside.tried(c, "row", full))
    assert len(aside) == 0


def test_how_many_are_aside_is_told_to_whoever_watches_the_server() -> None:
    aside = RowsAside("leases", lambda: NOW)
    aside.readable([{"id": "c1"}], "id", lambda row: row["nothing"])
    assert 'chiamaroma_rows_aside{job="leases"} 1' in prometheus(EventHub(), Traffic(), [aside])


def test_who_was_erased_and_came_back(service: RecordedService, tmp_path: Path) -> None:
    erasing = Erasing(service, ErasedMarks(marks_file(tmp_path), b"k" * 32))
    for who, name in ((WHO, "c1"), (OTHER, "c2")):
        erasing.send(an_account(), forwarded_of(who, name))
    erasing.erase_and_lose()
    spoil(service.database, "UPDATE contact SET closed_at = :never WHERE id = :id", "contact-c1")
    job = EraseReturned(
        database=service.database,
        marks=erasing.marks,
        private=(),
        folder=tmp_path,
        clock=lambda: erasing.now,
    )
    service.database.write_now(lambda c: c.put("meta", {"name": ERASED_IN, "value": ""}, "name"))
    asyncio.run(job.when_due())
    assert WHO.name not in erasing.stored()
    assert OTHER.name in erasing.stored()


# --- every job has its place here -----------------------------------------------------------------

PLANTED = {
    "server.leases": test_leases,
    "server.duty": test_duty,
    "server.duty-check": test_duty,
    "server.scheduled": test_scheduled,
    "server.texts": test_texts_and_mails,
    "server.mails": test_texts_and_mails,
    "server.sendings": test_sendings,
    "server.old-citizens": test_old_citizens,
    "server.campaign": jobs.test_campaign,
    "server.learning": jobs.test_learning,
    "server.recordings": jobs.test_recordings,
    "server.voicemails": jobs.test_voicemails,
    "server.unnoted-voicemails": jobs.test_voicemails,
    "server.duty-alarms": jobs.test_duty_alarms,
    "server.sums": jobs.test_sums,
    "server.retention": jobs.test_retention,
    "server.misuse": jobs.test_misuse,
    "server.old-audit": jobs.test_old_audit,
    "server.erased": test_who_was_erased_and_came_back,
    "server.calls": test_a_callback_that_cannot_be_read_keeps_no_citizen_waiting,
}
IN_SQL = "statements change its rows; none is read as a value"
ONE_THING = "it does one thing and goes over no rows"
NO_ROWS = {
    "server.sessions": IN_SQL,
    "server.shown": IN_SQL,
    "server.knowledge": IN_SQL,
    "server.trim": IN_SQL,
    "server.copies": "it reads ids and scopes",
    "server.exchange": "it reads names of seats and digests of secrets",
    "server.figures": "counts of a moment",
    "server.trunks": ONE_THING,
    "server.heads": "numbers",
    "server.unreadable": "it is what takes them out (test_rows_out_of_feed.py)",
    "server.audit": ONE_THING,
    "server.backup": ONE_THING,
    "server.suspects": "seats in memory, each asked about by its name",
}


def jobs_of_the_server() -> set[str]:
    """Return the names of all jobs, as the parts of the server write them."""
    names = set()
    for file in Path(server.bootstrap.wiring.__path__[0]).glob("*.py"):
        for one in ast.walk(ast.parse(file.read_text())):
            if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "Job":
                name = one.args[0]
                assert isinstance(name, ast.Constant), "a job has a name that can be read"
                names.add(str(name.value))
    return names


def test_a_new_job_shows_what_a_bad_row_does_to_it() -> None:
    assert jobs_of_the_server() == PLANTED.keys() | NO_ROWS.keys()
