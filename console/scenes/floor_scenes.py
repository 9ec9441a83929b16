"""States of a lead's first page worth looking at."""

from datetime import timedelta
from math import exp

from msgspec.structs import replace

from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import idle
from console.scenes.team_scenes import BLOCKED, TEAM
from console.screens.team.team_commands import TeamCommands
from console.shell.main_window import MainWindow
from console.viewmodels.floor.floor import OLD_AFTER_S, FloorViewModel
from contract.domain.account import Role
from contract.domain.ids import AccountId, DeskId, QueueId
from contract.domain.queue import Queue
from contract.domain.service_level import CallCount
from contract.wire.floor import (
    DIALS,
    FloorNow,
    HalfHour,
    LateCallbacks,
    LinesNow,
    Misuse,
    PeopleInState,
    QueueNow,
    SilentSource,
    UnsentWork,
)
from contract.wire.team import OpenAlarm

FIRST, LAST = 14, 29  # half hours of the invented day, from 7:00 on
SILENT_SINCE = city.NOW - timedelta(minutes=12)


def _day(calls: int, level: float, gave_up: float) -> tuple[HalfHour, ...]:
    """Return an invented day: most at ten, a second top after lunch."""
    shape = {n: exp(-(((n - 20) / 4) ** 2)) + 0.8 * exp(-(((n - 28) / 4) ** 2))
             for n in range(FIRST, LAST)}  # fmt: skip
    whole = sum(shape.values())
    found = []
    for number, share in shape.items():
        offered = round(calls * share / whole)
        abandoned = round(offered * gave_up * (0.6 + number % 3 * 0.4))
        answered = offered - abandoned
        in_time = min(answered, round(offered * level * (1.04 - number % 4 * 0.03)))
        count = CallCount(answered=answered, in_time=in_time, abandoned=abandoned)
        found.append(HalfHour(number=number, calls=count))
    return tuple(found)


def _queue(
    key: str,
    name: str,
    day: tuple[int, float, float],
    now: tuple[int, int, int, int],
    *,
    late: int = 0,
    desk: DeskId | None = None,
) -> QueueNow:
    """day: calls, share in time, share given up. now: waiting, longest, ready, talking."""
    halves = _day(*day)
    waiting, longest_s, ready, talking = now
    return QueueNow(
        queue_id=QueueId(key),
        name=name,
        desk_id=desk,
        waiting=waiting,
        longest_wait_s=longest_s,
        today=sum((half.calls for half in halves), CallCount()),
        ready=ready,
        talking=talking,
        late_callbacks=late,
        halves=halves,
    )


TRIBUTI = DeskId("tributi")
QUEUES = (
    _queue("anagrafe", "Anagrafe", (420, 0.88, 0.026), (1, 8, 3, 7)),
    _queue("informazioni", "Informazioni", (1800, 0.92, 0.02), (3, 20, 12, 18)),
    _queue("ii-livello", "II livello Tributi", (0, 1, 0), (0, 0, 3, 4), late=4, desk=TRIBUTI),
    _queue("lingue", "Lingue", (90, 0.82, 0.04), (0, 0, 1, 1)),
    _queue("mobilita", "Mobilità e multe", (380, 0.74, 0.058), (1, 31, 0, 6), late=2),
    _queue("scuola", "Scuola e nidi", (140, 0.93, 0.012), (0, 0, 2, 3)),
    _queue("tributi", "Tributi", (670, 0.82, 0.034), (2, 42, 4, 9), late=1, desk=TRIBUTI),
)
PEOPLE = (
    PeopleInState(state="ready", count=25, longest_s=125),
    PeopleInState(state="reserved", count=2, longest_s=4),
    PeopleInState(state="on_call", count=48, longest_s=680),
    PeopleInState(state="wrap_up", count=4, longest_s=38),
    PeopleInState(state="pause", count=6, longest_s=850),
    PeopleInState(state="not_ready", count=1, longest_s=40),
    PeopleInState(state="line_lost", count=0),
)
ALARM = OpenAlarm(
    account_id=AccountId("scena-1"),
    name="",
    seat="1011",
    kind="threat",
    call_key="k-1",
    at=city.NOW - timedelta(seconds=130),
)
ROOM = FloorNow(
    at=city.NOW,
    queues=QUEUES,
    people=PEOPLE,
    late=(
        LateCallbacks(desk_id=TRIBUTI, desk="Tributi, II livello", count=4, oldest_s=6180),
        LateCallbacks(desk_id=DeskId("mobilita"), desk="Mobilità", count=2, oldest_s=2280),
        LateCallbacks(desk_id=DeskId("anagrafe"), desk="Demografici", count=1, oldest_s=720),
    ),
    lines=LinesNow(talking=48, waiting=7, total=180),
    alarms=(ALARM,),
)


async def floor(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.role = Role.TEAM_LEAD
    seat.server.queues = tuple(
        Queue(id=one.queue_id, name=one.name, desk_id=one.desk_id) for one in QUEUES
    )
    seat.server.answers.setdefault("/floor", ROOM)
    seat.server.answers.setdefault(
        "/team", replace(TEAM, alarms=(replace(ALARM, name="Bruno Campione"),))
    )
    seat.server.answers["/blocked-numbers"] = BLOCKED
    await idle(window, seat)
    await settle()


async def floor_quiet(window: MainWindow, seat: SceneSeat) -> None:
    """A small room with nothing wrong: too few people to tell anybody's time."""
    counts = {"ready": 2, "on_call": 1, "wrap_up": 1}
    people = tuple(PeopleInState(state=one.state, count=counts.get(one.state, 0)) for one in PEOPLE)
    calm = tuple(replace(one, late_callbacks=0) for one in QUEUES[:2])
    lines = LinesNow(talking=1)
    seat.server.answers["/floor"] = FloorNow(at=city.NOW, queues=calm, people=people, lines=lines)
    await floor(window, seat)


async def floor_silent_exchange(window: MainWindow, seat: SceneSeat) -> None:
    queues = tuple(
        replace(one, stale_since=SILENT_SINCE) if one.queue_id == "lingue" else one
        for one in QUEUES
    )
    silent = (SilentSource(name="b", heard_at=SILENT_SINCE),)
    dials = Misuse(kind=DIALS, seat="1042", since_at=SILENT_SINCE)
    seat.server.answers["/floor"] = replace(ROOM, queues=queues, silent=silent, misuse=(dials,))
    await floor(window, seat)


async def floor_missing(window: MainWindow, seat: SceneSeat) -> None:
    """What no list shows: work that lies at seats, and rows that the server cannot read."""
    unsent = (
        UnsentWork(seat="1042", contacts=12, since_at=city.NOW - timedelta(hours=26, minutes=4)),
        UnsentWork(seat="1017", contacts=1, since_at=city.NOW - timedelta(minutes=48)),
    )
    calm = tuple(
        replace(one, longest_wait_s=min(one.longest_wait_s, 8)) for one in QUEUES if one.ready
    )
    late = (
        LateCallbacks(desk_id=TRIBUTI, desk="Tributi, II livello: rimborsi e rateazioni",
                      count=14, oldest_s=61_800),
        LateCallbacks(desk_id=DeskId("mobilita"), desk="Mobilità, permessi e multe",
                      count=2, oldest_s=2280),
    )  # fmt: skip
    seat.server.answers["/floor"] = replace(
        ROOM, queues=calm, unsent=unsent, unreadable=3, alarms=(), late=late
    )
    await floor(window, seat)


async def floor_server_away(window: MainWindow, seat: SceneSeat) -> None:
    await floor(window, seat)
    model = seat.models.of(FloorViewModel)
    seat.server.is_away = True
    # As after a while: the room's clock stands still in a scene.
    model.told_s = model.told_s and model.told_s - OLD_AFTER_S - 1
    model.refresh()
    await settle()


async def floor_alarm(window: MainWindow, seat: SceneSeat) -> None:
    """What can be done about it, over the right column."""
    await floor(window, seat)
    window.part(TeamCommands).team.open_at(seat.models.of(FloorViewModel).problems[0].key)
    await settle()


async def floor_table(window: MainWindow, seat: SceneSeat) -> None:
    await floor(window, seat)
    window.commands.run("floor.table")
