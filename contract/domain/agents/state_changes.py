"""Where an operator goes: the few ways into each state. Pure."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from contract.domain.agents.agent import (
    SCREEN_BREAK_S,
    SCREEN_WORK_S,
    DutyState,
    NotReadyBecause,
    PauseReason,
    WrapUpMode,
)
from contract.domain.agents.duty_event import Duty, Memory

READY_PLACE = "ready"
OFF_PLACE = "off"
ENDED_CALLS_KEPT = 8

WITH_A_CALL = frozenset({DutyState.ON_CALL, DutyState.LINE_LOST})
BUSY = WITH_A_CALL | {DutyState.RESERVED, DutyState.WRAP_UP}
# Of the seat, not of a person: they go as they came.
TECHNICAL = frozenset(
    {NotReadyBecause.LINE_LOST, NotReadyBecause.SEAT_LOST, NotReadyBecause.NO_MICROPHONE}
)
# Away from the screen, so that a long one counts as the break the law asks for.
AWAY_FROM_SCREEN = frozenset({PauseReason.BREAK, PauseReason.SCREEN_BREAK, PauseReason.MEETING})


def changed(duty: Duty, **values: Any) -> Duty:
    return msgspec.structs.replace(duty, **values)


def remembering(duty: Duty, **values: Any) -> Duty:
    memory: Memory = msgspec.structs.replace(duty.memory, **values)
    return changed(duty, memory=memory)


def hindrance(duty: Duty) -> str:
    """Return why this seat can take no call, "" when it can."""
    if duty.lost:
        return NotReadyBecause.SEAT_LOST
    if not duty.registered or not duty.has_phone or duty.unregistered:
        return NotReadyBecause.LINE_LOST
    if not duty.has_microphone:
        return NotReadyBecause.NO_MICROPHONE
    return ""


def to_ready(duty: Duty, at: datetime, *, keeps_place: bool = False) -> Duty:
    """Be ready, or not ready until the seat can take calls. keeps_place: idle since before."""
    if why := hindrance(duty):
        return to_not_ready(duty, why, at, before=READY_PLACE)
    idle_since_at = duty.idle_since_at if keeps_place else None
    return changed(
        _left(duty, at),
        state=DutyState.READY,
        reason="",
        since_at=at,
        idle_since_at=idle_since_at or at,
        before="",
    )


def to_not_ready(
    duty: Duty, reason: str, at: datetime, *, before: str = "", until_at: datetime | None = None
) -> Duty:
    return changed(
        _left(duty, at),
        state=DutyState.NOT_READY,
        reason=str(reason),
        since_at=at,
        pause_until_at=until_at,
        before=before,
    )


def to_off(duty: Duty, at: datetime) -> Duty:
    """Be off: nothing of the seat is left, only what must not happen twice."""
    left = _left(duty, at)
    return changed(
        Duty(account_id=duty.account_id),
        rev=duty.rev,
        since_at=at,
        screen_break_due_at=None,
        memory=Memory(
            ended_calls=_ended(duty, *_calls(duty)),
            decided_at=left.memory.decided_at,
            decided_by=left.memory.decided_by,
            break_due_at=duty.screen_break_due_at,
        ),
    )


def to_wrap_up(duty: Duty, at: datetime) -> Duty:
    """End the present call: wrap up as its queue asks, or be free at once."""
    is_done = duty.call_key != "" and duty.memory.done_call == duty.call_key
    duty = remembering(duty, ended_calls=_ended(duty, *_calls(duty)), more_calls=(), call_seat="")
    mode, limit_s = duty.wrap_up_mode, duty.memory.wrap_up_s
    if is_done and mode is not WrapUpMode.FORCED_TIMEOUT:
        return freed(duty, at)
    if mode is WrapUpMode.REQUESTED and not duty.wants_wrap_up:
        return freed(duty, at)
    is_timed = mode not in (WrapUpMode.OPTIONAL, WrapUpMode.MANDATORY)
    if is_timed and limit_s <= 0:
        return freed(duty, at)
    return changed(
        duty,
        state=DutyState.WRAP_UP,
        reason="",
        since_at=at,
        offer="",
        wrap_up_until_at=at + timedelta(seconds=limit_s) if is_timed else None,
        may_extend=is_timed and mode is not WrapUpMode.FORCED_TIMEOUT,
    )


def freed(duty: Duty, at: datetime, *, keeps_place: bool = False) -> Duty:
    """Go where she wanted to be after this: what is pending, where she was, or ready."""
    if duty.pending == OFF_PLACE:
        off = to_off(duty, at)
        return changed(off, forced_by=duty.forced_by, message=duty.message)
    if duty.pending:
        limit_s = duty.memory.pending_limit_s
        until_at = at + timedelta(seconds=limit_s) if limit_s else None
        return to_not_ready(duty, duty.pending, at, until_at=until_at)
    if duty.before not in ("", READY_PLACE):
        return to_not_ready(duty, duty.before, at, until_at=duty.pause_until_at)
    return to_ready(duty, at, keeps_place=keeps_place)


def place_of(duty: Duty, rules: int) -> str:
    """Return what to come back to after a call taken in this state.

    A seat whose line alone is missing is ready again with it; who must say so first, still must,
    since the first change of the rules.
    """
    must_say_so = rules >= 1 and not duty.before
    if duty.state is DutyState.NOT_READY and (must_say_so or duty.reason not in TECHNICAL):
        return duty.reason
    return duty.before or READY_PLACE


def with_break_counted(duty: Duty, at: datetime) -> Duty:
    """After a long break away from the screen the time until the next one begins anew."""
    if duty.state is not DutyState.NOT_READY or duty.reason not in AWAY_FROM_SCREEN:
        return duty
    if duty.since_at is None or (at - duty.since_at).total_seconds() < SCREEN_BREAK_S:
        return duty
    return changed(duty, screen_break_due_at=at + timedelta(seconds=SCREEN_WORK_S))


def break_due_at(duty: Duty, at: datetime) -> datetime:
    """Return when who signs in at this instant is due a break: a short absence was none."""
    kept, left_at = duty.memory.break_due_at, duty.since_at
    if kept and left_at and (at - left_at).total_seconds() < SCREEN_BREAK_S:
        return kept
    return at + timedelta(seconds=SCREEN_WORK_S)


def with_ended(duty: Duty, call_key: str) -> Duty:
    """Remember that a call has ended: whoever tells of it later tells nothing new."""
    return remembering(duty, ended_calls=_ended(duty, call_key))


def _left(duty: Duty, at: datetime) -> Duty:
    """Return the duty without what belongs to the state that ends; a long break counts."""
    duty = with_break_counted(duty, at)
    memory = msgspec.structs.replace(
        duty.memory,
        call_seat="",
        more_calls=(),
        past_calls=(),
        done_call="",
        writes_up="",
        wrap_up_s=0,
        pending_limit_s=0,
        overrun_told=False,
    )
    return changed(
        duty,
        call_key="",
        queue_id="",
        offer="",
        wrap_up_mode=WrapUpMode.TIMEOUT,
        wrap_up_until_at=None,
        may_extend=False,
        wants_wrap_up=False,
        pause_until_at=None,
        pending="",
        memory=memory,
    )


def _calls(duty: Duty) -> tuple[str, ...]:
    return (duty.call_key, *duty.memory.more_calls)


def _ended(duty: Duty, *call_keys: str) -> tuple[str, ...]:
    new = tuple(key for key in call_keys if key and key not in duty.memory.ended_calls)
    return (*duty.memory.ended_calls, *new)[-ENDED_CALLS_KEPT:]
