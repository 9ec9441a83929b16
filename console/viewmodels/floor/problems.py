"""What breaks a promise now, the gravest first: found in the figures, worded by the screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from contract.domain.service_level import (
    ABANDONMENT_TARGET,
    LONGEST_WAIT_TARGET_S,
    SERVICE_LEVEL_TARGET,
    CallCount,
)
from contract.wire.floor import FloorNow, Misuse, QueueNow, UnsentWork
from contract.wire.team import OpenAlarm
from contract.wire.trunks import TrunkState

# Of fewer calls a share says little: one of three is no trend of a queue.
ENOUGH_CALLS = 20


class ProblemKind(StrEnum):
    ALARM = "alarm"
    TRUNK = "trunk"
    MISUSE = "misuse"  # somebody looks too much up, guesses passwords, dials what is refused
    WAIT = "wait"  # somebody waits longer than the promise
    LEVEL = "level"  # too few are answered in time today
    ABANDONED = "abandoned"  # too many gave up today
    UNSENT = "unsent"  # work lies at a seat, and nobody else can see it
    UNREADABLE = "unreadable"  # rows are in no list, though they are there


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that the server cannot read."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """key is stable over refreshes, and that of the row in the team's panel where it has one."""

    key: str
    kind: ProblemKind
    about: OpenAlarm | TrunkState | Misuse | QueueNow | UnsentWork | LeftOut


def problems(now: FloorNow) -> tuple[Problem, ...]:
    """Return alarms, dead lines, misuse, waits, low shares, then what is in no list.

    Of a queue only the first.

    Queues with the same problem keep the order they come in.
    Nothing is said of figures that are old: they may be mended since.
    """
    return (*_alarms(now), *_trunks(now), *_misuse(now), *_of_queues(now), *_missing(now))


def is_low(calls: CallCount) -> bool:
    level = calls.service_level
    return calls.offered >= ENOUGH_CALLS and level is not None and level < SERVICE_LEVEL_TARGET


def is_abandoned(calls: CallCount) -> bool:
    share = calls.abandonment
    return calls.offered >= ENOUGH_CALLS and share is not None and share > ABANDONMENT_TARGET


def is_long(wait_s: int) -> bool:
    return wait_s > LONGEST_WAIT_TARGET_S


def _alarms(now: FloorNow) -> Iterator[Problem]:
    for one in now.alarms:
        key = f"alarm {one.account_id} {one.call_key} {one.kind}"
        yield Problem(key=key, kind=ProblemKind.ALARM, about=one)


def _trunks(now: FloorNow) -> Iterator[Problem]:
    for one in now.trunks:
        yield Problem(key=f"trunk {one.exchange}", kind=ProblemKind.TRUNK, about=one)


def _misuse(now: FloorNow) -> Iterator[Problem]:
    for one in now.misuse:
        key = f"misuse {one.kind} {one.seat} {one.since_at.isoformat()}"
        yield Problem(key=key, kind=ProblemKind.MISUSE, about=one)


def _missing(now: FloorNow) -> Iterator[Problem]:
    for one in now.unsent:
        yield Problem(key=f"unsent {one.seat}", kind=ProblemKind.UNSENT, about=one)
    if now.unreadable:
        about = LeftOut(now.unreadable)
        yield Problem(key="unreadable", kind=ProblemKind.UNREADABLE, about=about)


def _of_queues(now: FloorNow) -> list[Problem]:
    found = [
        Problem(key=f"queue {one.queue_id}", kind=kind, about=one)
        for one in now.queues
        if one.stale_since is None and (kind := _kind(one)) is not None
    ]
    order = list(ProblemKind)
    return sorted(found, key=lambda problem: order.index(problem.kind))


def _kind(queue: QueueNow) -> ProblemKind | None:
    if is_long(queue.longest_wait_s):
        return ProblemKind.WAIT
    if is_low(queue.today):
        return ProblemKind.LEVEL
    return ProblemKind.ABANDONED if is_abandoned(queue.today) else None
