"""Tones in the headset: heard when they may be, the tone of safety until somebody has read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from console.errors import PhoneRefused, PhoneUnavailable
from console.viewmodels.calls.headset_tones import REPEAT_S, HeadsetTones
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import HandClock, a_scope


class _Headset:
    def __init__(self) -> None:
        self.is_worn = True
        self.fault: Exception | None = None
        self.asked = 0
        self.heard: list[str] = []

    async def play(self, tone: str) -> None:
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        self.heard.append(tone)


@asynccontextmanager
async def tones_in(headset: _Headset, clock: HandClock) -> AsyncIterator[HeadsetTones]:
    async with a_scope() as scope:
        yield HeadsetTones(
            play=headset.play, may_play=lambda: headset.is_worn, scope=scope, monotonic_s=clock
        )


async def test_the_tone_of_safety_comes_again_until_it_is_stopped() -> None:
    headset, clock = _Headset(), HandClock()
    async with tones_in(headset, clock) as tones:
        tones.tick()  # nothing is to be repeated yet
        tones.repeat()
        await until(lambda: headset.heard == ["safety"])
        for heard in (2, 3):
            clock.turn(REPEAT_S - 1)
            tones.tick()
            clock.turn(1)
            tones.tick()
            tones.tick()
            await until(lambda heard=heard: len(headset.heard) == heard)
        tones.stop()
        clock.turn(2 * REPEAT_S)
        tones.tick()
        tones.sound("hold")
        await until(lambda: headset.heard[3:] == ["hold"])


async def test_without_a_headset_nothing_sounds_and_the_alarm_goes_on_when_there_is_one() -> None:
    headset, clock = _Headset(), HandClock()
    headset.is_worn = False
    async with tones_in(headset, clock) as tones:
        tones.repeat()
        await asyncio.sleep(0)
        assert headset.asked == 0
        headset.is_worn = True
        clock.turn(REPEAT_S)
        tones.tick()
        await until(lambda: headset.heard == ["safety"])


@pytest.mark.parametrize("fault", [PhoneUnavailable(), PhoneRefused("busy")])
async def test_a_phone_that_cannot_sound_is_silent(fault: Exception) -> None:
    headset = _Headset()
    headset.fault = fault
    async with tones_in(headset, HandClock()) as tones:
        tones.sound("hold")
        await until(lambda: headset.asked == 1)
        headset.fault = None
        tones.sound("act_now")
        await until(lambda: headset.heard == ["act_now"])
