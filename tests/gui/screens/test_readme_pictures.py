"""The pictures of the README: what the command makes, small, and the same bytes each time."""

import re
from pathlib import Path

import pytest
from PIL import Image, ImageSequence
from PySide6.QtWidgets import QApplication

from tools.pictures.film import as_image, write_film
from tools.pictures.readme import FILM, FILM_MS, FOLDER, SIZE, STILLS, filmed

README = Path(__file__).resolve().parents[3] / "README.md"
STILL_BYTES, FILM_BYTES = 150_000, 1_500_000
SHORT_MS = 3400  # ready, ringing, answered


async def test_a_call_filmed_twice_gives_the_same_bytes(app: QApplication, tmp_path: Path) -> None:
    for name in ("one.webp", "other.webp"):
        write_film(await filmed(app, SHORT_MS), tmp_path / name)
    assert (tmp_path / "one.webp").read_bytes() == (tmp_path / "other.webp").read_bytes()


@pytest.mark.usefixtures("painted")
async def test_what_is_written_is_what_was_seen_for_as_long(
    app: QApplication, tmp_path: Path
) -> None:
    frames = await filmed(app, SHORT_MS)
    write_film(frames, tmp_path / "call.webp")
    read = frames_of(tmp_path / "call.webp")
    assert [shown_ms for _, shown_ms in read] == [frame.shown_ms for frame in frames]
    assert sum(shown_ms for _, shown_ms in read) == SHORT_MS
    pictures = [picture.tobytes() for picture, _ in read]
    assert pictures == [as_image(frame.picture).tobytes() for frame in frames]
    assert len(set(pictures)) == len(frames) > 3  # a frame only where something changed


def test_the_readme_shows_what_its_command_makes_and_nothing_else() -> None:
    shown = set(re.findall(r"\]\(docs/pictures/([^)]+)\)", README.read_text("utf-8")))
    made = {f"{name}.png" for name in STILLS} | {f"{FILM}.webp"}
    assert shown == made
    assert made <= {file.name for file in FOLDER.iterdir()}


def test_the_pictures_are_small_and_the_film_lasts_twenty_seconds() -> None:
    for name in STILLS:
        file = FOLDER / f"{name}.png"
        assert file.stat().st_size <= STILL_BYTES
        with Image.open(file) as picture:
            assert picture.size == SIZE.toTuple()
    film = FOLDER / f"{FILM}.webp"
    assert film.stat().st_size <= FILM_BYTES
    assert sum(shown_ms for _, shown_ms in frames_of(film)) == FILM_MS


def frames_of(file: Path) -> list[tuple[Image.Image, int]]:
    found = []
    with Image.open(file) as film:
        for frame in ImageSequence.Iterator(film):
            frame.load()  # the length is that of the frame only once it is read
            found.append((frame.convert("RGB"), frame.info["duration"]))
    return found
