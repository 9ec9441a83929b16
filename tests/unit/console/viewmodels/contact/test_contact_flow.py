"""What follows from what: a whole call, a whole callback, a lost connection."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from console.errors import LocalStoreBroken
from console.model.duty.seat_state import AgentState, PauseReason
from console.scenes import scene_city as city
from console.scenes.scene_seat import SceneSeat, scene_seat
from console.viewmodels.callbacks.callback_windows import windows_from
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.kit.unsent_input import InputByPlace
from contract.domain.account import Role
from contract.domain.callback_hours import ROME
from contract.domain.ids import CallbackId
from contract.wire.claims import CallerMatches
from contract.wire.commands import RecordAttempt, RecordContact
from contract.wire.phone_socket import Call, CallState, EndCause, Line
from contract.wire.trunks import TrunkState
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until


@asynccontextmanager
async def a_seat(role: Role = Role.OPERATOR) -> AsyncIterator[SceneSeat]:
    async with scene_seat() as seat:
        seat.server.role = role
        await seat.enter()
        await until(lambda: seat.models.connection.connection.online)
        await until(lambda: seat.models.knowledge.answer.hits)  # the search is ready
        seat.models.status.get_ready()
        yield seat


seat = async_fixture(a_seat)


def sent(seat: SceneSeat, kind: type[Any]) -> list[Any]:
    return [one.data for one in seat.server.commands if isinstance(one.data, kind)]


def ring(seat: SceneSeat, **changes: Any) -> None:
    now = time.monotonic()
    call = Call(call=1, sip_id="x", state=CallState.INCOMING, peer=city.PHONE, started_mono_s=now)
    seat.models.call.on_call(replace(call, **changes))


async def talk(seat: SceneSeat) -> None:
    ring(seat)
    seat.phone.report(state=CallState.ACTIVE, answered_mono_s=time.monotonic(), answered_utc_s=1.0)
    await until(lambda: seat.models.editor.draft is not None)


def hang_up(seat: SceneSeat, cause: EndCause = EndCause.HUNG_UP_THERE) -> None:
    seat.phone.report(state=CallState.ENDED, cause=cause, ended_mono_s=time.monotonic())


async def test_a_call_from_ring_to_ready_without_wrap_up(seat: SceneSeat) -> None:
    models = seat.models
    ring(seat)
    await until(lambda: models.caller.matches)
    await talk(seat)
    models.knowledge.type_query("anagrafe")
    models.editor.closing.close()
    await until(lambda: sent(seat, RecordContact))
    assert sent(seat, RecordContact)[0].contact.topic_id == city.CARDS[0].topic_id
    assert "saved" in models.notices.passing
    hang_up(seat)
    assert models.status.state is AgentState.READY
    ring(seat)
    assert "saved" not in models.notices.passing


@pytest.mark.parametrize(
    ("number", "is_up", "code"),
    [
        (city.PHONE, True, "outgoing_ended"),
        (city.PHONE, False, "outgoing_cut_off"),
        ("112", False, "outgoing_cut_off"),
        ("1002", False, "outgoing_ended"),  # a colleague
    ],
)
async def test_a_call_out_that_fails_blames_the_line_when_that_is_down_and_not_the_number(
    seat: SceneSeat, number: str, is_up: bool, code: str
) -> None:
    state = TrunkState(exchange="a", is_up=is_up, since_at=city.NOW)
    seat.models.duty.trunks.show((state,))
    ring(seat, state=CallState.CALLING, peer=number, is_incoming=False)
    hang_up(seat, EndCause.NO_ANSWER)
    told = seat.models.notices.passing
    await until(lambda: told.keys() & {"outgoing_ended", "outgoing_cut_off"})
    assert code in told


async def test_a_full_disk_is_told_until_it_takes_the_words_typed_in_a_panel(
    seat: SceneSeat,
) -> None:
    words, told = seat.models.words, seat.models.notices.passing

    async def refuse(_: InputByPlace) -> InputByPlace:
        raise LocalStoreBroken("full")

    save, words.saver._save = words.saver._save, refuse
    words.type("member anna", ("Torna alle 11",))
    await until(lambda: "store_full" in told)
    words.saver._save = save
    await until(lambda: "store_full" not in told)
    assert words.is_saved


async def test_a_citizen_still_on_the_line_stays_known_after_her_contact_is_closed(
    seat: SceneSeat,
) -> None:
    models = seat.models
    ring(seat)
    await until(lambda: models.caller.matches)
    await talk(seat)
    models.editor.edit(Field.TOPIC, city.TOPICS[0].id)
    models.editor.closing.close()
    await until(lambda: sent(seat, RecordContact))
    assert models.caller.matches
    models.editor.begin(phone=city.PHONE)
    await until(lambda: models.editor.draft is not None)
    assert models.editor.draft.caller.phone == city.PHONE
    assert "saved" not in models.notices.passing
    models.editor.parked.discard()
    await until(lambda: models.editor.draft is None)
    hang_up(seat)
    assert models.caller.matches == ()


async def test_a_forwarded_contact_is_told_with_where_and_when(seat: SceneSeat) -> None:
    models = seat.models
    await talk(seat)
    models.editor.edit(Field.TOPIC, city.TOPICS[0].id)
    models.editor.edit(Field.DESCRIPTION, "Chiede una rettifica.")
    models.editor.closing.forward()
    await until(lambda: "forwarded" in models.notices.passing)
    await until(lambda: sent(seat, RecordContact))
    contact, told = sent(seat, RecordContact)[0], models.notices.passing["forwarded"].subject
    assert told["desk"] in {desk.name for desk in models.editor.desks}
    assert contact.callback is not None
    assert told["start"] == contact.callback.window_start_at.isoformat()


async def test_an_incomplete_contact_leads_to_wrap_up_and_then_aside(seat: SceneSeat) -> None:
    models = seat.models
    await talk(seat)
    hang_up(seat)
    assert models.status.state is AgentState.WRAP_UP
    models.status.since_s -= 61
    models.status.time.until_s -= 61
    models.status.tick()
    await until(lambda: models.editor.draft is None)
    assert models.status.state is AgentState.READY
    assert "put_aside" in models.notices.passing


async def test_closing_in_wrap_up_makes_ready_at_once(seat: SceneSeat) -> None:
    await talk(seat)
    hang_up(seat)
    seat.models.editor.edit(Field.TOPIC, city.TOPICS[0].id)
    seat.models.editor.closing.close()
    await until(lambda: seat.models.status.state is AgentState.READY)


async def test_a_dropped_line_is_told_and_the_draft_stays(seat: SceneSeat) -> None:
    await talk(seat)
    hang_up(seat, EndCause.NETWORK)
    assert "call_dropped" in seat.models.notices.passing
    assert seat.models.editor.draft is not None


async def test_a_phone_lost_in_a_call_is_told_until_it_is_back_and_then_the_lost_call(
    seat: SceneSeat,
) -> None:
    await talk(seat)
    call = seat.models.call.call
    assert call is not None
    two_minutes_ago = time.monotonic() - 125
    seat.models.call.on_call(replace(call, answered_mono_s=two_minutes_ago))
    seat.models.call.on_gone()
    notices = seat.models.notices
    assert notices.passing.keys() == {"phone_gone_in_call"}
    seat.models.call.on_line(Line(registered=True))
    assert notices.passing.keys() == {"call_dropped"}
    assert notices.passing["call_dropped"].subject == {"talked_s": "125", "phone": city.PHONE}


async def test_a_caller_who_gives_up_leaves_no_trace_on_the_screen(seat: SceneSeat) -> None:
    ring(seat)
    await until(lambda: seat.models.caller.matches)
    hang_up(seat)
    assert seat.models.caller.matches == ()
    assert seat.models.status.state is AgentState.READY


async def test_a_call_the_exchange_takes_back_unanswered_is_told_as_missed(seat: SceneSeat) -> None:
    ring(seat)
    hang_up(seat, EndCause.NO_ANSWER)
    assert seat.models.status.state is AgentState.NOT_READY
    assert "missed_call" in seat.models.notices.passing


async def test_a_withheld_number_is_not_looked_up(seat: SceneSeat) -> None:
    ring(seat, peer="anonymous")
    assert seat.models.caller.state == "hidden"


async def test_the_caller_is_looked_for_among_own_contacts_when_offline(seat: SceneSeat) -> None:
    seat.server.is_away = True
    ring(seat)
    await until(lambda: seat.models.caller.state == "offline")
    assert seat.models.caller.recent == city.CONTACTS


async def test_a_confirmed_caller_fills_the_contact(seat: SceneSeat) -> None:
    seat.server.answers["/callers"] = CallerMatches(matches=city.MATCHES)
    await talk(seat)
    await until(lambda: len(seat.models.caller.matches) == 2)
    seat.models.caller.confirm(1)
    assert seat.models.editor.draft.caller.name == "Prova Esempio"
    assert seat.models.editor.draft.citizen_id == "z-2"


async def test_a_callback_from_queue_to_queue() -> None:
    async with a_seat(Role.LEVEL_TWO) as seat:
        models = seat.models
        models.queue.claim(CallbackId("r-1"))
        await until(lambda: models.case_work.callback is not None)
        assert models.status.reason == "case_work"
        models.case_work.dial()
        await until(lambda: models.call.is_live)
        assert models.status.state is AgentState.CALLING
        seat.phone.report(state=CallState.ACTIVE, answered_mono_s=time.monotonic())
        hang_up(seat)
        models.case_work.write_note("Fatto")
        models.case_work.choose_outcome("solved")
        models.case_work.record(then_next=True)
        await until(lambda: getattr(models.case_work.callback, "id", "") == "r-2")
        assert len(sent(seat, RecordAttempt)) == 1


async def test_a_refused_number_is_told(seat: SceneSeat) -> None:
    seat.models.call.controls.dial("899000111")
    assert "phone_forbidden" in seat.models.notices.passing


async def test_an_obstacle_is_told_while_it_lasts(seat: SceneSeat) -> None:
    notices, call = seat.models.notices, seat.models.call
    call.expects_line = False
    call.on_devices((), False)
    assert "no_microphone" in notices.passing
    call.on_devices((), True)
    assert "no_microphone" not in notices.passing
    for reason, code in (
        ("unreachable", "line_lost"),
        ("refused", "line_refused"),
        ("certificate", "line_certificate"),
        ("not_set", "line_not_set"),
        ("phone_gone", "phone_gone"),
    ):
        call.on_line(Line(reason=reason))
        assert code in notices.passing
    call.on_line(Line(registered=True))
    assert notices.passing == {}


async def test_offline_and_back_are_told_with_what_waits(seat: SceneSeat) -> None:
    models = seat.models
    await until(lambda: models.connection.connection.online)
    await seat.lose_server()
    await until(lambda: "offline" in models.notices.passing)
    await until(lambda: models.notices.passing["offline"].subject["waiting"] == "3")
    seat.server.is_away = False
    seat.console.engine.wake()
    await until(lambda: "came_back" in models.notices.passing)
    assert models.notices.passing["came_back"].subject["sent"] == "3"
    assert "offline" not in models.notices.passing


async def test_a_wrong_certificate_is_told_and_taken_back(seat: SceneSeat) -> None:
    models = seat.models
    seat.server.is_foreign = True
    seat.console.engine.wake()
    await until(lambda: "certificate" in models.notices.passing)
    seat.server.is_foreign = False
    seat.console.engine.wake()
    await until(lambda: "certificate" not in models.notices.passing)


async def test_locking_stops_calls_from_ringing(seat: SceneSeat) -> None:
    seat.models.session.lock()
    assert seat.models.status.state is AgentState.NOT_READY
    assert seat.models.status.reason == PauseReason.BREAK


async def test_a_call_met_before_signing_in_is_taken_up_after() -> None:
    async with scene_seat() as seat:
        ring(seat, state=CallState.ACTIVE, answered_mono_s=1.0)
        assert seat.models.editor.draft is None
        await seat.enter()
        await until(lambda: seat.models.editor.draft is not None)
        assert "resumed_in_call" in seat.models.notices.passing


def test_no_callback_is_promised_for_a_holiday() -> None:
    eve = datetime(2026, 12, 7, 19, 0, tzinfo=UTC)  # Tuesday is the Immaculate Conception
    assert windows_from(eve, 1)[0].window_start_at.date() == date(2026, 12, 9)


def test_callback_windows_begin_half_an_hour_from_now_on_working_days() -> None:
    friday_evening = datetime(2026, 11, 27, 15, 45, tzinfo=UTC)  # 16:45 in Rome
    windows = windows_from(friday_evening, 3)
    starts = [window.window_start_at.astimezone(ROME) for window in windows]
    assert [f"{start:%a %H}" for start in starts] == ["Mon 09", "Mon 11", "Mon 13"]
    assert windows[0].window_start_at.utcoffset() == timedelta(0)
    early = windows_from(datetime(2026, 11, 25, 7, 0, tzinfo=UTC), 2)
    assert [f"{one.window_start_at.astimezone(ROME):%H}" for one in early] == ["09", "11"]


async def test_a_line_that_is_being_set_up_is_not_told_as_missing_to_who_is_ready_early(
    seat: SceneSeat,
) -> None:
    models = seat.models
    models.call.expects_line = True
    models.call.on_line(Line(reason="not_set"))
    models.status.get_ready()
    assert "line_not_set" not in models.notices.passing
    models.call.on_line(Line(registered=True))
    assert models.status.state is AgentState.READY
