"""Stands in for speech-dispatcher: takes its protocol (SSIP), takes its time, logs what was said.

A screen reader queues sentences, and cuts them at each key: what was sent was not always heard.
"""

import asyncio
import html
import itertools
import re
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

LETTERS_PER_S = 20.0
SILENCE_S, LOOK_EVERY_S = 0.5, 0.02
TALKS_LIMIT_S = 120.0  # a text for the citizen takes half a minute
_TAG = re.compile(r"<[^>]*>")
_ANSWERS = {
    "HISTORY": "245-1\r\n245 OK CLIENT ID SENT",
    "GET": "251-0\r\n251 OK GET RETURNED",
    "BLOCK": "260 OK INSIDE BLOCK",
    "QUIT": "231 HAPPY HACKING",
    "SET": "220 OK SET",
    "PAUSE": "211 OK PAUSED",
    "RESUME": "212 OK RESUMED",
}
_LISTS = {
    "OUTPUT_MODULES": "250-proof\r\n250 OK MODULE LIST SENT",
    "SYNTHESIS_VOICES": "249-proof\tit\tnone\r\n249 OK VOICE LIST SENT",
    "VOICES": "249-MALE1\r\n249 OK VOICE LIST SENT",
}
_BEGIN, _END, _CANCELED = "701", "702", "703"


class Fate(StrEnum):
    WAITING = "waiting"
    SAID = "said"  # to its end
    CUT = "cut"  # begun, and not ended
    NEVER = "never"  # taken back before it began


@dataclass(slots=True)
class Utterance:
    text: str
    at_s: float  # CLOCK_MONOTONIC, when the screen reader asked for it
    number: int = 0
    fate: Fate = Fate.WAITING


class SpeakingServer:
    """Use as an asynchronous context manager. utterances: all that was asked for, oldest first."""

    def __init__(self, socket: Path, letters_per_s: float = LETTERS_PER_S) -> None:
        self._socket = socket
        self._letters_per_s = letters_per_s
        self.utterances: list[Utterance] = []
        self._queue: deque[tuple[Utterance, asyncio.StreamWriter]] = deque()
        self._numbers = itertools.count(1)
        self._news = asyncio.Event()
        self._is_cut = asyncio.Event()
        self._is_speaking = False
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def address(self) -> str:
        """What SPEECHD_ADDRESS is to be."""
        return f"unix_socket:{self._socket}"

    @property
    def is_silent(self) -> bool:
        return not self._is_speaking and not self._queue

    async def silence(self, limit_s: float = TALKS_LIMIT_S) -> None:
        """Wait until nothing has been said for a moment. Raise TimeoutError when it talks on."""
        began_s = since_s = time.monotonic()
        while time.monotonic() - since_s < SILENCE_S:
            if not self.is_silent:
                since_s = time.monotonic()
            if since_s - began_s > limit_s:
                last = [one.text for one in self.utterances[-3:]]
                raise TimeoutError(f"no silence for {limit_s:.0f} s; last said: {last}")
            await asyncio.sleep(LOOK_EVERY_S)

    async def __aenter__(self) -> "SpeakingServer":
        self._server = await asyncio.start_unix_server(self._serve, self._socket)
        self._voice = asyncio.get_running_loop().create_task(self._speak_on())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._voice.cancel()
        await asyncio.gather(self._voice, return_exceptions=True)
        self._server.close()
        for writer in self._writers:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while line := (await reader.readline()).decode().strip():
                await self._obey(line, reader, writer)
                await writer.drain()
        self._writers.discard(writer)
        writer.close()

    async def _obey(
        self, line: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        verb, _, rest = line.partition(" ")
        verb = verb.upper()
        if verb == "SPEAK":
            writer.write(b"230 OK RECEIVING DATA\r\n")
            self._take(_plain(await _data(reader)), writer)
        elif verb in ("CHAR", "KEY", "SOUND_ICON"):
            self._take(rest, writer)
        elif verb in ("CANCEL", "STOP"):
            self._cut(is_all=verb == "CANCEL")
            writer.write(b"210 OK CANCELED\r\n")
        else:
            kinds = (answer for name, answer in _LISTS.items() if rest.upper().startswith(name))
            said = next(kinds, "") if verb == "LIST" else _ANSWERS.get(verb, "")
            writer.write(f"{said or '300 ERR UNKNOWN COMMAND'}\r\n".encode())

    def _take(self, text: str, writer: asyncio.StreamWriter) -> None:
        said = Utterance(text=text, at_s=time.monotonic(), number=next(self._numbers))
        writer.write(f"225-{said.number}\r\n225 OK MESSAGE QUEUED\r\n".encode())
        self.utterances.append(said)
        self._queue.append((said, writer))
        self._news.set()

    def _cut(self, *, is_all: bool) -> None:
        self._is_cut.set()
        while is_all and self._queue:
            said, writer = self._queue.popleft()
            said.fate = Fate.NEVER
            _tell(writer, said, _CANCELED, "CANCELED")

    async def _speak_on(self) -> None:
        while True:
            self._news.clear()
            while self._queue:
                await self._speak(*self._queue.popleft())
            await self._news.wait()

    async def _speak(self, said: Utterance, writer: asyncio.StreamWriter) -> None:
        self._is_speaking = True
        self._is_cut.clear()
        _tell(writer, said, _BEGIN, "BEGIN")
        try:
            async with asyncio.timeout(len(said.text) / self._letters_per_s):
                await self._is_cut.wait()
            said.fate = Fate.CUT
        except TimeoutError:
            said.fate = Fate.SAID
        is_said = said.fate is Fate.SAID
        _tell(writer, said, _END if is_said else _CANCELED, "END" if is_said else "CANCELED")
        self._is_speaking = False


async def _data(reader: asyncio.StreamReader) -> str:
    lines: list[str] = []
    while (line := (await reader.readline()).decode().rstrip("\r\n")) != ".":
        lines.append(line.removeprefix(".") if line.startswith("..") else line)
    return "\n".join(lines)


def _plain(ssml: str) -> str:
    return html.unescape(_TAG.sub("", ssml))


def _tell(writer: asyncio.StreamWriter, said: Utterance, code: str, word: str) -> None:
    if not writer.is_closing():
        writer.write(f"{code}-{said.number}\r\n{code}-1\r\n{code} {word}\r\n".encode())
