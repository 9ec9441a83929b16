"""What seats do to an operator's state: signed in and out, line, microphone, silence. Pure."""

from collections.abc import Callable, Mapping
from datetime import datetime

from contract.domain.agents.agent import FLAP_CHANGES, FLAP_WINDOW_S, DutyState, NotReadyBecause
from contract.domain.agents.call_rules import line_lost, no_call_found
from contract.domain.agents.duty_event import Duty, DutyEvent, Kind
from contract.domain.agents.state_changes import (
    READY_PLACE,
    TECHNICAL,
    WITH_A_CALL,
    break_due_at,
    changed,
    freed,
    hindrance,
    remembering,
    to_not_ready,
    to_off,
    to_ready,
)

NO_CALL = "no_call"
NOT_REGISTERED = "not_registered"
REGISTERED = "registered"


def signed_in(duty: Duty, event: DutyEvent) -> Duty:
    """Begin at a seat. A state somebody chose, a call or its wrap-up hold; being ready does not."""
    was_off = duty.state is DutyState.OFF
    duty = changed(
        duty,
        seat=event.seat,
        registered=False,
        has_phone=False,
        has_microphone=True,
        lost=False,
        unregistered=False,
        screen_break_due_at=duty.screen_break_due_at or break_due_at(duty, event.at),
    )
    duty = remembering(duty, home="", phone_gone_at=None, break_due_at=None)
    if was_off:
        duty = changed(duty, forced_by="", message="")
    is_technical = duty.state is DutyState.NOT_READY and duty.reason in TECHNICAL
    if was_off or is_technical or duty.state is DutyState.READY:
        return to_not_ready(duty, NotReadyBecause.SIGNED_IN, event.at)
    return duty


def resumed(duty: Duty, event: DutyEvent) -> Duty:
    """A window that was thought gone is heard again: nobody rings there before she says so.

    Another one that she left open may be heard first: the one where she was takes its place, as
    long as she has done nothing there. pending: what she told of was heard before her seat was.
    """
    home = duty.memory.home
    is_gone = duty.state is DutyState.OFF
    if duty.forced_by or not (is_gone or (home == event.seat != duty.seat and _is_unheard(duty))):
        return duty
    why = duty.pending or duty.reason or NotReadyBecause.SEAT_LOST
    led_to = to_not_ready(signed_in(duty, event), why, event.at)
    return remembering(led_to, home="" if home == event.seat else home)


def _is_unheard(duty: Duty) -> bool:
    """Whether all that is known of her is that a window of hers reports again."""
    is_waiting = duty.state is DutyState.NOT_READY and not duty.before
    return is_waiting and duty.reason in (NotReadyBecause.SEAT_LOST, NotReadyBecause.AFTER_CARE)


def signed_out(duty: Duty, event: DutyEvent) -> Duty:
    return duty if duty.state is DutyState.OFF else to_off(duty, event.at)


def silent_off(duty: Duty, event: DutyEvent) -> Duty:
    """Nothing was heard for long and no call is up. Never while a call may be."""
    is_on_call = duty.state in WITH_A_CALL or duty.state is DutyState.RESERVED
    if not duty.lost or is_on_call:
        return duty
    off = to_off(duty, event.at)
    return remembering(off, home=duty.seat) if event.rules >= 1 else off


def seat_taken(duty: Duty, event: DutyEvent) -> Duty:
    if duty.state is DutyState.OFF or duty.seat != event.seat:
        return duty
    duty = changed(duty, seat="", registered=False, has_phone=False)
    if duty.state in (DutyState.READY, DutyState.RESERVED):
        return to_not_ready(duty, NotReadyBecause.SEAT_LOST, event.at)
    return duty


def line(duty: Duty, event: DutyEvent) -> Duty:
    """Registered, microphone or phone came or went."""
    before = (duty.registered, duty.has_microphone, duty.has_phone)
    after = tuple(
        old if new is None else new
        for old, new in zip(
            before, (event.registered, event.has_microphone, event.has_phone), strict=True
        )
    )
    registered, has_microphone, has_phone = after
    if after == before:
        return duty
    is_back = registered and not duty.registered  # registered anew: the exchange knows it
    gone_at = None if has_phone else duty.memory.phone_gone_at or event.at
    duty = changed(
        remembering(duty, phone_gone_at=gone_at),
        registered=registered,
        has_microphone=has_microphone,
        has_phone=has_phone,
        unregistered=duty.unregistered and not is_back,
    )
    # A phone that was started again loses line, phone and microphone one after the other and gets
    # them back so: it came and went once.
    if all(after) != all(before):
        duty = _counted(duty, event.at)
    return settled(duty, event.at)


def seat_lost(duty: Duty, event: DutyEvent) -> Duty:
    if duty.state is DutyState.OFF or duty.lost:
        return duty
    duty = _counted(changed(duty, lost=True), event.at)
    if duty.state is DutyState.ON_CALL:
        is_here = duty.memory.call_seat == duty.seat  # else another window has the call
        return line_lost(duty, event) if is_here else duty
    if duty.state is DutyState.RESERVED:
        return freed(duty, event.at, keeps_place=True)
    return settled(duty, event.at)


def seat_back(duty: Duty, event: DutyEvent) -> Duty:
    if not duty.lost:
        return duty
    return settled(changed(duty, lost=False), event.at)


def reconciled(duty: Duty, event: DutyEvent) -> Duty:
    """What the exchange knows differs from what is kept here."""
    match event.reason:
        case "no_call":
            return no_call_found(duty, event)
        case "not_registered":
            return settled(changed(duty, unregistered=True), event.at)
        case "registered":
            return settled(changed(duty, unregistered=False), event.at)
    return duty


def settled(duty: Duty, at: datetime) -> Duty:
    """Bring ready, and not ready for want of a line, in accord with what the seat can do."""
    why = hindrance(duty)
    if duty.state is DutyState.READY:
        if not why:
            return duty
        return _rests(duty, at) or to_not_ready(duty, why, at, before=READY_PLACE)
    if duty.state is not DutyState.NOT_READY or duty.reason not in TECHNICAL or not duty.before:
        return duty
    if resting := _rests(duty, at):
        return resting
    if not why:
        return to_ready(duty, at, keeps_place=True)
    return changed(duty, reason=why) if why != duty.reason else duty


def _rests(duty: Duty, at: datetime) -> Duty | None:
    """Return the duty at rest when the line came and went too often; until she says ready."""
    if duty.line_changes <= FLAP_CHANGES or not _counts_still(duty, at):
        return None
    return to_not_ready(duty, NotReadyBecause.FLAPPING, at)


def _counted(duty: Duty, at: datetime) -> Duty:
    """Count a change of the line within the present window of time."""
    if not _counts_still(duty, at):
        return changed(duty, line_changes=1, line_changes_since=at)
    return changed(duty, line_changes=duty.line_changes + 1)


def _counts_still(duty: Duty, at: datetime) -> bool:
    """Whether the present window of time is the one whose changes were counted."""
    since_at = duty.line_changes_since
    return since_at is not None and 0 <= (at - since_at).total_seconds() <= FLAP_WINDOW_S


RULES: Mapping[Kind, Callable[[Duty, DutyEvent], Duty]] = {
    Kind.SIGNED_IN: signed_in,
    Kind.RESUMED: resumed,
    Kind.SIGNED_OUT: signed_out,
    Kind.SILENT_OFF: silent_off,
    Kind.SEAT_TAKEN: seat_taken,
    Kind.LINE: line,
    Kind.SEAT_LOST: seat_lost,
    Kind.SEAT_BACK: seat_back,
    Kind.RECONCILED: reconciled,
}
