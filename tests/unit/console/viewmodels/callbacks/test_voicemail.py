"""The message of a case: heard from the phone, stopped by the operator, a call or another case."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from console.errors import PhoneUnavailable, ServerUnreachable, VoicemailGone
from console.model.calls.message_sound import UnusableSound
from console.runtime.task_scope import TaskScope
from console.viewmodels.callbacks.voicemail import Hearing, VoicemailViewModel
from console.viewmodels.calls.active_call import ActiveCallViewModel
from server.gateways.voice.g711 import A_LAW
from server.gateways.voice.wav_file import write_sound
from tests.support.async_fixtures import async_fixture
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.waiting import until

SOUND = bytes(range(256)) * 20


class Seat:
    def __init__(self, scope: TaskScope, wav: bytes) -> None:
        self.phone = ScriptedPhone()
        self.call = ActiveCallViewModel(phone=self.phone, scope=scope, monotonic_s=time.monotonic)
        self.phone.listen(self.call)
        self.wav = wav
        self.fetched: list[str] = []
        self.fault: Exception | None = None
        self.is_slow = asyncio.Event()
        self.is_slow.set()
        self.voicemail = VoicemailViewModel(
            call=self.call, fetch=self._fetch, phone=self.phone, scope=scope
        )

    async def _fetch(self, voicemail_id: str) -> bytes:
        self.fetched.append(voicemail_id)
        await self.is_slow.wait()
        if self.fault is not None:
            raise self.fault
        return self.wav

    async def hears(self) -> None:
        self.voicemail.toggle()
        await until(lambda: self.voicemail.hearing is Hearing.PLAYING)


@asynccontextmanager
async def a_seat(folder: Path) -> AsyncIterator[Seat]:
    path = folder / "m.wav"
    write_sound(path, SOUND, A_LAW)
    crashes: list[BaseException] = []
    scope = TaskScope(lambda _, error: crashes.append(error))
    seat = Seat(scope, path.read_bytes())
    seat.voicemail.show("m-1", 42)
    yield seat
    await scope.close()
    assert crashes == []


seat = async_fixture(lambda tmp_path: a_seat(tmp_path))


async def test_a_message_is_heard_to_its_end_and_fetched_at_each_hearing(seat: Seat) -> None:
    for _ in range(2):
        await seat.hears()
        seat.phone.message_ends()
        assert seat.voicemail.hearing is Hearing.IDLE
    assert seat.phone.played == [("pcma", SOUND)] * 2
    assert seat.fetched == ["m-1", "m-1"]


async def test_a_second_press_stops_it(seat: Seat) -> None:
    await seat.hears()
    seat.voicemail.toggle()
    assert seat.voicemail.hearing is Hearing.IDLE
    await until(lambda: seat.phone.stops == 1)


async def test_a_message_stopped_before_it_came_is_not_played(seat: Seat) -> None:
    seat.is_slow.clear()
    seat.voicemail.toggle()
    await until(lambda: seat.fetched)
    seat.voicemail.toggle()
    seat.is_slow.set()
    await until(lambda: seat.phone.stops == 1)
    assert seat.phone.played == []
    assert seat.voicemail.hearing is Hearing.IDLE


async def test_another_case_stops_the_message_and_shows_its_own(seat: Seat) -> None:
    await seat.hears()
    seat.voicemail.show("m-1", 42)
    assert seat.voicemail.is_on
    seat.voicemail.show("", 0)
    await until(lambda: seat.phone.stops == 1)
    seat.voicemail.toggle()
    assert not seat.voicemail.is_on
    assert seat.fetched == ["m-1"]


async def test_none_is_fetched_during_a_call(seat: Seat) -> None:
    seat.phone.citizen_calls()
    seat.voicemail.toggle()
    assert seat.voicemail.error == "busy"
    assert seat.fetched == []


async def test_a_phone_that_dies_ends_it(seat: Seat) -> None:
    await seat.hears()
    seat.phone.dies()
    assert not seat.voicemail.is_on


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (VoicemailGone(), "gone"),
        (ServerUnreachable(), "offline"),
        (UnusableSound(), "unreadable"),
        (PhoneUnavailable(), "phone_gone"),
    ],
)
async def test_what_fails_is_told_by_its_code_and_may_be_tried_again(
    seat: Seat, fault: Exception, error: str
) -> None:
    seat.fault = fault
    seat.voicemail.toggle()
    await until(lambda: seat.voicemail.error == error)
    assert not seat.voicemail.is_on
    seat.fault = None
    await seat.hears()
    assert seat.voicemail.error == ""


@pytest.mark.parametrize("cut", [0, 11, 30, 58])
async def test_what_is_no_message_is_unreadable(seat: Seat, cut: int) -> None:
    seat.wav = seat.wav[:cut]
    seat.voicemail.toggle()
    await until(lambda: seat.voicemail.error == "unreadable")
