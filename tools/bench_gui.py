"""Measures the real window under load: typing while the feed brings 200 events a second.

  .venv/bin/python tools/bench_gui.py --seconds 15 --cards 20000

A clerk's console in process, a real server and a busy desk in processes of their own. First the
clerk types searches, then the queue is on the screen. Beside it: an empty window with one field,
typed into the same way. One JSON line.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtWidgets import QLineEdit, QWidget
from qasync import QEventLoop

from console.__main__ import run
from console.bootstrap import Console
from console.screens.main_window import MainWindow
from console.screens.translation import install_translation
from console.screens.work_page import CALLBACKS, CONTACT
from console.settings import Settings
from console.store.sync_cursor import cursors
from contract.domain.ids import DeskId, TopicId, desk_scope
from contract.domain.knowledge import ServiceCard
from tools.console_driver import PaintWatch, focused, press_letter, until
from tools.file_keyring import file_keyring
from tools.filled_server import copied_seat, fill_knowledge, forwarded_topic
from tools.loop_monitor import watched_loop
from tools.many_cards import many_cards
from tools.measured import Stopwatch, percentiles
from tools.proofs.server_under_proof import PASSWORD, ServerUnderProof, server_under_proof
from tools.timed_application import TimedApplication

ROOT = Path(__file__).resolve().parent.parent
CLERK, SENDER = "bench2", "bench3"
EVENTS_PER_S = 200
BETWEEN_KEYS_S = (0.04, 0.16)
QUERIES = 40
SLOT_LIMIT_MS = 16.0
STARTED_WITHIN_S = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=15.0, help="of load, each of two halves")
    parser.add_argument("--cards", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    app = TimedApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    install_translation(app, "it")
    cards = many_cards(options.cards, options.seed)
    with (
        server_under_proof("sqlite") as proof,
        tempfile.TemporaryDirectory() as folder,
        file_keyring(Path(folder) / "keyring.json"),
    ):
        topic, desk = _prepare(proof, Path(folder), cards)
        bench = Bench(app, proof, cards, topic, desk, options.seed)
        with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
            figures = runner.run(bench.measure(Path(folder) / "seat", options.seconds))
    line = {"bench": "gui", "cards": options.cards, "seed": options.seed}
    print(json.dumps(line | figures))


def _prepare(
    proof: ServerUnderProof, folder: Path, cards: list[ServiceCard]
) -> tuple[TopicId, DeskId]:
    topic, desk = forwarded_topic(proof)
    proof.add_account(CLERK, "level_two", desk)
    proof.add_account(SENDER, "operator")
    fill_knowledge(proof, cards)
    proof.start()
    asyncio.run(copied_seat(proof, folder / "seat", CLERK))
    return topic, desk


class Bench:
    def __init__(
        self,
        app: TimedApplication,
        proof: ServerUnderProof,
        cards: list[ServiceCard],
        topic: TopicId,
        desk: DeskId,
        seed: int,
    ) -> None:
        self._app = app
        self._proof = proof
        self._paint = PaintWatch(app)
        self._luck = random.Random(seed)
        self._titles = [card.title for card in self._luck.sample(cards, min(QUERIES, len(cards)))]
        self._topic = topic
        self._desk = desk

    async def measure(self, data_dir: Path, seconds: float) -> dict[str, Any]:
        empty = await self._empty_window(seconds / 2)
        async with self._console(data_dir) as (window, console):
            knowledge = console.models.knowledge
            await until(lambda: knowledge.answer.hits)  # indexed: the most asked are listed
            search_ms: list[float] = []
            knowledge.answer_changed.connect(lambda: search_ms.append(knowledge.answer.search_ms))
            window.work.contact.focus_search()
            box = focused()
            async with self._busy_desk(console, seconds):
                typing = await self._watched(lambda: self._type(box, seconds))
            window.work.show_module(CALLBACKS)
            async with self._busy_desk(console, seconds) as applied:
                queue = await self._watched(lambda: _only_wait(seconds))
                queue["events"] = await applied()
                queue["rows"] = len(console.models.queue.rows)
        return {
            "typing": typing | {"search_ms": percentiles(search_ms)},
            "queue_on_screen": queue,
            "slot_limit_ms": SLOT_LIMIT_MS,
            "compared": {"empty_window": empty},
        }

    async def _watched(self, work: Callable[[], Awaitable[list[float]]]) -> dict[str, Any]:
        """Do work under watch; it returns the milliseconds from key to picture."""
        self._app.watch_anew()
        with watched_loop() as monitor:
            watch = Stopwatch()
            echo_ms = await work()
            cpu_share = watch.cpu_s / watch.wall_s
        slots = self._app.slot_cpu_ms
        return {
            "keys": len(echo_ms),
            "key_echo_ms": percentiles(echo_ms),
            "slot_cpu_ms": percentiles(slots),
            "slots_over_limit": sum(cpu_ms > SLOT_LIMIT_MS for cpu_ms in slots),
            "worst_slots": self._app.worst[:3],
            "worst_tasks": monitor.worst,
            "loop_gap_ms": percentiles(monitor.gap_ms),
            "cpu_share": round(cpu_share, 3),
        }

    async def _type(self, box: QWidget, seconds: float) -> list[float]:
        """Type one title after the other, over the one before; return how long each key took."""
        assert isinstance(box, QLineEdit)
        echo_ms: list[float] = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            box.selectAll()
            for letter in self._luck.choice(self._titles):
                pressed = time.monotonic()
                press_letter(box, letter)
                echo_ms.append((await self._paint.painted(box) - pressed) * 1000)
                await asyncio.sleep(self._luck.uniform(*BETWEEN_KEYS_S))
                if time.monotonic() >= end:
                    break
        return echo_ms

    async def _empty_window(self, seconds: float) -> dict[str, Any]:
        box = QLineEdit()
        box.show()
        await until(box.hasFocus)
        figures = await self._watched(lambda: self._type(box, seconds))
        box.close()
        box.deleteLater()
        return figures

    @asynccontextmanager
    async def _busy_desk(
        self, console: Console, seconds: float
    ) -> AsyncIterator[Callable[[], Awaitable[int]]]:
        """Keep the clerk's desk busy; yields what tells how many events the replica has taken."""
        server = self._proof.server
        words = (server.url, str(server.certificate), SENDER, PASSWORD, self._topic, self._desk)
        source_of = (sys.executable, "-m", "tools.event_source", *words)
        scope = desk_scope(self._desk)

        async def position() -> int:
            return (await console.database.read(cursors)).get(scope, 0)

        before = await position()

        async def applied() -> int:
            return await position() - before

        command = (*source_of, str(EVENTS_PER_S), str(seconds + STARTED_WITHIN_S))
        with _started(command) as source:
            try:
                async with asyncio.timeout(STARTED_WITHIN_S):
                    while not await applied():
                        await asyncio.sleep(0.05)
                yield applied
            finally:
                source.terminate()

    @asynccontextmanager
    async def _console(self, data_dir: Path) -> AsyncIterator[tuple[MainWindow, Console]]:
        """Run the console with the session resumed, until the block ends."""
        server = self._proof.server
        settings = Settings(
            server=server.url, server_ca=server.certificate, data_dir=data_dir, theme="light",
            has_phone=False,
        )  # fmt: skip
        loop = asyncio.get_running_loop()
        attached: asyncio.Future[tuple[MainWindow, Console]] = loop.create_future()
        running = loop.create_task(
            run(self._app, settings, on_ready=lambda *both: attached.set_result(both))
        )
        running.add_done_callback(lambda _: attached.cancel())  # a start that failed
        window, console = await attached
        await until(lambda: console.models.session.state == "signed_in")
        window.work.show_module(CONTACT)
        try:
            yield window, console
        finally:
            window.close()
            await running


def _started(command: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


async def _only_wait(seconds: float) -> list[float]:
    await asyncio.sleep(seconds)
    return []


if __name__ == "__main__":
    main()
