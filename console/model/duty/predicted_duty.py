"""The operator's state as this seat predicts it: the server's view, and what was done here since.

Seat and server apply the same rules (contract.domain.agents.agent_state), so that what is shown
at once is what the server will find when it hears of it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from contract.domain.agents.agent import (
    AgentView,
    DutyState,
    NotReadyBecause,
    PauseReason,
    WrapUpMode,
)
from contract.domain.agents.agent_state import after
from contract.domain.agents.duty_event import RULES, Duty, DutyEvent, Kind, Origin
from contract.domain.agents.seat_command_rules import MORE_TIME_S
from contract.domain.agents.seat_rules import settled
from contract.domain.agents.state_changes import (
    READY_PLACE,
    WITH_A_CALL,
    changed,
    freed,
    remembering,
    to_not_ready,
    to_wrap_up,
)
from contract.domain.ids import AccountId

_OF_PHONE = frozenset({NotReadyBecause.LINE_LOST, NotReadyBecause.NO_MICROPHONE})
_RESTS = frozenset({*PauseReason, NotReadyBecause.AFTER_CARE})


class PredictedDuty:
    """now: the server's clock as this seat knows it. is_off: a lead's "off" came after a call."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.duty = Duty(account_id=AccountId(""))
        self.is_off = False

    def sign_in(self, seat: str) -> None:
        self.duty, self.is_off = Duty(account_id=AccountId("")), False
        self.apply(Kind.SIGNED_IN, seat=seat)

    def apply(self, kind: Kind, **fields: Any) -> None:
        """Let an event of this seat lead on."""
        # One origin for all of them: wishes of one journal never count as stale to each other.
        event = DutyEvent(
            kind=kind,
            at=self._now(),
            origin=Origin.SEAT,
            rules=RULES,
            seat=fields.pop("seat", self.duty.seat),
            **fields,
        )
        self._lead_to(after(self.duty, event))

    def rest(self, reason: str) -> None:
        """Be not ready from now on, whatever was before."""
        self.duty = to_not_ready(self.duty, reason, self._now())

    def put_off(self, reason: str) -> None:
        """Let a pause come after the call or wrap-up, "" for none; the wrap-up itself goes on."""
        self.duty = changed(self.duty, pending=reason)

    def note_phone(self, *, registered: bool, has_microphone: bool) -> None:
        duty = changed(
            self.duty, registered=registered, has_microphone=has_microphone, has_phone=True
        )
        # Not the rule of the line: only the server counts how often it came and went.
        self.duty = changed(settled(duty, self._now()), pending=duty.pending)

    # --- calls ------------------------------------------------------------------------------------

    @property
    def has_call(self) -> bool:
        return self.duty.state in WITH_A_CALL

    @property
    def is_wrap_up_due(self) -> bool:
        """Return whether time to write follows the present call."""
        return to_wrap_up(self.duty, self._now()).state is DutyState.WRAP_UP

    @property
    def wrap_up_limit_s(self) -> float | None:
        """Return how long the present wrap-up is in all; None: no limit."""
        duty = self.duty
        if duty.wrap_up_until_at is None or duty.since_at is None:
            return None
        return (duty.wrap_up_until_at - duty.since_at).total_seconds()

    def ring_over(self, outcome: str) -> None:
        """outcome: as of an offer that the exchange closes ("rona", "abandoned")."""
        self.apply(Kind.OFFER_CLOSED, offer=self.duty.offer, reason=outcome)

    def talk(self, *, is_incoming: bool, **of_call: Any) -> None:
        self.apply(Kind.ANSWERED, is_up=True, **of_call)
        if is_incoming and self.duty.before == NotReadyBecause.SIGNED_IN:
            # A console that was started in the call knows no before: such calls come to the ready.
            self.duty = changed(self.duty, before=READY_PLACE)

    def end_all_but(self, up: frozenset[str]) -> None:
        """The phone has these calls and no other."""
        duty = self.duty
        if self.has_call:
            for key in (*duty.memory.more_calls, duty.call_key):
                if key not in up:
                    self.apply(Kind.ENDED, call_key=key)

    def end_wrap_up(self) -> None:
        """Its time is over by the seat's own clock, which may differ from the server's."""
        self._lead_to(freed(self.duty, self._now()))

    def _lead_to(self, duty: Duty) -> None:
        """Whoever is set off still sits here: not ready, until she signs in anew."""
        if duty.state is DutyState.OFF:
            self.is_off = True
            duty = to_not_ready(self.duty, NotReadyBecause.FORCED, self._now())
        self.duty = duty

    # --- the server's view ------------------------------------------------------------------------

    def follow_pending(self, view: AgentView) -> None:
        """Take what is to come after the call. An alarm may still be on its way: rest stays due."""
        pending = view.pending
        if not pending and self.duty.pending == NotReadyBecause.AFTER_CARE:
            pending = NotReadyBecause.AFTER_CARE
        self.duty = changed(
            self.duty, pending=pending, forced_by=view.forced_by, message=view.message
        )

    def follow_wrap_up(self, view: AgentView) -> None:
        duty, self.is_off = self.duty, False
        if duty.state is not DutyState.WRAP_UP:
            duty = changed(duty, state=DutyState.WRAP_UP, reason="", since_at=view.since_at)
        self.duty = changed(
            remembering(duty, wrap_up_s=_limit_s(view)),
            call_key=view.call_key,
            queue_id=view.queue_id,
            wrap_up_mode=view.wrap_up_mode,
            wrap_up_until_at=view.wrap_up_until_at,
            may_extend=view.may_extend,
            wants_wrap_up=duty.wants_wrap_up or view.wrap_up_mode is WrapUpMode.REQUESTED,
        )

    def follow(self, view: AgentView) -> None:
        """Be where the server has her while she has no call here and writes up none."""
        self.is_off = False
        state, reason = _rests_at(view)
        before = self.duty.before if reason == NotReadyBecause.CASE_WORK else ""
        # The view does not say so: for want of a line or microphone nobody rests who was not ready.
        if view.state is DutyState.NOT_READY and reason in _OF_PHONE:
            before = READY_PLACE
        at = view.since_at or self._now()
        duty = to_not_ready(self.duty, reason, at, before=before)
        if state is DutyState.READY:
            duty = settled(changed(duty, state=state, reason="", idle_since_at=at, before=""), at)
        self.duty = changed(duty, pending=view.pending)

    def follow_rest(self, view: AgentView) -> None:
        """She goes on writing: where the server has her rest, that comes after it."""
        if view.reason in _RESTS:
            self.put_off(view.reason)


def _rests_at(view: AgentView) -> tuple[DutyState, str]:
    """Return ready, or not ready and why: a call is offered or in doubt, but not at this phone."""
    if view.state in (DutyState.READY, DutyState.RESERVED):
        return DutyState.READY, ""
    if view.state is DutyState.LINE_LOST:
        return DutyState.NOT_READY, NotReadyBecause.LINE_LOST
    if view.state is DutyState.OFF and not view.reason:
        why = NotReadyBecause.FORCED if view.forced_by else NotReadyBecause.SIGNED_IN
        return DutyState.NOT_READY, why
    return DutyState.NOT_READY, view.reason


def _limit_s(view: AgentView) -> int:
    """Return how long the time after a call is where nobody made it longer, 0 for no limit."""
    if view.wrap_up_until_at is None or view.since_at is None:
        return 0
    is_longer = not view.may_extend and view.wrap_up_mode is not WrapUpMode.FORCED_TIMEOUT
    limit_s = (view.wrap_up_until_at - view.since_at).total_seconds()
    return round(limit_s) - (MORE_TIME_S if is_longer else 0)
