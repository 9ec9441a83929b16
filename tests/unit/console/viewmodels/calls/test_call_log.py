"""Each call is remembered with its end and how it sounded; a store that fails stops nothing."""

from datetime import timedelta

from console.errors import LocalStoreBroken
from console.model.calls.past_call import PastCall
from console.runtime.clock import ServerClock
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.call_log import CallLogViewModel
from console.viewmodels.calls.passed_call import PassedCallViewModel
from contract.wire.claims import CallStory
from contract.wire.duty import CallContext, CallQuality
from contract.wire.phone_socket import CallState, EndCause, Quality
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import (
    CITIZEN,
    NOW,
    HandClock,
    ObedientPhone,
    a_call,
    an_ended,
)


class Bench:
    def __init__(self, scope: TaskScope) -> None:
        self.clock = HandClock()
        self.calls = ActiveCallViewModel(phone=ObedientPhone(), scope=scope, monotonic_s=self.clock)
        self.kept: list[PastCall] = []
        self.quality: dict[str, CallQuality] = {}
        self.stalls = 0
        self.context: CallContext | None = None
        self.unkept = ""  # id of a call the store does not take
        self.log = CallLogViewModel(
            calls=self.calls,
            records=self,
            context=lambda: self.context,
            stalls=lambda: self.stalls,
            scope=scope,
            at=ServerClock(self.clock.now, self.clock).at,
        )

    async def past(self) -> tuple[PastCall, ...]:
        return tuple(self.kept)

    async def note(self, call: PastCall) -> None:
        if call.id == self.unkept:
            raise LocalStoreBroken("full")
        self.kept.append(call)
        self.log.refresh()

    async def note_quality(self, call_key: str, quality: CallQuality) -> None:
        self.quality[call_key] = quality


def heard(mos: float, lost_pct: float) -> Quality:
    return Quality(call=1, mos=mos, lost_pct=lost_pct, jitter_ms=6, rtt_ms=30, device="Cuffia")


async def test_a_call_is_kept_with_when_it_began_and_why_it_ended(scope: TaskScope) -> None:
    bench = Bench(scope)
    bench.calls.on_call(a_call(call_key="key-1"))
    bench.clock.turn(15)
    bench.calls.on_call(an_ended(a_call(call_key="key-1"), EndCause.NO_ANSWER, at_s=1015))
    await until(lambda: bench.log.calls)
    [past] = bench.log.calls
    assert past == PastCall(
        id="key-1",
        is_incoming=True,
        peer=CITIZEN,
        queue="Tributi",
        began_at=NOW,
        ended_at=NOW + timedelta(seconds=15),
        cause=EndCause.NO_ANSWER,
    )
    assert past.is_missed
    assert bench.quality == {}, "nothing was heard"


async def test_how_it_sounded_is_told_with_headset_and_stalls_of_this_call_only(
    scope: TaskScope,
) -> None:
    bench = Bench(scope)
    bench.stalls = 7
    talking = a_call(call_key="key-1", state=CallState.ACTIVE, answered_mono_s=1002.0)
    bench.calls.on_call(talking)
    for sample in (heard(4.0, 0.0), heard(3.0, 2.0)):
        bench.calls.on_quality(sample)
    bench.stalls = 9
    bench.calls.on_call(an_ended(talking, at_s=1062.0))
    await until(lambda: "key-1" in bench.quality)
    quality = bench.quality["key-1"]
    assert (quality.mos_mean, quality.mos_min, quality.lost_pct) == (3.5, 3.0, 1.0)
    assert (quality.device, quality.stalls, quality.talk_s) == ("Cuffia", 2, 60.0)


async def test_who_passed_a_call_on_and_why_to_a_closed_line_stays_with_it(
    scope: TaskScope,
) -> None:
    bench = Bench(scope)
    bench.context = CallContext(call_key="key-1", from_name="Carlo Prova", closed_reason="urgente")
    talking = a_call(call_key="key-1", state=CallState.ACTIVE, answered_mono_s=1002.0)
    bench.calls.on_call(talking)
    bench.calls.on_quality(heard(4.0, 0.0))
    bench.calls.on_call(an_ended(talking, at_s=1062.0))
    other = a_call(call=2, call_key="key-2", state=CallState.ACTIVE, answered_mono_s=1070.0)
    bench.calls.on_call(other)
    bench.calls.on_call(an_ended(other, at_s=1080.0))
    await until(lambda: len(bench.log.calls) == 2)
    story = bench.log.story_of("key-1")
    assert (story.passed_by, story.closed_reason) == ("Carlo Prova", "urgente")
    assert story.quality == bench.quality["key-1"]
    assert bench.log.story_of("key-2") == CallStory(), "what is known was of the other call"
    assert bench.log.story_of("") == CallStory()


async def test_a_store_that_takes_nothing_stops_nothing(scope: TaskScope) -> None:
    bench = Bench(scope)
    bench.unkept = "a@exchange"
    bench.calls.on_call(a_call())
    bench.calls.on_call(an_ended(a_call()))
    bench.calls.on_call(a_call(call=2, sip_id="b@exchange"))
    bench.calls.on_call(an_ended(a_call(call=2, sip_id="b@exchange")))
    await until(lambda: [call.id for call in bench.kept] == ["b@exchange"])


async def test_what_is_known_of_a_call_comes_late_but_never_to_another_call(
    scope: TaskScope,
) -> None:

    async def look_up(call_key: str) -> CallContext | None:
        return CallContext(call_key=call_key, from_name="Carlo Prova")

    passed = PassedCallViewModel(ask=look_up, scope=scope)
    passed.look_up("key-1")
    passed.clear()
    passed.look_up("key-2")
    await until(lambda: passed.context is not None)
    assert passed.context == CallContext(call_key="key-2", from_name="Carlo Prova")
    assert passed.is_passed_on
    passed.clear()
    assert passed.context is None
