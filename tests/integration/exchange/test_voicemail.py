"""The exchange leads a waiting citizen to the voicemail, and she leaves a message."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from server.gateways.voice.g711 import A_LAW
from server.gateways.voice.voicemail import Voicemail, VoicePortRange
from server.gateways.voice.wav_file import read_sound
from server.usecases.calls.keep_voicemail import CallerAtVoicemail, NewVoicemail
from tests.integration.exchange.conftest import server, settings, started
from tests.integration.phone.seat import citizens
from tests.support.servers.scripted_central import Message
from tests.support.waiting import until
from tools.citizens.a_law import decode
from tools.citizens.text_peer import TextPeer
from tools.services.exchange import Exchange, free_ports
from tools.services.tone_pattern import share_of_frames_matching

pytestmark = pytest.mark.exchange

CITIZEN, CITY = "+390612345678", "060606"


@pytest.fixture
def with_voicemail(tmp_path: Path, server_port: int) -> Iterator[Exchange]:
    host = settings(server_port).address
    place = f"{host}:{free_ports(host, 1)[0]}"
    running = started(tmp_path / "exchange", settings(server_port, voice_address=place))
    yield running
    running.stop()


@pytest.mark.parametrize("speaks_text", [False, True], ids=["voice", "voice_and_text"])
async def test_a_waiting_citizen_is_sent_to_the_voicemail_and_speaks(
    with_voicemail: Exchange, tmp_path: Path, speaks_text: bool
) -> None:
    kept: list[NewVoicemail] = []
    asked: list[str] = []

    async def who_calls(sip_id: str) -> CallerAtVoicemail:
        asked.append(sip_id)
        return CallerAtVoicemail(call_id="k1")

    async def keep(message: NewVoicemail) -> None:
        kept.append(message)

    async def decide(question: Message) -> Message:
        await asyncio.sleep(1.0)
        return {"do": "send", "to": "voicemail"}

    host, _, port = with_voicemail.settings.voice_address.partition(":")
    voicemail = Voicemail(
        places=VoicePortRange(host=host, port=int(port), known=frozenset({host})),
        folder=tmp_path / "voicemail",
        greetings=tmp_path,
        who_calls=who_calls,
        keep=keep,
    )
    await voicemail.open()
    async with server(with_voicemail, decide) as central, citizens(with_voicemail) as town:
        text = TextPeer(with_voicemail.settings.trunk_address) if speaks_text else None
        citizen = town.place_call(CITIZEN, CITY, text=text)
        await asyncio.wait_for(citizen.answered.wait(), 45)
        assert asked == [citizen.call_id]
        await until(lambda: np.abs(citizen.media.heard()).max(initial=0) > 6_000, what="tone")
        spoken = citizen.media.sent
        await until(lambda: citizen.media.sent > spoken + 250)
        citizen.hang_up()
        await until(lambda: kept)
        await until(lambda: central.heard("ended"))
    await voicemail.close()
    sound = decode(read_sound(tmp_path / "voicemail" / kept[0].file_name, A_LAW))
    assert share_of_frames_matching(sound, "citizen:390612345678") > 0.9
