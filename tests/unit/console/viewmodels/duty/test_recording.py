"""The cover over a recording: shown as the server says it is, never as it was hoped for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from console.errors import ServerUnreachable
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.call_news import CallNewsViewModel
from console.viewmodels.duty.recording import RecordingViewModel, is_recorded
from console.viewmodels.kit.notices import Level
from contract.domain.ids import QueueId
from contract.domain.queue import Queue, RecordingMode
from contract.wire.duty import CallNews
from contract.wire.phone_socket import CallState
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import CallSeat, a_call, a_scope, notices_of

KEY = "k-1"


class _Seat(CallSeat):
    def __init__(self, scope: TaskScope) -> None:
        super().__init__(scope)
        self.asked: list[tuple[str, bool]] = []
        self.answer: str | Exception = ""
        self.notices = notices_of(scope)
        self.recording = RecordingViewModel(
            call=self.call,
            records=lambda queue: queue == "Tributi",
            mask=self._mask,
            notices=self.notices,
            scope=scope,
        )
        self.news = CallNewsViewModel(
            call=self.call, notices=self.notices, recording=self.recording
        )

    async def _mask(self, key: str, on: bool) -> str:
        self.asked.append((key, on))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer or ("masked" if on else "on")

    def tell(self, text: str) -> None:
        self.news.on_news(CallNews(kind="recording", call_key=KEY, text=text))

    async def toggle(self) -> None:
        count = len(self.asked)
        self.recording.toggle()
        await until(lambda: len(self.asked) > count)
        await until(lambda: bool(self.notices.passing))


@asynccontextmanager
async def a_recorded_call(**changes: Any) -> AsyncIterator[_Seat]:
    async with a_scope() as scope:
        seat = _Seat(scope)
        seat.call.on_call(a_call(**({"call_key": KEY, "state": CallState.ACTIVE} | changes)))
        yield seat


seat = async_fixture(a_recorded_call)


async def test_a_call_is_shown_as_recorded_only_once_the_server_says_so(seat: _Seat) -> None:
    assert seat.recording.may_mask, "its queue records"
    assert seat.recording.state == ""
    seat.tell("on")
    assert seat.recording.state == "on"
    seat.tell("off")
    assert seat.recording.state == ""


async def test_the_cover_is_put_on_and_taken_off_with_one_key(seat: _Seat) -> None:
    seat.tell("on")
    await seat.toggle()
    await until(lambda: seat.recording.is_masked)
    assert "recording_covered" in seat.notices.passing
    await seat.toggle()
    await until(lambda: seat.recording.state == "on")
    assert seat.asked == [(KEY, True), (KEY, False)]
    assert list(seat.notices.passing) == ["recording_uncovered"]


async def test_the_server_s_minute_uncovers_it_and_says_so(seat: _Seat) -> None:
    seat.tell("masked")
    seat.tell("on")
    assert list(seat.notices.passing) == ["recording_uncovered"]
    seat.tell("on")
    assert list(seat.notices.passing) == ["recording_uncovered"], "a repeat is no news"


@pytest.mark.parametrize("answer", ["not_masked", ServerUnreachable("no answer")])
async def test_a_cover_that_is_not_there_is_said_at_once(
    seat: _Seat, answer: str | Exception
) -> None:
    seat.tell("on")
    seat.answer = answer
    await seat.toggle()
    assert seat.recording.state == "on"
    assert seat.notices.passing["not_masked"].level is Level.ACT_NOW
    seat.tell("masked")  # the server went on trying
    assert "not_masked" not in seat.notices.passing


async def test_without_the_server_a_cover_stays_until_its_minute_is_over(seat: _Seat) -> None:
    seat.tell("masked")
    seat.notices.take_back("recording_covered")
    seat.answer = ServerUnreachable("no answer")
    await seat.toggle()
    assert seat.recording.is_masked
    assert list(seat.notices.passing) == ["recording_stays_covered"]


async def test_a_house_that_does_not_record_answers_that_there_is_nothing_to_cover(
    seat: _Seat,
) -> None:
    seat.answer = "not_recorded"
    await seat.toggle()
    assert seat.notices.passing["not_recorded"].level is Level.INFORM


@pytest.mark.parametrize(
    "changes", [{"queue": "Anagrafe"}, {"state": CallState.INCOMING}, {"is_incoming": False}]
)
async def test_other_calls_have_nothing_to_cover(changes: dict[str, Any]) -> None:
    async with a_recorded_call(**changes) as seat:
        assert not seat.recording.may_mask
        seat.recording.toggle()
        assert seat.asked == []


async def test_the_citizen_on_hold_is_covered_too() -> None:
    async with a_recorded_call(state=CallState.HELD) as seat:
        assert seat.recording.may_mask


def test_only_a_queue_that_says_so_is_recorded() -> None:
    queue = Queue(id=QueueId("q"), name="Q")
    assert not is_recorded(None)
    assert not is_recorded(queue)
    assert is_recorded(Queue(id=QueueId("q"), name="Q", recording=RecordingMode.ON))
