"""Whatever comes, in whatever order, however often: the rules hold and the log explains it."""

from datetime import timedelta
from itertools import count
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.domain.agents.agent import DutyState, NotReadyBecause, PauseReason, WrapUpMode
from contract.domain.agents.agent_state import after, apply, replay
from contract.domain.agents.duty_event import RULES, Duty, DutyEvent, Kind, Memory, Origin
from contract.domain.agents.seat_rules import NO_CALL, NOT_REGISTERED, REGISTERED
from contract.domain.agents.state_changes import TECHNICAL, WITH_A_CALL, hindrance
from contract.domain.ids import AccountId
from tests.support.duty.duty_floor import MORNING

ANNA = AccountId("anna")
KEYS = ("k1", "k2", "k3")
OFFERS = ("o1", "o2")
SEATS = ("1001", "1002")
OUTCOMES = ("rona", "declined", "busy", "unavailable", "not_registered", "abandoned")
TOLD_TWICE = frozenset(
    {
        Kind.RESERVED,
        Kind.OFFER_CLOSED,
        Kind.ANSWERED,
        Kind.ENDED,
        Kind.CALL_LOST,
        Kind.WRAP_UP_OVER,
        Kind.SEAT_LOST,
        Kind.SEAT_BACK,
        Kind.CALL_CHECKED,
        Kind.SIGNED_OUT,
        Kind.RECONCILED,
        Kind.WRAP_UP_DONE,
    }
)
_numbers = count(1)


FREQUENT = (Kind.RESERVED, Kind.ANSWERED, Kind.ENDED, Kind.READY, Kind.LINE, Kind.PAUSE)
RARE = (Kind.SIGNED_OUT, Kind.SILENT_OFF, Kind.SEAT_TAKEN, Kind.FORCED)
KINDS = [kind for kind in Kind for _ in range(8 if kind in FREQUENT else 1 if kind in RARE else 3)]
REASONS = {
    Kind.PAUSE: [str(reason) for reason in PauseReason],
    Kind.OFFER_CLOSED: OUTCOMES,
    Kind.RECONCILED: (NO_CALL, NOT_REGISTERED, REGISTERED, "else"),
    Kind.FORCED: ("", "meeting"),
    Kind.ALARM: ("", str(NotReadyBecause.AFTER_CARE)),
}


def an_event(chance: Random, at_s: int) -> DutyEvent:
    """Any event with whatever it may carry."""
    kind = chance.choice(KINDS)
    flags = [chance.choice((None, True, True, True, False)) for _ in range(3)]
    registered, has_microphone, has_phone = flags if kind is Kind.LINE else (None, None, None)
    boot = chance.choice((None, "a", "b"))
    return DutyEvent(
        kind=kind,
        at=MORNING + timedelta(seconds=at_s),
        origin=chance.choice(list(Origin)),
        step=f"{boot}:{next(_numbers)}" if boot else None,
        seat=chance.choice(SEATS),
        call_key=chance.choice(KEYS),
        offer=chance.choice(OFFERS),
        queue_id=chance.choice(("", "tributi")),
        reason=chance.choice(REASONS.get(kind, ("",))),
        wish=chance.choice(("ready", "pause", "off")),
        wrap_up_mode=chance.choice((None, *WrapUpMode)),
        wrap_up_s=chance.choice((0, 30, 30)),
        limit_s=chance.choice((0, 600)),
        name="Lea",
        registered=registered,
        has_microphone=has_microphone,
        has_phone=has_phone,
        is_up=chance.random() < 0.3,
        is_own=chance.random() < 0.5,
        rules=chance.choice((0, RULES)),
    )


def a_history(seed: int) -> list[DutyEvent]:
    """Events as they may arrive: some late by minutes, some twice, some in the wrong order."""
    chance = Random(seed)
    story: list[DutyEvent] = []
    for number in range(chance.randrange(5, 70)):
        late_s = chance.choice((0, 0, 0, 20, 600))
        story.append(an_event(chance, 10 * number - late_s))
        if chance.random() < 0.15:
            story.append(chance.choice(story))
        if chance.random() < 0.1 and len(story) > 1:
            story[-1], story[-2] = story[-2], story[-1]
    return story


AT_WORK = (
    DutyEvent(kind=Kind.SIGNED_IN, at=MORNING, seat="1001"),
    DutyEvent(kind=Kind.LINE, at=MORNING, registered=True, has_phone=True),
    DutyEvent(kind=Kind.READY, at=MORNING, step="a:0"),
)
HISTORIES = st.integers(0, 2**32).map(a_history)


def check(duty: Duty) -> None:
    """Assert what no history may break."""
    has_call = duty.state in WITH_A_CALL or duty.state is DutyState.RESERVED
    assert not has_call or duty.call_key
    assert duty.state is not DutyState.RESERVED or duty.offer
    assert duty.state is not DutyState.READY or not hindrance(duty)
    assert not duty.pending or duty.state not in (DutyState.READY, DutyState.NOT_READY)
    assert (duty.reason != "") == (duty.state is DutyState.NOT_READY)
    assert duty.wrap_up_until_at is None or duty.state is DutyState.WRAP_UP
    assert not duty.may_extend or duty.state is DutyState.WRAP_UP
    assert not duty.memory.more_calls or duty.state in WITH_A_CALL
    assert duty.call_key not in duty.memory.more_calls
    assert duty.state is not DutyState.OFF or (duty.seat, duty.call_key) == ("", "")
    if duty.reason in TECHNICAL and duty.before:
        assert hindrance(duty)  # else she would be ready


@settings(max_examples=400, deadline=None)
@given(HISTORIES)
def test_the_log_of_any_history_leads_to_its_state(history: list[DutyEvent]) -> None:
    duty = Duty(account_id=ANNA)
    log: list[DutyEvent] = []
    for event in (*AT_WORK, *history):
        if event.step is None and after(duty, event) == duty:
            continue  # changes nothing and is not kept
        duty = apply(duty, event)
        log.append(event)
        check(duty)
    assert duty.rev == len(log)
    assert replay(ANNA, log) == duty
    kept = msgspec.json.decode(msgspec.json.encode(log), type=list[DutyEvent])
    assert replay(ANNA, kept) == duty


@settings(max_examples=400, deadline=None)
@given(HISTORIES, st.integers(0, 2**32))
def test_what_is_told_twice_has_happened_once(history: list[DutyEvent], seed: int) -> None:
    event = an_event(Random(seed), 10 * len(history))
    duty = replay(ANNA, (*AT_WORK, *history))
    once = after(duty, event)
    if event.kind in TOLD_TWICE:
        assert after(once, event) == once


@settings(max_examples=300, deadline=None)
@given(HISTORIES)
def test_no_history_traps_an_operator(history: list[DutyEvent]) -> None:
    """Whatever happened: signed in anew, with a line, her calls ended, she can be ready."""
    duty = replay(ANNA, (*AT_WORK, *history))
    late = MORNING + timedelta(hours=2)
    later = late + timedelta(minutes=1)
    for key in (duty.call_key, *duty.memory.more_calls):
        duty = apply(duty, DutyEvent(kind=Kind.ENDED, at=late, call_key=key))
    for event in (
        DutyEvent(kind=Kind.RECONCILED, at=late, reason=NO_CALL),
        DutyEvent(kind=Kind.WRAP_UP_DONE, at=late),
        DutyEvent(kind=Kind.WRAP_UP_OVER, at=later),
        DutyEvent(kind=Kind.SIGNED_IN, at=later, seat="1001"),
        DutyEvent(kind=Kind.LINE, at=later, registered=True, has_phone=True),
        DutyEvent(kind=Kind.READY, at=later, step="c:1"),
    ):
        duty = apply(duty, event)
    assert duty.state is DutyState.READY


def test_an_unknown_field_of_an_older_log_hinders_no_replay() -> None:
    raw = b'{"kind": "signed_in", "at": "2026-11-25T09:00:00Z", "seat": "1001", "new": 1}'
    event = msgspec.json.decode(raw, type=DutyEvent)
    assert replay(ANNA, [event]).state is DutyState.NOT_READY
    assert Memory() == msgspec.json.decode(b"{}", type=Memory)


def test_a_log_of_before_a_rule_changed_is_explained_as_it_was() -> None:
    """Whose window was heard anew was ready after the next call; today she says so first."""
    at = MORNING
    line = {"registered": True, "has_phone": True, "has_microphone": True}
    heard = [
        DutyEvent(kind=Kind.RESUMED, at=at, seat="1001"),
        DutyEvent(kind=Kind.LINE, at=at, **line),
        DutyEvent(kind=Kind.ANSWERED, at=at, seat="1001", call_key="k1"),
        DutyEvent(kind=Kind.WRAP_UP_DONE, at=at, call_key="k1"),
        DutyEvent(kind=Kind.ENDED, at=at, call_key="k1"),
    ]
    assert replay(ANNA, heard).state is DutyState.READY
    today = [msgspec.structs.replace(event, rules=RULES) for event in heard]
    assert replay(ANNA, today).reason == NotReadyBecause.SEAT_LOST
