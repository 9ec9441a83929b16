"""Real audio devices of a sound server: chosen by identity, lost, found again; where it sounds."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial

import numpy as np
import pytest

from console.errors import PhoneRefused
from console.telephony.local_phone import LocalPhone
from contract.wire.phone_socket import AudioDevice, CallState
from tests.integration.phone.phone_processes import NOWHERE
from tests.integration.phone.seat import Heard, attached, citizens, phone_process, seat
from tests.support.known import known
from tests.support.waiting import patience, until
from tools.citizens.a_law import encode
from tools.proofs.device_losses import prove
from tools.services.exchange import Exchange
from tools.services.sound_server import SoundServer
from tools.services.tone_pattern import samples

LOUD = 300
RATE = 8000


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A headset and a loudspeaker; phones started now use them."""
    with SoundServer() as server:
        server.plug_headset("alfa", "Cuffia Alfa")
        server.plug_speaker("cassa", "Cassa")
        for name, value in server.variables.items():
            monkeypatch.setenv(name, value)
        yield server


@contextlib.asynccontextmanager
async def a_phone() -> AsyncIterator[tuple[LocalPhone, Heard]]:
    """A phone with its page, whose exchange does not answer."""
    heard = Heard()
    with phone_process("--test-no-device") as (folder, _):
        async with attached(folder, heard) as phone:
            await phone.set_line(NOWHERE, "")
            await until(lambda: phone.snapshot.devices)
            yield phone, heard


def device(phone: LocalPhone, kind: str, label: str) -> AudioDevice:
    return next(one for one in phone.snapshot.devices if (one.kind, one.label) == (kind, label))


def serves(phone: LocalPhone, role: str) -> AudioDevice | None:
    return next((one for one in phone.snapshot.devices if role in one.chosen_for), None)


async def use(phone: LocalPhone, headset: str, ring: str = "Cassa") -> None:
    await phone.audio.use_devices(
        headset_in=device(phone, "input", headset).id,
        headset_out=device(phone, "output", headset).id,
        ring=device(phone, "output", ring).id,
        headset_in_label=headset,
        headset_out_label=headset,
        ring_label=ring,
    )


async def loudness(sound: SoundServer, *sinks: str, seconds: float = 0.6) -> list[int]:
    """Return the peaks of what sounds at sinks at the same time."""
    listen = sound.listen
    heard = await asyncio.gather(
        *(asyncio.to_thread(listen, f"{sink}.monitor", seconds) for sink in sinks)
    )
    return [int(np.abs(one.astype(int)).max()) if len(one) else 0 for one in heard]


async def sounds_only_at(
    sound: SoundServer,
    here: str,
    elsewhere: str,
    *,
    seconds: float,
    begin: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Listen until it is heard: on a busy machine whoever listens is late. begin makes it sound."""
    peaks: list[int] = []
    is_patient = patience()
    while not peaks or peaks[-1] <= LOUD:
        assert is_patient(), peaks
        listening = asyncio.ensure_future(loudness(sound, here, elsewhere, seconds=seconds))
        if begin is not None:
            await asyncio.sleep(0.3)
            await begin()
        loud, quiet = await listening
        assert quiet < LOUD
        peaks.append(loud)


async def falls_quiet(sound: SoundServer, sink: str) -> None:
    peaks: list[int] = []
    is_patient = patience()
    while not peaks or peaks[-1] >= LOUD:
        assert is_patient(), peaks
        peaks += await loudness(sound, sink)


async def test_devices_have_names_and_what_is_chosen_is_told(sound: SoundServer) -> None:
    async with a_phone() as (phone, _):
        await use(phone, "Cuffia Alfa")
        await until(lambda: serves(phone, "ring"))
        chosen = {role: serves(phone, role) for role in ("headset_in", "headset_out", "ring")}
        assert {role: one.label for role, one in chosen.items() if one} == {
            "headset_in": "Cuffia Alfa",
            "headset_out": "Cuffia Alfa",
            "ring": "Cassa",
        }


async def test_unplugged_headset_is_told_and_known_again_by_identity(sound: SoundServer) -> None:
    async with a_phone() as (phone, _):
        await use(phone, "Cuffia Alfa")
        before = device(phone, "input", "Cuffia Alfa").id
        sound.unplug("alfa")
        await until(lambda: not phone.snapshot.has_microphone)
        gone = known(serves(phone, "headset_in"))
        assert (gone.label, gone.is_present) == ("Cuffia Alfa", False)
        sound.plug_headset("alfa", "Cuffia Alfa")
        await until(lambda: phone.snapshot.has_microphone)
        back = known(serves(phone, "headset_in"))
        assert (back.id, back.is_present) == (before, True)


async def test_headset_is_known_again_by_its_label_and_another_does_not_take_its_place(
    sound: SoundServer,
) -> None:
    async with a_phone() as (phone, _):
        await use(phone, "Cuffia Alfa")
        before = device(phone, "input", "Cuffia Alfa").id
        sound.plug_headset("beta", "Cuffia Beta")
        await until(lambda: any(one.label == "Cuffia Beta" for one in phone.snapshot.devices))
        assert getattr(serves(phone, "headset_in"), "label", "") == "Cuffia Alfa"
        sound.unplug("alfa")
        await until(lambda: not getattr(serves(phone, "headset_in"), "is_present", True))
        sound.plug_headset("elsewhere", "Cuffia Alfa")
        await until(lambda: getattr(serves(phone, "headset_in"), "is_present", False))
        back = known(serves(phone, "headset_in"))
        assert back.label == "Cuffia Alfa"
        assert back.id != before


async def test_headset_that_is_not_there_yet_is_waited_for_when_its_label_is_known(
    sound: SoundServer,
) -> None:
    async with a_phone() as (phone, _):
        with pytest.raises(PhoneRefused, match="no_device"):
            await phone.audio.use_devices(headset_in="of last week", headset_out="", ring="")
        await phone.audio.use_devices(
            headset_in="of last week", headset_out="", ring="", headset_in_label="Cuffia Beta"
        )
        await until(lambda: serves(phone, "headset_in"))
        sound.plug_headset("beta", "Cuffia Beta")
        await until(lambda: getattr(serves(phone, "headset_in"), "is_present", False))


async def test_ring_sounds_at_its_own_device_and_the_tones_in_the_headset_only(
    exchange: Exchange, sound: SoundServer
) -> None:
    async with (
        citizens(exchange) as town,
        seat(exchange, flags=("--test-no-device",)) as here,
    ):
        await until(lambda: here.phone.snapshot.devices)
        await use(here.phone, "Cuffia Alfa")
        citizen = town.place_call()
        await here.rings()
        await sounds_only_at(sound, "cassa", "alfa", seconds=2.5)
        citizen.cancel()
        await here.becomes(CallState.ENDED)
        await falls_quiet(sound, "cassa")  # the last of the ring may be under way
        for tone in ("hold", "wrap_up", "act_now", "safety"):
            play = partial(here.phone.play_tone, tone)
            await sounds_only_at(sound, "alfa", "cassa", seconds=1.2, begin=play)


async def test_echo_test_plays_the_own_voice_half_a_second_later_until_a_call_comes(
    exchange: Exchange, sound: SoundServer
) -> None:
    async with (
        citizens(exchange) as town,
        seat(exchange, flags=("--test-no-device",)) as here,
    ):
        await until(lambda: here.phone.snapshot.devices)
        await use(here.phone, "Cuffia Alfa")
        await here.phone.audio.echo_test(True)
        voice = sound.say("alfa_lips", samples("seat:prova", 1.6), seconds=90)
        try:
            await sounds_only_at(sound, "alfa", "cassa", seconds=2.5)
            await here.phone.audio.tell_levels(True)
            await until(lambda: here.heard.levels and here.heard.levels[-1][0] > 0.1)
            citizen = town.place_call()
            await here.rings()
            with pytest.raises(PhoneRefused, match="busy"):
                await here.phone.audio.echo_test(True)
            await falls_quiet(sound, "alfa")
        finally:
            voice.kill()
            voice.wait()
        citizen.cancel()
        await here.becomes(CallState.ENDED)


async def test_a_message_sounds_in_the_headset_only_until_its_end_a_stop_or_a_call(
    exchange: Exchange, sound: SoundServer
) -> None:
    message = encode(samples("citizen:message", 6.0))
    async with (
        citizens(exchange) as town,
        seat(exchange, flags=("--test-no-device",)) as here,
    ):
        await until(lambda: here.phone.snapshot.devices)
        await use(here.phone, "Cuffia Alfa")
        await here.phone.messages.play_message("pcma", message)
        await sounds_only_at(sound, "alfa", "cassa", seconds=2.0)
        await here.phone.messages.stop_message()
        await until(lambda: here.heard.messages == [True, False])
        await falls_quiet(sound, "alfa")
        await here.phone.messages.play_message("pcma", message[: RATE // 2])
        await until(lambda: here.heard.messages[2:] == [True, False])
        await here.phone.messages.play_message("pcma", message)
        citizen = town.place_call()
        await here.rings()
        await until(lambda: here.heard.messages[4:] == [True, False])
        with pytest.raises(PhoneRefused, match="busy"):
            await here.phone.messages.play_message("pcma", message)
        citizen.cancel()
        await here.becomes(CallState.ENDED)


async def test_levels_come_ten_times_a_second_while_they_are_wanted(sound: SoundServer) -> None:
    async with a_phone() as (phone, heard):
        await phone.audio.tell_levels(True)
        await until(lambda: heard.levels)
        before, began_s = len(heard.levels), time.monotonic()
        await until(lambda: len(heard.levels) >= before + 20)
        assert time.monotonic() - began_s > 0.5  # several may be heard at once
        await phone.audio.tell_levels(False)
        is_patient = patience()
        while is_patient():  # some may be on their way
            before = len(heard.levels)
            await asyncio.sleep(0.5)
            if len(heard.levels) == before:
                break
        assert len(heard.levels) == before


async def test_call_outlives_the_headset_and_finds_it_again() -> None:
    result = await prove(losses=1, blinks=0, patience=10.0)
    assert (result["losses"], result["dropped"], result["too_late"]) == (1, 0, 0)
    assert result["faults"] == []


async def test_voice_comes_back_to_a_headset_that_went_and_came_before_anybody_looked() -> None:
    result = await prove(losses=0, blinks=1, patience=10.0)
    assert (result["losses"], result["dropped"], result["too_late"]) == (1, 0, 0)
    assert result["faults"] == []
