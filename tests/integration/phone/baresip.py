"""Debian's baresip as a citizen: a whole telephone that is not ours, with a voice."""

import asyncio
import contextlib
import json
import os
import wave
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from tests.integration.phone.seat import phone_folder
from tools.services.exchange import Exchange, free_ports
from tools.services.sound_server import SoundServer
from tools.services.tone_pattern import Pcm, samples

NUMBER = "390677777777"
EARS = "ears"  # sink of the sound server


class Baresip:
    """One account behind the trunk; says its number's tune, hears through a sound server.

    Its own hold stops and starts the player: of those it has, this one neither crashes nor hangs.
    """

    def __init__(
        self, exchange: Exchange, folder: Path, sound: SoundServer, *, answers: bool
    ) -> None:
        self._folder = folder
        self._sound = sound
        self._control = free_ports("127.0.0.1", 1)[0]
        self.events: list[dict[str, Any]] = []
        settings = exchange.settings
        _write_wav(folder / "say.wav", samples(f"citizen:{NUMBER}", 60))
        modules = ("g711", "aufile", "alsa", "portaudio")
        applications = ("account", "menu", "ctrl_tcp")
        lines = [
            f"sip_listen {settings.trunk_address}:{settings.trunk_port}",
            "module_path /usr/lib/baresip/modules",
            *(f"module {name}.so" for name in modules),
            *(f"module_app {name}.so" for name in applications),
            f"ctrl_tcp_listen 127.0.0.1:{self._control}",
            f"audio_source aufile,{folder}/say.wav",
            "audio_player portaudio,pulse",
            "audio_alert alsa,null",
            "ringback_disabled yes",
            *(f"{sound}_aufile none" for sound in ("ring", "ringback", "callwaiting")),
            *(f"{sound}_aufile none" for sound in ("notfound", "error", "busy")),
        ]
        (folder / "config").write_text("\n".join(lines) + "\n")
        proxy = f"sip:{exchange.sip_address[0]}:{exchange.sip_address[1]};lr"
        mode = "auto" if answers else "manual"
        # It takes calls only as one who registers; the exchange refuses that, which is no matter.
        (folder / "accounts").write_text(
            f"<sip:+{NUMBER}@{settings.trunk_address}>;regint=3600;"
            f'audio_codecs=PCMA/8000/1;answermode={mode};outbound="{proxy}"\n'
        )
        (folder / "contacts").write_text("")

    async def start(self) -> asyncio.subprocess.Process:
        with (self._folder / "log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *("baresip", "-f", str(self._folder)),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self._sound.variables, "PULSE_SINK": EARS},
            )
        async with asyncio.timeout(45):
            while True:
                try:
                    reader, self._writer = await asyncio.open_connection("127.0.0.1", self._control)
                except OSError:
                    await asyncio.sleep(0.05)
                else:
                    self._listening = asyncio.create_task(self._listen(reader))
                    return process

    def command(self, name: str, argument: str = "") -> None:
        """Send a command as a netstring."""
        text = json.dumps({"command": name, "params": argument}).encode()
        self._writer.write(b"%d:%s," % (len(text), text))

    def has_told(self, kind: str, times: int = 1) -> bool:
        return sum(event.get("type") == kind for event in self.events) >= times

    def digits(self) -> str:
        """The keys it heard."""
        heard = (e for e in self.events if e.get("type") == "CALL_DTMF_START")
        return "".join(str(event["param"]) for event in heard)

    async def hears(self, seconds: float = 2.0) -> Pcm:
        """What it hears from now on; half a second that was under way is left out."""
        await asyncio.sleep(0.5)
        return await asyncio.to_thread(self._sound.listen, f"{EARS}.monitor", seconds + 0.3)

    async def close(self) -> None:
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)
        self._writer.close()

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        while True:
            length = int((await reader.readuntil(b":"))[:-1])
            self.events.append(json.loads(await reader.readexactly(length)))
            await reader.readexactly(1)  # the comma


@contextlib.asynccontextmanager
async def baresip(exchange: Exchange, *, answers: bool = True) -> AsyncIterator[Baresip]:
    """answers: takes calls at once, else it lets them ring."""
    with phone_folder() as folder, SoundServer() as sound:
        sound.plug_speaker(EARS, "Ears")
        peer = Baresip(exchange, folder, sound, answers=answers)
        process = await peer.start()
        try:
            yield peer
        finally:
            await peer.close()
            with contextlib.suppress(ProcessLookupError):
                process.kill()  # stopping its player may hang it
            await process.wait()


def _write_wav(path: Path, pcm: Pcm) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(pcm.tobytes())
