"""Announcements are spoken by the real espeak-ng; a city's own recordings are left alone."""

import math
import os
import subprocess
import sys
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest

from contract.domain.ids import BASE_SCOPE, QueueId
from contract.domain.queue import Entry, Queue
from server.cli import exit_codes
from server.cli.exchange.sound_checks import sound_findings
from server.cli.finding import GOOD, WARNING
from server.gateways.exchange_setup.announcement_texts import LANGUAGES, read_texts
from server.gateways.exchange_setup.make_announcements import make_announcements
from server.gateways.exchange_setup.speech import RATE, resampled, speak
from server.settings import ExchangeSettings, ServerSettings
from tests.support.processes import ran
from tests.support.servers.real_server import REPOSITORY, RealServer

OWN = "name,ro\nclosed,Serviciul este închis.\nvoicemail,Lăsați un mesaj.\nblocked,La revedere.\n"
MAKE = [sys.executable, "-m", "server", "announcements", "make"]


def make(
    folder: Path, own: str = OWN, *further: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    (folder / "own.csv").write_text(own)
    options = ["--out", str(folder / "sounds"), "--languages", "ro", "--data-dir", str(folder)]
    return ran(
        *MAKE,
        *options,
        "--texts",
        str(folder / "own.csv"),
        *further,
        cwd=REPOSITORY,
        env={**os.environ, **environment},
    )


def sound(path: Path) -> array[int]:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes()))


def is_speech(samples: array[int]) -> bool:
    """Loud, longer than a second, and with pauses and changes no tone has."""
    frames = np.array(samples[: len(samples) // 400 * 400], float).reshape(-1, 400)
    loudness = np.sqrt((frames**2).mean(axis=1))
    return bool(
        len(samples) > RATE and loudness.max() > 2000 and loudness.std() > loudness.mean() / 3
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_spoken_as_the_relay_plays_it(language: str, tmp_path: Path) -> None:
    text = read_texts()[language]["closed"]
    found = make_announcements(tmp_path, language, [("closed.wav", text)])
    assert found.made == 1
    assert is_speech(sound(tmp_path / "closed.wav"))


def test_languages_do_not_sound_alike() -> None:
    said = [speak("12 34", language).tobytes() for language in ("it", "de", "zh", "ar")]
    assert len(set(said)) == len(said)


def test_files_are_made_once_and_a_citys_own_is_never_overwritten(tmp_path: Path) -> None:
    first = make(tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert "2 made, 0 unchanged, 0 of your own kept" in first.stdout
    assert is_speech(sound(tmp_path / "sounds" / "ro" / "closed.wav"))
    assert is_speech(sound(tmp_path / "greetings" / "ro.wav"))
    own = tmp_path / "sounds" / "ro" / "blocked.wav"
    own.write_bytes(b"recorded in the studio")
    assert "0 made, 1 unchanged, 1 of your own kept" in make(tmp_path).stdout
    assert own.read_bytes() == b"recorded in the studio"


def test_a_text_that_changed_is_spoken_anew(tmp_path: Path) -> None:
    make_announcements(tmp_path, "it", [("closed.wav", "Chiuso.")])
    before = (tmp_path / "closed.wav").read_bytes()
    assert make_announcements(tmp_path, "it", [("closed.wav", "Siamo chiusi.")]).made == 1
    assert (tmp_path / "closed.wav").read_bytes() != before


def test_without_espeak_ng_nothing_is_made_and_the_reason_is_said(tmp_path: Path) -> None:
    found = make(tmp_path, PATH=str(tmp_path))
    assert found.returncode == exit_codes.UNAVAILABLE
    assert "espeak-ng is not installed" in found.stderr
    assert not (tmp_path / "sounds").exists()


def test_a_table_in_a_spreadsheets_own_way_is_read_as_it_says_itself(tmp_path: Path) -> None:
    found = make(tmp_path, "sep=;\r\nname;ro\r\nclosed;Serviciul este închis.\r\n")
    assert (found.returncode, found.stderr) == (0, "")
    assert is_speech(sound(tmp_path / "sounds" / "ro" / "closed.wav"))
    named = make(tmp_path, "name|ro\nblocked|La revedere.\n", "--delimiter", "|")
    assert (named.returncode, named.stderr) == (0, "")
    assert is_speech(sound(tmp_path / "sounds" / "ro" / "blocked.wav"))


@pytest.mark.parametrize(
    ("language", "line"),
    [("it_IT.UTF-8", "own.csv, riga 3, colonna ro: "), ("C", "own.csv, row 3, column ro: ")],
)
def test_a_faulty_table_makes_nothing_and_is_told_by_row_and_column(
    tmp_path: Path, language: str, line: str
) -> None:
    found = make(tmp_path, "name,ro\nclosed,Inchis.\nblocked,\a\n", LANG=language)
    assert found.returncode == exit_codes.WRONG_DATA
    assert found.stderr.startswith(line)
    assert not (tmp_path / "sounds").exists()


def test_sound_is_brought_to_the_rate_of_the_telephone() -> None:
    rate, hz = 22_050, 1000
    source = array("h", (round(9000 * math.sin(2 * math.pi * hz * n / rate)) for n in range(rate)))
    found = np.array(resampled(source, rate), float)[100:-100]
    assert len(found) == pytest.approx(RATE - 200, abs=2)
    spectrum = np.abs(np.fft.rfft(found * np.hanning(len(found))))
    assert np.argmax(spectrum) * RATE / len(found) == pytest.approx(hz, abs=2)
    assert np.abs(found).max() == pytest.approx(9000, rel=0.03)
    above = array("h", (round(9000 * math.sin(2 * math.pi * 6000 * n / rate)) for n in range(rate)))
    assert np.abs(np.array(resampled(above, rate))[100:-100]).max() < 200  # else it is noise


async def test_the_check_tells_what_is_missing_in_each_language(tmp_path: Path) -> None:
    queue = Queue(
        id=QueueId("generale"),
        name="Informazioni",
        entries=(Entry(number="060606"), Entry(number="0655550100", language="ar")),
        max_wait_s=0,
        tells_position=True,
        has_voicemail=True,
    )
    async with await RealServer.start() as server:
        await server.put(BASE_SCOPE, queue)
        exchange = ExchangeSettings(
            wss_urls=("wss://exchange.test/sip",),
            realm="sede.test",
            rpc_url="http://127.0.0.1:9/RPC",
            relays=(("127.0.0.1", 9),),
            sounds_dir=str(tmp_path / "sounds"),
            voice_port=5070,
        )
        settings = ServerSettings(data_dir=tmp_path, database=server.url, exchange=exchange)
        [away] = sound_findings(settings, exchange)
        assert "not on this computer" in away.text
        (tmp_path / "sounds" / "it").mkdir(parents=True)
        (tmp_path / "greetings").mkdir()
        (tmp_path / "greetings" / "ar.wav").touch()
        for name in ("blocked", *(f"position-{n}" for n in range(1, 100))):
            (tmp_path / "sounds" / "it" / f"{name}.wav").touch()
        found = {finding.check: finding for finding in sound_findings(settings, exchange)}
        assert found.keys() == {"sounds it", "sounds ar", "greeting it"}
        assert found["sounds it"].state == GOOD
        assert found["sounds ar"].state == WARNING
        assert found["sounds ar"].text == "Missing: blocked, position-1 to 99."
        assert found["greeting it"].text == "Only a tone before the voicemail of generale."
