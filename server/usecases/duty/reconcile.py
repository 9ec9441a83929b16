"""Compare who is said to be on a call with what exchange and seats know, and repair."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from contract.domain.agents.agent import SEAT_LOST_S, DutyState
from contract.domain.agents.duty_event import Duty, DutyEvent, Kind
from contract.domain.agents.seat_rules import NO_CALL, NOT_REGISTERED, REGISTERED
from contract.domain.agents.state_changes import WITH_A_CALL
from contract.domain.ids import AccountId
from contract.wire.exchange import ExchangeCall
from server.store.duty.duties import KnownDuty, duty_for_change, known_duty, present_rows
from server.store.engine.connection import Connection
from server.usecases.duty.record import record
from server.usecases.duty.time_rules import SILENT_OFF_S, silence_s
from server.usecases.operations.rows_aside import RowsAside

GRACE = timedelta(seconds=10)  # a call just begun may not be listed yet
RING_GRACE = timedelta(seconds=30)  # nor may an offer that is still on its way


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was put right: why is "no_call", "not_registered", "registered" or "silent"."""

    account_id: AccountId
    why: str
    state: DutyState  # before
    call_key: str = ""


def reconcile(
    connection: Connection,
    exchange_calls: Sequence[ExchangeCall] | None,
    registered_seats: Collection[str] | None,
    now: datetime,
    *,
    started_at: datetime | None = None,
    aside: RowsAside | None = None,
) -> tuple[Repair, ...]:
    """Repair all states that nothing supports. None: there is no exchange that could be asked.

    started_at: since when this server has listened to the seats.
    """
    view = _Exchange(exchange_calls, registered_seats)
    if aside is None:
        aside = RowsAside("duty", lambda: now)

    def mended(known: KnownDuty) -> Repair | None:
        if _wrong(known, view, now, started_at or now) is None:
            return None
        locked = duty_for_change(connection, known.duty.account_id)
        why = _wrong(locked, view, now, started_at or now)
        return _repaired(connection, locked.duty, why, now) if why is not None else None

    present = aside.readable(present_rows(connection), "account_id", known_duty)
    found = [
        aside.tried(connection, f"repair {one.duty.account_id}", partial(mended, one))
        for one in present
    ]
    return tuple(one for one in found if one is not None)


@dataclass(frozen=True, slots=True)
class _Exchange:
    calls: Sequence[ExchangeCall] | None
    registered: Collection[str] | None

    def has_call(self, duty: Duty) -> bool:
        seats = {duty.seat, duty.memory.call_seat} - {""}
        return any(
            call.seat in seats or (duty.offer and call.offer == duty.offer)
            for call in self.calls or ()
        )


def _wrong(known: KnownDuty, view: _Exchange, now: datetime, started_at: datetime) -> str | None:
    """Return what is wrong with a duty, None when nothing is known to be."""
    duty = known.duty
    if _is_stuck(known, view, now, started_at):
        return NO_CALL
    silence = silence_s(known, now, started_at)
    if duty.lost and silence >= SILENT_OFF_S and not view.has_call(duty):
        return "silent" if duty.state not in WITH_A_CALL else NO_CALL
    if view.registered is None or not duty.seat:
        return None
    if duty.unregistered:
        return REGISTERED if duty.seat in view.registered else None
    is_settled = duty.since_at is None or now - duty.since_at >= GRACE
    if duty.state is DutyState.READY and is_settled and duty.seat not in view.registered:
        return NOT_REGISTERED
    return None


def _is_stuck(known: KnownDuty, view: _Exchange, now: datetime, started_at: datetime) -> bool:
    """Return whether neither exchange nor seat have the call of this state."""
    duty = known.duty
    if duty.state is not DutyState.RESERVED and duty.state not in WITH_A_CALL:
        return False
    grace = RING_GRACE if duty.state is DutyState.RESERVED else GRACE
    if duty.since_at is None or now - duty.since_at < grace or view.has_call(duty):
        return False
    if duty.state is DutyState.LINE_LOST and view.calls is None:
        return False  # nobody was asked
    return not _seat_may_have_call(known, now, started_at)


def _seat_may_have_call(known: KnownDuty, now: datetime, started_at: datetime) -> bool:
    """Return whether the seat told of a call lately, or had no time yet to tell this server."""
    if silence_s(known, now, started_at) > SEAT_LOST_S:
        return False
    heard_at = known.heard.reported_at
    return bool(known.heard.calls) or heard_at is None or heard_at < started_at


def _repaired(connection: Connection, duty: Duty, why: str, now: datetime) -> Repair:
    if why == "silent":
        record(connection, duty, DutyEvent(kind=Kind.SILENT_OFF, at=now, reason=why))
    else:
        record(connection, duty, DutyEvent(kind=Kind.RECONCILED, at=now, reason=why))
    return Repair(account_id=duty.account_id, why=why, state=duty.state, call_key=duty.call_key)
