"""What a lead's first page is told, on both engines: true now, counted as the contract says."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from msgspec.json import encode

from contract.domain.opening_times.opening_hours import ROME
from contract.domain.service_level import CallCount
from contract.wire.duty import Alarm
from contract.wire.floor import FloorNow, QueueNow, UnsentWork
from contract.wire.seat_health import SeatHealth
from server.store.calls import counted_calls as counted
from server.store.calls import live_calls as live
from server.store.calls.queue_calls import CallStage
from server.store.contacts import callback_queue
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.systems.seat_healths import keep_health
from server.usecases.duty.raise_alarm import raise_alarm
from server.usecases.floor.floor_now import calls_of_day, floor_now
from server.usecases.routing.call_steps import CLOSED, LOST_WITH_EXCHANGE, MAX_WAIT
from tests.support.duty.duty_floor import MORNING, QUEUE, Floor
from tests.support.servers.call_rows import a_call_row, a_long_history, plan_of

NOON = MORNING.astimezone(ROME).replace(hour=12, minute=0)
MIDNIGHT = NOON.replace(hour=0)


@pytest.fixture
def floor(server_database: ServerDatabase) -> Floor:
    found = Floor(server_database)
    found.now = NOON
    return found


def rows(floor: Floor, *calls: Callable[[Connection], None]) -> None:
    def work(connection: Connection) -> None:
        for call in calls:
            call(connection)

    floor.database.write_now(work)


def told(floor: Floor, heard_s: float = 0.0, exchanges: str = "a", lines: int = 0) -> FloorNow:
    heard = dict.fromkeys(exchanges, floor.now - timedelta(seconds=heard_s))
    return floor.database.read_now(lambda c: floor_now(c, floor.now, heard, lines))


def queue_of(found: FloorNow, queue_id: str = QUEUE) -> QueueNow:
    return next(one for one in found.queues if one.queue_id == queue_id)


def test_a_call_is_in_time_up_to_twenty_seconds_and_abandoned_after_five(floor: Floor) -> None:
    early = NOON - timedelta(hours=2)
    rows(
        floor,
        lambda c: a_call_row(c, "in-time", early, answered_s=20.0),
        lambda c: a_call_row(c, "late", early, answered_s=20.001),
        lambda c: a_call_row(c, "wrong-number", early, gave_up_s=5.0),
        lambda c: a_call_row(c, "gave-up", early, gave_up_s=5.001),
    )
    today = queue_of(told(floor)).today
    assert today == CallCount(answered=2, in_time=1, abandoned=1, short=1)
    assert today.service_level == pytest.approx(1 / 3)
    assert today.abandonment == pytest.approx(1 / 3)


def test_what_nobody_promised_to_answer_is_in_no_share(floor: Floor) -> None:
    early = NOON - timedelta(hours=2)
    rows(
        floor,
        lambda c: a_call_row(c, "closed", early, gave_up_s=60, cause=CLOSED),
        lambda c: a_call_row(c, "asked-back", early, gave_up_s=60, state=CallStage.CALLBACK),
        lambda c: a_call_row(c, "message", early, gave_up_s=60, state=CallStage.VOICEMAIL),
        lambda c: a_call_row(c, "blocked", early, gave_up_s=0, state=CallStage.REJECTED),
        lambda c: a_call_row(c, "passed-on", early, answered_s=3, transfer_id="t"),
        lambda c: a_call_row(c, "joined", early, answered_s=3, replaces="sip"),
        lambda c: a_call_row(c, "colleague", early, answered_s=3, from_seat=1),
        lambda c: a_call_row(c, "waits", NOON - timedelta(seconds=90)),
    )
    assert queue_of(told(floor)).today == CallCount()


def test_who_waited_in_vain_through_our_fault_counts_against_us(floor: Floor) -> None:
    early = NOON - timedelta(hours=2)
    rejected, ended = CallStage.REJECTED, CallStage.ENDED
    rows(
        floor,
        lambda c: a_call_row(c, "longest", early, gave_up_s=150, state=rejected, cause=MAX_WAIT),
        lambda c: a_call_row(c, "died", early, gave_up_s=9, state=ended, cause=LOST_WITH_EXCHANGE),
        lambda c: a_call_row(c, "served", early, answered_s=2),
    )
    today = queue_of(told(floor)).today
    assert today == CallCount(answered=1, in_time=1, unserved=2)
    assert today.service_level == pytest.approx(1 / 3)


def test_the_day_is_romes_and_each_half_hour_has_its_calls(floor: Floor) -> None:
    rows(
        floor,
        lambda c: a_call_row(c, "yesterday", MIDNIGHT - timedelta(milliseconds=1), answered_s=1),
        lambda c: a_call_row(c, "first", MIDNIGHT, answered_s=1),
        lambda c: a_call_row(c, "eleven", NOON - timedelta(minutes=60), answered_s=30),
        lambda c: a_call_row(c, "half-past", NOON - timedelta(minutes=30), gave_up_s=30),
    )
    halves = {one.number: one.calls for one in queue_of(told(floor)).halves}
    assert halves == {
        0: CallCount(answered=1, in_time=1),
        22: CallCount(answered=1),
        23: CallCount(abandoned=1),
    }


def test_random_days_are_counted_as_their_calls_are_judged_one_by_one(floor: Floor) -> None:
    random, expected = Random(7), CallCount()
    for number in range(300):
        waited = random.choice((0.0, 4.9, 5.0, 5.1, 19.9, 20.0, 20.1, 300.0))
        arrived = MIDNIGHT + timedelta(seconds=random.randrange(11 * 3600))
        way = random.choice(("answered_s", "gave_up_s"))
        rows(floor, lambda c, n=number, a=arrived, w={way: waited}: a_call_row(c, f"c{n}", a, **w))
        expected += judged(way, waited)
    by_queue = floor.database.read_now(lambda c: calls_of_day(c, floor.now))
    assert sum(by_queue[QUEUE].values(), CallCount()) == expected


def judged(way: str, waited: float) -> CallCount:
    if way == "answered_s":
        return CallCount(answered=1, in_time=int(waited <= 20))
    return CallCount(abandoned=1) if waited > 5 else CallCount(short=1)


def test_who_waits_and_who_talks_is_told_by_queue(floor: Floor) -> None:
    floor.queue("anagrafe")
    rows(
        floor,
        lambda c: a_call_row(c, "w1", NOON - timedelta(seconds=42)),
        lambda c: a_call_row(c, "w2", NOON - timedelta(seconds=7)),
        lambda c: a_call_row(c, "t1", NOON - timedelta(minutes=3), answered_s=9, queue="anagrafe"),
    )
    found = told(floor, lines=180)
    tributi, anagrafe = queue_of(found), queue_of(found, "anagrafe")
    assert (tributi.waiting, tributi.longest_wait_s, tributi.talking) == (2, 42, 0)
    assert (anagrafe.waiting, anagrafe.longest_wait_s, anagrafe.talking) == (0, 0, 1)
    assert (found.lines.in_use, found.lines.total) == (3, 180)
    assert [one.name for one in found.queues] == ["anagrafe", "tributi"], "rows keep their place"


def test_people_are_counts_and_of_a_small_group_no_time_is_told(floor: Floor) -> None:
    for number in range(4):
        floor.seated(f"anna{number}", f"100{number}").ready()
    floor.wait(65)
    ready = told(floor).people[0]
    assert (ready.state, ready.count, ready.longest_s) == ("ready", 4, None)
    paused = floor.seated("bea", "1009")
    paused.wish("pause", reason="break")
    floor.wait(10)
    people = {one.state: (one.count, one.longest_s) for one in told(floor).people}
    assert people["ready"] == (4, 75)
    assert people["pause"] == (1, 10)
    assert people["on_call"] == (0, None)


def test_no_name_of_an_operator_is_in_what_is_told(floor: Floor) -> None:
    seat = floor.seated("zenobia", "1011")
    floor.database.write_now(
        lambda c: raise_alarm(c, seat.account, Alarm(kind="threat", at=floor.now), floor.now)
    )
    found = told(floor)
    assert [(one.kind, one.seat) for one in found.alarms] == [("threat", "1011")]
    assert b"zenobia" not in encode(found).lower()


def test_what_no_list_has_is_told_to_leads(floor: Floor) -> None:
    since = floor.now - timedelta(hours=2)

    def work(connection: Connection) -> None:
        for seat, unsent in (("1001", 0), ("1002", 3)):
            health = SeatHealth(unsent=unsent, unsent_since=since if unsent else None)
            keep_health(connection, seat, health, floor.now)
        line = {"table_name": "case_", "row_id": "s1", "fault": "ValueError", "at": 0}
        connection.insert("unreadable_row", line)

    assert (told(floor).unsent, told(floor).unreadable) == ((), 0)
    floor.database.write_now(work)
    found = told(floor)
    assert found.unsent == (UnsentWork(seat="1002", contacts=3, since_at=since),)
    assert found.unreadable == 1


def test_late_callbacks_are_of_the_queue_where_the_citizen_waited_or_of_its_desk(
    floor: Floor,
) -> None:
    floor.queue("anagrafe", desk_id="demografici")

    def late(c: Connection, name: str, desk: str, minutes: int, **more: str) -> None:
        values = {"queue": None, "state": "open"} | more
        c.execute(
            "INSERT INTO callback (id, scope, desk_id, state, window_end_at, queue_id)"
            " VALUES (:id, 's', :desk, :state, :at, :queue)",
            {"id": name, "desk": desk, "at": int((NOON.timestamp() - minutes * 60) * 1000)}
            | values,
        )

    rows(
        floor,
        lambda c: late(c, "a", "demografici", 12),
        lambda c: late(c, "b", "demografici", 38, queue=QUEUE, state="claimed"),
        lambda c: late(c, "c", "demografici", 99, state="done"),
        lambda c: late(c, "d", "demografici", -5),
    )
    found = told(floor)
    assert queue_of(found, "anagrafe").late_callbacks == 1
    assert queue_of(found).late_callbacks == 1
    assert [(one.desk_id, one.count, one.oldest_s) for one in found.late] == [
        ("demografici", 2, 38 * 60)
    ]


def test_a_silent_exchange_makes_the_queues_old_whose_calls_it_has(floor: Floor) -> None:
    floor.queue("anagrafe")
    now, gone = floor.now, floor.now - timedelta(seconds=120)
    rows(floor, lambda c: a_call_row(c, "w1", gone, exchange="b"))
    heard = {"a": now, "b": gone}
    found = floor.database.read_now(lambda c: floor_now(c, now, heard, 0))
    assert queue_of(found).stale_since == gone
    assert queue_of(found, "anagrafe").stale_since is None
    assert [(one.name, one.heard_at) for one in found.silent] == [("b", gone)]


def test_with_no_exchange_left_every_queue_is_old(floor: Floor) -> None:
    floor.queue("anagrafe")
    found = told(floor, heard_s=16, exchanges="ab")
    since = floor.now - timedelta(seconds=16)
    assert {one.stale_since for one in found.queues} == {since}
    assert told(floor, heard_s=14).silent == ()


def test_a_server_without_exchanges_calls_nothing_old(floor: Floor) -> None:
    found = told(floor, exchanges="")
    assert found.silent == ()
    assert queue_of(found).stale_since is None


@pytest.mark.parametrize(
    ("index", "module", "statement"),
    [
        ("ix_queue_call_arrived_at", counted, "COUNTS"),
        ("ix_queue_call_state", live, "LIVE_BY_QUEUE"),
        ("ix_callback_lease", callback_queue, "LATE"),
    ],
)
def test_one_read_finds_its_rows_by_an_index_in_a_full_history(
    floor: Floor, index: str, module: object, statement: str
) -> None:
    floor.database.write_now(lambda c: a_long_history(c, MIDNIGHT))
    names = ("since", "before", "part", "in_time", "short", "now")
    params: dict[str, object] = dict.fromkeys(names, int(MIDNIGHT.timestamp() * 1000))
    params |= {"closed": CLOSED, "unserved_0": MAX_WAIT, "unserved_1": LOST_WITH_EXCHANGE}
    sql = getattr(module, statement)
    plan = floor.database.write_now(lambda c: plan_of(c, sql, params))
    assert index in plan, plan
    assert "Seq Scan" not in plan, plan
