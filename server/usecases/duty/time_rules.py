"""What time alone does: wrap-ups end, pauses overrun, a phone stays away."""

from datetime import datetime, timedelta

from contract.domain.agents.agent import SEAT_LOST_S, DutyState
from contract.domain.agents.duty_event import Duty, DutyEvent, Kind, Origin
from server.store.duty.duties import KnownDuty
from server.store.engine.connection import Connection
from server.usecases.duty.record import record

PHONE_AWAY_S = 5.0  # the console starts a dead phone within 2 s and attaches to a living one
OVERRUN_S = 120.0  # amber, then red to the operator; beyond, the leads are told
SILENT_OFF_S = 60.0  # of silence, and no call at the exchange: off


def pass_time(connection: Connection, duty: Duty, until: datetime) -> Duty:
    """Let the wrap-up end that was over by then; the log has it at its own moment."""
    if not is_wrap_up_over(duty, until):
        return duty
    assert duty.wrap_up_until_at is not None
    event = DutyEvent(kind=Kind.WRAP_UP_OVER, at=duty.wrap_up_until_at, origin=Origin.CLOCK)
    return record(connection, duty, event)


def is_wrap_up_over(duty: Duty, now: datetime) -> bool:
    until_at = duty.wrap_up_until_at
    return duty.state is DutyState.WRAP_UP and until_at is not None and until_at <= now


def is_overrun(duty: Duty, now: datetime) -> bool:
    """Return whether the leads should hear of a pause that lasts too long."""
    if duty.state is not DutyState.NOT_READY or duty.pause_until_at is None:
        return False
    is_over = duty.pause_until_at + timedelta(seconds=OVERRUN_S) <= now
    return is_over and not duty.memory.overrun_told


def is_phone_gone(duty: Duty, now: datetime) -> bool:
    gone_at = duty.memory.phone_gone_at
    if duty.state is not DutyState.ON_CALL or duty.lost or gone_at is None:
        return False
    if duty.memory.call_seat != duty.seat:
        return False  # another window has the call
    return gone_at + timedelta(seconds=PHONE_AWAY_S) <= now


def is_silent(known: KnownDuty, now: datetime, started_at: datetime) -> bool:
    """Return whether the seat must be taken for lost. started_at: when this server began."""
    return not known.duty.lost and silence_s(known, now, started_at) > SEAT_LOST_S


def silence_s(known: KnownDuty, now: datetime, started_at: datetime) -> float:
    """Return for how long nobody has heard of the seat while somebody listened."""
    heard_at = known.heard.reported_at
    # Heard while the clock was ahead, which nobody knows when: the seats get time to report.
    if heard_at is not None and heard_at > now + timedelta(seconds=SEAT_LOST_S):
        heard_at = None
    since_at = started_at if heard_at is None else max(heard_at, started_at)
    return (now - since_at).total_seconds()
