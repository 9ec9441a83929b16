"""Somebody is in danger: procedure, silent alarm, 112, rest afterwards."""

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace

from console.model.duty.seat_state import AgentState
from console.runtime.task_scope import TaskScope
from console.viewmodels.duty.safety import AlarmState, Danger, SafetyViewModel
from contract.wire.phone_socket import CallState, Line
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.duty_seat import Seat
from tests.unit.console.viewmodels.seat import REGISTERED, a_call


class _Seat(Seat):
    def __init__(self, scope: TaskScope) -> None:
        super().__init__(scope)
        self.complete = True
        self.alarms: list[tuple[str, str]] = []
        self.safety = SafetyViewModel(
            call=self.call, status=self.status, alarm=self._alarm, scope=scope
        )
        self.call.on_line(REGISTERED)
        self.status.signed_in("1001")
        self.status.get_ready()

    async def _alarm(self, kind: str, call_key: str) -> None:
        self.alarms.append((kind, call_key))

    def talk(self, **fields: Any) -> None:
        super().talk(call_key="k-1", **fields)


seat = async_fixture(_Seat)


async def test_choosing_a_danger_shows_its_procedure_and_alarms_the_leads_once(seat: _Seat) -> None:
    seat.talk()
    seat.safety.begin(Danger.THREAT)
    seat.safety.begin(Danger.THREAT)
    assert seat.safety.danger is Danger.THREAT
    assert seat.safety.alarm_state is AlarmState.SENDING
    await until(lambda: seat.alarms)
    assert seat.alarms == [("threat", "k-1")]
    seat.safety.alarm_sent()
    assert seat.safety.alarm_state is AlarmState.SENT


async def test_an_operator_is_told_when_no_lead_is_there_and_when_one_has_seen_it(
    seat: _Seat,
) -> None:
    seat.safety.alarm_seen("Lea")
    assert seat.safety.alarm_state is AlarmState.NONE, "nothing was raised"
    seat.talk()
    seat.safety.begin(Danger.THREAT)
    seat.safety.alarm_sent(is_heard=False)
    assert seat.safety.alarm_state is AlarmState.ALONE
    seat.safety.alarm_seen("Lea")
    assert (seat.safety.alarm_state, seat.safety.seen_by) == (AlarmState.SEEN, "Lea")
    seat.safety.close()
    assert seat.safety.alarm_state is AlarmState.NONE


async def test_the_procedure_stays_when_its_call_ends_and_goes_with_the_next_citizen(
    seat: _Seat,
) -> None:
    seat.talk()
    seat.safety.begin(Danger.EMERGENCY)
    seat.hang_up()
    assert seat.safety.danger is Danger.EMERGENCY, "112 may be called for who has hung up"
    seat.call.on_call(a_call(call=2, call_key="k-2"))
    assert seat.safety.danger is Danger.EMERGENCY
    seat.call.on_call(a_call(call=2, call_key="k-2", state=CallState.ACTIVE))
    assert seat.safety.danger is None


async def test_after_such_a_call_the_operator_rests_even_if_the_card_was_put_away(
    seat: _Seat,
) -> None:
    told: list[str] = []
    seat.status.told.connect(lambda code, _: told.append(code))
    seat.talk()
    seat.safety.begin(Danger.SUICIDE)
    seat.safety.close()
    seat.hang_up()
    assert (seat.status.state, seat.status.reason) == (AgentState.NOT_READY, "after_care")
    assert told == ["after_care"], "why no call rings is said once"


async def test_who_says_ready_after_the_alarm_needs_no_rest_until_the_next_alarm(
    seat: _Seat,
) -> None:
    seat.talk()
    seat.safety.begin(Danger.THREAT)
    seat.status.get_ready()
    seat.hang_up()
    assert seat.status.state is AgentState.READY
    seat.talk()
    seat.safety.begin(Danger.THREAT)
    seat.status.get_ready()
    seat.safety.begin(Danger.THREAT)
    await until(lambda: len(seat.alarms) == 3)
    seat.hang_up()
    assert (seat.status.state, seat.status.reason) == (AgentState.NOT_READY, "after_care")


@pytest.mark.parametrize("locks_in_call", [True, False])
async def test_who_walks_away_after_such_a_call_and_comes_back_rests_all_the_same(
    seat: _Seat, locks_in_call: bool
) -> None:
    seat.complete = False
    seat.talk()
    seat.safety.begin(Danger.THREAT)
    if locks_in_call:
        seat.status.lock.lock()
    seat.hang_up()
    seat.status.lock.lock()
    seat.status.lock.unlock()
    assert seat.steps[-1] == ("ended", ""), "neither a pause nor ready takes the place of her rest"
    seat.status.wrap_up.contact_closed()
    assert (seat.status.state, seat.status.reason) == (AgentState.NOT_READY, "after_care")


async def test_an_emergency_of_the_citizen_is_no_reason_to_rest(seat: _Seat) -> None:
    seat.talk()
    seat.safety.begin(Danger.EMERGENCY)
    seat.hang_up()
    assert seat.status.state is AgentState.READY


async def test_112_is_called_into_the_conversation_and_joined_when_it_answers(seat: _Seat) -> None:
    seat.talk()
    assert seat.safety.may_call_112
    seat.safety.call_112()
    await until(lambda: ("dial", "112") in seat.phone.asked)
    second = a_call(call=2, is_incoming=False, state=CallState.CALLING, peer="112")
    seat.call.on_call(second)
    assert not seat.safety.may_call_112
    assert not seat.safety.may_join_112
    seat.call.on_call(
        a_call(
            call=2, is_incoming=False, state=CallState.ACTIVE, peer="112", answered_mono_s=1001.0
        )
    )
    assert seat.safety.may_join_112


@pytest.mark.parametrize(
    ("state", "asked"), [(CallState.ACTIVE, "hang_up"), (CallState.INCOMING, "reject")]
)
async def test_who_is_consulted_makes_room_for_112(
    seat: _Seat, state: CallState, asked: str
) -> None:
    seat.talk()
    is_incoming = state is CallState.INCOMING
    second = a_call(call=2, is_incoming=is_incoming, state=state, peer="1002", answered_mono_s=1.0)
    seat.call.on_call(second)
    assert seat.safety.may_call_112
    seat.safety.call_112()
    await until(lambda: any(command[0] == asked for command in seat.phone.asked))
    assert ("dial", "112") not in seat.phone.asked, "the phone would refuse a third call"
    seat.call.on_call(replace(second, state=CallState.ENDED, ended_mono_s=2.0))
    await until(lambda: ("dial", "112") in seat.phone.asked)


async def test_112_is_not_called_by_itself_once_the_procedure_was_put_away(seat: _Seat) -> None:
    seat.talk()
    second = a_call(call=2, is_incoming=False, state=CallState.ACTIVE, peer="1002")
    seat.call.on_call(second)
    seat.safety.call_112()
    seat.safety.close()
    seat.call.on_call(replace(second, state=CallState.ENDED, ended_mono_s=2.0))
    await until(lambda: seat.call.second is None)
    await asyncio.sleep(0)
    assert ("dial", "112") not in seat.phone.asked


async def test_the_procedure_helps_without_a_call_too(seat: _Seat) -> None:
    seat.safety.begin(Danger.EMERGENCY)
    await until(lambda: seat.alarms == [("emergency", "")])


async def test_112_is_called_for_a_citizen_who_has_hung_up(seat: _Seat) -> None:
    seat.talk()
    seat.safety.begin(Danger.SUICIDE)
    seat.hang_up()
    assert seat.safety.may_call_112
    seat.safety.call_112()
    await until(lambda: ("dial", "112") in seat.phone.asked)


async def test_112_is_not_offered_while_the_line_is_lost(seat: _Seat) -> None:
    seat.call.on_line(Line(registered=False, reason="network"))
    assert not seat.safety.may_call_112
