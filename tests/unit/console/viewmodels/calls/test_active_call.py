"""The one call of the seat."""

from console.model.calls.live_call import PhoneAbility
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.one_call import CallAction
from contract.wire.phone_socket import Call, CallState, EndCause, Snapshot
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import (
    REGISTERED,
    HandClock,
    ObedientPhone,
    a_call,
    an_ended,
)


class Heard:
    """What the view-model said, in order."""

    def __init__(self, model: ActiveCallViewModel) -> None:
        self.words: list[str] = []
        model.rang.connect(lambda _: self.words.append("rang"))
        model.answered.connect(lambda _: self.words.append("answered"))
        model.ended.connect(lambda call: self.words.append(f"ended {call.cause}"))
        model.found_running.connect(lambda _: self.words.append("found"))
        model.refused.connect(lambda code: self.words.append(f"refused {code}"))


def a_model(scope: object, phone: ObedientPhone) -> tuple[ActiveCallViewModel, Heard, HandClock]:
    clock = HandClock()
    model = ActiveCallViewModel(phone=phone, scope=scope, monotonic_s=clock)  # type: ignore[arg-type]
    phone.hears = model.on_call
    return model, Heard(model), clock


async def test_a_call_offers_at_each_moment_only_what_can_be_done(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, heard, _ = a_model(scope, phone)
    assert model.controls.actions == frozenset()
    phone.report(a_call())
    assert model.controls.actions == {CallAction.ANSWER, CallAction.REJECT}
    model.controls.answer()
    await until(lambda: CallAction.HOLD in model.controls.actions)
    assert model.controls.actions == {CallAction.HOLD, CallAction.MUTE, CallAction.HANG_UP}
    model.controls.toggle_hold()
    await until(lambda: CallAction.RESUME in model.controls.actions)
    model.controls.toggle_hold()
    await until(lambda: CallAction.HOLD in model.controls.actions)
    model.controls.toggle_mute()
    await until(lambda: CallAction.UNMUTE in model.controls.actions)
    model.controls.toggle_mute()
    await until(lambda: CallAction.MUTE in model.controls.actions)
    model.controls.hang_up()
    await until(lambda: not model.is_live)
    assert heard.words == ["rang", "answered", "ended hung_up_here"]
    assert [name for name, _ in phone.asked] == [
        "answer",
        "hold",
        "resume",
        "mute",
        "mute",
        "hang_up",
    ]


async def test_nothing_is_asked_of_the_phone_without_a_call(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, _, _ = a_model(scope, phone)
    for act in (
        model.controls.answer,
        model.controls.reject,
        model.controls.hang_up,
        model.controls.toggle_hold,
    ):
        act()
    model.controls.dtmf("1")
    assert phone.asked == []


async def test_time_runs_from_the_ring_then_from_the_answer(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, _, clock = a_model(scope, phone)
    phone.report(a_call())
    assert model.main is not None
    assert model.main.began_s == 1000.0
    clock.turn(4)
    phone.report(a_call(state=CallState.ACTIVE, answered_mono_s=1004.0))
    assert model.main.began_s == 1004.0
    clock.turn(10)
    assert model.main.held_s == 0
    phone.report(a_call(state=CallState.HELD, answered_mono_s=1004.0))
    clock.turn(7)
    assert model.main.held_s == 7


async def test_a_second_call_does_not_touch_the_first(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, heard, _ = a_model(scope, phone)
    phone.report(a_call())
    model.on_call(a_call(call=2, peer="+390699999999"))
    model.on_call(an_ended(a_call(call=2)))
    assert model.call == a_call()
    assert heard.words == ["rang"]


async def test_a_refusal_of_the_phone_is_told_by_its_code(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, heard, _ = a_model(scope, phone)
    phone.report(a_call())
    phone.refusal = "unknown_call"
    model.controls.answer()
    await until(lambda: heard.words == ["rang", "refused unknown_call"])
    phone.refusal, phone.is_gone = "", True
    model.controls.answer()
    await until(lambda: heard.words[-1] == "refused phone_gone")


async def test_a_number_no_seat_may_dial_never_reaches_the_phone(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, heard, _ = a_model(scope, phone)
    model.controls.dial("899 123456")
    assert heard.words == ["refused phone_forbidden"]
    model.controls.dial("06 5123 4567")
    await until(lambda: phone.asked == [("dial", "+390651234567")])


async def test_a_call_running_when_the_console_starts_is_found_again(scope: TaskScope) -> None:
    model, heard, _ = a_model(scope, ObedientPhone())
    talking = a_call(state=CallState.ACTIVE, answered_mono_s=990.0)
    model.on_snapshot(Snapshot(line=REGISTERED, calls=(talking,)))
    assert heard.words == ["found"]
    assert model.call == talking
    assert model.line.registered


async def test_a_call_missing_from_a_fresh_snapshot_has_ended(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, heard, _ = a_model(scope, phone)
    phone.report(a_call(state=CallState.ACTIVE, answered_mono_s=1004.0))
    model.on_snapshot(Snapshot(line=REGISTERED))
    assert heard.words[-1] == f"ended {EndCause.PHONE_LOST}"
    assert model.call is None


async def test_the_phone_process_gone_ends_the_call_and_the_line(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, heard, _ = a_model(scope, phone)
    phone.report(a_call())
    model.on_gone()
    assert heard.words == ["rang", "ended phone_lost"]
    assert model.line.reason == "phone_gone"


async def test_the_end_of_a_call_never_seen_says_nothing(scope: TaskScope) -> None:
    model, heard, _ = a_model(scope, ObedientPhone())
    ended: Call = an_ended(a_call())
    model.on_call(ended)
    assert heard.words == []
    assert model.call is None


def a_consultation(**changes: object) -> Call:
    made_here = {"is_incoming": False, "state": CallState.ACTIVE, "answered_mono_s": 1010.0}
    return a_call(call=2, peer="1201", queue="", **{**made_here, **changes})


def held(**changes: object) -> Call:
    return a_call(state=CallState.HELD, answered_mono_s=1004.0, **changes)


async def test_each_of_two_calls_keeps_its_own_name_state_and_time(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, heard, _ = a_model(scope, phone)
    phone.report(a_call(peer_name="Bianca Esempio"))
    phone.report(held(peer_name="Bianca Esempio"))
    phone.report(a_consultation(peer_name="Tributi"))
    assert model.main is not None
    assert model.second is not None
    assert (model.main.call.peer_name, model.second.call.peer_name) == ("Bianca Esempio", "Tributi")
    assert model.spoken is model.second
    phone.report(an_ended(a_consultation()))
    assert model.second is None
    assert model.main.call.peer_name == "Bianca Esempio"
    assert heard.words == ["rang"]


async def test_hanging_up_ends_the_call_that_is_spoken_with(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, _, _ = a_model(scope, phone)
    phone.report(held())
    phone.report(a_consultation())
    model.controls.hang_up()
    await until(lambda: model.second is None)
    assert phone.asked == [("hang_up", 2)]
    model.controls.hang_up()
    await until(lambda: not model.is_live)
    assert phone.asked[-1] == ("hang_up", 1)


async def test_the_hold_key_speaks_with_the_other_of_two_calls(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, _, _ = a_model(scope, phone)
    phone.report(held())
    phone.report(a_consultation())
    model.controls.toggle_hold()
    await until(lambda: phone.asked == [("resume", 1)])
    phone.report(a_consultation(state=CallState.HELD))
    assert model.spoken is model.main
    model.controls.toggle_hold()
    await until(lambda: phone.asked[-1] == ("resume", 2))


async def test_a_call_that_rings_beside_another_is_answered_by_the_same_key(
    scope: TaskScope,
) -> None:
    phone = ObedientPhone()
    model, heard, _ = a_model(scope, phone)
    phone.report(a_call(state=CallState.ACTIVE, answered_mono_s=1004.0))
    phone.report(a_call(call=2, peer="1202", queue=""))
    assert model.ringing is model.second
    model.controls.answer()
    await until(lambda: model.second is not None and model.second.is_spoken)
    assert phone.asked == [("answer", 2)]
    assert heard.words == ["found"], "the first call is not taken for a new one"


async def test_the_second_call_goes_on_alone_when_the_citizen_hangs_up(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, heard, _ = a_model(scope, phone)
    phone.report(held())
    phone.report(a_consultation())
    phone.report(an_ended(held()))
    assert heard.words[-1] == "ended hung_up_there"
    assert model.call == a_consultation()
    assert model.second is None
    phone.report(an_ended(a_consultation()))
    assert not model.is_live


async def test_three_at_once_are_all_held_by_nobody_and_all_muted_together(
    scope: TaskScope,
) -> None:
    phone = ObedientPhone()
    model, _, _ = a_model(scope, phone)
    phone.report(held())
    phone.report(a_consultation())
    assert await model.controls.join()
    assert model.is_joined
    model.controls.toggle_hold()
    model.controls.toggle_mute()
    await until(lambda: all(one.call.is_muted for one in model.calls))
    assert [name for name, _ in phone.asked] == ["join", "mute", "mute"]
    assert await model.controls.split()
    assert model.spoken is model.main


async def test_a_call_handed_on_takes_the_place_of_the_one_it_replaces(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, heard, _ = a_model(scope, phone)
    told: list[Call] = []
    model.took_over.connect(told.append)
    colleague = a_call(peer="1002", state=CallState.ACTIVE, answered_mono_s=1004.0)
    phone.report(colleague)
    handed_on = a_call(call=2, replaces=1, state=CallState.ACTIVE, answered_mono_s=1020.0)
    phone.report(handed_on)
    phone.report(an_ended(colleague))
    assert told == [handed_on]
    assert model.call == handed_on
    assert heard.words == ["found"]


async def test_a_desk_phone_is_asked_only_for_what_it_has(scope: TaskScope) -> None:
    phone = ObedientPhone()
    phone.can = frozenset({PhoneAbility.DIAL})
    model, _, _ = a_model(scope, phone)
    phone.report(a_call(state=CallState.ACTIVE, answered_mono_s=1004.0))
    assert model.controls.actions == {CallAction.HANG_UP}
    for act in (model.controls.toggle_hold, model.controls.toggle_mute):
        act()
    model.controls.dtmf("1")
    assert phone.asked == []


async def test_digits_are_sent_to_the_one_spoken_with_and_kept_to_be_seen(scope: TaskScope) -> None:
    phone = ObedientPhone()
    model, _, _ = a_model(scope, phone)
    phone.report(a_call(state=CallState.ACTIVE, answered_mono_s=1004.0))
    model.controls.dtmf("1")
    model.controls.dtmf("#")
    model.controls.dtmf("x")
    await until(lambda: phone.asked == [("dtmf", "1"), ("dtmf", "#")])
    assert model.main is not None
    assert model.main.digits == "1#"


async def test_a_console_started_anew_finds_citizen_and_consultation_in_their_places(
    scope: TaskScope,
) -> None:
    model, heard, _ = a_model(scope, ObedientPhone())
    model.on_snapshot(Snapshot(line=REGISTERED, calls=(a_consultation(), held())))
    assert heard.words == ["found"]
    assert model.call == held()
    assert model.second is not None
    assert model.spoken is model.second
