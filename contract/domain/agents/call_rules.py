"""What calls do to an operator's state: offered, answered, ended, lost, wrapped up. Pure."""

from collections.abc import Callable, Mapping

from contract.domain.agents.agent import DutyState, NotReadyBecause, WrapUpMode
from contract.domain.agents.duty_event import Duty, DutyEvent, Kind, Origin
from contract.domain.agents.state_changes import (
    READY_PLACE,
    TECHNICAL,
    WITH_A_CALL,
    changed,
    freed,
    place_of,
    remembering,
    to_not_ready,
    to_wrap_up,
    with_break_counted,
    with_ended,
)

MISSED = "rona"
DECLINED = "declined"
NO_ANSWER_OF_THE_PHONE = ("unavailable", "not_registered", "unreachable")
# Of a call that came through no queue, such as one to a colleague.
USUAL_WRAP_UP, USUAL_WRAP_UP_S = WrapUpMode.TIMEOUT, 60


def reserved(duty: Duty, event: DutyEvent) -> Duty:
    if duty.state is not DutyState.READY or event.seat != duty.seat:
        return duty
    # Offered anew, it is up again, whatever was told of it before.
    ended_calls = tuple(key for key in duty.memory.ended_calls if key != event.call_key)
    limit_s = event.wrap_up_s if event.wrap_up_mode else USUAL_WRAP_UP_S
    duty = remembering(duty, call_seat=event.seat, wrap_up_s=limit_s, ended_calls=ended_calls)
    return changed(
        duty,
        state=DutyState.RESERVED,
        since_at=event.at,
        call_key=event.call_key,
        offer=event.offer,
        queue_id=event.queue_id,
        wrap_up_mode=event.wrap_up_mode or USUAL_WRAP_UP,
        before=READY_PLACE,
    )


def offer_closed(duty: Duty, event: DutyEvent) -> Duty:
    if duty.state is not DutyState.RESERVED or event.offer != duty.offer:
        return duty
    outcome = event.reason
    if outcome in (MISSED, DECLINED) and not duty.pending:
        why = NotReadyBecause.MISSED_CALL if outcome == MISSED else NotReadyBecause.DECLINED
        return to_not_ready(duty, why, event.at)
    if outcome in NO_ANSWER_OF_THE_PHONE:
        duty = changed(duty, registered=False)  # until the seat says again that it is there
    return freed(duty, event.at, keeps_place=outcome == "abandoned")


def answered(duty: Duty, event: DutyEvent) -> Duty:
    key = event.call_key
    if key and key == duty.call_key and duty.state in WITH_A_CALL:
        return _with_queue(duty, event)
    if not key or key in duty.memory.more_calls or _is_history(duty, event):
        return duty
    if duty.state in WITH_A_CALL:
        return remembering(duty, more_calls=(*duty.memory.more_calls, key))
    return _on_call(duty, event)


def ended(duty: Duty, event: DutyEvent) -> Duty:
    key = event.call_key
    if not key or key in duty.memory.ended_calls:
        return duty
    if key in duty.memory.more_calls:
        others = tuple(other for other in duty.memory.more_calls if other != key)
        return with_ended(remembering(duty, more_calls=others), key)
    if key != duty.call_key:
        return with_ended(duty, key)
    if duty.state is DutyState.RESERVED:
        # The phone stops ringing before anybody knows why: the exchange says it.
        is_abandoned = event.origin is not Origin.SEAT
        return freed(with_ended(duty, key), event.at, keeps_place=True) if is_abandoned else duty
    return _call_over(duty, event) if duty.state in WITH_A_CALL else with_ended(duty, key)


def call_lost(duty: Duty, event: DutyEvent) -> Duty:
    """The phone died: none of its calls is left."""
    if duty.state in WITH_A_CALL and event.call_key in ("", duty.call_key):
        return to_wrap_up(duty, event.at)
    return ended(duty, event)


def call_checked(duty: Duty, event: DutyEvent) -> Duty:
    """The seat is back: its call is still up, or it is not."""
    if duty.state is not DutyState.LINE_LOST:
        return duty
    if event.is_up:
        return changed(duty, state=DutyState.ON_CALL, since_at=event.at)
    return to_wrap_up(duty, event.at)


def no_call_found(duty: Duty, event: DutyEvent) -> Duty:
    """Neither exchange nor seat know the call this operator is said to have."""
    if duty.state is DutyState.RESERVED:
        return freed(duty, event.at, keeps_place=True)
    return to_wrap_up(duty, event.at) if duty.state in WITH_A_CALL else duty


def wrap_up_over(duty: Duty, event: DutyEvent) -> Duty:
    until_at = duty.wrap_up_until_at
    if duty.state is not DutyState.WRAP_UP or until_at is None or event.at < until_at:
        return duty
    return freed(duty, event.at)


def _with_queue(duty: Duty, event: DutyEvent) -> Duty:
    """Learn the queue of a call whose seat was heard before the exchange."""
    if not event.queue_id or duty.queue_id or event.wrap_up_mode is None:
        return duty
    return changed(
        remembering(duty, wrap_up_s=event.wrap_up_s),
        queue_id=event.queue_id,
        wrap_up_mode=event.wrap_up_mode,
    )


def _on_call(duty: Duty, event: DutyEvent) -> Duty:
    """Begin a call. Its queue is told with it or with its offer; a further call keeps the one."""
    mode, limit_s, queue_id = event.wrap_up_mode, event.wrap_up_s, event.queue_id
    is_offered = duty.state is DutyState.RESERVED and event.call_key == duty.call_key
    if mode is None and (is_offered or duty.state is DutyState.WRAP_UP):
        mode, limit_s, queue_id = duty.wrap_up_mode, duty.memory.wrap_up_s, duty.queue_id
    if mode is None:
        mode, limit_s = USUAL_WRAP_UP, USUAL_WRAP_UP_S
    seat = event.seat or duty.seat
    before = place_of(duty, event.rules)
    # Time she asked for is not over by a call she makes in it (third change of the rules).
    goes_on = duty.state is DutyState.WRAP_UP and event.wrap_up_mode is None and event.rules >= 3
    duty = with_break_counted(duty, event.at)
    return changed(
        remembering(duty, call_seat=seat, wrap_up_s=limit_s, done_call="", past_calls=()),
        state=DutyState.ON_CALL,
        reason="",
        since_at=event.at,
        call_key=event.call_key,
        offer=event.offer or (duty.offer if is_offered else ""),
        queue_id=queue_id,
        wrap_up_mode=mode,
        wrap_up_until_at=None,
        may_extend=False,
        wants_wrap_up=goes_on and duty.wants_wrap_up,
        before=before,
    )


def _call_over(duty: Duty, event: DutyEvent) -> Duty:
    """Go on with the other call that is up, or wrap up."""
    more = duty.memory.more_calls
    if not more:
        return to_wrap_up(duty, event.at)
    past = (*duty.memory.past_calls, duty.call_key)
    duty = with_ended(duty, duty.call_key)
    duty = remembering(duty, more_calls=more[1:], past_calls=past)
    return changed(duty, call_key=more[0], offer="")


def _is_history(duty: Duty, event: DutyEvent) -> bool:
    """A call that is over, or of a time before the present state, is kept in the log only.

    So is, since the first change of the rules, a call that is over at its own seat while another
    is offered, whatever its clock said.
    """
    if duty.state is DutyState.OFF or event.call_key in duty.memory.ended_calls:
        return True
    is_ours = event.call_key == duty.call_key and duty.state is DutyState.RESERVED
    is_over = event.is_own and not event.is_up and event.rules >= 1
    if is_over and duty.state is DutyState.RESERVED and not is_ours:
        return True
    is_older = duty.since_at is not None and event.at < duty.since_at
    return is_older and not event.is_up and not is_ours and not _waited_then(duty, event)


def _waited_then(duty: Duty, event: DutyEvent) -> bool:
    """Whether the seat tells of a call it could have had: only its line and silence changed since.

    Its line was heard to be back, or the seat to be gone, after a call that came meanwhile: what
    follows that call, such as the time to write it up, is hers nevertheless. What one journal
    says happened in its order, whatever its clock said.
    """
    is_waiting = duty.state is DutyState.READY or (
        duty.state is DutyState.NOT_READY
        and duty.reason in TECHNICAL
        and duty.before == READY_PLACE
    )
    memory = duty.memory
    is_decided_since = memory.decided_at is not None and event.at < memory.decided_at
    is_in_order = not is_decided_since or memory.decided_by == event.journal
    return event.is_own and is_waiting and is_in_order


def line_lost(duty: Duty, event: DutyEvent) -> Duty:
    """A call may be up and nobody can tell."""
    return changed(duty, state=DutyState.LINE_LOST, since_at=event.at)


def phone_lost(duty: Duty, event: DutyEvent) -> Duty:
    return line_lost(duty, event) if duty.state is DutyState.ON_CALL else duty


RULES: Mapping[Kind, Callable[[Duty, DutyEvent], Duty]] = {
    Kind.RESERVED: reserved,
    Kind.OFFER_CLOSED: offer_closed,
    Kind.ANSWERED: answered,
    Kind.ENDED: ended,
    Kind.CALL_LOST: call_lost,
    Kind.CALL_CHECKED: call_checked,
    Kind.WRAP_UP_OVER: wrap_up_over,
    Kind.PHONE_LOST: phone_lost,
}
