"""Steps of a seat's journal: each becomes one event of the log, once, in their order."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from contract.domain.agents.agent import PauseReason
from contract.domain.agents.agent_state import is_stale
from contract.domain.agents.duty_event import Duty, DutyEvent, Kind, Origin
from contract.domain.agents.seat_command_rules import refusal
from contract.wire import reason_codes
from contract.wire.duty import NOT_DIALLED, DutyStep
from contract.wire.phone_socket import RefusalCode
from server.store.duty.duty_log import is_known
from server.store.engine.connection import Connection
from server.usecases.duty.pause_limits import pause_allowed
from server.usecases.duty.record import record
from server.usecases.duty.time_rules import pass_time
from server.usecases.misuse.dial_audit import note_refused_dial

_FORBIDDEN = (reason_codes.PHONE_FORBIDDEN, RefusalCode.FORBIDDEN_NUMBER)
PHONE_LOST = "phone_lost"  # reason of "ended": the phone died and its call with it
KINDS: Mapping[str, Kind] = {
    "ready": Kind.READY,
    "pause": Kind.PAUSE,
    "case_work": Kind.CASE_WORK,
    "case_done": Kind.CASE_DONE,
    "wrap_up_done": Kind.WRAP_UP_DONE,
    "more_time": Kind.MORE_TIME,
    "want_wrap_up": Kind.WANT_WRAP_UP,
    "declined": Kind.DECLINED,
    "answered": Kind.ANSWERED,
    "ended": Kind.ENDED,
    "line": Kind.LINE,
    "acknowledged": Kind.ACKNOWLEDGED,
}


@dataclass(slots=True)
class SeatSteps:
    """The steps of one report. up: keys of the calls the seat's phone has now."""

    connection: Connection
    boot: str
    seat: str
    up: Collection[str]
    is_holder: bool  # calls ring at this seat
    now: datetime
    refused: str = ""  # code of the last step that was not followed
    phone_lost: bool = False

    def take(self, duty: Duty, step: DutyStep) -> Duty:
        """Return the duty after a step; one that was taken before changes nothing."""
        name = f"{self.boot}:{step.number}"
        if is_known(self.connection, duty.account_id, name):
            return duty
        at = min(step.at, self._latest(duty))
        duty = pass_time(self.connection, duty, at)
        if step.wish == NOT_DIALLED:
            why = step.reason if step.reason in _FORBIDDEN else ""
            note_refused_dial(self.connection, duty.account_id, self.seat, why, self.now)
        return record(self.connection, duty, self._event(duty, step, name, at))

    def _latest(self, duty: Duty) -> datetime:
        """Return up to when a step is believed: what was heard of cannot come after now.

        But it may come after the last decision, such as her sign-in, when that was taken by a
        clock ahead of this one: of another process of the server, or before this was set back.
        """
        decided_at = duty.memory.decided_at
        return self.now if decided_at is None else max(self.now, decided_at)

    def _event(self, duty: Duty, step: DutyStep, name: str, at: datetime) -> DutyEvent:
        kind = KINDS.get(step.wish)
        if kind is None or (kind is Kind.LINE and not self.is_holder):
            if kind is None and step.wish != NOT_DIALLED:
                self.refused = reason_codes.INVALID
            return self._noted(step, name, at)
        if kind is Kind.ENDED and step.reason == PHONE_LOST:
            kind = Kind.CALL_LOST
            self.phone_lost = True
        event = DutyEvent(
            kind=kind,
            at=at,
            origin=Origin.SEAT,
            step=name,
            seat=self.seat,
            call_key=step.call_key,
            offer=step.offer,
            reason=step.reason,
            is_up=step.call_key in self.up,
            is_own=kind is Kind.ANSWERED,
            registered=step.reason == "" if kind is Kind.LINE else None,
        )
        return self._checked(duty, event, step)

    def _checked(self, duty: Duty, event: DutyEvent, step: DutyStep) -> DutyEvent:
        """Return the event, or what is kept in its place when the wish cannot be followed."""
        if is_stale(duty, event):
            # A call declined is gone, whoever said so first: the exchange is faster than a report.
            if event.kind is not Kind.DECLINED:
                self.refused = reason_codes.STALE_WISH
            return event
        code, limit_s = refusal(duty, event.kind), 0
        if event.kind is Kind.PAUSE and not code:
            code, limit_s = self._pause(duty, event)
        if not code:
            return msgspec.structs.replace(event, limit_s=limit_s)
        self.refused = code
        return DutyEvent(
            kind=Kind.REFUSED,
            at=event.at,
            origin=Origin.SEAT,
            step=event.step,
            seat=self.seat,
            wish=step.wish,
            reason=code,
        )

    def _pause(self, duty: Duty, event: DutyEvent) -> tuple[str, int]:
        if event.reason not in set(PauseReason):
            return reason_codes.INVALID, 0
        allowed = pause_allowed(self.connection, duty, event.reason, event.at, self.now)
        return allowed.refused, allowed.limit_s

    def _noted(self, step: DutyStep, name: str, at: datetime) -> DutyEvent:
        return DutyEvent(
            kind=Kind.NOTED,
            at=at,
            origin=Origin.SEAT,
            step=name,
            seat=self.seat,
            call_key=step.call_key,
            wish=step.wish,
            reason=step.reason,
        )
