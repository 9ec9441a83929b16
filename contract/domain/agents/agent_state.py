"""The state machine of one operator: a duty and an event give the next duty. Pure.

The log holds every event; folding it from the beginning gives the duty that is stored.
"""

from collections.abc import Callable, Iterable, Mapping

from contract.domain.agents import call_rules, seat_command_rules, seat_rules
from contract.domain.agents.agent import AgentView, DutyState, NotReadyBecause, PauseReason
from contract.domain.agents.duty_event import Duty, DutyEvent, Kind
from contract.domain.agents.state_changes import BUSY, changed, remembering
from contract.domain.ids import AccountId

Rule = Callable[[Duty, DutyEvent], Duty]


def apply(duty: Duty, event: DutyEvent) -> Duty:
    """Return the duty after an event that is kept in the log."""
    if event.carried is not None:
        return event.carried
    return changed(after(duty, event), rev=duty.rev + 1)


def after(duty: Duty, event: DutyEvent) -> Duty:
    """Return what the event leads to, same rev; the duty itself when nothing changes."""
    if is_stale(duty, event):
        return duty
    led_to = _RULES[event.kind](duty, event)
    if (led_to != duty and _is_decision(event)) or _is_said_again(duty, event):
        led_to = remembering(led_to, decided_at=event.at, decided_by=event.journal)
    return led_to


def replay(account_id: AccountId, events: Iterable[DutyEvent]) -> Duty:
    """Return the duty that a whole log leads to."""
    duty = Duty(account_id=account_id)
    for event in events:
        duty = apply(duty, event)
    return duty


def view(duty: Duty) -> AgentView:
    """Return what is told of a state: where it is and until when, not where it came from."""
    is_wrapping = duty.state is DutyState.WRAP_UP
    is_paused = duty.state is DutyState.NOT_READY and duty.reason in set(PauseReason)
    has_call = duty.state in BUSY
    return AgentView(
        account_id=duty.account_id,
        rev=duty.rev,
        state=duty.state,
        reason=duty.reason,
        since_at=duty.since_at,
        seat=duty.seat,
        call_key=duty.call_key if has_call else "",
        queue_id=duty.queue_id if has_call else "",
        offer=duty.offer,
        wrap_up_mode=duty.wrap_up_mode,
        wrap_up_until_at=duty.wrap_up_until_at if is_wrapping else None,
        may_extend=is_wrapping and duty.may_extend,
        pending=duty.pending,
        pause_until_at=duty.pause_until_at if is_paused else None,
        screen_break_due_at=duty.screen_break_due_at,
        forced_by=duty.forced_by,
        message=duty.message,
    )


def is_stale(duty: Duty, event: DutyEvent) -> bool:
    """Return whether something newer was decided elsewhere, when this wish was still on its way.

    Wishes of one journal follow each other as they were made, whatever its clock said.
    """
    decided_at = duty.memory.decided_at
    if event.kind not in seat_command_rules.WISHES or decided_at is None:
        return False
    return event.at < decided_at and event.journal != duty.memory.decided_by


def _is_decision(event: DutyEvent) -> bool:
    if event.kind is Kind.OFFER_CLOSED:
        return event.reason in (call_rules.MISSED, call_rules.DECLINED)
    return event.kind in seat_command_rules.DECISIONS or event.kind in _SERVER_DECISIONS


def _is_said_again(duty: Duty, event: DutyEvent) -> bool:
    """Return whether an alarm or a lead's word is repeated: what she wished before it is older.

    Since the third change of the rules: a ready of between two alarms took the rest back.
    """
    if event.rules < 3 or duty.state is DutyState.OFF:
        return False
    is_care = event.kind is Kind.ALARM and event.reason == NotReadyBecause.AFTER_CARE
    return is_care or event.kind is Kind.FORCED


def _pause_over(duty: Duty, event: DutyEvent) -> Duty:
    if duty.state is not DutyState.NOT_READY or duty.reason not in set(PauseReason):
        return duty
    return remembering(duty, overrun_told=True)


def _noted(duty: Duty, _: DutyEvent) -> Duty:
    return duty


_SERVER_DECISIONS = frozenset(
    {Kind.SIGNED_IN, Kind.SIGNED_OUT, Kind.RESUMED, Kind.ALARM, Kind.DECLINED}
)
_RULES: Mapping[Kind, Rule] = {
    **call_rules.RULES,
    **seat_rules.RULES,
    **seat_command_rules.RULES,
    Kind.PAUSE_OVER: _pause_over,
    Kind.REFUSED: _noted,
    Kind.NOTED: _noted,
    Kind.ALARM_SEEN: _noted,
    Kind.CARRIED: _noted,
}
assert set(_RULES) == set(Kind)
