"""Measures the real window: in the moments of a call, and under load, with typing while the feed
brings 200 events a second.

  .venv/bin/python tools/benches/bench_gui.py --seconds 15 --cards 20000
  .venv/bin/python tools/benches/bench_gui.py --seconds 0 --cards 300 --calls 8 --beside 2

A clerk's console in process, a real server and a busy desk in processes of their own. First the
clerk takes calls, then she types searches, then the queue is on the screen; then she leaves, and an
editor signs in and out. Beside it: an empty window with one field, typed into the same way. One
JSON line; bars: what must hold, beside what was found. Slots and bars named cpu count processor
time of the thread; those of keys and pictures are by the clock and need an idle machine (load_1).
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtWidgets import QLineEdit, QWidget
from qasync import QEventLoop

from console.bootstrap import Console
from console.screens.callbacks.callback_queue_screen import CALLBACKS
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from console.shell.translation import install_translation
from contract.domain.ids import DeskId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from tools.benches.busy_desk import busy_desk
from tools.benches.call_moments import CallMoments
from tools.benches.console_driver import PaintWatch, ResultsWatch, focused, press_letter, until
from tools.benches.file_keyring import file_keyring
from tools.benches.loop_monitor import watched_loop
from tools.benches.measured import Stopwatch, busy_processes, judged, percentiles
from tools.benches.rehearsed_phone import RehearsedPhone, running_console
from tools.benches.session_moments import SessionMoments
from tools.benches.timed_application import TimedApplication
from tools.generators.many_cards import many_cards
from tools.proofs.judges.server_under_proof import ServerUnderProof, server_under_proof
from tools.services.filled_server import (
    await_vectors,
    copied_seat,
    fill_knowledge,
    forwarded_topic,
)

CLERK, SENDER, EDITOR = "bench2", "bench3", "bench4"
SEAT = "1001"
BETWEEN_KEYS_S = (0.04, 0.16)
_HAS_VECTORS = os.environ.get("CHIAMAROMA_SERVER_SENTENCE_VECTORS") != "no"
QUERIES = 40
SLOT_LIMIT_MS, ECHO_LIMIT_MS, RESULTS_LIMIT_MS = 16.0, 16.0, 33.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument(
        "--seconds", type=float, default=15.0, help="of load, each of two halves; 0: none"
    )
    parser.add_argument("--cards", type=int, default=20_000)
    parser.add_argument("--calls", type=int, default=8, help="taken, 0 for none")
    parser.add_argument("--sessions", type=int, default=3, help="of an editor, 0 for none")
    parser.add_argument("--beside", type=int, default=0, help="processes that take what they get")
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
        seat = Path(folder) / "seat"
        with (
            asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner,
            busy_processes(options.beside),
        ):
            figures = runner.run(bench.measure(seat, options))
    load = round(os.getloadavg()[0], 1)
    line = {
        "bench": "gui",
        "load_1": load,
        "cards": options.cards,
        "beside": options.beside,
        "seed": options.seed,
    }
    print(json.dumps(line | figures))


def _prepare(
    proof: ServerUnderProof, folder: Path, cards: list[ServiceCard]
) -> tuple[TopicId, DeskId]:
    topic, desk = forwarded_topic(proof)
    proof.add_account(CLERK, "level_two", desk)
    proof.add_account(SENDER, "operator")
    proof.add_account(EDITOR, "editor")
    fill_knowledge(proof, cards)
    proof.start()
    if _HAS_VECTORS:
        await_vectors(proof, len(cards))
    asyncio.run(copied_seat(proof, folder / "seat", EDITOR))
    asyncio.run(copied_seat(proof, folder / "seat", CLERK, seat_number=SEAT))
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
        self._phone = RehearsedPhone()
        self._luck = random.Random(seed)
        self._titles = [card.title for card in self._luck.sample(cards, min(QUERIES, len(cards)))]
        self._topic = topic
        self._desk = desk

    async def measure(self, data_dir: Path, options: argparse.Namespace) -> dict[str, Any]:
        seconds, calls, sessions = options.seconds, options.calls, options.sessions
        figures: dict[str, Any] = {"slot_limit_ms": SLOT_LIMIT_MS}
        if seconds:
            figures["compared"] = {"empty_window": await self._empty_window(seconds / 2)}
        running = running_console(self._app, self._proof.server, data_dir, self._phone)
        bars: dict[str, Any] = {}
        async with running as (window, console):
            await until(lambda: console.models.knowledge.answer.hits)  # indexed: most asked
            if _HAS_VECTORS:
                # Loaded: how a start goes, bench_startup tells.
                await until(lambda: console.search.understands)
            if calls:
                moments = CallMoments(self._app, window, console, self._phone, self._topic)
                figures["call"] = await moments.measure(calls)
                bars |= moments.bars()
            if seconds:
                figures["typing"] = await self._typing(window, console, seconds)
                figures["queue_on_screen"] = await self._queue(window, console, seconds)
                bars |= _bars_of_load(figures)
            if sessions:
                handing_over = SessionMoments(self._app, window, console, EDITOR)
                figures["session"] = await handing_over.measure(sessions)
                bars |= handing_over.bars()
        return {"bars": bars} | figures

    async def _typing(self, window: MainWindow, console: Console, seconds: float) -> dict[str, Any]:
        search_ms: list[float] = []
        knowledge = console.models.knowledge
        knowledge.answer_changed.connect(lambda: search_ms.append(knowledge.answer.search_ms))
        results = ResultsWatch(self._app, knowledge)
        window.part(ContactScreen).focus_search()
        box = focused()
        async with self._busy_desk(console, seconds):
            typing = await self._watched(lambda: self._type(box, seconds, results.note_letter))
        shown = {"search_ms": search_ms, "key_results_ms": results.results_ms}
        return typing | {name: percentiles(values) for name, values in shown.items()}

    async def _queue(self, window: MainWindow, console: Console, seconds: float) -> dict[str, Any]:
        window.work.show_module(CALLBACKS)
        async with self._busy_desk(console, seconds) as applied:
            queue = await self._watched(lambda: _only_wait(seconds))
            queue["events"] = await applied()
            queue["rows"] = len(console.models.queue.rows)
        return queue

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

    async def _type(
        self, box: QWidget, seconds: float, note_letter: Callable[[str], None] = lambda _: None
    ) -> list[float]:
        """Type one title after the other, over the one before; return how long each key took."""
        assert isinstance(box, QLineEdit)
        echo_ms: list[float] = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            box.selectAll()
            title = self._luck.choice(self._titles)
            for number, letter in enumerate(title, start=1):
                note_letter(title[:number])
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

    def _busy_desk(
        self, console: Console, seconds: float
    ) -> AbstractAsyncContextManager[Callable[[], Awaitable[int]]]:
        return busy_desk(self._proof, console.database, SENDER, self._topic, self._desk, seconds)


def _bars_of_load(figures: dict[str, Any]) -> dict[str, Any]:
    typing, queue = figures["typing"], figures["queue_on_screen"]
    slots = max(part["slot_cpu_ms"]["max"] for part in (typing, queue))
    return {
        "key_echo_p99_ms": judged(typing["key_echo_ms"]["p99"], ECHO_LIMIT_MS),
        "key_results_p95_ms": judged(typing["key_results_ms"]["p95"], RESULTS_LIMIT_MS),
        "load_slot_cpu_ms": judged(slots, SLOT_LIMIT_MS),
    }


async def _only_wait(seconds: float) -> list[float]:
    await asyncio.sleep(seconds)
    return []


if __name__ == "__main__":
    main()
