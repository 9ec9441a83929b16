"""The voice of the proofs says what a screen reader asks for, in order, and knows what was cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tools.proofs.judges.speech_tally import Tally, result
from tools.screen_reader.reader_session import Announcement
from tools.screen_reader.speaking_server import Fate, SpeakingServer, Utterance

AT_ONCE, FOR_EVER = 1e9, 1e-9


class Reader:
    """Speaks SSIP as a screen reader does."""

    def __init__(self, streams: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
        self._from, self._to = streams

    async def ask(self, *lines: str) -> str:
        """Return the last line of the answer, without what is told of sentences meanwhile."""
        self._to.write("".join(f"{line}\r\n" for line in lines).encode())
        while True:
            line = (await self._from.readline()).decode().strip()
            if line[3] == " " and not line.startswith("7"):
                return line

    async def speak(self, text: str) -> None:
        assert (await self.ask("SPEAK")).startswith("230")
        assert (await self.ask(text, ".")).startswith("225")

    async def is_told(self, what: str) -> None:
        while not (await self._from.readline()).decode().strip().endswith(f" {what}"):
            pass


@asynccontextmanager
async def _voice(
    folder: Path, letters_per_s: float
) -> AsyncIterator[tuple[SpeakingServer, Reader]]:
    async with SpeakingServer(folder / "ssip", letters_per_s) as server:
        streams = await asyncio.open_unix_connection(folder / "ssip")
        yield server, Reader(streams)
        streams[1].close()


async def test_a_sentence_is_said_to_its_end_without_its_markup(tmp_path: Path) -> None:
    async with _voice(tmp_path, AT_ONCE) as (server, reader):
        assert (await reader.ask("SET self SSML_MODE on")).startswith("2")
        await reader.speak("<speak>Mezz&apos;ora <mark name='1'/>dopo</speak>")
        await reader.is_told("END")
        [said] = server.utterances
        assert (said.text, said.fate) == ("Mezz'ora dopo", Fate.SAID)
        assert server.is_silent


async def test_a_key_cuts_what_is_being_said_and_what_waits_is_never_begun(tmp_path: Path) -> None:
    async with _voice(tmp_path, FOR_EVER) as (server, reader):
        await reader.speak("una")
        await reader.is_told("BEGIN")
        await reader.speak("due")
        assert (await reader.ask("CANCEL self")).startswith("210")
        await reader.is_told("CANCELED")
        assert [one.fate for one in server.utterances] == [Fate.CUT, Fate.NEVER]


async def test_a_voice_that_never_rests_is_told_and_not_waited_for(tmp_path: Path) -> None:
    async with _voice(tmp_path, FOR_EVER) as (server, reader):
        await reader.speak("una")
        await reader.is_told("BEGIN")
        with pytest.raises(TimeoutError, match=r"no silence for 0 s; last said: \['una"):
            await server.silence(limit_s=0.0)


def test_what_was_announced_and_not_taken_up_counts_as_dropped() -> None:
    announced = [Announcement(at_s=1.0, text="Uno."), Announcement(at_s=1.2, text="Due.")]
    found = result(Tally(), announced, [Utterance(text="uno", at_s=1.1, fate=Fate.SAID)])
    assert (found["heard"], found["dropped"], found["faults"]) == (1, 1, [])


def test_a_place_the_cursor_comes_to_is_said_in_a_few_words_or_it_is_a_fault() -> None:
    told, long = Announcement(at_s=1.0, text="Da dire: " + "la rata " * 60), "scheda " * 60
    asked = Utterance(text=told.text, at_s=1.1, fate=Fate.SAID)
    found = result(Tally(), [told], [asked, Utterance(text="Scheda: TARI", at_s=2.0)])
    assert (found["longest_on_a_move"], found["faults"]) == (len("Scheda: TARI"), [])
    found = result(Tally(), [told], [asked, Utterance(text=long, at_s=2.0)])
    assert found["faults"] == [f"{len(long)} letters at once: {long}"]


def test_two_announcements_too_close_are_a_fault() -> None:
    announced = [Announcement(at_s=1.0, text="Uno."), Announcement(at_s=1.1, text="Due.")]
    found = result(Tally(), announced, [])
    assert found["smallest_gap_ms"] == 100.0
    assert found["faults"] == ["100 ms between two announcements"]


def test_a_sentence_that_was_cut_once_is_a_fault() -> None:
    tally = Tally()
    tally.count("missed", Fate.SAID)
    tally.count("missed", Fate.CUT)
    found = result(tally, [], [])
    assert found["sentences"] == {"missed": 1}
    assert found["faults"] == ["not heard: {'missed': {'said': 1, 'cut': 1}}"]
