"""A seat's report: its steps, its line, its calls, and that it is there at all."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from contract.domain.agents.agent import DutyState
from contract.domain.agents.duty_event import DutyEvent, Kind, Origin
from contract.domain.agents.state_changes import WITH_A_CALL
from contract.wire.duty import DutyReply, DutyReport, SeatCall
from contract.wire.phone_socket import CallState
from server.store.duty.duties import KnownDuty, LastReport, duty_for_change, find_duty, save_report
from server.store.duty.duty_log import last_step
from server.store.engine.connection import Connection
from server.store.systems.seat_healths import keep_health
from server.usecases.duty.publishing.agent_views import agent_view, view_of
from server.usecases.duty.record import record
from server.usecases.duty.seat_steps import SeatSteps
from server.usecases.duty.time_rules import pass_time

WRITE_AGAIN = timedelta(seconds=4)  # an unchanged report sooner than that is not written
_TALKING = (CallState.ACTIVE, CallState.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class LostCall:
    """A seat whose citizen nobody talks with any more. same_operator: only the phone is gone."""

    seat: str
    account_id: str
    same_operator: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """lost: what the routing of calls must hear after the commit."""

    reply: DutyReply
    lost: tuple[LostCall, ...] = ()


def take_report(
    connection: Connection, account_id: str, seat: str, report: DutyReport, now: datetime
) -> Taken:
    """Take a report of a session at a seat ("" for none). A repeat changes nothing."""
    if not seat and find_duty(connection, account_id) is None:
        taken = max((step.number for step in report.steps), default=0)
        return Taken(reply=DutyReply(view=agent_view(connection, account_id), taken=taken))
    known = duty_for_change(connection, account_id)
    return _Report(connection, known, seat, report, now).taken()


class _Report:
    def __init__(
        self,
        connection: Connection,
        known: KnownDuty,
        seat: str,
        report: DutyReport,
        now: datetime,
    ) -> None:
        self._connection = connection
        self._heard = known.heard
        self._seat = seat
        self._report = report
        self._now = now
        self._duty = known.duty
        self._lost: list[LostCall] = []
        self._up = {_key(call) for call in report.calls if call.state in _TALKING}

    def taken(self) -> Taken:
        is_away = self._duty.state is DutyState.OFF or self._duty.memory.home == self._seat
        if is_away and self._holds_the_seat():
            self._record(Kind.RESUMED)
        is_holder = self._seat != "" and self._seat == self._duty.seat
        if is_holder:
            self._record(Kind.SEAT_BACK)
        refused = self._take_steps(is_holder)
        if is_holder:
            self._compare_line()
        self._compare_calls(is_holder)
        self._duty = pass_time(self._connection, self._duty, self._now)
        number = self._remember(is_holder)
        view = view_of(self._connection, self._duty)
        return Taken(
            reply=DutyReply(view=view, taken=number, refused=refused), lost=tuple(self._lost)
        )

    def _take_steps(self, is_holder: bool) -> str:
        """Take the steps in order; return the code of the last one that was not followed."""
        steps = SeatSteps(
            connection=self._connection,
            boot=self._report.boot,
            seat=self._seat,
            up=self._up,
            is_holder=is_holder,
            now=self._now,
        )
        for step in sorted(self._report.steps, key=lambda step: step.number):
            self._duty = steps.take(self._duty, step)
        if steps.phone_lost:
            self._tell_phone_lost()
        return steps.refused

    def _compare_line(self) -> None:
        """Take over what the seat says of itself; a phone back without its call has lost it."""
        report, was_gone = self._report, self._duty.memory.phone_gone_at is not None
        self._record(
            Kind.LINE,
            registered=report.registered,
            has_microphone=report.has_microphone,
            has_phone=report.has_phone,
        )
        is_back = report.has_phone and was_gone and self._duty.memory.call_seat == self._seat
        if is_back and self._duty.state is DutyState.ON_CALL and not self._up:
            self._record(Kind.CALL_LOST, call_key=self._duty.call_key)
            self._tell_phone_lost()

    def _compare_calls(self, is_holder: bool) -> None:
        is_here = self._duty.memory.call_seat == self._seat
        if self._duty.state is DutyState.LINE_LOST and self._report.has_phone and is_here:
            self._record(Kind.CALL_CHECKED, is_up=self._duty.call_key in self._up)
        if not is_holder:
            return
        for key in sorted(self._up):
            offer = next(call.offer for call in self._report.calls if _key(call) == key)
            self._record(Kind.ANSWERED, call_key=key, offer=offer, is_up=True)

    def _record(
        self,
        kind: Kind,
        *,
        call_key: str = "",
        offer: str = "",
        is_up: bool = False,
        registered: bool | None = None,
        has_microphone: bool | None = None,
        has_phone: bool | None = None,
    ) -> None:
        event = DutyEvent(
            kind=kind,
            at=self._now,
            origin=Origin.SEAT,
            seat=self._seat,
            call_key=call_key,
            offer=offer,
            is_up=is_up,
            registered=registered,
            has_microphone=has_microphone,
            has_phone=has_phone,
        )
        self._duty = record(self._connection, self._duty, event)

    def _tell_phone_lost(self) -> None:
        lost = LostCall(seat=self._seat, account_id=self._duty.account_id, same_operator=True)
        self._lost.append(lost)

    def _holds_the_seat(self) -> bool:
        """Return whether the seat is still this account's: others may sign in there just now."""
        row = self._connection.one(
            f"SELECT account_id FROM seat WHERE seat = :seat{self._connection.for_update}",
            {"seat": self._seat},
        )
        return row is not None and row["account_id"] == self._duty.account_id

    def _remember(self, is_holder: bool) -> int:
        """Note that the seat was heard; return the highest step known of its journal."""
        if is_holder and self._report.health is not None:
            keep_health(self._connection, self._seat, self._report.health, self._now)
        heard, boot = self._heard, self._report.boot
        taken = max((step.number for step in self._report.steps), default=0)
        if boot == heard.boot:
            taken = max(taken, heard.taken)
        elif boot:
            taken = max(taken, last_step(self._connection, self._duty.account_id, boot))
        calls = self._calls_of(is_holder)
        if not is_holder:
            if calls != heard.calls:
                self._save(msgspec.structs.replace(heard, calls=calls))
            return taken
        self._save(LastReport(reported_at=self._now, boot=boot, taken=taken, calls=calls))
        return taken

    def _calls_of(self, is_holder: bool) -> tuple[str, ...]:
        """Return the calls as the window knows them where the present call is."""
        is_elsewhere = self._duty.state in WITH_A_CALL and self._duty.memory.call_seat != self._seat
        if is_elsewhere or not (is_holder or self._duty.state in WITH_A_CALL):
            return self._heard.calls
        return _keys(self._report.calls)

    def _save(self, heard: LastReport) -> None:
        """Write what was heard, unless it says the same as a moment ago."""
        before = self._heard
        if before.reported_at is not None and heard.reported_at is not None:
            is_same = (before.boot, before.taken, before.calls) == (
                heard.boot,
                heard.taken,
                heard.calls,
            )
            # One of time to come is of a clock that was ahead: the seat would seem alive for long.
            since = heard.reported_at - before.reported_at
            if is_same and timedelta() <= since < WRITE_AGAIN:
                return
        save_report(self._connection, self._duty.account_id, heard)


def _keys(calls: Collection[SeatCall]) -> tuple[str, ...]:
    return tuple(sorted({_key(call) for call in calls if call.state != CallState.ENDED}))


def _key(call: SeatCall) -> str:
    return call.call_key or call.sip_id
