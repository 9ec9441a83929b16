"""Makes every picture of the README from the real window in scenes: the same bytes each time.

  .venv/bin/python -m tools.pictures.readme [--out docs/pictures] [--only call talking-dark]

The call is a film: real keys in the real window, on the invented city of ./run.
"""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
# The fonts of ./check: with other ones the pictures are others.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).resolve().parents[2] / "tests" / "fonts.conf")

from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from console.scenes.photograph import staged
from console.scenes.scene_city import TODAY
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import a_call
from console.shell.translation import SOURCE, install_translation
from contract.known_types import learn_types
from contract.wire.knowledge_today import AskedCard
from contract.wire.phone_socket import EndCause
from server.knowledge_import.knowledge_files import read_knowledge
from tools.pictures.film import Film, FilmClock, Frame, write_film, write_still

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"
CITY = ROOT / "resources" / "demo_city"
SIZE = QSize(1366, 768)
FILM, FILM_MS = "call", 20_000
AN_HOUR_S = 3600.0
# name of the picture: scene, theme, language
STILLS = {
    "talking-light": ("talking", "light", "it"),
    "talking-dark": ("talking", "dark", "it"),
    "talking-arabic": ("talking", "light", "ar"),
    "sala": ("floor", "light", "it"),
}
QUERY = "rata dop"
ASKED = "Ha pagato due volte la rata di giugno. Ha le due ricevute."


async def filmed(app: QApplication, longest_ms: int = FILM_MS) -> list[Frame]:
    """Play a call from the ringing to the number of its case, or as much of it as is wanted."""
    install_translation(app, SOURCE)
    clock = FilmClock()
    async with staged(app, "sign-in", size=SIZE, monotonic_s=clock) as (window, seat):
        _live_in_the_demo_city(seat)
        await seat.enter()
        seat.models.knowledge._read_after_s = AN_HOUR_S  # three seconds are the film's to count
        await seat.rest()
        seat.models.status.get_ready()
        film = Film(window, seat, clock, longest_ms)
        await film.show(700)
        await _answered_with_a_card(film, seat)
        await _forwarded_with_a_callback(film, seat)
        return film.frames


async def _answered_with_a_card(film: Film, seat: SceneSeat) -> None:
    await film.happen(lambda: seat.models.call.on_call(a_call(seat)), 2000)
    await film.press("F4", 600)
    await film.press("F3", 400)
    await film.press("Return", 700)
    await film.type(QUERY, 200)
    await film.show(400)
    for _ in range(2):
        await film.press("Down", 350)
    await film.press("Down", 2000)
    await film.happen(lambda: _read_for_three_seconds(seat), 1200)
    await film.press("Ctrl+Return", 900)


async def _forwarded_with_a_callback(film: Film, seat: SceneSeat) -> None:
    await film.type([f"{word} " for word in ASKED.split()], 230)
    await film.press("F11", 1100)
    await film.press("Down", 500)
    await film.press("Return", 900)
    await film.press("Shift+F9", 1400)
    await film.happen(lambda: seat.phone.end(EndCause.HUNG_UP_THERE), FILM_MS)


def _live_in_the_demo_city(seat: SceneSeat) -> None:
    city = read_knowledge(CITY)
    seat.server.base += (*city.topics, *city.desks)
    seat.server.knowledge = (*city.cards, *city.offices, *city.faqs)
    first = city.cards[0]
    changed = replace(TODAY.news[0], entry_id=first.id, why=first.alert)
    asked = tuple(AskedCard(card_id=card.id, times=9) for card in city.cards[1:6])
    seat.server.answers["/knowledge/today"] = replace(TODAY, asked=asked, news=(changed,))


def _read_for_three_seconds(seat: SceneSeat) -> None:
    """What the view-model tells when a card was shown for READ_AFTER_S."""
    preview = seat.models.knowledge.preview
    assert preview is not None
    seat.models.knowledge.card_read.emit(preview.answering)


async def photographed(app: QApplication, name: str, file: Path) -> None:
    scene, theme, language = STILLS[name]
    install_translation(app, language)
    async with staged(app, scene, theme=theme, size=SIZE) as (window, seat):
        film = Film(window, seat, FilmClock(), 1)
        await film.show(1)
        write_still(film.frames[0].picture, file)


async def make(app: QApplication, names: Sequence[str], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name in names:
        if name == FILM:
            write_film(await filmed(app), out / f"{name}.webp")
        else:
            await photographed(app, name, out / f"{name}.png")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--only", nargs="+", choices=(*STILLS, FILM), default=[*STILLS, FILM])
    options = parser.parse_args()
    # What a session of the invented city logs is no trouble of whoever takes pictures.
    logging.getLogger("console").addHandler(logging.NullHandler())
    learn_types()
    app = QApplication(sys.argv[:1])
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(make(app, options.only, options.out))


if __name__ == "__main__":
    main()
