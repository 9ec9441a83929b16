"""Measures what a card costs the real window's thread, over all cards of the demo city.

  .venv/bin/python tools/benches/bench_card.py            # --every 10: a tenth of the cards

first_paint_ms: a card that was not on the screen, laid out and painted. rebuilt_ms: the same card
laid out anew in other looks and painted. theme_ms: the whole window in another theme, painted.
Processor time of the thread, so that others who run do not count. As in the console, the card
before goes in a later turn, and Python collects nothing meanwhile. One JSON line.
"""

import argparse
import asyncio
import json
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from console.runtime.main_thread_gc import collection_only_when_asked
from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.screens.kit.card_texts import CardTexts
from server.knowledge_import.knowledge_files import read_knowledge
from tools.answer_share import previews
from tools.benches.measured import percentiles

ROOT = Path(__file__).resolve().parents[2]
LIMITS_MS = {"first_paint_ms": 4.0, "rebuilt_ms": 8.0, "theme_ms": 60.0}
THEME_CHANGES = 6


def main() -> None:
    # What a session of the invented city logs is no trouble of whoever measures.
    logging.getLogger("console").addHandler(logging.NullHandler())
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(",")[0])
    parser.add_argument("--every", type=int, default=1, help="so many cards apart, 1: all")
    every = parser.parse_args().every
    app = QApplication(sys.argv[:1])
    loop = asyncio.Runner(loop_factory=lambda: QEventLoop(app))
    with collection_only_when_asked(), loop as runner:
        found = runner.run(_measure(app, every))
    load = round(os.getloadavg()[0], 1)
    print(json.dumps({"bench": "card", "load_1": load, "limits_ms": LIMITS_MS, **found}))


async def _measure(app: QApplication, every: int) -> dict[str, Any]:
    cards = list(previews(read_knowledge(ROOT / "resources" / "demo_city")))[::every]
    async with staged(app, "talking") as (window, seat):
        view, words = window.part(ContactScreen).search.card_view, CardTexts()
        texts = [words.text_of(one, seat.now()) for one in cards]
        first, rebuilt = [], []
        for text in texts:
            first.append(_spent(lambda text=text: view.show_card(text)))  # type: ignore[misc]
            rebuilt.append(_spent(view._render))  # what a view does in other looks
        themes = [_spent(lambda: window.commands.run("theme.next")) for _ in range(THEME_CHANGES)]
    return {
        "cards": len(texts),
        "first_paint_ms": percentiles(first),
        "rebuilt_ms": percentiles(rebuilt),
        "theme_ms": percentiles(themes),
    }


def _spent(act: Callable[[], object]) -> float:
    """Return the milliseconds of this thread until what was asked is painted."""
    started = time.thread_time()
    act()
    QApplication.sendPostedEvents()  # what it asks to be painted is among them
    spent_ms = (time.thread_time() - started) * 1000
    # Kept, each card before would be one event more that the next ones look through.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return spent_ms


if __name__ == "__main__":
    main()
