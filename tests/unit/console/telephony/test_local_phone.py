"""The console's end of the phone's socket."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from console.errors import PhoneRefused, PhoneUnavailable
from console.runtime.task_scope import TaskScope
from console.telephony import phone_link
from console.telephony.local_phone import LocalPhone
from contract.wire import phone_socket as wire
from contract.wire.phone_socket import AudioDevice, Call, CallState, Line, Quality, Snapshot
from contract.wire.session import LineSettings
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.telephony.scripted_phone import ScriptedPhone, agree, scripted_phone

LINE = LineSettings(seat="1001", wss_urls=("wss://e/sip",), realm="sede.test", secret="s")
REGISTERED = Line(registered=True)


phone = async_fixture(scripted_phone)


class Told:
    """A listener that keeps what it is told, in order."""

    def __init__(self) -> None:
        self.all: list[tuple[Any, ...]] = []

    def on_snapshot(self, snapshot: Snapshot) -> None:
        self.all.append(("snapshot", snapshot))

    def on_line(self, line: Line) -> None:
        self.all.append(("line", line))

    def on_call(self, call: Call) -> None:
        self.all.append(("call", call))

    def on_dtmf(self, call: int, digit: str) -> None:
        self.all.append(("dtmf", call, digit))

    def on_quality(self, quality: Quality) -> None:
        self.all.append(("quality", quality))

    def on_devices(self, devices: tuple[AudioDevice, ...], has_microphone: bool) -> None:
        self.all.append(("devices", devices, has_microphone))

    def on_transfer(self, call: int, code: int, final: bool) -> None:
        self.all.append(("transfer", call, code, final))

    def on_levels(self, microphone: float, heard: float) -> None:
        self.all.append(("levels", microphone, heard))

    def on_headset(self, keys: str) -> None:
        self.all.append(("headset", keys))

    def on_message(self, on: bool) -> None:
        self.all.append(("message", on))

    def on_gone(self) -> None:
        self.all.append(("gone",))

    def kinds(self) -> list[str]:
        return [str(entry[0]) for entry in self.all]


@contextlib.asynccontextmanager
async def attached(phone: ScriptedPhone) -> AsyncIterator[LocalPhone]:
    async with started(phone) as local:
        await until(lambda: local.snapshot.line.reason != "phone_gone")
        yield local


@contextlib.asynccontextmanager
async def started(phone: ScriptedPhone, **options: Any) -> AsyncIterator[LocalPhone]:
    crashes: list[BaseException] = []
    scope = TaskScope(lambda _, error: crashes.append(error))
    local = LocalPhone(phone.socket, scope, **options)
    local.start()
    try:
        yield local
    finally:
        await scope.close()
        assert crashes == []


def call(state: CallState, number: int = 1) -> Call:
    return Call(call=number, state=state)


async def test_listener_gets_the_snapshot_at_once_and_what_follows(phone: ScriptedPhone) -> None:
    phone.snapshot = Snapshot(seq=5, line=REGISTERED)
    async with attached(phone) as local:
        told = Told()
        local.listen(told)
        assert told.all == [("snapshot", phone.snapshot)]
        quality = Quality(call=1, mos=4.1, lost_pct=0, jitter_ms=1, rtt_ms=2)
        device = AudioDevice(id="a", kind="input", label="Cuffia")
        phone.tell(
            wire.CallEvent(seq=6, call=call(CallState.INCOMING)),
            wire.DtmfEvent(seq=7, call=1, digit="5"),
            wire.QualityEvent(seq=8, quality=quality),
            wire.DevicesEvent(seq=9, devices=(device,), has_microphone=True),
            wire.LineEvent(seq=10, line=Line(reason="unreachable")),
        )
        await until(lambda: len(told.all) == 6)
        assert told.kinds()[1:] == ["call", "dtmf", "quality", "devices", "line"]
        assert local.snapshot.seq == 10
        assert local.snapshot.calls == (call(CallState.INCOMING),)
        assert local.snapshot.devices == (device,)
        assert local.snapshot.line.reason == "unreachable"


async def test_listener_that_left_hears_nothing_more(phone: ScriptedPhone) -> None:
    phone.snapshot = Snapshot(line=REGISTERED)
    async with attached(phone) as local:
        told, other = Told(), Told()
        leave = local.listen(told)
        local.listen(other)
        leave()
        leave()
        phone.tell(wire.LineEvent(seq=1, line=Line()))
        await until(lambda: len(other.all) == 2)
        assert len(told.all) == 1


async def test_events_that_are_in_the_snapshot_already_are_dropped(phone: ScriptedPhone) -> None:
    phone.snapshot = Snapshot(seq=5, line=REGISTERED)
    async with attached(phone) as local:
        told = Told()
        local.listen(told)
        phone.tell(
            wire.CallEvent(seq=4, call=call(CallState.ENDED)),
            wire.CallEvent(seq=5, call=call(CallState.INCOMING)),
            wire.CallEvent(seq=6, call=call(CallState.ACTIVE)),
        )
        await until(lambda: len(told.all) == 2)
        assert told.all[1] == ("call", call(CallState.ACTIVE))


async def test_ended_call_leaves_the_snapshot_and_others_stay(phone: ScriptedPhone) -> None:
    phone.snapshot = Snapshot(line=REGISTERED, calls=(call(CallState.HELD, 1),))
    async with attached(phone) as local:
        phone.tell(wire.CallEvent(seq=1, call=call(CallState.ACTIVE, 2)))
        await until(lambda: len(local.snapshot.calls) == 2)
        phone.tell(wire.CallEvent(seq=2, call=call(CallState.ENDED, 1)))
        await until(lambda: local.snapshot.calls == (call(CallState.ACTIVE, 2),))


async def test_words_of_a_newer_phone_are_passed_over(phone: ScriptedPhone) -> None:
    phone.snapshot = Snapshot(line=REGISTERED)
    async with attached(phone) as local:
        phone.tell(b'{"ev":"smell","seq":1}', b"[]", b"{", b'{"re":99,"ok":true}', b'{"ev":"call"}')
        phone.tell(wire.LineEvent(seq=2, line=Line(reason="refused")))
        await until(lambda: local.snapshot.line.reason == "refused")


async def test_every_command_reaches_the_phone_with_its_fields(phone: ScriptedPhone) -> None:
    phone.snapshot = Snapshot(line=REGISTERED)
    phone.reply = lambda request: {"re": request["id"], "ok": True, "result": 7}
    async with attached(phone) as local:
        assert await local.dial("1002") == 7
        await local.answer(1)
        await local.reject(1)
        await local.hang_up(1)
        await local.hold(1)
        await local.resume(1)
        await local.mute(1, True)
        await local.dtmf(1, "5#")
        await local.set_available(True)
        await local.audio.use_devices(headset_in="a", headset_out="b", ring="c")
        await local.set_line(LINE, "")
        await local.quit()
    assert phone.done() == [
        *("dial", "answer", "reject", "hang_up", "hold", "resume", "mute", "dtmf"),
        *("set_available", "use_devices", "set_line", "quit"),
    ]
    by_name = {request["do"]: request for request in phone.requests}
    assert by_name["mute"]["on"] is True
    assert by_name["dtmf"]["digits"] == "5#"
    assert by_name["set_line"]["secret"] == "s"
    assert len({request["id"] for request in phone.requests}) == len(phone.requests)


async def test_refusal_carries_the_phones_code(phone: ScriptedPhone) -> None:
    phone.snapshot = Snapshot(line=REGISTERED)
    phone.reply = lambda request: {"re": request["id"], "ok": False, "error": "no_line"}
    async with attached(phone) as local:
        with pytest.raises(PhoneRefused) as refused:
            await local.dial("1002")
        assert refused.value.code == "no_line"


async def test_phone_that_does_not_answer_in_time_is_unavailable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(phone_link, "REPLY_S", 0.05)
    async with scripted_phone() as phone:
        phone.snapshot = Snapshot(line=REGISTERED)
        phone.reply = lambda _: None
        async with attached(phone) as local:
            with pytest.raises(PhoneUnavailable):
                await local.answer(1)


async def test_phone_that_goes_away_is_told_once_and_found_again(phone: ScriptedPhone) -> None:
    phone.snapshot = Snapshot(line=REGISTERED, calls=(call(CallState.ACTIVE),))
    phone.reply = lambda _: None
    async with attached(phone) as local:
        told = Told()
        local.listen(told)
        waiting = asyncio.gather(local.hold(1), return_exceptions=True)
        await until(lambda: phone.requests)
        phone.cut()
        (failure,) = await waiting
        assert isinstance(failure, PhoneUnavailable)
        await until(lambda: phone.attached == 2)
        await until(lambda: told.kinds() == ["snapshot", "gone", "snapshot"])
        assert local.snapshot.calls == (call(CallState.ACTIVE),)


async def test_without_a_phone_commands_fail_at_once_and_the_line_says_why() -> None:
    async with scripted_phone(is_up=False) as phone, started(phone) as local:
        assert local.snapshot.line.reason == "phone_gone"
        assert local.snapshot.has_microphone  # only a phone can say that there is none
        with pytest.raises(PhoneUnavailable):
            await local.answer(1)


async def test_fresh_phone_is_told_again_what_was_asked_of_the_one_before(
    phone: ScriptedPhone,
) -> None:
    phone.snapshot = Snapshot(line=REGISTERED)
    async with attached(phone) as local:
        await local.set_line(LINE, "")
        await local.set_available(False)
        await local.set_available(True)
        phone.cut()
        await until(lambda: phone.attached == 2)
        assert phone.done() == ["set_line", "set_available", "set_available"]
        phone.snapshot = Snapshot(line=Line(reason="not_set"))
        phone.cut()
        await until(lambda: phone.done()[3:] == ["set_line", "set_available"])
        assert phone.requests[-1]["available"] is True
        assert phone.requests[-2]["secret"] == "s"


async def test_fresh_phone_that_is_being_told_again_ends_with_what_was_asked_meanwhile(
    phone: ScriptedPhone,
) -> None:
    """Else no call would ring at a seat whose operator has just said that she is ready."""
    phone.snapshot = Snapshot(line=REGISTERED)
    async with attached(phone) as local:
        await local.set_line(LINE, "")
        await local.set_available(False)
        phone.snapshot = Snapshot(line=Line(reason="not_set"))
        phone.reply = lambda one: None if one["do"] == "set_line" else agree(one)
        phone.cut()
        await until(lambda: phone.done()[2:] == ["set_line"])
        await local.set_available(True)
        phone.answer(phone.requests[2])
        await until(lambda: len(phone.requests) == 5)
        assert phone.requests[-1]["available"] is True


async def test_line_asked_for_before_the_phone_is_up_is_told_when_it_is() -> None:
    async with scripted_phone(is_up=False) as phone, started(phone) as local:
        with pytest.raises(PhoneUnavailable):
            await local.set_line(LINE, "")
        phone.snapshot = Snapshot(line=Line(reason="not_set"))
        await phone.start()
        await until(lambda: phone.done() == ["set_line"])


async def test_line_asked_for_while_the_phone_is_out_of_reach_is_told_to_the_same_phone(
    phone: ScriptedPhone,
) -> None:
    """It goes on with the line of before: of another operator, whose secret is worth nothing."""
    phone.snapshot = Snapshot(line=REGISTERED)
    async with attached(phone) as local:
        await local.set_available(True)
        await phone.stop()
        await until(lambda: local.snapshot.line.reason == "phone_gone")
        with pytest.raises(PhoneUnavailable):
            await local.set_line(LINE, "")
        await phone.start()
        await until(lambda: phone.done() == ["set_available", "set_line"])
        phone.cut()
        await until(lambda: phone.attached == 3 and local.snapshot.line == REGISTERED)
        await local.set_available(False)
        assert phone.done() == ["set_available", "set_line", "set_available"]


async def test_fresh_phone_that_refuses_its_settings_stays_attached(phone: ScriptedPhone) -> None:
    phone.snapshot = Snapshot(line=Line(reason="not_set"))
    phone.reply = lambda request: {"re": request["id"], "ok": False, "error": "malformed"}
    async with attached(phone) as local:
        for _ in range(2):
            with pytest.raises(PhoneRefused):
                await local.set_line(LINE, "")
        phone.cut()
        await until(lambda: phone.attached == 2 and len(phone.requests) == 3)
        assert local.snapshot.line.reason == "not_set"


async def test_phone_is_started_when_nobody_answers_and_not_after_quit() -> None:
    starts: list[int] = []
    async with (
        scripted_phone(is_up=False) as phone,
        started(phone, start_phone=lambda: starts.append(1)) as local,
    ):
        await until(lambda: len(starts) >= 2)
        phone.snapshot = Snapshot(line=REGISTERED)
        await phone.start()
        await until(lambda: local.snapshot.line.registered)
        await local.quit()
        before = len(starts)
        await phone.stop()
        await until(lambda: local.snapshot.line.reason == "phone_gone")
        await asyncio.sleep(0.2)
        assert len(starts) == before


async def test_wrong_token_is_tried_again_until_it_is_right() -> None:
    async with scripted_phone(is_up=False) as phone:
        await phone.start(token="of the phone before")
        phone.snapshot = Snapshot(line=REGISTERED)
        async with started(phone) as local:
            await asyncio.sleep(0.1)
            assert phone.attached == 0
            phone.socket.with_name("phone.sock.token").write_text("a-token")
            await until(lambda: local.snapshot.line.registered)


async def test_phone_that_does_not_stay_up_is_told_once_until_one_answers() -> None:
    async with scripted_phone(is_up=False) as phone:
        starts: list[bool] = []
        told = Told()
        async with started(
            phone, start_phone=lambda: starts.append(True), is_failing=lambda: len(starts) > 2
        ) as local:
            local.listen(told)
            await until(lambda: local.snapshot.line.reason == "phone_failing")
            await until(lambda: len(starts) > 4)
            assert told.kinds() == ["snapshot", "line"]
            phone.snapshot = Snapshot(line=REGISTERED)
            await phone.start()
            await until(lambda: local.snapshot.line.registered)


async def test_console_says_every_second_that_it_works(phone: ScriptedPhone) -> None:
    async with attached(phone):
        await until(lambda: phone.said_alive >= 2)
