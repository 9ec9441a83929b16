"""What an operator asks for, and what it does to her state. Pure."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from contract.domain.agents.agent import DutyState, NotReadyBecause, WrapUpMode
from contract.domain.agents.duty_event import Duty, DutyEvent, Kind
from contract.domain.agents.state_changes import (
    BUSY,
    OFF_PLACE,
    READY_PLACE,
    WITH_A_CALL,
    changed,
    freed,
    place_of,
    remembering,
    to_not_ready,
    to_ready,
)
from contract.wire import reason_codes

MORE_TIME_S = 60
_ENDS_AT_WILL = (WrapUpMode.OPTIONAL, WrapUpMode.REQUESTED)


def refusal(duty: Duty, kind: Kind) -> str:
    """Return why a wish cannot be followed now, as a reason code; "" when it can."""
    if duty.state is DutyState.OFF:
        return reason_codes.NOT_SIGNED_IN if kind in WISHES else ""
    if kind is Kind.READY and duty.state is DutyState.WRAP_UP:
        if ends_at_will(duty) or duty.pending:
            return ""
        return _wrap_up_stays(duty)
    if kind is Kind.MORE_TIME and not (duty.state is DutyState.WRAP_UP and duty.may_extend):
        return reason_codes.NO_MORE_TIME
    if kind is Kind.CASE_WORK and duty.state in BUSY:
        return reason_codes.INVALID
    if kind is Kind.WANT_WRAP_UP and duty.state not in WITH_A_CALL:
        return reason_codes.INVALID
    return ""


def _wrap_up_stays(duty: Duty) -> str:
    if duty.wrap_up_mode is WrapUpMode.FORCED_TIMEOUT:
        return reason_codes.WRAP_UP_FORCED
    return reason_codes.CONTACT_OPEN


def ends_at_will(duty: Duty) -> bool:
    return duty.state is DutyState.WRAP_UP and duty.wrap_up_mode in _ENDS_AT_WILL


def ready(duty: Duty, event: DutyEvent) -> Duty:
    """Be ready: now, or after the call and wrap-up in place of the pause that was pending."""
    if refusal(duty, Kind.READY):
        return duty
    duty = changed(duty, forced_by="", message="")
    if duty.state in BUSY:
        duty = changed(remembering(duty, pending_limit_s=0), pending="", before=READY_PLACE)
        return freed(duty, event.at) if ends_at_will(duty) else duty
    if duty.state is DutyState.READY:
        return duty
    if duty.reason == NotReadyBecause.FLAPPING:
        duty = changed(duty, line_changes=0, line_changes_since=None)
    return to_ready(duty, event.at)


def pause(duty: Duty, event: DutyEvent) -> Duty:
    if duty.state is DutyState.OFF:
        return duty
    duty = changed(duty, forced_by="", message="")
    if duty.state in BUSY:
        duty = changed(remembering(duty, pending_limit_s=event.limit_s), pending=event.reason)
        return freed(duty, event.at) if ends_at_will(duty) else duty
    if duty.state is DutyState.NOT_READY and duty.reason == event.reason:
        return duty
    until_at = event.at + timedelta(seconds=event.limit_s) if event.limit_s else None
    return to_not_ready(duty, event.reason, event.at, until_at=until_at)


def case_work(duty: Duty, event: DutyEvent) -> Duty:
    """Work on a case; with a call's key: write up that call, which nobody here has counted."""
    if duty.state not in (DutyState.READY, DutyState.NOT_READY):
        return duty
    if duty.reason == NotReadyBecause.CASE_WORK:
        return duty
    duty = changed(duty, forced_by="", message="")
    led_to = to_not_ready(
        duty, NotReadyBecause.CASE_WORK, event.at, before=place_of(duty, event.rules)
    )
    return remembering(led_to, writes_up=event.call_key)


def case_done(duty: Duty, event: DutyEvent) -> Duty:
    """Be where she was before the case; in a call, or the time after it, when that is over."""
    is_for_later = duty.state in BUSY and duty.before == NotReadyBecause.CASE_WORK
    if is_for_later and event.rules >= 2:
        return changed(duty, before=READY_PLACE)
    if duty.state is not DutyState.NOT_READY or duty.reason != NotReadyBecause.CASE_WORK:
        return duty
    return freed(duty, event.at)


def wrap_up_done(duty: Duty, event: DutyEvent) -> Duty:
    """The contact of a call is closed, perhaps before the call has ended.

    Of citizen and consultation either may be heard to end last: the contact is that of both.
    """
    if event.call_key not in ("", duty.call_key, *duty.memory.past_calls):
        return duty
    if duty.state in WITH_A_CALL:
        return remembering(duty, done_call=duty.call_key)
    if duty.state is not DutyState.WRAP_UP or duty.wrap_up_mode is WrapUpMode.FORCED_TIMEOUT:
        return duty
    return freed(duty, event.at)


def more_time(duty: Duty, event: DutyEvent) -> Duty:
    if refusal(duty, event.kind) or duty.wrap_up_until_at is None:
        return duty
    until_at = duty.wrap_up_until_at + timedelta(seconds=MORE_TIME_S)
    return changed(duty, wrap_up_until_at=until_at, may_extend=False)


def want_wrap_up(duty: Duty, event: DutyEvent) -> Duty:
    return changed(duty, wants_wrap_up=True) if duty.state in WITH_A_CALL else duty


def declined(duty: Duty, event: DutyEvent) -> Duty:
    if duty.state is not DutyState.RESERVED or event.offer not in ("", duty.offer):
        return duty
    if duty.pending:
        return freed(duty, event.at)
    return to_not_ready(duty, NotReadyBecause.DECLINED, event.at)


def acknowledged(duty: Duty, event: DutyEvent) -> Duty:
    """The lead's message was read; her name stays while what she forced is in force."""
    is_in_force = bool(duty.pending) or duty.state in (DutyState.NOT_READY, DutyState.OFF)
    return changed(duty, message="", forced_by=duty.forced_by if is_in_force else "")


def forced(duty: Duty, event: DutyEvent) -> Duty:
    """A lead sets the state; calls are never cut, what she wants comes after them."""
    if duty.state is DutyState.OFF:
        return duty
    duty = changed(duty, forced_by=event.name, message=event.message)
    if event.wish == READY_PLACE:
        return _forced_ready(duty, event)
    what = OFF_PLACE if event.wish == OFF_PLACE else event.reason or NotReadyBecause.FORCED
    duty = changed(remembering(duty, pending_limit_s=event.limit_s), pending=str(what))
    is_after_call = duty.state in BUSY and duty.state is not DutyState.WRAP_UP
    is_after_work = duty.state is DutyState.WRAP_UP and event.wish != OFF_PLACE
    return duty if is_after_call or is_after_work else freed(duty, event.at)


def _forced_ready(duty: Duty, event: DutyEvent) -> Duty:
    duty = changed(remembering(duty, pending_limit_s=0), pending="", before=READY_PLACE)
    if duty.state in (DutyState.NOT_READY, DutyState.WRAP_UP):
        return to_ready(duty, event.at)
    return duty


def alarm(duty: Duty, event: DutyEvent) -> Duty:
    """After a threatening or suicidal caller nobody takes the next call at once."""
    is_off = duty.state is DutyState.OFF
    if event.reason != NotReadyBecause.AFTER_CARE or (is_off and event.rules < 1):
        return duty
    if is_off or duty.state in BUSY:  # off: until her seat is heard again
        return changed(remembering(duty, pending_limit_s=0), pending=event.reason)
    return to_not_ready(duty, event.reason, event.at)


RULES: Mapping[Kind, Callable[[Duty, DutyEvent], Duty]] = {
    Kind.READY: ready,
    Kind.PAUSE: pause,
    Kind.CASE_WORK: case_work,
    Kind.CASE_DONE: case_done,
    Kind.WRAP_UP_DONE: wrap_up_done,
    Kind.MORE_TIME: more_time,
    Kind.WANT_WRAP_UP: want_wrap_up,
    Kind.DECLINED: declined,
    Kind.ACKNOWLEDGED: acknowledged,
    Kind.FORCED: forced,
    Kind.ALARM: alarm,
}
WISHES = frozenset(
    {
        Kind.READY,
        Kind.PAUSE,
        Kind.CASE_WORK,
        Kind.CASE_DONE,
        Kind.MORE_TIME,
        Kind.WANT_WRAP_UP,
        Kind.DECLINED,
    }
)
# What a wish made earlier elsewhere must not undo.
DECISIONS = frozenset({Kind.READY, Kind.PAUSE, Kind.CASE_WORK, Kind.CASE_DONE, Kind.FORCED})
