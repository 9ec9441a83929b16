"""The clock of duty: ends wrap-ups, misses silent seats, reconciles with the exchange."""

import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from contract.domain.agents.agent import DutyState
from contract.domain.agents.duty_event import DutyEvent, Kind, Origin
from contract.domain.ids import AccountId
from contract.wire.duty import CallNews
from contract.wire.exchange import ExchangeCall
from server.store.duty.duties import KnownDuty, duty_for_change, known_duty, present_rows
from server.store.engine.connection import Connection
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.usecases.duty.raise_alarm import leads
from server.usecases.duty.reconcile import Repair, reconcile
from server.usecases.duty.record import record
from server.usecases.duty.take_report import LostCall
from server.usecases.duty.time_rules import (
    is_overrun,
    is_phone_gone,
    is_silent,
    is_wrap_up_over,
    pass_time,
)
from server.usecases.operations.rows_aside import RowsAside
from server.usecases.routing.transfers.call_context import name_of

log = logging.getLogger(__name__)

# A server that stood still, or whose clock was set, has not heard its seats: none is lost by that.
STALL = timedelta(seconds=3)

Clock = Callable[[], datetime]
TellNews = Callable[[str, CallNews], None]  # (account, news)
ListCalls = Callable[[], Awaitable[Sequence[ExchangeCall] | None]]
RegisteredSeats = Callable[[], Awaitable[Collection[str] | None]]


class SeatLost(Protocol):
    """What the routing of calls does for the citizen of a seat that is gone."""

    async def __call__(
        self, seat: str, account_id: str = "", *, same_operator: bool = False
    ) -> None: ...


async def nobody_asks(seat: str, account_id: str = "", *, same_operator: bool = False) -> None:
    """Serve where no calls are routed."""


class WatchDuties:
    """On one event loop. A seat is missed only after it had time to report to this server.

    list_calls, registered_seats: None where there is no exchange; they return None when it is
    silent, and then nothing is concluded.
    """

    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Clock,
        tell: TellNews,
        seat_lost: SeatLost = nobody_asks,
        list_calls: ListCalls | None = None,
        registered_seats: RegisteredSeats | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._tell = tell
        self._seat_lost = seat_lost
        self._list_calls = list_calls
        self._registered_seats = registered_seats
        self._started_at = self._ticked_at = clock()
        self._has_begun = False
        self.aside = RowsAside("duty", clock)

    async def tick(self) -> None:
        """Do what time asks for by now. Raise StoreFault."""
        now = self._clock()
        if not timedelta() <= now - self._ticked_at <= STALL:
            log.warning("duty was not watched for a while: the seats get time to report")
            self._started_at = now
        rows = await self._database.read(present_rows)
        present = self.aside.readable(rows, "account_id", known_duty)
        if not self._has_begun:
            self._has_begun = True
            await self._resume(present)
        for known in present:
            if self._is_due(known, now):
                account_id = known.duty.account_id
                await self.aside.alone(account_id, partial(self._tend, account_id, now))
        self._ticked_at = now

    async def reconcile(self) -> tuple[Repair, ...]:
        """Compare with the exchange and repair; the operators are told. Raise StoreFault."""
        calls = registered = None
        if self._list_calls is not None:
            calls = await self._list_calls()
            if calls is None:
                return ()
        if self._registered_seats is not None:
            registered = await self._registered_seats()
        now, since = self._clock(), self._started_at
        repairs = await self._database.write(
            lambda c: reconcile(c, calls, registered, now, started_at=since, aside=self.aside)
        )
        for repair in repairs:
            log.warning("repaired account=%s %s: %s", repair.account_id, repair.state, repair.why)
            news = CallNews(
                kind="repaired",
                call_key=repair.call_key,
                text=str(repair.state),
                account_id=repair.account_id,
            )
            self._tell(repair.account_id, news)
        return repairs

    async def hear_lost(self, lost: Sequence[LostCall]) -> None:
        """Let the routing keep the citizens of calls that were lost."""
        for one in lost:
            log.warning("seat %s has lost its call", one.seat)
            try:
                await self._seat_lost(one.seat, one.account_id, same_operator=one.same_operator)
            except StoreFault as fault:  # reconciliation finds the call later
                log.error("the call of seat %s stays: %s", one.seat, type(fault).__name__)

    async def _resume(self, present: Sequence[KnownDuty]) -> None:
        """Tell the routing again of calls that were lost right before a crash of the server."""
        await self.hear_lost(
            [
                LostCall(seat=known.duty.memory.call_seat, account_id=known.duty.account_id)
                for known in present
                if known.duty.state is DutyState.LINE_LOST and known.duty.memory.call_seat
            ]
        )

    def _is_due(self, known: KnownDuty, now: datetime) -> bool:
        duty = known.duty
        is_timed = is_wrap_up_over(duty, now) or is_overrun(duty, now)
        return is_timed or is_phone_gone(duty, now) or is_silent(known, now, self._started_at)

    async def _tend(self, account_id: AccountId, now: datetime) -> None:
        started_at = self._started_at
        lost, overrun = await self._database.write(lambda c: tend(c, account_id, now, started_at))
        await self.hear_lost(lost)
        if overrun is not None:
            for lead in await self._database.read(leads):
                self._tell(lead, overrun)


def tend(
    connection: Connection, account_id: AccountId, now: datetime, started_at: datetime
) -> tuple[tuple[LostCall, ...], CallNews | None]:
    """Do for one operator what is due; return calls that were lost, and news for the leads."""
    known = duty_for_change(connection, account_id)
    duty = pass_time(connection, known.duty, now)
    lost: list[LostCall] = []
    overrun = None
    if is_overrun(duty, now):
        name = name_of(connection, account_id)
        overrun = CallNews(kind="overrun", text=duty.reason, account_id=account_id, name=name)
        duty = record(
            connection, duty, DutyEvent(kind=Kind.PAUSE_OVER, at=now, origin=Origin.CLOCK)
        )
    seat = duty.memory.call_seat or duty.seat
    if is_phone_gone(duty, now):
        lost.append(LostCall(seat=seat, account_id=account_id, same_operator=True))
        duty = record(
            connection, duty, DutyEvent(kind=Kind.PHONE_LOST, at=now, origin=Origin.CLOCK)
        )
    if is_silent(known, now, started_at):
        event = DutyEvent(kind=Kind.SEAT_LOST, at=now, origin=Origin.CLOCK, seat=duty.seat)
        had_offer = duty.state is DutyState.RESERVED
        had_call = duty.state is DutyState.ON_CALL
        duty = record(connection, duty, event)
        if had_offer or (had_call and duty.state is DutyState.LINE_LOST):
            lost.append(LostCall(seat=seat, account_id=account_id))
    return tuple(lost), overrun
