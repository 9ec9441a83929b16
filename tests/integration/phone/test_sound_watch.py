"""What a real sound system tells of outputs that go and are back before anybody looks."""

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from phone.seat_side import SoundWatch
from tests.support.waiting import PATIENCE_S
from tools.services.sound_server import SoundServer


class Ear:
    """A watch, and the labels it told."""

    def __init__(self) -> None:
        self._application = QCoreApplication.instance() or QCoreApplication([])
        self.labels: list[str] = []
        self.watch = SoundWatch(again_ms=100)
        self.watch.blinked.connect(self.labels.append)

    async def hears_blink(self, sound: SoundServer, name: str, label: str) -> None:
        """Let that loudspeaker blink until it is told: at first nobody may be listening."""
        async with asyncio.timeout(2 * PATIENCE_S):
            while label not in self.labels:
                sound.unplug(name)
                sound.plug_speaker(name, label)
                await self._listen()

    async def _listen(self) -> None:
        for _ in range(100):
            self._application.processEvents()
            await asyncio.sleep(0.01)


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()
    yield ear
    ear.watch.close()


async def test_an_output_that_went_and_came_is_told_by_its_label_and_no_other_is(
    ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SoundServer() as sound:
        monkeypatch.setenv("PULSE_SERVER", sound.variables["PULSE_SERVER"])
        sound.plug_speaker("cassa", "Cassa")
        sound.plug_speaker("alfa", "Cuffia Alfà")
        await ear.hears_blink(sound, "cassa", "Cassa")
        sound.unplug("alfa")
        sound.plug_speaker("alfa_by_radio", "Cuffia Alfà")  # its other kind of connection
        ear.labels.clear()
        await ear.hears_blink(sound, "cassa", "Cassa")
        assert set(ear.labels) == {"Cassa"}
        await ear.hears_blink(sound, "alfa_by_radio", "Cuffia Alfà")


async def test_a_sound_system_that_went_down_is_listened_to_again(
    ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        with SoundServer() as sound:
            monkeypatch.setenv("PULSE_SERVER", sound.variables["PULSE_SERVER"])
            sound.plug_speaker("cassa", "Cassa")
            ear.labels.clear()
            await ear.hears_blink(sound, "cassa", "Cassa")
