"""A citizen who waits hears the words of the announcement, and the music again after them."""

import asyncio
import tempfile
import wave
from pathlib import Path

import numpy as np
import pytest

from server.gateways.exchange_setup.announcement_texts import read_texts, spoken
from server.gateways.exchange_setup.make_announcements import make_announcements
from tests.support.waiting import until
from tools.call_centre.house import House, open_house
from tools.citizens.citizen_call import CitizenCall
from tools.services.tone_pattern import Pcm, samples

pytestmark = pytest.mark.exchange

CITIZEN, CITY = "+390612345678", "060606"
FILE = "it/position-1.wav"
TRIES = 60  # a second each
ALIKE = 0.9  # of sound that went through A-law; other speech comes to less than 0.2


def test_a_waiting_citizen_hears_her_place_in_the_queue() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="cr-", ignore_cleanup_errors=True) as name,
        open_house(Path(name), 1) as house,
    ):
        text = dict(spoken(read_texts()["it"], ()))["position-1"]
        make_announcements(house.exchange.folder, "it", [(FILE, text)])
        asyncio.run(hears_place_and_music(house))


async def hears_place_and_music(house: House) -> None:
    said = sound(house.exchange.folder / FILE)
    town = await house.town(lambda number: samples(f"citizen:{number}", 1.6)).open()
    try:
        citizen = town.place_call(CITIZEN, CITY)
        heard, after = await until_all_is_heard(citizen, said)
        assert np.abs(after).max() > 1000  # the music is back
        assert likeness(heard, said[::-1])[0] < ALIKE / 2
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)
    finally:
        await town.close()


async def until_all_is_heard(citizen: CitizenCall, said: Pcm) -> tuple[Pcm, Pcm]:
    """Return everything heard, and what came after the words: two seconds and more.

    How long she hears music before the words is the machine's matter.
    """
    share, length = 0.0, len(said)
    for _ in range(TRIES):
        length += 8000
        await until(lambda: len(citizen.media.heard_early()) > length, what="sound")  # noqa: B023
        heard = citizen.media.heard_early()
        share, at = likeness(heard, said)
        after = heard[at + len(said) + 4000 :]
        if share > ALIKE and len(after) > 16000:
            return heard, after
    raise AssertionError(f"the words were not heard: {share}")


def sound(path: Path) -> Pcm:
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def likeness(heard: Pcm, said: Pcm) -> tuple[float, int]:
    """Return how much of the best place in heard is said, 0 to 1, and where it begins."""
    length = len(heard) + len(said)
    spectrum = np.fft.rfft(heard, length) * np.conj(np.fft.rfft(said, length))
    match = np.fft.irfft(spectrum, length)[: max(1, len(heard) - len(said))]
    at = int(np.argmax(match))
    there = heard[at : at + len(said)].astype(float)
    own = said.astype(float)
    return float(there @ own / (np.linalg.norm(there) * np.linalg.norm(own) + 1.0)), at
