"""Each person's audio devices outlive the console; a broken file costs a choice, nothing else."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from console.model.calls.audio_choice import AudioChoice
from console.store.session.audio_settings import FILE, AudioSettings


async def test_a_choice_is_there_at_the_next_start(tmp_path: Path) -> None:
    choice = AudioChoice(headset_in="in-1", headset_out="out-1", ring="out-2")
    await AudioSettings(tmp_path).remember(choice)
    assert await AudioSettings(tmp_path).load() == choice


async def test_the_first_start_takes_the_system_s_devices(tmp_path: Path) -> None:
    assert await AudioSettings(tmp_path).load() == AudioChoice()


async def test_a_broken_file_is_no_obstacle(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    assert await AudioSettings(tmp_path).load() == AudioChoice()
    assert "cannot be read" in caplog.text
    caplog.clear()


async def test_a_folder_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await AudioSettings(tmp_path / "gone").remember(AudioChoice(ring="out-2"))
    assert "not kept" in caplog.text
    caplog.clear()


async def test_each_person_has_her_own_and_a_newcomer_begins_with_the_last(tmp_path: Path) -> None:
    hers, his = AudioChoice(headset_in="in-1"), AudioChoice(headset_in="in-2")
    settings = AudioSettings(tmp_path)
    settings.belong_to("a.bianchi")
    await settings.remember(hers)
    settings.belong_to("c.verdi")
    assert await settings.load() == hers
    await settings.remember(his)
    settings.belong_to(" A.Bianchi")
    assert await settings.load() == hers
    assert await AudioSettings(tmp_path).load() == his
    assert "bianchi" not in " ".join(path.name for path in tmp_path.iterdir())


async def test_of_choices_made_in_quick_succession_the_last_one_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = AudioSettings(tmp_path)
    for turn in range(20):
        choices = [AudioChoice(ring=f"out-{turn}-{number}") for number in range(8)]
        await asyncio.gather(*map(settings.remember, choices))
        assert await settings.load() == choices[-1]
    assert "not kept" not in caplog.text


async def test_a_choice_written_late_belongs_to_whoever_made_it(tmp_path: Path) -> None:
    hers, is_free = AudioChoice(headset_in="in-1"), threading.Event()
    with ThreadPoolExecutor(1) as only_thread:
        asyncio.get_running_loop().set_default_executor(only_thread)
        only_thread.submit(is_free.wait, 60)
        settings = AudioSettings(tmp_path)
        settings.belong_to("a.bianchi")
        writing = asyncio.create_task(settings.remember(hers))
        await asyncio.sleep(0)
        settings.belong_to("c.verdi")
        is_free.set()
        await writing
        his = await settings.load()
        await settings.remember(AudioChoice(headset_in="in-2"))
        settings.belong_to("a.bianchi")
        assert (his, await settings.load()) == (hers, hers)  # he begins with what was chosen last
