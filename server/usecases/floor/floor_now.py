"""The room at one moment, put together from what calls, duties and callbacks are now."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from msgspec.structs import replace

from contract.domain.ids import DeskId
from contract.domain.opening_times.opening_hours import ROME
from contract.domain.queue import Queue
from contract.domain.service_level import CallCount
from contract.wire.floor import (
    HALF_HOUR_S,
    SILENT_AFTER_S,
    FloorNow,
    HalfHour,
    LateCallbacks,
    LinesNow,
    QueueNow,
    SilentSource,
)
from server.store.calls.counted_calls import counted_calls
from server.store.calls.live_calls import LiveCalls, live_calls
from server.store.contacts.callback_queue import late_ones
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.sync.unreadable_rows import count_listed
from server.store.systems.seat_healths import unsent_work
from server.usecases.duty.publishing.open_alarms import open_alarms
from server.usecases.duty.publishing.team import trunks_down
from server.usecases.floor.people_now import people_now
from server.usecases.routing.call_steps import CLOSED, LOST_WITH_EXCHANGE, MAX_WAIT
from server.usecases.routing.known_queues import known_queues
from server.usecases.routing.queue_figures import queue_figures

type Heard = Mapping[str, datetime]  # when each exchange answered last, by its name
type Halves = Mapping[int, CallCount]
EVERY_QUEUE = ""  # in place of an id


def floor_now(connection: Connection, now: datetime, heard: Heard, lines: int) -> FloorNow:
    """Return what is true now. heard: of every exchange that is asked. lines: 0 for unknown."""
    live, late = live_calls(connection), late_ones(connection, now)
    silent = silent_sources(heard, now)
    return FloorNow(
        at=now,
        queues=_queues(connection, now, live, late, _stale(live, silent, len(heard))),
        people=people_now(connection, now),
        late=_late_by_desk(connection, late, now),
        lines=LinesNow(
            talking=sum(one.talking for one in live),
            waiting=sum(one.waiting for one in live),
            total=lines,
        ),
        # Who needs help is found by the seat: a name is no figure of the room.
        alarms=tuple(replace(one, name="") for one in open_alarms(connection, now)),
        trunks=trunks_down(connection),
        silent=silent,
        unsent=unsent_work(connection),
        unreadable=count_listed(connection),
    )


def calls_of_day(connection: Connection, now: datetime) -> Mapping[str, Halves]:
    """Return the calls of the day in Rome so far, by queue and half hour."""
    day = now.astimezone(ROME).date()
    start = datetime.combine(day, time.min, tzinfo=ROME)
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=ROME)
    return counted_calls(
        connection,
        millis(start),
        millis(end),
        HALF_HOUR_S * 1000,
        closed=CLOSED,
        unserved=(MAX_WAIT, LOST_WITH_EXCHANGE),
    )


def _queues(
    connection: Connection,
    now: datetime,
    live: Sequence[LiveCalls],
    late: Sequence[Row],
    stale: Mapping[str, datetime],
) -> tuple[QueueNow, ...]:
    figures = {one.queue_id: one for one in queue_figures(connection, now)}
    today = calls_of_day(connection, now)
    found = []
    for queue in known_queues(connection).values():
        halves, own = today.get(queue.id, {}), figures[queue.id]
        found.append(
            QueueNow(
                queue_id=queue.id,
                name=queue.name,
                desk_id=queue.desk_id,
                waiting=own.waiting,
                longest_wait_s=own.longest_wait_s,
                today=sum(halves.values(), CallCount()),
                ready=own.ready,
                talking=sum(one.talking for one in live if one.queue_id == queue.id),
                late_callbacks=sum(row["late"] for row in late if _is_of(row, queue)),
                is_open=own.is_open,
                halves=tuple(HalfHour(number=n, calls=halves[n]) for n in sorted(halves)),
                stale_since=stale.get(queue.id, stale.get(EVERY_QUEUE)),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.queue_id)))


def silent_sources(heard: Heard, now: datetime) -> tuple[SilentSource, ...]:
    """Return the exchanges that have not answered for SILENT_AFTER_S."""
    limit = now - timedelta(seconds=SILENT_AFTER_S)
    return tuple(
        SilentSource(name=name, heard_at=at) for name, at in sorted(heard.items()) if at < limit
    )


def _stale(
    live: Sequence[LiveCalls], silent: Sequence[SilentSource], asked: int
) -> dict[str, datetime]:
    """Return since when what is told of a queue is old: its calls are at a silent exchange.

    With no exchange left that answers nobody knows of new calls either: every queue is old.
    """
    since = {one.name: one.heard_at for one in silent}
    found: dict[str, datetime] = {}
    for one in live:
        if one.exchange in since:
            found[one.queue_id] = min(
                found.get(one.queue_id, since[one.exchange]), since[one.exchange]
            )
    if silent and len(silent) == asked:
        found[EVERY_QUEUE] = max(since.values())
    return found


def _is_of(row: Row, queue: Queue) -> bool:
    """Return whether late callbacks are of the queue: where the citizen waited, else its desk's."""
    if row["queue_id"]:
        return bool(row["queue_id"] == queue.id)
    return bool(row["desk_id"] == (queue.callback_desk_id or queue.desk_id))


def _late_by_desk(
    connection: Connection, late: Sequence[Row], now: datetime
) -> tuple[LateCallbacks, ...]:
    names = {
        row["id"]: row["name"]
        for row in (
            connection.execute("SELECT id, name FROM desk WHERE deleted = 0") if late else ()
        )
    }
    desks = sorted({row["desk_id"] for row in late}, key=lambda desk: names.get(desk, desk))
    found = []
    for desk in desks:
        rows = [row for row in late if row["desk_id"] == desk]
        first = instant(min(row["first"] for row in rows))
        found.append(
            LateCallbacks(
                desk_id=DeskId(desk),
                desk=names.get(desk, desk),
                count=sum(row["late"] for row in rows),
                oldest_s=int((now - first).total_seconds()),
            )
        )
    return tuple(found)
