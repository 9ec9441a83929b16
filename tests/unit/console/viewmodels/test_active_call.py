"""The one call of the seat."""

from console.viewmodels.active_call import ActiveCallViewModel, CallAction
from console.work.live_call import Call, CallState, EndCause, Snapshot
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import (
    REGISTERED,
    HandClock,
    ObedientPhone,
    a_call,
    a_scope,
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


async def test_a_call_offers_at_each_moment_only_what_can_be_done() -> None:
    async with a_scope() as scope:
        phone = ObedientPhone()
        model, heard, _ = a_model(scope, phone)
        assert model.actions == frozenset()
        phone.report(a_call())
        assert model.actions == {CallAction.ANSWER, CallAction.REJECT}
        model.answer()
        await until(lambda: CallAction.HOLD in model.actions)
        assert model.actions == {CallAction.HOLD, CallAction.MUTE, CallAction.HANG_UP}
        model.toggle_hold()
        await until(lambda: CallAction.RESUME in model.actions)
        model.toggle_hold()
        await until(lambda: CallAction.HOLD in model.actions)
        model.toggle_mute()
        await until(lambda: CallAction.UNMUTE in model.actions)
        model.toggle_mute()
        await until(lambda: CallAction.MUTE in model.actions)
        model.hang_up()
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


async def test_nothing_is_asked_of_the_phone_without_a_call() -> None:
    async with a_scope() as scope:
        phone = ObedientPhone()
        model, _, _ = a_model(scope, phone)
        for act in (model.answer, model.reject, model.hang_up, model.toggle_hold):
            act()
        model.dtmf("1")
        assert phone.asked == []


async def test_time_runs_from_the_ring_then_from_the_answer() -> None:
    async with a_scope() as scope:
        phone = ObedientPhone()
        model, _, clock = a_model(scope, phone)
        assert model.elapsed_s == 0
        phone.report(a_call())
        clock.turn(4)
        assert model.elapsed_s == 4
        phone.report(a_call(state=CallState.ACTIVE, answered_mono_s=1004.0))
        clock.turn(10)
        assert model.elapsed_s == 10
        assert model.held_s == 0
        phone.report(a_call(state=CallState.HELD, answered_mono_s=1004.0))
        clock.turn(7)
        assert model.held_s == 7


async def test_a_second_call_does_not_touch_the_first() -> None:
    async with a_scope() as scope:
        phone = ObedientPhone()
        model, heard, _ = a_model(scope, phone)
        phone.report(a_call())
        model.on_call(a_call(call=2, peer="+390699999999"))
        model.on_call(an_ended(a_call(call=2)))
        assert model.call == a_call()
        assert heard.words == ["rang"]


async def test_a_refusal_of_the_phone_is_told_by_its_code() -> None:
    async with a_scope() as scope:
        phone = ObedientPhone()
        model, heard, _ = a_model(scope, phone)
        phone.report(a_call())
        phone.refusal = "unknown_call"
        model.answer()
        await until(lambda: heard.words == ["rang", "refused unknown_call"])
        phone.refusal, phone.is_gone = "", True
        model.answer()
        await until(lambda: heard.words[-1] == "refused phone_gone")


async def test_a_number_no_seat_may_dial_never_reaches_the_phone() -> None:
    async with a_scope() as scope:
        phone = ObedientPhone()
        model, heard, _ = a_model(scope, phone)
        model.dial("899 123456")
        assert heard.words == ["refused phone_forbidden"]
        model.dial("06 5123 4567")
        await until(lambda: phone.asked == [("dial", "+390651234567")])


async def test_a_call_running_when_the_console_starts_is_found_again() -> None:
    async with a_scope() as scope:
        model, heard, _ = a_model(scope, ObedientPhone())
        talking = a_call(state=CallState.ACTIVE, answered_mono_s=990.0)
        model.on_snapshot(Snapshot(line=REGISTERED, calls=(talking,)))
        assert heard.words == ["found"]
        assert model.call == talking
        assert model.line.registered


async def test_a_call_missing_from_a_fresh_snapshot_has_ended() -> None:
    async with a_scope() as scope:
        phone = ObedientPhone()
        model, heard, _ = a_model(scope, phone)
        phone.report(a_call(state=CallState.ACTIVE, answered_mono_s=1004.0))
        model.on_snapshot(Snapshot(line=REGISTERED))
        assert heard.words[-1] == f"ended {EndCause.PHONE_LOST}"
        assert model.call is None


async def test_the_phone_process_gone_ends_the_call_and_the_line() -> None:
    async with a_scope() as scope:
        phone = ObedientPhone()
        model, heard, _ = a_model(scope, phone)
        phone.report(a_call())
        model.on_gone()
        assert heard.words == ["rang", "ended phone_lost"]
        assert model.line.reason == "phone_gone"


async def test_the_end_of_a_call_never_seen_says_nothing() -> None:
    async with a_scope() as scope:
        model, heard, _ = a_model(scope, ObedientPhone())
        ended: Call = an_ended(a_call())
        model.on_call(ended)
        assert heard.words == []
        assert model.call is None
