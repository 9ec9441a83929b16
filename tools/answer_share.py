"""How much of each card is seen without scrolling, in the real window, over all cards of a city.

  .venv/bin/python -m tools.answer_share
  .venv/bin/python -m tools.answer_share --size 1366x690 --city resources/demo_city

One JSON line: for each state of the window the share of the median card that is seen, in percent,
and for how many cards title, notice and text to say are seen whole.
"""

import argparse
import asyncio
import json
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.screens.kit.card_texts import CardTexts
from console.viewmodels.knowledge.knowledge import Preview
from contract.knowledge.search_hit import HitKind, SearchHit
from server.knowledge_import.knowledge_files import Knowledge, read_knowledge
from widgets.answers.answer_paint import block_top
from widgets.cards.answer_document import AnswerDocument
from widgets.cards.card_text import CardText
from widgets.cards.card_view import CardView

# name: (scene, text in percent)
STATES = {
    "talking": ("talking", 100),
    "confirmation": ("card-sent", 100),
    "warning": ("no-microphone", 100),
    "offline": ("offline", 100),
    "text_130": ("talking", 130),
}


def previews(city: Knowledge) -> Iterator[Preview]:
    """Yield every card as the search would show it."""
    offices = {office.id: office for office in city.offices}
    for card in city.cards:
        yield Preview(
            hit=SearchHit(kind=HitKind.CARD, id=card.id, title=card.title, subtitle=""),
            card=card,
            answering=card,
            offices=tuple(offices[office_id] for office_id in card.office_ids),
            faqs=tuple(faq for faq in city.faqs if faq.card_id == card.id),
        )


def measured(view: CardView, card: CardText, room: int) -> tuple[float, bool]:
    """Return how much of a card is seen in so many pixels, and whether what is said is whole."""
    view.show_card(card)
    document = view.document()
    assert isinstance(document, AnswerDocument)
    whole = document.size().height()
    layout = document.documentLayout()
    if document.say is not None:
        said = layout.frameBoundingRect(document.say).bottom()
    else:
        said = block_top(document, 0)
    return min(1.0, room / whole), said <= room


def covered(view: CardView, line: QWidget) -> int:
    """Return how many pixels of the answer lie below what is told."""
    if not line.isVisible():
        return 0
    foot = view.viewport().mapToGlobal(QPoint(0, view.viewport().height())).y()
    return max(0, foot - line.mapToGlobal(QPoint(0, 0)).y())


async def share(
    app: QApplication, scene: str, percent: int, size: QSize, city: Knowledge
) -> dict[str, object]:
    async with staged(app, scene, text_percent=percent, size=size) as (window, seat):
        view = window.part(ContactScreen).search.card_view
        words, now = CardTexts(), seat.now()
        room = view.viewport().height() - covered(view, window.work.area.line)
        found = [measured(view, words.text_of(one, now), room) for one in previews(city)]
        shares = sorted(seen for seen, _ in found)
        return {
            "cards": len(found),
            "answer": [view.viewport().width(), room],
            "median_percent": round(100 * median(shares), 1),
            "least_percent": round(100 * shares[0], 1),
            "said_whole_percent": round(100 * sum(said for _, said in found) / len(found), 1),
        }


async def all_shares(app: QApplication, size: QSize, city: Knowledge) -> dict[str, object]:
    return {
        name: await share(app, scene, percent, size, city)
        for name, (scene, percent) in STATES.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--city", type=Path, default=Path("resources/demo_city"))
    parser.add_argument("--size", default="1366x768", metavar="WxH")
    options = parser.parse_args()
    width, height = (int(part) for part in options.size.split("x"))
    # What a session of the invented city logs is no trouble of whoever measures.
    logging.getLogger("console").addHandler(logging.NullHandler())
    app = QApplication([])
    city = read_knowledge(options.city)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        found = runner.run(all_shares(app, QSize(width, height), city))
    sys.stdout.write(json.dumps({"size": options.size, **found}) + "\n")


if __name__ == "__main__":
    main()
