"""An operator at her seat: her calls, what the server says of her, and what she is told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from console.model.duty.seat_state import AgentState
from console.runtime.task_scope import TaskScope
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.duty.wrap_up_time import SeatClock
from contract.domain.agents.agent import AgentView, DutyState, WrapUpMode
from contract.domain.ids import AccountId, QueueId
from contract.domain.queue import Queue
from contract.wire.phone_socket import CallState, EndCause
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import REGISTERED, CallSeat, a_call, a_scope


class Seat(CallSeat):
    def __init__(self, scope: TaskScope) -> None:
        super().__init__(scope)
        self.complete = False
        self.told: list[str] = []
        self.words: list[tuple[str, dict[str, str]]] = []
        self.steps: list[tuple[str, str]] = []
        self.keys: list[str] = []  # of the calls that the steps are about
        self.status = OperatorStatusViewModel(
            call=self.call,
            set_available=self.phone.set_available,
            is_contact_complete=lambda: self.complete,
            request_state=self.request_state,
            scope=scope,
            clock=SeatClock(self.clock, self.clock.now),
        )
        self.status.missed.connect(lambda: self.told.append("missed"))
        self.status.contact_complete.connect(lambda: self.told.append("complete"))
        self.status.wrap_up_expired.connect(lambda: self.told.append("expired"))
        self.status.hold_reminder.connect(lambda: self.told.append("reminder"))
        self.status.told.connect(lambda code, subject: self.words.append((code, subject)))

    def request_state(
        self, wish: str, *, reason: str = "", call_key: str = "", offer: str = ""
    ) -> None:
        self.steps.append((wish, reason))
        self.keys.append(call_key)

    @property
    def state(self) -> AgentState:
        return self.status.state

    def pass_time(self, seconds: float) -> None:
        self.clock.turn(seconds)
        self.status.tick()


@asynccontextmanager
async def a_ready_seat() -> AsyncIterator[Seat]:
    async with a_scope() as scope:
        seat = Seat(scope)
        seat.call.on_line(REGISTERED)
        seat.status.signed_in()
        assert seat.state is AgentState.NOT_READY
        seat.status.get_ready()
        assert seat.state is AgentState.READY
        await until(lambda: seat.phone.available)
        yield seat


@asynccontextmanager
async def a_seat_with(mode: WrapUpMode, wrap_up_s: int = 60) -> AsyncIterator[Seat]:
    """Ready, and its one queue wraps up so."""
    async with a_ready_seat() as seat:
        queue = Queue(id=QueueId("tributi"), name="Tributi", wrap_up=mode, wrap_up_s=wrap_up_s)
        seat.status.show_queues((queue,))
        seat.steps.clear()
        yield seat


@asynccontextmanager
async def a_seat_writing_up_what_no_server_knows() -> AsyncIterator[Seat]:
    async with a_ready_seat() as seat:
        seat.status.server.adopt(a_view(seat, state=DutyState.READY), True)
        seat.talk()
        seat.hang_up(EndCause.PHONE_LOST)
        seat.steps.clear()
        assert seat.state is AgentState.WRAP_UP
        yield seat


def own_call(seat: Seat, **changes: Any) -> None:
    seat.phone.report(a_call(call=9, is_incoming=False, state=CallState.CALLING, **changes))


def have_talked(seat: Seat) -> None:
    """Have a call of key k-1 that the server counts and that has just ended."""
    seat.talk(call_key="k-1")
    seat.status.server.adopt(a_view(seat, state=DutyState.ON_CALL, call_key="k-1"), True)
    seat.hang_up()
    assert seat.state is AgentState.WRAP_UP


def a_view(of: Seat, rev: int = 1, **changes: Any) -> AgentView:
    fields: dict[str, Any] = {
        "account_id": AccountId("anna"),
        "rev": rev,
        "seat": "1001",
        "since_at": of.clock.now(),
    }
    return AgentView(**(fields | changes))


def a_wrap_up_view(seat: Seat, left_s: float | None, **changes: Any) -> AgentView:
    until_at = None if left_s is None else seat.clock.now() + timedelta(seconds=left_s)
    return a_view(seat, state=DutyState.WRAP_UP, wrap_up_until_at=until_at, **changes)
