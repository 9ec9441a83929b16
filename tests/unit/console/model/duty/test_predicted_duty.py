"""What a seat predicts of its operator is what the server finds: both apply the same rules."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.model.duty.predicted_duty import PredictedDuty
from contract.domain.agents.agent import (
    AgentView,
    DutyState,
    NotReadyBecause,
    PauseReason,
    WrapUpMode,
)
from contract.domain.agents.agent_state import apply, view
from contract.domain.agents.duty_event import RULES, Duty, DutyEvent, Kind, Origin
from contract.domain.ids import AccountId

SEAT = "1001"
WISHES = (
    Kind.READY,
    Kind.PAUSE,
    Kind.CASE_WORK,
    Kind.CASE_DONE,
    Kind.WRAP_UP_DONE,
    Kind.MORE_TIME,
    Kind.WANT_WRAP_UP,
    Kind.DECLINED,
    Kind.ALARM,
)
CALLS = (DutyState.ON_CALL, DutyState.RESERVED)


class BothSides:
    """The server's state and the seat's, of one operator to whom the same happens."""

    def __init__(self, chance: Random) -> None:
        self.now = datetime(2026, 3, 2, 8, tzinfo=UTC)
        self.server = Duty(account_id=AccountId("anna"))
        self.seat = PredictedDuty(lambda: self.now)
        self.chance = chance
        self.calls = self.steps = 0
        self.seat.sign_in(SEAT)
        self.seat.note_phone(registered=True, has_microphone=True)
        self.at_server(Kind.SIGNED_IN)
        self.at_server(Kind.LINE, registered=True, has_microphone=True, has_phone=True)

    def at_server(self, kind: Kind, **fields: Any) -> None:
        self.steps += 1
        event = DutyEvent(
            kind=kind,
            at=self.now,
            origin=Origin.SEAT,
            step=f"a:{self.steps}",
            seat=SEAT,
            rules=RULES,
            **fields,
        )
        self.server = apply(self.server, event)

    def happens(self, kind: Kind, **fields: Any) -> None:
        self.at_server(kind, **fields)
        self.seat.apply(kind, **fields)

    def hear(self) -> None:
        """Have the seat follow the view as it does outside and inside a call."""
        told = view(self.server)
        self.seat.follow_pending(told)
        if told.state is DutyState.WRAP_UP:
            self.seat.follow_wrap_up(told)
        elif told.state not in CALLS:
            self.seat.follow(told)

    def something(self) -> None:
        chance, duty = self.chance, self.server
        self.now += timedelta(seconds=chance.choice((1, 5, 30)))
        if duty.state is DutyState.RESERVED:
            self.answer_or_not(duty)
        elif duty.state is DutyState.ON_CALL and chance.random() < 0.5:
            self.happens(Kind.ENDED, call_key=duty.call_key)
        elif duty.wrap_up_until_at is not None and duty.wrap_up_until_at <= self.now:
            self.at_server(Kind.WRAP_UP_OVER)
            self.seat.end_wrap_up()
        elif chance.random() < 0.5:
            self.call()
        else:
            self.wish()

    def answer_or_not(self, duty: Duty) -> None:
        if self.chance.random() < 0.7:
            self.happens(Kind.ANSWERED, call_key=duty.call_key, is_up=True)
        else:
            outcome = self.chance.choice(("rona", "abandoned"))
            self.happens(Kind.OFFER_CLOSED, offer=duty.offer, reason=outcome)

    def call(self) -> None:
        self.calls += 1
        key, mode = f"k{self.calls}", self.chance.choice([*WrapUpMode])
        if self.chance.random() < 0.3:
            self.happens(Kind.ANSWERED, call_key=key, is_up=True)  # she calls somebody
            return
        of_queue = {"queue_id": "tributi", "wrap_up_mode": mode, "wrap_up_s": 30}
        self.happens(Kind.RESERVED, call_key=key, offer=f"o{self.calls}", **of_queue)

    def wish(self) -> None:
        kind = self.chance.choice(WISHES)
        reason = ""
        if kind is Kind.PAUSE:
            reason = str(self.chance.choice([*PauseReason]))
        elif kind is Kind.ALARM:
            reason = NotReadyBecause.AFTER_CARE
        self.happens(kind, reason=reason)


def shown(duty: Duty) -> tuple[object, ...]:
    """Return all of a state that she sees or that decides what comes next."""
    state = DutyState.READY if duty.state is DutyState.RESERVED else duty.state
    wants = duty.wants_wrap_up and duty.wrap_up_mode is WrapUpMode.REQUESTED
    return state, duty.reason, duty.pending, duty.wrap_up_until_at, duty.may_extend, wants


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_whatever_happens_the_seat_is_where_the_server_is(seed: int, hears: bool) -> None:
    chance = Random(seed)
    both = BothSides(chance)
    for _ in range(60):
        both.something()
        assert shown(both.seat.duty) == shown(both.server)
        if hears and chance.random() < 0.5:
            both.hear()
            assert shown(both.seat.duty) == shown(both.server)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_a_console_started_anew_goes_on_from_what_the_server_tells(seed: int) -> None:
    both = BothSides(Random(seed))
    for _ in range(40):
        both.something()
    # The view does not say where she was before a call or a case.
    is_at_rest = both.server.state in (DutyState.READY, DutyState.NOT_READY, DutyState.WRAP_UP)
    if is_at_rest and both.server.before in ("", "ready"):
        both.seat.sign_in(SEAT)
        both.seat.note_phone(registered=True, has_microphone=True)
        both.hear()
        for _ in range(5):
            both.something()
            assert shown(both.seat.duty) == shown(both.server)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (AgentView(account_id=AccountId("anna"), state=DutyState.READY), "ready"),
        (AgentView(account_id=AccountId("anna"), state=DutyState.RESERVED), "ready"),
        (AgentView(account_id=AccountId("anna"), state=DutyState.OFF), "not_ready signed_in"),
        (
            AgentView(account_id=AccountId("anna"), state=DutyState.OFF, forced_by="Lea"),
            "not_ready forced",
        ),
        (
            AgentView(account_id=AccountId("anna"), state=DutyState.LINE_LOST, call_key="k1"),
            "not_ready line_lost",
        ),
        (
            AgentView(account_id=AccountId("anna"), state=DutyState.NOT_READY, reason="break"),
            "not_ready break",
        ),
    ],
)
def test_where_no_call_is_at_the_phone_none_is_shown(told: AgentView, state: str) -> None:
    both = BothSides(Random(0))
    both.seat.follow(told)
    assert f"{both.seat.duty.state} {both.seat.duty.reason}".rstrip() == state


def test_who_is_ready_at_the_server_waits_for_her_line_here() -> None:
    both = BothSides(Random(0))
    both.seat.note_phone(registered=False, has_microphone=True)
    both.seat.follow(AgentView(account_id=AccountId("anna"), state=DutyState.READY))
    assert both.seat.duty.reason == NotReadyBecause.LINE_LOST
    both.seat.note_phone(registered=True, has_microphone=True)
    assert both.seat.duty.state is DutyState.READY


def test_rest_after_an_alarm_stays_due_until_the_server_has_heard_of_it() -> None:
    both = BothSides(Random(0))
    both.happens(Kind.READY)
    both.happens(Kind.RESERVED, call_key="k1", offer="o1")
    both.happens(Kind.ANSWERED, call_key="k1", is_up=True)
    both.seat.apply(Kind.ALARM, reason=NotReadyBecause.AFTER_CARE)
    both.hear()
    assert both.seat.duty.pending == NotReadyBecause.AFTER_CARE


def test_whoever_is_set_off_after_a_call_still_sits_at_her_seat() -> None:
    both = BothSides(Random(0))
    both.happens(Kind.READY)
    both.happens(Kind.ANSWERED, call_key="k1", is_up=True)
    both.at_server(Kind.FORCED, wish="off", name="Lea")
    both.hear()
    both.happens(Kind.ENDED, call_key="k1")
    both.happens(Kind.WRAP_UP_DONE)
    assert both.server.state is DutyState.OFF
    assert (both.seat.duty.reason, both.seat.is_off) == (NotReadyBecause.FORCED, True)
